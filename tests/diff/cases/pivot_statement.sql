-- why: all values that there are
-- postgres: SELECT * FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) t ORDER BY desk
PIVOT trades_1d ON region USING count(*) GROUP BY desk

-- why: values, aliases, ORDER BY and LIMIT
-- postgres: SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "AMER_s", count(*) FILTER (WHERE region = 'AMER') AS "AMER_count(*)" FROM trades_1d GROUP BY desk ORDER BY desk DESC LIMIT 2
-- tolerance: 1e-9
PIVOT trades_1d ON region IN ('AMER') USING sum(pnl) AS s, count(*) GROUP BY desk ORDER BY desk DESC LIMIT 2

-- why: without USING it counts, without GROUP BY the other columns are the rows
-- postgres: SELECT a, count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 2) AS "2", count(*) FILTER (WHERE k = 9) AS "9", count(*) FILTER (WHERE k IS NULL) AS "NULL" FROM lefts GROUP BY a ORDER BY a
PIVOT (SELECT k, a FROM lefts) ON k

-- why: two keys: a product
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Commodity') AS "AMER_Commodity", count(*) FILTER (WHERE region = 'AMER' AND asset_class = 'Equity') AS "AMER_Equity" FROM trades_1d GROUP BY desk ORDER BY desk
PIVOT trades_1d ON region IN ('AMER'), asset_class USING count(*) GROUP BY desk

-- why: an expression as key
-- postgres: SELECT count(*) FILTER (WHERE upper(a) = 'ONE') AS "ONE" FROM lefts WHERE k = 1
PIVOT (SELECT a FROM lefts WHERE k = 1) ON upper(a)

-- why: without ON it only groups
-- postgres: SELECT desk, sum(pnl) AS p, count(*) AS "count(*)" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
PIVOT trades_1d USING sum(pnl) AS p, count(*) GROUP BY desk

-- why: options
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region IS DISTINCT FROM 'AMER') AS rest, count(*) AS "Total" FROM trades_1d GROUP BY GROUPING SETS ((desk), ()) ORDER BY GROUPING(desk), desk
PIVOT trades_1d ON region IN ('AMER') USING count(*) GROUP BY desk WITH OTHERS AS rest, TOTALS

-- why: over a join, whose ON is the join's
-- postgres: SELECT t.desk, count(*) FILTER (WHERE i.sector = 'Technology') AS "Technology" FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY t.desk ORDER BY 1
PIVOT trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol ON i.sector IN ('Technology') GROUP BY t.desk

-- why: in FROM, without an alias
-- postgres: SELECT * FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) t WHERE desk = 'FX'
SELECT * FROM (PIVOT trades_1d ON region GROUP BY desk) WHERE desk = 'FX'

-- why: joined in FROM, with an alias
-- postgres: SELECT l.k, p."AMER" FROM lefts l CROSS JOIN (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) p ORDER BY 1, 2
SELECT l.k, p."AMER" FROM lefts l CROSS JOIN (PIVOT trades_1d ON region GROUP BY desk) p ORDER BY 1, 2

-- why: as a query of WITH, and behind one
-- postgres: SELECT * FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) t WHERE desk = 'FX'
WITH p AS (PIVOT trades_1d ON region GROUP BY desk), q AS (SELECT * FROM p WHERE desk = 'FX') SELECT * FROM q

-- why: behind WITH
-- postgres: SELECT count(*) FILTER (WHERE k = 1) AS "1", count(*) FILTER (WHERE k = 2) AS "2" FROM lefts WHERE k < 5
WITH few AS (SELECT k FROM lefts WHERE k < 5) PIVOT few ON k

-- why: arms of UNION
-- postgres: SELECT * FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) t UNION ALL SELECT * FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk) u ORDER BY 1, 2
PIVOT trades_1d ON region GROUP BY desk UNION ALL PIVOT trades_1d ON region GROUP BY desk ORDER BY 1, 2

-- why: a pivot of a pivot
-- postgres: SELECT book, sum(n) FILTER (WHERE desk = 'FX') AS "FX" FROM (SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS n FROM trades_1d GROUP BY desk, book) t GROUP BY book ORDER BY book
PIVOT (PIVOT trades_1d ON region GROUP BY desk, book) ON desk IN ('FX') USING sum("AMER") GROUP BY book

-- why: a pivot of an unpivot
-- postgres: SELECT trade_id, max(pnl) AS pnl, max(notional) AS notional FROM (SELECT trade_id, pnl, notional FROM trades_1d ORDER BY trade_id LIMIT 50) t GROUP BY trade_id ORDER BY trade_id
PIVOT (UNPIVOT (SELECT trade_id, pnl, notional FROM trades_1d ORDER BY trade_id LIMIT 50) ON pnl, notional INTO NAME n VALUE v) ON n IN (pnl, notional) USING max(v) GROUP BY trade_id

-- why: a PIVOT inside the parentheses of another, in its list
-- postgres: SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN (SELECT 'AMER' FROM trades_1d PIVOT (count(*) FOR desk IN ('FX') GROUP BY region) WHERE "FX" > 0) GROUP BY desk)

-- why: UNPIVOT with names of its own
-- postgres: SELECT id, u.n, u.v FROM numbers CROSS JOIN LATERAL (VALUES ('i2', i2::int8), ('four', i4::int8)) u (n, v) WHERE u.v IS NOT NULL ORDER BY 1, 2
UNPIVOT (SELECT id, i2::int8 AS i2, i4::int8 AS i4 FROM numbers) ON i2, i4 AS four INTO NAME n VALUE v ORDER BY 1, 2

-- why: UNPIVOT keeps NULLs when told to; names are name and value
-- postgres: SELECT id, u.name, u.value FROM numbers CROSS JOIN LATERAL (VALUES ('i2', i2::int8), ('i4', i4::int8)) u (name, value) ORDER BY 1, 2
UNPIVOT INCLUDE NULLS (SELECT id, i2::int8 AS i2, i4::int8 AS i4 FROM numbers) ON i2, i4 ORDER BY 1, 2

-- why: UNPIVOT of pairs
-- postgres: SELECT id, u.name, u.v, u.w FROM numbers CROSS JOIN LATERAL (VALUES ('pair', i2::int8, f8), ('i4_f4', i4::int8, f4::float8)) u (name, v, w) WHERE u.v IS NOT NULL OR u.w IS NOT NULL ORDER BY 1, 2
UNPIVOT (SELECT id, i2::int8 AS i2, i4::int8 AS i4, f8, f4::float8 AS f4 FROM numbers) ON (i2, f8) AS pair, (i4, f4) INTO NAME name VALUE v, w ORDER BY 1, 2

-- why: PIVOT_WIDER and PIVOT_LONGER
-- postgres: SELECT count(*) FILTER (WHERE n = 'a') AS a, count(*) FILTER (WHERE n = 'b') AS b FROM (VALUES ('a'), ('b')) t (n)
PIVOT_WIDER (SELECT n FROM (PIVOT_LONGER (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v) x) ON n

-- why: a column of the cells that is not there
-- postgres: SELECT sum(nope) FROM lefts
-- message: same
PIVOT lefts ON k USING sum(nope)

-- why: the key that is not there
-- postgres: SELECT nope FROM lefts
-- message: same
PIVOT lefts ON nope
