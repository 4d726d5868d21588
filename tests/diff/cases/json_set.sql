-- why: elements of arrays
SELECT * FROM jsonb_array_elements('[1, "two", {"b":2,"a":1}, null, [1, 2], 1.50]')

-- why: elements of json keep their text
SELECT * FROM json_array_elements(' [1 , "tw\u006f", {"b" : 2,"a":1}, null, [ 1, 2], 1.50e1 ] ')

-- why: the same as text
SELECT * FROM json_array_elements_text('[1, "tw\u006f", {"b" : 2,"a":1}, null, [1 ,2], 1.50e1]'), jsonb_array_elements_text('[1, "x\n", null, true, -0, "{}"]') AS t(v)

-- why: the alias is the value
SELECT e ->> 'a', e, e.value -> 'a' FROM jsonb_array_elements('[{"a":1},{"a":"x"},{}]') e

-- why: of a column
SELECT id, x.value, jsonb_typeof(x.value) FROM kinds, jsonb_array_elements(j -> 'aa') AS x ORDER BY id, x.value::text

-- why: with their place
SELECT id, x.v, x.n FROM kinds CROSS JOIN LATERAL json_array_elements_text(bare) WITH ORDINALITY AS x(v, n) ORDER BY id, n

-- why: a left join keeps rows without elements
SELECT id, x.value FROM kinds LEFT JOIN LATERAL json_array_elements(an) x ON true ORDER BY id, 2::int

-- why: in the select list
SELECT id, json_array_elements(bare) FROM kinds WHERE id < 3 ORDER BY id

-- why: members of objects
SELECT id, e.key, e.value FROM kinds, jsonb_each(j) e ORDER BY id, key

-- why: members of objects as text
SELECT id, key, value FROM kinds, jsonb_each_text('{"b":1,"aa":"x\"","a":null,"b":2.50}') ORDER BY id, key

-- why: members of json keep their order, equal keys too
SELECT * FROM json_each('{"b" : 1, "aa": [1 , 2], "b":2}'), json_each_text('{"k": "v", "n": null, "o": {"x" : 1}}') t(k, v)

-- why: keys
SELECT id, jsonb_object_keys(j) FROM kinds ORDER BY 1, 2

-- why: keys in FROM
SELECT k, count(*) FROM kinds, json_object_keys(m) AS k GROUP BY k ORDER BY k

-- why: keys with escapes
SELECT * FROM jsonb_object_keys('{"\u0062":1,"a\"":2,"":3}'), json_object_keys('{"x":1,"x":2}') k

-- why: sums of elements
SELECT id, sum(e::numeric) FROM kinds, json_array_elements_text('[1, 2.5, "3"]') e GROUP BY id ORDER BY id

-- why: a correlated subquery of elements
SELECT id, (SELECT count(*) FROM jsonb_object_keys(j)) FROM kinds ORDER BY id

-- why: NULL has no rows
SELECT * FROM jsonb_array_elements(NULL), jsonb_each(NULL) e

-- why: no array
-- message: same
SELECT * FROM jsonb_array_elements('{"a":1}')

-- why: no array either
-- message: same
SELECT * FROM json_array_elements('5')

-- why: no object
-- message: same
SELECT * FROM jsonb_each('[1]')

-- why: no object either
-- message: same
SELECT * FROM json_each('[1]')

-- why: no keys
-- message: same
SELECT jsonb_object_keys('[1]')

-- why: not of integers
-- message: same
SELECT * FROM jsonb_each(5)

-- why: order and equality
SELECT a, b, a::jsonb = b::jsonb, a::jsonb <> b::jsonb, a::jsonb < b::jsonb, a::jsonb >= b::jsonb FROM (VALUES ('{"a":1, "b":[]}', '{"b":[],"a":1.00}'), ('[]', 'null'), ('[1]', '1'), ('1', '2'), ('1e2', '100'), ('-10', '-9.5'), ('0', '-0'), ('"a"', '"\u0061"'), ('{"a":1}', '{"b":0}'), ('{"aa":1}', '{"b":0,"c":1}'), ('[1,2]', '[1,3]'), ('[[1]]', '[{}]'), ('true', 'false'), ('"10"', '"9"'), (NULL, '1')) v(a, b)

-- why: sorted
SELECT x::jsonb FROM (VALUES ('null'), ('"a"'), ('"ab"'), ('1'), ('1.5'), ('-1'), ('-1.5'), ('0'), ('0.05'), ('0.5'), ('10'), ('1e30'), ('true'), ('false'), ('[]'), ('[1]'), ('[1,2]'), ('{}'), ('{"a":1}'), ('{"b":1,"a":2}'), (NULL)) v(x) ORDER BY x::jsonb DESC

