SELECT r.rolname, r.rolname, current_database(), n.nspname, c.relname, a.attname, p.privilege, 'YES'
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_authid r ON r.oid = c.relowner
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    CROSS JOIN (VALUES ('INSERT'), ('SELECT'), ('UPDATE'), ('REFERENCES')) p (privilege)
WHERE c.relkind IN ('r', 'v') AND a.attnum > 0
