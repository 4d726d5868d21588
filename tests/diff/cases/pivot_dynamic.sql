-- why: IN (ANY): the values that there are, ascending
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (ANY) GROUP BY desk)

-- why: ANY in the order of an aggregate, the rest in Others
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "EMEA", count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "Others", count(*) AS "Total" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (ANY ORDER BY count(*) DESC LIMIT 2) GROUP BY desk WITH OTHERS, TOTAL COLUMN)

-- why: ANY, the other way round
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "EMEA", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (ANY ORDER BY region DESC) GROUP BY desk)

-- why: numbers in the order of numbers, NULL a column of its own and last
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 2) AS "2", count(*) FILTER (WHERE k = 9) AS "9", count(*) FILTER (WHERE k IS NULL) AS "NULL" FROM lefts
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (ANY))

-- why: floats: NaN, infinity, both zeros
-- postgres: SELECT count(*) FILTER (WHERE f8 = '-Infinity') AS "-Infinity", count(*) FILTER (WHERE f8 = -7.5) AS "-7.5", count(*) FILTER (WHERE f8 = 0) AS "0", count(*) FILTER (WHERE f8 = 1) AS "1", count(*) FILTER (WHERE f8 = 'Infinity') AS "Infinity", count(*) FILTER (WHERE f8 = 'NaN') AS "NaN", count(*) FILTER (WHERE f8 IS NULL) AS "NULL" FROM numbers WHERE abs(f8) IN (7.5, 0, 1, 'Infinity', 'NaN') OR f8 IS NULL
SELECT * FROM (SELECT f8 FROM numbers WHERE abs(f8) IN (7.5, 0, 1, 'Infinity', 'NaN') OR f8 IS NULL) t PIVOT (count(*) FOR f8 IN (ANY))

-- why: numerics
-- postgres: SELECT count(*) FILTER (WHERE n = -2.5) AS "-2.5000", count(*) FILTER (WHERE n = -1.5) AS "-1.5000", count(*) FILTER (WHERE n = -0.5) AS "-0.5000", count(*) FILTER (WHERE n = 0) AS "0.0000", count(*) FILTER (WHERE n = 0.0001) AS "0.0001" FROM numbers WHERE n BETWEEN -10 AND 0.01
SELECT * FROM (SELECT n FROM numbers WHERE n BETWEEN -10 AND 0.01) t PIVOT (count(*) FOR n IN (ANY))

-- why: dates before 1970 and after 2100
-- postgres: SELECT min(id) FILTER (WHERE d = '1900-01-01') AS "1900-01-01", min(id) FILTER (WHERE d = '2024-02-29') AS "2024-02-29" FROM times WHERE d IN ('1900-01-01', '2024-02-29')
SELECT * FROM (SELECT id, d FROM times WHERE d IN ('1900-01-01', '2024-02-29')) t PIVOT (min(id) FOR d IN (ANY))

-- why: dates are named alike under any DateStyle
-- set: DateStyle = 'German'
-- postgres: SELECT count(*) FILTER (WHERE d = '2024-02-29') AS "2024-02-29" FROM times WHERE d = '2024-02-29'
SELECT * FROM (SELECT d FROM times WHERE d = '2024-02-29') t PIVOT (count(*) FOR d IN (ANY))

-- why: timestamps
-- postgres: SELECT count(*) FILTER (WHERE ts = min) AS x FROM times, (SELECT min(ts) FROM times) m
SELECT * FROM (SELECT ts FROM times) t PIVOT (count(*) FOR ts IN (ANY LIMIT 1)) p (x)

-- why: texts with quotes, unicode and nothing in them
-- postgres: SELECT count(*) FILTER (WHERE s = '') AS "(blank)", count(*) FILTER (WHERE s = 'it''s') AS "it's", count(*) FILTER (WHERE s = '🐘') AS "🐘" FROM texts WHERE s IN ('it''s', '🐘', '')
SELECT * FROM (SELECT s FROM texts WHERE s IN ('it''s', '🐘', '')) t PIVOT (count(*) FOR s IN (ANY))

