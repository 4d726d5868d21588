-- why: array columns as they are stored
SELECT * FROM arrays ORDER BY id

-- why: NULL, empty and filled arrays are three things
SELECT NULL::int[], '{}'::int[], '{NULL}'::int[], ARRAY[]::text[], ARRAY[NULL]::int[], NULL::int[] IS NULL, '{}'::int[] IS NULL

-- why: ARRAY[] takes the common type
SELECT ARRAY[1.0, 2.5], ARRAY[1, NULL], ARRAY['a', NULL], ARRAY[1, 3000000000], ARRAY[9223372036854775807, -1], ARRAY[true, false], ARRAY[date '2024-02-29', '1955-12-31']

-- why: ARRAY[] of columns
SELECT id, ARRAY[i4, i2], ARRAY[i8, -1], ARRAY[n, 1.5000], ARRAY[f8, 0] FROM numbers ORDER BY id

-- why: ARRAY[] of arrays
SELECT ARRAY[[1, 2], [3, 4]], ARRAY[ARRAY[1], ARRAY[NULL]], ARRAY[[[1]]], ARRAY[[1, 2], [3, 4]]::text[], ARRAY[['a'], ['b']]

-- why: ARRAY[] of array columns of one length
SELECT id, ARRAY[a, a] FROM arrays ORDER BY id

-- why: ARRAY[] of array columns of two lengths
SELECT ARRAY[a, ARRAY[1]] FROM arrays

-- why: ARRAY[] of two shapes
SELECT ARRAY[[1, 2], [3]]

-- why: ARRAY[] of nothing has no type
SELECT ARRAY[]

-- why: ARRAY[] of types without a common one
SELECT ARRAY[1, true]

-- why: ARRAY[] of numbers and arrays
SELECT ARRAY[1, ARRAY[2]]

-- why: array literals as array_in reads them
SELECT '{1,2}'::int[], ' { 1 , 2 } '::int[], '{"1",NULL,null}'::int[], '{{1,2},{3,4}}'::int[], '{a b , "c,d", "e\"f", g\,h, "NULL", \null}'::text[]

-- why: array literals of other types
SELECT '{1.50,2.00}'::numeric[], '{t,false}'::bool[], '{2024-02-29,infinity}'::text[], '{2024-02-29}'::date[], '{1e3,NaN}'::float8[], '{abc,de}'::varchar(2)[], '{61f0c404-5cb3-11e7-907b-a6006ad3dba0}'::uuid[]

-- differs: the elements of a numeric[] have one scale, the largest
SELECT ARRAY[1, 2.5], '{1,2.5}'::numeric[]

-- why: rows without elements
SELECT '{{},{}}'::int[]

-- why: an array literal without braces
SELECT '1,2'::int[]

-- why: an array literal that does not end
SELECT '{1,2'::int[]

-- why: text behind an array literal
SELECT '{1} 2'::int[]

-- why: an empty element
SELECT '{1,,2}'::int[]

-- why: a comma at the end
SELECT '{1,}'::int[]

-- why: rows of two lengths
SELECT '{{1,2},{3}}'::int[]

-- why: numbers beside arrays
SELECT '{1,{2}}'::int[]

-- why: an element that is no number
SELECT '{1,x}'::int[]

-- why: an element out of range
SELECT '{32768}'::int2[]

-- refused: bounds
SELECT '[0:1]={1,2}'::int[]

-- why: casts of the elements
SELECT id, a::text[], a::numeric[], a::int8[], ai::text[], ai::float8[], n::int[], f::text[] FROM arrays WHERE id IN (1, 2, 5) ORDER BY id

-- why: casts of elements that do not fit
SELECT u::int[] FROM arrays

-- why: casts of elements that have none
SELECT ARRAY[true]::date[]

-- why: casts of arrays of arrays
SELECT id, m::text[], m::int8[] FROM arrays ORDER BY id

