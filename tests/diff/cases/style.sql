-- why: DateStyle SQL, DMY
-- message: same
SET DateStyle = 'SQL, DMY'

-- why: DateStyle SQL, DMY
-- message: same
SHOW DateStyle

-- why: DateStyle SQL, DMY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle SQL, DMY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle SQL, DMY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle SQL, DMY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle SQL, DMY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle SQL, MDY
-- message: same
SET DateStyle = 'SQL, MDY'

-- why: DateStyle SQL, MDY
-- message: same
SHOW DateStyle

-- why: DateStyle SQL, MDY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle SQL, MDY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle SQL, MDY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle SQL, MDY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle SQL, MDY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle SQL, YMD
-- message: same
SET DateStyle = 'SQL, YMD'

-- why: DateStyle SQL, YMD
-- message: same
SHOW DateStyle

-- why: DateStyle SQL, YMD
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle SQL, YMD
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle SQL, YMD
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle SQL, YMD
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle SQL, YMD
-- message: same
SELECT date '99/02/03'

-- why: DateStyle Postgres, DMY
-- message: same
SET DateStyle = 'Postgres, DMY'

-- why: DateStyle Postgres, DMY
-- message: same
SHOW DateStyle

-- why: DateStyle Postgres, DMY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle Postgres, DMY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle Postgres, DMY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle Postgres, DMY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle Postgres, DMY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle Postgres, MDY
-- message: same
SET DateStyle = 'Postgres, MDY'

-- why: DateStyle Postgres, MDY
-- message: same
SHOW DateStyle

-- why: DateStyle Postgres, MDY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle Postgres, MDY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle Postgres, MDY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle Postgres, MDY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle Postgres, MDY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle Postgres, YMD
-- message: same
SET DateStyle = 'Postgres, YMD'

-- why: DateStyle Postgres, YMD
-- message: same
SHOW DateStyle

-- why: DateStyle Postgres, YMD
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle Postgres, YMD
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle Postgres, YMD
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle Postgres, YMD
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle Postgres, YMD
-- message: same
SELECT date '99/02/03'

-- why: DateStyle German, DMY
-- message: same
SET DateStyle = 'German, DMY'

-- why: DateStyle German, DMY
-- message: same
SHOW DateStyle

-- why: DateStyle German, DMY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle German, DMY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle German, DMY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle German, DMY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle German, DMY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle German, MDY
-- message: same
SET DateStyle = 'German, MDY'

-- why: DateStyle German, MDY
-- message: same
SHOW DateStyle

-- why: DateStyle German, MDY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle German, MDY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle German, MDY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle German, MDY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle German, MDY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle German, YMD
-- message: same
SET DateStyle = 'German, YMD'

-- why: DateStyle German, YMD
-- message: same
SHOW DateStyle

-- why: DateStyle German, YMD
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle German, YMD
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle German, YMD
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle German, YMD
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle German, YMD
-- message: same
SELECT date '99/02/03'

-- why: DateStyle ISO, DMY
-- message: same
SET DateStyle = 'ISO, DMY'

-- why: DateStyle ISO, DMY
-- message: same
SHOW DateStyle

-- why: DateStyle ISO, DMY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle ISO, DMY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle ISO, DMY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle ISO, DMY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle ISO, DMY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle ISO, MDY
-- message: same
SET DateStyle = 'ISO, MDY'

-- why: DateStyle ISO, MDY
-- message: same
SHOW DateStyle

-- why: DateStyle ISO, MDY
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle ISO, MDY
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle ISO, MDY
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle ISO, MDY
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle ISO, MDY
-- message: same
SELECT date '99/02/03'

-- why: DateStyle ISO, YMD
-- message: same
SET DateStyle = 'ISO, YMD'

-- why: DateStyle ISO, YMD
-- message: same
SHOW DateStyle

-- why: DateStyle ISO, YMD
-- message: same
SELECT t, d, t::timestamptz, t::text, d::text, 'at ' || t, (t::timestamptz)::varchar, ARRAY[d, NULL], ARRAY[t]::text FROM (VALUES (timestamp '1997-12-17 07:37:16.5', date '1997-02-03'), ('2024-02-29 00:00:00', '2024-02-29'), ('1969-12-31 23:59:59.000001', '1900-01-01'), ('2099-07-04 12:00:00', '2299-12-31'), (NULL, NULL)) AS v(t, d) ORDER BY t

