-- What was traded: the top level, profit and loss by portfolio manager and exposure type.
SELECT portfolio_manager_id AS manager, exposure_type, round(sum(pnl)) AS pnl
FROM top_level(trades_1d)
WHERE portfolio_manager_id <= 2
GROUP BY portfolio_manager_id, exposure_type
ORDER BY manager, exposure_type;

-- What we are exposed to, funds opened: the same money, by what it is in.
SELECT underlying_symbol, round(sum(exposure)) AS exposure
FROM look_through(trades_1d)
GROUP BY underlying_symbol
ORDER BY exposure DESC
LIMIT 5;

-- AAPL, direct and through funds.
SELECT CASE look_through_status WHEN 'direct' THEN 'direct' ELSE 'through funds' END AS held,
       symbol, round(sum(exposure)) AS exposure
FROM look_through(trades_1d)
WHERE underlying_symbol = 'AAPL'
GROUP BY 1, symbol
ORDER BY held, symbol;

-- What is inside each fund, and how much nobody listed.
SELECT symbol AS fund, underlying_symbol, look_through_status, round(sum(notional)) AS notional
FROM look_through(trades_1d)
WHERE exposure_type <> 'Direct'
GROUP BY symbol, underlying_symbol, look_through_status
ORDER BY fund, notional DESC;

-- Exposure by desk in the three views: as stored, funds count twice.
SELECT t.desk, round(r.exposure) AS "raw", round(t.exposure) AS top, round(l.exposure) AS leaf
FROM (SELECT desk, sum(exposure) AS exposure FROM top_level(trades_1d) GROUP BY desk) t
JOIN (SELECT desk, sum(exposure) AS exposure FROM look_through(trades_1d) GROUP BY desk) l USING (desk)
JOIN (SELECT desk, sum(exposure) AS exposure FROM trades_1d GROUP BY desk) r USING (desk)
ORDER BY t.desk;
