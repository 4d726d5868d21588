-- why: sums over the organisation
-- rollup: : answers
-- tolerance: 1e-9
SELECT region, sum(notional), sum(pnl) FROM trades_1d GROUP BY region ORDER BY region

-- why: counts and sums with a filter on a key
-- rollup: trades_1d_by_organisation: answers
-- tolerance: 1e-9
SELECT portfolio_manager_id, count(*), sum(fees) FROM trades_1d WHERE exposure_type <> 'Constituent' GROUP BY 1 ORDER BY 1

-- why: an average out of sum and count
-- rollup: : answers
-- tolerance: 1e-9
SELECT asset_class, avg(price) FROM trades_1d GROUP BY asset_class ORDER BY asset_class

-- why: sums by instrument
-- rollup: trades_1d_by_instrument: answers
-- tolerance: 1e-9
SELECT underlying_symbol, sum(quantity), count(*) FROM trades_1d GROUP BY 1 ORDER BY 1

-- why: no GROUP BY
-- rollup: : answers
-- tolerance: 1e-9
SELECT sum(pnl), count(*) FROM trades_1d

-- why: no row passes
-- rollup: : answers
SELECT sum(pnl), count(*) FROM trades_1d WHERE region = 'MOON'

-- why: FILTER over keys
-- rollup: : answers
-- tolerance: 1e-9
SELECT asset_class, sum(pnl) FILTER (WHERE region = 'AMER'), count(*) FILTER (WHERE region = 'MOON') FROM trades_1d GROUP BY 1 ORDER BY 1

-- why: HAVING and ORDER BY an aggregate
-- rollup: trades_1d_by_instrument: answers
-- tolerance: 1e-9
SELECT symbol, sum(notional) AS s FROM trades_1d GROUP BY symbol HAVING count(*) > 10 ORDER BY s DESC LIMIT 5

-- why: top level
-- postgres: SELECT region, sum(pnl) FROM top_level_trades GROUP BY region ORDER BY region
-- rollup: : answers
-- tolerance: 1e-9
SELECT region, sum(pnl) FROM top_level(trades_1d) GROUP BY region ORDER BY region

-- why: PIVOT
-- postgres: SELECT asset_class, sum(pnl) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY 1 ORDER BY 1
-- rollup: : answers
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('AMER') GROUP BY asset_class)

-- why: a measure that no rollup stores is answered from the table
-- rollup: none
-- tolerance: 1e-9
SELECT region, sum(metric_1), min(pnl) FROM trades_1d GROUP BY region ORDER BY region

-- why: a filter on a column that is no key is answered from the table
-- rollup: none
-- tolerance: 1e-9
SELECT region, sum(pnl) FROM trades_1d WHERE quantity > 1000 GROUP BY region ORDER BY region

-- why: distinct keys are counted on the rollup's rows
-- rollup: : answers
SELECT region, count(DISTINCT fund_id) FROM trades_1d GROUP BY region ORDER BY region

-- why: rollups must answer, or nothing does
-- set: pivot.rollups = require
-- tolerance: 1e-9
SELECT region, sum(pnl) FROM trades_1d GROUP BY region ORDER BY region

-- why: an average with a filter
-- rollup: : answers
-- tolerance: 1e-9
SELECT region, avg(pnl) FILTER (WHERE asset_class = 'Equity'), avg(pnl) FROM trades_1d WHERE exposure_type = 'Direct' GROUP BY region ORDER BY region

-- why: in a subquery
-- rollup: : answers
-- tolerance: 1e-9
SELECT max(s) FROM (SELECT region, sum(pnl) AS s FROM trades_1d GROUP BY region) t

-- why: a key under an expression
-- rollup: : answers
-- tolerance: 1e-9
SELECT upper(region), sum(pnl) FROM trades_1d GROUP BY upper(region) ORDER BY 1

-- why: DISTINCT over keys alone
SELECT DISTINCT region, asset_class FROM trades_1d ORDER BY 1, 2

-- why: a join is answered from the table
-- rollup: none
-- tolerance: 1e-9
SELECT i.sector, sum(t.pnl) FROM trades_1d t JOIN instruments i ON i.symbol = t.symbol GROUP BY 1 ORDER BY 1

-- why: sum of an expression is answered from the table
-- rollup: none
-- tolerance: 1e-9
SELECT region, sum(pnl - fees) FROM trades_1d GROUP BY region ORDER BY region

-- why: the day as key
-- rollup: : answers
-- tolerance: 1e-9
SELECT trade_date, sum(pnl), count(*) FROM trades_1d GROUP BY trade_date ORDER BY trade_date

-- why: the month out of the day
-- rollup: : answers
-- tolerance: 1e-9
SELECT extract(month FROM trade_date), sum(pnl) FROM trades_1d GROUP BY 1 ORDER BY 1

-- why: CASE over keys, of a sum and of ones
-- rollup: : answers
-- tolerance: 1e-9
SELECT asset_class, sum(CASE WHEN region = 'AMER' THEN pnl ELSE 0 END), sum(CASE WHEN region = 'AMER' THEN 1 ELSE 0 END), count(CASE WHEN region = 'EMEA' THEN 1 END) FROM trades_1d GROUP BY 1 ORDER BY 1

-- why: what looks at keys, and not at how often
-- rollup: : answers
SELECT min(trade_date), max(region), string_agg(DISTINCT region, ',' ORDER BY region) FROM trades_1d

-- why: a key as often as there are rows
-- rollup: : answers
SELECT region, sum(portfolio_manager_id), avg(portfolio_manager_id) FROM trades_1d GROUP BY region ORDER BY region

-- why: subtotals
-- rollup: : answers
-- tolerance: 1e-9
SELECT region, asset_class, sum(pnl), grouping(region, asset_class) FROM trades_1d GROUP BY ROLLUP (region, asset_class) ORDER BY 1, 2

-- why: names that the query gives the columns
-- rollup: : answers
-- tolerance: 1e-9
SELECT d, sum(r) FROM (SELECT region AS d, pnl AS r FROM trades_1d) AS t (d, r) GROUP BY d ORDER BY d
