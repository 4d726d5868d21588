SELECT current_database(), n.nspname, r.rolname, NULL::name, NULL::name, NULL::name, NULL::varchar
FROM pg_catalog.pg_namespace n
    JOIN pg_catalog.pg_authid r ON r.oid = n.nspowner
