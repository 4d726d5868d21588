-- why: CASE over numerics of different scale
SELECT CASE WHEN i4 > 0 THEN n ELSE big END, CASE WHEN i4 > 0 THEN n ELSE 0 END FROM numbers ORDER BY id

-- why: COALESCE, GREATEST, LEAST and NULLIF over numerics of different scale
SELECT coalesce(n, 0.123456), greatest(n, big), least(n, 1.55555, i4), nullif(n, 0), nullif(n, big) FROM numbers ORDER BY id

-- why: sums of CASE
SELECT sum(CASE WHEN i4 > 0 THEN n ELSE 0 END), sum(CASE WHEN i4 > 0 THEN n * 1.5 ELSE 0 END), coalesce(sum(n), 0) FROM numbers

-- why: numerics that are no Decimals in ClickHouse beside some that are
SELECT CASE WHEN u1 > 3 THEN u8 ELSE 1.5 END, coalesce(u8, i16), greatest(u8, 1.5), coalesce(NULL, u8) FROM unsigned ORDER BY id

-- why: UNION of numerics of different scale
-- by value: the rows of UNION show as many decimals as the widest
SELECT n FROM numbers UNION ALL SELECT 1.23456 ORDER BY 1

-- why: intervals as PostgreSQL reads and prints them
SELECT interval '1 day', interval '90 days', interval '3' month, interval '1 year 2 mons -3 days 04:05:06.789', interval '1.5 days', interval '1.5 hours', interval '0.5 year', '2 weeks'::interval, interval '1 day ago', interval '5', interval '10' second, interval '2' year

-- why: signs of intervals
SELECT interval '-1 day -02:03', interval '1 day -02:03', interval '-1 mon 1 day', interval '-1 mon 1 hour', interval '-00:00:01.5', interval '@ 3 minutes', interval '1h30m', interval '5days', interval '0'

-- why: no interval
SELECT interval 'x'

-- why: a unit given twice
SELECT interval '1 day 1 day'

-- why: an empty interval
SELECT interval ''

-- why: constants moved; the month's end
SELECT date '2024-01-31' + interval '1 month', date '2024-03-31' - interval '1 month', date '2024-02-29' + interval '1 year', timestamp '2024-01-31 10:00:00.5' + interval '1 month 1 day -3 hours', interval '1 month' + date '2024-01-31', timestamp '1970-01-01' - interval '0.000001 sec'

-- why: columns moved by constants
SELECT d + interval '1 month', d - interval '3 months 2 days', ts + interval '1 day 12:34:56.789', ts - interval '1 year', seconds + interval '2 hours' FROM times WHERE ts < '2290-01-01' AND d < '2290-01-01' AND d > '1905-01-01' ORDER BY id

-- why: columns moved by columns
SELECT d - interval '1 day' * id, d - id * interval '1 month', ts + (seconds - ts) FROM times WHERE id < 4 ORDER BY id

-- why: differences of timestamps
SELECT ts - timestamp '2000-01-01 12:34:56', timestamp '2000-01-01' - ts, seconds - ts FROM times ORDER BY id

-- why: intervals are ordered by their length
SELECT ts - seconds FROM times ORDER BY ts - seconds DESC

-- why: comparisons of intervals
SELECT interval '1 day' = interval '24 hours', interval '1 mon' > interval '29 days', interval '1 mon' = interval '30 days', interval '-1 sec' < interval '0'

-- why: sums of intervals
SELECT sum(ts - seconds), count(*) FILTER (WHERE ts - seconds > interval '1 day') FROM times

-- why: a range of dates
SELECT count(*) FROM times WHERE d >= date '2000-01-01' - interval '90 days' AND d < date '2000-01-01' + interval '1' year

-- why: NULL and intervals
SELECT NULL::interval, NULL + interval '1 day', d + interval '2 days' * NULL FROM times WHERE id = 1

-- why: half an interval
SELECT interval '1 day' * 1.5

-- why: DISTINCT intervals
SELECT DISTINCT ts - seconds FROM times