-- why: booleans
-- postgres: SELECT count(*) FILTER (WHERE NOT b) AS "false", count(*) FILTER (WHERE b) AS "true", count(*) FILTER (WHERE b IS NULL) AS "NULL" FROM numbers
SELECT * FROM (SELECT b FROM numbers) t PIVOT (count(*) FOR b IN (ANY))

-- why: two keys of one list, and two lists
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", count(*) FILTER (WHERE region = 'APAC' AND asset_class = 'Equity') AS "APAC_Equity", count(*) FILTER (WHERE region = 'EMEA' AND asset_class = 'Equity') AS "EMEA_Equity" FROM trades_1d WHERE desk = 'Equities' GROUP BY desk
SELECT * FROM (SELECT desk, region, asset_class FROM trades_1d WHERE desk = 'Equities') t PIVOT (count(*) FOR (region, asset_class) IN (ANY))

-- why: a product of lists of both kinds
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Commodity') AS "AMER_Commodity", count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", count(*) FILTER (WHERE region = 'EMEA' AND asset_class = 'Commodity') AS "EMEA_Commodity", count(*) FILTER (WHERE region = 'EMEA' AND asset_class = 'Equity') AS "EMEA_Equity" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER', 'EMEA') asset_class IN (ANY) GROUP BY desk)

-- why: a subquery's values, ascending, each once
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'APAC') AS "APAC", sum(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN (SELECT region FROM trades_1d WHERE region <> 'AMER') GROUP BY desk)

-- why: a subquery in its own order, with repetitions
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "EMEA", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (SELECT region FROM trades_1d ORDER BY region DESC) GROUP BY desk)

-- why: VALUES, WITH and UNION
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'MOON') AS "MOON" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (VALUES ('MOON'), ('AMER')) GROUP BY desk)

-- why: a subquery of other numbers than the key
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 7) AS "7" FROM lefts
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (SELECT x FROM (VALUES (7::int8), (1)) v (x)))

-- why: a subquery refers to a query of WITH
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 2) AS "2" FROM lefts
WITH few AS (SELECT k FROM lefts WHERE k < 5) SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (SELECT k FROM few))

-- why: NULL among a subquery's values
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k IS NULL) AS "NULL" FROM lefts
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (VALUES (NULL), (1)))

-- why: no rows: the row columns are left
-- postgres: SELECT s, NULL::int8 AS "Total" FROM nothing WHERE false
SELECT * FROM (SELECT b, i4, s FROM nothing) t PIVOT (sum(i4) FOR b IN (ANY) WITH TOTAL COLUMN)

-- why: no rows and no row columns
-- postgres: SELECT count(*) AS "Total" FROM nothing
SELECT * FROM (SELECT b, i4 FROM nothing) t PIVOT (count(i4) FOR b IN (ANY) WITH TOTAL COLUMN)

-- why: names that two values share are told apart
-- postgres: SELECT count(*) FILTER (WHERE s = '(blank)') AS "(blank)", count(*) FILTER (WHERE s = 'NULL') AS "NULL", count(*) FILTER (WHERE s IS NULL) AS "NULL_1" FROM (VALUES ('(blank)'), ('NULL'), (NULL), (NULL)) t (s)
SELECT * FROM (VALUES ('(blank)'), ('NULL'), (NULL), (NULL)) t (s) PIVOT (count(*) FOR s IN (ANY))

-- why: long names are cut and told apart
-- postgres: SELECT 1::int8 AS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1::int8 AS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_1"
SELECT * FROM (SELECT repeat('a', 70) || x AS s FROM (VALUES ('1'), ('2')) v (x)) t PIVOT (count(*) FOR s IN (ANY))

-- why: a name that a row column has
-- postgres: SELECT 'desk' AS desk, 1::int8 AS desk_1
SELECT * FROM (VALUES ('desk', 'desk')) t (desk, k) PIVOT (count(*) FOR k IN (ANY))

-- why: ANY over a join
-- postgres: SELECT t.desk, count(*) FILTER (WHERE i.currency = 'USD') AS "USD" FROM trades_1d t JOIN instruments i ON i.symbol = t.symbol WHERE i.currency = 'USD' GROUP BY t.desk ORDER BY 1
SELECT * FROM (SELECT t.desk, i.currency FROM trades_1d t JOIN instruments i ON i.symbol = t.symbol WHERE i.currency = 'USD') x PIVOT (count(*) FOR currency IN (ANY))

