SELECT n.nspname, c.relname, i.relname, NULL::name, pg_catalog.pg_get_indexdef(i.oid)
FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