-- why: arrays in CASE and COALESCE
SELECT id, CASE WHEN id > 2 THEN ai END, COALESCE(CASE WHEN id > 2 THEN ai END, ARRAY[0]), CASE WHEN id = 1 THEN a ELSE ai END, NULLIF(id, 1) FROM arrays ORDER BY id

-- why: whether arrays are NULL
SELECT id, a IS NULL, CASE WHEN id > 2 THEN a END IS NULL, CASE WHEN id > 2 THEN a END IS NOT NULL FROM arrays ORDER BY id

-- why: arrays of rows that a join did not find
SELECT l.id, r.a, r.a IS NULL FROM lefts l LEFT JOIN arrays r ON r.id = l.id ORDER BY l.id

-- why: the same from the other side, and of both
SELECT r.id, r.ai, l.id FROM arrays r RIGHT JOIN lefts l ON r.id = l.id ORDER BY l.id

-- why: arrays of both sides that may be missing
SELECT x.id, y.id, x.a, y.ai FROM arrays x FULL JOIN (SELECT id + 3 AS id, ai FROM arrays) y ON x.id = y.id ORDER BY x.id, y.id

-- why: arrays as group keys
SELECT a, count(*), sum(id) FROM arrays GROUP BY a ORDER BY a

-- why: arrays that can be NULL as group keys
SELECT CASE WHEN id < 3 THEN a END, count(*) FROM arrays GROUP BY 1 ORDER BY 1

-- why: DISTINCT arrays
SELECT DISTINCT m FROM arrays ORDER BY m

-- why: arrays in order
SELECT id, ai FROM arrays ORDER BY ai, id

-- why: arrays in order, the largest first
SELECT id, ai FROM arrays ORDER BY ai DESC, id

-- why: NULLs inside are largest wherever NULL arrays go
SELECT id, x FROM (SELECT id, CASE WHEN id <> 5 THEN ai END AS x FROM arrays) s ORDER BY x NULLS FIRST, id

-- why: the same the other way round
SELECT id, x FROM (SELECT id, CASE WHEN id <> 5 THEN ai END AS x FROM arrays) s ORDER BY x DESC NULLS LAST, id

-- why: arrays of texts and of floats in order
SELECT id, t, f FROM arrays ORDER BY t, f

-- why: arrays in UNION
SELECT a FROM arrays UNION SELECT ai FROM arrays UNION SELECT NULL ORDER BY 1

-- why: arrays in UNION ALL and VALUES
SELECT a FROM arrays WHERE id = 1 UNION ALL SELECT x FROM (VALUES (ARRAY[1, 2]), (NULL), ('{}')) v(x)

-- why: EXCEPT and INTERSECT of arrays
SELECT a FROM arrays EXCEPT SELECT ai FROM arrays ORDER BY 1

-- why: scalar subqueries of arrays
SELECT (SELECT a FROM arrays WHERE id = 1), (SELECT a FROM arrays WHERE id = 9), (SELECT a FROM arrays WHERE id = 9) IS NULL

-- why: arrays through a subquery and a CTE
WITH c AS (SELECT id, a, ARRAY[id] AS b FROM arrays) SELECT * FROM (SELECT * FROM c) s WHERE id < 4 ORDER BY id

-- why: lag of arrays
SELECT id, lag(a) OVER (ORDER BY id), first_value(ai) OVER (ORDER BY id) FROM arrays ORDER BY id

-- why: counting arrays
SELECT count(a), count(CASE WHEN id > 2 THEN a END), count(DISTINCT a) FROM arrays

-- why: arrays as text
SELECT id, a::text, ai::text, t::text, f::text, m::text, d::text, ARRAY[true, NULL]::text FROM arrays ORDER BY id

-- why: arrays as text in a condition
SELECT id FROM arrays WHERE a::text = '{1,2}'

-- refused: texts that are not constants
SELECT t[1]::int[] FROM arrays

-- why: comparison of array columns
SELECT id, a = ai, a <> ai, a < ai, a <= '{1,3}', a > ARRAY[1, 2], ai >= ARRAY[1, NULL, 3] FROM arrays ORDER BY id