-- why: DateStyle ISO, YMD
-- message: same
SELECT date '01/02/03', date '03-02-01', timestamp '4.5.06 07:08', '2001-02-03'::date, date '01-Feb-03', date '1 Feb 2003', timestamptz '05/06/07 08:09:10', date '2003/4/5', date '1/2/3', '{01/02/03, 2001-12-31}'::date[]

-- why: DateStyle ISO, YMD
-- message: same
SELECT date '13/02/2003'

-- why: DateStyle ISO, YMD
-- message: same
SELECT date '02/13/2003'

-- why: DateStyle ISO, YMD
-- message: same
SELECT date '99/02/03'

-- why: RESET
-- message: same
RESET DateStyle

-- why: postgres_verbose
-- message: same
SET IntervalStyle = postgres_verbose

-- why: postgres_verbose
-- message: same
SELECT i, i::text, 'x' || i, ARRAY[i] FROM (VALUES (interval '1 year 2 mons 3 days 04:05:06.7'), ('-1 year -2 mons 3 days -04:05:06.7'), ('0'), ('1 day'), ('-1 day'), ('14 mons'), ('-14 mons'), ('04:05:06'), ('-00:00:01'), ('-00:00:00.5'), ('1 mon -1 day'), ('-1 mon 00:00:01'), ('3 days 00:01:00'), ('-3 days -00:01:00.25'), ('1 sec'), ('100:00:59.999999'), (NULL)) AS v(i) ORDER BY i, i::text

-- why: postgres_verbose
-- message: same
SELECT interval '-1 day 2:03:04', interval '-1 year 2 mons', interval '-1 day +02:03', interval '1 day -02:03', interval '-1 day ago'

-- why: sql_standard
-- message: same
SET IntervalStyle = sql_standard

-- why: sql_standard
-- message: same
SELECT i, i::text, 'x' || i, ARRAY[i] FROM (VALUES (interval '1 year 2 mons 3 days 04:05:06.7'), ('-1 year -2 mons 3 days -04:05:06.7'), ('0'), ('1 day'), ('-1 day'), ('14 mons'), ('-14 mons'), ('04:05:06'), ('-00:00:01'), ('-00:00:00.5'), ('1 mon -1 day'), ('-1 mon 00:00:01'), ('3 days 00:01:00'), ('-3 days -00:01:00.25'), ('1 sec'), ('100:00:59.999999'), (NULL)) AS v(i) ORDER BY i, i::text

-- why: sql_standard
-- message: same
SELECT interval '-1 day 2:03:04', interval '-1 year 2 mons', interval '-1 day +02:03', interval '1 day -02:03', interval '-1 day ago'

-- why: iso_8601
-- message: same
SET IntervalStyle = iso_8601

-- why: iso_8601
-- message: same
SELECT i, i::text, 'x' || i, ARRAY[i] FROM (VALUES (interval '1 year 2 mons 3 days 04:05:06.7'), ('-1 year -2 mons 3 days -04:05:06.7'), ('0'), ('1 day'), ('-1 day'), ('14 mons'), ('-14 mons'), ('04:05:06'), ('-00:00:01'), ('-00:00:00.5'), ('1 mon -1 day'), ('-1 mon 00:00:01'), ('3 days 00:01:00'), ('-3 days -00:01:00.25'), ('1 sec'), ('100:00:59.999999'), (NULL)) AS v(i) ORDER BY i, i::text

-- why: iso_8601
-- message: same
SELECT interval '-1 day 2:03:04', interval '-1 year 2 mons', interval '-1 day +02:03', interval '1 day -02:03', interval '-1 day ago'

-- why: postgres
-- message: same
SET IntervalStyle = postgres

-- why: postgres
-- message: same
SELECT i, i::text, 'x' || i, ARRAY[i] FROM (VALUES (interval '1 year 2 mons 3 days 04:05:06.7'), ('-1 year -2 mons 3 days -04:05:06.7'), ('0'), ('1 day'), ('-1 day'), ('14 mons'), ('-14 mons'), ('04:05:06'), ('-00:00:01'), ('-00:00:00.5'), ('1 mon -1 day'), ('-1 mon 00:00:01'), ('3 days 00:01:00'), ('-3 days -00:01:00.25'), ('1 sec'), ('100:00:59.999999'), (NULL)) AS v(i) ORDER BY i, i::text

-- why: postgres
-- message: same
SELECT interval '-1 day 2:03:04', interval '-1 year 2 mons', interval '-1 day +02:03', interval '1 day -02:03', interval '-1 day ago'

