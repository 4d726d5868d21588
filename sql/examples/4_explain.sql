-- What ClickHouse is asked for the first pivot.
EXPLAIN
SELECT *
FROM (SELECT underlying_symbol, region, pnl FROM top_level(trades_1d)
      WHERE asset_class = 'Commodity') t
PIVOT (round(sum(pnl)) FOR region IN ('AMER', 'EMEA', 'APAC'))
ORDER BY underlying_symbol;
