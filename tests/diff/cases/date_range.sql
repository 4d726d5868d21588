-- why: a date before, at and behind a constant midnight
SELECT id, d, d < timestamp '2024-02-29', d <= timestamp '2024-02-29', d > timestamp '2024-02-29', d >= timestamp '2024-02-29', d = timestamp '2024-02-29', d <> timestamp '2024-02-29' FROM times ORDER BY id

-- why: a constant within a day
SELECT id, d, d < timestamp '2024-02-29 12:30:00', d <= timestamp '2024-02-29 12:30:00', d > timestamp '2024-02-29 12:30:00', d >= timestamp '2024-02-29 12:30:00', d = timestamp '2024-02-29 12:30:00', d <> timestamp '2024-02-29 12:30:00' FROM times ORDER BY id

-- why: the last microsecond of a day
SELECT id, d < timestamp '1969-12-31 23:59:59.999999', d >= timestamp '1969-12-31 23:59:59.999999' FROM times ORDER BY id

-- why: the constant comes first
SELECT id, timestamp '2024-02-29' < d, timestamp '2024-02-29' <= d, timestamp '2024-02-29 00:00:01' > d, timestamp '2024-02-29 00:00:01' >= d, timestamp '2024-02-29' = d, timestamp '2024-02-29 00:00:01' <> d FROM times ORDER BY id

-- why: the other type of dates, before 1970 and after 2149
SELECT id, short_d < timestamp '1960-01-01', short_d >= timestamp '2200-01-01 01:00', d > timestamp '2250-01-01 01:00', d < timestamp '1901-01-01' FROM times ORDER BY id

-- why: a date and an interval make a timestamp
SELECT id FROM times WHERE d >= date '2024-01-01' AND d < date '2024-01-01' + interval '3 months' ORDER BY id

-- why: BETWEEN and NOT
SELECT id FROM times WHERE NOT (d BETWEEN date '2024-01-31' - interval '1 hour' AND date '2024-02-28' + interval '1 day') ORDER BY id

-- why: NULL
SELECT id, d < NULL::timestamp FROM times ORDER BY id

-- why: a computed date
SELECT id FROM times WHERE short_d + 1 <= timestamp '2024-03-01 06:00' ORDER BY id

-- why: least, greatest and sums of groups, of columns that hold no NULL
SELECT k % 2, min(id), max(id), sum(id), avg(id), min(a), max(a) FROM lefts GROUP BY 1 ORDER BY 1 NULLS LAST

-- why: the same of numerics, dates and floats
SELECT id % 3, min(short_d), max(seconds) FROM times GROUP BY 1 ORDER BY 1

-- why: NaN among what is compared in groups
SELECT id % 2, min(x), max(x), min(y), max(y) FROM (VALUES (1, 'NaN'::float8, 1.50), (2, 1, 2.25), (3, 'NaN', -1.00), (4, '-Infinity', 3.00)) v(id, x, y) GROUP BY 1 ORDER BY 1

-- why: a column of NULLs beside one that holds none, in groups that FILTER empties
SELECT id % 2, min(i4), max(id) FILTER (WHERE id > 1000), sum(id) FILTER (WHERE id < 0), sum(id + i4) FROM numbers GROUP BY 1 ORDER BY 1

-- why: an outer join's missing side
SELECT l.a, min(r.id), max(r.b), sum(r.id), avg(r.id) FROM lefts l LEFT JOIN rights r ON l.k = r.k GROUP BY 1 ORDER BY 1

-- why: bool_and and the others of their kind in groups
SELECT kept, bool_and(kept > 'a'), bool_or(kept > 'a'), sum(DISTINCT length(kept)), max(length(kept)), avg(length(kept)) FROM texts GROUP BY 1 ORDER BY 1

-- why: an operand that the other one guards
SELECT id FROM numbers WHERE i4 <> 0 AND 100 / i4 > 1 ORDER BY id

-- why: guarded by a condition that cannot fail, within another
SELECT id FROM numbers WHERE (f8 > 0 OR i2 IS NOT NULL) AND (i2 IS NULL OR i2 = 0 OR 1 / i2 >= 0) ORDER BY id
