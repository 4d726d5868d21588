-- why: several cells with and without alias
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "a_total", count(*) FILTER (WHERE region = 'AMER') AS "a_count(*)", sum(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA_total", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA_count(*)" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(pnl) AS total, count(*) FOR region IN ('AMER' AS a, 'EMEA') GROUP BY desk)

-- why: a listed value that does not occur: NULL, count 0
-- postgres: SELECT desk, NULL::float8 AS "MOON_s", 0::int8 AS "MOON_c" FROM trades_1d GROUP BY desk ORDER BY desk
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(pnl) AS s, count(*) AS c FOR region IN ('MOON') GROUP BY desk)

-- why: DEFAULT ON NULL
-- postgres: SELECT desk, 0::float8 AS "MOON" FROM trades_1d GROUP BY desk ORDER BY desk
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('MOON') GROUP BY desk DEFAULT ON NULL (0))

-- why: NULL among the values matches NULL
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k IS NULL) AS "NULL" FROM lefts
-- set: pivot.plan = two_level
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (1, NULL))

-- why: no rows to group by give one row
-- postgres: SELECT sum(i4) FILTER (WHERE b) AS "true", sum(i4) FILTER (WHERE NOT b) AS "false" FROM nothing
-- set: pivot.plan = two_level
SELECT * FROM (SELECT b, i4 FROM nothing) t PIVOT (sum(i4) FOR b IN (true, false))

-- why: the product of two keys
-- postgres: SELECT desk, sum(fees) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", sum(fees) FILTER (WHERE region = 'AMER' AND asset_class = 'Commodity') AS "AMER_Commodity", sum(fees) FILTER (WHERE region = 'EMEA' AND asset_class = 'Equity') AS "EMEA_Equity", sum(fees) FILTER (WHERE region = 'EMEA' AND asset_class = 'Commodity') AS "EMEA_Commodity" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(fees) FOR region IN ('AMER', 'EMEA') asset_class IN ('Equity', 'Commodity') GROUP BY desk)

-- why: two columns as one key
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", count(*) FILTER (WHERE region = 'EMEA' AND asset_class = 'Commodity') AS x FROM trades_1d GROUP BY desk ORDER BY desk
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (count(*) FOR (region, asset_class) IN (('AMER', 'Equity'), ('EMEA', 'Commodity') AS x) GROUP BY desk)

-- why: an expression over aggregates as cell
-- postgres: SELECT desk, sum(notional) FILTER (WHERE region = 'AMER') / sum(quantity) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(notional) / sum(quantity) FOR region IN ('AMER') GROUP BY desk)

-- why: a cell with FILTER and DISTINCT
-- postgres: SELECT desk, count(DISTINCT symbol) FILTER (WHERE pnl > 0 AND region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (count(DISTINCT symbol) FILTER (WHERE pnl > 0) FOR region IN ('AMER') GROUP BY desk)

-- why: average, min and max as cells
-- postgres: SELECT desk, avg(pnl) FILTER (WHERE region = 'AMER') AS "AMER_a", min(pnl) FILTER (WHERE region = 'AMER') AS "AMER_l", max(pnl) FILTER (WHERE region = 'AMER') AS "AMER_h" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (avg(pnl) AS a, min(pnl) AS l, max(pnl) AS h FOR region IN ('AMER') GROUP BY desk)

-- why: over a join
-- postgres: SELECT t.desk, count(*) FILTER (WHERE i.sector = 'Technology') AS "Technology" FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY t.desk ORDER BY 1
-- set: pivot.plan = two_level
SELECT * FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol PIVOT (count(*) FOR i.sector IN ('Technology') GROUP BY t.desk) p

-- why: look-through
-- postgres: SELECT underlying_symbol, sum(notional) FILTER (WHERE region = 'AMER') AS "AMER", sum(notional) FILTER (WHERE region = 'APAC') AS "APAC" FROM look_through_trades GROUP BY underlying_symbol ORDER BY 1
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM look_through(trades_1d) PIVOT (sum(notional) FOR region IN ('AMER', 'APAC') GROUP BY underlying_symbol)

-- why: rows of floats: NaN and infinity
-- postgres: SELECT f8, count(*) FILTER (WHERE b) AS "true" FROM numbers WHERE id <> 4 GROUP BY f8 ORDER BY f8
-- set: pivot.plan = two_level
SELECT * FROM (SELECT f8, b FROM numbers WHERE id <> 4) t PIVOT (count(*) FOR b IN (true))

-- why: numeric cells with a default
-- postgres: SELECT b, COALESCE(sum(n) FILTER (WHERE i2 = 7), 0) AS "7", COALESCE(sum(n) FILTER (WHERE i2 = 10), 0) AS "10" FROM numbers GROUP BY b ORDER BY b
-- set: pivot.plan = two_level
SELECT * FROM (SELECT b, i2, n FROM numbers) t PIVOT (sum(n) FOR i2 IN (7, 10) DEFAULT ON NULL (0))

-- why: several rows, LIMIT, ORDER BY a cell
-- postgres: SELECT * FROM (SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk, book) t ORDER BY "AMER" DESC, desk, book LIMIT 7
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk, book) ORDER BY "AMER" DESC, desk, book LIMIT 7