-- why: ANY in look-through
-- postgres: SELECT desk, sum(notional) FILTER (WHERE asset_class = 'Cash') AS "Cash", sum(notional) FILTER (WHERE asset_class = 'Commodity') AS "Commodity", sum(notional) FILTER (WHERE asset_class = 'Equity') AS "Equity" FROM look_through_trades GROUP BY desk ORDER BY 1
-- tolerance: 1e-9
SELECT * FROM look_through(trades_1d) PIVOT (sum(notional) FOR asset_class IN (ANY) GROUP BY desk)

-- why: a pivot of a pivot, both lists found
-- postgres: SELECT book, sum(n) FILTER (WHERE desk = 'Equities') AS "Equities", sum(n) FILTER (WHERE desk = 'FX') AS "FX" FROM (SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS n FROM trades_1d WHERE desk IN ('Equities', 'FX') GROUP BY desk, book) t GROUP BY book ORDER BY book
SELECT * FROM (SELECT * FROM (SELECT desk, book, region FROM trades_1d WHERE desk IN ('Equities', 'FX')) t PIVOT (count(*) FOR region IN (ANY))) t PIVOT (sum("AMER") FOR desk IN (ANY) GROUP BY book)

-- why: pivots of two lists joined
-- postgres: SELECT a."AMER", b."Equity" FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) a JOIN (SELECT desk, count(*) FILTER (WHERE asset_class = 'Equity') AS "Equity" FROM trades_1d GROUP BY desk) b ON a.desk = b.desk ORDER BY a.desk
SELECT a."AMER", b."Equity" FROM (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (ANY) GROUP BY desk)) a JOIN (SELECT * FROM trades_1d PIVOT (count(*) FOR asset_class IN (ANY) GROUP BY desk)) b ON a.desk = b.desk ORDER BY a.desk

-- why: a query of WITH that is used twice
-- postgres: SELECT x.desk, x."AMER", y."EMEA" FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) x JOIN (SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) y ON x.desk = y.desk ORDER BY 1
WITH p AS (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (ANY) GROUP BY desk)) SELECT x.desk, x."AMER", y."EMEA" FROM p x JOIN p y ON x.desk = y.desk ORDER BY 1

-- why: a default, a total row and ANY
-- postgres: SELECT i2, COALESCE(sum(n) FILTER (WHERE b IS FALSE), 0) AS "false", COALESCE(sum(n) FILTER (WHERE b), 0) AS "true", COALESCE(sum(n) FILTER (WHERE b IS NULL), 0) AS "NULL", GROUPING(i2) AS g FROM numbers GROUP BY GROUPING SETS ((i2), ()) ORDER BY GROUPING(i2), i2
SELECT * FROM (SELECT i2, b, n FROM numbers) t PIVOT (sum(n) FOR b IN (ANY) DEFAULT ON NULL (0) WITH TOTAL ROW, GROUPING_ID AS g)

-- why: too many columns are known before anything is computed
-- set: pivot.max_columns = 3
-- postgres: SELECT 1 FROM trades_1d PIVOT (count(*) FOR book IN (ANY) GROUP BY desk)
-- differs: the limit is pgpivot's
SELECT * FROM trades_1d PIVOT (count(*) FOR book IN (ANY) GROUP BY desk)

-- why: an unknown column in the list's order
-- postgres: SELECT nope FROM lefts
-- message: same
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (ANY ORDER BY nope))

-- why: a column that is no group in the list's order
-- postgres: SELECT k FROM lefts GROUP BY k ORDER BY a
-- message: same
SELECT * FROM lefts PIVOT (count(*) FOR k IN (ANY ORDER BY a))

-- why: the list cannot be found in a query that refers to the one around it
-- refused: it would be another list for each row
SELECT a, (SELECT "1" FROM (SELECT r.k FROM rights r WHERE r.k = l.k) t PIVOT (count(*) FOR k IN (ANY))) FROM lefts l
