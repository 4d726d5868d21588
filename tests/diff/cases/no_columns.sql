-- why: SELECT without columns: rows of nothing.

SELECT

SELECT FROM numbers

SELECT FROM numbers WHERE false

SELECT FROM numbers GROUP BY b

SELECT FROM numbers LIMIT 2 OFFSET 1

SELECT EXISTS (SELECT FROM numbers), EXISTS (SELECT FROM nothing), EXISTS (SELECT)

SELECT id FROM numbers n WHERE EXISTS (SELECT FROM texts t WHERE t.id = n.id AND t.s IS NOT NULL) ORDER BY id

SELECT id FROM numbers n WHERE NOT EXISTS (SELECT FROM nothing t WHERE t.id = n.id) ORDER BY id

SELECT 1 WHERE 1 IN (SELECT)

SELECT (SELECT FROM numbers)

