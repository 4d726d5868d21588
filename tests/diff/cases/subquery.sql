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
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n) FROM t

-- why: UNION ALL
SELECT id, a FROM lefts UNION ALL SELECT id, b FROM rights ORDER BY 1, 2

-- why: UNION removes doubles, NULL too
SELECT k FROM lefts UNION SELECT k FROM rights ORDER BY k

-- why: INTERSECT
SELECT k FROM lefts INTERSECT SELECT k FROM rights ORDER BY k

-- why: INTERSECT ALL
SELECT k FROM lefts INTERSECT ALL SELECT k FROM rights ORDER BY k

-- why: EXCEPT
SELECT k FROM lefts EXCEPT SELECT k FROM rights ORDER BY k

-- why: EXCEPT ALL
SELECT k FROM lefts EXCEPT ALL SELECT k FROM rights ORDER BY k

-- why: INTERSECT binds closer than UNION
SELECT 1 AS x UNION ALL SELECT 2 INTERSECT SELECT 3 ORDER BY x

-- why: UNION takes the common type
-- by value: the rows of UNION show as many decimals as the widest
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
SELECT id, (SELECT count(*) FROM rights) AS n FROM lefts ORDER BY id

-- why: scalar subquery over no rows is NULL
SELECT (SELECT id FROM nothing)

-- why: correlated scalar subquery
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

-- why: a scalar subquery of more than one row
-- message: same
SELECT (SELECT id FROM lefts)

-- why: a scalar subquery of two columns
-- message: same
SELECT (SELECT id, k FROM lefts)

-- why: IN a subquery of two columns
-- message: same
SELECT id FROM lefts WHERE k IN (SELECT id, k FROM rights)

-- why: scalar subqueries of every type
SELECT (SELECT n FROM numbers WHERE id = 6), (SELECT big FROM numbers WHERE id = 5), (SELECT f8 FROM numbers WHERE id = 7), (SELECT b FROM numbers WHERE id = 1), (SELECT d FROM times WHERE id = 4), (SELECT ts FROM times WHERE id = 5), (SELECT low FROM texts WHERE id = 11), (SELECT NULL), (SELECT 'x')

-- why: a scalar subquery in arithmetic
SELECT id, n - (SELECT avg(n) FROM numbers WHERE id > 9) FROM numbers WHERE id > 9 ORDER BY id

-- why: a scalar subquery in WHERE
SELECT id FROM numbers WHERE i4 > (SELECT avg(i4) FROM numbers WHERE id > 6) ORDER BY id

-- why: a scalar subquery in HAVING
SELECT k, count(*) FROM lefts GROUP BY k HAVING count(*) >= (SELECT max(id) - 5 FROM rights) ORDER BY k

-- why: a scalar subquery in ORDER BY and GROUP BY
SELECT (SELECT 1) + k AS x, count(*) FROM lefts GROUP BY 1 ORDER BY x

-- why: a scalar subquery in an aggregate
SELECT sum(id + (SELECT max(id) FROM rights)) FROM lefts

-- why: a scalar subquery in CASE that is not taken
SELECT id, CASE WHEN id > 100 THEN (SELECT id FROM lefts WHERE id = 1) ELSE 7 END FROM lefts ORDER BY id

-- why: a scalar subquery of a set operation
SELECT (SELECT max(x) FROM (SELECT id AS x FROM lefts UNION ALL SELECT id FROM rights) t)

-- why: nested scalar subqueries
SELECT (SELECT max(id) + (SELECT min(id) FROM rights) FROM lefts)

-- why: a scalar subquery over a CTE
WITH t AS (SELECT max(id) AS m FROM rights) SELECT id FROM lefts WHERE id < (SELECT m FROM t) ORDER BY id

-- why: IN and NOT IN, a set with NULL
SELECT id, k IN (SELECT k FROM rights), k NOT IN (SELECT k FROM rights), id IN (SELECT k FROM rights), NULL IN (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: IN in WHERE, a set with NULL
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights) OR id = 5 AND k IN (SELECT k FROM rights) ORDER BY id

-- why: NOT IN in WHERE, a set with NULL
SELECT id FROM lefts WHERE k NOT IN (SELECT k FROM rights) ORDER BY id

-- why: = ANY and ALL, a set with NULL
SELECT id, k = ANY (SELECT k FROM rights), k = ALL (SELECT k FROM rights), id = SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set with NULL
SELECT id, k <> ANY (SELECT k FROM rights), k <> ALL (SELECT k FROM rights), id <> SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set with NULL
SELECT id, k < ANY (SELECT k FROM rights), k < ALL (SELECT k FROM rights), id < SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set with NULL
SELECT id, k <= ANY (SELECT k FROM rights), k <= ALL (SELECT k FROM rights), id <= SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set with NULL
SELECT id, k > ANY (SELECT k FROM rights), k > ALL (SELECT k FROM rights), id > SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set with NULL
SELECT id, k >= ANY (SELECT k FROM rights), k >= ALL (SELECT k FROM rights), id >= SOME (SELECT k FROM rights) FROM lefts ORDER BY id

