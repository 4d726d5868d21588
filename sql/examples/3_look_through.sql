-- In look-through: each fund is replaced by what it holds, so GLD's share is now part of GOLD's.
SELECT *
FROM (SELECT underlying_symbol, region, pnl FROM look_through(trades_1d)
      WHERE asset_class = 'Commodity') t
PIVOT (round(sum(pnl)) FOR region IN ('AMER', 'EMEA', 'APAC'))
ORDER BY underlying_symbol;
