SELECT current_database(), n.nspname, k.conname, current_database(), n.nspname, c.relname,
    a.attname, k.position::int4, NULL::int4
FROM (SELECT conname, conrelid, unnest(conkey) AS attnum,
        generate_series(1, cardinality(conkey)) AS position
    FROM pg_catalog.pg_constraint WHERE contype = 'p') k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.attnum
