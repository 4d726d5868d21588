-- why: without a time key: the last day of all
-- postgres: SELECT sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(opening) FILTER (WHERE day = (SELECT min(day) FROM balances)), sum(mean) / (SELECT count(DISTINCT day) FROM balances) AS sum, sum(value) / (SELECT count(DISTINCT day) FROM balances) AS sum, sum(held) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(flow) FROM balances
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT sum(balance), sum(opening), sum(mean), sum(value), sum(held), sum(flow) FROM top_level(balances)

-- why: a group that has nothing on the last day has no sum; one that had never anything else has one
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(opening) FILTER (WHERE day = (SELECT min(day) FROM balances)), sum(mean) / (SELECT count(DISTINCT day) FROM balances) AS sum, count(*) FROM balances GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT desk, sum(balance), sum(opening), sum(mean), count(*) FROM top_level(balances) GROUP BY desk ORDER BY desk

-- why: what the filter shows is what the group shows
-- postgres: SELECT sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(mean) / (SELECT count(DISTINCT day) FROM balances) AS sum FROM balances WHERE desk = 'Rates' AND isin <> 'X'
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT sum(balance), sum(mean) FROM top_level(balances) WHERE desk = 'Rates' AND isin <> 'X'

-- why: conditions on the date say which days there are
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = '2024-02-29'), sum(mean) / 4 AS sum FROM balances WHERE day < '2024-03-01' AND day >= '2024-01-16' AND account <> 'c' GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT desk, sum(balance), sum(mean) FROM top_level(balances) WHERE day < '2024-03-01' AND day >= '2024-01-16' AND account <> 'c' GROUP BY desk ORDER BY desk

-- why: so does a subquery
-- postgres: SELECT sum(balance), sum(opening) FROM balances WHERE day = (SELECT max(day) FROM balances)
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT sum(balance), sum(opening) FROM top_level(balances) WHERE day = (SELECT max(day) FROM top_level(balances))

-- why: by month: the last day of each month
-- postgres: WITH m AS (SELECT date_trunc('month', day) AS month, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances GROUP BY 1) SELECT date_trunc('month', day), sum(balance) FILTER (WHERE day = l), sum(opening) FILTER (WHERE day = f), sum(mean) / max(n) AS sum, sum(value) / max(n) AS sum, sum(flow) FROM balances JOIN m ON month = date_trunc('month', day) GROUP BY 1 ORDER BY 1
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT date_trunc('month', day), sum(balance), sum(opening), sum(mean), sum(value), sum(flow) FROM top_level(balances) GROUP BY 1 ORDER BY 1

-- why: by month and desk: the days are those of the month, not of the desk
-- postgres: WITH m AS (SELECT date_trunc('month', day) AS month, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances GROUP BY 1) SELECT extract(month FROM day), desk, sum(balance) FILTER (WHERE day = l), sum(mean) / max(n) AS sum FROM balances JOIN m ON month = date_trunc('month', day) GROUP BY 1, 2 ORDER BY 1, 2
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT extract(month FROM day), desk, sum(balance), sum(mean) FROM top_level(balances) GROUP BY 1, 2 ORDER BY 1, 2

-- why: by day there is nothing to choose
-- postgres: SELECT day, desk, sum(balance), sum(opening), sum(mean), sum(held) FROM balances GROUP BY 1, 2 ORDER BY 1, 2
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT day, desk, sum(balance), sum(opening), sum(mean), sum(held) FROM top_level(balances) GROUP BY 1, 2 ORDER BY 1, 2

-- why: lines of the last day
-- postgres: SELECT underlying_symbol, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(held) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(opening) FILTER (WHERE day = (SELECT min(day) FROM balances)), sum(mean) / (SELECT count(DISTINCT day) FROM balances) AS sum, sum(flow) FROM balances_lines GROUP BY 1 ORDER BY 1
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT underlying_symbol, sum(balance), sum(held), sum(opening), sum(mean), sum(flow) FROM look_through(balances) GROUP BY 1 ORDER BY 1

-- why: lines of the last day of each month, of some underlyings, each trade expanded
-- postgres: WITH m AS (SELECT date_trunc('month', day) AS month, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances GROUP BY 1) SELECT date_trunc('month', day), underlying_symbol, asset_class, sum(balance) FILTER (WHERE day = l), sum(value) / max(n) AS sum FROM balances_lines JOIN m ON month = date_trunc('month', day) WHERE underlying_symbol IN ('AAPL', 'MSFT', 'CASH') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
-- set: lookthrough.plan = rows
SELECT date_trunc('month', day), underlying_symbol, asset_class, sum(balance), sum(value) FROM look_through(balances) WHERE underlying_symbol IN ('AAPL', 'MSFT', 'CASH') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- why: lines add up to the positions, exactly
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(opening) FILTER (WHERE day = (SELECT min(day) FROM balances)) FROM balances GROUP BY 1 ORDER BY 1
-- by value: lines have Decimals of 15 digits more
-- set: lookthrough.plan = aggregate
SELECT desk, sum(balance), sum(opening) FROM look_through(balances) GROUP BY 1 ORDER BY 1

