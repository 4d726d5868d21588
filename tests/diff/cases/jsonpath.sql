-- why: keys, elements and both, in lax mode
SELECT jsonb_path_query_first('{"a":{"b":[1,2.50,{"c":"x"}]}}', '$.a.b') AS a, jsonb_path_query_first('{"a":{"b":[1,2.50,{"c":"x"}]}}', '$.a.b[1]') AS b, jsonb_path_query_first('{"a":[{"b":1},{"b":2}]}', '$.a.b') AS c, jsonb_path_query_first('{"a":1}', '$.x') AS d, jsonb_path_query_first('{"a b":1}', '$."a b"') AS e, jsonb_path_query_first('{"a":1}', '$') AS f

-- why: all items
SELECT jsonb_path_query_array('{"a":[{"b":1},{"b":[2,3]},{"c":4},5]}', '$.a.b') AS a, jsonb_path_query_array('{"a":[{"b":1},{"b":[2,3]},{"c":4},5]}', '$.a[*].b[*]') AS b, jsonb_path_query_array('[1,[2,3],{"x":4}]', '$[*]') AS c, jsonb_path_query_array('{"x":1,"y":[2]}', '$.*') AS d, jsonb_path_query_array('[]', '$[*]') AS e, jsonb_path_query_array('5', '$[*]') AS f, jsonb_path_query_array('5', '$[0]') AS g

-- why: subscripts from both ends
SELECT jsonb_path_query_array('[1,2,3,4]', '$[last]') AS a, jsonb_path_query_array('[1,2,3,4]', '$[last - 1]') AS b, jsonb_path_query_array('[1,2,3,4]', '$[1 to 2]') AS c, jsonb_path_query_array('[1,2,3,4]', '$[last - 2 to last]') AS d, jsonb_path_query_array('[1,2,3,4]', '$[9]') AS e, jsonb_path_query_array('[1,2]', '$[last - 5]') AS f, jsonb_path_query_array('[]', '$[last]') AS g, jsonb_path_query_array('[1,2,3]', '$[2 to 1]') AS h, jsonb_path_query_array('[1,2,3]', '$[1 to 9]') AS i

-- why: filters
SELECT jsonb_path_query_array('[{"x":1,"y":"s"},{"x":2,"y":"s"},{"x":3,"y":"t"}]', '$[*] ? (@.x > 1 && @.y == "s")') AS a, jsonb_path_query_array('[{"x":1,"y":"s"},{"x":2,"y":"s"},{"x":3,"y":"t"}]', '$[*] ? (@.x < 2 || @.y == "t").x') AS b, jsonb_path_query_array('[{"x":1},{"y":1}]', '$ ? (exists(@.x))') AS c, jsonb_path_query_array('[{"x":1},{"y":1}]', '$ ? (!exists(@.x))') AS d, jsonb_path_query_array('[1,5,3]', '$[*] ? (@ >= 3)') AS e, jsonb_path_query_array('{"a":[1,5,3]}', '$.a ? (2 < @)') AS f

-- why: values of other types are unknown, null is not
SELECT jsonb_path_query_array('[1,"1",null,true,[1],{"a":1},"x"]', '$[*] ? (@ == 1)') AS a, jsonb_path_query_array('[1,"1",null,true,[1],{"a":1},"x"]', '$[*] ? (@ != 1)') AS b, jsonb_path_query_array('[1,"1",null,true,[1],{"a":1},"x"]', '$[*] ? (!(@ == 1))') AS c, jsonb_path_query_array('[1,"1",null,true,false]', '$[*] ? (@ == null)') AS d, jsonb_path_query_array('[1,"1",null,true,false]', '$[*] ? (@ != null)') AS e, jsonb_path_query_array('[1,"1",null,true,false]', '$[*] ? (@ == true)') AS f, jsonb_path_query_array('[1,"b",null,"abc","a"]', '$[*] ? (@ > "a")') AS g, jsonb_path_query_array('[null,1]', '$[*] ? (@ >= null)') AS h

-- why: numbers have all their digits
SELECT jsonb_path_query_array('[1.10,12345678901234567890.5,1e3,-0,0.1e-2]', '$[*]') AS a, jsonb_path_query_array('[1.10,12345678901234567890.5,1e3,-0.0,0.1e-2]', '$[*] ? (@ > 12345678901234567890.4)') AS b, jsonb_path_query_array('[1.10,1e3,-0.0,-1.5,-2]', '$[*] ? (@ <= -1.5)') AS c, jsonb_path_query_array('[1.10,1.1,1e3,-0.0]', '$[*] ? (@ == 1.1)') AS d, jsonb_path_query_array('[0,-0.0,1000]', '$[*] ? (@ == 0)') AS e, jsonb_path_query_array('[1e3,1000.0]', '$[*] ? (@ == 1000)') AS f

