-- why: subquery in FROM
SELECT t.x, count(*) FROM (SELECT i4 % 3 AS x FROM numbers) t GROUP BY t.x ORDER BY 1

-- why: nested subqueries
SELECT y FROM (SELECT x + 1 AS y FROM (SELECT id * 2 AS x FROM lefts) a) b ORDER BY y DESC

-- why: subquery with column names
SELECT p, q FROM (SELECT id, a FROM lefts) t (p, q) ORDER BY p

-- why: subquery with LIMIT inside
SELECT count(*) FROM (SELECT id FROM numbers ORDER BY id LIMIT 5) t

-- why: star over a subquery
SELECT * FROM (SELECT k, count(*) FROM lefts GROUP BY k) t ORDER BY k

-- why: WITH
WITH t AS (SELECT k, count(*) AS c FROM lefts GROUP BY k) SELECT * FROM t WHERE c > 1 ORDER BY k

-- why: WITH used twice
WITH t AS (SELECT id FROM lefts WHERE id < 4) SELECT a.id, b.id FROM t a JOIN t b ON a.id < b.id ORDER BY 1, 2

-- why: WITH that uses another
WITH a AS (SELECT id FROM lefts), b (x) AS (SELECT id + 1 FROM a) SELECT sum(x) FROM b

-- why: WITH hides a table
WITH lefts AS (SELECT 1 AS id) SELECT * FROM lefts

-- why: WITH inside a subquery
SELECT * FROM (WITH t AS (SELECT 1 AS x) SELECT x + 1 AS y FROM t) s

-- why: WITH RECURSIVE
-- refused: WITH RECURSIVE is not supported yet
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n) FROM t

-- why: UNION ALL
SELECT id, a FROM lefts UNION ALL SELECT id, b FROM rights ORDER BY 1, 2

-- why: UNION removes doubles, NULL too
SELECT k FROM lefts UNION SELECT k FROM rights ORDER BY k

-- why: INTERSECT
SELECT k FROM lefts INTERSECT SELECT k FROM rights ORDER BY k

-- why: INTERSECT ALL
-- refused: INTERSECT ALL and EXCEPT ALL are not supported yet
SELECT k FROM lefts INTERSECT ALL SELECT k FROM rights ORDER BY k

-- why: EXCEPT
SELECT k FROM lefts EXCEPT SELECT k FROM rights ORDER BY k

-- why: EXCEPT ALL
-- refused: INTERSECT ALL and EXCEPT ALL are not supported yet
SELECT k FROM lefts EXCEPT ALL SELECT k FROM rights ORDER BY k

-- why: INTERSECT binds closer than UNION
SELECT 1 AS x UNION ALL SELECT 2 INTERSECT SELECT 3 ORDER BY x

-- why: UNION takes the common type
-- by value: numerics of one column have one scale
SELECT 1 AS x UNION ALL SELECT 2.5 UNION ALL SELECT NULL ORDER BY x

-- why: UNION of int4 and int8
SELECT id FROM lefts UNION ALL SELECT i8 FROM numbers WHERE id = 5 ORDER BY 1

-- why: UNION with LIMIT for the whole
SELECT id FROM lefts UNION ALL SELECT id FROM rights ORDER BY id LIMIT 3

-- why: UNION of parenthesised arms with their own LIMIT
(SELECT id FROM lefts ORDER BY id DESC LIMIT 1) UNION ALL (SELECT id FROM rights ORDER BY id LIMIT 1) ORDER BY 1

-- why: UNION of constants of unknown type
SELECT 'a' AS x UNION SELECT 'b' ORDER BY x

-- why: UNION in FROM
SELECT count(*), sum(id) FROM (SELECT id FROM lefts UNION SELECT id FROM numbers) t

-- why: UNION of floats with NaN
SELECT f8 FROM numbers UNION SELECT f8 FROM numbers ORDER BY f8

-- why: UNION with different numbers of columns
-- message: same
SELECT 1 UNION SELECT 1, 2

-- why: UNION of types that do not match
-- message: same
SELECT 1 UNION SELECT a FROM lefts

-- why: ORDER BY a column of an arm's table
-- message: same
SELECT a FROM lefts UNION SELECT b FROM rights ORDER BY id

-- why: scalar subquery in the list
-- refused: subqueries in expressions are not supported yet
SELECT id, (SELECT count(*) FROM rights) AS n FROM lefts ORDER BY id

-- why: scalar subquery over no rows is NULL
-- refused: subqueries in expressions are not supported yet
SELECT (SELECT id FROM nothing)

-- why: correlated scalar subquery
-- refused: subqueries in expressions are not supported yet
SELECT id, (SELECT count(*) FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY id

-- why: subquery without alias
-- message: same
SELECT * FROM (SELECT 1)

-- why: a column list that is too long
SELECT * FROM (SELECT 1) t (a, b)

-- why: a quoted constant of an arm takes the other arm's type
SELECT id, d FROM times UNION ALL SELECT 100, '2024-05-05' ORDER BY id

-- why: a quoted constant that the other arm's type cannot take
-- message: same
SELECT id FROM lefts UNION SELECT 'x'

-- why: NULL in the first arm
SELECT NULL AS x, 'a' AS y UNION ALL SELECT id, a FROM lefts ORDER BY 1

-- why: NULL in both arms is text
SELECT NULL AS x UNION SELECT NULL

-- why: DISTINCT and ORDER BY inside an arm with constants
(SELECT DISTINCT 'a' AS x, k FROM lefts ORDER BY k LIMIT 2) UNION ALL SELECT b, id FROM rights ORDER BY 1, 2

-- why: INTERSECT and EXCEPT of floats with -0 and NaN
SELECT f8 FROM numbers WHERE id IN (3, 7) INTERSECT SELECT f8 FROM numbers WHERE id IN (4, 7) ORDER BY f8

-- why: EXCEPT of float4 with -0 and NaN
SELECT f4 FROM numbers WHERE id < 9 EXCEPT SELECT f4 FROM numbers WHERE id IN (4, 7) ORDER BY f4