-- why: regular expressions that match
SELECT id, s ~ 'a', s ~* 'A', s !~ '^$', s !~* 'x|y', s ~ '^.*$', s ~ '[[:alpha:]]+\d*', s ~ '\s', s ~ '\\', s ~ '''', s ~ '^[^a-z]+$', regexp_like(s, '^a') FROM texts ORDER BY id

-- why: lines and letters of several bytes
SELECT 'abc' ~ 'a{2,3}|b', 'a{' ~ 'a\{', 'a.b' ~ 'a\.b', 'é' ~ '^.$', E'a\nb' ~ 'a.b', E'a\nb' ~ 'a$', regexp_replace(E'a\nb', '.', 'x', 'g'), regexp_replace('éa', '.', 'x', 'g')

-- why: what regular expressions replace
SELECT id, regexp_replace(s, '[aeiou]', '<\&>'), regexp_replace(s, '[aeiou]', '', 'g'), regexp_replace(s, '(.)(.)', '\2\1', 'g'), regexp_replace(s, '\s+', '\\', 'g') FROM texts ORDER BY id

-- why: what regular expressions find
SELECT id, substring(s from '[a-z]+'), substring(s from '(.)$'), substring(s from 'nothere') FROM texts ORDER BY id

-- why: the longest match is another one than the first
-- refused: this regular expression is not supported
SELECT regexp_replace('ab', '(a?)(ab)?', 'x')

-- why: a word's edge is a backspace
-- refused: this regular expression is not supported
SELECT 'a' ~ '\bfoo'

-- why: characters and their codes
SELECT ascii('x'), ascii(''), ascii('é'), ascii('€'), ascii('😀'), chr(65), initcap(NULL), initcap('')

-- why: codes of stored text
SELECT id, ascii(s), ascii(kept) FROM texts ORDER BY id

-- why: capitals
SELECT initcap(a) FROM lefts ORDER BY id

-- why: concat_ws leaves NULL out
SELECT concat_ws(',', 'a', NULL, 5, ''), concat_ws('', s, kept), concat_ws(', ', s, low, id, true) FROM texts ORDER BY id

-- why: bits of integers
SELECT bit_and(i4), bit_or(i4), bit_xor(i4), bit_and(i8), bit_or(i2), bit_xor(i8) FROM numbers

-- why: bits of nothing, and of unsigned columns
SELECT bit_or(u1), bit_and(u2), bit_xor(u4), (SELECT bit_and(i4) FROM nothing) FROM unsigned

-- why: the spread of integers, to the digits that PostgreSQL computes
SELECT round(stddev(i4), 28), round(stddev_pop(i2), 28), round(variance(i4), 28), round(var_pop(i2), 28), round(var_samp(i8), 28), round(stddev_samp(i8), 28) FROM numbers

-- why: the spread of small numbers, of equal ones, and around a group of four digits
SELECT round(var_pop(x), 28), round(stddev_pop(x), 28), round(var_samp(y), 28), round(stddev_samp(y), 28), round(variance(z), 28), round(stddev(z), 28) FROM (VALUES (7, 1000000, 10000), (7, 7, 10001), (7, 123456789, 10000)) t (x, y, z)

-- why: the spread of groups of one, and with FILTER
SELECT k, round(stddev(id), 28), round(stddev_pop(id), 28), round(var_pop(id), 28), stddev(id) FILTER (WHERE id > 100) FROM lefts GROUP BY k ORDER BY k

-- why: the spread of no rows
SELECT stddev(i4), stddev_pop(i4), variance(i4), var_pop(i4), corr(i4, f8), regr_count(i4, f8), regr_avgx(i4, f8), regr_slope(i4, i8) FROM nothing

-- why: regression
-- tolerance: 1e-12
SELECT corr(i4, i2), regr_slope(i4, i2), regr_intercept(i4, i2), regr_r2(i4, i2), regr_count(i4, i2), regr_avgx(i4, i2), regr_avgy(i4, i2) FROM numbers

-- why: regression of what does not vary
SELECT corr(id, 1), regr_slope(id, 1), regr_r2(1, id), regr_r2(id, 1), regr_slope(1, id), regr_count(id, NULL) FROM lefts

