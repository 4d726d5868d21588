-- Who made the money: portfolio manager, then desk. top_level leaves out the rows that fund trades
-- were exploded into, so nothing counts twice.
SELECT portfolio_manager_id AS manager, desk, count(*) AS trades,
       round(sum(notional)) AS notional, round(sum(pnl)) AS pnl
FROM top_level(trades_1d)
WHERE portfolio_manager_id <= 3
GROUP BY portfolio_manager_id, desk
ORDER BY manager, pnl DESC;
