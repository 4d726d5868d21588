-- why: forms of dates
SELECT '990108'::date, '1999.008'::date, 'J2451187'::date, '8-Jan-1999'::date, 'Jan 8, 1999'::date, '8 Jan 1999'::date, '1999 Jan 8'::date, 'Jan-08-99'::date, '08-Jan-99'::date, '1999-Jan-08'::date

-- why: zones by abbreviation and name
SELECT '1999-01-08 04:05:06 PST'::timestamptz, '1999-01-08 04:05:06 America/New_York'::timestamptz

-- why: the month first
SELECT 'January 8 04:05:06 1999 PST'::timestamptz

-- why: compact forms
SELECT '19990108T040506Z'::timestamptz, '19990108 040506'::timestamp, '1999-01-08T04:05'::timestamp

-- why: times without colons
SELECT '040506'::time, '0405'::time, '04:05:06 PST'::time, 'T040506'::time

-- why: a word that is nothing
SELECT '2024-01-01 foo'::timestamp

-- why: halves of the day
SELECT '2024-01-01 10:00 PM'::timestamp, '2024-01-01 12:00 AM'::timestamp

-- why: an hour of none
SELECT '2024-01-01 13:00 PM'::timestamp

-- why: an hour too many
SELECT '2024-01-01 25:00'::timestamp

-- why: a minute too many
SELECT '2024-01-01 10:60'::timestamp

-- why: no such day
SELECT '2024-02-30 10:00'::timestamp

-- why: days of the week are passed over
SELECT 'Wed Jul 17 23:10:11 2024'::timestamp, 'Wed, 17 Jul 2024 23:10:11 GMT'::timestamptz

-- why: more decimals than there are
SELECT '2024-07-17 23:10:11.1234567'::timestamp

-- why: words that stand for days
SELECT 'now'::timestamptz <= now(), 'today'::date = current_date, 'tomorrow'::date - 'yesterday'::date, 'today 10:30'::timestamp - current_date

-- why: words that stand for constants
SELECT 'epoch'::timestamp, 'epoch'::timestamptz, 'epoch'::date, 'allballs'::time

-- why: intervals of ISO 8601 and of years and months
SELECT 'P1Y2M3DT4H5M6S'::interval, 'P0001-02-03T04:05:06'::interval, '1-2'::interval, '3 4:05:06'::interval, '1-2 3 4:05:06'::interval, 'P1.5M'::interval, 'PT1.5S'::interval, 'P1W'::interval

-- why: fractions of units
SELECT '1.5 years'::interval, '1.5 months'::interval, '1.5 weeks'::interval, '1.5 days'::interval, '1.1 mon'::interval, '0.0000005 s'::interval, '1.23456789 s'::interval, '-1.5 mon'::interval, '.5 day'::interval, '1.37 weeks'::interval

-- why: a unit twice
SELECT '1 day 1 day'::interval

-- why: seconds and less
SELECT '1 s 3 ms'::interval, '-1-2'::interval, '-3 4:05:06'::interval

-- why: a fraction and what it covers
SELECT '1.5 s 3 ms'::interval

-- why: fields in the type
SELECT interval '1' year, interval '1' month, interval '1' day, interval '1-2' year to month, interval '1 2:03' day to hour, interval '1 2:03:04.567' day to second(2), interval(3) '1 day 2.3456789 s', interval '1:30' minute to second, interval '90' minute, interval '1.7' second(0), interval '5' hour

-- why: a number without a unit before hours
SELECT interval '1 2' day to hour

-- why: fields cut a value
SELECT '1 year 2 mons 3 days 04:05:06'::interval year to month, ('1 year 2 mons 3 days 04:05:06'::interval + '0')::interval year to month,('1 year 2 mons 3 days 04:05:06'::interval + '0')::interval day to hour, ('1 year 2 mons 3 days 04:05:06'::interval + '0')::interval year, ('1 year 2 mons 3 days 04:05:06.789'::interval + '0')::interval(1), ('-1.55 s'::interval + '0')::interval(1)

-- why: halves of a second round away from the year 2000
SELECT '1999-12-31 23:59:59.5'::timestamp(0), '2000-01-01 00:00:00.5'::timestamp(0), '1955-01-01 00:00:00.0005'::timestamp(3), '1955-01-01 00:00:00.0005'::timestamp::timestamp(3)

-- why: precision of columns
SELECT id, ts::timestamp(0), ts::timestamp(2), ts::timestamptz(3), ts::time(1), ts::timestamp(6) from times where id <> 5 order by id

-- why: precision of the time that it is
SELECT current_timestamp(2) = current_timestamp::timestamptz(2), localtime(2) IS NOT NULL, localtimestamp(0) IS NOT NULL

-- why: precision of times
SELECT '12:30:00.98765'::time(3), '23:59:59.9999'::time(2), time(3) '10:00:00.12345'

-- why: offsets
SELECT '2024-01-01 00:00:00 +5:30'::timestamptz, '2024-01-01 00:00:00-0530'::timestamptz, '2024-01-01 00:00:00+05:30:15'::timestamptz

-- why: an offset too far
SELECT '2024-01-01 00:00:00+16'::timestamptz

-- why: order of the style
SELECT '1/8/99'::date, '1-8-1999'::date, '99-1-8'::date

-- why: no such month
SELECT '13/8/1999'::date

-- why: days of the year
SELECT '2024.366'::date, '2023-365'::date

-- why: the day after the year
SELECT '2023.366'::date

-- why: no year 0
SELECT '0000-01-01'::date

-- why: no month 0
SELECT '2024-00-10'::date

-- why: single digits
SELECT '2024-1-1'::date, '2024-1-1 1:2:3'::timestamp, '2024-1-1 1:2'::timestamp

-- why: run together
SELECT '20240229'::timestamp, '240229'::date

-- why: the end of the day
SELECT '2024-02-29 24:00'::timestamp, '2024-02-29 23:59:60'::timestamp

-- why: spaces around
SELECT ' 2024-02-29 '::date, '2024-02-29BC'::date

-- why: no infinite interval
SELECT 'infinity'::interval

-- why: nothing
SELECT ''::interval

-- why: no interval
SELECT 'foo'::interval

-- why: no unit
SELECT '1 foo'::interval

-- why: older forms
SELECT '1'::interval, '1 2:00'::interval, '@ 1 year ago'::interval, '1 year -2 mons +3 days'::interval, '1y 2mon 3d 4h 5m 6s'::interval

-- why: clocks as intervals
SELECT '12:30'::interval, '12:30.5'::interval, '-12:30:15.25'::interval, '100:00'::interval

-- why: no minute
SELECT '12:70'::interval

-- why: names of zones
SELECT '2024-01-01 10:00 Europe/Berlin'::timestamptz, '2024-07-01 10:00 Japan'::timestamptz

-- why: a column of arrays would not round
-- refused: columns of type timestamp
CREATE TABLE of_time (t timestamptz(0)[])
