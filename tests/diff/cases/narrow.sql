-- why: a list of whole numbers over an unsigned column
SELECT id, u8 IN (0, 1, 7, 255, 999999999999999999), u8 NOT IN (0, 1, 7) FROM unsigned ORDER BY id

-- why: the largest bigint, and more, in the list
SELECT id FROM unsigned WHERE u8 IN (9223372036854775807, 18446744073709551615, 18446744073709551616) ORDER BY id

-- why: fractions and signs in the list
SELECT id, u8 IN (1.5, 7), u8 IN (1.0, -1), u8 IN (-0, 255.00), u8 IN ('7', 1) FROM unsigned ORDER BY id

-- why: NULL in the list
SELECT id, u8 IN (1, NULL), u8 NOT IN (1, NULL) FROM unsigned ORDER BY id

-- why: products and sums of columns at their types' ends
SELECT id, n * 2, n + n, n - 1, 1 - n, n * n, n * (1 - n), n * (1 - n) * (1 + n), -3 * n + 0.00001 FROM numbers ORDER BY id

-- why: the widest columns
SELECT id, big + 1, big - big, big * 2, big + n FROM numbers ORDER BY id

-- why: sums, averages and ends of numerics, narrow and wide
SELECT count(n), sum(n), avg(n), min(n), max(n), sum(n * 2), sum(n * (1 - n)), sum(n * (1 - n) * (1 + n)), min(n * 2), max(-n) FROM numbers

-- why: the same of groups
SELECT b, sum(n), avg(n), min(n), max(n), sum(n * 2 + 1), sum(big), avg(big), max(big) FROM numbers GROUP BY b ORDER BY b

-- why: no rows
SELECT sum(n), avg(n), min(n), max(n), sum(n * 2) FROM nothing

-- why: FILTER and DISTINCT
SELECT sum(n) FILTER (WHERE i4 > 0), avg(n) FILTER (WHERE false), sum(DISTINCT n), count(DISTINCT n), max(n) FILTER (WHERE n < 0) FROM numbers

-- why: unsigned columns
SELECT sum(u8), avg(u8), min(u8), max(u8), sum(u8 * 2), sum(u8 - 1), sum(u8 * u8), max(i16), min(i16) FROM unsigned

-- why: a numeric beside constants of fewer, as many and more decimals
SELECT id, n > 1, n >= 1.5, n < 1.23456, n <= 2.5, n = 0.0001, n <> 0.00010, 2.5 = n, 2.50000 < n, n > -0.50001 FROM numbers ORDER BY id

-- why: constants larger than the column
SELECT id FROM numbers WHERE n < 100000000000000 AND n > -99999999999999999999 AND n <> 1e30 ORDER BY id

-- why: the same of wide columns
SELECT id, big > 0.3333333333, big = 0.33333333330, big >= 9999999999999999999999999999.9999999999, big < 99999999999999999999999999999999 FROM numbers ORDER BY id

-- why: unsigned columns beside constants
SELECT id, u8 = 7, u8 > -1, u8 < 18446744073709551616, u8 <= 18446744073709551615, u8 > 1.5, u8 <> 0.0, i16 = -7, i16 > 5 FROM unsigned ORDER BY id

-- why: two columns
SELECT id, n = big, n < big, n >= big, n <> big, n > i4, n = i8, n * 2 > n + 1, n = n FROM numbers ORDER BY id

-- why: a column and an average of a subquery
SELECT id FROM numbers WHERE n > (SELECT avg(n) FROM numbers) AND n < (SELECT max(n) FROM numbers) ORDER BY id

-- why: BETWEEN and IN
SELECT id, n BETWEEN 0 AND 2.5, n NOT BETWEEN -1 AND 1.5, n IN (1, 2.5, 0.0001), n NOT IN (1.00000, 7), n IN (1, NULL) FROM numbers ORDER BY id

-- why: joins by numerics of one scale and of two
SELECT a.id, c.id FROM numbers a JOIN numbers c ON a.n = c.n ORDER BY 1, 2

-- why: another scale
SELECT a.id, c.id FROM numbers a JOIN numbers c ON a.n = c.big ORDER BY 1, 2

-- why: an integer
SELECT a.id, c.id FROM numbers a LEFT JOIN numbers c ON a.n = c.i4 ORDER BY 1, 2

-- why: a computed key that is used again
SELECT n * 2, n * 2 + 1, sum(n * 2), count(*) FROM numbers GROUP BY n * 2 HAVING n * 2 > 1 ORDER BY n * 2

-- why: computed in a subquery, used outside
SELECT x, x * 2, x > 3 FROM (SELECT n * 2 AS x FROM numbers) t ORDER BY x

-- why: arms and set operations of narrow and wide
SELECT n * 2, n * n * n, n + 1 FROM numbers WHERE abs(n) < 1000000 UNION ALL SELECT n, n * n * n, n - 1 FROM numbers WHERE id = 1 ORDER BY 1, 2, 3

