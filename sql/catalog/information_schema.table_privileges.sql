SELECT r.rolname, r.rolname, current_database(), n.nspname, c.relname, p.privilege, 'YES',
    CASE WHEN p.privilege = 'SELECT' THEN 'YES' ELSE 'NO' END
FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_authid r ON r.oid = c.relowner
    CROSS JOIN (VALUES ('INSERT'), ('SELECT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'),
        ('TRIGGER')) p (privilege)
WHERE c.relkind IN ('r', 'v')