-- why: FILTER says which days too, where it speaks of them
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = '2024-01-31'), sum(balance) FILTER (WHERE account = 'a' AND day = (SELECT max(day) FROM balances)), sum(mean) FILTER (WHERE day < '2024-02-01') / 3 AS sum FROM balances GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT desk, sum(balance) FILTER (WHERE day < '2024-02-01'), sum(balance) FILTER (WHERE account = 'a'), sum(mean) FILTER (WHERE day < '2024-02-01') FROM top_level(balances) GROUP BY desk ORDER BY desk

-- why: totals by everything but time
-- postgres: SELECT desk, account, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(mean) / (SELECT count(DISTINCT day) FROM balances) AS sum FROM balances GROUP BY ROLLUP (desk, account) ORDER BY desk NULLS LAST, account NULLS LAST
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT desk, account, sum(balance), sum(mean) FROM top_level(balances) GROUP BY ROLLUP (desk, account) ORDER BY desk NULLS LAST, account NULLS LAST

-- why: a pivot by month shows each month's end
-- postgres: WITH m AS (SELECT date_trunc('month', day) AS month, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances GROUP BY 1) SELECT desk, sum(balance) FILTER (WHERE day = l AND extract(month FROM day) = 1) AS "1", sum(balance) FILTER (WHERE day = l AND extract(month FROM day) = 2) AS "2" FROM balances JOIN m ON month = date_trunc('month', day) GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT * FROM top_level(balances) PIVOT (sum(balance) FOR extract(month FROM day) IN (1, 2) GROUP BY desk) ORDER BY desk

-- why: its total is the end of the months that it shows
-- postgres: SELECT sum(balance) FILTER (WHERE day = '2024-01-31') AS "1", sum(balance) FILTER (WHERE day = '2024-02-29') AS "2", sum(balance) FILTER (WHERE day = '2024-02-29') AS "Total" FROM balances
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT * FROM top_level(balances) PIVOT (sum(balance) FOR extract(month FROM day) IN (1, 2) GROUP BY () WITH TOTAL COLUMN)

-- why: a pivot by account
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances) AND account = 'a') AS a, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances) AND account = 'b') AS b, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances) AND account IN ('a', 'b')) AS "Total" FROM balances GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT * FROM top_level(balances) PIVOT (sum(balance) FOR account IN ('a', 'b') GROUP BY desk WITH TOTAL COLUMN) ORDER BY desk

-- why: parts of one expression, HAVING and ORDER BY
-- postgres: SELECT account, 2 * sum(balance - 1) FILTER (WHERE day = (SELECT max(day) FROM balances)) + sum(flow) AS x FROM balances GROUP BY account HAVING sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)) > -100000 ORDER BY sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), account
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT account, 2 * sum(balance - 1) + sum(flow) AS x FROM top_level(balances) GROUP BY account HAVING sum(balance) > -100000 ORDER BY sum(balance), account

-- why: an average in several places
-- postgres: SELECT account, sum(mean) / 7 AS sum, sum(mean) / 7 + 1 AS x FROM balances GROUP BY account HAVING sum(mean) / 7 > 0 ORDER BY sum(mean) / 7 DESC, account
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT account, sum(mean), sum(mean) + 1 AS x FROM top_level(balances) GROUP BY account HAVING sum(mean) > 0 ORDER BY sum(mean) DESC, account

-- why: joined by something else than the date
-- postgres: SELECT i.asset_class, sum(b.balance) FILTER (WHERE day = (SELECT max(day) FROM balances)) FROM balances b LEFT JOIN instruments_now i ON i.symbol = b.isin GROUP BY 1 ORDER BY 1
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT i.asset_class, sum(b.balance) FROM top_level(balances) b LEFT JOIN (SELECT DISTINCT symbol, asset_class FROM instruments) i ON i.symbol = b.isin GROUP BY 1 ORDER BY 1

