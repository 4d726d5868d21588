-- why: days far away
SELECT id, short_d + 40000, short_d - 40000, 40000 + short_d, d - 0 FROM times WHERE short_d < '2100-01-01' AND short_d > '2009-08-01' ORDER BY id

-- why: by a column
SELECT id, short_d + i4, d - i4 FROM times JOIN numbers USING (id) WHERE abs(i4::int8) <= 100 AND d BETWEEN '1901-01-01' AND '2290-01-01' ORDER BY id

-- why: beyond what ClickHouse holds: never a wrong day
-- differs: 22003, PostgreSQL goes on to 5874897
SELECT id, d + 1 FROM times WHERE d = '2299-12-31'

-- why: and before it
-- differs: 22003, PostgreSQL goes back to 4713 BC
SELECT id, d - 2000000000 FROM times WHERE d = '1900-01-01'

-- why: fields of the calendar and of time zones
SELECT id, extract(julian FROM d), date_part('julian', ts), date_part('millisecond', ts), date_part('usec', ts), date_part('isoyear', d), extract(timezone FROM ts::timestamptz), extract(timezone_hour FROM ts::timestamptz), date_part('timezone_minute', ts::timestamptz) FROM times ORDER BY id

-- why: names of units
SELECT extract(years FROM ts), date_part('mons', ts), date_part('d', ts), date_part('hrs', ts), date_part('mins', ts), date_part('secs', ts), date_part('msec', ts), date_part('w', ts), date_part('qtr', ts), date_part('dec', ts), date_part('cent', ts), date_part('mil', ts), date_trunc('days', ts), date_trunc('hr', ts), date_trunc('y', ts), date_part('ISODOW', ts) FROM times WHERE id = 6

-- why: truncated to long units
SELECT id, date_trunc('decade', ts), date_trunc('century', ts) FROM times WHERE ts >= '1901-01-01' OR ts IS NULL ORDER BY id

-- why: to millennia
SELECT id, date_trunc('millennium', ts) FROM times WHERE ts >= '2001-01-01' OR ts IS NULL ORDER BY id

-- why: a century that began before 1900
-- refused: timestamps outside the years 1900 to 2299 are not supported
SELECT date_trunc('century', ts) FROM times WHERE id = 4

-- why: in a time zone
SELECT id, date_trunc('day', ts::timestamptz, 'America/New_York'), date_trunc('hour', ts::timestamptz, 'Asia/Kolkata') FROM times WHERE ts BETWEEN '1970-01-01' AND '2037-01-01' ORDER BY id

-- why: bins
SELECT id, date_bin('15 minutes', ts, timestamp '2001-01-01'), date_bin('1 day', ts, timestamp '2001-01-01 06:00'), date_bin('1 day 01:00:00.5', ts, seconds) FROM times WHERE ts BETWEEN '1901-01-01' AND '2290-01-01' ORDER BY id

-- why: bins of months
-- message: same
SELECT date_bin('1 month', timestamp '2024-02-29', timestamp '2001-01-01')

-- why: bins of nothing
-- message: same
SELECT date_bin('0 days', timestamp '2024-02-29', timestamp '2001-01-01')

-- why: seconds since the epoch
SELECT id, to_timestamp(f8), to_timestamp(i4) FROM numbers WHERE abs(f8) < 1e9 ORDER BY id

-- why: no number
-- message: same
SELECT to_timestamp('NaN'::float8)

-- why: infinity
-- refused: timestamps outside the years 1900 to 2299 are not supported
SELECT to_timestamp('Infinity'::float8)

-- why: made of fields
SELECT make_timestamp(2024, 2, 29, 23, 59, 60), make_timestamp(1900, 1, 1, 0, 0, 0), make_timestamp(2024, 12, 31, 24, 0, 0), make_timestamp(1999, 2, 28, 0, 0, 0), make_timestamp(2000, 1, 1, 1, 2, 3.4567891), make_timestamptz(2024, 2, 29, 1, 2, 3)

-- why: no such day
SELECT make_timestamp(2023, 2, 29, 0, 0, 0)

-- why: no such hour
SELECT make_timestamp(2024, 2, 29, 25, 0, 0)

-- why: of columns with NULL
SELECT id, make_timestamp(2000 + i2, 1, 1, 0, 0, f4) FROM numbers WHERE (i2 BETWEEN -99 AND 99 AND f4 BETWEEN 0 AND 60) OR i2 IS NULL ORDER BY id

-- why: clocks of other zones, where they skip an hour and show one twice
SELECT v AT TIME ZONE 'Europe/Berlin', v AT TIME ZONE 'America/New_York', v AT TIME ZONE 'Australia/Lord_Howe', v AT TIME ZONE 'Asia/Kathmandu', v AT TIME ZONE 'UTC' FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:00'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 01:59:59'), ('2024-10-27 02:00'), ('2024-10-27 02:59:59.999999'), ('2024-10-27 03:00'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), (NULL)) AS t(v) ORDER BY v

