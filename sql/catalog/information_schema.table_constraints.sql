SELECT current_database(), n.nspname, k.conname, current_database(), n.nspname, c.relname,
    CASE k.contype WHEN 'c' THEN 'CHECK' ELSE 'PRIMARY KEY' END, 'NO', 'NO', 'YES', NULL::varchar
FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