-- why: comparison of texts, floats, numerics and dates
SELECT id, t = ARRAY['a', NULL, 'b c', ''], f > ARRAY[1.5::float8], n = ARRAY[1.250], d < ARRAY[date '2024-03-01'], u > ARRAY[-1]::int8[] FROM arrays ORDER BY id

-- why: equality of arrays of arrays
SELECT id FROM arrays WHERE m = '{{1,2},{3,4}}' ORDER BY id

-- why: NULL arrays in comparisons
SELECT id, x = a, x < a, x IS DISTINCT FROM a, NULLIF(x, a) FROM (SELECT id, a, CASE WHEN id > 2 THEN a END AS x FROM arrays) s ORDER BY id

-- why: arrays of two types do not compare
SELECT ARRAY[1] = ARRAY['a'::text]

-- why: joins by arrays
SELECT x.id, y.id FROM arrays x JOIN arrays y ON x.a = y.a ORDER BY x.id, y.id

-- why: arrays in CASE, IN and BETWEEN
SELECT id, CASE a WHEN '{1,2}' THEN 'x' WHEN '{}' THEN 'y' END, a IN ('{1,2}', '{3,2,1}'), a BETWEEN '{1}' AND '{2}' FROM arrays ORDER BY id

-- why: functions of columns
SELECT id, array_length(a, 1), array_length(m, 2), array_ndims(m), array_dims(m), array_lower(t, 1), array_upper(t, 1), cardinality(m), cardinality(ai) FROM arrays ORDER BY id

-- why: changes
SELECT id, array_append(a, id), array_prepend(NULL, ai), array_cat(a, ai), a || 7, 7 || a, a || ai, t || 'x'::text, f || f FROM arrays ORDER BY id

-- why: finding elements
SELECT id, array_position(ai, NULL), array_position(t, 'b c'), array_positions(u, 7), array_remove(ai, NULL), array_remove(a, 2), array_replace(a, 3, id), array_position(f, 'NaN') FROM arrays ORDER BY id

-- why: what NULL arrays give
SELECT array_append(x, 1), array_length(x, 1), cardinality(x), array_position(x, 1), array_remove(x, 1), array_to_string(x, ','), x || 1, x || x, x || ARRAY[1], x @> ARRAY[1], trim_array(x, 1), x[1], x[1:2], 1 = ANY (x), x::text, x::text[] FROM (SELECT CASE WHEN id > 2 THEN a END AS x FROM arrays WHERE id = 1) s

-- why: containment and overlap
SELECT id, a @> ARRAY[1, 2], a <@ ARRAY[1, 2, 3, 4], ai && a, ai @> ai, t @> ARRAY['x', 'y'], m @> ARRAY[4, 1], low && ARRAY['x'], f @> ARRAY['NaN'::float8] FROM arrays ORDER BY id

-- why: arrays to text and back
SELECT id, array_to_string(ai, ','), array_to_string(t, '|', '-'), array_to_string(m, ' '), array_to_string(f, ';'), array_to_string(n, ','), string_to_array(array_to_string(low, ','), ',') FROM arrays ORDER BY id

-- why: splitting columns
SELECT id, string_to_array(s, 'a'), string_to_array(s, NULL), string_to_array(s, '', 'x'), string_to_array(kept, ',', '') FROM texts ORDER BY id

-- why: subscripts
SELECT id, a[1], a[0], a[-1], a[9], a[id], ai[2], t[3], m[1][2], m[2][1], m[1], a[1][1], u[1] + 1, (ARRAY[1, 2, 3])[2], n[1] * 2 FROM arrays ORDER BY id

-- why: subscripts that are NULL
SELECT a[NULL], a[NULL:2], a[CASE WHEN id > 9 THEN 1 END] FROM arrays WHERE id = 1

-- why: slices
SELECT id, a[1:2], a[2:], a[:2], a[:], a[0:1], a[-5:2], a[3:2], a[5:9], t[2:3], m[1:1], m[2:2][1:1], m[1:2][2], m[:][2:2] FROM arrays ORDER BY id

