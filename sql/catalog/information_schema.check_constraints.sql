SELECT current_database(), n.nspname, k.conname, substring(pg_get_constraintdef(k.oid), 7)
FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
WHERE k.contype = 'c'
