-- why: rows of an array of objects
SELECT * FROM jsonb_to_recordset('[{"a":1,"b":"x","c":true},{"a":null,"d":5},{"b":"y\n","a":-3}]') AS t(a int, b text, c boolean)

-- why: of json, with numbers, dates and json
SELECT t.*, n * 2 FROM json_to_recordset('[{"n":1.50,"d":"2024-02-29","j":{"x":[1]},"u":null},{"n":"7","j":null}]') AS t(n numeric(10,2), d date, j json, u uuid, "Other" text) ORDER BY n

-- why: of one object
SELECT * FROM jsonb_to_record('{"a":1,"b":[1, 2],"c":"bar"}') AS x(a int, b jsonb, c text, d numeric(10,2)), json_to_record('{"k":2}') y(k bigint)

-- why: of a column
SELECT k.id, r.x, r.y FROM kinds k, json_to_recordset(k.an) AS r(x int, y numeric(10,2)) ORDER BY 1, 2

-- why: sums of them
SELECT sum(q * p), count(*) FROM jsonb_to_recordset('[{"q":2,"p":1.25},{"q":3,"p":2.50}]') AS o(q int, p numeric(8,2))

-- why: no array
-- message: same
SELECT * FROM jsonb_to_recordset('{"a":1}') AS t(a int)

-- why: no objects
-- message: same
SELECT * FROM jsonb_to_recordset('[1]') AS t(a int)

-- why: no definition list
-- message: same
SELECT * FROM jsonb_to_recordset('[]')

-- why: not an integer
SELECT * FROM jsonb_to_recordset('[{"a":"x"}]') AS t(a int)

-- why: a scale of its own in each row
-- refused: numeric needs a precision
SELECT * FROM json_to_record('{"n":1.5}') AS t(n numeric)
