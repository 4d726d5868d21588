SELECT c.oid, n.nspname, c.relname, 0, 0, 0, 0, 0, 0, 0, 0, c.reltuples::int8, 0, 0, 0,
    NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, 0, 0, 0, 0
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r'
