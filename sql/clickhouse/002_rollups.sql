-- Aggregates of pivot.trades_1d, kept up to date by materialized views and projections
-- (docs/data-model.md, "Rollups"). Run before the first insert: views see only what comes later.
--
-- Every key list has trade_date and exposure_type, so that one rollup answers all three views.
-- A column x_sum holds sum(x), row_count holds count(). The engine is AggregatingMergeTree
-- with SimpleAggregateFunction columns, as cheap to read as SummingMergeTree, which would drop
-- the groups whose sums are all zero.

CREATE TABLE IF NOT EXISTS pivot.trades_1d_rollup
(
    trade_date Date,
    portfolio_manager_id UInt32,
    fund_id UInt32,
    book LowCardinality(String),
    asset_class LowCardinality(String),
    symbol String,
    quantity_state AggregateFunction(sum, Float64),
    notional_state AggregateFunction(sum, Float64),
    pnl_state AggregateFunction(sum, Float64)
)
ENGINE = AggregatingMergeTree
PARTITION BY trade_date
ORDER BY (trade_date, portfolio_manager_id, fund_id, book, asset_class, symbol)
COMMENT 'Sums of quantity, notional and pnl over all rows, funds and their constituents alike';

CREATE MATERIALIZED VIEW IF NOT EXISTS pivot.trades_1d_rollup_mv TO pivot.trades_1d_rollup AS
SELECT
    trade_date,
    portfolio_manager_id,
    fund_id,
    book,
    asset_class,
    symbol,
    sumState(quantity) AS quantity_state,
    sumState(notional) AS notional_state,
    sumState(pnl) AS pnl_state
FROM pivot.trades_1d
GROUP BY trade_date, portfolio_manager_id, fund_id, book, asset_class, symbol
COMMENT 'Fills pivot.trades_1d_rollup';

CREATE TABLE IF NOT EXISTS pivot.trades_1d_by_organisation
(
    trade_date Date,
    exposure_type LowCardinality(String),
    portfolio_manager_id UInt32,
    fund_id UInt32,
    region LowCardinality(String),
    asset_class LowCardinality(String),
    row_count SimpleAggregateFunction(sum, UInt64),
    quantity_sum SimpleAggregateFunction(sum, Float64),
    price_sum SimpleAggregateFunction(sum, Float64),
    notional_sum SimpleAggregateFunction(sum, Float64),
    pnl_sum SimpleAggregateFunction(sum, Float64),
    delta_sum SimpleAggregateFunction(sum, Float64),
    gamma_sum SimpleAggregateFunction(sum, Float64),
    vega_sum SimpleAggregateFunction(sum, Float64),
    theta_sum SimpleAggregateFunction(sum, Float64),
    rho_sum SimpleAggregateFunction(sum, Float64),
    margin_sum SimpleAggregateFunction(sum, Float64),
    fees_sum SimpleAggregateFunction(sum, Float64),
    slippage_sum SimpleAggregateFunction(sum, Float64),
    exposure_sum SimpleAggregateFunction(sum, Float64)
)
ENGINE = AggregatingMergeTree
PARTITION BY trade_date
ORDER BY (trade_date, exposure_type, portfolio_manager_id, fund_id, region, asset_class)
COMMENT 'Portfolio manager, fund, region and asset class: row counts and sums';

CREATE MATERIALIZED VIEW IF NOT EXISTS pivot.trades_1d_by_organisation_mv TO pivot.trades_1d_by_organisation AS
SELECT
    trade_date,
    exposure_type,
    portfolio_manager_id,
    fund_id,
    region,
    asset_class,
    count() AS row_count,
    sum(quantity) AS quantity_sum,
    sum(price) AS price_sum,
    sum(notional) AS notional_sum,
    sum(pnl) AS pnl_sum,
    sum(delta) AS delta_sum,
    sum(gamma) AS gamma_sum,
    sum(vega) AS vega_sum,
    sum(theta) AS theta_sum,
    sum(rho) AS rho_sum,
    sum(margin) AS margin_sum,
    sum(fees) AS fees_sum,
    sum(slippage) AS slippage_sum,
    sum(exposure) AS exposure_sum
