-- why: counts by key with NULL
SELECT k, count(*), count(a), min(a), max(a) FROM lefts GROUP BY k ORDER BY k

-- why: GROUP BY a position
SELECT b, count(*) FROM numbers GROUP BY 1 ORDER BY 1

-- why: GROUP BY an alias
SELECT i2 > 0 AS positive, count(*) FROM numbers GROUP BY positive ORDER BY positive

-- why: GROUP BY an expression used again
SELECT i4 % 2, count(*) FROM numbers GROUP BY i4 % 2 ORDER BY i4 % 2

-- why: an expression over a group expression
SELECT (i4 % 2) * 10 + 1, sum(i2) FROM numbers GROUP BY i4 % 2 ORDER BY 1

-- why: GROUP BY text with empty string and NULL
SELECT s, count(*) FROM texts GROUP BY s ORDER BY s

-- why: GROUP BY a dictionary column
SELECT low, count(*) FROM texts GROUP BY low ORDER BY low

-- why: GROUP BY float: NaN is one group, 0 and -0 too
SELECT f8 = 0, count(*) FROM numbers GROUP BY f8 = 0 ORDER BY 1

-- why: 0 and -0 are one group
SELECT count(*) FROM (SELECT f8 FROM numbers WHERE f8 = 0 GROUP BY f8) t

-- why: HAVING
SELECT k, count(*) FROM lefts GROUP BY k HAVING count(*) > 1

-- why: HAVING without GROUP BY
SELECT count(*) FROM lefts HAVING count(*) > 100

-- why: HAVING over a key
SELECT k FROM lefts GROUP BY k HAVING k IS NOT NULL ORDER BY k

-- why: GROUP BY without aggregates
SELECT k FROM lefts GROUP BY k ORDER BY k DESC

-- why: aggregates over no rows
SELECT count(*), count(i4), sum(i4), sum(i8), sum(f8), sum(n), avg(i4), avg(f8), min(i4), max(s), min(d), bool_and(b), bool_or(b) FROM nothing

-- why: aggregates over no rows of columns that cannot be NULL
SELECT sum(i8), min(i8), max(i8), avg(i8), sum(f8), min(f8), max(f8), avg(f8), min(kept), max(kept), min(d), count(DISTINCT i8), bool_or(b) FROM nothing

-- why: aggregates over no rows after WHERE
SELECT count(*), sum(i4), min(i4), max(a) FROM numbers JOIN lefts USING (id) WHERE false

-- why: no rows with GROUP BY are no groups
SELECT id, count(*) FROM nothing GROUP BY id

-- why: aggregates over NULL only
SELECT count(i4), sum(i4), avg(i4), min(i4), max(i4), bool_and(b) FROM numbers WHERE id = 2

-- why: sums by type
SELECT sum(i2), sum(i4), sum(n), sum(big) FROM numbers

-- why: a sum of int8 passes 2^63
SELECT sum(i8), sum(i8 / 2), avg(i8) FROM numbers WHERE i8 > 0

-- why: sum of unsigned
SELECT sum(u1), sum(u2), sum(u4), sum(u8), sum(i1), sum(i16) FROM unsigned

-- why: average of integers and numerics
-- tolerance: 1e-14
SELECT avg(i2), avg(n), avg(u1) FROM numbers JOIN unsigned USING (id)

-- why: average of floats
-- tolerance: 1e-12
SELECT avg(f4), avg(f8) FROM numbers WHERE id IN (1, 3, 10, 14)

-- why: float sum with NaN and infinity
SELECT sum(f8), sum(f4) FROM numbers

-- why: float sum with infinities of both signs
SELECT sum(f8) FROM numbers WHERE id IN (8, 9)

-- why: min and max of floats with NaN
SELECT min(f8), max(f8), min(f4), max(f4) FROM numbers

-- why: min and max without NaN
SELECT min(f8), max(f8) FROM numbers WHERE id <> 7

-- why: min and max of every type
SELECT min(i2), max(i4), min(i8), max(n), min(big), max(d), min(ts), max(s), min(kept), max(low) FROM numbers JOIN times USING (id) JOIN texts USING (id)

