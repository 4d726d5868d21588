SELECT id, b::text, b = 't', b IN (true, NULL) FROM numbers ORDER BY id

-- tolerance: 1e-14
SELECT count(*) FILTER (WHERE i4 > 0) * 100.0 / count(*) FROM numbers

SELECT id FROM times WHERE d IN ('2024-02-29', '1900-01-01') ORDER BY id

SELECT id FROM times WHERE ts BETWEEN '1969-12-31 23:59:59.999998' AND '1970-01-01' ORDER BY id

SELECT id, ts = '1969-12-31 23:59:59.999999', ts > d FROM times ORDER BY id

SELECT max(ts) - min(ts) IS NULL FROM nothing n JOIN times t USING (id)

SELECT l.k, count(r.*) FROM lefts l LEFT JOIN rights r USING (k) GROUP BY l.k ORDER BY 1

SELECT count(DISTINCT (k, a)) FROM lefts

SELECT sum(id) FILTER (WHERE k IS NULL), count(k) FILTER (WHERE k > 100) FROM lefts

SELECT a FROM lefts WHERE a IN ('one', NULL) OR a NOT IN ('two') ORDER BY a

SELECT COALESCE(NULL, NULL, 1), COALESCE(NULL, 'x'), NULLIF('a', 'a')

SELECT 'a' = 'b', 'a' < 'b', '10' < '9', 10 < 9.5, NULL = NULL, NULL IS NULL

SELECT id, i8 + 1 > i8, i8 - 1 FROM numbers WHERE i8 BETWEEN -10 AND 10 ORDER BY id

SELECT 9223372036854775807 + 1

SELECT 2147483647 + 1

SELECT (-9223372036854775808)::int8, -9223372036854775808, - 32768::int2

-- tolerance: 1e-14
SELECT 0.1 + 0.2, 1.10 * 1.10, 10 / 4, 10 / 4.0, 10 % 4, -10 / 4, -10 % 4

SELECT 1e10::float8, 1e15::float8, 1e16::float8, 1e-4::float8, 1e-5::float8, 123456789012345678::float8, 0.1::float4, 1e6::float4

SELECT f8 + 1e300, f4 * 2 FROM numbers WHERE id IN (1, 3) ORDER BY id

SELECT id, left(kept, 3) || '…' || right(kept, 1) FROM texts ORDER BY id

SELECT id, s <> '', s > kept, s || NULL FROM texts ORDER BY id

SELECT min(s), max(s), min(kept), count(low), count(DISTINCT low) FROM texts

SELECT low, count(*) FROM texts WHERE low <> 'red' GROUP BY low HAVING min(kept) IS NOT NULL ORDER BY count(*) DESC, low

SELECT CASE low WHEN 'red' THEN 1 WHEN NULL THEN 2 ELSE 3 END AS c, count(*) FROM texts GROUP BY c ORDER BY c

SELECT t.id, u.id FROM texts t JOIN texts u ON t.low = u.kept ORDER BY 1, 2

SELECT t.low, i.id FROM texts t FULL JOIN numbers i ON i.id = t.id AND t.low IS NULL ORDER BY 1, 2

SELECT x.d, count(*) FROM times x JOIN times y ON x.short_d = y.short_d GROUP BY x.d ORDER BY 1

SELECT date_trunc('month', trade_date)::date AS m, count(*) FROM trades_1d GROUP BY m ORDER BY m

SELECT trade_date, extract(dow FROM trade_date), count(*) FROM trades_1d GROUP BY 1 ORDER BY 1

SELECT ts, ts::text, ts::date FROM trades_1d WHERE trade_id = 900001

SELECT ts FROM trades_1d ORDER BY ts LIMIT 5

SELECT sum(weight) FROM trades_1d WHERE ts < '2024-01-15 09:30'

SELECT count(*) FROM trades_1d WHERE ts BETWEEN '2024-01-15 10:00' AND '2024-01-15 11:00:00.0005'

SELECT count(*) FROM trades_1d WHERE ts = '2024-01-15 10:00:00.0011'

SELECT count(*) FROM times WHERE seconds = '2024-02-29 12:00:00.5' OR seconds > '2024-02-29 11:59:59.9'

SELECT count(*) FROM trades_1d WHERE trade_date = '2024-01-15 10:00'

SELECT count(*) FROM trades_1d WHERE trade_date > timestamp '2024-01-15 10:00'

-- tolerance: 1e-14
SELECT u1 / 2, u1 % 2, u8 / 2, -u1 / 2, u2 - u4, u1 * u4, i1 * u1 FROM unsigned ORDER BY id

SELECT u4 * 4294967296 FROM unsigned WHERE id = 1

SELECT u4 * u4 FROM unsigned

SELECT u1 & 6, u4 | 1, ~u1 FROM unsigned WHERE id < 2

SELECT is_composite, count(*), sum(is_composite), avg(is_composite)::float8 FROM instruments GROUP BY is_composite ORDER BY 1

SELECT symbol FROM instruments WHERE is_composite = 1 AND is_composite - 1 = 0 ORDER BY symbol LIMIT 3

SELECT DISTINCT extract(hour FROM ts) FROM trades_1d ORDER BY 1

SELECT array_agg(id ORDER BY id) FROM lefts

SELECT stddev(pnl), corr(pnl, notional), covar_pop(pnl, fees) FROM trades_1d WHERE false

SELECT round(avg(pnl)::numeric, 2), round(sum(notional)) FROM trades_1d WHERE symbol = 'FOF'

SELECT desk, sum(sum(pnl)) FROM trades_1d GROUP BY desk

SELECT max(desk || '/' || book) FROM trades_1d

SELECT length(symbol) AS n, count(*) FROM trades_1d GROUP BY length(symbol) ORDER BY n

SELECT "desk", 'desk' AS "Desk ""quoted""", "desk" || E'\'' FROM trades_1d WHERE trade_id = 900001

SELECT * FROM lefts WHERE (k = 1 OR k IS NULL) IS NOT TRUE ORDER BY id

SELECT k IS NULL AS n, bool_and(k > 1), bool_or(k > 1) FROM lefts GROUP BY n ORDER BY n

SELECT id, (i2 > 0) = b, (i2 > 0) AND b, i2 > 0 OR b FROM numbers ORDER BY id

SELECT id FROM numbers ORDER BY i2 IS NULL DESC, -i4::int8 DESC NULLS LAST, id LIMIT 6

SELECT min(b::int4), max(b::int4), sum(b::int4) FROM numbers

SELECT count(*), count(1), count(NULL), sum(NULL::int4), max(NULL::text) FROM lefts

SELECT sum(1), sum(1.5), sum(2::float8), avg(2)::float8, min('a'), count('x') FROM lefts
