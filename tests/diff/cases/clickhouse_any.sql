-- why: constants stay constants
-- postgres: SELECT 'a.b'::text AS a, 3::smallint AS b, 'x**'::text AS c
SELECT ch.substringIndex('a.b.c', '.', 2) AS a, ch.bitCount(7) AS b, ch.rightPad('x', 3, '*') AS c

-- why: columns, one that can be NULL among them
-- postgres: SELECT id, CASE k WHEN 9 THEN 2::smallint WHEN 2 THEN 1::smallint WHEN 1 THEN 1::smallint END AS b FROM lefts ORDER BY id
SELECT id, ch.bitCount(k) AS b FROM lefts ORDER BY id

-- why: values without a sign are the next wider type
-- postgres: SELECT 5::smallint AS a, 5 AS b, 5::bigint AS c, 5::numeric AS d, 5::numeric + 1.5 AS e
SELECT ch.toUInt8(5) AS a, ch.toUInt16(5) AS b, ch.toUInt32(5) AS c, ch.toUInt64(5) AS d, ch.toUInt64(5) + 1.5 AS e

-- why: the largest of them
-- postgres: SELECT 18446744073709551615 AS a, 18446744073709551616 AS b
SELECT ch.toUInt64('18446744073709551615') AS a, ch.toUInt64('18446744073709551615') + 1 AS b

-- why: Decimals keep their scale
-- by value: numeric
-- postgres: SELECT 2.50 AS a, 3.75 AS b
SELECT ch.toDecimal64('1.5', 2) + 1 AS a, ch.toDecimal64('1.5', 2) * 2.5 AS b

-- why: texts that are none
-- postgres: SELECT NULL::int AS a, 0 AS b, 7 AS c
SELECT ch.toInt32OrNull('x') AS a, ch.toInt32OrZero('x') AS b, ch.toInt32OrDefault('x', ch.toInt32(7)) AS c

-- why: dates and times
-- postgres: SELECT timestamp '2024-02-29 13:45:00' AS a, 60::int8 AS b, '2024-02'::text AS c, date '2024-03-29' AS d
SELECT ch.toStartOfInterval(timestamp '2024-02-29 13:47:07', interval '5 minutes') AS a, ch.dateDiff('day', date '2024-01-01', date '2024-03-01') AS b, ch.formatDateTime(timestamp '2024-02-29 13:47:07', '%Y-%m') AS c, ch.addMonths(date '2024-02-29', 1) AS d

-- why: columns of times, with NULLs
-- postgres: SELECT id, date_trunc('minute', ts) AS h FROM times WHERE id <> 3 ORDER BY id
SELECT id, ch.toStartOfInterval(ts, interval '1 minute') AS h FROM times WHERE id <> 3 ORDER BY id

-- why: arrays
-- postgres: SELECT ARRAY[1,2,3] AS a, ARRAY['a','b'] AS b, 2::int8 AS c, ARRAY[0,1,2]::smallint[] AS d
SELECT ch.arraySort(ARRAY[3,1,2]) AS a, ch.splitByChar(',', 'a,b') AS b, ch.toInt64(ch.arrayUniq(ARRAY[1,1,2])) AS c, ch.range(3) AS d

-- why: a NULL array makes the result NULL, NULL elements stay
-- postgres: SELECT a, CASE WHEN a IS NOT NULL THEN coalesce(array_length(a, 1), 0)::numeric END AS n FROM (VALUES (ARRAY[1,NULL]), (NULL), ('{}'::int[])) v(a) ORDER BY 1
SELECT a, ch.length(a) AS n FROM (VALUES (ARRAY[1,NULL]), (NULL), ('{}'::int[])) v(a) ORDER BY 1

-- why: aggregates leave NULL arrays out
-- postgres: SELECT 3::int8 AS n
SELECT ch.sumArray(a)::int8 AS n FROM (VALUES (ARRAY[1,2]), (NULL), ('{}'::int[])) v(a)

-- why: Map and Tuple columns as they are stored
-- postgres: SELECT id, ARRAY(SELECT json_object_keys(m)) AS k, tu ->> 'b' AS b FROM kinds WHERE id <> 3 ORDER BY id
SELECT id, ch.mapKeys(m) AS k, ch.tupleElement(tu, 'b') AS b FROM kinds WHERE id <> 3 ORDER BY id

-- why: columns of tables that a join may leave out
-- postgres: SELECT l.id, length(r.b) AS n FROM lefts l LEFT JOIN rights r ON l.k = r.k AND r.id < 3 ORDER BY 1, 2
SELECT l.id, ch.lengthUTF8(r.b)::int AS n FROM lefts l LEFT JOIN rights r ON l.k = r.k AND r.id < 3 ORDER BY 1, 2

-- why: what has no PostgreSQL type goes from one function to the next
-- postgres: SELECT 2::numeric AS n, '0cc175b9c0f1b6a831c399e269772661'::text AS h
SELECT ch.bitmapCardinality(ch.bitmapBuild(ARRAY[1,2,2])) AS n, ch.lower(ch.hex(ch.MD5('a'))) AS h

-- why: of bytes
-- postgres: SELECT md5('a')::text AS a, decode('0cc175b9c0f1b6a831c399e269772661', 'hex') AS b
SELECT encode(ch.MD5('a'), 'hex') AS a, ch.MD5('a') AS b

-- why: nowhere else
-- refused: the result is of ClickHouse's type AggregateFunction(groupBitmap, Int32)
SELECT ch.bitmapBuild(ARRAY[1,2,2])

