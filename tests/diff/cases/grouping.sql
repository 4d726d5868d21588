-- why: ROLLUP over a key with NULL: the total is another NULL
SELECT k, count(*), sum(id), GROUPING(k) FROM lefts GROUP BY ROLLUP (k) ORDER BY GROUPING(k), k

-- why: ROLLUP of two keys, one of them without NULLs
SELECT k, a, count(*) FROM lefts GROUP BY ROLLUP (k, a) ORDER BY 1, 2, 3

-- why: CUBE and the bits of GROUPING
SELECT k, a, GROUPING(k, a), GROUPING(a, k), count(*) FROM lefts GROUP BY CUBE (k, a) ORDER BY 3, 1, 2

-- why: GROUPING SETS with an empty one
SELECT k, b, count(*), sum(i4) FROM (SELECT i2 % 2 AS k, b, i4 FROM numbers WHERE abs(i4 / 2) < 1000) t GROUP BY GROUPING SETS ((k), (b), (k, b), ()) ORDER BY GROUPING(k, b), k, b

-- why: a set twice gives its rows twice
SELECT k, count(*) FROM lefts GROUP BY GROUPING SETS ((k), (k), (), ()) ORDER BY 1, 2

-- why: GROUP BY DISTINCT
SELECT k, count(*) FROM lefts GROUP BY DISTINCT ROLLUP (k), CUBE (k) ORDER BY 1, 2

-- why: items of GROUP BY multiply
SELECT k, a, id, count(*) FROM lefts GROUP BY k, ROLLUP (a, id) ORDER BY 1, 2, 3

-- why: elements of several keys
SELECT k, a, id, count(*) FROM lefts GROUP BY ROLLUP ((k, a), id) ORDER BY 1, 2, 3

-- why: sets inside sets
SELECT k, a, count(*) FROM lefts GROUP BY GROUPING SETS (ROLLUP (k, a), CUBE (a)) ORDER BY 1, 2, 3

-- why: parentheses around plain keys
SELECT k, a, count(*) FROM lefts GROUP BY (k, a) ORDER BY 1, 2

-- why: one grouping set is plain GROUP BY
SELECT k, count(*), GROUPING(k) FROM lefts GROUP BY GROUPING SETS ((k)) ORDER BY 1

-- why: no rows: the empty set has a row, the others none
SELECT id, count(*), sum(i8), sum(f8), avg(f8), min(kept), count(i4) FROM nothing GROUP BY ROLLUP (id)

-- why: no rows, two empty sets
SELECT count(*), sum(i4) FROM nothing GROUP BY GROUPING SETS ((), ())

-- why: no rows, an empty set and no aggregate
SELECT GROUPING(id), id FROM nothing GROUP BY ROLLUP (id)

-- why: the empty set without an aggregate
SELECT k, GROUPING(k) FROM lefts GROUP BY ROLLUP (k) ORDER BY 2, 1

-- why: GROUP BY () alone
SELECT 1 AS one FROM lefts GROUP BY ()

-- why: GROUP BY () with an aggregate
SELECT count(*) FROM nothing GROUP BY ()

-- why: expressions over keys see the NULL of the sets
SELECT COALESCE(a, 'total'), k + 1, k IS NULL, count(*) FROM lefts GROUP BY GROUPING SETS ((a), (k)) ORDER BY 1, 2, 4

-- why: GROUPING in CASE and HAVING
SELECT CASE WHEN GROUPING(a) = 1 THEN 'all' ELSE a END, count(*) FROM lefts GROUP BY ROLLUP (a) HAVING GROUPING(a) = 1 OR count(*) > 0 ORDER BY 1

-- why: HAVING over a key that a set does not have
SELECT k, a, count(*) FROM lefts GROUP BY CUBE (k, a) HAVING k IS NULL ORDER BY 2, 3

-- why: an expression as a key, and one over it
SELECT id % 2, id % 2 + 10, count(*) FROM lefts GROUP BY ROLLUP (id % 2) ORDER BY 1, 3

