SELECT n.nspname, c.relname, r.rolname, pg_catalog.pg_get_viewdef(c.oid)
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_authid r ON r.oid = c.relowner
WHERE c.relkind = 'v'
