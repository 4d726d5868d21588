-- why: TOTAL ROW: the total after the rows
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "AMER", sum(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY GROUPING SETS ((desk), ()) ORDER BY GROUPING(desk), desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('AMER', 'EMEA') GROUP BY desk WITH TOTAL ROW)

-- why: TOTALS: both totals, re-evaluated from the rows
-- postgres: SELECT desk, avg(pnl) FILTER (WHERE region = 'AMER') AS "AMER", avg(pnl) FILTER (WHERE region = 'EMEA') AS "EMEA", avg(pnl) FILTER (WHERE region IN ('AMER', 'EMEA')) AS "Total" FROM trades_1d GROUP BY GROUPING SETS ((desk), ()) ORDER BY GROUPING(desk), desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (avg(pnl) FOR region IN ('AMER', 'EMEA') GROUP BY desk WITH TOTALS)

-- why: SUBTOTALS: each after its rows
-- postgres: SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY ROLLUP (desk, book) ORDER BY GROUPING(desk), desk, GROUPING(book), book
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk, book WITH SUBTOTALS)

-- why: SUBTOTALS with others, a total and the grouping id under their own names
-- postgres: SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region IS DISTINCT FROM 'AMER') AS rest, count(*) AS "all", GROUPING(desk, book) AS g FROM trades_1d GROUP BY ROLLUP (desk, book) ORDER BY GROUPING(desk), desk, GROUPING(book), book
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk, book WITH SUBTOTALS, OTHERS AS rest, TOTAL COLUMN AS "all", GROUPING_ID AS g)

-- why: a NULL key and the total are two rows, which the grouping id tells apart
-- postgres: SELECT k, count(*) FILTER (WHERE a = 'a') AS a, GROUPING(k) AS grouping_id FROM lefts GROUP BY ROLLUP (k) ORDER BY GROUPING(k), k
SELECT * FROM (SELECT k, a FROM lefts) t PIVOT (count(*) FOR a IN ('a') WITH TOTAL ROW, GROUPING_ID)

-- why: implicit rows have totals too
-- postgres: SELECT desk, region, max(pnl) FILTER (WHERE side = 'BUY') AS "BUY" FROM trades_1d GROUP BY ROLLUP (desk, region) ORDER BY GROUPING(desk), desk, GROUPING(region), region
SELECT * FROM (SELECT desk, region, side, pnl FROM trades_1d) t PIVOT (max(pnl) FOR side IN ('BUY') WITH SUBTOTALS)

-- why: ROLLUP, CUBE and GROUPING SETS as rows
-- postgres: SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER", GROUPING(desk, book) AS grouping_id FROM trades_1d GROUP BY CUBE (desk, book) ORDER BY GROUPING(desk), desk, GROUPING(book), book
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY CUBE (desk, book) WITH GROUPING_ID)

-- why: GROUPING SETS with expressions, and an order of one's own
-- postgres: SELECT upper(desk) AS upper, book, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY GROUPING SETS ((upper(desk)), (book), ()) ORDER BY 3 DESC, 1, 2
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY GROUPING SETS ((upper(desk)), (book), ())) ORDER BY 3 DESC, 1, 2

-- why: TOTAL ROW where the sets have the total already
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY ROLLUP (desk) ORDER BY GROUPING(desk), desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY ROLLUP (desk) WITH TOTAL ROW)

-- why: one row is its own total
-- postgres: SELECT count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'AMER') AS "Total", 0 AS grouping_id FROM trades_1d
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY () WITH TOTALS, GROUPING_ID)

-- why: no rows have a total
-- postgres: SELECT i4, count(*) FILTER (WHERE b) AS "true", sum(i4) FILTER (WHERE b) AS "x" FROM nothing GROUP BY ROLLUP (i4) ORDER BY GROUPING(i4), i4
SELECT i4, "true_count(*)" AS "true", true_s AS x FROM (SELECT b, i4 FROM nothing) t PIVOT (count(*), sum(i4) AS s FOR b IN (true) GROUP BY i4 WITH TOTAL ROW)