-- why: count DISTINCT
SELECT count(DISTINCT i2), count(DISTINCT b), count(DISTINCT f8), count(DISTINCT n) FROM numbers

-- why: sum and avg DISTINCT
SELECT sum(DISTINCT i2), round(avg(DISTINCT i2), 10) FROM numbers

-- why: FILTER
SELECT count(*) FILTER (WHERE b), sum(i2) FILTER (WHERE i2 > 0), max(i4) FILTER (WHERE false), count(i4) FILTER (WHERE b IS NULL) FROM numbers

-- why: FILTER and DISTINCT together
SELECT count(DISTINCT i2) FILTER (WHERE b), sum(DISTINCT i2) FILTER (WHERE NOT b) FROM numbers

-- why: FILTER that nothing passes in a group
SELECT k, sum(id) FILTER (WHERE a = 'one'), count(*) FILTER (WHERE a = 'one') FROM lefts GROUP BY k ORDER BY k

-- why: arithmetic over aggregates
SELECT k, max(id) - min(id), sum(id) * 2 + count(*) FROM lefts GROUP BY k ORDER BY k

-- why: an aggregate of an expression
SELECT sum(CASE WHEN b THEN i2 ELSE 0 END), sum(COALESCE(i2, 1)), count(NULLIF(i4, 1)) FROM numbers

-- why: ORDER BY an aggregate that is not selected
SELECT k FROM lefts GROUP BY k ORDER BY count(*) DESC, k

-- why: ORDER BY an expression over an aggregate's alias column
SELECT k, count(*) AS c FROM lefts GROUP BY k ORDER BY c DESC, k NULLS FIRST

-- why: string_agg in order
SELECT string_agg(a, ', ' ORDER BY a) FROM lefts

-- why: bool_and, bool_or, every
SELECT bool_and(b), bool_or(b), every(b) FROM numbers

-- why: variance and deviation
-- tolerance: 1e-10
SELECT stddev(f8), variance(f8), stddev_pop(f8), var_pop(f8), stddev_samp(f8), var_samp(f8) FROM numbers WHERE id IN (1, 3, 10, 14)

-- why: deviation of one value
SELECT stddev(f8), stddev_pop(f8), var_samp(f8) FROM numbers WHERE id = 1

-- why: aggregate of aggregates through a subquery
SELECT max(c), sum(c) FROM (SELECT k, count(*) AS c FROM lefts GROUP BY k) t

-- why: GROUP BY two keys
SELECT l.k, r.k, count(*) FROM lefts l CROSS JOIN rights r GROUP BY l.k, r.k ORDER BY 1, 2

-- why: GROUP BY a date part
SELECT extract(year FROM d) AS y, count(*) FROM times GROUP BY y ORDER BY y

-- why: percentile_cont
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i4) FROM numbers

-- why: an ungrouped column is an error
-- message: same
SELECT k, a FROM lefts GROUP BY k

-- why: an ungrouped column beside an aggregate
-- message: same
SELECT a, count(*) FROM lefts

-- why: an aggregate in WHERE
-- message: same
SELECT a FROM lefts WHERE count(*) > 1

-- why: an aggregate in an aggregate
-- message: same
SELECT sum(count(*)) FROM lefts

-- why: FILTER on a function that is no aggregate
SELECT upper(a) FILTER (WHERE true) FROM lefts

-- why: GROUP BY position out of range
-- message: same
SELECT a FROM lefts GROUP BY 3

-- why: a unit of a date as key and in HAVING, which ClickHouse would make a range of dates of
SELECT extract(year FROM trade_date) AS y, count(*) FROM trades_1d GROUP BY y HAVING extract(year FROM trade_date) > 2000

-- why: the same of a timestamp of a subquery
SELECT extract(year FROM x) AS y, count(*) FROM (VALUES (timestamp '2024-02-29 12:34:56'), ('2023-01-01 00:00:01.5')) t(x) GROUP BY y HAVING extract(year FROM x) > 2000 ORDER BY y
