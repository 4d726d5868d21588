-- why: the same quotient, guarded in WHERE and in the select list
SELECT id, CASE WHEN i4 = 0 THEN NULL ELSE 100 / i4 END FROM numbers WHERE CASE WHEN i4 = 0 THEN 0 ELSE 100 / i4 END >= 0 ORDER BY id

-- why: of floats and numerics
SELECT id, CASE WHEN f8 = 0 THEN NULL ELSE 100 / f8 END, CASE WHEN n <> 0 THEN 100 / n END FROM numbers WHERE CASE WHEN f8 = 0 THEN 0 ELSE 100 / f8 END > 0 AND coalesce(n <> 0 AND 100 / n > 0, true) ORDER BY id

-- why: in ORDER BY
SELECT id, CASE WHEN i4 = 0 THEN NULL ELSE 100 / i4 END FROM numbers ORDER BY CASE WHEN i4 = 0 THEN -1 ELSE 100 / i4 END, id

-- why: of a group, in HAVING and ORDER BY
SELECT b, CASE WHEN sum(i2) = 0 THEN NULL ELSE 100 / sum(i2) END FROM numbers GROUP BY b HAVING CASE WHEN sum(i2) = 0 THEN 0 ELSE 100 / sum(i2) END <= 100 ORDER BY CASE WHEN sum(i2) = 0 THEN -1 ELSE 100 / sum(i2) END, b

-- why: of a subquery's quotient
SELECT b, CASE m WHEN 0 THEN NULL ELSE 1 / m END FROM (SELECT b, avg(i2) AS m FROM numbers GROUP BY b, id) q WHERE CASE m WHEN 0 THEN 0 ELSE 1 / m END > 0.001 ORDER BY b, m

-- why: in the keys of a window
SELECT id, rank() OVER (ORDER BY CASE WHEN i4 = 0 THEN 0 ELSE 100 / i4 END), CASE WHEN i4 = 0 THEN NULL ELSE 100 / i4 END FROM numbers ORDER BY id

-- why: FILTER comes before the argument
SELECT sum(100 / i4) FILTER (WHERE i4 <> 0), avg(100 / n) FILTER (WHERE n <> 0), count(100 / i2) FILTER (WHERE i2 > 0), max(1 / f8) FILTER (WHERE f8 <> 0) FROM numbers

-- why: with two arguments, and in order
SELECT corr(100 / i4, i2) FILTER (WHERE i4 <> 0), string_agg((100 / i4)::text, ',' ORDER BY id) FILTER (WHERE i4 <> 0), array_agg(100 / i4 ORDER BY id) FILTER (WHERE i4 > 0) FROM numbers

-- why: over a window
SELECT id, sum(100 / i4) FILTER (WHERE i4 <> 0) OVER (ORDER BY id) FROM numbers ORDER BY id

-- why: a value that FILTER leaves out may have no number
SELECT count(s::int) FILTER (WHERE s ~ '^[0-9]{1,8}$'), sum(s::int) FILTER (WHERE s ~ '^[0-9]{1,8}$') FROM texts

-- why: arrays
SELECT array_agg(ARRAY[i4, i2 / 2] ORDER BY id) FILTER (WHERE i4 > 0), count(ARRAY[i4 / 2]) FILTER (WHERE i4 > 0) FROM numbers
