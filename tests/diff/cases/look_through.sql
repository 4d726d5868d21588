-- why: no money is lost: the sum of look-through is that of the top level
-- postgres: SELECT sum(notional), sum(pnl), sum(exposure), sum(delta) FROM top_level_trades
-- tolerance: 1e-9
SELECT sum(notional), sum(pnl), sum(exposure), sum(delta) FROM look_through(trades_1d)

-- why: nor within any group of the trades
-- postgres: SELECT desk, region, sum(notional) FROM top_level_trades GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT desk, region, sum(notional) FROM look_through(trades_1d) GROUP BY 1, 2 ORDER BY 1, 2

-- why: top level
-- postgres: SELECT count(*), count(DISTINCT trade_id) FROM top_level_trades
SELECT count(*), count(DISTINCT trade_id) FROM top_level(trades_1d)

-- why: every line by underlying
-- postgres: SELECT underlying_symbol, count(*), sum(notional), sum(pnl), sum(quantity) FROM look_through_trades GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, count(*), sum(notional), sum(pnl), sum(quantity) FROM look_through(trades_1d) GROUP BY 1 ORDER BY 1

-- why: where the lines come from
-- postgres: SELECT look_through_path, look_through_status, look_through_depth, count(*), min(weight), max(weight) FROM look_through_trades GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
-- tolerance: 1e-9
SELECT look_through_path, look_through_status, look_through_depth, count(*), min(weight), max(weight) FROM look_through(trades_1d) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- why: the columns that are scaled, copied, divided and taken from the leaf, of funds of funds
-- postgres: SELECT trade_id, symbol, parent_symbol, underlying_symbol, asset_class, instrument_type, exposure_type, quantity, price, notional, vol, weight FROM look_through_trades WHERE trade_id >= 900000 ORDER BY trade_id, look_through_path, look_through_status
-- tolerance: 1e-9
SELECT trade_id, symbol, parent_symbol, underlying_symbol, asset_class, instrument_type, exposure_type, quantity, price, notional, vol, weight FROM look_through(trades_1d) WHERE trade_id >= 900000 ORDER BY trade_id, look_through_path, look_through_status

-- why: leaves by asset class
-- postgres: SELECT asset_class, instrument_type, exposure_type, sum(notional) FROM look_through_trades GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
-- tolerance: 1e-9
SELECT asset_class, instrument_type, exposure_type, sum(notional) FROM look_through(trades_1d) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- why: one underlying, direct and through funds
-- postgres: SELECT symbol, sum(notional) FROM look_through_trades WHERE underlying_symbol = 'AAPL' GROUP BY symbol ORDER BY symbol
-- tolerance: 1e-9
SELECT symbol, sum(notional) FROM look_through(trades_1d) WHERE underlying_symbol = 'AAPL' GROUP BY symbol ORDER BY symbol

-- why: without the residual
-- postgres: SELECT underlying_symbol, sum(notional) FROM look_through_trades WHERE look_through_status <> 'residual' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, sum(notional) FROM look_through(trades_1d, residual => 'drop') GROUP BY 1 ORDER BY 1

-- why: the setting changes what the table means
-- postgres: SELECT underlying_symbol, sum(notional) FROM look_through_trades GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
-- set: lookthrough.view = leaf
SELECT underlying_symbol, sum(notional) FROM trades_1d GROUP BY 1 ORDER BY 1

-- why: the setting for the top level
-- postgres: SELECT count(*) FROM top_level_trades
-- set: lookthrough.view = top
SELECT count(*) FROM trades_1d

-- why: raw is every stored row
SELECT count(*), count(DISTINCT exposure_type) FROM trades_1d

-- why: look-through joined with instruments
-- postgres: SELECT i.sector, sum(t.notional) FROM look_through_trades t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT i.sector, sum(t.notional) FROM look_through(trades_1d) t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY 1 ORDER BY 1

-- why: normalised weights lose no money either
-- postgres: SELECT sum(notional) FROM top_level_trades
-- tolerance: 1e-9
SELECT sum(notional) FROM look_through(trades_1d, residual => 'normalize')

-- why: one level only loses no money either
-- postgres: SELECT sum(notional) FROM top_level_trades
-- tolerance: 1e-9
SELECT sum(notional) FROM look_through(trades_1d, depth => 1)

-- why: a filter on the trade
-- postgres: SELECT underlying_symbol, sum(pnl) FROM look_through_trades WHERE region = 'EMEA' AND desk = 'FX' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, sum(pnl) FROM look_through(trades_1d) WHERE region = 'EMEA' AND desk = 'FX' GROUP BY 1 ORDER BY 1

-- why: a filter on a day
-- postgres: SELECT underlying_symbol, sum(notional) FROM look_through_trades WHERE trade_date = '2024-01-16' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, sum(notional) FROM look_through(trades_1d) WHERE trade_date = '2024-01-16' GROUP BY 1 ORDER BY 1

