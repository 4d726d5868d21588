-- why: GROUPS with offsets on both sides, and several aggregates
SELECT id, k, sum(id) OVER w, count(*) OVER w, array_agg(id) OVER w, avg(id) OVER w FROM lefts WINDOW w AS (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) ORDER BY id

-- why: GROUPS: one side, after and before the current group
SELECT id, count(*) OVER (ORDER BY k GROUPS 1 PRECEDING), max(id) OVER (ORDER BY k GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING), min(id) OVER (ORDER BY k GROUPS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM lefts ORDER BY id

-- why: GROUPS that end before they start
SELECT id, sum(id) OVER (ORDER BY k GROUPS BETWEEN 2 FOLLOWING AND 1 FOLLOWING) FROM lefts ORDER BY id

-- why: EXCLUDE in GROUPS
SELECT id, sum(id) OVER (ORDER BY k GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE GROUP), count(*) OVER (ORDER BY k GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE TIES), count(*) OVER (ORDER BY k GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM lefts ORDER BY id

-- why: EXCLUDE CURRENT ROW in ROWS, and the values of the frame
SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW), array_agg(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW), first_value(k) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW), last_value(k) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW), nth_value(k, 2) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) FROM lefts ORDER BY id

-- why: EXCLUDE GROUP in ROWS with offsets: NULLs, texts, booleans
SELECT id, sum(id) OVER w, count(k) OVER w, bool_and(k > 1) OVER w, string_agg(a, ',') OVER w FROM lefts WINDOW w AS (ORDER BY k, id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE GROUP) ORDER BY id

-- why: EXCLUDE of peers in ROWS without bounds
SELECT id, count(*) OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP), count(*) OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM lefts ORDER BY id

-- why: EXCLUDE needs a frame
SELECT id, sum(id) OVER (ORDER BY k EXCLUDE GROUP) FROM lefts

-- why: EXCLUDE in RANGE without offsets
SELECT id, sum(id) OVER (ORDER BY k RANGE UNBOUNDED PRECEDING EXCLUDE GROUP), sum(id) OVER (ORDER BY k RANGE UNBOUNDED PRECEDING EXCLUDE TIES), sum(id) OVER (ORDER BY k RANGE UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), sum(id) OVER (ORDER BY k RANGE UNBOUNDED PRECEDING EXCLUDE NO OTHERS) FROM lefts ORDER BY id

