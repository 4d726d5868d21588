-- why: one cell, implicit rows
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "AMER", sum(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM (SELECT desk, region, pnl FROM trades_1d) t PIVOT (sum(pnl) FOR region IN ('AMER', 'EMEA'))

-- why: explicit rows and an order
-- postgres: SELECT book, count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY book ORDER BY book DESC
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('APAC', 'AMER') GROUP BY book) ORDER BY book DESC

-- why: several cells with and without alias
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "a_total", count(*) FILTER (WHERE region = 'AMER') AS "a_count(*)", sum(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA_total", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA_count(*)" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(pnl) AS total, count(*) FOR region IN ('AMER' AS a, 'EMEA') GROUP BY desk)

-- why: a listed value that does not occur: NULL, count 0
-- postgres: SELECT desk, NULL::float8 AS "MOON_s", 0::int8 AS "MOON_c" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (sum(pnl) AS s, count(*) AS c FOR region IN ('MOON') GROUP BY desk)

-- why: DEFAULT ON NULL
-- postgres: SELECT desk, 0::float8 AS "MOON" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('MOON') GROUP BY desk DEFAULT ON NULL (0))

-- why: NULL among the values matches NULL
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k IS NULL) AS "NULL" FROM lefts
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN (1, NULL))

-- why: no rows to group by give one row
-- postgres: SELECT sum(i4) FILTER (WHERE b) AS "true", sum(i4) FILTER (WHERE NOT b) AS "false" FROM nothing
SELECT * FROM (SELECT b, i4 FROM nothing) t PIVOT (sum(i4) FOR b IN (true, false))

-- why: numbers as values, negative too
-- postgres: SELECT count(*) FILTER (WHERE i2 = 7) AS "7", count(*) FILTER (WHERE i2 = -1) AS "-1", count(*) FILTER (WHERE i2 = 32767) AS "32767" FROM numbers
SELECT * FROM (SELECT i2 FROM numbers) t PIVOT (count(*) FOR i2 IN (7, -1, 32767))

-- why: dates as values
-- postgres: SELECT count(*) FILTER (WHERE d = '2024-02-29') AS "2024-02-29", count(*) FILTER (WHERE d = '1900-01-01') AS "1900-01-01" FROM times
SELECT * FROM (SELECT d FROM times) t PIVOT (count(*) FOR d IN (DATE '2024-02-29', DATE '1900-01-01'))

-- why: texts with quotes, unicode and nothing in them
-- postgres: SELECT count(*) FILTER (WHERE s = 'it''s') AS "it's", count(*) FILTER (WHERE s = '🐘') AS "🐘", count(*) FILTER (WHERE s = '') AS "(blank)" FROM texts
SELECT * FROM (SELECT s FROM texts) t PIVOT (count(*) FOR s IN ('it''s', '🐘', ''))

-- why: the product of two keys
-- postgres: SELECT desk, sum(fees) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", sum(fees) FILTER (WHERE region = 'AMER' AND asset_class = 'Commodity') AS "AMER_Commodity", sum(fees) FILTER (WHERE region = 'EMEA' AND asset_class = 'Equity') AS "EMEA_Equity", sum(fees) FILTER (WHERE region = 'EMEA' AND asset_class = 'Commodity') AS "EMEA_Commodity" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(fees) FOR region IN ('AMER', 'EMEA') asset_class IN ('Equity', 'Commodity') GROUP BY desk)

-- why: two columns as one key
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity", count(*) FILTER (WHERE region = 'EMEA' AND asset_class = 'Commodity') AS x FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR (region, asset_class) IN (('AMER', 'Equity'), ('EMEA', 'Commodity') AS x) GROUP BY desk)

-- why: an expression over aggregates as cell
-- postgres: SELECT desk, sum(notional) FILTER (WHERE region = 'AMER') / sum(quantity) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(notional) / sum(quantity) FOR region IN ('AMER') GROUP BY desk)

-- why: a cell with FILTER and DISTINCT
-- postgres: SELECT desk, count(DISTINCT symbol) FILTER (WHERE pnl > 0 AND region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(DISTINCT symbol) FILTER (WHERE pnl > 0) FOR region IN ('AMER') GROUP BY desk)

