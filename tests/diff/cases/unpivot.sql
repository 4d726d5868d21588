-- why: one value: the other columns, the label, the value
-- postgres: SELECT id, u.n, v FROM numbers CROSS JOIN LATERAL (VALUES ('i2', i2::bigint), ('i4', i4), ('i8', i8)) AS u (n, v) WHERE v IS NOT NULL ORDER BY 1, 2
SELECT * FROM (SELECT id, i2, i4, i8 FROM numbers) t UNPIVOT (v FOR n IN (i2, i4, i8)) ORDER BY id, n

-- why: INCLUDE NULLS keeps them
-- postgres: SELECT id, u.n, v FROM numbers CROSS JOIN LATERAL (VALUES ('i2', i2::bigint), ('i4', i4), ('i8', i8)) AS u (n, v) ORDER BY 1, 2
SELECT * FROM (SELECT id, i2, i4, i8 FROM numbers) t UNPIVOT INCLUDE NULLS (v FOR n IN (i2, i4, i8)) ORDER BY id, n

-- why: EXCLUDE NULLS is what happens anyway
-- postgres: SELECT id, n, v FROM lefts CROSS JOIN LATERAL (VALUES ('id', id), ('k', k)) AS u (n, v) WHERE v IS NOT NULL ORDER BY 1, 2
SELECT l.id, u.n, u.v FROM (SELECT id, id AS i, k FROM lefts) l UNPIVOT EXCLUDE NULLS (v FOR n IN (i AS id, k)) u JOIN lefts l ON l.id = u.id ORDER BY 1, 2

-- why: labels: literals with quotes, names in their spelling, quoted names
-- postgres: SELECT u.n, v FROM numbers CROSS JOIN LATERAL (VALUES ('it''s', i2), ('Two', i4), ('a"b', id)) AS u (n, v) WHERE v IS NOT NULL AND id < 4 ORDER BY 1, 2
SELECT n, v FROM (SELECT * FROM (SELECT id, i2, i4 FROM numbers WHERE id < 4) x UNPIVOT (v FOR n IN (i2 'it''s', i4 AS Two, id AS "a""b")) u) y ORDER BY 1, 2

-- why: labels longer than a name may be
-- postgres: SELECT repeat('x', 70) AS n, i4 AS v FROM numbers WHERE i4 IS NOT NULL ORDER BY 2
SELECT n, v FROM (SELECT i4 FROM numbers) t UNPIVOT (v FOR n IN (i4 AS 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')) ORDER BY 2

-- why: several values: a row goes when all of them are NULL
-- postgres: SELECT id, u.n, v, w FROM numbers CROSS JOIN LATERAL (VALUES ('i2_f4', i2::int, f4::float8), ('wide', i4, f8)) AS u (n, v, w) WHERE v IS NOT NULL OR w IS NOT NULL ORDER BY 1, 2
SELECT * FROM (SELECT id, i2, i4, f4, f8 FROM numbers) t UNPIVOT ((v, w) FOR n IN ((i2, f4), (i4, f8) AS wide)) ORDER BY id, n

-- why: numerics of several scales
-- differs: a column has one scale: the largest of the values'
-- postgres: SELECT id, n, v FROM (SELECT id, n AS a, big AS b FROM numbers) t CROSS JOIN LATERAL (VALUES ('a', a), ('b', b)) AS u (n, v) WHERE v IS NOT NULL ORDER BY id, n
SELECT * FROM (SELECT id, n AS a, big AS b FROM numbers) t UNPIVOT (v FOR n IN (a, b)) ORDER BY id, n

-- why: texts, dates and timestamps
-- postgres: SELECT id, n, v FROM times CROSS JOIN LATERAL (VALUES ('d', d::timestamp), ('ts', ts)) AS u (n, v) WHERE v IS NOT NULL ORDER BY id, n
SELECT * FROM (SELECT id, d, ts FROM times) t UNPIVOT (v FOR n IN (d, ts)) ORDER BY id, n

-- why: aggregated, and pivoted back
-- postgres: SELECT region, sum(pnl) AS pnl, sum(notional) AS notional FROM trades_1d GROUP BY region ORDER BY region
-- tolerance: 1e-9
SELECT * FROM (SELECT region, pnl, notional FROM trades_1d) t UNPIVOT (v FOR n IN (pnl, notional)) u PIVOT (sum(v) FOR n IN ('pnl', 'notional') GROUP BY region)

-- why: new names for what comes out
-- postgres: SELECT a.who, a.what, a.v FROM (SELECT id AS who, 'k' AS what, k AS v FROM lefts WHERE k IS NOT NULL) a ORDER BY 1, 2
SELECT a.who, a.what, a.v FROM (SELECT id, k FROM lefts) t UNPIVOT (v FOR n IN (k)) AS a (who, what) ORDER BY 1, 2

-- why: over a join
-- postgres: SELECT u.n, count(*) FROM lefts l JOIN rights r ON l.id = r.id CROSS JOIN LATERAL (VALUES ('lk', l.k), ('rk', r.k)) AS u (n, v) WHERE v IS NOT NULL GROUP BY 1 ORDER BY 1
SELECT n, count(*) FROM (SELECT id AS i, k FROM lefts) l JOIN rights r ON l.i = r.id UNPIVOT (v FOR n IN (l.k AS lk, r.k AS rk)) GROUP BY 1 ORDER BY 1

-- why: no rows
-- postgres: SELECT 'i4' AS n, i4 AS v FROM nothing
SELECT n, v FROM (SELECT i4 FROM nothing) t UNPIVOT (v FOR n IN (i4))

-- why: types without a common one
-- postgres: SELECT CASE WHEN true THEN i4 ELSE b END FROM nothing
SELECT * FROM (SELECT i4, b FROM nothing) t UNPIVOT (v FOR n IN (i4, b))

-- why: a column that does not exist
-- postgres: SELECT nope FROM lefts
-- message: same
SELECT * FROM (SELECT k FROM lefts) t UNPIVOT (v FOR n IN (k, nope))
