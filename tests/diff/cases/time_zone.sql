-- why: moments as text, date, time and timestamp by the clock of Europe/Berlin
-- zone: Europe/Berlin
SELECT v, v::text, v::date, v::time, v::timestamp, v::varchar || '!' FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: clocks read as moments in Europe/Berlin
-- zone: Europe/Berlin
SELECT v, v::timestamptz, v::date::timestamptz, v::text::timestamptz, (v::text || '+02')::timestamptz FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: fields by the clock of Europe/Berlin
-- zone: Europe/Berlin
SELECT v, extract(hour FROM v), date_part('day', v), extract(epoch FROM v), extract(second FROM v), extract(timezone FROM v), date_part('timezone_hour', v), extract(timezone_minute FROM v), extract(isoyear FROM v), date_part('doy', v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: truncated in Europe/Berlin
-- zone: Europe/Berlin
SELECT v, date_trunc('hour', v), date_trunc('minute', v), date_trunc('day', v), date_trunc('week', v), date_trunc('month', v), date_trunc('year', v), date_trunc('second', v), date_trunc('day', v, 'Asia/Tokyo') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: moved by intervals in Europe/Berlin
-- zone: Europe/Berlin
SELECT v, v + interval '1 day', v - interval '1 mon 2 days 03:04:05.5', interval '24 hours' + v, v + interval '1 year', v - interval '1 hour', v + interval '1 day' * 2, v - interval '1 mon' * 5, v + (interval '1 hour') * 25 FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: constants in Europe/Berlin
-- zone: Europe/Berlin
SELECT timestamptz '2024-07-01 12:00', timestamptz '2024-07-01', date '2024-07-01'::timestamptz, timestamptz '2024-03-31 02:30', '2024-12-01 12:00+03'::timestamptz::timestamp, timestamptz '2024-07-01 12:00' + interval '200 days', extract(hour FROM timestamptz '2024-07-01 00:00+00'), '{2024-07-01 12:00, 2024-01-01 00:00+00}'::timestamptz[]

-- why: moments as text, date, time and timestamp by the clock of America/New_York
-- zone: America/New_York
SELECT v, v::text, v::date, v::time, v::timestamp, v::varchar || '!' FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: clocks read as moments in America/New_York
-- zone: America/New_York
SELECT v, v::timestamptz, v::date::timestamptz, v::text::timestamptz, (v::text || '+02')::timestamptz FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: fields by the clock of America/New_York
-- zone: America/New_York
SELECT v, extract(hour FROM v), date_part('day', v), extract(epoch FROM v), extract(second FROM v), extract(timezone FROM v), date_part('timezone_hour', v), extract(timezone_minute FROM v), extract(isoyear FROM v), date_part('doy', v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: truncated in America/New_York
-- zone: America/New_York
SELECT v, date_trunc('hour', v), date_trunc('minute', v), date_trunc('day', v), date_trunc('week', v), date_trunc('month', v), date_trunc('year', v), date_trunc('second', v), date_trunc('day', v, 'Asia/Tokyo') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: moved by intervals in America/New_York
-- zone: America/New_York
SELECT v, v + interval '1 day', v - interval '1 mon 2 days 03:04:05.5', interval '24 hours' + v, v + interval '1 year', v - interval '1 hour', v + interval '1 day' * 2, v - interval '1 mon' * 5, v + (interval '1 hour') * 25 FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: constants in America/New_York
-- zone: America/New_York
SELECT timestamptz '2024-07-01 12:00', timestamptz '2024-07-01', date '2024-07-01'::timestamptz, timestamptz '2024-03-31 02:30', '2024-12-01 12:00+03'::timestamptz::timestamp, timestamptz '2024-07-01 12:00' + interval '200 days', extract(hour FROM timestamptz '2024-07-01 00:00+00'), '{2024-07-01 12:00, 2024-01-01 00:00+00}'::timestamptz[]

-- why: moments as text, date, time and timestamp by the clock of Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT v, v::text, v::date, v::time, v::timestamp, v::varchar || '!' FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: clocks read as moments in Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT v, v::timestamptz, v::date::timestamptz, v::text::timestamptz, (v::text || '+02')::timestamptz FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: fields by the clock of Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT v, extract(hour FROM v), date_part('day', v), extract(epoch FROM v), extract(second FROM v), extract(timezone FROM v), date_part('timezone_hour', v), extract(timezone_minute FROM v), extract(isoyear FROM v), date_part('doy', v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: truncated in Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT v, date_trunc('hour', v), date_trunc('minute', v), date_trunc('day', v), date_trunc('week', v), date_trunc('month', v), date_trunc('year', v), date_trunc('second', v), date_trunc('day', v, 'Asia/Tokyo') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: moved by intervals in Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT v, v + interval '1 day', v - interval '1 mon 2 days 03:04:05.5', interval '24 hours' + v, v + interval '1 year', v - interval '1 hour', v + interval '1 day' * 2, v - interval '1 mon' * 5, v + (interval '1 hour') * 25 FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: constants in Asia/Kathmandu
-- zone: Asia/Kathmandu
SELECT timestamptz '2024-07-01 12:00', timestamptz '2024-07-01', date '2024-07-01'::timestamptz, timestamptz '2024-03-31 02:30', '2024-12-01 12:00+03'::timestamptz::timestamp, timestamptz '2024-07-01 12:00' + interval '200 days', extract(hour FROM timestamptz '2024-07-01 00:00+00'), '{2024-07-01 12:00, 2024-01-01 00:00+00}'::timestamptz[]

-- why: moments as text, date, time and timestamp by the clock of Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT v, v::text, v::date, v::time, v::timestamp, v::varchar || '!' FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: clocks read as moments in Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT v, v::timestamptz, v::date::timestamptz, v::text::timestamptz, (v::text || '+02')::timestamptz FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: fields by the clock of Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT v, extract(hour FROM v), date_part('day', v), extract(epoch FROM v), extract(second FROM v), extract(timezone FROM v), date_part('timezone_hour', v), extract(timezone_minute FROM v), extract(isoyear FROM v), date_part('doy', v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: truncated in Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT v, date_trunc('hour', v), date_trunc('minute', v), date_trunc('day', v), date_trunc('week', v), date_trunc('month', v), date_trunc('year', v), date_trunc('second', v), date_trunc('day', v, 'Asia/Tokyo') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: moved by intervals in Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT v, v + interval '1 day', v - interval '1 mon 2 days 03:04:05.5', interval '24 hours' + v, v + interval '1 year', v - interval '1 hour', v + interval '1 day' * 2, v - interval '1 mon' * 5, v + (interval '1 hour') * 25 FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: constants in Australia/Lord_Howe
-- zone: Australia/Lord_Howe
SELECT timestamptz '2024-07-01 12:00', timestamptz '2024-07-01', date '2024-07-01'::timestamptz, timestamptz '2024-03-31 02:30', '2024-12-01 12:00+03'::timestamptz::timestamp, timestamptz '2024-07-01 12:00' + interval '200 days', extract(hour FROM timestamptz '2024-07-01 00:00+00'), '{2024-07-01 12:00, 2024-01-01 00:00+00}'::timestamptz[]

-- why: patterns
-- zone: Europe/Berlin
SELECT to_char(v, 'YYYY-MM-DD HH24:MI:SS.US Day IW'), to_char(v, 'HH12 am') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: the zone in a pattern
-- zone: Europe/Berlin
-- refused: TZ, TZH, TZM and OF in patterns of to_char are supported in UTC only
SELECT to_char(v, 'HH24 TZ') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: a quoted word that looks like the zone
-- zone: Europe/Berlin
SELECT to_char(timestamptz '2024-07-01 12:00', '"TZ OF" HH24')

-- why: ages
-- zone: Europe/Berlin
SELECT v, age(v, timestamptz '2024-03-01 00:00'), age(timestamp '2024-03-01 00:00', v), v - timestamptz '2024-03-01 00:00' FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: moments compared with clocks
-- zone: Europe/Berlin
SELECT id, ts FROM times WHERE ts < timestamptz '2024-02-29 12:00' AND ts IS NOT NULL ORDER BY id

-- why: clocks on either side, and dates
-- zone: Europe/Berlin
SELECT count(*) FILTER (WHERE ts >= timestamptz '2000-01-01'), count(*) FILTER (WHERE timestamptz '2024-02-29 12:00' > d), count(*) FILTER (WHERE d = timestamptz '2024-02-29'), count(*) FILTER (WHERE ts <> timestamptz '2024-02-29'), count(*) FILTER (WHERE timestamptz '2000-01-01' <= ts), count(*) FILTER (WHERE ts BETWEEN timestamptz '1990-01-01' AND now()) FROM times WHERE ts < '2100-01-01'

-- why: what the clock skips, compared
-- zone: Europe/Berlin
SELECT v, v < timestamptz '2024-03-31 01:15+00', v > timestamptz '2024-03-31 01:15+00', v = timestamptz '2024-03-31 01:30+00', v IN (timestamptz '2024-03-31 01:30+00', '2024-10-27 01:30+00') FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: grouped and aggregated
-- zone: Europe/Berlin
SELECT date_trunc('day', v), count(*), min(v), max(v::timestamp) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) GROUP BY 1 ORDER BY 1

-- why: the same for common types
-- zone: Europe/Berlin
SELECT coalesce(v, timestamp '2024-07-01'), greatest(v, date '2024-07-01'), CASE WHEN v IS NULL THEN v ELSE v::timestamp END AS c FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: today and now
-- zone: Pacific/Kiritimati
SELECT current_date = now()::date, localtimestamp = now()::timestamp, current_date = (now() AT TIME ZONE 'Pacific/Kiritimati')::date, age(timestamp '2000-01-01') = age(current_date::timestamp, timestamp '2000-01-01'), age(timestamptz '2000-01-01') = age(current_date::timestamptz, timestamptz '2000-01-01')

-- why: made of parts
-- zone: Europe/Berlin
SELECT make_timestamptz(2024, 7, 1, 12, 30, 0), make_timestamptz(2024, 3, 31, 2, 30, 0)

-- why: bins are the same everywhere
-- zone: Europe/Berlin
SELECT v, date_bin('1 day', v, timestamptz '2001-01-01') FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: seconds since the epoch
-- zone: Europe/Berlin
SELECT to_timestamp(1709214307.120034), to_timestamp(-1.5)

-- why: a zone of one offset
-- zone: <+05>-05
SELECT v, v::timestamp, date_trunc('day', v), v::text FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: its clock
-- zone: <+05>-05
SELECT v, v::timestamptz FROM (VALUES (timestamp '2024-03-31 01:59:59'), ('2024-03-31 02:30'), ('2024-03-31 03:00'), ('2024-10-27 02:30'), ('2024-03-10 02:30'), ('2024-11-03 01:30'), ('2024-04-07 01:45'), ('2024-10-06 02:15'), ('2099-01-01'), (NULL)) AS t(v) ORDER BY v

-- why: the zone of JDBC for GMT+5:30
-- zone: GMT-05:30
SELECT v, v::timestamp, v::text FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) ORDER BY v

-- why: arrays
-- zone: Europe/Berlin
SELECT array_agg(v ORDER BY v) FROM (VALUES (timestamptz '2024-03-31 00:59:59+00'), ('2024-03-31 01:00+00'), ('2024-10-27 00:30:00+00'), ('2024-10-27 01:30+00'), ('2024-11-03 05:30+00'), ('2024-11-03 06:30+00'), ('2024-04-06 15:15+00'), ('1985-06-01 12:00:00.5+00'), ('2099-07-01 00:00+00'), ('1970-01-01 00:00+00'), ('2024-03-10 07:00+00'), (NULL)) AS t(v) WHERE v IS NOT NULL

-- why: arrays as other types
-- zone: Europe/Berlin
SELECT ARRAY[timestamptz '2024-07-01 12:00+00', NULL]::date[], ARRAY[timestamp '2024-07-01 12:00']::timestamptz[], ARRAY[timestamptz '2024-07-01 12:00+00']::text[]

-- why: years before zones were set by hours
-- zone: Europe/Amsterdam
SELECT v, v::timestamp FROM (VALUES (timestamptz '1906-05-01 12:00+00'), ('1936-12-31 12:00+00')) AS t(v)

-- why: in subqueries
-- zone: Europe/Berlin
SELECT id FROM times WHERE ts IN (SELECT timestamptz '2024-02-29 12:30') ORDER BY id

-- why: days between two moments
-- zone: Europe/Berlin
SELECT count(*) FROM times WHERE ts > now() - interval '100 years' AND ts::timestamptz < now()

-- why: frames by days, which are not all of 24 hours
-- zone: Europe/Berlin
SELECT v, count(*) OVER (ORDER BY v RANGE BETWEEN '1 day' PRECEDING AND CURRENT ROW) FROM (VALUES (timestamptz '2024-03-30 00:59:59+00'), ('2024-03-31 00:59:59+00'), ('2024-03-31 22:59:59+00'), ('2024-03-31 23:00:00+00')) AS t(v) ORDER BY v

-- why: series by days, over the hour that is skipped
-- zone: Europe/Berlin
SELECT * FROM generate_series(timestamptz '2024-03-29 02:30', '2024-04-02', '1 day') AS g(v)

-- why: series of dates are series of moments
-- zone: Europe/Berlin
SELECT count(*), min(v), max(v) FROM generate_series(date '2024-01-01', date '2024-12-31', '1 day') AS g(v)

-- why: series by months, backwards, and by hours
-- zone: America/New_York
SELECT generate_series(timestamptz '2024-05-31 00:30', '2023-12-01', '-1 month'), generate_series(timestamptz '2024-03-10 00:30', '2024-03-10 06:00', '1 hour')

-- why: series by two days, backwards
-- zone: Asia/Kathmandu
SELECT * FROM generate_series(timestamptz '2024-05-31 00:30', '2024-05-20 00:30', '-2 days') AS g(v)
