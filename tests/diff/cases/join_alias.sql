-- why: the alias of USING hides nothing
SELECT j.id, lefts.k, rights.k, id FROM lefts JOIN rights USING (id) AS j ORDER BY 1

-- why: its columns are the merged ones, of either side
SELECT j.id, lefts.k, rights.k FROM lefts FULL JOIN rights USING (id) AS j ORDER BY 1, 2, 3

-- why: * of it
SELECT j.* FROM lefts JOIN rights USING (id, k) AS j ORDER BY 1

-- why: its row
SELECT j FROM lefts JOIN rights USING (id) AS j ORDER BY j.id

-- why: its row is there where a side is missing
SELECT count(j) FROM lefts LEFT JOIN rights USING (id) AS j

-- why: other columns of the sides are not among it
-- message: same
SELECT j.a FROM lefts JOIN rights USING (id) AS j

-- why: a name that a side has
-- message: same
SELECT * FROM lefts JOIN rights USING (id) AS lefts

-- why: two of them
SELECT j.id, j2.id, t1.b FROM lefts JOIN rights USING (id) AS j JOIN t1 USING (id) AS j2 WHERE j.id = j2.id ORDER BY 1

-- why: of a RIGHT JOIN, grouped
SELECT j.id, count(*) FROM lefts RIGHT JOIN rights USING (id) AS j GROUP BY id ORDER BY 1

-- why: seen by subqueries
SELECT (SELECT j.id + 1) FROM lefts JOIN rights USING (id) AS j WHERE EXISTS (SELECT 1 FROM t1 WHERE t1.id = j.id) ORDER BY 1

-- why: and by LATERAL
SELECT n FROM lefts l JOIN rights r USING (id) AS j, LATERAL (SELECT j.id + 1 AS n) q ORDER BY 1

-- why: an alias around the join hides it
-- message: same
SELECT j.id FROM (lefts JOIN rights USING (id) AS j) AS x ORDER BY 1

-- why: and the tables, which a hint tells
-- message: same
SELECT l.id FROM (lefts l JOIN rights r ON l.id = r.id) AS j

-- why: new names for the columns of a join
SELECT p, j.t, b FROM (lefts l JOIN rights r ON l.id = r.id) AS j (p, q, s, t) ORDER BY 1

-- why: of a FULL JOIN, which is joined again
SELECT * FROM (lefts l FULL JOIN rights r USING (id)) AS j (p, q) LEFT JOIN t1 ON t1.id = j.p ORDER BY 1, 2, 3, 4

-- why: too many names
-- message: same
SELECT * FROM (lefts l JOIN rights r ON l.id = r.id) AS j (p, q, s, t, u, v, w)

-- why: an alias around aliases
SELECT jj.id, jj.b FROM ((lefts a JOIN rights b USING (id)) AS j JOIN t2 c USING (id)) AS jj ORDER BY 1

-- why: a column merged three times
SELECT id, lefts.id, rights.id, t1.id FROM lefts FULL JOIN rights USING (id) FULL JOIN t1 USING (id) ORDER BY 1, 2, 3, 4

-- why: NATURAL FULL JOIN
SELECT * FROM lefts NATURAL FULL JOIN rights ORDER BY 1, 2, 3, 4

-- why: columns of USING whose types have nothing in common
-- message: same
SELECT * FROM lefts NATURAL JOIN t1

-- why: USING the same column twice
-- message: same
SELECT * FROM lefts JOIN rights USING (id, id)

-- why: LATERAL on the right of a RIGHT JOIN
-- message: same
SELECT l.id FROM lefts l RIGHT JOIN LATERAL (SELECT l.id) s ON true

-- why: the same by a plain name
-- message: same
SELECT 1 FROM lefts l FULL JOIN LATERAL generate_series(1, k) g ON true