-- why: pivot by date
-- postgres: SELECT region, sum(notional) FILTER (WHERE trade_date = '2024-01-15') AS "2024-01-15", sum(notional) FILTER (WHERE trade_date = '2024-01-16') AS "2024-01-16" FROM trades_1d GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
-- set: pivot.plan = two_level
SELECT * FROM trades_1d PIVOT (sum(notional) FOR trade_date IN ('2024-01-15', '2024-01-16') GROUP BY region)


-- why: many values: two aggregations without being told
-- postgres: SELECT d, count(*) FILTER (WHERE x = -10) AS "-10", count(*) FILTER (WHERE x = -9) AS "-9", count(*) FILTER (WHERE x = -8) AS "-8", count(*) FILTER (WHERE x = -7) AS "-7", count(*) FILTER (WHERE x = -6) AS "-6", count(*) FILTER (WHERE x = -5) AS "-5", count(*) FILTER (WHERE x = -4) AS "-4", count(*) FILTER (WHERE x = -3) AS "-3", count(*) FILTER (WHERE x = -2) AS "-2", count(*) FILTER (WHERE x = -1) AS "-1", count(*) FILTER (WHERE x = 0) AS "0", count(*) FILTER (WHERE x = 1) AS "1", count(*) FILTER (WHERE x = 2) AS "2", count(*) FILTER (WHERE x = 3) AS "3", count(*) FILTER (WHERE x = 4) AS "4", count(*) FILTER (WHERE x = 5) AS "5", count(*) FILTER (WHERE x = 6) AS "6", count(*) FILTER (WHERE x = 7) AS "7", count(*) FILTER (WHERE x = 8) AS "8", count(*) FILTER (WHERE x = 9) AS "9", count(*) FILTER (WHERE x = 10) AS "10", count(*) FILTER (WHERE x = 11) AS "11", count(*) FILTER (WHERE x = 12) AS "12", count(*) FILTER (WHERE x = 13) AS "13", count(*) FILTER (WHERE x = 14) AS "14", count(*) FILTER (WHERE x = 15) AS "15", count(*) FILTER (WHERE x = 16) AS "16", count(*) FILTER (WHERE x = 17) AS "17", count(*) FILTER (WHERE x = 18) AS "18", count(*) FILTER (WHERE x = 19) AS "19", count(*) FILTER (WHERE x = 20) AS "20", count(*) FILTER (WHERE x = 21) AS "21", count(*) FILTER (WHERE x = 22) AS "22", count(*) FILTER (WHERE x = 23) AS "23", count(*) FILTER (WHERE x = 24) AS "24", count(*) FILTER (WHERE x = 25) AS "25", count(*) FILTER (WHERE x = 26) AS "26", count(*) FILTER (WHERE x = 27) AS "27", count(*) FILTER (WHERE x = 28) AS "28", count(*) FILTER (WHERE x = 29) AS "29", count(*) FILTER (WHERE x = 30) AS "30", count(*) FILTER (WHERE x = 31) AS "31", count(*) FILTER (WHERE x = 32) AS "32", count(*) FILTER (WHERE x = 33) AS "33", count(*) FILTER (WHERE x = 34) AS "34", count(*) FILTER (WHERE x = 35) AS "35", count(*) FILTER (WHERE x = 36) AS "36", count(*) FILTER (WHERE x = 37) AS "37", count(*) FILTER (WHERE x = 38) AS "38", count(*) FILTER (WHERE x = 39) AS "39" FROM (SELECT i % 3 AS d, i % 45 AS x FROM generate_series(1, 500) i) t GROUP BY d ORDER BY d
SELECT * FROM (SELECT i % 3 AS d, i % 45 AS x FROM generate_series(1, 500) i) t PIVOT (count(*) FOR x IN (-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39))

