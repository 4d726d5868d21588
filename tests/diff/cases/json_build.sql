-- why: an object of every kind of value
SELECT id, json_build_object('i', i4, 'f', f8, 'n', n, 'b', b, 'n2', n * 2, 'r', f4), jsonb_build_object('i', i4, 'f', f8, 'n', n, 'b', b) FROM numbers WHERE id <> 4 ORDER BY id

-- why: numbers of float that JSON has no words for
SELECT id, to_json(f8), to_jsonb(f8), to_json(f4), to_json(n), to_json(big) FROM numbers ORDER BY id

-- why: texts with everything in them
SELECT id, to_json(s), json_build_array(s, kept, low), json_build_object(kept, s)::text FROM texts ORDER BY id

-- why: control characters
SELECT to_json(E'a\b\f\n\r\t\x01\x1f\x7f"\\/'::text), to_jsonb(E'a\b\f\n\r\t\x01\x1f\x7f"\\/'::text)::text, json_build_object(E'k\n"', 1)

-- why: times
SELECT id, to_json(d), json_build_object('d', d, 'ts', ts, 's', seconds, 't', short_d), jsonb_build_array(d, ts) FROM times ORDER BY id

-- why: with a time zone
SELECT to_json(timestamptz '2024-02-29 10:30:00.5+02'), to_json(interval '1 day 02:03'), to_json(time '10:30'), to_json('61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid), to_json('\x01ff'::bytea), to_json('10.0.0.1'::inet), to_json('10.0.0.1/8'::inet), to_json('ab '::char(4)), to_json('::1'::inet)

-- why: arrays
SELECT id, to_json(a), to_json(ai), to_json(t), to_json(m), to_jsonb(f), array_to_json(n), json_build_object('a', a, 'd', d) FROM arrays ORDER BY id

-- why: json inside keeps its text, jsonb has its own
SELECT json_build_object('j', ' {"b" :1,"a": 2}'::json, 'b', '{"bb" :1,"a": 2}'::jsonb), jsonb_build_object('j', ' {"bb" :1,"a": 2}'::json, 'b', '{"bb" :1,"a": 2}'::jsonb)::text

-- why: nested calls, as applications write them
SELECT json_build_object('id', l.id, 'name', l.a, 'inner', json_build_object('k', l.k, 'list', json_build_array(l.id, l.a, NULL))) FROM lefts l ORDER BY l.id

-- why: an aggregate for each group
SELECT k, json_agg(a ORDER BY id), jsonb_agg(id ORDER BY id DESC), json_agg(json_build_object('id', id, 'a', a) ORDER BY id) FROM lefts GROUP BY k ORDER BY k

-- why: of nothing
SELECT json_agg(id), jsonb_agg(s), json_object_agg(id, s), COALESCE(json_agg(id), '[]'::json) FROM nothing

-- why: NULLs are items
SELECT json_agg(s ORDER BY id), jsonb_agg(s ORDER BY id), json_agg(s ORDER BY id) FILTER (WHERE s IS NOT NULL) FROM texts

-- why: DISTINCT sorts by the value
SELECT json_agg(DISTINCT k), jsonb_agg(DISTINCT a), json_agg(DISTINCT k ORDER BY k DESC) FROM lefts

-- why: objects of groups
SELECT json_object_agg(a, k ORDER BY id), jsonb_object_agg(id, a ORDER BY id), jsonb_object_agg('k' || COALESCE(k, 0), id ORDER BY id) FROM lefts

-- why: a key that is NULL
SELECT json_object_agg(k, a) FROM lefts

-- why: a key that is no scalar
SELECT json_build_object(ARRAY[1], 2)

-- why: rows
SELECT row_to_json(l) FROM lefts l ORDER BY id

-- why: rows of a subquery, as applications write them
SELECT json_agg(x) FROM (SELECT id, a AS name, k FROM lefts ORDER BY id) x

-- why: the same with an order
SELECT jsonb_agg(x ORDER BY x.id DESC), json_agg(row_to_json(x) ORDER BY id), array_to_json(array_agg(x.id ORDER BY x.id)) FROM (SELECT id, a FROM lefts) x

-- why: a row on its own line
SELECT row_to_json(l, true), row_to_json(l, false), array_to_json(ARRAY[[1,2],[3,4]], true) FROM lefts l WHERE id = 1

-- why: rows within rows
SELECT row_to_json(x), row_to_json(ROW(id, ROW(id, arr))) FROM (SELECT id, ARRAY[id, k] AS arr, json_build_object('a', a) AS o FROM lefts) x ORDER BY id

-- why: rows that went through a query
-- refused: fields of this row
SELECT row_to_json(x) FROM (SELECT id, ARRAY[id, k] AS arr, json_build_object('a', a) AS o, ROW(id, a) AS r FROM lefts) x ORDER BY id

-- why: a correlated subquery of rows
SELECT l.id, (SELECT json_agg(r ORDER BY r.id, r.b) FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY l.id

-- why: the row an outer join leaves out is NULL
SELECT l.id, row_to_json(r), to_jsonb(r) IS NULL FROM lefts l LEFT JOIN rights r ON r.k = l.k ORDER BY l.id, r.id

-- why: json_object of texts
SELECT json_object('{a,1,b,"x y"}'), json_object('{a,b}', '{1,NULL}'), jsonb_object('{b,1,a,2}'), json_object(ARRAY['q"', 'v\']), json_object('{}')

-- why: an odd number
SELECT json_object('{a,b,c}')

-- why: text of jsonb
SELECT id, j::text, (j -> 'b')::text, length(j::text) FROM kinds ORDER BY id

-- why: text of jsonb with everything in it
SELECT x::jsonb::text FROM (VALUES ('{"b":1,"aa":2,"a":3,"b":{"z":1.50,"y":[1,2,{}]},"c":"\u00e9\n\/"}'), ('[]'), ('"x"'), (' 1e5 '), ('null'), ('[[],[[]],{"a":[{"b":[]}]}]'), ('-0.0'), ('-1.50e1'), ('0e5'), ('1E-3'), ('-12.345e2'), ('1.5e-10'), ('{"":1,"\u0041":2,"A":3,"\"":4,"\\":5}'), ('"\u0001\u001f\b\t\u007f\ud83d\ude00"'), ('[1, -2.5e3, "x\"y,{}[]", true , false,null]'), ('123456789012345678901234567890.10'), (NULL), ('{"k": 1, "k": {"z": [1e2], "y": "é"}}')) v(x)

-- why: in an expression
SELECT jsonb_build_object('a', 1.50, 'bb', 'x')::text || '!', to_jsonb(ARRAY[1,2])::text

-- why: a key without its value is an error when it is computed
SELECT jsonb_build_object('a', 1, 'b')

-- why: of a column, and through no row
SELECT json_build_object(id) FROM lefts

-- why: of no row
SELECT json_build_object(id) FROM lefts WHERE false
