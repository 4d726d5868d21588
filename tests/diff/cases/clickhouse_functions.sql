-- why: distinct values, by groups, with FILTER, over a window
-- postgres: SELECT k, count(DISTINCT a) AS u, count(DISTINCT a) FILTER (WHERE id > 2) AS f FROM lefts GROUP BY k ORDER BY k
SELECT k, ch.uniq(a) AS u, ch.uniqExact(a) FILTER (WHERE id > 2) AS f FROM lefts GROUP BY k ORDER BY k

-- why: several arguments; rows with a NULL do not count
-- postgres: SELECT count(*) AS u FROM lefts WHERE k IS NOT NULL
SELECT ch.uniq(a, k, id) AS u FROM lefts

-- why: parameters
-- postgres: SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS a, percentile_cont(0.9) WITHIN GROUP (ORDER BY id) AS b, percentile_cont(0.25) WITHIN GROUP (ORDER BY id) FILTER (WHERE id > 1) AS c FROM lefts
SELECT ch.quantileExactInclusive(id) AS a, ch.QuantileExactInclusive(id, params => ARRAY[0.9]) AS b, ch.quantileExactInclusive(id, params => ARRAY[0.25]) FILTER (WHERE id > 1) AS c FROM lefts

-- why: the value beside the largest other
-- postgres: SELECT 'only left' AS a, 1 AS b
SELECT ch.argMax(a, id) AS a, ch.argMin(id, id) AS b FROM lefts

-- why: a numeric beside another value takes part in arithmetic
-- postgres: SELECT n + 1 AS n FROM numbers WHERE n IS NOT NULL ORDER BY id DESC LIMIT 1
SELECT ch.argMax(n, id) + 1 AS n FROM numbers

-- why: over a window
-- postgres: SELECT id, count(a) OVER (ORDER BY id) AS u FROM lefts ORDER BY id
SELECT id, ch.uniqExact(a) OVER (ORDER BY id) AS u FROM lefts ORDER BY id

-- why: what is not in the table is closed
-- postgres: SELECT 1 / 0
-- differs: 42501: it is known, and closed
SELECT ch.sleep(3)

-- why: files are closed
-- postgres: SELECT 1 / 0
-- differs: 42501: it is known, and closed
SELECT ch.file('/etc/passwd')

-- why: other settings of the server are closed
-- postgres: SELECT 1 / 0
-- differs: 42501: it is known, and closed
SELECT ch."getSetting"('max_threads')

-- why: arguments of a type that it has not
-- postgres: SELECT no_such(3)
SELECT ch.domain(5)

-- why: more parameters than it takes
-- postgres: SELECT 1 / 0
-- differs: an error of its own: PostgreSQL has no parameters
SELECT ch.quantile(id, params => ARRAY[0.5, 0.9]) FROM lefts

-- why: DISTINCT
-- postgres: SELECT 15::float8 AS s
SELECT ch.sumKahan(DISTINCT id::float8) AS s FROM lefts

-- why: nested aggregates
-- postgres: SELECT sum(max(id)) FROM lefts
SELECT ch.sumKahan(max(id)) FROM lefts

-- why: a function in a schema that does not exist
-- message: same
SELECT nowhere.lower('a')
