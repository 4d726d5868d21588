-- The same profit and loss as a pivot: one column for each region, one row for each commodity traded.
SELECT *
FROM (SELECT underlying_symbol, region, pnl FROM top_level(trades_1d)
      WHERE asset_class = 'Commodity') t
PIVOT (round(sum(pnl)) FOR region IN ('AMER', 'EMEA', 'APAC'))
ORDER BY underlying_symbol;
