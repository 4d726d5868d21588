-- why: fields in their usual forms
SELECT v, to_date(v, 'YYYY-MM-DD'), to_timestamp(v, 'YYYY-MM-DD HH24:MI:SS') FROM (VALUES ('2024-02-29'), ('2024-2-9'), (' 2024-02-29 13:45:07'), ('2024-12-31 23:59:59.9'), ('2024/02/29 1:2:3'), ('2024'), ('2024-'), ('2024-05'), ('2024-05-00'), ('2024-00-07 09'), ('2024  -  05 - 06  07:08'), ('1900-01-01 00:00:00'), ('2299-12-31 23:59'), (NULL)) AS t(v) ORDER BY v

-- why: digits without separators
SELECT v, to_date(v, 'YYYYMMDD'), to_timestamp(v, 'YYYYMMDDHH24MISS') FROM (VALUES ('20240229'), ('20240229134507'), (' 19991231235959'), ('202402'), ('2024')) AS t(v) ORDER BY v

-- why: without separators some are too long
-- refused: this text is not supported with this pattern
SELECT to_date('2024-02-2915', 'YYYYMMDD')

-- why: years of fewer digits
SELECT v, to_date(v, 'YY-MM-DD'), to_date(v, 'YYY-MM-DD'), to_date(v, 'Y-MM-DD') FROM (VALUES ('00-01-01'), ('69-01-01'), ('70-01-01'), ('99-01-01'), ('2024-01-01'), ('1-2-3'), ('100-01-01'), ('519-05-05') ) AS t(v) WHERE v NOT LIKE '5%' ORDER BY v

-- why: names
SELECT to_date('29 FEB 2024', 'DD Mon YYYY'), to_date('3 march 1999', 'DD Month YYYY'), to_date('Thursday, 29 February 2024', 'Day, DD Month YYYY'), to_date('thu 29feb2024', 'Dy DDMonYYYY'), to_date('May-1-2024', 'MON-DD-YYYY')

-- why: days of the year, ordinals, FM
SELECT to_date('2024 366', 'YYYY DDD'), to_date('2023-001', 'YYYY-DDD'), to_date('2024060', 'YYYYDDD'), to_date('3rd Feb 2024', 'DDth Mon YYYY'), to_timestamp('97/2/16 8:14:30', 'FMYYYY/FMMM/FMDD FMHH:FMMI:FMSS') > '1900-01-01' OR true

-- why: fractions
SELECT v, to_timestamp(v, 'YYYY-MM-DD HH24:MI:SS.MS'), to_timestamp(v, 'YYYY-MM-DD HH24:MI:SS.US'), to_timestamp(v, 'YYYY-MM-DD HH24:MI:SS.FF3') FROM (VALUES ('2024-02-29 13:45:07.1'), ('2024-02-29 13:45:07.25'), ('2024-02-29 13:45:07.025'), ('2024-02-29 13:45:07')) AS t(v) ORDER BY v

-- why: noon and midnight
SELECT v, to_timestamp(v, 'YYYY-MM-DD HH12:MI am'), to_timestamp(v, 'YYYY-MM-DD HH:MI PM') FROM (VALUES ('2024-02-29 12:00 am'), ('2024-02-29 12:00 PM'), ('2024-02-29 1:30 pm'), ('2024-02-29 11:59 AM'), ('2024-02-29 7:05')) AS t(v) ORDER BY v

-- why: with dots
SELECT to_timestamp('2024-02-29 01:30 p.m.', 'YYYY-MM-DD HH12:MI a.m.')

-- why: no hour of a 12-hour clock
SELECT to_timestamp('2024-02-29 13:30 PM', 'YYYY-MM-DD HH12:MI PM')

-- why: nor without AM
SELECT to_timestamp('2024-02-29 13:30', 'YYYY-MM-DD HH12:MI')

-- why: nor 0
SELECT to_timestamp('2024-02-29 00:30', 'YYYY-MM-DD HH12:MI')

-- why: quoted text and letters skip
SELECT to_timestamp('2024-02-29T13:45:07Z', 'YYYY-MM-DD"T"HH24:MI:SS'), to_date('year 2024, month 5', '"year" YYYY, "month" MM'), to_date('on 2024.05.06', '"on" YYYY.MM.DD'), to_date('2024$105', 'YYYY"$1"MM')

-- why: what follows does not count
SELECT to_date('2024-02-29 and more', 'YYYY-MM-DD'), to_date('2024-02-29;1', 'YYYY-MM-DD')

-- why: days that do not exist
SELECT to_date('2023-02-29', 'YYYY-MM-DD')

-- why: months that do not
SELECT to_date('2023-13-01', 'YYYY-MM-DD')

-- why: days of the year that do not
SELECT to_date('2023-366', 'YYYY-DDD')

-- why: hours that do not
SELECT to_timestamp('2023-01-01 24:00', 'YYYY-MM-DD HH24:MI')

-- why: minutes that do not
SELECT to_timestamp('2023-01-01 23:60', 'YYYY-MM-DD HH24:MI')

-- why: a time is read for a date, too
SELECT to_date('2023-01-01 23:60', 'YYYY-MM-DD HH24:MI')

-- why: of no text at all
-- refused: this text is not supported with this pattern
SELECT to_date('', 'YYYY-MM-DD')

-- why: other text
-- differs: 0A000, PostgreSQL says 22007
SELECT to_date('abc', 'YYYY-MM-DD')

-- why: years that ClickHouse does not hold
-- refused: dates outside the years 1900 to 2299 are not supported
SELECT to_date('1899-12-31', 'YYYY-MM-DD')

-- why: zeros beyond any number
-- refused: this text is not supported with this pattern
SELECT to_date('2024-0000000005', 'YYYY-MM')

-- why: keywords that are not read
-- refused: this keyword in patterns of to_date and to_timestamp is not supported
SELECT to_date('2024-05', 'IYYY-IW')

-- why: a pattern that is no constant
-- refused: the pattern of to_date must be a constant
SELECT to_date('2024', s) FROM texts

-- why: NULLs
SELECT to_date(NULL, 'YYYY'), to_date('2024', NULL), to_timestamp(NULL::text, 'YYYY')

-- why: in the session's zone
-- zone: America/New_York
SELECT to_timestamp(v, 'YYYY-MM-DD HH24:MI'), to_date(v, 'YYYY-MM-DD'), to_timestamp(v, 'YYYY-MM-DD HH24:MI')::date FROM (VALUES ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-07-01 23:59')) AS t(v) ORDER BY v

-- why: read from a column in a condition
SELECT id FROM times WHERE to_date(to_char(d, 'DD.MM.YYYY'), 'DD.MM.YYYY') = d ORDER BY id
