-- why: SQLAlchemy's first words
-- shape: yes
select pg_catalog.version()

-- why: then the schema, and two casts
select CAST('test plain returns' AS VARCHAR(60)) AS anon_1

-- why: unicode
select CAST('test unicode returns' AS VARCHAR(60)) AS anon_1, current_schema() IS NOT NULL AS has_schema

-- why: how strings are written
-- shape: yes
show standard_conforming_strings

-- why: schemas
-- shape: yes
SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' ORDER BY nspname

-- why: whether there is a table
select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'pivot' and relname = 'lefts'

-- why: its tables, views and materialized views
-- shape: yes
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'pivot' AND c.relkind in ('r', 'p')

-- why: views
-- shape: yes
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'pivot' AND c.relkind IN ('v', 'm')

-- why: the number of a table
-- shape: yes
SELECT c.oid FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE (n.nspname = 'pivot') AND c.relname = 'lefts' AND c.relkind in ('r', 'v', 'm', 'f', 'p')

-- why: its columns
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef) AS DEFAULT, a.attnotnull, a.attnum, pgd.description as comment, a.attgenerated as generated, (SELECT s.seqstart FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c on s.seqrelid = c."oid" WHERE c.relkind = 'S' AND a.attidentity != '' AND s.seqrelid = pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)::regclass::oid) as identity_options FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_description pgd ON (pgd.objoid = a.attrelid AND pgd.objsubid = a.attnum) WHERE a.attrelid = 'pivot.lefts'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum

-- why: domains
-- shape: yes
SELECT t.typname as "name", pg_catalog.format_type(t.typbasetype, t.typtypmod) as "attype", not t.typnotnull as "nullable", t.typdefault as "default", pg_catalog.pg_type_is_visible(t.oid) as "visible", n.nspname as "schema" FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd'

-- why: enums
-- shape: yes
SELECT t.typname as "name", pg_catalog.pg_type_is_visible(t.oid) as "visible", n.nspname as "schema", e.enumlabel as "label" FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_catalog.pg_enum e ON t.oid = e.enumtypid WHERE t.typtype = 'e' ORDER BY "schema", "name", e.oid

-- why: the primary key
-- shape: yes
SELECT a.attname FROM pg_attribute a JOIN (SELECT unnest(ix.indkey) attnum, generate_subscripts(ix.indkey, 1) ord FROM pg_index ix WHERE ix.indrelid = 'pivot.nothing'::regclass AND ix.indisprimary) k ON a.attnum = k.attnum WHERE a.attrelid = 'pivot.nothing'::regclass ORDER BY k.ord

-- why: its name
-- shape: yes
SELECT conname FROM pg_catalog.pg_constraint r WHERE r.conrelid = 'pivot.nothing'::regclass AND r.contype = 'p' ORDER BY 1

-- why: foreign keys
SELECT r.conname, pg_catalog.pg_get_constraintdef(r.oid, true) as condef, n.nspname as conschema FROM pg_catalog.pg_constraint r, pg_namespace n, pg_class c WHERE r.conrelid = 'pivot.lefts'::regclass AND r.contype = 'f' AND c.oid = confrelid AND n.oid = c.relnamespace ORDER BY 1

-- why: indexes
-- shape: yes
SELECT i.relname as relname, ix.indisunique, ix.indexprs, a.attname, a.attnum, c.conrelid, ix.indkey::varchar, ix.indoption::varchar, i.reloptions, am.amname, pg_get_expr(ix.indpred, ix.indrelid), ix.indnkeyatts as indnkeyatts FROM pg_class t join pg_index ix on t.oid = ix.indrelid join pg_class i on i.oid = ix.indexrelid left outer join pg_attribute a on t.oid = a.attrelid and a.attnum = ANY(ix.indkey) left outer join pg_constraint c on (ix.indrelid = c.conrelid and ix.indexrelid = c.conindid and c.contype in ('p', 'u', 'x')) left outer join pg_am am on i.relam = am.oid WHERE t.relkind IN ('r', 'v', 'f', 'm', 'p') and t.oid = 'pivot.lefts'::regclass and ix.indisprimary = 'f' ORDER BY t.relname, i.relname

-- why: checks
SELECT cons.conname as name, pg_get_constraintdef(cons.oid) as src FROM pg_catalog.pg_constraint cons WHERE cons.conrelid = 'pivot.lefts'::regclass AND cons.contype = 'c'

-- why: the table's comment
SELECT pgd.description as table_comment FROM pg_catalog.pg_description pgd WHERE pgd.objsubid = 0 AND pgd.objoid = 'pivot.lefts'::regclass

-- why: a chart
SELECT DATE_TRUNC('day', ts) AS __timestamp, COUNT(*) AS count FROM pivot.times GROUP BY DATE_TRUNC('day', ts) ORDER BY count DESC, 1 LIMIT 10