-- why: arms of narrow and wide
SELECT id, CASE WHEN i4 > 0 THEN n * 2 ELSE 0 END, coalesce(n * 2, 0), greatest(n + 1, big), CASE WHEN b THEN n * n * n ELSE n END FROM numbers WHERE abs(n) < 1000000 ORDER BY id

-- why: sums over arms
SELECT sum(CASE WHEN i4 > 0 THEN n * 2 ELSE 0 END), sum(CASE WHEN b THEN n * (1 - n) END), avg(coalesce(n, 1)) FROM numbers

-- why: division of what was computed
SELECT id, (n * 2) / 3, 100.0 * n / 7, round(n * 1.5, 1), (n + 1) % 2, abs(n * -2) FROM numbers WHERE abs(n) < 1000000 ORDER BY id

-- why: division of aggregates
SELECT sum(n) / count(*), 100.0 * sum(n) / sum(big), sum(n * 2) - sum(n), round(avg(n), 2), sum(i4) * 1.5, avg(i4) + 1, avg(n) > 1 FROM numbers WHERE abs(n) < 1000000

-- why: windows over narrow sums
SELECT id, sum(n * 2) OVER (ORDER BY id), avg(n + 1) OVER (PARTITION BY b ORDER BY id), sum(sum(n)) OVER (ORDER BY id) FROM numbers WHERE abs(n) < 1000000 GROUP BY id, n, b ORDER BY id

-- why: long chains
SELECT id, n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n, n * 2 * 2 * 2 * 2 * 2 * 2 * 2 * 2 * 2 * 2 FROM numbers ORDER BY id

-- why: products beyond what numeric can hold here
SELECT n * n * n * n * n FROM numbers WHERE id = 7

-- why: floats beside constants, with NaN, infinities and -0
SELECT id, f8 + 1, 1 - f8, f8 - 0.1, f8 * 1, f8 / 1, f8 * 0, f8 * -1, f4 + 1.5::float8 FROM numbers ORDER BY id

-- why: shrinking and growing where it does neither over nor under
SELECT id, f8 * 0.5, f8 / 2 FROM numbers WHERE id NOT IN (11) ORDER BY id

-- why: overflow by a constant
SELECT f8 * 2 FROM numbers WHERE id = 5

-- why: overflow by a constant before it
SELECT 1.5 * f8 FROM numbers WHERE id = 6

-- why: overflow by division
SELECT f8 / 0.5 FROM numbers WHERE id = 5

-- why: underflow by a constant
SELECT f8 * 1e-300 FROM numbers WHERE id = 11

-- why: underflow by division
SELECT f8 / 1e300 FROM numbers WHERE id = 11

-- why: a large constant may overflow
SELECT f8 + 1e308 FROM numbers WHERE id = 5

-- why: division by a constant 0
SELECT f8 / 0 FROM numbers WHERE id = 1

-- why: NaN over 0
SELECT f8 / 0 FROM numbers WHERE id = 7

-- why: comparisons of floats and constants
SELECT id, f8 > 1, f8 >= 1.5, f8 < 2, f8 <= 0, f8 = 0, f8 <> 1, 1 < f8, 1 <= f8, 0 > f8, 0 >= f8, 0 = f8, f4 > 1, f4 < 0.1, f8 > 'NaN', f8 < 'Infinity', f8 = 'NaN' FROM numbers ORDER BY id

-- why: NOT around them
SELECT id FROM numbers WHERE NOT (f8 > 1) AND NOT (f8 <= -2) ORDER BY id

-- why: an average over floats computed
SELECT sum(f8 * 2), avg(1 - f8), max(f8 / 4), sum(f8 * (1 - f8)) FROM numbers WHERE abs(f8) < 1000

-- why: aggregates of constants keep their decimals
SELECT max(1.50), min(-0.25), sum(1.5), avg(1.5), sum(1.5 * 2), max(n + 0.5) FROM numbers

-- why: grouping by dates and their fields
SELECT date_trunc('month', d), extract(year FROM d), extract(dow FROM d) + 1, count(*) FROM times GROUP BY 1, 2, 3, extract(dow FROM d) HAVING extract(year FROM d) > 1900 ORDER BY 1, 2, 3

-- why: of timestamps, and as filters
SELECT date_trunc('week', ts), extract(hour FROM ts), count(*) FROM times WHERE extract(year FROM ts) >= 1900 AND extract(month FROM short_d) <> 13 GROUP BY 1, 2 ORDER BY 1, 2

-- why: fields in grouping sets
SELECT extract(year FROM d), date_trunc('year', d), grouping(extract(year FROM d)), count(*) FROM times GROUP BY ROLLUP (extract(year FROM d), date_trunc('year', d)) ORDER BY 1, 2, 3

-- why: every unit of a date
SELECT id, date_trunc('day', d), date_trunc('week', d), date_trunc('quarter', d), date_trunc('year', short_d), date_trunc('decade', d), date_trunc('hour', d), to_char(d, 'YYYY-MM') FROM times ORDER BY id
