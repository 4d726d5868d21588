SELECT current_database(), n.nspname, c.relname, a.attname, current_database(), n.nspname,
    k.conname
FROM (SELECT conname, conrelid, unnest(conkey) AS attnum FROM pg_catalog.pg_constraint) k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.attnum