-- why: a filter on the leaf's class, with a top-level column beside
-- postgres: SELECT portfolio_manager_id, count(*), sum(notional) FROM look_through_trades WHERE asset_class = 'Commodity' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT portfolio_manager_id, count(*), sum(notional) FROM look_through(trades_1d) WHERE asset_class = 'Commodity' GROUP BY 1 ORDER BY 1

-- why: a filter on a scaled measure comes after the expansion
-- postgres: SELECT count(*) FROM look_through_trades WHERE notional > 100000
SELECT count(*) FROM look_through(trades_1d) WHERE notional > 100000

-- why: as of a day, all trades see that day's holdings
-- postgres: SELECT sum(notional) FROM top_level_trades
-- tolerance: 1e-9
SELECT sum(notional) FROM look_through(trades_1d, as_of => '2024-01-16')

-- why: what a fund holds as of a day
-- postgres: SELECT 'MSFT' AS underlying_symbol, 150::float8 AS sum
SELECT underlying_symbol, sum(notional) FROM look_through(trades_1d, as_of => '2024-01-16') WHERE symbol = 'MOVE' GROUP BY 1

-- why: counting trades, not lines
-- postgres: SELECT count(DISTINCT trade_id), count(*) FROM look_through_trades
SELECT count(DISTINCT trade_id), count(*) FROM look_through(trades_1d)

-- why: gross and net
-- postgres: SELECT sum(abs(notional)), sum(notional) FROM look_through_trades WHERE symbol = 'LEV2'
-- tolerance: 1e-9
SELECT sum(abs(notional)), sum(notional) FROM look_through(trades_1d) WHERE symbol = 'LEV2'

-- why: an option that does not exist
-- postgres: SELECT nope(a => 1)
SELECT count(*) FROM look_through(trades_1d, nope => 1)

-- why: a table without holdings is an error of its own
-- differs: PostgreSQL has no look_through
SELECT count(*) FROM look_through(numbers)

-- why: the rows of the view in the setting with a plain join
-- postgres: SELECT count(*) FROM top_level_trades t JOIN instruments i ON i.symbol = t.symbol
-- set: lookthrough.view = top
SELECT count(*) FROM trades_1d t JOIN instruments i ON i.symbol = t.symbol

-- why: stored lines, and what their weights leave
-- postgres: SELECT trade_id, symbol, parent_symbol, underlying_symbol, exposure_type, quantity, notional, look_through_depth, look_through_path, look_through_status FROM stored_trades WHERE desk = 'FX' ORDER BY trade_date, trade_id, look_through_path
-- tolerance: 1e-9
-- within: 1e-9
SELECT trade_id, symbol, parent_symbol, underlying_symbol, exposure_type, quantity, notional, look_through_depth, look_through_path, look_through_status FROM look_through(trades_1d, source => stored) WHERE desk = 'FX' ORDER BY trade_date, trade_id, look_through_path

-- why: stored lines add up to the trades
-- postgres: SELECT desk, trade_date, sum(notional), sum(pnl) FROM top_level_trades GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
-- set: lookthrough.source = stored
SELECT desk, trade_date, sum(notional), sum(pnl) FROM look_through(trades_1d) GROUP BY 1, 2 ORDER BY 1, 2

-- why: stored lines agree with computed ones where both know the holdings
-- postgres: SELECT underlying_symbol, look_through_status, count(*), sum(notional), sum(pnl), sum(quantity) FROM look_through_trades WHERE symbol IN ('SPY', 'QQQ', 'XLF', 'XLE', 'GLD', 'SLV', 'USO', 'PMET') GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT underlying_symbol, look_through_status, count(*), sum(notional), sum(pnl), sum(quantity) FROM look_through(trades_1d, source => stored) WHERE symbol IN ('SPY', 'QQQ', 'XLF', 'XLE', 'GLD', 'SLV', 'USO', 'PMET') GROUP BY 1, 2 ORDER BY 1, 2

-- why: stored lines without residuals
-- postgres: SELECT underlying_symbol, sum(notional) FROM stored_trades WHERE look_through_status <> 'residual' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, sum(notional) FROM look_through(trades_1d, source => stored, residual => drop) GROUP BY 1 ORDER BY 1

-- why: question: the top level by portfolio manager and exposure type
-- postgres: SELECT portfolio_manager_id, exposure_type, sum(pnl) FROM top_level_trades GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT portfolio_manager_id, exposure_type, sum(pnl) FROM top_level(trades_1d) GROUP BY 1, 2 ORDER BY 1, 2

