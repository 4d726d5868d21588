SELECT current_database(), n.nspname, c.relname, a.attname, a.attnum::int4, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
    CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END,
    CASE WHEN t.typcategory = 'A' THEN 'ARRAY' WHEN t.typtype = 'e' THEN 'USER-DEFINED' ELSE pg_catalog.format_type(a.atttypid, NULL) END,
    CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
    CASE WHEN a.atttypid IN (25, 1042, 1043) THEN
        CASE WHEN a.atttypmod > 4 THEN (a.atttypmod - 4) * 4 ELSE 1073741824 END END,
    CASE a.atttypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24
        WHEN 701 THEN 53
        WHEN 1700 THEN CASE WHEN a.atttypmod > 4 THEN (a.atttypmod - 4) / 65536 END END,
    CASE WHEN a.atttypid IN (20, 21, 23, 700, 701) THEN 2 WHEN a.atttypid = 1700 THEN 10 END,
    CASE WHEN a.atttypid IN (20, 21, 23) THEN 0
        WHEN a.atttypid = 1700 AND a.atttypmod > 4 THEN (a.atttypmod - 4) % 2048 END,
    CASE WHEN a.atttypid = 1082 THEN 0
        WHEN a.atttypid IN (1083, 1114, 1184, 1186) THEN
            CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE 6 END END,
    NULL::varchar, NULL::int4, NULL::name, NULL::name, NULL::name, NULL::name, NULL::name,
    NULL::name, NULL::name, NULL::name, NULL::name, current_database(), 'pg_catalog', t.typname,
    NULL::name, NULL::name, NULL::name, NULL::int4, a.attnum::text, 'NO', 'NO', NULL::varchar,
    NULL::varchar, NULL::varchar, NULL::varchar, NULL::varchar, 'NO',
    CASE WHEN a.attgenerated = '' THEN 'NEVER' ELSE 'ALWAYS' END,
    CASE WHEN a.attgenerated = '' THEN NULL ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
    CASE WHEN c.relkind = 'r' THEN 'YES' ELSE 'NO' END
FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND c.relkind IN ('r', 'v')