-- why: found values in two aggregations: floats, NULL, both zeros
-- set: pivot.plan = two_level
-- postgres: SELECT count(*) FILTER (WHERE f8 = '-Infinity') AS "-Infinity", count(*) FILTER (WHERE f8 = -7.5) AS "-7.5", count(*) FILTER (WHERE f8 = 0) AS "0", count(*) FILTER (WHERE f8 = 1) AS "1", count(*) FILTER (WHERE f8 = 'Infinity') AS "Infinity", count(*) FILTER (WHERE f8 = 'NaN') AS "NaN", count(*) FILTER (WHERE f8 IS NULL) AS "NULL" FROM numbers WHERE abs(f8) IN (7.5, 0, 1, 'Infinity', 'NaN') OR f8 IS NULL
SELECT * FROM (SELECT f8 FROM numbers WHERE abs(f8) IN (7.5, 0, 1, 'Infinity', 'NaN') OR f8 IS NULL) t PIVOT (count(*) FOR f8 IN (ANY))

-- why: an average of numerics, and one of integers, in two aggregations
-- set: pivot.plan = two_level
-- postgres: SELECT b, avg(n) FILTER (WHERE i2 = 7) AS "7_a", sum(i8) FILTER (WHERE i2 = 7) AS "7_s", sum(n) FILTER (WHERE i2 = 7) AS "7_n", max(n) FILTER (WHERE i2 = 7) AS "7_m" FROM numbers GROUP BY b ORDER BY b
SELECT * FROM (SELECT b, i2, i8, n FROM numbers) t PIVOT (avg(n) AS a, sum(i8) AS s, sum(n) AS n, max(n) AS m FOR i2 IN (7))

-- why: sums of integers and numerics in two aggregations
-- set: pivot.plan = two_level
-- postgres: SELECT b, sum(i8) FILTER (WHERE i2 = 7) AS "7_s", sum(n) FILTER (WHERE i2 = 7) AS "7_n", max(n) FILTER (WHERE i2 = 7) AS "7_m", sum(i4) FILTER (WHERE i2 = 7) AS "7_i", bool_and(b) FILTER (WHERE i2 = 7) AS "7_b" FROM numbers GROUP BY b ORDER BY b
SELECT * FROM (SELECT b, i2, i4, i8, n FROM numbers) t PIVOT (sum(i8) AS s, sum(n) AS n, max(n) AS m, sum(i4) AS i, bool_and(b) AS b FOR i2 IN (7) GROUP BY b)

-- why: texts, times and default in two aggregations
-- set: pivot.plan = two_level
-- postgres: SELECT min(s) FILTER (WHERE low = 'red') AS red_m, COALESCE(count(s) FILTER (WHERE low = 'red'), 7) AS red_c, min(s) FILTER (WHERE low = 'nope') AS nope_m, COALESCE(count(s) FILTER (WHERE low = 'nope'), 7) AS nope_c FROM texts
SELECT red_m, red_c, nope_m, nope_c FROM (SELECT s, low FROM texts) t PIVOT (min(s) AS m, count(s) AS c FOR low IN ('red', 'nope'))

