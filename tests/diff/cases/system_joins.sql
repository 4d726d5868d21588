-- why: constants on one side of inner joins
SELECT c.relname, a.attname, t.typname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid WHERE c.relname = 'pg_am' AND a.attnum > 0 ORDER BY a.attnum

-- why: a comma join with LIKE and IN
SELECT c.relname, c.relkind FROM pg_namespace n, pg_class c WHERE c.relnamespace = n.oid AND n.nspname LIKE 'pg\_catalog' AND c.relname LIKE 'pg\_a%' AND c.relkind IN ('r', 'v') AND c.relname NOT LIKE '%s\_%' AND c.relname < 'pg_au' ORDER BY 1

-- why: the missing side of a left join stays, with NULLs
SELECT t.typname, c.relname FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid AND c.relname = 'nope' WHERE t.typname IN ('int4', 'text') ORDER BY 1

-- why: a condition on the missing side in WHERE that NULLs pass
SELECT t.typname, e.typname FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.typname IN ('int4', '_int4', '_text') AND (e.typname IS NULL OR e.typname = 'text') ORDER BY 1

-- why: a condition on the missing side that NULLs fail
SELECT t.typname, e.typname FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.typname IN ('int4', '_int4', '_text') AND e.typname = 'text' ORDER BY 1

-- why: IS NULL finds what has no partner
SELECT t.typname FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typname = 'int4' WHERE t.typname IN ('int4', '_int4', '_text') AND e.oid IS NULL ORDER BY 1

-- why: a condition of ON about the side that stays drops nothing
SELECT t.typname, e.typname FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typname = '_text' WHERE t.typname IN ('int4', '_int4', '_text') ORDER BY 1

-- why: RIGHT JOIN
SELECT t.typname, e.typname FROM pg_type t RIGHT JOIN pg_type e ON e.oid = t.typelem AND t.typname = '_text' WHERE e.typname IN ('int4', 'text') ORDER BY 2

-- why: FULL JOIN of two parts
SELECT a.typname, b.typname FROM (SELECT * FROM pg_type WHERE typname IN ('int4', 'text')) a FULL JOIN (SELECT * FROM pg_type WHERE typname IN ('text', 'bool')) b ON a.oid = b.oid ORDER BY 1, 2

-- why: FULL JOIN with a condition afterwards
SELECT a.typname, b.typname FROM (SELECT * FROM pg_type WHERE typname IN ('int4', 'text')) a FULL JOIN (SELECT * FROM pg_type WHERE typname IN ('text', 'bool')) b ON a.oid = b.oid WHERE a.typname IS NULL OR b.typname = 'text' ORDER BY 1, 2

-- why: an inner join below the missing side
SELECT d.relname, x.relname, x.attname FROM pg_class d LEFT JOIN (SELECT c.oid, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum = 1 AND c.relname <> 'pg_roles') x ON x.oid = d.oid WHERE d.relname IN ('pg_am', 'pg_roles', 'pg_class') ORDER BY 1

-- why: the same in the join tree
SELECT d.relname, c.relname, a.attname FROM pg_class d LEFT JOIN (pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 2) ON c.oid = d.oid AND a.attname LIKE 'am%' WHERE d.relname IN ('pg_am', 'pg_roles', 'pg_class') ORDER BY 1

-- why: a chain of left joins whose first finds nothing
SELECT t.typname, c.relname, a.attname FROM pg_type t LEFT JOIN pg_class c ON c.relname = 'nope' AND c.oid = t.typrelid LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 WHERE t.typname = 'int4'

-- why: an inner join after a left one asks for its columns
SELECT d.relname, c.relname, a.attname FROM pg_class d LEFT JOIN pg_class c ON c.oid = d.oid AND c.relkind = 'r' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 WHERE d.relname IN ('pg_roles', 'pg_am') ORDER BY 1

-- why: no row at all, with and without groups
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relname = 'nope'

-- why: counts of nothing
SELECT count(*), max(a.attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relname = 'nope'

-- why: groups of nothing
SELECT c.relname, count(*) FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 1000 WHERE c.relname = 'nope' GROUP BY 1

-- why: groups by what is one value
SELECT n.nspname, c.relkind, count(*) > 10 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'pg_catalog' AND c.relkind = 'v' GROUP BY n.nspname, c.relkind

-- why: one row for constants, read by a correlated subquery
SELECT c.relname, (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0), (SELECT t.typname FROM pg_type t WHERE t.typname = 'int4' AND c.relkind = 'r') FROM pg_class c, pg_am m WHERE c.relname = 'pg_am' AND m.amname = 'btree'

-- why: EXISTS and NOT EXISTS
SELECT t.typname FROM pg_type t WHERE t.typname IN ('int4', '_int4', 'pg_am') AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.typrelid) AND EXISTS (SELECT 1 FROM pg_type e WHERE e.oid = t.typarray) ORDER BY 1

