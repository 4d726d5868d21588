SELECT rolname, oid, rolcreatedb, rolsuper, rolreplication, rolbypassrls, '********'::text,
    rolvaliduntil, NULL::text[]
FROM pg_catalog.pg_authid
WHERE rolcanlogin