-- why: by way of arrays, NULL first among the values
-- set: pivot.plan = arrays
-- postgres: SELECT a, count(*) FILTER (WHERE k IS NULL) AS "NULL", count(*) FILTER (WHERE k = 9) AS "9", count(*) FILTER (WHERE k = 2) AS "2", count(*) FILTER (WHERE k = 1) AS "1" FROM lefts GROUP BY a ORDER BY a
SELECT * FROM lefts PIVOT (count(*) FOR k IN (ANY ORDER BY k DESC) GROUP BY a)

-- why: by way of lists, NULL first among the values
-- set: pivot.plan = lists
-- postgres: SELECT a, count(*) FILTER (WHERE k IS NULL) AS "NULL", count(*) FILTER (WHERE k = 9) AS "9", count(*) FILTER (WHERE k = 2) AS "2", count(*) FILTER (WHERE k = 1) AS "1" FROM lefts GROUP BY a ORDER BY a
SELECT * FROM lefts PIVOT (count(*) FOR k IN (ANY ORDER BY k DESC) GROUP BY a)

-- why: by way of arrays, over no rows, and values that are not listed
-- set: pivot.plan = arrays
-- postgres: SELECT sum(i4) FILTER (WHERE id = 1) AS "1_s", count(*) FILTER (WHERE id = 1) AS "1_c" FROM nothing
SELECT * FROM (SELECT id, i4 FROM nothing) t PIVOT (sum(i4) AS s, count(*) AS c FOR id IN (1))

-- why: by way of lists, over no rows, and values that are not listed
-- set: pivot.plan = lists
-- postgres: SELECT sum(i4) FILTER (WHERE id = 1) AS "1_s", count(*) FILTER (WHERE id = 1) AS "1_c" FROM nothing
SELECT * FROM (SELECT id, i4 FROM nothing) t PIVOT (sum(i4) AS s, count(*) AS c FOR id IN (1))

-- why: by way of arrays without being told: more than 200 columns
-- postgres: SELECT d, x1 AS "1", x2 AS "250" FROM (SELECT i % 3 AS d, sum(i) FILTER (WHERE i % 250 = 1) AS x1, NULL::int8 AS x2 FROM generate_series(1, 5000) i GROUP BY 1) t ORDER BY d
SELECT d, "1", "250" FROM (SELECT i, i % 3 AS d, i % 250 AS x FROM generate_series(1, 5000) i) t PIVOT (sum(i) FOR x IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250) GROUP BY d) ORDER BY d

-- why: OTHERS are the groups of no value: two levels
-- postgres: SELECT a, count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 7) AS "7", count(*) FILTER (WHERE k IS NULL OR k NOT IN (1, 7)) AS "Others" FROM lefts GROUP BY a ORDER BY a
-- set: pivot.plan = two_level
SELECT * FROM lefts PIVOT (count(*) FOR k IN (1, 7) GROUP BY a WITH OTHERS)

-- why: OTHERS beside a listed NULL: arrays
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS "1", min(id) FILTER (WHERE k IS NULL) AS "NULL", min(id) FILTER (WHERE k <> 1) AS "Others" FROM lefts GROUP BY a ORDER BY a
-- set: pivot.plan = arrays
SELECT * FROM lefts PIVOT (min(id) FOR k IN (1, NULL) GROUP BY a WITH OTHERS)

-- why: OTHERS beside a listed NULL: lists
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS "1", min(id) FILTER (WHERE k IS NULL) AS "NULL", min(id) FILTER (WHERE k <> 1) AS "Others" FROM lefts GROUP BY a ORDER BY a
-- set: pivot.plan = lists
SELECT * FROM lefts PIVOT (min(id) FOR k IN (1, NULL) GROUP BY a WITH OTHERS)

-- why: NULL alone: arrays
-- postgres: SELECT count(*) FILTER (WHERE k IS NULL) AS "NULL", count(*) FILTER (WHERE k IS NOT NULL) AS "Others" FROM lefts
-- set: pivot.plan = arrays
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (NULL) WITH OTHERS)

