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

-- why: a count of distinct keys is answered from the table
-- rollup: none
SELECT region, count(DISTINCT fund_id) FROM trades_1d GROUP BY region ORDER BY region
