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
