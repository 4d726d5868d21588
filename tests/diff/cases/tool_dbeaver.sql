-- why: the session's schema and user
-- shape: yes
SELECT current_schema(), session_user

-- why: where plain names are looked up
-- shape: yes
SHOW search_path

-- why: databases
-- shape: yes
SELECT db.oid, db.* FROM pg_catalog.pg_database db WHERE datallowconn AND NOT datistemplate OR db.datname = 'pivot' ORDER BY db.datname

-- why: settings with their defaults
-- shape: yes
SELECT name, setting, boot_val FROM pg_catalog.pg_settings WHERE name IN ('search_path', 'standard_conforming_strings', 'server_version')

-- why: words for the editor
SELECT string_agg(word, ',' ORDER BY word) FROM pg_catalog.pg_get_keywords() WHERE word LIKE 'co%'

-- why: types, with what their relations are
-- shape: yes
SELECT t.oid, t.*, c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS base_type_name, d.description FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_type et ON et.oid = t.typelem LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid = t.typrelid LEFT OUTER JOIN pg_catalog.pg_description d ON t.oid = d.objoid WHERE t.typname IS NOT NULL AND (c.relkind IS NULL OR c.relkind = 'c') AND (et.typcategory IS NULL OR et.typcategory <> 'C')

-- why: schemas with descriptions
-- shape: yes
SELECT n.oid, n.*, d.description FROM pg_catalog.pg_namespace n LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = n.oid AND d.objsubid = 0 AND d.classoid = 'pg_namespace'::regclass ORDER BY nspname

-- why: tables of a schema
-- shape: yes
SELECT c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_expr, pg_catalog.pg_get_partkeydef(c.oid) AS partition_key FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass WHERE c.relnamespace = 'pivot'::regnamespace AND c.relkind NOT IN ('i', 'I', 'c')

-- why: columns with defaults and descriptions
-- shape: yes
SELECT c.relname, a.attname, a.atttypid, a.attnum, a.atttypmod, a.attnotnull, a.attidentity, a.attacl, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) AS def_value, dsc.description, dep.objid FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid = c.oid) LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid = ad.adrelid AND a.attnum = ad.adnum) LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid = dsc.objoid AND a.attnum = dsc.objsubid) LEFT OUTER JOIN pg_depend dep ON dep.refobjid = a.attrelid AND dep.deptype = 'i' AND dep.refobjsubid = a.attnum AND dep.classid = dep.refclassid WHERE NOT a.attisdropped AND c.oid = 'pivot.lefts'::regclass ORDER BY a.attnum

-- why: constraints of a schema
-- shape: yes
SELECT c.oid, c.*, t.relname AS tabrelname, rt.relnamespace AS refnamespace, d.description, null AS consrc_copy FROM pg_catalog.pg_constraint c INNER JOIN pg_catalog.pg_class t ON t.oid = c.conrelid LEFT OUTER JOIN pg_catalog.pg_class rt ON rt.oid = c.confrelid LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_constraint'::regclass WHERE c.conrelid = 'pivot.lefts'::regclass ORDER BY c.oid

-- why: indexes
-- shape: yes
SELECT i.*, i.indkey AS keys, c.relname, c.relnamespace, c.relam, c.reltablespace, tc.relname AS tabrelname, dsc.description, pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS pred_expr, pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) AS expr, pg_catalog.pg_relation_size(i.indexrelid) AS index_rel_size, pg_catalog.pg_stat_get_numscans(i.indexrelid) AS index_num_scans FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid INNER JOIN pg_catalog.pg_class tc ON tc.oid = i.indrelid LEFT OUTER JOIN pg_catalog.pg_description dsc ON i.indexrelid = dsc.objoid WHERE i.indrelid = 'pivot.lefts'::regclass ORDER BY tabrelname, c.relname

-- why: roles and their descriptions
-- shape: yes
SELECT a.oid, a.*, pd.description FROM pg_catalog.pg_roles a LEFT JOIN pg_catalog.pg_shdescription pd ON a.oid = pd.objoid ORDER BY a.rolname

-- why: what inherits
SELECT i.inhrelid, i.inhparent, i.inhseqno FROM pg_catalog.pg_inherits i, pg_catalog.pg_class c WHERE i.inhrelid = c.oid AND i.inhparent = 'pivot.lefts'::regclass ORDER BY i.inhseqno

-- why: rules
-- shape: yes
SELECT DISTINCT dep.deptype, dep.classid, dep.objid, cl.relkind, attr.attname, pg_get_expr(ad.adbin, ad.adrelid) AS adefval, CASE WHEN cl.relkind IS NOT NULL THEN CASE WHEN dep.objsubid > 0 THEN cl.relkind || dep.objsubid::text ELSE cl.relkind::text END WHEN rw.oid IS NOT NULL THEN 'R'::text ELSE '' END AS type, COALESCE(coc.relname, clrw.relname) AS ownertable FROM pg_depend dep LEFT JOIN pg_class cl ON dep.objid = cl.oid LEFT JOIN pg_attribute attr ON dep.objid = attr.attrelid AND dep.objsubid = attr.attnum LEFT JOIN pg_rewrite rw ON dep.objid = rw.oid LEFT JOIN pg_class clrw ON clrw.oid = rw.ev_class LEFT JOIN pg_constraint co ON dep.objid = co.oid LEFT JOIN pg_class coc ON co.conrelid = coc.oid LEFT JOIN pg_attrdef ad ON dep.objid = ad.oid WHERE dep.refobjid = 'pivot.lefts'::regclass ORDER BY type

-- why: sizes
-- shape: yes
SELECT pg_catalog.pg_total_relation_size('pivot.lefts'::regclass), pg_catalog.pg_relation_size('pivot.lefts'::regclass), pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size('pivot.lefts'::regclass))

-- why: languages, access methods, extensions, tablespaces, foreign servers
-- shape: yes
SELECT (SELECT count(*) FROM pg_catalog.pg_language l), (SELECT count(*) FROM pg_catalog.pg_am), (SELECT count(*) FROM pg_catalog.pg_extension e), (SELECT count(*) FROM pg_catalog.pg_tablespace), (SELECT count(*) FROM pg_catalog.pg_foreign_server)
