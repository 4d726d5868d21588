SELECT rolname, oid, rolcreatedb, rolsuper, rolreplication, rolbypassrls, rolpassword,
    rolvaliduntil, NULL::text[]
FROM pg_catalog.pg_authid
WHERE rolcanlogin