-- why: average, min and max as cells
-- postgres: SELECT desk, avg(pnl) FILTER (WHERE region = 'AMER') AS "AMER_a", min(pnl) FILTER (WHERE region = 'AMER') AS "AMER_l", max(pnl) FILTER (WHERE region = 'AMER') AS "AMER_h" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (avg(pnl) AS a, min(pnl) AS l, max(pnl) AS h FOR region IN ('AMER') GROUP BY desk)

-- why: an alias with column names
-- postgres: SELECT desk AS d, count(*) FILTER (WHERE region = 'AMER') AS x FROM trades_1d GROUP BY desk ORDER BY d
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) p (d, x) ORDER BY d

-- why: columns of the pivot in expressions and WHERE
-- postgres: SELECT desk, a - e AS difference FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS a, count(*) FILTER (WHERE region = 'EMEA') AS e FROM trades_1d GROUP BY desk) t WHERE a > e ORDER BY desk
SELECT desk, "AMER" - "EMEA" AS difference FROM trades_1d PIVOT (count(*) FOR region IN ('AMER', 'EMEA') GROUP BY desk) WHERE "AMER" > "EMEA" ORDER BY desk

-- why: over a join
-- postgres: SELECT t.desk, count(*) FILTER (WHERE i.sector = 'Technology') AS "Technology" FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY t.desk ORDER BY 1
SELECT * FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol PIVOT (count(*) FOR i.sector IN ('Technology') GROUP BY t.desk) p

-- why: top level
-- postgres: SELECT asset_class, sum(notional) FILTER (WHERE region = 'AMER') AS "AMER", sum(notional) FILTER (WHERE region = 'APAC') AS "APAC" FROM top_level_trades GROUP BY asset_class ORDER BY 1
-- tolerance: 1e-9
SELECT * FROM top_level(trades_1d) PIVOT (sum(notional) FOR region IN ('AMER', 'APAC') GROUP BY asset_class)

-- why: look-through
-- postgres: SELECT underlying_symbol, sum(notional) FILTER (WHERE region = 'AMER') AS "AMER", sum(notional) FILTER (WHERE region = 'APAC') AS "APAC" FROM look_through_trades GROUP BY underlying_symbol ORDER BY 1
-- tolerance: 1e-9
SELECT * FROM look_through(trades_1d) PIVOT (sum(notional) FOR region IN ('AMER', 'APAC') GROUP BY underlying_symbol)

-- why: rows with NULL as their key
-- postgres: SELECT i2, count(*) FILTER (WHERE b) AS "true", count(*) FILTER (WHERE b IS NULL) AS "NULL" FROM numbers GROUP BY i2 ORDER BY i2
SELECT * FROM (SELECT i2, b FROM numbers) t PIVOT (count(*) FOR b IN (true, NULL))

-- why: rows of floats: NaN and infinity
-- postgres: SELECT f8, count(*) FILTER (WHERE b) AS "true" FROM numbers WHERE id <> 4 GROUP BY f8 ORDER BY f8
SELECT * FROM (SELECT f8, b FROM numbers WHERE id <> 4) t PIVOT (count(*) FOR b IN (true))

-- why: numeric cells with a default
-- postgres: SELECT b, COALESCE(sum(n) FILTER (WHERE i2 = 7), 0) AS "7", COALESCE(sum(n) FILTER (WHERE i2 = 10), 0) AS "10" FROM numbers GROUP BY b ORDER BY b
SELECT * FROM (SELECT b, i2, n FROM numbers) t PIVOT (sum(n) FOR i2 IN (7, 10) DEFAULT ON NULL (0))

-- why: an expression as row
-- postgres: SELECT upper(desk) AS upper, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY 1 ORDER BY 1
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY upper(desk))

-- why: an expression as key
-- postgres: SELECT desk, count(*) FILTER (WHERE upper(region) = 'AMER') AS "AMER" FROM trades_1d GROUP BY 1 ORDER BY 1
SELECT * FROM trades_1d PIVOT (count(*) FOR upper(region) IN ('AMER') GROUP BY desk)

