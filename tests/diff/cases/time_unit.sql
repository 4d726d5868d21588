-- why: units that are no constants
SELECT u, date_trunc(u, timestamp '2024-02-29 13:45:07.12') FROM (VALUES ('hour'),('day'),('months'),('YEAR'),('week'),('quarter'),('us'),(NULL)) v(u) ORDER BY u

-- why: the same of the other types
SELECT u, date_trunc(u, timestamptz '2024-02-29 13:45:07.12+00'), date_trunc(u, interval '1 year 3 mons 4 days 05:06:07') FROM (VALUES ('hour'),('day'),('month'),('decades')) v(u) ORDER BY u

-- why: fields that are no constants
SELECT u, date_part(u, timestamp '2024-02-29 13:45:07.12') FROM (VALUES ('hour'),('day'),('dow'),('epoch'),('isoyear'),('julian'),('msecs'),(NULL)) v(u) ORDER BY u

-- why: of columns and a CASE
SELECT date_trunc(CASE WHEN id > 3 THEN 'month' ELSE 'day' END, ts), count(*) FROM times WHERE ts > '1950-01-01' GROUP BY 1 ORDER BY 1

-- why: a unit that there is not, in a row
SELECT date_trunc(u, timestamp '2024-02-29 13:45:07.12') FROM (VALUES ('hour'),('dai')) v(u)

-- why: in a time zone
-- zone: America/New_York
SELECT u, date_trunc(u, timestamptz '2024-02-29 03:45:07.12+00') FROM (VALUES ('hour'),('day')) v(u) ORDER BY u

-- why: a unit that dates do not have
SELECT extract(hour FROM date '2024-02-29')

-- why: a unit that timestamps do not have
SELECT extract(timezone FROM timestamp '2024-02-29')

-- why: a unit that times do not have
SELECT extract(day FROM time '10:00')

-- why: no unit
SELECT extract(foo FROM timestamp '2024-02-29')

-- why: a unit that intervals do not have
SELECT extract(week FROM interval '1 day')

-- why: no unit to truncate to
SELECT date_trunc('foo', timestamp '2024-02-29')

-- why: a field, but nothing to truncate to
SELECT date_trunc('dow', timestamp '2024-02-29')

-- why: a unit of zones
SELECT date_trunc('timezone', timestamp '2024-02-29')

-- why: months have no whole weeks
SELECT date_trunc('week', interval '1 day')

-- why: zones that are no constants
SELECT z, timestamp '2024-07-01 12:00' AT TIME ZONE z, timestamptz '2024-07-01 12:00+00' AT TIME ZONE z FROM (VALUES ('Europe/Berlin'),('UTC'),('America/New_York'),(NULL)) v(z) ORDER BY z

-- why: clocks that are skipped or shown twice
SELECT t, z, t AT TIME ZONE z FROM (VALUES (timestamp '2024-03-31 02:30'),('2024-10-27 02:30'),('2024-10-27 03:00'),('2024-03-31 03:00'),('2024-03-31 01:59:59.999999')) v(t), (VALUES ('Europe/Berlin'),('America/New_York')) w(z) ORDER BY t, z

-- why: columns of both
SELECT ts, z, ts AT TIME ZONE z, (ts::timestamptz) AT TIME ZONE z FROM times, (VALUES ('Europe/Berlin'),('Asia/Kolkata')) v(z) WHERE ts > '1950-01-01' AND ts < '2290-01-01' ORDER BY ts, z

-- why: an abbreviation would be a zone to ClickHouse
-- refused: where it is no constant this time zone is not supported
SELECT timestamp '2024-07-01 12:00' AT TIME ZONE z FROM (VALUES ('CET')) v(z)

-- why: truncated by zones that are no constants
SELECT z, date_trunc('day', timestamptz '2024-07-01 23:30+00', z) FROM (VALUES ('Europe/Berlin'),('Asia/Tokyo')) v(z) ORDER BY z

-- why: made in zones
SELECT make_timestamptz(2024,7,1,10,0,0,'Europe/Berlin'), make_timestamptz(2024,3,31,2,30,0,'Europe/Berlin'), make_timestamptz(2024,7,1,10,0,0,'EST')

-- why: names of zones without a slash
SELECT timestamptz '2024-02-29 10:00+00' AT TIME ZONE 'US/Eastern', timestamptz '2024-02-29 10:00+00' AT TIME ZONE 'EST5EDT', timestamptz '2024-02-29 10:00+00' AT TIME ZONE 'Japan', timestamptz '2024-02-29 10:00+00' AT TIME ZONE 'GB', timestamptz '2024-02-29 10:00+00' AT TIME ZONE 'PKT'
