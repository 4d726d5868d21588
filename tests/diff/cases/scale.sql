-- why: quotients of constants
SELECT 10.0 / 3, 7.0 / 7, 1.9 / 1.0, 3 / 2.0, 1 / 30000.0, 100000.0 / 3, 123456789012345678901.5 / 7, 0 / 3.0, -1.0 / 3, 0.0001 / 0.3, 1.5 / 0.00003, 99999.0 / 100000

-- why: quotients of columns: weights and first digits of all kinds
SELECT x.id, y.id, x.n / y.n, x.i4 / y.n, x.n / y.i8 FROM numbers x JOIN numbers y ON y.n <> 0 AND y.i8 <> 0 AND abs(x.n / y.n) > 1e-8 AND abs(x.n / y.i8) > 1e-12 AND abs(x.i4 / y.n) > 1e-12 ORDER BY 1, 2

-- why: quotients of wide decimals
SELECT x.id, y.id, x.big / y.n FROM numbers x JOIN numbers y ON y.n <> 0 AND abs(x.big / y.n) > 1e-8 ORDER BY 1, 2

-- why: what is computed from quotients
SELECT id, n / 3 * 3, n / 3 + 1, n / 3 - i4, 100.0 * n / 7, (n / 3) / 7, -(n / 3), abs(n / 3), n / 3 * (n / 7) FROM numbers WHERE abs(n) < 100000 ORDER BY id

-- why: rounded quotients
SELECT id, round(n / 3, 2), trunc(n / 3, 3), round(n / 3), ceil(n / 3), (n / 3)::numeric(10, 4), (n / 3) % 1 FROM numbers WHERE abs(n) < 100000 ORDER BY id

-- why: averages of integers and numerics
SELECT avg(i2), avg(i4), avg(i8), avg(n), avg(big) FROM numbers

-- why: averages of groups
SELECT b, avg(i2), avg(i4), avg(n), sum(n) / count(n), sum(i4)::numeric / count(*) FROM numbers GROUP BY b ORDER BY b

-- why: averages with FILTER and in windows
SELECT id, avg(i4) FILTER (WHERE i4 > 0) OVER (ORDER BY id), avg(n) OVER (PARTITION BY b) FROM numbers ORDER BY id

-- why: averages of quotients
SELECT b, avg(n / 3), sum(n / 3), max(n / 3), min(n / 7) FROM numbers WHERE abs(n) < 100000 GROUP BY b ORDER BY b

-- why: shares of a whole
SELECT id, i4 * 100.0 / sum(i4) OVER () FROM numbers WHERE i4 BETWEEN 0 AND 1000 ORDER BY id

-- why: through subqueries
SELECT q, q + 1, a FROM (SELECT id, n / 3 AS q FROM numbers WHERE abs(n) < 100000) x JOIN (SELECT id, avg(n) AS a FROM numbers GROUP BY id) y USING (id) ORDER BY id

-- why: through a subquery with a LIMIT
SELECT a * 2 FROM (SELECT avg(n) AS a FROM numbers WHERE abs(n) < 100000 GROUP BY b ORDER BY b LIMIT 2) t ORDER BY 1

-- why: a scalar subquery
SELECT id, n - (SELECT avg(i4) FROM numbers WHERE i4 BETWEEN 0 AND 1000) FROM numbers ORDER BY id

-- why: groups by a quotient
SELECT n / 4, count(*) FROM numbers GROUP BY n / 4 ORDER BY 1

-- why: sorted by a quotient
SELECT id, n / 3 AS q FROM numbers ORDER BY q DESC, id

-- why: choices show what is chosen
SELECT id, CASE WHEN b THEN n ELSE 0 END, COALESCE(n / 3, 0), COALESCE(i2, n), NULLIF(n / 3, 0), CASE WHEN b THEN n / 3 END FROM numbers ORDER BY id

-- why: quotients as text
SELECT id, (n / 3)::text, 'x' || n / 7, concat(avg(n) OVER ()) FROM numbers WHERE abs(n) < 100000 ORDER BY id

-- why: floats as numeric show their digits
SELECT id, f8::numeric FROM numbers WHERE abs(f8) BETWEEN 0.01 AND 1e15 ORDER BY id

-- why: a quotient in HAVING and beside an aggregate
SELECT b, sum(i4) / 3.0 FROM numbers GROUP BY b HAVING avg(i4) / 2 > -1e10 ORDER BY b

-- why: spreads of integers
SELECT b, stddev(i2), variance(i2), var_pop(i4), stddev_pop(i2) FROM numbers GROUP BY b ORDER BY b

-- why: quotients in CTEs used twice
WITH q AS (SELECT b, avg(i2) AS a FROM numbers GROUP BY b) SELECT x.a, y.a, x.a - y.a FROM q x JOIN q y ON x.b = y.b ORDER BY 1

-- why: empty input
SELECT avg(i4), avg(n), sum(n) / count(*) FROM numbers WHERE id < 0 HAVING count(*) > 0

-- why: spreads of numerics
SELECT b, stddev(n), variance(n), var_pop(n), stddev_pop(n), stddev(big), count(*) FROM numbers WHERE abs(n) < 100000 GROUP BY b ORDER BY b

-- why: spreads of quotients, of one value and of equal values
SELECT variance(round(n / 3, 6)), stddev(trunc(n / 7, 5)), var_pop(1.50), stddev(2.5), var_samp(n - n) FROM numbers WHERE abs(n) < 100000

-- why: square roots of numerics
SELECT id, sqrt(abs(n)), sqrt(abs(big)), sqrt(abs(n) / 3) FROM numbers WHERE abs(n) < 100000 ORDER BY id

-- why: whole powers of numerics
SELECT id, n ^ 2, power(n, 3), n ^ 0, (n / 3) ^ 2, round(big ^ 1, 4), (1 + n / 100) ^ 30, CASE WHEN n <> 0 THEN n ^ -2 END FROM numbers WHERE abs(n) BETWEEN 0.1 AND 5 OR n = 0 ORDER BY id

-- why: zero to a negative power
-- message: same
SELECT 0.0 ^ -1

-- why: a root of a negative number
-- message: same
SELECT (-2.0) ^ 0.5

-- why: no square root
-- message: same
SELECT sqrt(-1.5)

-- why: windows over averages: the decimals are those of the row
SELECT b, avg(i2), lag(avg(i2)) OVER (ORDER BY b), first_value(avg(i2)) OVER (ORDER BY b), lag(avg(i2), 1, 0) OVER (ORDER BY b), avg(i2) - lag(avg(i2)) OVER (ORDER BY b) FROM numbers GROUP BY b ORDER BY b

-- why: a correlated average
SELECT id, (SELECT avg(y.n) FROM numbers y WHERE y.b = x.b) FROM numbers x ORDER BY id

-- why: averages of an outer join's other side
SELECT x.id, y.a, COALESCE(y.a, 0) FROM numbers x LEFT JOIN (SELECT b, avg(i2) AS a FROM numbers GROUP BY b) y ON x.b = y.b ORDER BY 1

-- why: grouping sets of quotients
SELECT n / 4, avg(n), sum(n) / 3 FROM numbers WHERE abs(n) < 1000 GROUP BY ROLLUP (n / 4) ORDER BY 1, 2