-- why: slices at the ends of integer
SELECT a[-2147483648:2147483647], a[2147483647:2147483647] FROM arrays WHERE id = 1

-- why: subscripts of what is no array
SELECT id[1] FROM arrays

-- why: subscripts of another type
SELECT a[true] FROM arrays

-- why: = ANY of columns
SELECT id, 1 = ANY (a), NULL = ANY (a), 1 = ANY (ai), 9 = ANY (ai), 4 = ANY (m), 'x' = ANY (low), 'NaN' = ANY (f), 0 = ANY (f) FROM arrays ORDER BY id

-- why: other operators with ANY and ALL
SELECT id, 2 < ANY (a), 0 < ALL (a), 1 <> ALL (ai), 5 <> ALL (ai), 'x%' LIKE ANY (t), 'x' LIKE ALL (low), 1.25 = ANY (n) FROM arrays ORDER BY id

-- why: ANY of a column in WHERE, of literals, and of empty arrays
SELECT id FROM arrays WHERE 3 = ANY (a) OR id = ANY ('{2,4}') ORDER BY id

-- why: ANY of nothing and of NULL
SELECT 1 = ANY ('{}'::int[]), 1 = ALL ('{}'::int[]), 1 = ANY (NULL::int[]), NULL::int = ANY ('{}'::int[]), 1 <> ALL (NULL::int[]), 1 = ANY ('{1,NULL}'), 2 = ANY ('{1,NULL}'), 2 <> ALL ('{2,NULL}'), 3 <> ALL ('{2,NULL}')

-- why: ANY of what is no array
SELECT 1 = ANY (1)

-- why: ANY of another type
SELECT 1 = ANY (ARRAY[ARRAY['a']])

-- why: ANY of aggregates and of windows
SELECT sum(id) = ANY ('{15,16}'), count(*) = ANY (string_to_array('5,6', ',')::int8[]) FROM arrays

-- why: ANY with a column of the other side of a join
SELECT l.id, r.id FROM lefts l JOIN arrays r ON l.id = ANY (r.a) ORDER BY l.id, r.id

-- why: functions of groups of arrays
SELECT array_length(a, 1), count(*) FROM arrays GROUP BY a ORDER BY a

-- why: arrays that are too short to trim
SELECT trim_array(a, 3) FROM arrays

-- why: arrays of nothing have no polymorphic type
SELECT array_length(NULL, 1)

-- why: no such function of arrays
SELECT array_append(a, 'x'::text) FROM arrays

-- why: text beside arrays
SELECT 'x'::text || a FROM arrays

-- why: elements are coerced to the larger type
SELECT array_append(a, 4::numeric), a || 3000000000, array_position(a, 2.0), array_remove(a, 1.0) FROM arrays WHERE id = 1

-- why: nested calls
SELECT id, array_append(array_remove(array_cat(a, ai), 1), 5), array_length(array_append(a, 1) || 2, 1), (array_append(a, 4))[1:2] FROM arrays ORDER BY id

-- refused: comparing the order of arrays of arrays
SELECT m < '{{1}}' FROM arrays

-- why: GREATEST of arrays
SELECT id, greatest(a, ai), least(a, ai, '{}') FROM arrays ORDER BY id

-- why: arrays of a subquery's rows, in their order
SELECT ARRAY(SELECT id FROM arrays ORDER BY id DESC), ARRAY(SELECT id FROM arrays WHERE id > 9), ARRAY(SELECT NULLIF(id, 2) FROM arrays ORDER BY id), array_length(ARRAY(SELECT 1), 1)

-- why: ANY of a subquery's array
SELECT id FROM arrays WHERE id = ANY (ARRAY(SELECT x FROM unnest(ARRAY[1, 3]) x)) ORDER BY id

SELECT ARRAY(SELECT x.id FROM arrays x WHERE x.id < y.id) FROM arrays y

-- why: DISTINCT ON, windows and counts of arrays
SELECT DISTINCT ON (a) id, a, count(*) OVER (PARTITION BY a) FROM arrays ORDER BY a, id
