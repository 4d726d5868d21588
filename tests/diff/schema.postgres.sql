-- The tables of schema.clickhouse.sql and sql/clickhouse/001_schema.sql in PostgreSQL's types.
CREATE EXTENSION tablefunc;
CREATE SCHEMA pivot;
ALTER DATABASE pivot SET search_path = pivot, public;
SET search_path = pivot, public;

CREATE TABLE numbers (id int NOT NULL, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric(18, 4), big numeric(38, 10), b bool);
CREATE TABLE unsigned (id int NOT NULL, u1 int2 NOT NULL, u2 int4 NOT NULL, u4 int8 NOT NULL, u8 numeric NOT NULL, i1 int2 NOT NULL, i16 numeric NOT NULL);
CREATE TABLE texts (id int NOT NULL, s text, kept text NOT NULL, low text);
CREATE TABLE times (id int NOT NULL, d date, short_d date NOT NULL, ts timestamp(6), seconds timestamp(0) NOT NULL);
CREATE TABLE nothing (id int NOT NULL, i4 int4, i8 int8 NOT NULL, f8 float8 NOT NULL, n numeric(10, 2), s text, kept text NOT NULL, b bool NOT NULL, d date NOT NULL);
CREATE TABLE lefts (id int NOT NULL, k int, a text NOT NULL);
CREATE TABLE rights (id int NOT NULL, k int, b text NOT NULL);
CREATE TABLE t1 (id int NOT NULL, a int, b text);
CREATE TABLE t2 (id int NOT NULL, a int8, t1 int);
CREATE TABLE arrays (id int NOT NULL, a int[] NOT NULL, ai int[] NOT NULL, t text[] NOT NULL, f float8[] NOT NULL, n numeric(18, 2)[] NOT NULL, m int[] NOT NULL, u int8[] NOT NULL, low text[] NOT NULL, d date[] NOT NULL);
INSERT INTO arrays VALUES
    (1, '{1,2,3}', '{1,NULL,3}', '{a,NULL,"b c",""}', '{1.5,-0,NaN}', '{1.25,-3.50}', '{{1,2},{3,4}}', '{4294967295,0}', '{x,y}', '{2024-02-29,1955-12-31}'),
    (2, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    (3, '{3,2,1}', '{NULL}', '{NULL}', '{Infinity,-Infinity}', '{0.00}', '{{5,6},{7,8},{9,10}}', '{1}', '{x}', '{2200-01-01}'),
    (4, '{1,2}', '{2147483647,-2147483648}', '{NULL,"null","NULL"}', '{0}', '{9999999999999999.99}', '{{1}}', '{7,7}', '{y,x,y}', '{1970-01-01,1970-01-01}'),
    (5, '{1,2,3}', '{1,3}', '{"q\"uote","back\\slash","{brace}","com,ma"}', '{1.5}', '{1.25}', '{{1,2},{3,4}}', '{0}', '{""}', '{2024-03-01}');

CREATE TABLE instruments (symbol text NOT NULL, name text NOT NULL DEFAULT '', asset_class text NOT NULL, instrument_type text NOT NULL, currency text NOT NULL DEFAULT '', exchange text NOT NULL DEFAULT '', sector text NOT NULL, is_composite smallint NOT NULL DEFAULT 0, created_at timestamp(0) NOT NULL DEFAULT now());
CREATE TABLE constituents (parent_symbol text NOT NULL, constituent_symbol text NOT NULL, weight float8 NOT NULL, shares_per_unit float8 NOT NULL, effective_date date NOT NULL, expiry_date date NOT NULL DEFAULT '2099-12-31', created_at timestamp(0) NOT NULL DEFAULT now());
CREATE TABLE trades_1d (
    trade_date date NOT NULL, ts timestamp(3) NOT NULL DEFAULT '1970-01-01',
    portfolio_manager_id int8 NOT NULL DEFAULT 0, fund_id int8 NOT NULL DEFAULT 0, portfolio_id numeric NOT NULL DEFAULT 0, account_id numeric NOT NULL DEFAULT 0,
    desk text NOT NULL DEFAULT '', book text NOT NULL DEFAULT '', strategy text NOT NULL DEFAULT '', region text NOT NULL DEFAULT '', country text NOT NULL DEFAULT '', venue text NOT NULL DEFAULT '',
    asset_class text NOT NULL DEFAULT '', product text NOT NULL DEFAULT '', instrument_type text NOT NULL DEFAULT '',
    symbol text NOT NULL DEFAULT '', underlying_symbol text NOT NULL DEFAULT '', parent_symbol text NOT NULL DEFAULT '', exposure_type text NOT NULL DEFAULT '',
    currency text NOT NULL DEFAULT '', counterparty text NOT NULL DEFAULT '', risk_bucket text NOT NULL DEFAULT '', scenario text NOT NULL DEFAULT '',
    trade_id numeric NOT NULL DEFAULT 0, order_id numeric NOT NULL DEFAULT 0,
    quantity float8 NOT NULL DEFAULT 0, price float8 NOT NULL DEFAULT 0, notional float8 NOT NULL DEFAULT 0, pnl float8 NOT NULL DEFAULT 0,
    delta float8 NOT NULL DEFAULT 0, gamma float8 NOT NULL DEFAULT 0, vega float8 NOT NULL DEFAULT 0, theta float8 NOT NULL DEFAULT 0, rho float8 NOT NULL DEFAULT 0,
    margin float8 NOT NULL DEFAULT 0, fees float8 NOT NULL DEFAULT 0, slippage float8 NOT NULL DEFAULT 0, vol float8 NOT NULL DEFAULT 0, rate float8 NOT NULL DEFAULT 0,
    exposure float8 NOT NULL DEFAULT 0, weight float8 NOT NULL DEFAULT 1.0,
    metric_1 float8 NOT NULL DEFAULT 0, metric_2 float8 NOT NULL DEFAULT 0, metric_3 float8 NOT NULL DEFAULT 0, metric_4 float8 NOT NULL DEFAULT 0, metric_5 float8 NOT NULL DEFAULT 0,
    metric_6 float8 NOT NULL DEFAULT 0, metric_7 float8 NOT NULL DEFAULT 0, metric_8 float8 NOT NULL DEFAULT 0, metric_9 float8 NOT NULL DEFAULT 0, metric_10 float8 NOT NULL DEFAULT 0,
    metric_11 float8 NOT NULL DEFAULT 0, metric_12 float8 NOT NULL DEFAULT 0, metric_13 float8 NOT NULL DEFAULT 0, metric_14 float8 NOT NULL DEFAULT 0);

CREATE TABLE positions (day date NOT NULL, id int NOT NULL, isin text NOT NULL, desk text NOT NULL, asset_class text NOT NULL, amount numeric(18, 2) NOT NULL, gain numeric(18, 4), units float8 NOT NULL, value float8 NOT NULL, score float8 NOT NULL);

-- The same views as plain SQL, written from their definition and not from pgpivot's.
CREATE VIEW top_level_trades AS
    SELECT * FROM trades_1d WHERE exposure_type <> 'Constituent';

-- One line for each path from a fund to what it holds in the end on a day, and one for the rest of
-- each fund on the way. most: how many levels are opened.
CREATE TABLE balances (day date NOT NULL, isin text NOT NULL, account text NOT NULL, desk text NOT NULL, asset_class text NOT NULL, balance numeric(18, 2) NOT NULL, opening numeric(18, 2) NOT NULL, mean numeric(18, 2) NOT NULL, held float8 NOT NULL, flow numeric(18, 2) NOT NULL, value float8 NOT NULL);

CREATE FUNCTION look_through_paths(most int, as_of date, residual text)
RETURNS TABLE (day date, root text, node text, weight float8, shares float8, nodes text[], depth int, status text)
LANGUAGE sql AS $$
WITH RECURSIVE days AS (
    SELECT as_of AS day WHERE as_of IS NOT NULL
    UNION SELECT trade_date FROM trades_1d WHERE as_of IS NULL
    UNION SELECT p.day FROM positions p WHERE as_of IS NULL
    UNION SELECT b.day FROM balances b WHERE as_of IS NULL),
holding AS (
    SELECT DISTINCT ON (d.day, parent_symbol, constituent_symbol)
        d.day, parent_symbol AS fund, constituent_symbol AS held, c.weight, shares_per_unit AS shares
    FROM constituents c JOIN days d ON d.day BETWEEN effective_date AND expiry_date
    ORDER BY d.day, parent_symbol, constituent_symbol, effective_date DESC, created_at DESC),
fund AS (
    SELECT h.day, h.fund, sum(h.weight) AS total,
        CASE WHEN residual = 'normalize' AND sum(h.weight) > 0 THEN sum(h.weight) ELSE 1 END AS divisor
    FROM holding h GROUP BY h.day, h.fund),
step AS (
    SELECT f.day, f.fund AS root, f.fund AS node, 1::float8 AS weight, 1::float8 AS shares, ARRAY[f.fund] AS nodes, false AS is_cycle
    FROM fund f
    UNION ALL
    SELECT s.day, s.root, h.held, s.weight * h.weight / f.divisor, s.shares * h.shares, s.nodes || h.held, h.held = ANY (s.nodes)
    FROM step s
    JOIN holding h ON h.day = s.day AND h.fund = s.node
    JOIN fund f ON f.day = s.day AND f.fund = s.node
    WHERE NOT s.is_cycle AND cardinality(s.nodes) <= most),
node AS (
    SELECT s.*, f.total, f.fund IS NOT NULL AND NOT s.is_cycle AND cardinality(s.nodes) <= most AS is_open
    FROM step s LEFT JOIN fund f ON f.day = s.day AND f.fund = s.node)
SELECT n.day, n.root, n.node, n.weight, n.shares, n.nodes, cardinality(n.nodes) - 1,
    CASE WHEN n.is_cycle THEN 'cycle' WHEN n.total IS NULL THEN 'leaf' ELSE 'depth' END
FROM node n WHERE NOT n.is_open
UNION ALL
SELECT n.day, n.root, n.node, n.weight * (1 - n.total), NULL, n.nodes, cardinality(n.nodes), 'residual'
FROM node n
WHERE n.is_open AND CASE residual WHEN 'keep' THEN abs(1 - n.total) > 1e-9 WHEN 'drop' THEN false ELSE n.total <= 0 END
$$;

CREATE VIEW instruments_now AS
    SELECT DISTINCT ON (symbol) * FROM instruments ORDER BY symbol, created_at DESC;

CREATE FUNCTION trades_1d_lines(most int, as_of date, residual text)
RETURNS TABLE (trade_date date, trade_id numeric, desk text, region text, book text, portfolio_manager_id int8, fund_id int8, symbol text,
    parent_symbol text, underlying_symbol text, asset_class text, instrument_type text, exposure_type text, quantity float8, price float8,
    notional float8, pnl float8, exposure float8, delta float8, vol float8, metric_1 float8, weight float8,
    look_through_depth int, look_through_path text, look_through_status text)
LANGUAGE sql AS $$
SELECT t.trade_date, t.trade_id, t.desk, t.region, t.book, t.portfolio_manager_id, t.fund_id, t.symbol,
    COALESCE(p.root, t.parent_symbol),
    COALESCE(p.node, t.underlying_symbol),
    COALESCE(i.asset_class, t.asset_class),
    COALESCE(i.instrument_type, t.instrument_type),
    CASE WHEN p.root IS NULL THEN t.exposure_type WHEN p.status = 'residual' THEN 'Residual' ELSE 'Constituent' END,
    CASE WHEN p.root IS NULL THEN t.quantity ELSE t.quantity * p.shares END,
    CASE WHEN p.root IS NULL THEN t.price ELSE t.notional * p.weight / NULLIF(t.quantity * p.shares, 0) END,
    t.notional * COALESCE(p.weight, 1),
    t.pnl * COALESCE(p.weight, 1),
    t.exposure * COALESCE(p.weight, 1),
    t.delta * COALESCE(p.weight, 1),
    t.vol, CASE WHEN p.root IS NULL THEN t.metric_1 END, COALESCE(p.weight, t.weight),
    COALESCE(p.depth, 0),
    COALESCE(array_to_string(p.nodes, '>'), t.symbol),
    COALESCE(p.status, CASE WHEN t.exposure_type = 'Direct' THEN 'direct' ELSE 'missing' END)
FROM top_level_trades t
LEFT JOIN look_through_paths(most, as_of, residual) p
    ON p.day = COALESCE(as_of, t.trade_date) AND p.root = t.symbol AND t.exposure_type <> 'Direct'
LEFT JOIN instruments_now i ON i.symbol = p.node
$$;

CREATE VIEW look_through_trades AS
    SELECT * FROM trades_1d_lines(16, NULL, 'keep');

-- From stored lines: they, what their weights leave, and trades that have none.
CREATE VIEW stored_trades AS
WITH rest AS (
    SELECT trade_date, trade_id, 1 - sum(weight) AS weight FROM trades_1d WHERE exposure_type = 'Constituent' GROUP BY 1, 2)
SELECT t.trade_date, t.trade_id, t.desk, t.symbol, t.parent_symbol, t.underlying_symbol, t.exposure_type, t.quantity, t.notional, t.pnl,
    CASE t.exposure_type WHEN 'Constituent' THEN 1 ELSE 0 END AS look_through_depth,
    CASE t.exposure_type WHEN 'Constituent' THEN t.symbol || '>' || t.underlying_symbol ELSE t.symbol END AS look_through_path,
    CASE t.exposure_type WHEN 'Constituent' THEN 'leaf' WHEN 'Direct' THEN 'direct' ELSE 'missing' END AS look_through_status
FROM trades_1d t LEFT JOIN rest r USING (trade_date, trade_id)
WHERE t.exposure_type IN ('Constituent', 'Direct') OR r.trade_id IS NULL
UNION ALL
SELECT t.trade_date, t.trade_id, t.desk, t.symbol, t.symbol, t.underlying_symbol, 'Residual', NULL, t.notional * r.weight, t.pnl * r.weight,
    1, t.symbol, 'residual'
FROM trades_1d t JOIN rest r USING (trade_date, trade_id)
WHERE t.exposure_type NOT IN ('Constituent', 'Direct') AND abs(r.weight) > 1e-9;

-- Without a kind of exposure: what holds nothing is direct.
CREATE FUNCTION positions_lines(most int, as_of date, residual text)
RETURNS TABLE (day date, id int, isin text, desk text, underlying_symbol text, asset_class text, amount numeric, gain numeric, units float8,
    value float8, score float8, look_through_depth int, look_through_path text, look_through_status text)
LANGUAGE sql AS $$
SELECT t.day, t.id, t.isin, t.desk, COALESCE(p.node, t.isin), COALESCE(i.asset_class, t.asset_class),
    t.amount * COALESCE(p.weight, 1)::numeric, t.gain * COALESCE(p.weight, 1)::numeric,
    CASE WHEN p.root IS NULL THEN t.units ELSE t.units * p.shares END,
    t.value * COALESCE(p.weight, 1), CASE WHEN p.root IS NULL THEN t.score END,
    COALESCE(p.depth, 0), COALESCE(array_to_string(p.nodes, '>'), t.isin), COALESCE(p.status, 'direct')
FROM positions t
LEFT JOIN look_through_paths(most, as_of, residual) p ON p.day = COALESCE(as_of, t.day) AND p.root = t.isin
LEFT JOIN instruments_now i ON i.symbol = p.node
$$;

CREATE VIEW balances_lines AS
SELECT t.day, t.isin, t.account, t.desk, COALESCE(p.node, t.isin) AS underlying_symbol, COALESCE(i.asset_class, t.asset_class) AS asset_class,
    t.balance * COALESCE(p.weight, 1)::numeric AS balance, t.opening * COALESCE(p.weight, 1)::numeric AS opening,
    t.mean * COALESCE(p.weight, 1)::numeric AS mean, CASE WHEN p.root IS NULL THEN t.held ELSE t.held * p.shares END AS held,
    t.flow * COALESCE(p.weight, 1)::numeric AS flow, t.value * COALESCE(p.weight, 1) AS value
FROM balances t
LEFT JOIN look_through_paths(16, NULL, 'keep') p ON p.day = t.day AND p.root = t.isin
LEFT JOIN instruments_now i ON i.symbol = p.node;

-- What pgpivot makes of ClickHouse's own types stands here as texts of those types.
CREATE TABLE kinds (id int NOT NULL, t time, ts time NOT NULL, u uuid, ip4 inet, ip6 inet NOT NULL, bf float4 NOT NULL, iv interval NOT NULL, e text NOT NULL, fs text, lc text, m json NOT NULL, tu json NOT NULL, bare json NOT NULL, an json NOT NULL, j jsonb NOT NULL, v text, dy text, pt json NOT NULL);
INSERT INTO kinds VALUES
    (1, '13:45:07.120034', '00:00:00', '61f0c404-5cb3-11e7-907b-a6006ad3dba0', '192.168.1.5', '2001:db8::1', 1.5, '3 days', 'low', 'ab', 'x', '{"b":1,"a":2}', '{"a":1,"b":"x"}', '[1,1.5]', '[{"x":1,"y":1.50}]', '{"b":{"c":1},"aa":[1,"x",null],"z":"q\"é"}', '1', 'x', '[1,2]'),
    (2, NULL, '24:00:00', NULL, NULL, '::', -0.5, '-40 days', 'mid', NULL, NULL, '{}', '{"a":2,"b":null}', '[2,"nan"]', '[]', '{}', NULL, NULL, '[0,0]'),
    (3, '00:00:00', '23:59:59', '00000000-0000-0000-0000-000000000001', '0.0.0.0', '::ffff:1.2.3.4', 0, '0 days', 'high', '', '', '{"k":1,"k":2}', '{"a":3,"b":"a\"b"}', '[-1,"inf"]', '[{"x":3,"y":-0.25},{"x":4,"y":0.00}]', '{"n":1e30,"f":0.1,"b":true}', 'txt', '7', '[-1.5,0]'),
    (4, '24:00:00', '12:00:00', 'ffffffff-ffff-ffff-0000-000000000000', '255.255.255.255', 'fe80::1:2', 100, '1 day', 'low', 'abcd', 'é', '{"q\"":-5}', '{"a":4,"b":""}', '[0,-0]', '[{"x":5,"y":123456.78}]', '{"a":[]}', 'é', '1.5', '[0.1,10000000000]'),
    (5, '00:00:00.000001', '06:30:00', '00000000-0000-0000-ffff-ffffffffffff', '10.0.0.1', '::1', 2.25, '700 days', 'mid', 'a', 'x', '{"b":1,"a":2}', '{"a":1,"b":"x"}', '[1,1.5]', '[{"x":1,"y":1.50}]', '{"b":{"c":2}}', NULL, '[1,2]', '[1,2]');