-- why: a default fills the cells of totals
-- postgres: SELECT desk, coalesce(sum(pnl) FILTER (WHERE region = 'MOON'), 0) AS "MOON" FROM trades_1d GROUP BY ROLLUP (desk) ORDER BY GROUPING(desk), desk
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('MOON') GROUP BY desk DEFAULT ON NULL (0) WITH TOTAL ROW)

-- why: look-through with totals
-- postgres: SELECT region, count(*) FILTER (WHERE asset_class = 'Equity') AS "Equity" FROM trades_1d WHERE exposure_type <> 'Constituent' GROUP BY ROLLUP (region) ORDER BY GROUPING(region), region
SELECT * FROM top_level(trades_1d) PIVOT (count(*) FOR asset_class IN ('Equity') GROUP BY region WITH TOTAL ROW)

-- why: a pivot with totals, filtered and limited around
-- postgres: SELECT desk, n FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS n FROM trades_1d GROUP BY ROLLUP (desk)) t WHERE n > 0 ORDER BY n DESC, desk LIMIT 2
SELECT desk, n FROM trades_1d PIVOT (count(*) FOR region IN ('AMER' AS n) GROUP BY desk WITH TOTAL ROW) WHERE n > 0 ORDER BY n DESC, desk LIMIT 2

-- why: ROLLUP as rows, with a total column, a total row that is there already, and GROUPING_ID
-- postgres: SELECT desk, region, count(*) FILTER (WHERE asset_class = 'Equity') AS "Equity", count(*) FILTER (WHERE asset_class IS DISTINCT FROM 'Equity') AS "Others", count(*) AS "Total", GROUPING(desk, region) AS level FROM trades_1d GROUP BY ROLLUP (desk, region) ORDER BY GROUPING(desk), desk, GROUPING(region), region
SELECT * FROM trades_1d PIVOT (count(*) FOR asset_class IN ('Equity') GROUP BY ROLLUP (desk, region) WITH OTHERS, TOTALS, GROUPING_ID AS level)

-- why: CUBE as rows, with a total row that is there already
-- postgres: SELECT desk, region, count(*) FILTER (WHERE asset_class = 'Equity') AS "Equity", GROUPING(desk, region) AS grouping_id FROM trades_1d GROUP BY CUBE (desk, region) ORDER BY GROUPING(desk), desk, GROUPING(region), region
SELECT * FROM trades_1d PIVOT (count(*) FOR asset_class IN ('Equity') GROUP BY CUBE (desk, region) WITH TOTAL ROW, GROUPING_ID)

-- why: GROUPING SETS as rows get a total row
-- postgres: SELECT desk, region, count(*) FILTER (WHERE asset_class = 'Equity') AS "Equity", GROUPING(desk, region) AS g FROM trades_1d GROUP BY GROUPING SETS ((desk), (region), ()) ORDER BY GROUPING(desk), desk, GROUPING(region), region
SELECT * FROM trades_1d PIVOT (count(*) FOR asset_class IN ('Equity') GROUP BY GROUPING SETS ((desk), (region)) WITH TOTAL ROW, GROUPING_ID AS g)

-- why: SUBTOTALS, TOTALS and GROUPING_ID over NULL keys
-- postgres: SELECT b, i2, sum(id) FILTER (WHERE i4 > 0) AS "true", sum(id) FILTER (WHERE i4 > 0) AS "Total", GROUPING(b, i2) AS grouping_id FROM numbers GROUP BY ROLLUP (b, i2) ORDER BY GROUPING(b), b, GROUPING(i2), i2
SELECT * FROM (SELECT b, i2, id, i4 > 0 AS p FROM numbers) t PIVOT (sum(id) FOR p IN (true) GROUP BY b, i2 WITH SUBTOTALS, TOTAL COLUMN, GROUPING_ID)

