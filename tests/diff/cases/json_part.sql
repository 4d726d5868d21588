-- why: objects, arrays and exponents as jsonb prints them
SELECT '{"a":{"b":1,"aa":[1,2],"b":1.50}}'::jsonb ->> 'a' AS o, '[[1,{"x":1e3}],"s"]'::jsonb ->> 0 AS a, '{"n":1.5e3}'::jsonb ->> 'n' AS n, '{"n":-0.0}'::jsonb ->> 'n' AS z, '[]'::jsonb ->> 0 AS e, '{"s":"[1]"}'::jsonb ->> 's' AS s

-- why: strings that look like documents, and quotes
SELECT '{"a":"{\"b\":1}"}'::jsonb ->> 'a' AS a, '{"a":"\"x\""}'::jsonb ->> 'a' AS b, '{"a":"\u00e9\n"}'::jsonb ->> 'a' AS c, '{"a":""}'::jsonb ->> 'a' AS d, '{"a":null}'::jsonb ->> 'a' AS e, '{"a":true}'::jsonb ->> 'a' AS f, '{"a":{}}'::jsonb ->> 'a' AS g

-- why: paths
SELECT '{"a":[{"z":1,"b":[1,2]}]}'::jsonb #>> '{a,0}' AS a, '{"a":[1,2]}'::jsonb #>> '{a}' AS b, jsonb_extract_path_text('{"a":{"b":[1, {"c":2}]}}', 'a') AS c

-- why: columns
SELECT id, j ->> 'b', j ->> 'aa', j #>> '{b}', j ->> 'f' FROM kinds ORDER BY id

-- why: of rows that are in order, with a limit, and by the column itself
SELECT id, x::jsonb ->> 'a' AS a FROM (VALUES (1, '{"a":{"y":1,"x":[1,2]}}'), (2, '{"a":"z"}'), (3, NULL), (4, '{"a":1e2}'), (5, '{"a":[3, 4]}')) v(id, x) ORDER BY a DESC NULLS FIRST, id LIMIT 4

-- why: within expressions
SELECT upper('{"a":{"b":"x","a":[1,2]}}'::jsonb ->> 'a') AS u, length('[[1,2,3]]'::jsonb ->> 0) AS n, ('{"a":[1,2]}'::jsonb ->> 'a') || '!' AS c, coalesce('{"a":{"k":1}}'::jsonb ->> 'a', 'none') AS d

-- why: comparisons with texts of containers and of scalars
SELECT id FROM (VALUES (1, '{"a":{"y":1,"x":[1,2]}}'), (2, '{"a":"z"}'), (3, NULL), (4, '{"a":1e2}'), (5, '{"a":[3, 4]}'), (6, '{"a":"[3, 4]"}')) v(id, x) WHERE x::jsonb ->> 'a' = '[3, 4]' OR x::jsonb ->> 'a' = '100' OR x::jsonb ->> 'a' = 'z' ORDER BY id

-- why: less and more
SELECT id, x::jsonb ->> 'a' < 'a' AS l, x::jsonb ->> 'a' >= 'Z' AS m, x::jsonb ->> 'a' <> '1' AS n, x::jsonb ->> 'a' IN ('100', 'z') AS i, (x::jsonb ->> 'a') IS NULL AS nu FROM (VALUES (1, '{"a":{"y":1,"x":[1,2]}}'), (2, '{"a":"z"}'), (3, NULL), (4, '{"a":1e2}'), (5, '{"a":[3, 4]}'), (6, '{"a":""}'), (7, '{"a":-5}')) v(id, x) ORDER BY id

-- why: casts
SELECT ('{"a":1e2}'::jsonb ->> 'a')::int AS i, ('{"a":1.5e1}'::jsonb ->> 'a')::numeric AS n, ('{"a":"2024-02-29"}'::jsonb ->> 'a')::date AS d, ('{"a":true}'::jsonb ->> 'a')::boolean AS b, ('{"a":-0}'::jsonb ->> 'a')::text AS z

-- why: a cast of a container
SELECT ('{"a":[1,2]}'::jsonb ->> 'a')::int AS i

-- why: groups
SELECT x::jsonb ->> 'a' AS a, count(*) FROM (VALUES ('{"a":{"y":1,"x":2}}'), ('{"a":{"x":2, "y" : 1}}'), ('{"a":1e2}'), ('{"a":100}')) v(x) GROUP BY 1 ORDER BY 1

-- why: distinct ones, and unions
SELECT DISTINCT x::jsonb ->> 'a' AS a FROM (VALUES ('{"a":{"y":1,"x":2}}'), ('{"a":{"x":2, "y" : 1}}')) v(x) UNION ALL SELECT '{"b":[1,2]}'::jsonb ->> 'b' ORDER BY 1

-- why: through subqueries and queries of WITH
WITH w AS (SELECT x::jsonb ->> 'a' AS a FROM (VALUES ('{"a":{"y":1,"x":2}}'), ('{"a":"s"}')) v(x)) SELECT a, (SELECT max(b.a) FROM w b) AS m FROM w ORDER BY a

-- why: json is as it was written, without blanks
SELECT '{"a":{"b":1,"b":2}}'::json ->> 'a' AS o, '[[1,2]]'::json ->> 0 AS a, '{"n":1e3}'::json ->> 'n' AS n