-- why: a key that is part of another key
SELECT k, k + 1, count(*) FROM lefts GROUP BY CUBE (k, k + 1) ORDER BY 1, 2, 3

-- why: aggregates of a key see the rows
SELECT k, sum(k), count(k), max(k) FROM lefts GROUP BY ROLLUP (k) ORDER BY GROUPING(k), 1

-- why: keys by number and by alias
SELECT a AS name, k, count(*) FROM lefts GROUP BY ROLLUP (name, 2) ORDER BY 1, 2, 3

-- why: text keys: the empty string is not the total
SELECT kept, low, count(*) FROM texts GROUP BY CUBE (low, kept) ORDER BY 1, 2, 3

-- why: float keys: NaN, 0 and -0
SELECT f8, GROUPING(f8), count(*) FROM numbers GROUP BY ROLLUP (f8) ORDER BY f8, 2

-- why: numeric keys
SELECT n, n * 2, count(*) FROM numbers WHERE abs(n) < 10000 GROUP BY ROLLUP (n) ORDER BY n, 3

-- why: date and timestamp keys
SELECT short_d, seconds, count(*) FROM times GROUP BY GROUPING SETS ((short_d), (seconds)) ORDER BY 1, 2

-- why: boolean keys
SELECT b, NOT b, count(*) FROM numbers GROUP BY ROLLUP (b) ORDER BY GROUPING(b), 1

-- why: FILTER and DISTINCT beside grouping sets
SELECT k, count(*) FILTER (WHERE id > 2), count(DISTINCT a) FROM lefts GROUP BY ROLLUP (k) ORDER BY GROUPING(k), k

-- why: a join below grouping sets
SELECT a, b, count(*) FROM lefts l LEFT JOIN rights r ON l.k = r.k GROUP BY ROLLUP (a, b) ORDER BY 1, 2, 3

-- why: grouping sets in a subquery
SELECT count(*), sum(c) FROM (SELECT k, a, count(*) AS c FROM lefts GROUP BY CUBE (k, a)) t WHERE k IS NULL

-- why: SELECT DISTINCT over grouping sets
SELECT DISTINCT k FROM lefts GROUP BY CUBE (k, a) ORDER BY k

-- why: LIMIT after grouping sets
SELECT k, count(*) FROM lefts GROUP BY ROLLUP (k) ORDER BY GROUPING(k) DESC, k LIMIT 2

-- why: HAVING alone makes one group
SELECT 1 AS one FROM nothing HAVING true

-- why: HAVING alone that is false
SELECT 1 AS one FROM lefts HAVING 1 > 2

-- why: a trade table by day and desk with totals
-- rollup: none
SELECT desk, region, count(*), sum(portfolio_manager_id) FROM trades_1d GROUP BY ROLLUP (desk, region) ORDER BY 1, 2

-- why: GROUPING of what is no key
-- message: same
SELECT GROUPING(a) FROM lefts GROUP BY ROLLUP (k)

-- why: GROUPING without GROUP BY
-- message: same
SELECT GROUPING(a) FROM lefts

-- why: GROUPING in WHERE
-- message: same
SELECT k FROM lefts WHERE GROUPING(k) = 0 GROUP BY k

-- why: a column that no set has
-- message: same
SELECT a FROM lefts GROUP BY ROLLUP (k)

-- why: an aggregate in ROLLUP
-- message: same
SELECT k FROM lefts GROUP BY ROLLUP (count(*))

-- why: CUBE has at most 12 elements
-- message: same
SELECT 1 FROM lefts GROUP BY CUBE (id, id, id, id, id, id, id, id, id, id, id, id, id)

-- why: too many sets
-- message: same
SELECT 1 FROM lefts GROUP BY CUBE (id, k, a, id, k, a, id), CUBE (id, k, a, id, k, a, id)

-- why: a constant as a key of sets
-- refused: constants in ROLLUP, CUBE and GROUPING SETS are not supported
SELECT k, 'x' AS x, count(*) FROM lefts GROUP BY ROLLUP (k, x) ORDER BY 1, 2, 3
