-- why: fractions as an array
SELECT percentile_cont(ARRAY[0.25, 0.5, 1]) WITHIN GROUP (ORDER BY f8), percentile_disc(ARRAY[0.5, NULL]) WITHIN GROUP (ORDER BY id) FROM numbers WHERE f8 < 1e10

-- why: for each group, of numeric and dates
SELECT b, percentile_cont('{0,0.5,0.9}') WITHIN GROUP (ORDER BY n), percentile_disc(ARRAY[0, 1]::float8[]) WITHIN GROUP (ORDER BY n DESC) FROM numbers GROUP BY b ORDER BY b

-- why: of dates and of nothing
SELECT percentile_disc(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY d) FROM times UNION ALL SELECT percentile_disc(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY d) FROM nothing

-- why: no fraction
SELECT percentile_cont(ARRAY[0.5, 2]) WITHIN GROUP (ORDER BY f8) FROM numbers

-- why: arrays of arrays
SELECT array_agg(a ORDER BY id), array_agg(t ORDER BY id DESC) FILTER (WHERE id = 1) FROM arrays WHERE id IN (1, 3)

-- why: of the same length
SELECT array_agg(a ORDER BY id), array_dims(array_agg(a ORDER BY id)), json_agg(a ORDER BY id) FROM arrays WHERE id IN (1, 3, 5)

-- why: of different lengths
SELECT array_agg(a) FROM arrays WHERE id IN (1, 4)

-- why: an empty one
SELECT array_agg(a) FROM arrays WHERE id IN (1, 2)

-- why: no array
SELECT array_agg(CASE WHEN id = 1 THEN a END) FROM arrays WHERE id IN (1, 3)

-- why: arrays of constructors
SELECT k, array_agg(ARRAY[id, k] ORDER BY id) FROM lefts GROUP BY k ORDER BY k

-- why: NULL beside arrays of two dimensions
SELECT CASE WHEN id = 1 THEN m END FROM arrays UNION ALL SELECT NULL FROM arrays ORDER BY 1

-- why: the same in other operations
SELECT m FROM arrays UNION SELECT NULL ORDER BY 1 NULLS FIRST

-- why: NULLs first
(SELECT NULL UNION ALL SELECT NULL) UNION ALL SELECT m FROM arrays ORDER BY 1

-- why: json of arrays, each on its line
SELECT json_agg(a ORDER BY id), jsonb_agg(a ORDER BY id) FROM arrays

-- why: delimiters that are not constant
SELECT t.id, u.id, string_to_array(t.s, u.s), string_to_array(t.s, u.s, t.low) FROM texts t, texts u WHERE u.id < 8 ORDER BY 1, 2
