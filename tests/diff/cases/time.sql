-- why: literals of time
SELECT '04:05:06.789'::time, '04:05'::time, '4:05 PM'::time, '12:00 am'::time, '23:59:59.9999999'::time, '24:00'::time, time '04:05:06 +02', '2020-01-02 10:11:12'::time

-- why: moves wrap around midnight and leave days out
SELECT id, t + interval '1 hour', t - interval '30 minutes 0.5 seconds', '25 hours'::interval + ts, t + interval '3 days', ts - interval '1 month 1 microsecond' FROM kinds ORDER BY id

-- why: moves by columns
SELECT id, t + iv, ts - iv FROM kinds ORDER BY id

-- why: differences
SELECT id, t - ts, ts - t, ts - '12:30' FROM kinds ORDER BY id

-- why: date and time
SELECT id, '2024-02-29'::date + t, ts + '1969-12-31'::date FROM kinds ORDER BY id

-- why: parts
SELECT id, extract(hour FROM t), extract(minute FROM t), extract(second FROM t), extract(epoch FROM t), extract(milliseconds FROM t), extract(microseconds FROM ts) FROM kinds ORDER BY id

-- why: date_part
SELECT id, date_part('hour', ts), date_part('second', t), date_part('epoch', t) FROM kinds ORDER BY id

-- why: casts
SELECT id, t::interval, t::varchar, (ts::text)::time, ('2024-01-01'::date + t)::time FROM kinds ORDER BY id

-- why: of timestamps
SELECT id, ts::time FROM times ORDER BY id

-- why: comparison with an interval is by interval
SELECT id FROM kinds WHERE t > interval '1 hour' ORDER BY id

-- why: make_time
SELECT make_time(8, 15, 23.456789), make_time(0, 0, 0), make_time(23, 59, 60)

-- why: not a time
SELECT make_time(25, 0, 0)

-- why: not a text of a time
SELECT 'x'::time

-- why: between
SELECT id FROM kinds WHERE ts BETWEEN '00:00' AND '12:00' ORDER BY id

-- why: time has no month
SELECT extract(month FROM t) FROM kinds

-- why: precision of a cast
SELECT '04:05:06.789'::time(1), time(0) '04:05:06.789'

-- why: a literal beside a time could be a date or an interval
-- message: same
SELECT t + '1 hour' FROM kinds

-- why: and is a time here
-- message: same
SELECT t - '1 hour' FROM kinds