-- why: a list that is found, with ROLLUP, OTHERS and shares
-- tolerance: 1e-9
-- postgres: WITH c AS (SELECT desk, book, GROUPING(desk, book) AS g, count(*) FILTER (WHERE region = 'EMEA') AS e, count(*) FILTER (WHERE region <> 'EMEA') AS o, count(*) AS r FROM trades_1d GROUP BY ROLLUP (desk, book)) SELECT desk, book, e::float8 / r AS "EMEA", o::float8 / r AS "Others" FROM c ORDER BY g > 1, desk, g > 0, book
SELECT * FROM trades_1d PIVOT (share_of_row(count(*)) FOR region IN (ANY ORDER BY count(*) DESC LIMIT 1) GROUP BY desk, book WITH OTHERS, SUBTOTALS)

-- why: a default that is a text
-- postgres: SELECT k, COALESCE(max(a) FILTER (WHERE id = 99), 'none') AS "99" FROM lefts GROUP BY k ORDER BY k
SELECT * FROM lefts PIVOT (max(a) FOR id IN (99) GROUP BY k DEFAULT ON NULL ('none'))

-- why: a default that is a date
-- postgres: SELECT COALESCE(max(d) FILTER (WHERE id = 99), '2000-02-29') AS "99" FROM times
SELECT * FROM (SELECT id, d FROM times) t PIVOT (max(d) FOR id IN (99) DEFAULT ON NULL ('2000-02-29'))

-- why: a default that is a timestamp
-- postgres: SELECT COALESCE(max(ts) FILTER (WHERE id = 99), '2000-02-29 01:02:03.000004') AS "99" FROM times
SELECT * FROM (SELECT id, ts FROM times) t PIVOT (max(ts) FOR id IN (99) DEFAULT ON NULL ('2000-02-29 01:02:03.000004'))

-- why: a default that is a boolean
-- postgres: SELECT COALESCE(bool_and(b) FILTER (WHERE id = 99), true) AS "99" FROM numbers
SELECT * FROM (SELECT id, b FROM numbers) t PIVOT (bool_and(b) FOR id IN (99) DEFAULT ON NULL (true))

-- why: a default that is a numeric, negative
-- postgres: SELECT COALESCE(sum(n) FILTER (WHERE id = 99), -1.5) AS "99" FROM numbers
-- by value: trailing zeros
SELECT * FROM (SELECT id, n FROM numbers) t PIVOT (sum(n) FOR id IN (99) DEFAULT ON NULL (-1.5))

-- why: a default that is a float, infinite
-- postgres: SELECT COALESCE(max(f8) FILTER (WHERE id = 99), '-Infinity') AS "99" FROM numbers
SELECT * FROM (SELECT id, f8 FROM numbers) t PIVOT (max(f8) FOR id IN (99) DEFAULT ON NULL ('-Infinity'))

-- why: a default of days
-- postgres: SELECT COALESCE(max(d - DATE '2000-01-01') FILTER (WHERE id = 99), 7) AS "99" FROM times
SELECT * FROM (SELECT id, d FROM times) t PIVOT (max(d - DATE '2000-01-01') FOR id IN (99) DEFAULT ON NULL (7))

-- why: a default that is an array
-- postgres: SELECT COALESCE(array_agg(id ORDER BY id) FILTER (WHERE id = 99), '{}') AS "99" FROM lefts
SELECT * FROM (SELECT id FROM lefts) t PIVOT (array_agg(id ORDER BY id) FOR id IN (99) DEFAULT ON NULL ('{}'))

-- why: a default that does not fit
-- postgres: SELECT COALESCE(sum(id), 'x') FROM lefts
-- message: same
SELECT * FROM (SELECT id FROM lefts) t PIVOT (sum(id) FOR id IN (99) DEFAULT ON NULL ('x'))
