-- why: values at paths
SELECT a, p, jsonb_set(a::jsonb, string_to_array(p, ','), '{"n": 1}'), jsonb_set(a::jsonb, string_to_array(p, ','), '7', false), a::jsonb #- string_to_array(p, ',') FROM (VALUES ('{"a":{"b":1,"c":[1,2.50]},"d":null}', 'a,b'), ('{"a":{"b":1}}', 'a,x'), ('{"a":1}', 'a,x'), ('{"a":1}', 'x,y'), ('{"a":[1,{"k":2},3]}', 'a,1,k'), ('{"a":[1,2]}', 'a,-1'), ('{"a":[1,2]}', 'a,-7'), ('{"a":[1,2]}', 'a,7'), ('[]', '0'), ('[[1],[2]]', '1,0'), ('{"a":1}', ''), ('{"q\"":{"é":1}}', 'q",é'), ('{"a":1,"a":2}', 'a'), (NULL, 'a'), ('{"a":1}', NULL)) v(a, p)

-- why: the same, with constant paths
SELECT jsonb_set(x, '{a,b}', '5'), jsonb_set(x, '{a,c,-1}', '"z"'), jsonb_set(x, '{a,x,y}', '1'), x #- '{a,c,0}', x #- '{a}', jsonb_insert(x, '{a,c,1}', '"ins"'), jsonb_insert(x, '{a,c,1}', '"ins"', true), jsonb_insert(x, '{new}', '[]') FROM (VALUES ('{"a":{"b":1,"c":[1,2.50]},"d":null}'::jsonb), ('{"a":{"c":[]}}'), (NULL)) v(x)

-- why: columns
SELECT id, jsonb_set(j, '{b,c}', to_jsonb(id * 10)), j #- '{b,c}', jsonb_set(j, '{aa,1}', 'null') FROM kinds ORDER BY id

-- why: an index that is none
SELECT jsonb_set('[1,2]', '{x}', '1')

-- why: scalars have no paths
-- message: same
SELECT jsonb_set('5', '{x}', '1')

-- why: nor parts to delete
-- message: same
SELECT '5'::jsonb #- '{x}'

-- why: what is there is not inserted
SELECT jsonb_insert('{"a":1}', '{a}', '2')

-- why: NULL in a path
SELECT jsonb_set('{"a":1}', ARRAY[NULL, 'a'], '2')
