-- why: numerics of several scales
CREATE TABLE ng (id int, a numeric, b numeric(10, 3), c numeric)

-- why: rows
INSERT INTO ng VALUES (1, 1.10, 1.1, 2), (2, 1.1, 2.25, 3.0), (3, NULL, NULL, 7), (4, 0.00, 1.1, 3), (5, -5, 0, 3.000)

-- why: DISTINCT
SELECT DISTINCT a FROM ng WHERE id <> 2 ORDER BY a

-- why: DISTINCT of quotients, with a limit
SELECT DISTINCT b, c / b AS q FROM ng WHERE b <> 0 ORDER BY b DESC, 2 LIMIT 2 OFFSET 1

-- why: equal values are one row
SELECT count(*), sum(c) FROM (SELECT DISTINCT c FROM ng) x

-- why: beside a constant
SELECT DISTINCT b, 1.5, c FROM ng WHERE id < 4 ORDER BY 1, 3

-- why: of windows
SELECT DISTINCT b, avg(c) OVER (PARTITION BY b) FROM ng ORDER BY 2 DESC, 1 FETCH FIRST 2 ROWS WITH TIES

-- why: of aggregates
SELECT DISTINCT avg(c) FROM ng GROUP BY b HAVING count(*) > 0 ORDER BY 1

-- why: computed from
SELECT x.c * 2, x.q FROM (SELECT DISTINCT c, a / 3 AS q FROM ng WHERE id IN (1, 2, 3)) x ORDER BY 1

-- why: UNION ALL, sorted
SELECT a FROM ng WHERE id <> 2 UNION ALL SELECT c FROM ng WHERE id <> 5 AND id <> 2 ORDER BY 1

-- why: UNION ALL of many
SELECT a, id FROM ng UNION ALL SELECT c, id FROM ng UNION ALL SELECT b, 7 FROM ng UNION ALL SELECT 1, 8 UNION ALL SELECT NULL, 9

-- why: UNION ALL of constants
SELECT 1.5 UNION ALL SELECT 2.25 UNION ALL SELECT NULL UNION ALL SELECT 3

-- why: in FROM, and computed from
SELECT id, v, v / 3, v::text FROM (SELECT id, a AS v FROM ng UNION ALL SELECT id, c / 3 FROM ng) u WHERE v IS NOT NULL ORDER BY id, v

-- why: used twice
WITH u AS (SELECT id, a AS v FROM ng UNION ALL SELECT id, c / 3 FROM ng) SELECT x.id, x.v, y.v FROM u x JOIN u y USING (id) ORDER BY 1, 2, 3

-- why: grouped and summed
SELECT v, count(*), sum(v) FROM (SELECT a AS v FROM ng UNION ALL SELECT c FROM ng) t GROUP BY v ORDER BY v

-- why: UNION
SELECT a FROM ng WHERE id <> 2 UNION SELECT b FROM ng WHERE id = 2 ORDER BY 1 NULLS FIRST LIMIT 4

-- why: UNION of aggregates
SELECT avg(c), 'c' AS of FROM ng UNION SELECT avg(b), 'b' FROM ng UNION ALL SELECT sum(b), 's' FROM ng

-- why: parts with a LIMIT of their own
(SELECT a FROM ng WHERE id = 1) UNION ALL (SELECT c FROM ng ORDER BY id LIMIT 2) ORDER BY 1 DESC LIMIT 2

-- why: into tables
CREATE TABLE ng_copy AS SELECT a FROM ng UNION ALL SELECT c / 7 FROM ng

-- why: their rows
SELECT * FROM ng_copy ORDER BY 1

-- why: into a table that is there
INSERT INTO ng (id, c) SELECT DISTINCT 9, c / 7 FROM ng

-- why: its rows
SELECT c FROM ng WHERE id = 9 ORDER BY 1

-- why: VALUES
VALUES (1.5, 'a'), (2.25, NULL), (NULL, 'c'), (3, 'd')

-- why: VALUES, sorted
VALUES (NULL), (2.25), (3) ORDER BY 1 DESC

-- why: VALUES in FROM, and computed from
SELECT x, y, x * 2, x / 3, sum(x) OVER (ORDER BY x) FROM (VALUES (1.5, 2), (2.250, 3.5), (NULL, NULL), (1e3, 0), (-0.001, -1.10)) v(x, y) ORDER BY x

-- why: VALUES in WITH, used twice
WITH t (a, b) AS (VALUES (1, 10.5), (2, 7.25), (3, 3)) SELECT x.b, y.b, sum(x.b) OVER (ORDER BY x.a) FROM t x JOIN t y ON x.a = y.a + 1 ORDER BY 1

-- why: VALUES in groups and sets
SELECT x, count(*), sum(x) FROM (VALUES (1.5), (1.50), (2)) v(x) WHERE x <> 1.50 OR x IN (VALUES (1.500), (7)) GROUP BY x ORDER BY x

-- why: DISTINCT of VALUES
SELECT DISTINCT x FROM (VALUES (1.5), (2.25), (3), (NULL), (NULL)) v(x) ORDER BY x

-- why: a choice of what does not tell its decimals loses none
SELECT id, coalesce((SELECT DISTINCT b FROM ng WHERE id = 2), a / 3), CASE WHEN id = 1 THEN (SELECT b FROM ng WHERE id = 2 UNION SELECT 7.125 WHERE false) ELSE a END FROM ng WHERE id < 5 ORDER BY id

-- why: VALUES into a table
INSERT INTO ng (id, c) SELECT * FROM (VALUES (11, 1.5), (12, 2.25)) v

-- why: its rows
SELECT c FROM ng WHERE id > 10 ORDER BY id

-- why: away
DROP TABLE ng, ng_copy
