-- why: Statements that once differed, found by random statements (random.c) and shrunk.

-- why: an outer join whose condition ClickHouse finds no key in: a constant
SELECT t1.id, t2.id FROM unsigned AS t1 LEFT JOIN rights AS t2 ON 1.0 = 1.0

-- why: the same: other comparisons
SELECT t1.id, t2.id FROM numbers AS t1 RIGHT JOIN unsigned AS t2 ON t1.i4 < t2.u2 AND t1.n <> 1

-- why: the same: a column
SELECT t1.id, t2.id FROM numbers AS t1 LEFT JOIN rights AS t2 ON t1.b

-- why: the same: equal numerics and floats
SELECT t1.id, t2.id FROM numbers AS t1 FULL JOIN numbers AS t2 ON t1.n = t2.n AND t1.f8 = t2.f8

-- why: the same: sides that are constants
SELECT t5.c1, t6.c2 FROM (SELECT 'ab' AS c1 FROM lefts) AS t5 LEFT JOIN (SELECT 'cd' AS c2) AS t6 ON true

-- why: the same: either of two conditions
SELECT t1.id, t2.id FROM lefts AS t1 LEFT JOIN rights AS t2 ON t1.k = t2.k OR t1.id > t2.id

-- why: PostgreSQL wants an equality of both sides for FULL JOIN
-- message: same
SELECT 1 FROM numbers AS t1 FULL JOIN texts AS t2 ON t1.n = 1.0

-- why: but no columns at all are fine
SELECT t1.id, t2.id FROM lefts AS t1 FULL JOIN rights AS t2 ON false

-- why: a subquery that is all of WHERE: ClickHouse mixed up the names
SELECT 'a' AS c1 WHERE (SELECT true AS c1)

-- why: the same of HAVING
SELECT 'a' AS c1 FROM lefts GROUP BY k HAVING (SELECT true AS c1)

-- why: an argument that has to be constant, beside one that is written once
SELECT ltrim(ltrim(s, 'a'), 'b'), split_part(s || s, 'b', id - 1) FROM texts

-- why: an interval beside such an argument
SELECT (short_d + '1 day'::interval) + '1 day'::interval FROM times

-- why: a constant in ORDER BY is no column's number
SELECT 0 AS c1 ORDER BY 1 DESC

-- why: neither is one in GROUP BY
SELECT 3 AS c1, count(*) FROM lefts GROUP BY 1

-- why: NaN equals NaN in NULLIF
SELECT id, NULLIF(f4, f4), NULLIF(f8, 'NaN') FROM numbers

-- why: GREATEST and LEAST: NaN is the greatest, NULL does not count
SELECT id, GREATEST(f8, 1), LEAST(f8, 1), GREATEST(f4, f8, NULL), LEAST(f4, 'NaN', NULL), LEAST(NULL::float8, NULL) FROM numbers

-- why: GREATEST and LEAST of UUIDs, which ClickHouse orders by their second half
SELECT GREATEST('61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid, '61f0c405-5cb3-11e7-007b-a6006ad3dba0'), LEAST('61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid, '61f0c405-5cb3-11e7-007b-a6006ad3dba0')

-- why: an aggregate of outer columns is the outer query's
SELECT (SELECT sum(t1.id)) FROM lefts AS t1

-- why: the row of an empty grouping set, when a query around wants no aggregate
SELECT count(*) FROM (SELECT k, count(*) FROM lefts GROUP BY ROLLUP (k)) AS t1

-- why: the same, with HAVING
SELECT c1 FROM (SELECT k AS c1, sum(id) FROM rights GROUP BY CUBE (k) HAVING k IS NULL OR k > 0) AS t1

-- why: calls in calls, of constants, whose templates name an argument often
SELECT ((((sqrt(4::float8)) ^ 1::float8) ^ 1::float8))::integer AS c1, ((2::float8 ^ 3::float8) ^ 2::float8) ^ 0.5::float8 AS c2

-- why: a count beside a negative number: ClickHouse has no type for both
SELECT CASE WHEN a > 'o' THEN count(*) ELSE -1 END AS c1, COALESCE(NULLIF(count(*), 1), -1) AS c2, GREATEST(count(k), -9223372036854775807) AS c3 FROM lefts GROUP BY a