-- why: RESET
-- message: same
RESET IntervalStyle

-- why: extra_float_digits 0
-- message: same
SET extra_float_digits = 0

-- why: extra_float_digits 0
-- message: same
SELECT a, b, a::text, b::text, ARRAY[a], 'x' || a FROM (VALUES (0.1::float8, 0.1::float4), (1/3.0, 2/3.0), (123456789.123456789, 1234567.25), (1e20, 1e20), (1e-10, 1e-10), (-0.0, '-0'), ('NaN', 'NaN'), ('Infinity', '-Infinity'), (9007199254740993, 16777217), (5e-324, 1e-45), (100000, 100000), (NULL, NULL)) AS v(a, b)

-- why: extra_float_digits -3
-- message: same
SET extra_float_digits = -3

-- why: extra_float_digits -3
-- message: same
SELECT a, b, a::text, b::text, ARRAY[a], 'x' || a FROM (VALUES (0.1::float8, 0.1::float4), (1/3.0, 2/3.0), (123456789.123456789, 1234567.25), (1e20, 1e20), (1e-10, 1e-10), (-0.0, '-0'), ('NaN', 'NaN'), ('Infinity', '-Infinity'), (9007199254740993, 16777217), (5e-324, 1e-45), (100000, 100000), (NULL, NULL)) AS v(a, b)

-- why: extra_float_digits -15
-- message: same
SET extra_float_digits = -15

-- why: extra_float_digits -15
-- message: same
SELECT a, b, a::text, b::text, ARRAY[a], 'x' || a FROM (VALUES (0.1::float8, 0.1::float4), (1/3.0, 2/3.0), (123456789.123456789, 1234567.25), (1e20, 1e20), (1e-10, 1e-10), (-0.0, '-0'), ('NaN', 'NaN'), ('Infinity', '-Infinity'), (9007199254740993, 16777217), (5e-324, 1e-45), (100000, 100000), (NULL, NULL)) AS v(a, b)

-- why: extra_float_digits 3
-- message: same
SET extra_float_digits = 3

-- why: extra_float_digits 3
-- message: same
SELECT a, b, a::text, b::text, ARRAY[a], 'x' || a FROM (VALUES (0.1::float8, 0.1::float4), (1/3.0, 2/3.0), (123456789.123456789, 1234567.25), (1e20, 1e20), (1e-10, 1e-10), (-0.0, '-0'), ('NaN', 'NaN'), ('Infinity', '-Infinity'), (9007199254740993, 16777217), (5e-324, 1e-45), (100000, 100000), (NULL, NULL)) AS v(a, b)

-- why: RESET
-- message: same
RESET extra_float_digits

-- why: bytea_output
-- message: same
SET bytea_output = escape

-- why: bytea_output
-- message: same
SELECT v, v::text, ARRAY[v] FROM (VALUES ('\x00ff5c61207e7f'::bytea), (''), (NULL)) AS t(v)

-- why: bytea_output
-- message: same
RESET bytea_output

-- why: words of DateStyle
-- message: same
SET DateStyle = 'nope'

-- why: words of DateStyle
-- message: same
SET DateStyle = 'ISO, SQL'

-- why: words of DateStyle
-- message: same
SET DateStyle = 'dmy, mdy'

-- why: words of DateStyle
-- message: same
SET DateStyle = european

-- why: words of DateStyle
-- message: same
SHOW DateStyle

-- why: words of DateStyle
-- message: same
SET DateStyle = sql

-- why: words of DateStyle
-- message: same
SHOW DateStyle

-- why: words of DateStyle
-- message: same
SET DateStyle = german

-- why: words of DateStyle
-- message: same
SHOW DateStyle

-- why: words of DateStyle
-- message: same
SET DateStyle = default

-- why: words of DateStyle
-- message: same
SHOW DateStyle

-- why: words of DateStyle
-- message: same
SET DateStyle = 'us, postgres'

-- why: words of DateStyle
-- message: same
SHOW DateStyle

-- why: words of DateStyle
-- message: same
BEGIN

-- why: words of DateStyle
-- message: same
SET LOCAL DateStyle = 'german'

-- why: words of DateStyle
-- message: same
SELECT date '2001-02-03'

-- why: words of DateStyle
-- message: same
ROLLBACK

-- why: words of DateStyle
-- message: same
SELECT date '2001-02-03'

-- why: words of DateStyle
-- message: same
SELECT set_config('datestyle', 'ymd', false)

-- why: words of DateStyle
-- message: same
RESET DateStyle
