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
