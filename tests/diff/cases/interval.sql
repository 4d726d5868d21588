-- why: parts of intervals
SELECT id, extract(epoch FROM ts - timestamp '2000-01-01'), extract(day FROM ts - timestamp '2000-01-01'), extract(hour FROM ts - timestamp '2000-01-01'), extract(second FROM ts - timestamp '2000-01-01'), extract(milliseconds FROM ts - timestamp '2000-01-01'), date_part('epoch', ts - seconds), date_part('minute', ts - seconds) FROM times ORDER BY id

-- why: age of two timestamps, by months' ends and leap days
SELECT id, age(ts, seconds), age(seconds, ts), age(d, short_d), age(ts, timestamp '2000-02-29 12:00'), age(timestamp '2000-03-31', ts) FROM times ORDER BY id

-- why: years of an age, as people's ages are reckoned
SELECT id, extract(year FROM age(timestamp '2024-02-28', d)), date_part('month', age(d)) IS NULL FROM times WHERE d < '2024-01-01' OR d IS NULL ORDER BY id

-- why: an interval as text
SELECT id, (ts - seconds)::text, age(ts, seconds)::text, age(seconds, ts)::text, 'x' || (ts - seconds) FROM times ORDER BY id

-- why: every sign in the text
SELECT v::text, (v * -1)::text, (v * 0)::text FROM (VALUES (interval '-1 year 2 mons -3 days 04:05:06.7'), ('1 mon -1 day'), ('-1 mon 1 day -00:00:01'), ('123:04:05.000001'), ('1 day 24:00'), ('-00:00:00.5'), ('11 mons'), ('12 mons 1 day'), (NULL)) AS t(v) ORDER BY 1

-- why: multiplied and divided by fractions
SELECT v * 0.5, v * 1.37, v * -0.333, v / 3, v / -7, v / 0.3, v * 1e-6, v * 2.5::float8, 0.1 * v FROM (VALUES (interval '-1 year 2 mons -3 days 04:05:06.7'), ('1 mon -1 day'), ('-1 mon 1 day -00:00:01'), ('123:04:05.000001'), ('1 day 24:00'), ('-00:00:00.5'), ('11 mons'), ('100 years 12 mons 1 day'), (NULL)) AS t(v) ORDER BY v

-- why: by columns
SELECT id, interval '1 hour' * i4, interval '1 day' * f4, interval '3 mons 1 day' / nullif(i2, 0) FROM numbers WHERE abs(i4::int8) < 1000 AND f4 BETWEEN -1000 AND 1000 ORDER BY id

-- why: division by zero
SELECT interval '1 day' / 0

-- why: a product that does not fit
SELECT interval '100000000 years' * 20

-- why: a factor that is no number
-- message: same
SELECT interval '1 day' * 'NaN'::float8

-- why: aggregates of intervals
SELECT sum(ts - seconds), avg(ts - seconds), min(ts - seconds), max(ts - seconds), min(ts - seconds) FILTER (WHERE id > 3), count(ts - seconds) FROM times

-- why: of groups, and of nothing
SELECT id % 3, avg(ts - seconds), min(age(ts, seconds)), max(age(ts, seconds)) FROM times GROUP BY 1 ORDER BY 1

-- why: of no rows
SELECT sum(ts - seconds), avg(ts - seconds), min(ts - seconds), max(ts - seconds) FROM times WHERE id > 1000

-- why: justified
SELECT v, justify_hours(v), justify_days(v), justify_interval(v) FROM (VALUES (interval '1 mon -35 days 25:00'), ('-1 mon 65 days -49:00'), ('1 mon -1 hour'), ('-1 mon 1 hour'), ('0 days 72:00:01'), ('-5 days 10:00'), ('5 days -10:00'), ('1 mon 0 days -00:00:01'), ('40 days -1000:00'), (NULL)) AS t(v) ORDER BY v

-- why: truncated
SELECT v, date_trunc('decade', v), date_trunc('year', v), date_trunc('quarter', v), date_trunc('month', v), date_trunc('day', v), date_trunc('hour', v), date_trunc('minute', v), date_trunc('second', v), date_trunc('milliseconds', v), date_trunc('century', v) FROM (VALUES (interval '-131 years 2 mons -3 days 04:05:06.789123'), ('17 mons 35 days 25:59:59.999999'), ('-17 mons -35 days -25:59:59.999999')) AS t(v) ORDER BY v

-- why: every field
SELECT v, extract(millennium FROM v), extract(century FROM v), extract(decade FROM v), extract(year FROM v), extract(quarter FROM v), extract(month FROM v), extract(day FROM v), extract(hour FROM v), extract(minute FROM v), extract(second FROM v), extract(milliseconds FROM v), extract(microseconds FROM v), extract(epoch FROM v) FROM (VALUES (interval '-1131 years 2 mons -3 days 04:05:06.789123'), ('1017 mons 35 days 25:59:59.999999'), ('-17 mons -35 days -25:59:59.999999')) AS t(v) ORDER BY v

-- why: made of numbers
SELECT id, make_interval(0, i2, 0, id), make_interval(1, 2, 3, 4, 5, 6, f4) FROM numbers WHERE f4 BETWEEN -1000 AND 1000 ORDER BY id

-- why: with NULL
SELECT make_interval(NULL), make_interval(1, NULL)

-- why: isfinite
SELECT id, isfinite(ts), isfinite(d), isfinite(ts - seconds) FROM times ORDER BY id

-- why: a field that an interval does not have
-- refused: is not supported for type interval
SELECT extract(dow FROM interval '1 day')

-- why: sums of distinct intervals
SELECT sum(DISTINCT x), avg(DISTINCT x), sum(DISTINCT x) FILTER (WHERE x > '1 day') FROM (VALUES (interval '1 day'), ('1 day'), ('2 days'), (NULL)) v(x)
