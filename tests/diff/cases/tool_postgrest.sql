-- why: the server
-- shape: yes
SELECT current_setting('server_version_num')::integer, current_setting('server_version')

-- why: roles that a request may take
-- shape: yes
SELECT r.rolname, r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user

-- why: relations of the exposed schemas
-- shape: yes
SELECT n.nspname AS table_schema, c.relname AS table_name, d.description AS table_description, c.relkind IN ('v', 'm') as is_view, (c.relkind IN ('r', 'p') OR (c.relkind in ('v', 'f') AND (pg_relation_is_updatable(c.oid::regclass, true) & 8) = 8)) AS insertable, (c.relkind IN ('r', 'p')) AS updatable FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_description as d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass WHERE c.relkind IN ('v', 'r', 'm', 'f', 'p') AND c.relnamespace = ANY('{pivot}'::regnamespace[]) AND not c.relispartition ORDER BY table_schema, table_name

-- why: relationships between tables
-- shape: yes
SELECT ns1.nspname AS table_schema, tab.relname AS table_name, ns2.nspname AS foreign_table_schema, other.relname AS foreign_table_name, traint.conname AS constraint_name FROM pg_constraint traint JOIN pg_namespace ns1 ON ns1.oid = traint.connamespace JOIN pg_class tab ON tab.oid = traint.conrelid JOIN pg_class other ON other.oid = traint.confrelid JOIN pg_namespace ns2 ON ns2.oid = other.relnamespace WHERE traint.contype = 'f' AND traint.conparentid = 0 ORDER BY traint.conrelid, traint.conname

-- why: functions of the exposed schemas
-- shape: yes
SELECT pn.nspname AS proc_schema, p.proname AS proc_name, pg_get_function_arguments(p.oid), p.provolatile, p.prorettype::regtype FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace WHERE p.prokind = 'f' AND pn.nspname = 'pivot'

-- why: time zones
-- shape: yes
SELECT name FROM pg_timezone_names WHERE name = 'UTC'
