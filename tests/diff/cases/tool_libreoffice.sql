-- why: LibreOffice Base asks for privileges
SELECT dp.table_schem, dp.table_name, count(*) > 0 FROM (SELECT table_schema AS table_schem, table_name, grantee, privilege_type AS privilege FROM information_schema.table_privileges) dp, (SELECT oid, rolname FROM pg_catalog.pg_roles UNION ALL VALUES (0, 'PUBLIC')) pr WHERE table_schem LIKE '%' AND table_name LIKE 'numbers' AND (dp.grantee = 'PUBLIC' OR pg_has_role(pr.oid, dp.grantee, 'USAGE')) GROUP BY 1, 2 ORDER BY 1, 2

-- why: forms of pg_has_role
SELECT pg_has_role(current_user, current_user, 'USAGE'), pg_has_role(0::oid, current_user, 'USAGE'), pg_has_role(10::oid, current_user, 'USAGE'), pg_has_role('pg_monitor', 'USAGE') IS NOT NULL
