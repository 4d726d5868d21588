-- why: the connection begins with what the server is
-- shape: yes
SELECT version()

-- why: types by how they are received: arrays, ranges, composites and enums
-- shape: yes
SELECT ns.nspname, a.typname, a.oid, a.typbasetype, CASE WHEN pg_proc.proname = 'array_recv' THEN 'a' ELSE a.typtype END AS typtype, CASE WHEN pg_proc.proname = 'array_recv' THEN a.typelem WHEN a.typtype = 'r' THEN rngsubtype ELSE 0 END AS typelem, CASE WHEN pg_proc.proname IN ('array_recv', 'oidvectorrecv') THEN 3 WHEN a.typtype = 'r' THEN 2 WHEN a.typtype = 'd' THEN 1 ELSE 0 END AS ord FROM pg_type AS a JOIN pg_namespace AS ns ON (ns.oid = a.typnamespace) JOIN pg_proc ON pg_proc.oid = a.typreceive LEFT OUTER JOIN pg_class AS cls ON (cls.oid = a.typrelid) LEFT OUTER JOIN pg_type AS b ON (b.oid = a.typelem) LEFT OUTER JOIN pg_class AS elemcls ON (elemcls.oid = b.typrelid) LEFT OUTER JOIN pg_range ON (pg_range.rngtypid = a.oid) WHERE a.typtype IN ('b', 'r', 'e', 'd') OR (a.typtype = 'c' AND cls.relkind = 'c') OR (pg_proc.proname = 'array_recv' AND (b.typtype IN ('b', 'r', 'e', 'd') OR (b.typtype = 'p' AND b.typname IN ('record', 'void')) OR (b.typtype = 'c' AND elemcls.relkind = 'c'))) OR (a.typtype = 'p' AND a.typname IN ('record', 'void')) ORDER BY ord

-- why: the types that results have, as rows
SELECT a.typname, a.oid, p.proname, a.typtype, CASE WHEN p.proname = 'array_recv' THEN a.typelem ELSE 0 END AS typelem FROM pg_type a JOIN pg_proc p ON p.oid = a.typreceive WHERE a.oid IN (16, 20, 21, 23, 25, 700, 701, 1007, 1009, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1700, 2950) ORDER BY a.oid

-- why: fields of composite types
SELECT typ.oid, att.attname, att.atttypid FROM pg_type AS typ JOIN pg_namespace AS ns ON (ns.oid = typ.typnamespace) JOIN pg_class AS cls ON (cls.oid = typ.typrelid) JOIN pg_attribute AS att ON (att.attrelid = typ.typrelid) WHERE (typ.typtype = 'c' AND cls.relkind = 'c') AND attnum > 0 AND NOT attisdropped AND typ.typname NOT LIKE 'tablefunc%' ORDER BY typ.oid, att.attnum
-- why: fields of composite types; PostgreSQL's extension has some
-- postgres: SELECT typ.oid, att.attname, att.atttypid FROM pg_type AS typ JOIN pg_class AS cls ON (cls.oid = typ.typrelid) JOIN pg_attribute AS att ON (att.attrelid = typ.typrelid) WHERE (typ.typtype = 'c' AND cls.relkind = 'c') AND typname !~ '^tablefunc_' AND attnum > 0 AND NOT attisdropped ORDER BY typ.oid, att.attnum
SELECT typ.oid, att.attname, att.atttypid FROM pg_type AS typ JOIN pg_namespace AS ns ON (ns.oid = typ.typnamespace) JOIN pg_class AS cls ON (cls.oid = typ.typrelid) JOIN pg_attribute AS att ON (att.attrelid = typ.typrelid) WHERE (typ.typtype = 'c' AND cls.relkind = 'c') AND attnum > 0 AND NOT attisdropped ORDER BY typ.oid, att.attnum

-- why: labels of enums
-- shape: yes
SELECT pg_type.oid, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY oid, enumsortorder

-- why: the navigator
-- shape: yes
select table_schema, table_name, table_type from information_schema.tables where table_schema not in ('information_schema', 'pg_catalog') order by table_schema, table_name

-- why: columns of a table
select column_name, ordinal_position, is_nullable, data_type, case when (data_type like '%char%') and character_maximum_length is not null then character_maximum_length else null end from information_schema.columns where table_schema = 'pivot' and table_name = 'lefts' order by table_schema, table_name, ordinal_position

-- why: the encoding
select character_set_name from information_schema.character_sets

-- why: keys
-- shape: yes
select i.constraint_schema || '_' || i.constraint_name as index_name, ii.column_name, ii.ordinal_position, case when i.constraint_type = 'PRIMARY KEY' then 'Y' else 'N' end as primary_key from information_schema.table_constraints i inner join information_schema.key_column_usage ii on i.constraint_schema = ii.constraint_schema and i.constraint_name = ii.constraint_name and i.table_schema = ii.table_schema and i.table_name = ii.table_name where i.table_schema = 'pivot' and i.table_name = 'lefts' and i.constraint_type in ('PRIMARY KEY', 'UNIQUE') order by i.constraint_schema || '_' || i.constraint_name, ii.table_schema, ii.table_name, ii.ordinal_position

-- why: what refers to a table
select pkcol.column_name as pk_column_name, fkcol.table_schema as fk_table_schema, fkcol.table_name as fk_table_name, fkcol.column_name as fk_column_name, fkcol.ordinal_position as ordinal, fkcon.constraint_schema || '_' || fkcol.table_name || '_' || 'lefts' || '_' || fkcon.constraint_name as fk_name from (select distinct constraint_catalog, constraint_schema, unique_constraint_schema, constraint_name, unique_constraint_name from information_schema.referential_constraints) fkcon inner join information_schema.key_column_usage fkcol on fkcon.constraint_schema = fkcol.constraint_schema and fkcon.constraint_name = fkcol.constraint_name inner join information_schema.key_column_usage pkcol on fkcon.unique_constraint_schema = pkcol.constraint_schema and fkcon.unique_constraint_name = pkcol.constraint_name where pkcol.table_schema = 'pivot' and pkcol.table_name = 'lefts' and pkcol.ordinal_position = fkcol.ordinal_position order by fk_name, fkcol.ordinal_position

-- why: a preview
select "$Table"."id" as "id", "$Table"."k" as "k" from "pivot"."lefts" "$Table" order by "$Table"."id" limit 3
