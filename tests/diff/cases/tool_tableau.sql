-- why: the connection's check: a temporary table, and GROUP BY an ordinal
SELECT "SUBCOL" AS "COL" FROM (SELECT 1 AS "SUBCOL") "SUBQUERY" GROUP BY 1

-- why: an ordinal that there is not
SELECT "SUBCOL" AS "COL" FROM (SELECT 1 AS "SUBCOL") "SUBQUERY" GROUP BY 2

-- why: columns of a table without its rows
SELECT * FROM "pivot"."numbers" LIMIT 0

-- why: the same by a condition
SELECT * FROM "pivot"."texts" WHERE 1 = 0

-- why: through the driver, tables and views of all schemas
-- shape: yes
select relname, nspname, relkind from pg_catalog.pg_class c, pg_catalog.pg_namespace n where relkind in ('r', 'v', 'm', 'f', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pg_temp_1') and n.oid = relnamespace order by nspname, relname

-- why: through the driver, the columns of a table
select n.nspname, c.relname, a.attname, a.atttypid, t.typname, a.attnum, a.attlen, a.atttypmod, a.attnotnull, c.relhasrules, c.relkind, pg_get_expr(d.adbin, d.adrelid), case t.typtype when 'd' then t.typbasetype else 0 end, t.typtypmod, a.attidentity from (((pg_catalog.pg_class c inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace and c.relname = 'lefts' and n.nspname = 'pivot') inner join pg_catalog.pg_attribute a on (not a.attisdropped) and a.attnum > 0 and a.attrelid = c.oid) inner join pg_catalog.pg_type t on t.oid = a.atttypid) left outer join pg_attrdef d on a.atthasdef and d.adrelid = a.attrelid and d.adnum = a.attnum order by n.nspname, c.relname, attnum

-- why: through the driver, keys
-- shape: yes
select ta.attname, ia.attnum, ic.relname, n.nspname, tc.relname from pg_catalog.pg_attribute ta, pg_catalog.pg_attribute ia, pg_catalog.pg_class tc, pg_catalog.pg_index i, pg_catalog.pg_namespace n, pg_catalog.pg_class ic where tc.relname = 'nothing' and n.nspname = 'pivot' and tc.oid = i.indrelid and n.oid = tc.relnamespace and i.indisprimary = 't' and ia.attrelid = i.indexrelid and ta.attrelid = i.indrelid and ta.attnum = i.indkey[ia.attnum-1] and (not ta.attisdropped) and (not ia.attisdropped) and ic.oid = i.indexrelid order by ia.attnum

-- why: the functions that a data source may call
-- shape: yes
select p.proname, n.nspname, p.prokind, p.prorettype, p.pronargs, p.proargtypes from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where has_function_privilege(p.oid, 'EXECUTE') and n.nspname = 'pivot' order by 2, 1

-- why: dates by their parts, and levels of detail
SELECT DATE_TRUNC( 'MONTH', CAST("d" AS TIMESTAMP) ) AS "tmn:d:ok", COUNT(1) AS "cnt:id:ok" FROM "pivot"."times" "times" WHERE NOT ("d" IS NULL) GROUP BY 1 HAVING (COUNT(1) > 0) ORDER BY 1 ASC NULLS FIRST

-- why: filters compare as it writes them
SELECT COUNT(DISTINCT "lefts"."k") AS "ctd:k:ok" FROM "pivot"."lefts" "lefts" WHERE ("lefts"."a" IS NOT DISTINCT FROM 'x') OR ("lefts"."k" >= 0)