-- why: a window over sums of one day, and the month before
-- postgres: WITH m AS (SELECT date_trunc('month', day) AS month, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances GROUP BY 1), s AS (SELECT date_trunc('month', day) AS t, desk, sum(balance) FILTER (WHERE day = l) AS b FROM balances JOIN m ON month = date_trunc('month', day) GROUP BY 1, 2) SELECT t, desk, b AS sum, sum(b) OVER (PARTITION BY t), lag(b) OVER (PARTITION BY desk ORDER BY t) FROM s ORDER BY t, desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT date_trunc('month', day) AS t, desk, sum(balance), sum(sum(balance)) OVER (PARTITION BY date_trunc('month', day)), lag(sum(balance)) OVER (PARTITION BY desk ORDER BY date_trunc('month', day)) FROM top_level(balances) GROUP BY 1, 2 ORDER BY 1, 2

-- why: averages of daily sums, by hand and by policy, agree
-- postgres: SELECT avg(s) FROM (SELECT day, sum(balance) AS s FROM balances GROUP BY day) x
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT avg(s) FROM (SELECT day, sum(balance) AS s FROM top_level(balances) GROUP BY day) x

-- why: no day is left
-- postgres: SELECT NULL::numeric AS sum, NULL::numeric AS sum, NULL::numeric AS sum
-- by value: lines have Decimals of 15 digits more
SELECT sum(balance), sum(opening), sum(mean) FROM top_level(balances) WHERE day > '2030-01-01'

-- why: the table itself is PostgreSQL's: sums over all rows
SELECT desk, sum(balance), sum(mean) FROM balances GROUP BY desk ORDER BY desk

-- why: other aggregates are of the lines
-- postgres: SELECT max(balance), min(opening), count(mean), avg(value) FROM balances
-- tolerance: 1e-9
-- within: 1e-9
SELECT max(balance), min(opening), count(mean), avg(value) FROM top_level(balances)

-- why: the setting makes a plain table a view
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)) FROM balances GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- set: lookthrough.view = top
SELECT desk, sum(balance) FROM balances GROUP BY desk ORDER BY desk

-- why: a condition mixes the date with something else
-- refused: the days are not known
SELECT sum(balance) FROM top_level(balances) WHERE day > '2024-02-01' OR desk = 'FX'

-- why: a key mixes them
-- refused: the days are not known
SELECT sum(balance) FROM top_level(balances) GROUP BY day::text || desk

-- why: totals over time beside parts
-- refused: the days are not known
SELECT date_trunc('month', day), sum(balance) FROM top_level(balances) GROUP BY ROLLUP (1)

-- why: a calendar joined by the date
-- refused: the days are not known
SELECT c.d, sum(balance) FROM top_level(balances) JOIN (SELECT DISTINCT day AS d FROM balances) c ON c.d = day GROUP BY 1

-- why: rows that come through a subquery
-- refused: the days are not known
SELECT sum(b) FROM (SELECT balance + 1 AS b, desk FROM look_through(balances)) x

-- why: or WITH and UNION
-- refused: the days are not known
WITH x AS (SELECT 1.5 AS b UNION ALL SELECT balance FROM top_level(balances)) SELECT sum(b) FROM x

-- why: a measure that is added up over time in the same sum
-- refused: the days are not known
SELECT sum(balance * flow) FROM top_level(balances)

-- why: a measure of another policy in the same sum
-- refused: the days are not known
SELECT sum(balance + opening) FROM top_level(balances)

-- why: a running total over days
-- refused: the days are not known
SELECT date_trunc('month', day), sum(sum(balance)) OVER (ORDER BY date_trunc('month', day)) FROM top_level(balances) GROUP BY 1

-- why: a window over rows
-- refused: the days are not known
SELECT day, sum(balance) OVER (PARTITION BY desk) FROM top_level(balances)

-- why: a subquery that only chooses columns and rows is the view itself
-- postgres: SELECT sum(balance) FILTER (WHERE day = (SELECT max(day) FROM balances)), sum(flow) FROM balances WHERE desk = 'Rates'
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
SELECT sum(b), sum(f) FROM (SELECT balance AS b, flow AS f, isin FROM look_through(balances) WHERE desk = 'Rates') x

-- why: so is WITH, and what is said around it counts
-- postgres: SELECT desk, sum(balance) FILTER (WHERE day = '2024-02-29') FROM balances WHERE day < '2024-03-01' GROUP BY desk ORDER BY desk
-- by value: lines have Decimals of 15 digits more
-- tolerance: 1e-9
-- within: 1e-9
WITH x AS (SELECT * FROM top_level(balances)) SELECT desk, sum(balance) FROM x WHERE day < '2024-03-01' GROUP BY desk ORDER BY desk

-- why: but not a part of the rows
-- refused: the days are not known
SELECT sum(balance) FROM (SELECT * FROM top_level(balances) ORDER BY day LIMIT 5) x
