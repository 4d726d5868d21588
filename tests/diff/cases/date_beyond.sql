-- why: dates that ClickHouse has not are after and before all that it has
SELECT id, d < '9999-12-31', d >= '0001-01-01', d = DATE '9999-12-31', d <> '1850-01-01', '9999-12-31' > d, DATE '1850-06-01' <= d FROM times ORDER BY id

-- why: timestamps, and those with a zone
SELECT id, ts < '9999-12-31 23:59:59', ts > timestamp '0001-01-01', ts::timestamptz <= '5000-01-01', short_d < timestamp '3000-01-01 10:00', ts < DATE '2300-01-01' FROM times ORDER BY id

-- why: the infinities
SELECT id, d < 'infinity', ts > '-infinity', ts = timestamp 'infinity', short_d <= 'infinity'::date, ts::timestamptz < 'infinity' FROM times ORDER BY id

-- why: BETWEEN, as tools write it for any date
SELECT count(*), count(d) FROM times WHERE d BETWEEN '0001-01-01' AND '9999-12-31'

-- why: NOT, and what is unknown
SELECT id FROM times WHERE NOT (d > '9999-12-31') ORDER BY id

-- why: two constants
SELECT DATE 'infinity' > DATE '9999-12-31', DATE '1850-01-01' < DATE '1850-01-02', timestamp '5000-01-01' = DATE '5000-01-01', timestamp '5000-01-01 00:00:01' > DATE '5000-01-01', DATE '-infinity' < DATE '0001-01-01', DATE 'infinity' = 'infinity', DATE '3000-01-01' >= DATE '3000-01-01'

-- why: a join's condition
SELECT count(*) FROM times a LEFT JOIN times b ON a.id = b.id AND b.d < 'infinity'

-- why: a year that a zone may bring back
-- zone: America/New_York
-- refused: dates outside the years 1900 to 2299 are not supported
SELECT ts::timestamptz > timestamptz '1899-06-01 23:30' FROM times

-- why: shown, it is refused
-- refused: dates outside the years 1900 to 2299 are not supported but in comparisons
SELECT DATE '9999-12-31'

-- why: and so is what is computed from it
-- refused: dates outside the years 1900 to 2299 are not supported but in comparisons
SELECT extract(year FROM DATE '9999-12-31')

-- why: days of a month
SELECT id, d FROM times WHERE date_trunc('month', d) = '2024-02-01' ORDER BY id

-- why: compared with days and later, both ways round
SELECT id, date_trunc('month', ts) = '2024-02-01', date_trunc('year', ts) < timestamp '2024-01-01 10:00', date_trunc('week', d) >= '2024-02-26', timestamp '2024-02-29' <= date_trunc('day', ts), date_trunc('quarter', short_d) <> '2024-01-01', date_trunc('decade', ts) > timestamp '2019-12-31' FROM times ORDER BY id

-- why: groups of the same
SELECT date_trunc('month', ts), count(*) FROM times GROUP BY 1 HAVING date_trunc('month', ts) >= '2000-01-01' ORDER BY 1

-- why: a date as a timestamp
SELECT id FROM times WHERE d::timestamp >= timestamp '2024-02-28 12:00' AND short_d::timestamp < '2024-03-01' ORDER BY id

-- why: fields of seconds and of fractions
SELECT id, extract(hour FROM seconds), seconds::date, date_trunc('day', seconds), date_part('minute', seconds), extract(dow FROM seconds), extract(week FROM ts), ts::date FROM times ORDER BY id