-- why: question: what is inside each fund
-- postgres: SELECT symbol, underlying_symbol, look_through_status, sum(notional) FROM look_through_trades WHERE exposure_type <> 'Direct' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
-- tolerance: 1e-9
SELECT symbol, underlying_symbol, look_through_status, sum(notional) FROM look_through(trades_1d) WHERE exposure_type <> 'Direct' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- why: question: exposure to AAPL, direct and through funds
-- postgres: SELECT look_through_status, symbol, sum(exposure) FROM look_through_trades WHERE underlying_symbol = 'AAPL' GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT look_through_status, symbol, sum(exposure) FROM look_through(trades_1d) WHERE underlying_symbol = 'AAPL' GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: one day
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE trade_date = '2024-01-15' GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE trade_date = '2024-01-15' GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: days up to one
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE trade_date <= '2024-01-12' AND desk <> 'FX' GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE trade_date <= '2024-01-12' AND desk <> 'FX' GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: days in words that turn around
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE '2024-01-10' <= trade_date AND '2024-01-16' > trade_date GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE '2024-01-10' <= trade_date AND '2024-01-16' > trade_date GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: a list of days and NULL
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE trade_date IN ('2024-01-16', '2024-01-10', NULL) GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE trade_date IN ('2024-01-16', '2024-01-10', NULL) GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: no day
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE trade_date = '2024-01-15' AND trade_date < '2024-01-10' GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE trade_date = '2024-01-15' AND trade_date < '2024-01-10' GROUP BY 1, 2 ORDER BY 1, 2

-- why: holdings of the days that are asked for: some days or others
-- postgres: SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE (trade_date = '2024-01-15' OR trade_date < '2024-01-10') AND trade_date BETWEEN '2024-01-02' AND '2024-01-15' GROUP BY 1, 2 ORDER BY 1, 2
-- tolerance: 1e-9
SELECT trade_date, underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE (trade_date = '2024-01-15' OR trade_date < '2024-01-10') AND trade_date BETWEEN '2024-01-02' AND '2024-01-15' GROUP BY 1, 2 ORDER BY 1, 2

-- why: funds that are asked of: one
-- postgres: SELECT underlying_symbol, count(*), sum(notional) FROM look_through_trades WHERE symbol = 'SPY' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT underlying_symbol, count(*), sum(notional) FROM look_through(trades_1d) WHERE symbol = 'SPY' GROUP BY 1 ORDER BY 1

-- why: funds that are asked of: some, and some leaves
-- postgres: SELECT symbol, underlying_symbol, look_through_path, count(*), sum(notional) FROM look_through_trades WHERE symbol IN ('SPY', 'QQQ', 'AAPL') AND underlying_symbol LIKE 'A%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
-- tolerance: 1e-9
SELECT symbol, underlying_symbol, look_through_path, count(*), sum(notional) FROM look_through(trades_1d) WHERE symbol IN ('SPY', 'QQQ', 'AAPL') AND underlying_symbol LIKE 'A%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- why: funds that are asked of: by what is no equality, and of the same days
-- postgres: SELECT symbol, count(*), sum(notional), min(look_through_depth), max(look_through_status) FROM look_through_trades WHERE symbol > 'M' AND upper(symbol) <> 'SPY' AND trade_date >= '2024-01-10' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT symbol, count(*), sum(notional), min(look_through_depth), max(look_through_status) FROM look_through(trades_1d) WHERE symbol > 'M' AND upper(symbol) <> 'SPY' AND trade_date >= '2024-01-10' GROUP BY 1 ORDER BY 1

-- why: funds that are asked of: none that holds anything, and none at all
-- postgres: SELECT count(*), sum(notional) FROM look_through_trades WHERE symbol IS NULL OR symbol = 'nothing'
-- tolerance: 1e-9
SELECT count(*), sum(notional) FROM look_through(trades_1d) WHERE symbol IS NULL OR symbol = 'nothing'

-- why: each line of one fund
-- postgres: SELECT trade_id, underlying_symbol, weight, notional FROM look_through_trades WHERE symbol = 'QQQ' AND underlying_symbol <> 'MSFT' ORDER BY 1, 2, 3, 4
-- tolerance: 1e-9
SELECT trade_id, underlying_symbol, weight, notional FROM look_through(trades_1d) WHERE symbol = 'QQQ' AND underlying_symbol <> 'MSFT' ORDER BY 1, 2, 3, 4

-- why: a subquery around the view, as tools write it
-- postgres: SELECT underlying_symbol AS u, count(*), sum(notional), sum(pnl) FROM look_through_trades WHERE desk <> 'FX' AND symbol <> 'SPY' GROUP BY 1 ORDER BY 1
-- tolerance: 1e-9
SELECT u, count(*), sum(n), sum(pnl) FROM (SELECT underlying_symbol AS u, notional AS n, pnl, symbol FROM look_through(trades_1d) WHERE desk <> 'FX') AS "Custom SQL" WHERE symbol <> 'SPY' GROUP BY u ORDER BY u

-- why: one with a correlated subquery beside it
-- postgres: SELECT underlying_symbol AS u, count(*) FROM look_through_trades l WHERE EXISTS (SELECT 1 FROM constituents c WHERE c.constituent_symbol = l.underlying_symbol) GROUP BY 1 ORDER BY 1
SELECT u, count(*) FROM (SELECT underlying_symbol AS u FROM look_through(trades_1d)) x WHERE EXISTS (SELECT 1 FROM constituents c WHERE c.constituent_symbol = x.u) GROUP BY u ORDER BY u
