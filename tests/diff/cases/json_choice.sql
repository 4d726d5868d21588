-- why: GREATEST and LEAST of jsonb: of equal ones the first, NULLs are passed over
SELECT greatest('1'::jsonb, '2'), least('1.0'::jsonb, '1'), greatest('1'::jsonb, '1.0'), greatest('[1]'::jsonb, '{"a":1}', NULL), least('[]'::jsonb, 'null')

-- why: of arrays, whose NULL elements are the largest
SELECT greatest(ARRAY[1,2], ARRAY[1,3]), least(ARRAY[2], ARRAY[1,3]), greatest(ARRAY[1,NULL], ARRAY[1,5]), greatest(NULL, ARRAY[1]), least(NULL::int[], NULL), greatest(ARRAY['a'], ARRAY['b'], NULL, ARRAY['ab']), greatest('{}'::int[], ARRAY[1])

-- why: subscripts of jsonb: keys and indexes, from the end too
SELECT ('{"a":{"b":[1,{"c":"x"}]}}'::jsonb)['a']['b'][1]['c'], ('[1,2,3]'::jsonb)[0], ('[1,2,3]'::jsonb)[-1], ('[1,2]'::jsonb)['1'], ('{"1":"x"}'::jsonb)[1], ('{"a":1}'::jsonb)['z'], ('{"a":1}'::jsonb)[NULL], ('5'::jsonb)[0], (NULL::jsonb)['a']

-- why: subscripts that are columns
SELECT v.j['a'], v.j['b'][k] FROM (VALUES ('{"a":1,"b":{"x":true,"y":null}}'::jsonb, 'x'), ('{"b":{"y":2}}', 'y'), (NULL, 'x')) v(j, k) ORDER BY k, v.j['a'] NULLS FIRST

-- why: a number with decimals is no subscript
-- message: same
SELECT ('{"a":1}'::jsonb)[1.5]

-- why: no slices of jsonb
-- message: same
SELECT ('{"a":1}'::jsonb)[1:2]

-- why: objects and arrays among the values, as jsonb prints them
SELECT key, value FROM jsonb_each_text('{"a":{"x": 1,  "bb":[1,2], "b":1e2}, "b":"foo", "c": null, "d":1.50e1, "e":-0, "f":true, "g":[], "h":"q\"\u00e9"}') ORDER BY key

-- why: the same of elements
SELECT value, n FROM jsonb_array_elements_text('[1, {"bb": 2, "a":[]}, [3,4], null, "x", 1e3, -0.0, "1e5", false]') WITH ORDINALITY AS e(value, n) ORDER BY n

-- why: common divisors and multiples of numerics
SELECT gcd(1071.0, 462), gcd(0.0, 2.50), lcm(1071.0, 462), lcm(0.0, 2.5), gcd(-12.6, 8.40), gcd(0.0, 0.00), lcm(-1.5, 0.35), gcd(NULL, 2.5), gcd(330.3, 462::numeric)

-- why: of rows
SELECT id, gcd(n, 0.75), lcm(n, 0.5) FROM numbers WHERE abs(n) < 1e6 ORDER BY id