-- why: IN and NOT IN, a set without NULL
SELECT id, k IN (SELECT k FROM rights WHERE k IS NOT NULL), k NOT IN (SELECT k FROM rights WHERE k IS NOT NULL), id IN (SELECT k FROM rights WHERE k IS NOT NULL), NULL IN (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: IN in WHERE, a set without NULL
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights WHERE k IS NOT NULL) OR id = 5 AND k IN (SELECT k FROM rights WHERE k IS NOT NULL) ORDER BY id

-- why: NOT IN in WHERE, a set without NULL
SELECT id FROM lefts WHERE k NOT IN (SELECT k FROM rights WHERE k IS NOT NULL) ORDER BY id

-- why: = ANY and ALL, a set without NULL
SELECT id, k = ANY (SELECT k FROM rights WHERE k IS NOT NULL), k = ALL (SELECT k FROM rights WHERE k IS NOT NULL), id = SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set without NULL
SELECT id, k <> ANY (SELECT k FROM rights WHERE k IS NOT NULL), k <> ALL (SELECT k FROM rights WHERE k IS NOT NULL), id <> SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set without NULL
SELECT id, k < ANY (SELECT k FROM rights WHERE k IS NOT NULL), k < ALL (SELECT k FROM rights WHERE k IS NOT NULL), id < SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set without NULL
SELECT id, k <= ANY (SELECT k FROM rights WHERE k IS NOT NULL), k <= ALL (SELECT k FROM rights WHERE k IS NOT NULL), id <= SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set without NULL
SELECT id, k > ANY (SELECT k FROM rights WHERE k IS NOT NULL), k > ALL (SELECT k FROM rights WHERE k IS NOT NULL), id > SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set without NULL
SELECT id, k >= ANY (SELECT k FROM rights WHERE k IS NOT NULL), k >= ALL (SELECT k FROM rights WHERE k IS NOT NULL), id >= SOME (SELECT k FROM rights WHERE k IS NOT NULL) FROM lefts ORDER BY id

-- why: IN and NOT IN, a set empty
SELECT id, k IN (SELECT k FROM rights WHERE id > 100), k NOT IN (SELECT k FROM rights WHERE id > 100), id IN (SELECT k FROM rights WHERE id > 100), NULL IN (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: IN in WHERE, a set empty
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights WHERE id > 100) OR id = 5 AND k IN (SELECT k FROM rights WHERE id > 100) ORDER BY id

-- why: NOT IN in WHERE, a set empty
SELECT id FROM lefts WHERE k NOT IN (SELECT k FROM rights WHERE id > 100) ORDER BY id

-- why: = ANY and ALL, a set empty
SELECT id, k = ANY (SELECT k FROM rights WHERE id > 100), k = ALL (SELECT k FROM rights WHERE id > 100), id = SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set empty
SELECT id, k <> ANY (SELECT k FROM rights WHERE id > 100), k <> ALL (SELECT k FROM rights WHERE id > 100), id <> SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set empty
SELECT id, k < ANY (SELECT k FROM rights WHERE id > 100), k < ALL (SELECT k FROM rights WHERE id > 100), id < SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set empty
SELECT id, k <= ANY (SELECT k FROM rights WHERE id > 100), k <= ALL (SELECT k FROM rights WHERE id > 100), id <= SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set empty
SELECT id, k > ANY (SELECT k FROM rights WHERE id > 100), k > ALL (SELECT k FROM rights WHERE id > 100), id > SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set empty
SELECT id, k >= ANY (SELECT k FROM rights WHERE id > 100), k >= ALL (SELECT k FROM rights WHERE id > 100), id >= SOME (SELECT k FROM rights WHERE id > 100) FROM lefts ORDER BY id

-- why: IN and NOT IN, a set only NULL
SELECT id, k IN (SELECT k FROM rights WHERE k IS NULL), k NOT IN (SELECT k FROM rights WHERE k IS NULL), id IN (SELECT k FROM rights WHERE k IS NULL), NULL IN (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: IN in WHERE, a set only NULL
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights WHERE k IS NULL) OR id = 5 AND k IN (SELECT k FROM rights WHERE k IS NULL) ORDER BY id

-- why: NOT IN in WHERE, a set only NULL
SELECT id FROM lefts WHERE k NOT IN (SELECT k FROM rights WHERE k IS NULL) ORDER BY id

