SELECT current_database(), n.nspname, c.relname,
    CASE c.relkind WHEN 'r' THEN 'BASE TABLE' WHEN 'v' THEN 'VIEW' END,
    NULL::name, NULL::varchar, NULL::name, NULL::name, NULL::name,
    CASE WHEN c.relkind = 'r' THEN 'YES' ELSE 'NO' END, 'NO', NULL::varchar
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v')