-- why: IN a subquery
SELECT typname FROM pg_type WHERE oid IN (SELECT atttypid FROM pg_attribute WHERE attrelid = 'pg_am'::regclass AND attnum > 0) ORDER BY 1

-- why: arrays of the only row
SELECT p.proname, p.proargtypes, p.proargtypes[1], m.amname FROM pg_proc p CROSS JOIN pg_am m WHERE p.proname = 'strpos' AND m.amname = 'hash'

-- why: set-returning functions over it
SELECT p.proname, unnest(p.proargtypes)::regtype FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proname = 'strpos'

-- why: LATERAL over it
SELECT p.proname, x.t FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace CROSS JOIN LATERAL (SELECT typname AS t FROM pg_type WHERE oid = p.prorettype) x WHERE p.proname = 'strpos' AND n.nspname = 'pg_catalog'

-- why: NOT and OR over NULLs
SELECT d.relname FROM pg_class d LEFT JOIN pg_class c ON c.oid = d.oid AND c.relkind = 'r' WHERE d.relname IN ('pg_roles', 'pg_am', 'pg_class') AND NOT (c.relname = 'pg_am') ORDER BY 1

-- why: IS DISTINCT and COALESCE are not understood, and kept
SELECT d.relname FROM pg_class d LEFT JOIN pg_class c ON c.oid = d.oid AND c.relkind = 'r' WHERE d.relname IN ('pg_roles', 'pg_am', 'pg_class') AND c.relname IS DISTINCT FROM 'pg_am' AND COALESCE(c.relname, '') = '' ORDER BY 1

-- why: NOT IN with NULL gives no row
SELECT typname FROM pg_type WHERE typname NOT IN ('int4', NULL)

-- why: quoted numbers, numbers of another type and reg types
SELECT attname FROM pg_attribute WHERE attrelid = '2601' AND attnum = 2::int8 AND attrelid::int8 = 2601 AND attrelid = 'pg_am'::regclass

-- why: LIKE with letters, escapes and nothing
SELECT relname FROM pg_class WHERE relkind = 'r' AND (relname LIKE 'pg\_a_' OR relname LIKE 'pg\_cl_ss' OR relname LIKE '' OR relname LIKE '%\_opfami%') ORDER BY 1

-- why: names longer than a name
SELECT relname FROM pg_class WHERE relname = 'pg_am                                                            x'

-- why: DISTINCT, window functions and LIMIT around it
SELECT DISTINCT n.nspname, row_number() OVER (ORDER BY a.attnum) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relname = 'pg_am' AND a.attnum > 0 ORDER BY 2 LIMIT 2

-- why: a condition on a subquery with a window function does not go into it
SELECT * FROM (SELECT attname, row_number() OVER (ORDER BY attnum) AS r FROM pg_attribute WHERE attrelid = 1259 AND attnum > 0) x WHERE attname = 'relkind'

-- why: nor on one with LIMIT
SELECT * FROM (SELECT attname FROM pg_attribute WHERE attrelid = 1259 AND attnum > 0 ORDER BY attnum LIMIT 3) x WHERE attname LIKE 'rel%'

-- why: on a view of views
SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE table_schema = 'pg_catalog' AND table_name IN ('pg_am', 'pg_roles') ORDER BY 2

-- why: on the columns of a view
SELECT column_name, ordinal_position, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'pg_catalog' AND table_name = 'pg_am' AND column_name <> 'amname' ORDER BY 2

-- why: UNION of reduced blocks
SELECT relname FROM pg_class WHERE oid = 1259 UNION ALL SELECT typname FROM pg_type WHERE oid = 23 UNION ALL SELECT typname FROM pg_type WHERE typname = 'nope' ORDER BY 1

-- why: USING and NATURAL joins
SELECT oid, a.relname FROM pg_class a JOIN (SELECT oid, relkind FROM pg_class WHERE relname = 'pg_am') b USING (oid)

-- why: GROUPING SETS over a reduced join
SELECT c.relname, a.attname, count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relname = 'pg_am' AND a.attnum IN (1, 2) GROUP BY GROUPING SETS ((c.relname), (a.attname))

-- why: HAVING without groups
SELECT max(c.relname) FROM pg_class c WHERE c.relname = 'nope' HAVING count(*) = 0

-- why: a recursive query
WITH RECURSIVE r(oid, n) AS (SELECT oid, 1 FROM pg_type WHERE typname = '_int4' UNION ALL SELECT t.typelem, r.n + 1 FROM r JOIN pg_type t ON t.oid = r.oid WHERE t.typelem <> 0) SELECT t.typname, r.n FROM r JOIN pg_type t ON t.oid = r.oid ORDER BY 2
