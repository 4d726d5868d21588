-- why: constant rows
SELECT oid, amname, amtype FROM pg_am ORDER BY oid

-- why: types, their lengths and arrays
SELECT oid, typname, typlen, typtype, typcategory, typelem, typarray, typdelim FROM pg_catalog.pg_type WHERE oid IN (16, 17, 20, 21, 23, 25, 700, 701, 1007, 1042, 1043, 1082, 1114, 1184, 1700, 2950) ORDER BY oid

-- why: every column has PostgreSQL's type
SELECT * FROM pg_class WHERE false

-- why: also of a relation that holds nothing here
SELECT * FROM pg_trigger LIMIT 0

-- why: information_schema's domains are their base types
SELECT * FROM information_schema.columns WHERE 1 = 0

-- why: an alias, a join and a function of the columns
SELECT upper(t.typname), e.typname FROM pg_type t JOIN pg_type e ON e.oid = t.typelem WHERE t.typname = '_int4'

-- why: relations tell their own columns
SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = 1247 AND a.attnum BETWEEN 1 AND 5 ORDER BY a.attnum

-- why: nothing is shown twice
SELECT relname, count(*) FROM pg_class WHERE relnamespace = 11 AND relkind = 'v' AND relname LIKE 'pg\_stat%' GROUP BY relname HAVING count(*) > 1

-- why: an unknown relation of the schema
SELECT * FROM pg_catalog.pg_nothing