-- why: NULL alone: lists
-- postgres: SELECT count(*) FILTER (WHERE k IS NULL) AS "NULL", count(*) FILTER (WHERE k IS NOT NULL) AS "Others" FROM lefts
-- set: pivot.plan = lists
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (NULL) WITH OTHERS)

-- why: values that the column cannot hold: arrays
-- postgres: SELECT count(*) FILTER (WHERE u1 = 300) AS "300", count(*) FILTER (WHERE u1 = -1) AS "-1", count(*) FILTER (WHERE u1 = 44) AS "44", count(*) FILTER (WHERE u1 = 255) AS "255" FROM unsigned
-- set: pivot.plan = arrays
SELECT * FROM (SELECT u1 FROM unsigned) t PIVOT (count(*) FOR u1 IN (300, -1, 44, 255))

-- why: values that the column cannot hold: lists
-- postgres: SELECT count(*) FILTER (WHERE u1 = 300) AS "300", count(*) FILTER (WHERE u1 = -1) AS "-1", count(*) FILTER (WHERE u1 = 44) AS "44", count(*) FILTER (WHERE u1 = 255) AS "255" FROM unsigned
-- set: pivot.plan = lists
SELECT * FROM (SELECT u1 FROM unsigned) t PIVOT (count(*) FOR u1 IN (300, -1, 44, 255))

-- why: dates beyond what the column holds: two levels
-- postgres: SELECT count(*) FILTER (WHERE d = '1900-01-01') AS "1900-01-01", count(*) FILTER (WHERE d = '2024-02-29') AS "2024-02-29", count(*) FILTER (WHERE d = '2299-12-31') AS "2299-12-31" FROM times
-- set: pivot.plan = two_level
SELECT * FROM (SELECT d FROM times) t PIVOT (count(*) FOR d IN ('1900-01-01', '2024-02-29', '2299-12-31'))

-- why: the same of a short column: arrays
-- postgres: SELECT count(*) FILTER (WHERE short_d = '1900-01-01') AS "1900-01-01", count(*) FILTER (WHERE short_d = '2024-02-29') AS "2024-02-29", count(*) FILTER (WHERE short_d = '2148-12-31') AS "2148-12-31" FROM times
-- set: pivot.plan = arrays
SELECT * FROM (SELECT short_d FROM times) t PIVOT (count(*) FOR short_d IN ('1900-01-01', '2024-02-29', '2148-12-31'))

-- why: the same of a short column: lists
-- postgres: SELECT count(*) FILTER (WHERE short_d = '1900-01-01') AS "1900-01-01", count(*) FILTER (WHERE short_d = '2024-02-29') AS "2024-02-29", count(*) FILTER (WHERE short_d = '2148-12-31') AS "2148-12-31" FROM times
-- set: pivot.plan = lists
SELECT * FROM (SELECT short_d FROM times) t PIVOT (count(*) FOR short_d IN ('1900-01-01', '2024-02-29', '2148-12-31'))

-- why: LIMIT and an order of its own: arrays
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS "1", min(id) FILTER (WHERE k = 2) AS "2" FROM lefts GROUP BY a ORDER BY "2" DESC NULLS LAST, a OFFSET 1 LIMIT 2
-- set: pivot.plan = arrays
SELECT * FROM lefts PIVOT (min(id) FOR k IN (1, 2) GROUP BY a) ORDER BY "2" DESC NULLS LAST, a OFFSET 1 LIMIT 2

-- why: LIMIT and an order of its own: lists
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS "1", min(id) FILTER (WHERE k = 2) AS "2" FROM lefts GROUP BY a ORDER BY "2" DESC NULLS LAST, a OFFSET 1 LIMIT 2
-- set: pivot.plan = lists
SELECT * FROM lefts PIVOT (min(id) FOR k IN (1, 2) GROUP BY a) ORDER BY "2" DESC NULLS LAST, a OFFSET 1 LIMIT 2