FROM pivot.trades_1d
GROUP BY trade_date, exposure_type, portfolio_manager_id, fund_id, region, asset_class
COMMENT 'Fills pivot.trades_1d_by_organisation';

CREATE TABLE IF NOT EXISTS pivot.trades_1d_by_instrument
(
    trade_date Date,
    exposure_type LowCardinality(String),
    asset_class LowCardinality(String),
    product LowCardinality(String),
    instrument_type LowCardinality(String),
    symbol String,
    underlying_symbol String,
    parent_symbol String,
    currency LowCardinality(String),
    region LowCardinality(String),
    country LowCardinality(String),
    venue LowCardinality(String),
    row_count SimpleAggregateFunction(sum, UInt64),
    quantity_sum SimpleAggregateFunction(sum, Float64),
    price_sum SimpleAggregateFunction(sum, Float64),
    notional_sum SimpleAggregateFunction(sum, Float64),
    pnl_sum SimpleAggregateFunction(sum, Float64),
    delta_sum SimpleAggregateFunction(sum, Float64),
    gamma_sum SimpleAggregateFunction(sum, Float64),
    vega_sum SimpleAggregateFunction(sum, Float64),
    theta_sum SimpleAggregateFunction(sum, Float64),
    rho_sum SimpleAggregateFunction(sum, Float64),
    margin_sum SimpleAggregateFunction(sum, Float64),
    fees_sum SimpleAggregateFunction(sum, Float64),
    slippage_sum SimpleAggregateFunction(sum, Float64),
    exposure_sum SimpleAggregateFunction(sum, Float64)
)
ENGINE = AggregatingMergeTree
PARTITION BY trade_date
ORDER BY (trade_date, exposure_type, asset_class, product, instrument_type, symbol, underlying_symbol, parent_symbol, currency, region, country, venue)
COMMENT 'Asset class to underlying symbol, region to venue: row counts and sums';

CREATE MATERIALIZED VIEW IF NOT EXISTS pivot.trades_1d_by_instrument_mv TO pivot.trades_1d_by_instrument AS
SELECT
    trade_date,
    exposure_type,
    asset_class,
    product,
    instrument_type,
    symbol,
    underlying_symbol,
    parent_symbol,
    currency,
    region,
    country,
    venue,
    count() AS row_count,
    sum(quantity) AS quantity_sum,
    sum(price) AS price_sum,
    sum(notional) AS notional_sum,
    sum(pnl) AS pnl_sum,
    sum(delta) AS delta_sum,
    sum(gamma) AS gamma_sum,
    sum(vega) AS vega_sum,
    sum(theta) AS theta_sum,
    sum(rho) AS rho_sum,
    sum(margin) AS margin_sum,
    sum(fees) AS fees_sum,
    sum(slippage) AS slippage_sum,
    sum(exposure) AS exposure_sum
FROM pivot.trades_1d
GROUP BY trade_date, exposure_type, asset_class, product, instrument_type, symbol, underlying_symbol, parent_symbol, currency, region, country, venue
COMMENT 'Fills pivot.trades_1d_by_instrument';

-- Projections live inside the table's parts: always consistent, chosen by the engine, nearly free
-- to write. A sum(x) or count() over their keys reads them; avg(x) does not, sum(x) / count() does.

ALTER TABLE pivot.trades_1d ADD PROJECTION IF NOT EXISTS by_desk
(
    SELECT
        trade_date, exposure_type, desk, book, strategy, region, asset_class,
        count(), sum(quantity), sum(price), sum(notional), sum(pnl),
        sum(delta), sum(gamma), sum(vega), sum(theta), sum(rho),
        sum(margin), sum(fees), sum(slippage), sum(exposure)
    GROUP BY trade_date, exposure_type, desk, book, strategy, region, asset_class
);

ALTER TABLE pivot.trades_1d ADD PROJECTION IF NOT EXISTS by_risk
(
    SELECT
        trade_date, exposure_type, counterparty, risk_bucket, scenario,
        count(), sum(quantity), sum(price), sum(notional), sum(pnl),
        sum(delta), sum(gamma), sum(vega), sum(theta), sum(rho),
        sum(margin), sum(fees), sum(slippage), sum(exposure)
    GROUP BY trade_date, exposure_type, counterparty, risk_bucket, scenario
);
