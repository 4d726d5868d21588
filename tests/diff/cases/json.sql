-- why: fields of a Map, a Tuple and a JSON column
SELECT id, m -> 'a', m ->> 'b', tu ->> 'b', tu ->> 'a', j -> 'b', j ->> 'f', j ->> 'z', bare -> 0, an -> 0 ->> 'y' FROM kinds WHERE id <> 3 ORDER BY id

-- why: the last of equal keys counts
SELECT m -> 'k', m ->> 'k' FROM kinds WHERE id = 3

-- why: conditions on them
SELECT id FROM kinds WHERE (m ->> 'b')::int = 1 AND (j -> 'b' ->> 'c')::int > 1 ORDER BY id

-- why: groups by them
SELECT tu ->> 'b' AS b, count(*), sum((m ->> 'a')::int) FROM kinds GROUP BY 1 ORDER BY 1 NULLS FIRST

-- why: paths
SELECT id, j #> '{b,c}', j #>> '{aa,1}', j #>> '{aa,-1}', j #>> ARRAY['b', 'c'], an #>> '{0,x}' FROM kinds ORDER BY id

-- why: keys that are there
SELECT id, j ? 'b', j ?| '{n,z}', j ?& '{b,aa}', j -> 'aa' ? 'x' FROM kinds ORDER BY id

-- why: types and lengths
SELECT id, jsonb_typeof(j), jsonb_typeof(j -> 'b'), json_typeof(m -> 'a'), jsonb_array_length(j -> 'aa'), json_array_length(an) FROM kinds ORDER BY id

-- why: columns as keys
SELECT id, m -> lc, m ->> (CASE WHEN id = 1 THEN 'a' END), bare -> (id - 1) FROM kinds WHERE id IN (1, 2) ORDER BY id

-- why: text that is JSON
SELECT x::json ->> 'a', x::jsonb -> 'a', (x::json ->> 'a')::numeric + 1 FROM (VALUES ('{"a": 1.50}'), ('{"a":1e2}'), ('{"a": 123456789012345678901234567890.10}'), ('{"b":1}'), (NULL)) v(x)

-- why: numbers keep their digits
SELECT '[1.10, -0, 1e3, 0.10e-2, 99999999999999999999, -1.0]'::json -> 0, ('[1.10, -0.0, 0.10]'::text::jsonb) -> 1, '{"a":[1.0,2.50]}'::jsonb -> 'a'

-- why: strings that look like numbers and like marks
SELECT '{"a": "1.50", "b": 1.5, "c\"": "x\\", "": 2.0}'::text::json ->> 'a', '{"a": "1.50", "b": 1.5, "c\"": "x\\", "": 2.0}'::text::json ->> 'c"', '{"a": "1.50", "b": 1.5, "c\"": "x\\", "": 2.0}'::text::json ->> '', '{"a": "1.50", "b": 1.50, "c\"": "x\\"}'::text::jsonb -> 'b'

-- why: jsonb as PostgreSQL prints it
SELECT '{"b":1,"aa":2,"a":3,"b":{"z":1.50,"y":[1,2,{}]},"c":"\u00e9\n\/"}'::jsonb, '[]'::jsonb, '"x"'::jsonb, ' 1e5 '::jsonb, 'null'::jsonb

-- why: json as it came
SELECT ' {"b" : 1,"a":[ ] } '::json, '"\u0041"'::json

-- why: an escape that has no text
-- message: same
SELECT '"\u0000"'::jsonb

-- why: no json
-- message: same
SELECT '{"a":}'::json

-- why: no json in a column
SELECT s::json FROM texts WHERE id = 1

-- why: no jsonb in a column
SELECT (s || '{')::jsonb FROM texts WHERE id = 1

-- why: leading zeros
SELECT ('01' || '')::json

-- why: not an array
-- message: same
SELECT jsonb_array_length(j) FROM kinds

-- why: nor is a number
-- message: same
SELECT json_array_length('1'::json)

-- why: what is equal in jsonb has many texts
SELECT j = '{"b": 1}' FROM kinds

-- why: the same of containment
SELECT j @> '{"b": 1}' FROM kinds

-- why: NULLs
SELECT NULL::json -> 'a', NULL::jsonb ->> 1, '{"a":1}'::json -> NULL::text, '[1]'::jsonb #> NULL, '[1, 2]'::json #>> '{}'

-- why: numbers and booleans of jsonb
SELECT (x -> 'n')::numeric, (x -> 'n')::int, (x -> 'n')::float8, (x -> 'n')::numeric * 2, (x -> 'b')::bool, (x -> 'n')::int8 + 1, round((x -> 'n')::numeric, 1) FROM (VALUES ('{"n": 1.50, "b": true}'::jsonb), ('{"n":-2.5,"b":false}'), ('{"n": 12e2}'), ('{}'), (NULL)) v(x)

-- why: sums of them
SELECT sum((j -> 'n')::float8), sum((j -> 'f')::float8), bool_and((j -> 'b')::bool) FROM kinds WHERE id = 3

-- why: other kinds of jsonb are no numbers
-- message: same
SELECT x::int FROM (VALUES ('"1"'::jsonb)) v(x)

-- why: nor is its null
-- message: same
SELECT x::numeric FROM (VALUES ('null'::jsonb)) v(x)

-- why: an object is not
-- message: same
SELECT x::float8 FROM (VALUES ('{}'::jsonb)) v(x)

-- why: a number is no boolean
-- message: same
SELECT x::bool FROM (VALUES ('1'::jsonb)) v(x)

-- why: nor is it a larger integer
SELECT x::int2 FROM (VALUES ('40000'::jsonb)) v(x)
