-- why: the first item of FROM is named like the second's alias
SELECT x.id, y.id, x.a, y.a, x.t1, y.b FROM t2 x JOIN t1 y ON x.a = y.a AND y.b > 'a' ORDER BY 1, 2

-- why: a cross join of the two
SELECT x.a, y.a, x.id, y.id FROM t2 x CROSS JOIN t1 y ORDER BY 3, 4

-- why: a subquery with the alias that is the table's name
SELECT t1.b, v.x FROM (VALUES (10), (20), (NULL)) v(x) LEFT JOIN t1 ON t1.a = v.x ORDER BY 2, 1

-- why: both under their own names
SELECT t1.id, t2.id, t1.a, t2.a, t2.t1 FROM t2 LEFT JOIN t1 USING (id) ORDER BY 1, 2

-- why: a correlated subquery of one in the other
SELECT t2.id, (SELECT max(t1.id) FROM t1 WHERE t1.a = t2.a) FROM t2 ORDER BY 1

-- why: each under the other's name
SELECT t2.id, t2.a, t1.id, t1.a, t1.t1 FROM t1 AS t2 FULL JOIN t2 AS t1 ON t1.a = t2.a ORDER BY 1, 3

-- why: a table of common rows, used twice
WITH t1 AS (SELECT a, count(*) AS n FROM t2 GROUP BY a) SELECT x.a, x.n, y.n, t2.t1 FROM t1 x JOIN t1 y ON x.a = y.a JOIN t2 ON t2.a = x.a ORDER BY 1, 4

-- why: LATERAL
SELECT t2.id, l.b FROM t2, LATERAL (SELECT b FROM t1 WHERE t1.a = t2.a ORDER BY b NULLS LAST LIMIT 1) l ORDER BY 1

-- why: a set of rows
SELECT id, t1 FROM t2 WHERE (id, a) IN (SELECT id + 1, a FROM t1) OR t1 > 8 ORDER BY id
