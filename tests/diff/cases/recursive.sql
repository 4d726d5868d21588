-- why: numbers
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n), count(*) FROM t

-- why: VALUES first
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 1500) SELECT count(*), sum(n) FROM t

-- why: a join with a table
WITH RECURSIVE t AS (SELECT id, k, 0 AS d FROM lefts WHERE id = 1 UNION ALL SELECT l.id, l.k, t.d + 1 FROM lefts l JOIN t ON l.id = t.id + 1) SELECT * FROM t ORDER BY 1

-- why: text, and quoted constants
WITH RECURSIVE t AS (SELECT 'a' AS s UNION ALL SELECT s || 'b' FROM t WHERE length(s) < 4) SELECT * FROM t ORDER BY 1

-- why: dates
WITH RECURSIVE t (d) AS (SELECT DATE '2024-02-27' UNION ALL SELECT d + 1 FROM t WHERE d < DATE '2024-03-02') SELECT d FROM t ORDER BY d

-- why: floats and booleans
WITH RECURSIVE t (x, b) AS (SELECT 1.5::float8, true UNION ALL SELECT x * 2, NOT b FROM t WHERE x < 20) SELECT * FROM t ORDER BY x

-- why: numeric of one precision
WITH RECURSIVE t (x) AS (SELECT 1.25::numeric(10, 2) UNION ALL SELECT (x * 2)::numeric(10, 2) FROM t WHERE x < 10) SELECT * FROM t ORDER BY x

-- why: NULL in a column
WITH RECURSIVE t (n, k) AS (SELECT 1, NULL::int UNION ALL SELECT n + 1, CASE WHEN n > 1 THEN n END FROM t WHERE n < 4) SELECT * FROM t ORDER BY n

-- why: UNION removes doubles
WITH RECURSIVE t (n) AS (SELECT id % 2 FROM lefts UNION SELECT n + 1 FROM t WHERE n < 4) SELECT n FROM t ORDER BY n

-- why: a walk over the holdings of a fund
WITH RECURSIVE held (symbol, depth) AS (SELECT constituent_symbol, 1 FROM constituents WHERE parent_symbol = 'SPY' UNION ALL SELECT c.constituent_symbol, h.depth + 1 FROM held h JOIN constituents c ON c.parent_symbol = h.symbol WHERE h.depth < 4) SELECT symbol, max(depth), count(*) FROM held GROUP BY symbol ORDER BY symbol

-- why: used twice
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT a.n, b.n FROM t a JOIN t b ON a.n = b.n + 1 ORDER BY 1

-- why: with other queries before and after it
WITH RECURSIVE s AS (SELECT 3 AS most), t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, s WHERE n < most), u AS (SELECT max(n) AS m FROM t) SELECT m FROM u

-- why: WITH RECURSIVE of a query that is not
WITH RECURSIVE a AS (SELECT id FROM lefts) SELECT count(*) FROM a

-- why: LIMIT outside stops an endless one
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 3

-- why: in a subquery, in IN
SELECT id FROM lefts WHERE id IN (WITH RECURSIVE t (n) AS (SELECT 2 UNION ALL SELECT n + 2 FROM t WHERE n < 6) SELECT n FROM t) ORDER BY 1

-- why: the left side of an outer join within the term
WITH RECURSIVE t (n, k) AS (SELECT 1, 0 UNION ALL SELECT t.n + 1, l.k FROM t LEFT JOIN lefts l ON l.id = t.n WHERE t.n < 7) SELECT * FROM t ORDER BY n

-- why: EXISTS within the term
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE EXISTS (SELECT 1 FROM lefts l WHERE l.id = t.n)) SELECT max(n) FROM t

-- why: another type in the recursive term
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1.5 FROM t WHERE n < 5) SELECT * FROM t

-- why: an aggregate in the recursive term
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT max(n) FROM t) SELECT * FROM t

-- why: a reference in the first term
-- message: same
WITH RECURSIVE t (n) AS (SELECT n FROM t UNION ALL SELECT 1) SELECT * FROM t

-- why: two references
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT a.n FROM t a, t b) SELECT * FROM t

-- why: a reference in a subquery
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT 2 WHERE 1 IN (SELECT n FROM t)) SELECT * FROM t

-- why: a reference on the nullable side
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT l.id FROM lefts l LEFT JOIN t ON t.n = l.id) SELECT * FROM t

-- why: no UNION
-- message: same
WITH RECURSIVE t (n) AS (SELECT n FROM t) SELECT * FROM t

-- why: ORDER BY in it
-- message: same
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t ORDER BY 1) SELECT * FROM t

-- why: a cycle that UNION would end
-- differs: recursion ends with an error after 10,000 steps
WITH RECURSIVE t (n) AS (SELECT 1 UNION SELECT (n + 1) % 4 FROM t) SELECT n FROM t ORDER BY 1

-- why: arrays go from step to step
WITH RECURSIVE t(i, a, b) AS (SELECT 1, ARRAY[1, NULL], NULL::text[] UNION ALL SELECT i + 1, a || i, ARRAY['x', NULL, i::text] FROM t WHERE i < 4) SELECT * FROM t ORDER BY i

-- why: arrays of the catalog's numbers go from step to step
WITH RECURSIVE t(i, a) AS (SELECT 1, ARRAY[23::oid] UNION ALL SELECT i + 1, a FROM t WHERE i < 3) SELECT i, a, a = '{23}'::oid[] FROM t ORDER BY i