-- why: groups
SELECT x::jsonb, count(*) FROM (VALUES ('{"b":1,"a":[1, 2]}'), ('{"a":[1,2],"b":1}'), ('"x"'), ('"\u0078"'), (NULL), (NULL), ('1e1'), ('10')) v(x) GROUP BY 1 ORDER BY 1

-- why: groups of a column
SELECT j -> 'b', count(*), count(DISTINCT j) FROM kinds GROUP BY j -> 'b' ORDER BY 2, 1

-- why: distinct and set operations
SELECT DISTINCT x::jsonb FROM (VALUES ('{"b":1,"a":2}'), ('{"a":2,"b":1}')) v(x) UNION SELECT '{"b":1,"a":2}'::jsonb

-- why: equal and looking different
-- refused: zeros at the end
SELECT x::jsonb, count(*) FROM (VALUES ('1.0'), ('1')) v(x) GROUP BY 1

-- why: containment of hostile pairs
SELECT a, b, a::jsonb @> b::jsonb, a::jsonb <@ b::jsonb FROM (VALUES ('{"a":1,"b":{"c":[1,2]}}', '{"b":{"c":[2]}}'), ('{"a":1.0}', '{"a":1.00}'), ('{"a":1}', '{"a":1.5}'), ('[1,2]', '1'), ('1', '1'), ('[]', '{}'), ('{"a":[]}', '{"a":{}}'), ('{"a":{"b":1}}', '{"a":{}}'), ('[1,2]', '[2,1,1]'), ('100', '1e2'), ('"a"', '"\u0061"'), ('{"a\"":"\u0001[{"}', '{"a\"":"\u0001[{"}'), (NULL, '1')) v(a, b)

-- why: arrays of objects
SELECT '[1,2,{"x":1,"y":2}]'::jsonb @> '[{"x":1}]', '[{"x":1},{"y":2}]'::jsonb @> '[{"x":1,"y":2}]', '[[1,2]]'::jsonb @> '[[1]]', '[[1,2]]'::jsonb @> '[1]', '1'::jsonb @> '[1]'

-- why: containment in WHERE
SELECT id FROM kinds WHERE j @> '{"b": {"c": 1}}' OR j @> '{"n": 1e30}' ORDER BY id

-- why: changing documents
SELECT id, j || '{"new": [1]}', j - 'b', j - '{aa,z}'::text[], j - 'zz' FROM kinds ORDER BY id

-- why: concatenation of everything
SELECT a::jsonb || b::jsonb FROM (VALUES ('{"a":1}', '{"a":2,"b":3}'), ('[1]', '[2]'), ('[1]', '2'), ('1', '[]'), ('{}', '[]'), ('{"a":1}', '[2]'), ('"x"', 'null'), ('[]', '[]'), ('{"a":1}', '"s"')) v(a, b)

-- why: nothing to take from
-- message: same
SELECT '1'::jsonb - 'a'::text

-- why: no index of objects
-- message: same
SELECT '{"a":1}'::jsonb - 1

-- why: pretty and stripped
SELECT id, jsonb_pretty(j), jsonb_strip_nulls(j), json_strip_nulls(tu) FROM kinds ORDER BY id

-- why: in lists and sets
SELECT id FROM kinds WHERE j IN ('{"b":{"c":1},"z":"q\"é","aa":[1,"x",null]}', '{"b": {"c": 2}}') ORDER BY id

-- why: other comparisons
SELECT NULLIF('1.0'::jsonb, '1'), '1.0'::jsonb IS DISTINCT FROM '1', CASE '{"b":1,"a":2}'::jsonb WHEN '{"a":2,"b":1}' THEN 'same' END, '1.0'::jsonb = ANY (ARRAY['1'::jsonb])

-- why: joins by jsonb
SELECT a.id, b.id FROM kinds a JOIN kinds b ON a.j -> 'b' = b.j -> 'b' ORDER BY 1, 2

-- why: a set of jsonb
-- refused: with a subquery
SELECT count(*) FROM kinds WHERE j -> 'b' IN (SELECT '{"c":1.0}'::jsonb)

-- why: windows over jsonb
SELECT id, count(*) OVER (PARTITION BY j -> 'b'), rank() OVER (ORDER BY j -> 'b') FROM kinds ORDER BY id

-- why: members in the select list
SELECT (jsonb_each(j)).key, (jsonb_each(j)).* FROM kinds WHERE id = 3 ORDER BY 1, 2

-- why: rows of members
SELECT jsonb_each_text('{"a b":1,"c":null}')