-- why: = ANY and ALL, a set only NULL
SELECT id, k = ANY (SELECT k FROM rights WHERE k IS NULL), k = ALL (SELECT k FROM rights WHERE k IS NULL), id = SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set only NULL
SELECT id, k <> ANY (SELECT k FROM rights WHERE k IS NULL), k <> ALL (SELECT k FROM rights WHERE k IS NULL), id <> SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set only NULL
SELECT id, k < ANY (SELECT k FROM rights WHERE k IS NULL), k < ALL (SELECT k FROM rights WHERE k IS NULL), id < SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set only NULL
SELECT id, k <= ANY (SELECT k FROM rights WHERE k IS NULL), k <= ALL (SELECT k FROM rights WHERE k IS NULL), id <= SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set only NULL
SELECT id, k > ANY (SELECT k FROM rights WHERE k IS NULL), k > ALL (SELECT k FROM rights WHERE k IS NULL), id > SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set only NULL
SELECT id, k >= ANY (SELECT k FROM rights WHERE k IS NULL), k >= ALL (SELECT k FROM rights WHERE k IS NULL), id >= SOME (SELECT k FROM rights WHERE k IS NULL) FROM lefts ORDER BY id

-- why: IN and NOT IN, a set not nullable
SELECT id, k IN (SELECT id FROM rights), k NOT IN (SELECT id FROM rights), id IN (SELECT id FROM rights), NULL IN (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: IN in WHERE, a set not nullable
SELECT id FROM lefts WHERE k IN (SELECT id FROM rights) OR id = 5 AND k IN (SELECT id FROM rights) ORDER BY id

-- why: NOT IN in WHERE, a set not nullable
SELECT id FROM lefts WHERE k NOT IN (SELECT id FROM rights) ORDER BY id

-- why: = ANY and ALL, a set not nullable
SELECT id, k = ANY (SELECT id FROM rights), k = ALL (SELECT id FROM rights), id = SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set not nullable
SELECT id, k <> ANY (SELECT id FROM rights), k <> ALL (SELECT id FROM rights), id <> SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set not nullable
SELECT id, k < ANY (SELECT id FROM rights), k < ALL (SELECT id FROM rights), id < SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set not nullable
SELECT id, k <= ANY (SELECT id FROM rights), k <= ALL (SELECT id FROM rights), id <= SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set not nullable
SELECT id, k > ANY (SELECT id FROM rights), k > ALL (SELECT id FROM rights), id > SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set not nullable
SELECT id, k >= ANY (SELECT id FROM rights), k >= ALL (SELECT id FROM rights), id >= SOME (SELECT id FROM rights) FROM lefts ORDER BY id

-- why: IN and NOT IN, a set empty, not nullable
SELECT id, k IN (SELECT id FROM nothing), k NOT IN (SELECT id FROM nothing), id IN (SELECT id FROM nothing), NULL IN (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: IN in WHERE, a set empty, not nullable
SELECT id FROM lefts WHERE k IN (SELECT id FROM nothing) OR id = 5 AND k IN (SELECT id FROM nothing) ORDER BY id

-- why: NOT IN in WHERE, a set empty, not nullable
SELECT id FROM lefts WHERE k NOT IN (SELECT id FROM nothing) ORDER BY id

-- why: = ANY and ALL, a set empty, not nullable
SELECT id, k = ANY (SELECT id FROM nothing), k = ALL (SELECT id FROM nothing), id = SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: <> ANY and ALL, a set empty, not nullable
SELECT id, k <> ANY (SELECT id FROM nothing), k <> ALL (SELECT id FROM nothing), id <> SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: < ANY and ALL, a set empty, not nullable
SELECT id, k < ANY (SELECT id FROM nothing), k < ALL (SELECT id FROM nothing), id < SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: <= ANY and ALL, a set empty, not nullable
SELECT id, k <= ANY (SELECT id FROM nothing), k <= ALL (SELECT id FROM nothing), id <= SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: > ANY and ALL, a set empty, not nullable
SELECT id, k > ANY (SELECT id FROM nothing), k > ALL (SELECT id FROM nothing), id > SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: >= ANY and ALL, a set empty, not nullable
SELECT id, k >= ANY (SELECT id FROM nothing), k >= ALL (SELECT id FROM nothing), id >= SOME (SELECT id FROM nothing) FROM lefts ORDER BY id

-- why: IN of i2
SELECT id, i2 IN (SELECT i2 FROM numbers WHERE id > 4), i2 NOT IN (SELECT i2 FROM numbers WHERE id < 4 AND i2 IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of i4
SELECT id, i4 IN (SELECT i4 FROM numbers WHERE id > 4), i4 NOT IN (SELECT i4 FROM numbers WHERE id < 4 AND i4 IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of i8
SELECT id, i8 IN (SELECT i8 FROM numbers WHERE id > 4), i8 NOT IN (SELECT i8 FROM numbers WHERE id < 4 AND i8 IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of f4
SELECT id, f4 IN (SELECT f4 FROM numbers WHERE id > 4), f4 NOT IN (SELECT f4 FROM numbers WHERE id < 4 AND f4 IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of f8
SELECT id, f8 IN (SELECT f8 FROM numbers WHERE id > 4), f8 NOT IN (SELECT f8 FROM numbers WHERE id < 4 AND f8 IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of n
SELECT id, n IN (SELECT n FROM numbers WHERE id > 4), n NOT IN (SELECT n FROM numbers WHERE id < 4 AND n IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of big
SELECT id, big IN (SELECT big FROM numbers WHERE id > 4), big NOT IN (SELECT big FROM numbers WHERE id < 4 AND big IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of b
SELECT id, b IN (SELECT b FROM numbers WHERE id > 4), b NOT IN (SELECT b FROM numbers WHERE id < 4 AND b IS NOT NULL) FROM numbers ORDER BY id

-- why: IN of s
SELECT id, s IN (SELECT kept FROM texts), s IN (SELECT low FROM texts WHERE id > 3), kept IN (SELECT s FROM texts) FROM texts ORDER BY id

-- why: ANY of s
SELECT id, s < ANY (SELECT kept FROM texts), s >= ALL (SELECT s FROM texts WHERE s IS NOT NULL) FROM texts ORDER BY id

-- why: IN of kept
SELECT id, kept IN (SELECT kept FROM texts), kept IN (SELECT low FROM texts WHERE id > 3), kept IN (SELECT kept FROM texts) FROM texts ORDER BY id

-- why: ANY of kept
SELECT id, kept < ANY (SELECT kept FROM texts), kept >= ALL (SELECT kept FROM texts WHERE kept IS NOT NULL) FROM texts ORDER BY id

-- why: IN of low
SELECT id, low IN (SELECT kept FROM texts), low IN (SELECT low FROM texts WHERE id > 3), kept IN (SELECT low FROM texts) FROM texts ORDER BY id

-- why: ANY of low
SELECT id, low < ANY (SELECT kept FROM texts), low >= ALL (SELECT low FROM texts WHERE low IS NOT NULL) FROM texts ORDER BY id

-- why: d IN short_d
SELECT id, d IN (SELECT short_d FROM times), d NOT IN (SELECT short_d FROM times WHERE short_d IS NOT NULL) FROM times ORDER BY id

-- why: short_d IN d
SELECT id, short_d IN (SELECT d FROM times), short_d NOT IN (SELECT d FROM times WHERE d IS NOT NULL) FROM times ORDER BY id

-- why: ts IN seconds
SELECT id, ts IN (SELECT seconds FROM times), ts NOT IN (SELECT seconds FROM times WHERE seconds IS NOT NULL) FROM times ORDER BY id

-- why: seconds IN ts
SELECT id, seconds IN (SELECT ts FROM times), seconds NOT IN (SELECT ts FROM times WHERE ts IS NOT NULL) FROM times ORDER BY id

-- why: ts IN d
SELECT id, ts IN (SELECT d FROM times), ts NOT IN (SELECT d FROM times WHERE d IS NOT NULL) FROM times ORDER BY id

-- why: d IN ts
SELECT id, d IN (SELECT ts FROM times), d NOT IN (SELECT ts FROM times WHERE ts IS NOT NULL) FROM times ORDER BY id

-- why: short_d IN short_d
SELECT id, short_d IN (SELECT short_d FROM times), short_d NOT IN (SELECT short_d FROM times WHERE short_d IS NOT NULL) FROM times ORDER BY id

-- why: ts IN ts
SELECT id, ts IN (SELECT ts FROM times), ts NOT IN (SELECT ts FROM times WHERE ts IS NOT NULL) FROM times ORDER BY id

-- why: i4 IN n
SELECT id, i4 IN (SELECT n FROM numbers), i4 NOT IN (SELECT n FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: n IN i4
SELECT id, n IN (SELECT i4 FROM numbers), n NOT IN (SELECT i4 FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: n IN big
SELECT id, n IN (SELECT big FROM numbers), n NOT IN (SELECT big FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: big IN n
SELECT id, big IN (SELECT n FROM numbers), big NOT IN (SELECT n FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: i8 IN f8
SELECT id, i8 IN (SELECT f8 FROM numbers), i8 NOT IN (SELECT f8 FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: f8 IN i8
SELECT id, f8 IN (SELECT i8 FROM numbers), f8 NOT IN (SELECT i8 FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: f4 IN f8
SELECT id, f4 IN (SELECT f8 FROM numbers), f4 NOT IN (SELECT f8 FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: i2 IN i8
SELECT id, i2 IN (SELECT i8 FROM numbers), i2 NOT IN (SELECT i8 FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: f8 IN n
SELECT id, f8 IN (SELECT n FROM numbers), f8 NOT IN (SELECT n FROM numbers WHERE id > 7) FROM numbers ORDER BY id

-- why: unsigned 64 bits in wider
SELECT id FROM unsigned WHERE u8 IN (SELECT i16 FROM unsigned) ORDER BY id

-- why: unsigned 8 bits in int4
SELECT id FROM numbers WHERE i4 IN (SELECT u1 FROM unsigned) OR i2 IN (SELECT u2 FROM unsigned) ORDER BY id

-- why: IN a literal of unknown type
SELECT 'abc' IN (SELECT s FROM texts), '7' IN (SELECT i4 FROM numbers)

-- why: IN of wrong types
-- message: same
SELECT a IN (SELECT id FROM rights) FROM lefts

-- why: IN a grouped subquery
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights GROUP BY k HAVING count(*) > 1) ORDER BY id

-- why: IN a subquery with LIMIT
SELECT id FROM lefts WHERE id IN (SELECT id FROM rights ORDER BY id DESC LIMIT 2) ORDER BY id

-- why: IN a union
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights UNION ALL SELECT 9) ORDER BY id

-- why: IN VALUES
SELECT id FROM lefts WHERE k NOT IN (VALUES (1), (9)) ORDER BY id

-- why: nested NOT IN
SELECT id FROM lefts WHERE id NOT IN (SELECT id FROM rights WHERE k NOT IN (SELECT k FROM lefts WHERE k IS NOT NULL)) ORDER BY id

-- why: NOT (x IN) under AND and OR
SELECT id FROM lefts WHERE NOT (k IN (SELECT k FROM rights) AND id > 1) ORDER BY id

-- why: IS NULL of IN
SELECT id FROM lefts WHERE (k IN (SELECT k FROM rights)) IS NULL ORDER BY id

-- why: IN as the left side of IN
SELECT id, (k IN (SELECT k FROM rights)) IN (SELECT b FROM numbers WHERE id > 9) FROM lefts ORDER BY id

-- why: IN in JOIN ON
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON l.id = r.id AND r.k IN (SELECT k FROM lefts) ORDER BY 1, 2

-- why: IN in FILTER
SELECT count(*) FILTER (WHERE k IN (SELECT k FROM rights)), count(*) FILTER (WHERE k NOT IN (SELECT k FROM rights WHERE k = 1)) FROM lefts

-- why: GROUP BY IN
SELECT k IN (SELECT k FROM rights) AS x, count(*) FROM lefts GROUP BY 1 ORDER BY 1

-- why: BETWEEN subqueries
SELECT id FROM lefts WHERE id BETWEEN (SELECT 2) AND (SELECT 4) ORDER BY id

-- why: EXISTS
SELECT EXISTS (SELECT 1 FROM nothing), EXISTS (SELECT * FROM lefts), NOT EXISTS (SELECT 1 FROM lefts WHERE id > 9), EXISTS (SELECT count(*) FROM nothing)

-- why: EXISTS in WHERE
SELECT id FROM lefts WHERE EXISTS (SELECT 1 FROM nothing) OR id = 2 AND NOT EXISTS (SELECT 1 FROM nothing)

-- why: correlated EXISTS by i2
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.i2 = a.i2 AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.i2 = b.i2 AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by i2
SELECT id, (SELECT count(*) FROM numbers b WHERE b.i2 = a.i2 AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.i2 = a.i2 AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by i2
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.i2 = a.i2), id NOT IN (SELECT b.id FROM numbers b WHERE b.i2 = a.i2) FROM numbers a ORDER BY id

-- why: correlated EXISTS by i4
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.i4 = a.i4 AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.i4 = b.i4 AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by i4
SELECT id, (SELECT count(*) FROM numbers b WHERE b.i4 = a.i4 AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.i4 = a.i4 AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by i4
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.i4 = a.i4), id NOT IN (SELECT b.id FROM numbers b WHERE b.i4 = a.i4) FROM numbers a ORDER BY id

-- why: correlated EXISTS by i8
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.i8 = a.i8 AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.i8 = b.i8 AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by i8
SELECT id, (SELECT count(*) FROM numbers b WHERE b.i8 = a.i8 AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.i8 = a.i8 AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by i8
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.i8 = a.i8), id NOT IN (SELECT b.id FROM numbers b WHERE b.i8 = a.i8) FROM numbers a ORDER BY id

-- why: correlated EXISTS by n
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.n = a.n AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.n = b.n AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by n
SELECT id, (SELECT count(*) FROM numbers b WHERE b.n = a.n AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.n = a.n AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by n
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.n = a.n), id NOT IN (SELECT b.id FROM numbers b WHERE b.n = a.n) FROM numbers a ORDER BY id

-- why: correlated EXISTS by big
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.big = a.big AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.big = b.big AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by big
SELECT id, (SELECT count(*) FROM numbers b WHERE b.big = a.big AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.big = a.big AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by big
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.big = a.big), id NOT IN (SELECT b.id FROM numbers b WHERE b.big = a.big) FROM numbers a ORDER BY id

-- why: correlated EXISTS by b
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.b = a.b AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.b = b.b AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated aggregates by b
SELECT id, (SELECT count(*) FROM numbers b WHERE b.b = a.b AND b.id > 3), (SELECT max(b.id) FROM numbers b WHERE b.b = a.b AND b.id > 3) FROM numbers a ORDER BY id

-- why: correlated IN by b
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.b = a.b), id NOT IN (SELECT b.id FROM numbers b WHERE b.b = a.b) FROM numbers a ORDER BY id

-- why: correlated EXISTS by f8
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.f8 = a.f8 AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.f8 = b.f8 AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated IN by f8
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.f8 = a.f8), id NOT IN (SELECT b.id FROM numbers b WHERE b.f8 = a.f8) FROM numbers a ORDER BY id

-- why: correlated EXISTS by f4
SELECT id, EXISTS (SELECT 1 FROM numbers b WHERE b.f4 = a.f4 AND b.id > 3), NOT EXISTS (SELECT 1 FROM numbers b WHERE a.f4 = b.f4 AND b.id <= 3) FROM numbers a ORDER BY id

-- why: correlated IN by f4
SELECT id, id IN (SELECT b.id FROM numbers b WHERE b.f4 = a.f4), id NOT IN (SELECT b.id FROM numbers b WHERE b.f4 = a.f4) FROM numbers a ORDER BY id

-- why: correlated EXISTS by s
SELECT id, EXISTS (SELECT 1 FROM texts b WHERE b.s = a.s AND b.id > 3), NOT EXISTS (SELECT 1 FROM texts b WHERE a.s = b.s AND b.id <= 3) FROM texts a ORDER BY id

-- why: correlated aggregates by s
SELECT id, (SELECT count(*) FROM texts b WHERE b.s = a.s AND b.id > 3), (SELECT max(b.id) FROM texts b WHERE b.s = a.s AND b.id > 3) FROM texts a ORDER BY id

-- why: correlated IN by s
SELECT id, id IN (SELECT b.id FROM texts b WHERE b.s = a.s), id NOT IN (SELECT b.id FROM texts b WHERE b.s = a.s) FROM texts a ORDER BY id

-- why: correlated EXISTS by kept
SELECT id, EXISTS (SELECT 1 FROM texts b WHERE b.kept = a.kept AND b.id > 3), NOT EXISTS (SELECT 1 FROM texts b WHERE a.kept = b.kept AND b.id <= 3) FROM texts a ORDER BY id

-- why: correlated aggregates by kept
SELECT id, (SELECT count(*) FROM texts b WHERE b.kept = a.kept AND b.id > 3), (SELECT max(b.id) FROM texts b WHERE b.kept = a.kept AND b.id > 3) FROM texts a ORDER BY id

-- why: correlated IN by kept
SELECT id, id IN (SELECT b.id FROM texts b WHERE b.kept = a.kept), id NOT IN (SELECT b.id FROM texts b WHERE b.kept = a.kept) FROM texts a ORDER BY id

-- why: correlated EXISTS by low
SELECT id, EXISTS (SELECT 1 FROM texts b WHERE b.low = a.low AND b.id > 3), NOT EXISTS (SELECT 1 FROM texts b WHERE a.low = b.low AND b.id <= 3) FROM texts a ORDER BY id

-- why: correlated aggregates by low
SELECT id, (SELECT count(*) FROM texts b WHERE b.low = a.low AND b.id > 3), (SELECT max(b.id) FROM texts b WHERE b.low = a.low AND b.id > 3) FROM texts a ORDER BY id

-- why: correlated IN by low
SELECT id, id IN (SELECT b.id FROM texts b WHERE b.low = a.low), id NOT IN (SELECT b.id FROM texts b WHERE b.low = a.low) FROM texts a ORDER BY id

-- why: correlated EXISTS by d
SELECT id, EXISTS (SELECT 1 FROM times b WHERE b.d = a.d AND b.id > 3), NOT EXISTS (SELECT 1 FROM times b WHERE a.d = b.d AND b.id <= 3) FROM times a ORDER BY id

-- why: correlated aggregates by d
SELECT id, (SELECT count(*) FROM times b WHERE b.d = a.d AND b.id > 3), (SELECT max(b.id) FROM times b WHERE b.d = a.d AND b.id > 3) FROM times a ORDER BY id

-- why: correlated IN by d
SELECT id, id IN (SELECT b.id FROM times b WHERE b.d = a.d), id NOT IN (SELECT b.id FROM times b WHERE b.d = a.d) FROM times a ORDER BY id

-- why: correlated EXISTS by ts
SELECT id, EXISTS (SELECT 1 FROM times b WHERE b.ts = a.ts AND b.id > 3), NOT EXISTS (SELECT 1 FROM times b WHERE a.ts = b.ts AND b.id <= 3) FROM times a ORDER BY id

-- why: correlated aggregates by ts
SELECT id, (SELECT count(*) FROM times b WHERE b.ts = a.ts AND b.id > 3), (SELECT max(b.id) FROM times b WHERE b.ts = a.ts AND b.id > 3) FROM times a ORDER BY id

-- why: correlated IN by ts
SELECT id, id IN (SELECT b.id FROM times b WHERE b.ts = a.ts), id NOT IN (SELECT b.id FROM times b WHERE b.ts = a.ts) FROM times a ORDER BY id

-- why: correlated EXISTS by short_d
SELECT id, EXISTS (SELECT 1 FROM times b WHERE b.short_d = a.short_d AND b.id > 3), NOT EXISTS (SELECT 1 FROM times b WHERE a.short_d = b.short_d AND b.id <= 3) FROM times a ORDER BY id

-- why: correlated aggregates by short_d
SELECT id, (SELECT count(*) FROM times b WHERE b.short_d = a.short_d AND b.id > 3), (SELECT max(b.id) FROM times b WHERE b.short_d = a.short_d AND b.id > 3) FROM times a ORDER BY id

-- why: correlated IN by short_d
SELECT id, id IN (SELECT b.id FROM times b WHERE b.short_d = a.short_d), id NOT IN (SELECT b.id FROM times b WHERE b.short_d = a.short_d) FROM times a ORDER BY id

-- why: correlated EXISTS by seconds
SELECT id, EXISTS (SELECT 1 FROM times b WHERE b.seconds = a.seconds AND b.id > 3), NOT EXISTS (SELECT 1 FROM times b WHERE a.seconds = b.seconds AND b.id <= 3) FROM times a ORDER BY id

-- why: correlated aggregates by seconds
SELECT id, (SELECT count(*) FROM times b WHERE b.seconds = a.seconds AND b.id > 3), (SELECT max(b.id) FROM times b WHERE b.seconds = a.seconds AND b.id > 3) FROM times a ORDER BY id

-- why: correlated IN by seconds
SELECT id, id IN (SELECT b.id FROM times b WHERE b.seconds = a.seconds), id NOT IN (SELECT b.id FROM times b WHERE b.seconds = a.seconds) FROM times a ORDER BY id

-- why: correlated IN with NULLs on every side
SELECT l.id, l.k IN (SELECT r.k FROM rights r WHERE r.id = l.id), l.k NOT IN (SELECT r.k FROM rights r WHERE r.id = l.id), NULL IN (SELECT r.id FROM rights r WHERE r.id = l.id), 1 IN (SELECT r.k FROM rights r WHERE r.id = l.id) FROM lefts l ORDER BY l.id

-- why: correlated NOT IN in WHERE
SELECT l.id FROM lefts l WHERE l.k NOT IN (SELECT r.k FROM rights r WHERE r.id = l.id) ORDER BY l.id

-- why: correlated EXISTS over two keys
SELECT l.id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k AND r.id = l.id) ORDER BY 1

-- why: correlated NOT EXISTS over two keys with NULLs
SELECT a.id FROM numbers a WHERE NOT EXISTS (SELECT 1 FROM numbers b WHERE b.i4 = a.i4 AND b.n = a.n AND b.id > 3) ORDER BY 1

-- why: correlated EXISTS by expressions
SELECT l.id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.id + 1 = l.id * 2) ORDER BY 1

-- why: correlated EXISTS in a grouped query
SELECT l.k, EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k), count(*) FROM lefts l GROUP BY l.k ORDER BY l.k

-- why: correlated EXISTS with groups inside
SELECT l.id FROM lefts l WHERE EXISTS (SELECT r.id FROM rights r WHERE r.k = l.k GROUP BY r.k HAVING count(*) > 1) ORDER BY 1

-- why: correlated EXISTS over a join
SELECT l.id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r JOIN numbers n ON n.id = r.id WHERE r.k = l.k AND n.i4 < 5) ORDER BY 1

-- why: correlated EXISTS within EXISTS
SELECT l.id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k AND EXISTS (SELECT 1 FROM numbers n WHERE n.id = r.id AND n.i4 > 0)) ORDER BY 1

-- why: EXISTS that refers to the query around the query around it
SELECT l.id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k AND EXISTS (SELECT 1 FROM numbers n WHERE n.id = l.id)) ORDER BY 1

-- why: EXISTS whose list alone refers outside
SELECT l.id, EXISTS (SELECT l.k FROM rights) FROM lefts l ORDER BY 1

-- why: correlated values over nothing
SELECT l.id, (SELECT count(*) + 1 FROM rights r WHERE r.k = l.k), (SELECT coalesce(sum(r.id), -1) FROM rights r WHERE r.k = l.k), (SELECT sum(r.id) + count(*) FROM rights r WHERE r.k = l.k), (SELECT CASE WHEN count(*) = 0 THEN 'none' ELSE max(CASE WHEN r.id > 1 THEN r.b END) END FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY 1

-- why: correlated value of one row
SELECT l.id, (SELECT r.b FROM rights r WHERE r.id = l.id) FROM lefts l ORDER BY 1

-- why: correlated value of more than one row
-- message: same
SELECT l.id, (SELECT r.b FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY 1

-- why: correlated value of NULL
SELECT l.id, (SELECT r.k FROM rights r WHERE r.id = l.id), (SELECT r.k FROM rights r WHERE r.id = l.id) IS NULL FROM lefts l ORDER BY 1

-- why: correlated value in WHERE
SELECT a.id FROM numbers a WHERE a.n >= (SELECT avg(b.n) FROM numbers b WHERE b.i4 = a.i4) ORDER BY 1

-- why: count of nothing in WHERE
SELECT l.id FROM lefts l WHERE 0 = (SELECT count(*) FROM rights r WHERE r.k = l.k) ORDER BY 1

-- why: correlated value in an aggregate
SELECT sum((SELECT count(*) FROM rights r WHERE r.k = l.k)) FROM lefts l

-- why: correlated value in ORDER BY
SELECT l.id FROM lefts l ORDER BY (SELECT count(*) FROM rights r WHERE r.k = l.k) DESC, l.id

-- why: correlated value in WHERE of a grouped query
SELECT l.k, count(*) FROM lefts l WHERE (SELECT count(*) FROM rights r WHERE r.k = l.k) > 0 GROUP BY l.k ORDER BY 1

-- why: correlated value in the list of a grouped query
SELECT l.k, (SELECT count(*) FROM rights r WHERE r.k = l.k) FROM lefts l GROUP BY l.k ORDER BY 1

-- why: correlated value over a join
SELECT l.id, r2.id, (SELECT count(*) FROM rights r WHERE r.k = l.k AND r.id = r2.id) FROM lefts l LEFT JOIN rights r2 ON l.k = r2.k ORDER BY 1, 2

-- why: correlated value in a subquery in FROM
SELECT t.x, count(*) FROM (SELECT (SELECT count(*) FROM rights r WHERE r.k = l.k) AS x FROM lefts l) t GROUP BY t.x ORDER BY 1

-- why: correlated value over a subquery in FROM
SELECT t.y, (SELECT max(r.b) FROM rights r WHERE r.k = t.y) FROM (SELECT k AS y FROM lefts) t ORDER BY 1, 2

-- why: correlated by inequality
SELECT l.id, (SELECT count(*) FROM rights r WHERE r.id < l.id) FROM lefts l ORDER BY 1

-- why: correlated with IS NOT DISTINCT FROM
SELECT l.id, (SELECT count(*) FROM rights r WHERE r.k IS NOT DISTINCT FROM l.k) FROM lefts l ORDER BY 1

-- why: correlated with LIMIT
SELECT l.id, (SELECT r.b FROM rights r WHERE r.k = l.k ORDER BY r.id LIMIT 1) FROM lefts l ORDER BY 1

-- why: an outer column in the list
SELECT l.id, (SELECT count(*) + l.id FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY 1

-- why: an outer column in FROM's subquery
SELECT l.id, (SELECT count(*) FROM (SELECT 1 FROM rights r WHERE r.k = l.k) t) FROM lefts l ORDER BY 1

-- why: rows IN a subquery
SELECT id FROM lefts WHERE (id, k) IN (SELECT id, k FROM rights) ORDER BY id

-- why: IN a subquery over look-through and rollups
SELECT desk, count(*) FROM trades_1d WHERE symbol IN (SELECT symbol FROM instruments WHERE is_composite = 1) GROUP BY desk ORDER BY desk

-- why: a share of the total
-- tolerance: 1e-9
SELECT region, sum(pnl) / (SELECT sum(pnl) FROM trades_1d) AS share FROM trades_1d GROUP BY region ORDER BY region

-- why: above the average of its group
SELECT count(*) FROM trades_1d t WHERE t.pnl > (SELECT avg(u.pnl) FROM trades_1d u WHERE u.desk = t.desk)

-- why: ARRAY of a subquery
SELECT ARRAY(SELECT id FROM lefts)

-- why: INTERSECT ALL and EXCEPT ALL count doubles
SELECT k, count(*) FROM (SELECT k FROM (SELECT k FROM lefts UNION ALL SELECT k FROM lefts) t EXCEPT ALL SELECT k FROM rights) x GROUP BY k ORDER BY k

-- why: INTERSECT ALL of floats, NaN and -0 among them
SELECT f8 FROM numbers INTERSECT ALL SELECT f8 FROM numbers ORDER BY 1

-- why: EXCEPT ALL of several columns with NULL
SELECT k, a FROM lefts EXCEPT ALL SELECT k, b FROM rights ORDER BY 1, 2

-- why: EXCEPT ALL inside a union
(SELECT id FROM lefts EXCEPT ALL SELECT id FROM rights) UNION ALL SELECT 7 ORDER BY 1

-- why: EXCEPT ALL that refers outwards
SELECT l.id, (SELECT count(*) FROM (SELECT r.id FROM rights r WHERE r.id > l.id EXCEPT ALL SELECT 3) t) FROM lefts l ORDER BY 1
