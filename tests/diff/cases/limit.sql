-- why: a subquery's value
SELECT id FROM lefts ORDER BY id LIMIT (SELECT count(*) FROM rights WHERE k = 1)

-- why: subqueries in both
SELECT id FROM lefts ORDER BY id LIMIT (SELECT 2) OFFSET (SELECT min(id) FROM rights)

-- why: NULL is no limit
SELECT id FROM lefts ORDER BY id LIMIT (SELECT NULL::int) OFFSET (SELECT NULL::int)

-- why: 2201X
-- message: same
SELECT id FROM lefts ORDER BY id OFFSET (SELECT -1)

-- why: 2201W
-- message: same
SELECT id FROM lefts ORDER BY id LIMIT (SELECT min(id) - 3 FROM rights)

-- why: a numeric is rounded
SELECT id FROM lefts ORDER BY id LIMIT (SELECT 2.5)

-- why: a function of constants
SELECT id FROM lefts ORDER BY id LIMIT length('abc')

-- why: WITH TIES
SELECT id FROM lefts ORDER BY k NULLS LAST FETCH FIRST (SELECT 2) ROWS WITH TIES

-- why: WITH TIES and OFFSET
SELECT id FROM lefts ORDER BY k NULLS LAST OFFSET (SELECT 1) ROWS FETCH FIRST (SELECT 1) ROWS WITH TIES

-- why: arithmetic with a subquery
SELECT id FROM lefts ORDER BY id LIMIT 1 + (SELECT 1)

-- why: in subqueries and set operations
SELECT id FROM lefts WHERE id IN (SELECT id FROM rights ORDER BY id LIMIT (SELECT 2)) UNION ALL (SELECT id + 10 FROM rights ORDER BY id LIMIT (SELECT count(*) / 2 FROM lefts)) ORDER BY 1 LIMIT (SELECT 3)

-- why: in each group of a correlated subquery
SELECT l.id, x.id FROM lefts l, LATERAL (SELECT r.id FROM rights r WHERE r.k <= l.k ORDER BY r.id DESC LIMIT (SELECT 2) OFFSET (SELECT 1)) x ORDER BY 1, 2

-- why: a query of WITH
WITH n AS (SELECT count(*) AS c FROM rights WHERE k = 1) SELECT id FROM lefts ORDER BY id LIMIT (SELECT c FROM n)

-- why: nothing
SELECT id FROM lefts ORDER BY id LIMIT (SELECT 0)

-- why: no rows in the subquery
SELECT id FROM lefts ORDER BY id LIMIT (SELECT id FROM nothing)

-- why: two rows in the subquery
SELECT id FROM lefts ORDER BY id LIMIT (SELECT id FROM lefts)

-- why: columns
-- message: same
SELECT id FROM lefts ORDER BY id LIMIT id

-- why: columns of an outer query
SELECT id, (SELECT r.id FROM rights r WHERE r.k = l.k ORDER BY r.id LIMIT l.id) FROM lefts l WHERE l.id < 1

-- why: DISTINCT ON
SELECT DISTINCT ON (k) k, id FROM lefts ORDER BY k, id DESC LIMIT (SELECT 2)

-- why: each call of random gives a number of its own
SELECT random() = random(), gen_random_uuid() = gen_random_uuid()

-- why: but what a subquery called is one number
SELECT count(*), count(DISTINCT a) > 3 FROM (SELECT random() AS a FROM lefts) x WHERE x.a = x.a

-- why: several in a row of a table
SELECT count(*) FROM (SELECT random() AS a, random() AS b FROM lefts) x WHERE a = b
