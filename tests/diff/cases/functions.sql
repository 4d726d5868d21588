-- why: CASE over numerics of different scale
-- by value: the arms of CASE show as many decimals as the widest
SELECT CASE WHEN i4 > 0 THEN n ELSE big END, CASE WHEN i4 > 0 THEN n ELSE 0 END FROM numbers ORDER BY id

-- why: COALESCE, GREATEST, LEAST and NULLIF over numerics of different scale
-- by value: the arms show as many decimals as the widest
SELECT coalesce(n, 0.123456), greatest(n, big), least(n, 1.55555, i4), nullif(n, 0), nullif(n, big) FROM numbers ORDER BY id

-- why: sums of CASE
-- by value: 0 shows as many decimals as the other arm
SELECT sum(CASE WHEN i4 > 0 THEN n ELSE 0 END), sum(CASE WHEN i4 > 0 THEN n * 1.5 ELSE 0 END), coalesce(sum(n), 0) FROM numbers

-- why: numerics that are no Decimals in ClickHouse beside some that are
-- by value: the arms show as many decimals as the widest
SELECT CASE WHEN u1 > 3 THEN u8 ELSE 1.5 END, coalesce(u8, i16), greatest(u8, 1.5), coalesce(NULL, u8) FROM unsigned ORDER BY id

-- why: UNION of numerics of different scale
-- by value: the rows of UNION show as many decimals as the widest
SELECT n FROM numbers UNION ALL SELECT 1.23456 ORDER BY 1