-- why: several rows, LIMIT, ORDER BY a cell
-- postgres: SELECT * FROM (SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk, book) t ORDER BY "AMER" DESC, desk, book LIMIT 7
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk, book) ORDER BY "AMER" DESC, desk, book LIMIT 7

-- why: a pivot in a subquery, aggregated
-- postgres: SELECT sum(x), max(x) FROM (SELECT count(*) FILTER (WHERE region = 'AMER') AS x FROM trades_1d GROUP BY desk, book) t
SELECT sum("AMER"), max("AMER") FROM (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk, book)) t

-- why: a pivot joined
-- postgres: SELECT i.symbol, p."AMER" FROM instruments i JOIN (SELECT symbol, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY symbol) p ON p.symbol = i.symbol ORDER BY 1
SELECT i.symbol, p."AMER" FROM instruments i JOIN (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY symbol)) p ON p.symbol = i.symbol ORDER BY 1

-- why: a pivot as CTE
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
WITH p AS (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk)) SELECT * FROM p ORDER BY desk

-- why: WHERE inside, over hostile rows
-- postgres: SELECT count(*) FILTER (WHERE low = 'red') AS "red", count(*) FILTER (WHERE low = 'green') AS "green" FROM texts WHERE s LIKE '%a%'
SELECT * FROM (SELECT low FROM texts WHERE s LIKE '%a%') t PIVOT (count(*) FOR low IN ('red', 'green'))

-- why: a value that is no number
-- postgres: SELECT 1 FROM lefts WHERE k = 'x'
-- message: same
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR k IN ('x'))

-- why: a key that does not exist
-- postgres: SELECT nope FROM lefts
-- message: same
SELECT * FROM (SELECT k FROM lefts) t PIVOT (count(*) FOR nope IN (1))

-- why: pivot by date
-- postgres: SELECT region, sum(notional) FILTER (WHERE trade_date = '2024-01-15') AS "2024-01-15", sum(notional) FILTER (WHERE trade_date = '2024-01-16') AS "2024-01-16" FROM trades_1d GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(notional) FOR trade_date IN ('2024-01-15', '2024-01-16') GROUP BY region)

-- why: names in brackets, as SQL Server writes them
-- postgres: SELECT desk, "EMEA", "it's" AS "AMER]" FROM (SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "EMEA", count(*) FILTER (WHERE region = 'it''s') AS "it's" FROM trades_1d GROUP BY desk) t ORDER BY desk
SELECT [desk], p.[EMEA], [it's] AS [AMER]]] FROM (SELECT [desk], [region] FROM [trades_1d]) t PIVOT (COUNT(*) FOR [region] IN ([EMEA], [it's])) AS p ORDER BY [desk]

-- why: names in backquotes, as MySQL and Databricks write them
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'EMEA') AS "e m" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM `trades_1d` PIVOT (count(*) FOR `region` IN ('EMEA' AS `e m`) GROUP BY `desk`)

-- why: brackets of arrays stay
-- postgres: SELECT desk, (ARRAY[[1, 2], [3, 4]])[2][1] AS a, n[1] AS b FROM (SELECT desk, ARRAY[count(*) FILTER (WHERE region = 'EMEA')] AS n FROM trades_1d GROUP BY desk) t ORDER BY desk
SELECT desk, (ARRAY[[1, 2], [3, 4]])[2][1] AS a, (ARRAY["EMEA"])[1] AS b FROM trades_1d PIVOT (count(*) FOR region IN ([EMEA]) GROUP BY desk) ORDER BY desk

-- why: labels of UNPIVOT in brackets
-- postgres: SELECT id, n, v FROM (SELECT id, k FROM lefts) t CROSS JOIN LATERAL (VALUES ('the k', k)) u (n, v) WHERE v IS NOT NULL ORDER BY 1
SELECT * FROM (SELECT [id], [k] FROM [lefts]) t UNPIVOT ([v] FOR [n] IN ([k] AS [the k])) ORDER BY 1
