SELECT current_database(), n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid), 'NONE', 'NO',
    'NO', 'NO', 'NO', 'NO'
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v'