-- why: documents
-- postgres: SELECT '[1,"a"]'::json::text AS t, '{"a":1,"b":2}'::json::text AS m, '{"k":2,"b":0}'::json::text AS r
SELECT ch.tuple(1, 'a')::text AS t, ch.map('a', 1, 'b', 2)::text AS m, ch.simpleLinearRegression(id, id * 2)::text AS r FROM lefts

-- why: aggregates: FILTER, DISTINCT, parameters, combinators, windows
-- postgres: SELECT k, sum(DISTINCT id) FILTER (WHERE id > 0)::int8 AS d, ARRAY[percentile_disc(0.5) WITHIN GROUP (ORDER BY id)] AS q, avg(id) FILTER (WHERE id > 2)::float8 AS a FROM lefts GROUP BY k ORDER BY k
SELECT k, ch.sum(DISTINCT id) FILTER (WHERE id > 0) AS d, ch.quantilesExactLow(id, params => ARRAY[0.5]) AS q, ch.avgIfOrNull(id, id > 2) AS a FROM lefts GROUP BY k ORDER BY k

-- why: over windows
-- postgres: SELECT id, sum(id) OVER (ORDER BY id) AS s, coalesce(lag(id) OVER (ORDER BY id), 0) AS l FROM lefts ORDER BY id
SELECT id, ch.sum(id) OVER (ORDER BY id) AS s, ch.lagInFrame(id, 1) OVER (ORDER BY id) AS l FROM lefts ORDER BY id

-- why: over no rows as ClickHouse has it
-- postgres: SELECT 0::int8 AS s, NULL::int8 AS n, 0::numeric AS c
SELECT ch.sum(id) AS s, ch.sumOrNull(id) AS n, ch.count(*) AS c FROM lefts WHERE false

-- why: in correlated subqueries too
-- postgres: SELECT l.id, coalesce((SELECT sum(r.k) FROM rights r WHERE r.k = l.k), 0)::int8 AS s, (SELECT sum(r.k) FROM rights r WHERE r.k = l.k)::int8 AS n, (SELECT count(*)::numeric FROM rights r WHERE r.k = l.k) AS c, coalesce((SELECT array_agg(r.k) FROM rights r WHERE r.k = l.k), '{}') AS g FROM lefts l ORDER BY 1
SELECT l.id, (SELECT ch.sum(ch.assumeNotNull(r.k)) FROM rights r WHERE r.k = l.k) AS s, (SELECT ch.sumOrNull(r.k) FROM rights r WHERE r.k = l.k) AS n, (SELECT ch.count() FROM rights r WHERE r.k = l.k) AS c, (SELECT ch.groupArray(r.k) FROM rights r WHERE r.k = l.k) AS g FROM lefts l ORDER BY 1

-- why: in groups, conditions and order
-- postgres: SELECT id % 2 AS p, count(*) AS n FROM lefts GROUP BY id % 2 HAVING max(id) > 1 ORDER BY p DESC
SELECT ch.positiveModulo(id, 2)::int AS p, count(*) AS n FROM lefts GROUP BY ch.positiveModulo(id, 2) HAVING ch.max(id) > 1 ORDER BY p DESC

-- why: in subqueries, CTEs and set operations
-- postgres: WITH w AS (SELECT 2::int8 AS n) SELECT n FROM w UNION ALL SELECT n + 1 FROM w ORDER BY 1
WITH w AS (SELECT ch.toInt64(2) AS n) SELECT n FROM w UNION ALL SELECT n + ch.toInt64(1) FROM w WHERE n IN (SELECT ch.toInt64(2)) ORDER BY 1

-- why: a query of WITH has its random values once
-- postgres: SELECT true AS a, true AS b, false AS c
WITH w AS (SELECT ch.rand() AS r, ch.randUniform(0, 1) AS u) SELECT a.r = b.r AS a, a.u = b.u AS b, ch.rand64() = ch.rand64() AS c FROM w a, w b

-- why: each row has its own
-- postgres: SELECT 5::int8 AS n
SELECT count(DISTINCT u) AS n FROM (SELECT ch.generateUUIDv4() AS u FROM lefts) s

-- why: lateral arguments and quotes
-- postgres: SELECT 'a''b\c' AS a, 'x''\' AS b
SELECT ch.concat('a''', 'b\c') AS a, ch.concat(b, '''\') AS b FROM (VALUES ('x')) v(b)

-- why: no such function
-- postgres: SELECT no_such(3)
SELECT ch.noSuch(3)

-- why: too many arguments
-- postgres: SELECT lower('a', 2)
SELECT ch.lower('a', 2)

-- why: types that it does not take
-- postgres: SELECT abs('a'::text)
SELECT ch.abs('a'::text)

-- why: a value that it does not take
-- postgres: SELECT 'abc'::int
SELECT ch.toInt32('abc')

-- why: parameters of a function: 22023
-- postgres: SELECT '\x0'::bytea
SELECT ch.lower('a', params => ARRAY[1])

-- why: an aggregate where none may stand
-- postgres: SELECT 1 FROM lefts WHERE max(id) > 1
SELECT 1 FROM lefts WHERE ch.max(id) > 1

-- why: an aggregate in an aggregate
-- postgres: SELECT max(max(id)) FROM lefts
SELECT ch.max(ch.max(id)) FROM lefts

-- why: OVER of what is no aggregate
-- postgres: SELECT lower('a') OVER ()
SELECT ch.lower('a') OVER ()

-- why: without OVER
-- postgres: SELECT lag(id) FROM lefts
SELECT ch.lagInFrame(id) FROM lefts

-- why: constants of one unit only
-- refused: an interval of ClickHouse has one unit
SELECT ch.toStartOfInterval(timestamp '2024-02-29 13:47:07', interval '1 day 5 minutes')
