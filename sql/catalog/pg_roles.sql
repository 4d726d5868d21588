SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
    rolconnlimit, '********'::text, rolvaliduntil, rolbypassrls, NULL::text[], oid
FROM pg_catalog.pg_authid