-- why: some of the columns, one twice: two levels
-- postgres: SELECT min(id) FILTER (WHERE k = 2) AS x, a, min(id) FILTER (WHERE k = 2) AS "2" FROM lefts GROUP BY a ORDER BY a
-- set: pivot.plan = two_level
SELECT "2" AS x, a, "2" FROM lefts PIVOT (min(id) FOR k IN (1, 2) GROUP BY a)

-- why: a default of another scale than the numerics: arrays
-- postgres: SELECT b, COALESCE(min(n) FILTER (WHERE i2 = 7), 7.25) AS "7_n", COALESCE(sum(i8) FILTER (WHERE i2 = 7), 7.25) AS "7_s", COALESCE(min(n) FILTER (WHERE i2 IS NULL), 7.25) AS "NULL_n", COALESCE(sum(i8) FILTER (WHERE i2 IS NULL), 7.25) AS "NULL_s" FROM numbers GROUP BY b ORDER BY b
-- set: pivot.plan = arrays
-- by value: trailing zeros
SELECT * FROM (SELECT b, i2, n, i8 FROM numbers) t PIVOT (min(n) AS n, sum(i8) AS s FOR i2 IN (7, NULL) GROUP BY b DEFAULT ON NULL (7.25))

-- why: a default of another scale than the numerics: lists
-- postgres: SELECT b, COALESCE(min(n) FILTER (WHERE i2 = 7), 7.25) AS "7_n", COALESCE(sum(i8) FILTER (WHERE i2 = 7), 7.25) AS "7_s", COALESCE(min(n) FILTER (WHERE i2 IS NULL), 7.25) AS "NULL_n", COALESCE(sum(i8) FILTER (WHERE i2 IS NULL), 7.25) AS "NULL_s" FROM numbers GROUP BY b ORDER BY b
-- set: pivot.plan = lists
-- by value: trailing zeros
SELECT * FROM (SELECT b, i2, n, i8 FROM numbers) t PIVOT (min(n) AS n, sum(i8) AS s FOR i2 IN (7, NULL) GROUP BY b DEFAULT ON NULL (7.25))

-- why: numerics in expressions: arrays
-- postgres: SELECT b, min(n) FILTER (WHERE i2 = 7) * 2 + max(n) FILTER (WHERE i2 = 7) AS "7", min(n) FILTER (WHERE i2 IS NULL) * 2 + max(n) FILTER (WHERE i2 IS NULL) AS "NULL" FROM numbers GROUP BY b ORDER BY b
-- set: pivot.plan = arrays
SELECT * FROM (SELECT b, i2, n FROM numbers) t PIVOT (min(n) * 2 + max(n) FOR i2 IN (7, NULL) GROUP BY b)

-- why: numerics in expressions: lists
-- postgres: SELECT b, min(n) FILTER (WHERE i2 = 7) * 2 + max(n) FILTER (WHERE i2 = 7) AS "7", min(n) FILTER (WHERE i2 IS NULL) * 2 + max(n) FILTER (WHERE i2 IS NULL) AS "NULL" FROM numbers GROUP BY b ORDER BY b
-- set: pivot.plan = lists
SELECT * FROM (SELECT b, i2, n FROM numbers) t PIVOT (min(n) * 2 + max(n) FOR i2 IN (7, NULL) GROUP BY b)

-- why: elements of arrays of every kind go to the client: texts, dates, uuids, bools, numerics, days of no value
-- set: pivot.plan = arrays
-- postgres: SELECT low, min(s) FILTER (WHERE id = 1) AS "1_s", max(low) FILTER (WHERE id = 1) AS "1_l", count(s) FILTER (WHERE id = 1) AS "1_c", min(s) FILTER (WHERE id = 3) AS "3_s", max(low) FILTER (WHERE id = 3) AS "3_l", count(s) FILTER (WHERE id = 3) AS "3_c" FROM texts GROUP BY low ORDER BY low
SELECT * FROM (SELECT id, s, low FROM texts) t PIVOT (min(s) AS s, max(low) AS l, count(s) AS c FOR id IN (1, 3) GROUP BY low)