-- why: EXCLUDE in RANGE with offsets, and downward
SELECT id, sum(id) OVER (ORDER BY k DESC RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES), sum(id) OVER (ORDER BY k RANGE BETWEEN 7 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM lefts ORDER BY id

-- why: months and years over dates, near the ends of what dates reach
SELECT id, d, count(*) OVER (ORDER BY d RANGE '1 month' PRECEDING), count(*) OVER (ORDER BY d RANGE BETWEEN '1 year' PRECEDING AND '1 year' FOLLOWING), sum(id) OVER (ORDER BY d DESC RANGE BETWEEN CURRENT ROW AND '100 years' FOLLOWING) FROM times ORDER BY id

-- why: months and days over timestamps
SELECT id, count(*) OVER (ORDER BY ts RANGE BETWEEN '1 month' PRECEDING AND '1 day' FOLLOWING) FROM times ORDER BY id

-- why: months, and NULLs in a side without bounds
SELECT id, count(*) OVER (ORDER BY ts NULLS FIRST RANGE BETWEEN '1 month' PRECEDING AND UNBOUNDED FOLLOWING), count(*) OVER (ORDER BY ts DESC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND '30 years' FOLLOWING) FROM times ORDER BY id

-- why: offsets of days over microseconds
SELECT id, count(*) OVER (ORDER BY ts RANGE '1 day' PRECEDING), count(*) OVER (ORDER BY ts RANGE BETWEEN '20000 days' PRECEDING AND '1 microsecond' FOLLOWING) FROM times ORDER BY id

-- why: a negative offset
SELECT id, count(*) OVER (ORDER BY d RANGE '-1 month' PRECEDING) FROM times

-- why: months that leave the current row out
SELECT id, count(*) OVER (ORDER BY d RANGE BETWEEN '2 months' PRECEDING AND '1 month' PRECEDING) FROM (SELECT id, d FROM times WHERE d IS NOT NULL) x ORDER BY id

-- why: months over groups of a subquery
SELECT trade_date, sum(c) OVER (ORDER BY trade_date RANGE '1 month' PRECEDING), array_agg(c) OVER (ORDER BY trade_date RANGE '1 week' PRECEDING EXCLUDE CURRENT ROW) FROM (SELECT trade_date, count(*) AS c FROM trades_1d GROUP BY 1) x ORDER BY 1

-- why: months over the groups of the block itself
SELECT trade_date, sum(count(*)) OVER (ORDER BY trade_date RANGE '1 month' PRECEDING EXCLUDE CURRENT ROW), count(*) FROM trades_1d GROUP BY 1 HAVING count(*) > 2 ORDER BY 1

-- why: GROUPS in partitions
SELECT desk, region, sum(pnl) OVER (PARTITION BY desk ORDER BY region GROUPS BETWEEN 1 PRECEDING AND 1 PRECEDING) FROM (SELECT desk, region, round(sum(pnl)::numeric, 2) AS pnl FROM trades_1d GROUP BY 1, 2) x ORDER BY 1, 2

-- why: EXCLUDE with numerics, floats and statistics
SELECT id, n, sum(n) OVER (ORDER BY i4 GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES), avg(f8) OVER (ORDER BY id ROWS 2 PRECEDING EXCLUDE CURRENT ROW), stddev(n) OVER (ORDER BY id ROWS 3 PRECEDING EXCLUDE CURRENT ROW) FROM numbers WHERE id IN (1, 3, 4, 8, 9, 10, 12, 13, 14) ORDER BY id

-- why: FILTER with EXCLUDE
SELECT id, count(*) FILTER (WHERE id > 2) OVER (ORDER BY id ROWS 3 PRECEDING EXCLUDE CURRENT ROW), sum(id) FILTER (WHERE k = 2) OVER (ORDER BY k ROWS 3 PRECEDING EXCLUDE TIES) FROM lefts ORDER BY id

-- why: texts of LowCardinality
SELECT id, max(s) OVER (ORDER BY low GROUPS 1 PRECEDING), count(low) OVER (ORDER BY low, id ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING EXCLUDE GROUP) FROM texts ORDER BY id

-- why: a float partitions
SELECT f8, count(*) OVER (PARTITION BY f8 ORDER BY i4 GROUPS 1 PRECEDING) FROM numbers ORDER BY id

-- why: over a join
SELECT l.id, count(*) OVER (ORDER BY r.id GROUPS 1 PRECEDING) FROM lefts l LEFT JOIN rights r USING (k) WHERE l.id > 1 ORDER BY 1

-- why: DISTINCT and LIMIT of such a window
SELECT DISTINCT k, sum(id) OVER (ORDER BY k GROUPS 1 PRECEDING) FROM lefts ORDER BY 1 LIMIT 3

-- why: in a correlated subquery
SELECT id, (SELECT max(c) FROM (SELECT count(*) OVER (ORDER BY r.k GROUPS 1 PRECEDING) AS c FROM rights r WHERE r.id > l.id) x) FROM lefts l ORDER BY id

-- why: beside ROLLUP and another window
SELECT region, sum(count(*)) OVER (ORDER BY region GROUPS 1 PRECEDING), rank() OVER (ORDER BY count(*)) FROM trades_1d GROUP BY ROLLUP (region) ORDER BY 1

-- why: GROUPS without ORDER BY
SELECT id, count(*) OVER (GROUPS 1 PRECEDING) FROM lefts

-- why: a negative offset of GROUPS
SELECT id, count(*) OVER (ORDER BY k GROUPS -1 PRECEDING) FROM lefts

-- why: EXCLUDE of the only row
SELECT id, count(*) OVER (ROWS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE CURRENT ROW), sum(id) OVER (ROWS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE TIES) FROM lefts ORDER BY id

-- why: EXCLUDE over no rows
SELECT id, count(*) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM nothing

-- why: functions that pass the frame over
SELECT id, lag(id) OVER (ORDER BY id ROWS 1 PRECEDING EXCLUDE CURRENT ROW), rank() OVER (ORDER BY k GROUPS 1 PRECEDING) FROM lefts ORDER BY id

-- why: RANGE that leaves the current row out over NULLs
SELECT id, array_agg(id) OVER (ORDER BY k, id ROWS 1 PRECEDING), sum(id) OVER (ORDER BY k DESC RANGE BETWEEN 7 FOLLOWING AND 8 FOLLOWING), count(*) OVER (ORDER BY k NULLS FIRST RANGE BETWEEN 2 PRECEDING AND 1 PRECEDING EXCLUDE TIES) FROM lefts ORDER BY id

-- why: months and days of a time zone
-- zone: Europe/Berlin
SELECT id, count(*) OVER (ORDER BY ts::timestamptz RANGE '1 month' PRECEDING), count(*) OVER (ORDER BY ts::timestamptz RANGE BETWEEN '1 day' PRECEDING AND '5 years' FOLLOWING) FROM times WHERE id NOT IN (4, 5) ORDER BY id

-- why: days of a time zone that have 23 hours
-- zone: Europe/Berlin
SELECT t, count(*) OVER (ORDER BY t RANGE '1 day' PRECEDING) FROM generate_series(timestamptz '2024-03-30 00:00+01', '2024-04-02', '1 hour') t ORDER BY t

-- why: a month before, at the ends of months; a month less some days
SELECT t, array_agg(t::text) OVER (ORDER BY t RANGE BETWEEN '1 month' PRECEDING AND '1 month' PRECEDING), count(*) OVER (ORDER BY t DESC RANGE '1 month -3 days' PRECEDING) FROM generate_series(timestamp '2024-01-29', '2024-04-02', '1 day') t ORDER BY t
