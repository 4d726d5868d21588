-- why: an aggregate used twice
WITH x AS (SELECT k, count(*) AS n FROM lefts GROUP BY k) SELECT a.k, a.n, b.n FROM x a JOIN x b ON a.k = b.k ORDER BY 1

-- why: random values are the same at both places
WITH x AS (SELECT id, random() AS r FROM lefts) SELECT count(*) FROM x a JOIN x b ON a.id = b.id AND a.r = b.r

-- why: so they are where it is NOT MATERIALIZED, which PostgreSQL then ignores
WITH x AS NOT MATERIALIZED (SELECT id, random() AS r FROM lefts) SELECT count(*) FROM x a JOIN x b ON a.id = b.id AND a.r = b.r

-- why: in FROM, in IN, as a scalar and in EXISTS
WITH x AS (SELECT k, max(id) AS m FROM lefts GROUP BY k) SELECT id, (SELECT max(m) FROM x), id IN (SELECT m FROM x), EXISTS (SELECT 1 FROM x WHERE x.k = rights.k) FROM rights WHERE k IN (SELECT k FROM x) OR k NOT IN (SELECT m FROM x) ORDER BY id

-- why: one item refers to another, both used twice
WITH x AS (SELECT k, count(*) AS n FROM lefts GROUP BY k), y AS (SELECT a.k, sum(b.n) AS s FROM x a, x b GROUP BY a.k) SELECT p.k, p.s, q.s, x.n FROM y p JOIN y q ON p.k = q.k JOIN x ON x.k = p.k ORDER BY 1

-- why: doubling
WITH a AS (SELECT sum(id) AS s FROM lefts), b AS (SELECT x.s + y.s AS s FROM a x, a y), c AS (SELECT x.s + y.s AS s FROM b x, b y), d AS (SELECT x.s + y.s AS s FROM c x, c y) SELECT x.s, y.s FROM d x, d y

-- why: names of columns, and other ones at each use
WITH x(p, q) AS (SELECT k, count(*) FROM lefts GROUP BY 1) SELECT u.a, v.q FROM x u(a, b) JOIN x v ON v.p = u.a ORDER BY 1

-- why: all arms of a set operation
WITH x AS (SELECT k, count(*) AS n FROM lefts GROUP BY k) SELECT k FROM x UNION ALL SELECT n FROM x UNION ALL (SELECT k FROM x EXCEPT SELECT n FROM x) ORDER BY 1

-- why: a recursive item used twice
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT a.n, b.n FROM r a JOIN r b ON a.n = b.n + 1 ORDER BY 1

-- why: within a recursive item
WITH RECURSIVE x AS (SELECT max(id) AS m FROM lefts), r(n) AS (SELECT m FROM x UNION ALL SELECT r.n + 1 FROM r, x WHERE r.n < x.m + 3) SELECT n, (SELECT m FROM x) FROM r ORDER BY 1

-- why: an item within a subquery that refers to the query around it
SELECT l.id, (WITH x AS (SELECT count(*) AS n FROM rights r WHERE r.k = l.k) SELECT a.n + b.n FROM x a, x b) FROM lefts l ORDER BY 1

-- why: in LATERAL
WITH x AS (SELECT k, max(id) AS m FROM rights GROUP BY k) SELECT l.id, s.m, t.m FROM lefts l, LATERAL (SELECT m FROM x WHERE x.k = l.k) s, LATERAL (SELECT max(m) AS m FROM x WHERE x.k > l.k) t ORDER BY 1

-- why: windows and LIMIT
WITH x AS (SELECT id, row_number() OVER (ORDER BY k NULLS FIRST, id) AS n FROM lefts), y AS (SELECT * FROM x ORDER BY n DESC LIMIT 2) SELECT a.id, b.n FROM y a, y b ORDER BY 1, 2

-- why: NULLs, numerics, dates, arrays and float specials come through
WITH x AS (SELECT i4, f8, n, b FROM numbers OFFSET 0), z AS (SELECT d, array_agg(id ORDER BY id) AS a FROM times GROUP BY d) SELECT (SELECT count(*) FROM x), a.f8, b.n, (SELECT count(*) FROM z v JOIN z w ON v.a = w.a) FROM x a LEFT JOIN x b ON a.i4 = b.i4 ORDER BY a.f8, b.n, a.i4, a.n

-- why: no rows
WITH x AS (SELECT i4, count(*) AS n FROM nothing GROUP BY 1) SELECT a.n, (SELECT count(*) FROM x) FROM x a FULL JOIN x b ON a.i4 = b.i4

-- why: MATERIALIZED as it is written
WITH x AS MATERIALIZED (SELECT * FROM lefts WHERE id > 1) SELECT a.id, b.a FROM x a JOIN x b USING (id) ORDER BY 1

-- why: an inner item of the same name
WITH x AS (SELECT max(id) AS m FROM lefts) SELECT (WITH x AS (SELECT min(id) AS m FROM lefts) SELECT a.m + b.m FROM x a, x b), a.m, b.m FROM x a, x b

-- why: tables that are named like aliases
WITH x AS (SELECT a, count(*) AS n FROM t1 GROUP BY a) SELECT t2.id, p.n, q.n FROM t2 LEFT JOIN x p ON p.a = t2.a LEFT JOIN x q ON q.n = t2.id ORDER BY 1, 2, 3

-- why: an outer join of the item with itself
WITH x AS (SELECT k, count(*) AS n FROM rights GROUP BY k) SELECT l.id, p.n, q.k FROM lefts l LEFT JOIN x p ON p.k = l.k LEFT JOIN x q ON q.n = p.n AND q.k <> l.k ORDER BY 1, 2, 3