-- why: and back
SELECT v AT TIME ZONE 'Europe/Berlin', v AT TIME ZONE 'America/New_York', v AT TIME ZONE 'Australia/Lord_Howe', v AT TIME ZONE 'Asia/Kathmandu', timezone('UTC', v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:59:59+00'), ('2024-10-27 01:00+00'), ('1985-06-01 12:00+00'), ('2030-01-01 00:00+00'), ('1970-01-01 00:00+00')) AS t(v) ORDER BY v

-- why: of a column
SELECT id, ts AT TIME ZONE 'Europe/Berlin', (ts AT TIME ZONE 'Europe/Berlin') AT TIME ZONE 'Asia/Tokyo', d::timestamp AT TIME ZONE 'Asia/Tokyo' FROM times WHERE ts BETWEEN '1970-01-02' AND '2037-01-01' ORDER BY id

-- why: names that are something else to PostgreSQL
SELECT timestamp '2024-07-01' AT TIME ZONE 'CET'

-- why: periods that overlap
SELECT a.id, b.id, (a.ts, a.seconds) OVERLAPS (b.ts, b.seconds), (a.d, a.short_d) OVERLAPS (b.short_d, b.d) FROM times a, times b ORDER BY 1, 2

-- why: text to dates
SELECT s::date FROM (VALUES ('2024-02-29'), (' 1999-1-2 '), ('2299-12-31'), ('1900-01-01'), ('20240229'), (NULL), ('2024-02-29 10:11:12'), ('2024-02-29T10:11:12.5Z')) AS t(s) ORDER BY 1

-- why: to timestamps
SELECT s::timestamp, s::timestamptz FROM (VALUES ('2024-02-29'), (' 1999-1-2 3:04 '), ('2299-12-31 23:59:59.999999'), ('1900-01-01 00:00'), ('20240229'), (NULL), ('2024-02-29 10:11:12'), ('2024-02-29T10:11:12.5Z'), ('2024-02-29 10:11:12.1234567'), ('2024-02-29 10:11:12+01'), ('2024-02-29 10:11:12.5 -05:30'), ('2024-02-29 24:00:00'), ('2024-12-31 23:59:60')) AS t(s) ORDER BY 1, 2

-- why: no date
SELECT s::date FROM (VALUES ('nope')) AS t(s)

-- why: no such day
SELECT s::date FROM (VALUES ('2023-02-29')) AS t(s)

-- why: no such month
SELECT s::timestamp FROM (VALUES ('2023-13-01')) AS t(s)

-- why: no such hour
SELECT s::timestamp FROM (VALUES ('2023-12-01 25:00')) AS t(s)

-- why: empty
SELECT s::timestamptz FROM (VALUES ('')) AS t(s)

-- why: forms that are read in constants only
-- refused: this form of date
SELECT s::date FROM (VALUES ('Feb 3, 2024')) AS t(s)

-- why: zones that are offsets and abbreviations
SELECT v AT TIME ZONE 'CET', v AT TIME ZONE 'cest', v AT TIME ZONE 'EST', v AT TIME ZONE 'PDT', v AT TIME ZONE 'Z', v AT TIME ZONE '+03', v AT TIME ZONE '-05:30', v AT TIME ZONE '<+02>-02', v AT TIME ZONE 'UTC+2', v AT TIME ZONE 'ABC-1:15', v AT TIME ZONE 'NST', v AT TIME ZONE 'BST', v AT TIME ZONE 'AKST', v AT TIME ZONE 'NZDT', v AT TIME ZONE 'ACST' FROM (VALUES (timestamp '2024-07-01 12:00'), ('2024-01-01 00:30:15.5'), (NULL)) AS t(v) ORDER BY v

-- why: of moments
SELECT v AT TIME ZONE 'CET', v AT TIME ZONE 'MST', v AT TIME ZONE '+03', v AT TIME ZONE interval '-03:30', v AT TIME ZONE interval '5 hours' FROM (VALUES (timestamptz '2024-07-01 12:00+00'), ('2024-01-01 00:30:15.5+00'), (NULL)) AS t(v) ORDER BY v

-- why: every abbreviation
SELECT v AT TIME ZONE 'ACDT', v AT TIME ZONE 'ADT', v AT TIME ZONE 'AEDT', v AT TIME ZONE 'AEST', v AT TIME ZONE 'AKDT', v AT TIME ZONE 'AST', v AT TIME ZONE 'CDT', v AT TIME ZONE 'CST', v AT TIME ZONE 'EDT', v AT TIME ZONE 'EEST', v AT TIME ZONE 'EET', v AT TIME ZONE 'GMT', v AT TIME ZONE 'HST', v AT TIME ZONE 'JST', v AT TIME ZONE 'KST', v AT TIME ZONE 'MDT', v AT TIME ZONE 'MEST', v AT TIME ZONE 'MET', v AT TIME ZONE 'NDT', v AT TIME ZONE 'NZST', v AT TIME ZONE 'PST', v AT TIME ZONE 'SAST', v AT TIME ZONE 'UCT', v AT TIME ZONE 'UT', v AT TIME ZONE 'UTC', v AT TIME ZONE 'WET', v AT TIME ZONE 'ZULU' FROM (VALUES (timestamptz '2024-07-01 12:00+00'), ('2024-01-01 00:30+00')) AS t(v) ORDER BY v

-- why: intervals that are no zones
SELECT timestamp '2024-07-01' AT TIME ZONE interval '1 day'

-- why: by a column
SELECT id, ts AT TIME ZONE (interval '1 hour' * id) FROM times WHERE ts BETWEEN '1970-01-01' AND '2037-01-01' ORDER BY id

-- why: spans of a start and a length
SELECT a, (a, interval '1 mon') OVERLAPS (timestamp '2024-02-01', timestamp '2024-02-10'), (a, a) OVERLAPS (timestamp '2024-01-15', interval '0'), (a, interval '-1 day') OVERLAPS (a - interval '12 hours', interval '1 hour'), (a::date, interval '10 days') OVERLAPS (date '2024-01-20', interval '1 day'), (a, NULL::interval) OVERLAPS (timestamp '2024-02-01', timestamp '2024-02-10') FROM (VALUES (timestamp '2024-01-15'), ('2024-01-02'), ('2023-12-01'), (NULL)) AS t(a) ORDER BY a