-- why: elements of lists of every kind go to the client: texts, dates, uuids, bools, numerics, days of no value
-- set: pivot.plan = lists
-- postgres: SELECT low, min(s) FILTER (WHERE id = 1) AS "1_s", max(low) FILTER (WHERE id = 1) AS "1_l", count(s) FILTER (WHERE id = 1) AS "1_c", min(s) FILTER (WHERE id = 3) AS "3_s", max(low) FILTER (WHERE id = 3) AS "3_l", count(s) FILTER (WHERE id = 3) AS "3_c" FROM texts GROUP BY low ORDER BY low
SELECT * FROM (SELECT id, s, low FROM texts) t PIVOT (min(s) AS s, max(low) AS l, count(s) AS c FOR id IN (1, 3) GROUP BY low)

-- why: beside expressions of elements, which ClickHouse computes
-- set: pivot.plan = arrays
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS x, min(id) FILTER (WHERE k = 1) + 1 AS y, count(*) FILTER (WHERE k = 2) AS z, 'text' AS t, min(id) FILTER (WHERE k = 1) AS again FROM lefts GROUP BY a ORDER BY a
SELECT a, "1_m" AS x, "1_m" + 1 AS y, "2_n" AS z, 'text' AS t, "1_m" AS again FROM lefts PIVOT (min(id) AS m, count(*) AS n FOR k IN (1, 2) GROUP BY a) ORDER BY a

-- why: beside expressions of elements, which ClickHouse computes
-- set: pivot.plan = lists
-- postgres: SELECT a, min(id) FILTER (WHERE k = 1) AS x, min(id) FILTER (WHERE k = 1) + 1 AS y, count(*) FILTER (WHERE k = 2) AS z, 'text' AS t, min(id) FILTER (WHERE k = 1) AS again FROM lefts GROUP BY a ORDER BY a
SELECT a, "1_m" AS x, "1_m" + 1 AS y, "2_n" AS z, 'text' AS t, "1_m" AS again FROM lefts PIVOT (min(id) AS m, count(*) AS n FOR k IN (1, 2) GROUP BY a) ORDER BY a

-- why: numerics, booleans and times by way of arrays
-- set: pivot.plan = arrays
-- postgres: SELECT b, sum(i8) FILTER (WHERE i2 = 7) AS "7_s", sum(n) FILTER (WHERE i2 = 7) AS "7_n", max(n) FILTER (WHERE i2 = 7) AS "7_m", sum(i4) FILTER (WHERE i2 = 7) AS "7_i", bool_and(b) FILTER (WHERE i2 = 7) AS "7_b", sum(f8) FILTER (WHERE i2 = 7) AS "7_f" FROM numbers GROUP BY b ORDER BY b
SELECT * FROM (SELECT b, i2, i4, i8, n, f8 FROM numbers) t PIVOT (sum(i8) AS s, sum(n) AS n, max(n) AS m, sum(i4) AS i, bool_and(b) AS b, sum(f8) AS f FOR i2 IN (7) GROUP BY b)

-- why: numerics, booleans and times by way of lists
-- set: pivot.plan = lists
-- postgres: SELECT b, sum(i8) FILTER (WHERE i2 = 7) AS "7_s", sum(n) FILTER (WHERE i2 = 7) AS "7_n", max(n) FILTER (WHERE i2 = 7) AS "7_m", sum(i4) FILTER (WHERE i2 = 7) AS "7_i", bool_and(b) FILTER (WHERE i2 = 7) AS "7_b", sum(f8) FILTER (WHERE i2 = 7) AS "7_f" FROM numbers GROUP BY b ORDER BY b
SELECT * FROM (SELECT b, i2, i4, i8, n, f8 FROM numbers) t PIVOT (sum(i8) AS s, sum(n) AS n, max(n) AS m, sum(i4) AS i, bool_and(b) AS b, sum(f8) AS f FOR i2 IN (7) GROUP BY b)