-- why: filters within filters
SELECT jsonb_path_query_array('[{"a":[1,2],"b":1},{"a":[3],"b":2}]', '$[*] ? (@.a[*] > 2).b') AS a, jsonb_path_query_array('{"l":2,"v":[{"x":[1,2,3]},{"x":[9]}]}', '$.v[*] ? (exists(@.x[*] ? (@ > 5)))') AS b, jsonb_path_query_array('{"l":2,"v":[{"x":1},{"x":9}]}', '$.v[*] ? ($.l == 2 && @.x > 5)') AS c

-- why: texts
SELECT jsonb_path_query_array('["abc","b",1,"a\"c"]', '$[*] ? (@ starts with "ab")') AS a, jsonb_path_query_array('{"é":"ü"}', '$.é') AS b, jsonb_path_query_array('{"a":"\u00e9\n"}', '$.a') AS c, jsonb_path_query_array('{"$1":"x"}', '$."$1" ? (@ == "x")') AS d

-- why: exists and match
SELECT jsonb_path_exists('{"a":[1,2]}', '$.a[*] ? (@ > 1)') AS a, jsonb_path_exists('{"a":[1,2]}', '$.a[*] ? (@ > 2)') AS b, '{"a":[1,2]}'::jsonb @? '$.b' AS c, '{"a":[1,2]}'::jsonb @@ '$.a[*] > 1' AS d, jsonb_path_match('{"a":[1,2]}', '$.a[*] > 5') AS e, jsonb_path_match('{"a":"x"}', '$.a > 5') AS f, jsonb_path_match('{"a":true}', '$.a') AS g, '{"a":1}'::jsonb @@ '$.a' AS h, jsonb_path_match('{"a":null}', '$.a') AS i, jsonb_path_exists('{"a":1}', '$.b > 1') AS j, jsonb_path_query_first('{"a":1}', '$.a > 1') AS k, jsonb_path_query_array('{"a":"x"}', '$.a > 1 || $.a == "x"') AS l

-- why: a match of what is no boolean
-- message: same
SELECT jsonb_path_match('{"a":1}', '$.a')

-- why: columns
SELECT id, jsonb_path_query_first(j, '$.b.c') AS c, jsonb_path_exists(j, '$.aa[*] ? (@ != null)') AS e, j @? '$.b ? (@.c > 1)' AS f, jsonb_path_query_array(j, '$.*') AS a FROM kinds ORDER BY id

-- why: in WHERE
SELECT id FROM kinds WHERE j @@ '$.b.c > 1' OR j @? '$.f ? (@ == true)' ORDER BY id

-- why: NULL documents
SELECT jsonb_path_exists(x::jsonb, '$.a') AS e, jsonb_path_query_array(x::jsonb, '$.a') AS a FROM (VALUES (NULL), ('{"a":1}'), (' {"a" : [ ] } ')) v(x) ORDER BY 1 NULLS FIRST, 2

-- why: rows
SELECT * FROM jsonb_path_query('{"a":[{"b":1},{"b":2.50},{"c":3}]}', '$.a[*].b')

-- why: rows of each row
SELECT id, p FROM kinds, jsonb_path_query(j, '$.aa[*]') p ORDER BY id, p::text

-- why: rows in the select list
SELECT jsonb_path_query('[1,[2,{"x":3}],"s"]', '$[*]') AS q

-- why: equal keys: the last counts
SELECT jsonb_path_query_array('{"a":1,"a":2}', '$.a') AS a

-- why: what is refused, with its place
-- refused: strict mode in jsonpath
SELECT jsonb_path_exists('{}', 'strict $.a')

-- why: methods
-- refused: this method in jsonpath
SELECT jsonb_path_query_first('[1]', '$.size()')

-- why: arithmetic
-- refused: this in jsonpath
SELECT jsonb_path_exists('[1]', '$[*] ? (@ + 1 > 1)')

-- why: paths on both sides
-- refused: a comparison of two paths in jsonpath
SELECT jsonb_path_exists('{"a":1,"b":2}', '$ ? (@.a == @.b)')

-- why: patterns
-- refused: this in jsonpath
SELECT jsonb_path_exists('["a"]', '$[*] ? (@ like_regex "^a")')

-- why: variables
-- refused: a variable in jsonpath
SELECT jsonb_path_exists('["a"]', '$[*] ? (@ == $x)')
