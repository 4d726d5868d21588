-- why: CASE over a numeric column and an integer
SELECT id, CASE WHEN b THEN n ELSE 0 END FROM numbers ORDER BY id

-- why: a sum of CASE over numerics
SELECT b, sum(CASE WHEN i2 > 0 THEN n ELSE 0 END), sum(CASE WHEN i2 > 0 THEN n END) FROM numbers GROUP BY b ORDER BY b

-- why: COALESCE of numerics of several scales
SELECT id, COALESCE(n, 0), COALESCE(n, 0.12345), COALESCE(i2, n), COALESCE(n, big) FROM numbers ORDER BY id

-- why: GREATEST and LEAST of numerics of several scales
SELECT id, GREATEST(n, 0), LEAST(n, 1.123456), GREATEST(n, big) FROM numbers ORDER BY id

-- why: arithmetic over CASE of numerics
SELECT id, CASE WHEN b THEN n ELSE 1.5 END * 2 + i2 FROM numbers ORDER BY id

-- why: arithmetic with unsigned 64 bits in CASE
SELECT id, CASE WHEN u1 > 0 THEN u8 ELSE -1 END, CASE WHEN u1 > 0 THEN u8 ELSE 0.5 END, COALESCE(u8, i16) FROM unsigned ORDER BY id

-- why: numerics of several scales in UNION
-- by value: the rows of UNION show as many decimals as the widest
SELECT n FROM numbers UNION ALL SELECT big FROM numbers UNION ALL SELECT i4 FROM numbers ORDER BY 1

-- why: numerics compared across scales
SELECT x.id, y.id FROM numbers x JOIN numbers y ON x.n = y.big ORDER BY 1, 2

-- why: numeric IN and BETWEEN with other scales
SELECT id, n IN (1, 2.5, 0.12345), n BETWEEN 0.00001 AND 3 FROM numbers ORDER BY id

-- why: numeric compared with integers beyond int8
SELECT id FROM numbers WHERE big > 99999999999999999999 ORDER BY id

-- why: numeric products keep all digits
SELECT id, n * big, big * 2 FROM numbers WHERE abs(big) < 1e20 ORDER BY id

-- why: a product of more than 76 digits
-- differs: Decimal256 holds 76 digits
SELECT big * big * big * big FROM numbers WHERE id = 5

-- why: sums of numerics keep all digits
SELECT sum(n), sum(big), sum(n * 2), min(big), max(big) FROM numbers

-- why: numeric to int8 out of range
-- message: same
SELECT big::int8 FROM numbers WHERE id = 5

-- why: numeric negated, absolute, signed
SELECT id, -n, abs(big), sign(big), n - n FROM numbers ORDER BY id

-- why: remainder of numerics
SELECT id, n % 2, mod(n, 0.7), big % 10 FROM numbers ORDER BY id

-- why: round to tens
SELECT id, round(n, -1), trunc(n, -2), round(n, 6) FROM numbers ORDER BY id

-- why: numeric grouped and counted
SELECT n, count(*) FROM numbers GROUP BY n ORDER BY n

-- why: numeric constants of many digits
SELECT 12345678901234567890.123456789, 0.00000000000000000001, -99999999999999999999999999999999999999

-- why: percentages
-- tolerance: 1e-12
SELECT desk, sum(pnl) / count(*), sum(pnl) * 100 / sum(notional) FROM trades_1d GROUP BY desk ORDER BY desk

-- why: counts divided as numeric
-- tolerance: 1e-14
SELECT count(*) / 7.0 FROM trades_1d

-- why: counts divided as integers
SELECT region, count(*) / 7, count(*) % 7, count(*) * 1.5 FROM trades_1d GROUP BY region ORDER BY region

-- why: unsigned 64-bit keys are numerics
SELECT trade_id, trade_id + 1, trade_id * 1.5, -trade_id FROM trades_1d WHERE trade_id IN (1, 2, 900001) AND exposure_type <> 'Constituent' ORDER BY trade_id

-- why: aggregates of unsigned 64-bit columns
SELECT min(trade_id), max(order_id), sum(portfolio_id), count(DISTINCT account_id) FROM trades_1d

-- why: unsigned 32-bit keys are bigints
SELECT portfolio_manager_id, fund_id + 1, portfolio_manager_id - 100, sum(fund_id), avg(fund_id)::float8 FROM trades_1d GROUP BY 1, 2 ORDER BY 1, 2

-- why: the decimals of what EXTRACT gives
SELECT scale(extract(epoch FROM ts)), trim_scale(extract(epoch FROM ts)), scale(extract(year FROM ts)), scale(extract(second FROM tm)), scale(extract(milliseconds FROM tm)), scale(extract(epoch FROM iv)) FROM (VALUES (timestamp '2024-02-29 12:34:56', time '10:11:12.5', interval '1 day')) v(ts, tm, iv)

-- why: and of what is computed with it
SELECT extract(epoch FROM x) / 60, extract(second FROM x) * 1.5, extract(second FROM x) / 7, extract(milliseconds FROM x) + 0.12345678, extract(year FROM x) / 7 FROM (VALUES (timestamp '2024-02-29 12:34:56')) t(x)

-- why: least common multiples of 0, and of nothing, by row
SELECT lcm(1, a), lcm(a, 0), lcm(1::bigint, a), lcm(1.5, a::numeric), gcd(a, 0), gcd(a, 12) FROM (VALUES (0), (3), (NULL)) t(a)
