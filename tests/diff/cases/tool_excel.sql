-- why: Power Query over psqlODBC begins with the server's encoding and its version
select pg_encoding_to_char(6), current_schema() = 'pivot'

-- why: all schemas at once
-- shape: yes
select nspname from pg_catalog.pg_namespace n where nspname not in ('pg_catalog', 'pg_toast') order by nspname

-- why: tables of every schema, as SQLTables says them
-- shape: yes
select relname, nspname, relkind from pg_catalog.pg_class c, pg_catalog.pg_namespace n where relkind in ('r', 'v', 'm', 'f', 'p') and nspname !~ '^pg_|information_schema' and n.oid = relnamespace order by nspname, relname

-- why: SQLColumns of one table
select n.nspname, c.relname, a.attname, a.atttypid, t.typname, a.attnum, a.attlen, a.atttypmod, a.attnotnull from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid join pg_catalog.pg_type t on t.oid = a.atttypid where c.relname like 'texts' and n.nspname like 'pivot' and a.attnum > 0 and not a.attisdropped order by a.attnum

-- why: SQLStatistics: the relation, then its indexes
select c.relname, i.indkey, i.indisunique, i.indisclustered, a.amname, c.relhasrules, n.nspname, c.oid, d.relhassubclass, i.indoption from pg_catalog.pg_index i, pg_catalog.pg_class c, pg_catalog.pg_class d, pg_catalog.pg_am a, pg_catalog.pg_namespace n where d.relname = 'nope' and n.nspname = 'pivot' and n.oid = d.relnamespace and d.oid = i.indrelid and i.indexrelid = c.oid and c.relam = a.oid order by i.indisprimary desc, i.indisunique, n.nspname, c.relname

-- why: SQLForeignKeys, of the table's side and of the other
select 'pivot'::name as pktable_cat, n2.nspname as pktable_schem, c2.relname as pktable_name, a2.attname as pkcolumn_name, n1.nspname as fktable_schem, c1.relname as fktable_name, a1.attname as fkcolumn_name, i::int2 as key_seq, case ref.confupdtype when 'c' then 0::int2 when 'n' then 2::int2 when 'd' then 4::int2 when 'r' then 1::int2 else 3::int2 end as update_rule, ref.conname as fk_name, cn.conname as pk_name, case when ref.condeferrable then case when ref.condeferred then 5::int2 else 6::int2 end else 7::int2 end as deferrability from ((((((((select cn.oid, conrelid, conkey, confrelid, confkey, generate_series(array_lower(conkey, 1), array_upper(conkey, 1)) as i, confupdtype, confdeltype, conname, condeferrable, condeferred from pg_catalog.pg_constraint cn, pg_catalog.pg_class c, pg_catalog.pg_namespace n where contype = 'f' and confrelid = c.oid and relname = 'lefts' and n.oid = c.relnamespace and n.nspname = 'pivot') ref inner join pg_catalog.pg_class c1 on c1.oid = ref.conrelid) inner join pg_catalog.pg_namespace n1 on n1.oid = c1.relnamespace) inner join pg_catalog.pg_attribute a1 on a1.attrelid = c1.oid and a1.attnum = conkey[i]) inner join pg_catalog.pg_class c2 on c2.oid = ref.confrelid) inner join pg_catalog.pg_namespace n2 on n2.oid = c2.relnamespace) inner join pg_catalog.pg_attribute a2 on a2.attrelid = c2.oid and a2.attnum = confkey[i]) left outer join pg_catalog.pg_constraint cn on cn.conrelid = ref.confrelid and cn.contype = 'p') order by ref.oid, ref.i

-- why: SQLSpecialColumns
select c.relhasrules, c.relkind from pg_catalog.pg_namespace u, pg_catalog.pg_class c where u.oid = c.relnamespace and c.relname = 'lefts' and u.nspname = 'pivot'

-- why: SQLProcedures
-- shape: yes
select proname as "PROCEDURE_NAME", nspname as "PROCEDURE_SCHEM", case when prokind = 'p' then 1 else 2 end as "PROCEDURE_TYPE", '' as "REMARKS" from pg_catalog.pg_namespace inner join pg_catalog.pg_proc on pg_proc.pronamespace = pg_namespace.oid where (not proretset) and nspname like 'pivot' order by nspname, proname

-- why: SQLTablePrivileges
-- shape: yes
select c.relname, u.usename, c.relacl, n.nspname, s.usename from pg_catalog.pg_namespace n, pg_catalog.pg_class c, pg_catalog.pg_user u, pg_catalog.pg_user s where relkind in ('r', 'v') and n.oid = relnamespace and nspname = 'pivot' and relname = 'lefts' and u.usesysid = relowner and s.usename = current_user order by nspname, relname

-- why: a name with its database in front
SELECT "id" FROM "pivot"."pivot"."lefts" ORDER BY 1 LIMIT 2
