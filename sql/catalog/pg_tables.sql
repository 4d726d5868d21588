SELECT n.nspname, c.relname, r.rolname, NULL::name, c.relhasindex, false, false, false
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_authid r ON r.oid = c.relowner
WHERE c.relkind IN ('r', 'p')
