-- The tables of pgpivot's data model (docs/data-model.md). Every statement can run again without
-- harm, and ends with a semicolon at the end of a line, so that a plain splitter can run them.
--
-- A comment may end in directives, each after a bar: "words | look_through: scaled". What
-- look_through says, and to whom, is in docs/data-model.md, "Column comments".

CREATE DATABASE IF NOT EXISTS pivot;

CREATE TABLE IF NOT EXISTS pivot.instruments
(
    symbol String COMMENT 'what trades name the instrument by',
    name String,
    asset_class LowCardinality(String) COMMENT 'Equity, Commodity',
    instrument_type LowCardinality(String) COMMENT 'Stock, ETF, ETC, Index, Future, Option, Commodity',
    currency LowCardinality(String),
    exchange LowCardinality(String),
    sector LowCardinality(String),
    is_composite UInt8 COMMENT '1: holds others, listed in pivot.constituents',
    created_at DateTime DEFAULT now() COMMENT 'the newest row of a symbol counts'
)
ENGINE = ReplacingMergeTree(created_at)
ORDER BY symbol
COMMENT 'One row per instrument: read with FINAL, or the newest created_at';

CREATE TABLE IF NOT EXISTS pivot.constituents
(
    parent_symbol String COMMENT 'the fund',
    constituent_symbol String COMMENT 'what it holds; may be a fund itself',
    weight Float64 COMMENT 'share of the parent''s value; what is missing to 1 is the residual',
    shares_per_unit Float64 COMMENT 'units of the constituent in one unit of the parent',
    effective_date Date COMMENT 'first day',
    expiry_date Date DEFAULT '2099-12-31' COMMENT 'last day',
    created_at DateTime DEFAULT now() COMMENT 'the newest row of a key counts'
)
ENGINE = ReplacingMergeTree(created_at)
PARTITION BY toYYYYMM(effective_date)
ORDER BY (parent_symbol, constituent_symbol, effective_date)
COMMENT 'What funds hold, from effective_date to expiry_date, both included';

CREATE TABLE IF NOT EXISTS pivot.trades_1d
(
    trade_date Date,
    ts DateTime64(3) COMMENT 'time of the trade',
    portfolio_manager_id UInt32,
    fund_id UInt32,
    portfolio_id UInt64,
    account_id UInt64,
    desk LowCardinality(String),
    book LowCardinality(String),
    strategy LowCardinality(String),
    region LowCardinality(String),
    country LowCardinality(String),
    venue LowCardinality(String) COMMENT 'exchange of the traded instrument',
    asset_class LowCardinality(String) COMMENT '| look_through: leaf',
    product LowCardinality(String),
    instrument_type LowCardinality(String) COMMENT '| look_through: leaf',
    symbol String COMMENT 'the instrument traded; of a Constituent row the fund',
    underlying_symbol String COMMENT 'what moves the value: the symbol itself, or the constituent | look_through: leaf',
    parent_symbol String DEFAULT '' COMMENT 'of a Constituent row the fund, else empty',
    exposure_type LowCardinality(String) COMMENT 'Direct, ETF, ETC: a trade; Constituent: a share of a fund trade that has a row of its own',
    currency LowCardinality(String),
    counterparty String,
    risk_bucket LowCardinality(String),
    scenario LowCardinality(String),
    trade_id UInt64 COMMENT 'a Constituent row has its fund trade''s',
    order_id UInt64,
    quantity Float64 COMMENT 'units | look_through: units',
    price Float64 COMMENT 'of one unit | look_through: ratio(notional,quantity)',
    notional Float64 COMMENT 'quantity x price | look_through: scaled',
    pnl Float64 COMMENT 'profit and loss | look_through: scaled',
    delta Float64 COMMENT 'of the position | look_through: scaled',
    gamma Float64 COMMENT 'of the position | look_through: scaled',
    vega Float64 COMMENT 'of the position | look_through: scaled',
    theta Float64 COMMENT 'of the position | look_through: scaled',
    rho Float64 COMMENT 'of the position | look_through: scaled',
    margin Float64 COMMENT 'collateral asked for | look_through: scaled',
    fees Float64 COMMENT 'paid | look_through: scaled',
    slippage Float64 COMMENT 'share of the price | look_through: copied',
    vol Float64 COMMENT 'volatility per year | look_through: copied',
    rate Float64 COMMENT 'interest per year | look_through: copied',
    exposure Float64 COMMENT 'market value at risk | look_through: scaled',
    weight Float64 DEFAULT 1.0 COMMENT 'share of the trade that the row stands for | look_through: weight',
    metric_1 Float64 COMMENT '| look_through: null',
    metric_2 Float64 COMMENT '| look_through: null',
    metric_3 Float64 COMMENT '| look_through: null',
    metric_4 Float64 COMMENT '| look_through: null',
    metric_5 Float64 COMMENT '| look_through: null',
    metric_6 Float64 COMMENT '| look_through: null',
    metric_7 Float64 COMMENT '| look_through: null',
    metric_8 Float64 COMMENT '| look_through: null',
    metric_9 Float64 COMMENT '| look_through: null',
    metric_10 Float64 COMMENT '| look_through: null',
    metric_11 Float64 COMMENT '| look_through: null',
    metric_12 Float64 COMMENT '| look_through: null',
    metric_13 Float64 COMMENT '| look_through: null',
    metric_14 Float64 COMMENT '| look_through: null'
)
ENGINE = MergeTree
PARTITION BY trade_date
ORDER BY (portfolio_manager_id, fund_id, book, asset_class, symbol, ts)
COMMENT 'Trades, and the rows that fund trades were exploded into: choose a view (top, leaf, raw) before summing';