-- why: the same through a subquery
SELECT CASE WHEN c1 > 1 THEN c1 ELSE -1 END AS c1 FROM (SELECT count(*) AS c1 FROM lefts GROUP BY k) AS t1

-- why: the same in set operations
SELECT count(*) FROM lefts UNION ALL SELECT -1 UNION ALL SELECT id FROM lefts

-- why: the remainder by a remainder: arguments that are written once are wide Decimals
SELECT i16 % (u8 % 7.5), u8 % (i16 % 10.0) FROM unsigned WHERE id > 2

-- why: a WITH query that nobody uses is analysed all the same
-- message: same
WITH w1 AS (SELECT id FROM lefts AS t1 JOIN rights AS t2 ON true) SELECT 1 AS c1

-- why: NULL to name
SELECT s::name, NULL::text::name FROM texts

-- why: digests are bytes of any length to other functions
SELECT position('\xff'::bytea in sha224('\x1234'::bytea))

-- why: a column is the whole condition of a join
SELECT t1.id, t2.id FROM numbers AS t1 JOIN lefts AS t2 ON t1.b

-- why: the scale of NULL is NULL
SELECT n, scale(n), scale(n + 1) FROM numbers WHERE n IS NULL OR id < 4

-- why: a NULL that is constant is a condition too
SELECT t1.id, t2.id FROM lefts AS t1 RIGHT JOIN rights AS t2 ON NULL::int > NULL::int

-- why: the same beside a key
SELECT t1.id, t2.id FROM lefts AS t1 JOIN rights AS t2 ON t1.id = t2.id AND NULL::boolean

-- why: ON true where no side has columns that are read
SELECT t1.c1, t2.c1 FROM (SELECT 1 AS c1) AS t1 RIGHT JOIN (SELECT 'a' AS c1 FROM lefts) AS t2 ON true

-- why: equal numerics of different stored types, joined by their text
SELECT t1.id, t2.id FROM unsigned AS t1 JOIN numbers AS t2 ON t1.u8 = t2.n OR t1.i16 = t2.big

-- why: the same, in WHERE
SELECT t1.id, t2.id FROM unsigned AS t1, numbers AS t2, numbers AS t3 WHERE t1.i16 = t2.n AND t2.f4 = t3.f8

-- why: the same, of subqueries
SELECT t1.c1, t2.c1 FROM (SELECT n * 2 AS c1 FROM numbers) AS t1 FULL JOIN (SELECT sum(big) AS c1 FROM numbers GROUP BY b) AS t2 ON t1.c1 = t2.c1 / 2

-- why: without columns: a condition that ClickHouse does not fold
SELECT t1.id, t2.id FROM lefts AS t1 LEFT JOIN rights AS t2 ON 1.5 * 2 = 3.0 AND (SELECT max(id) FROM texts) > 2

-- why: NULL before any check of width_bucket
SELECT width_bucket(f8, NULL, 0, 3), width_bucket(NULL, 1::float8, 1, 3), width_bucket('NaN', 1::float8, 2, NULL), width_bucket(n, 1, 1, NULL) FROM numbers

-- why: width_bucket's errors
-- message: same
SELECT width_bucket(1::float8, 1, 1, 3)

-- why: patterns of an aggregate
SELECT min(kept) LIKE 'a%' OR min(kept) LIKE '%', max(low) ~ 'a' OR max(low) ~ 'b' FROM texts HAVING min(kept) LIKE 'x%' OR min(kept) LIKE '%'

-- why: an aggregate to numeric
SELECT min(id::text)::numeric, max(id::text)::numeric(5, 2) FROM texts HAVING false

-- why: documents of a row that an outer join does not find
SELECT t1.id, m, tu, bare, an, j, pt FROM lefts AS t1 LEFT JOIN kinds AS t2 ON t1.id + 3 = t2.id

-- why: the same, of both sides
SELECT t2.id, m, a, an FROM arrays AS t1 FULL JOIN kinds AS t2 ON t1.id + 3 = t2.id

-- why: one row, where the aggregate is an argument that is not looked at
SELECT shobj_description(max(id::oid), 'pg_database') AS c1 FROM lefts WHERE false
