-- why: a count beside a column, comma join
SELECT t2.id, q.n FROM t2, (SELECT a, count(*) AS n FROM t1 GROUP BY a) q WHERE q.n = t2.id ORDER BY 1,2

-- why: the same, JOIN ON
SELECT t2.id, q.n FROM t2 JOIN (SELECT a, count(*) AS n FROM t1 GROUP BY a) q ON q.n = t2.id ORDER BY 1,2

-- why: a nullable column
SELECT t2.id, q.n FROM t2 JOIN (SELECT a, count(*) AS n FROM t1 GROUP BY a) q ON q.n = t2.a ORDER BY 1,2

-- why: IN of counts
SELECT t2.id FROM t2 WHERE id IN (SELECT count(*) FROM t1 GROUP BY a) ORDER BY 1

-- why: INTERSECT of a count and a column
SELECT count(*) FROM t1 GROUP BY a INTERSECT SELECT id FROM t2

-- why: a row number is a key
SELECT x.n, y.id FROM (SELECT a, row_number() OVER (ORDER BY id) AS n FROM t1) x JOIN t2 y ON y.id = x.n ORDER BY 1

-- why: USING of a row number and a count
SELECT x.n FROM (SELECT row_number() OVER (ORDER BY id) AS n FROM t1) x JOIN (SELECT count(*) AS n FROM t2) y USING (n) ORDER BY 1
