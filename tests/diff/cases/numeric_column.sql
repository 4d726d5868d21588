-- why: columns of numeric without a precision, of all kinds of declaration
CREATE TABLE nc (id int, a numeric, b numeric DEFAULT 1.50, c numeric NOT NULL CHECK (c > 0.5), d numeric DEFAULT 2 * 1.25, g numeric GENERATED ALWAYS AS (c * 2) STORED)

-- why: constants keep their decimals
INSERT INTO nc (id, a, c) VALUES (1, 1.10, 1), (2, NULL, .75), (3, -12345678901234567890.000000001, 1e3), (4, 0.00, 7)

-- why: computed values keep theirs
INSERT INTO nc (id, a, c) SELECT i, i / 4.0, i * 1.50 FROM generate_series(5, 7) i

-- why: the check looks at the number
INSERT INTO nc (id, a, c) VALUES (8, 2.5, 0.1)

-- why: what was written is what is read
SELECT * FROM nc ORDER BY id

-- why: equal numbers of other decimals are one group
SELECT a, count(*) FROM nc GROUP BY a ORDER BY a NULLS FIRST

-- why: aggregates
SELECT sum(a), avg(c), min(a), max(a), sum(c), stddev(c), count(a), sum(a) FILTER (WHERE id > 4) FROM nc

-- why: arithmetic, casts, choices
SELECT id, a + c, a * c, a / c, round(a, 1), a::int8 % 7, a::text, a::numeric(30, 1), -a, abs(a), coalesce(a, 0), greatest(a, c), CASE WHEN id < 5 THEN a ELSE c END FROM nc WHERE id <> 3 ORDER BY id

-- why: products of three and more
SELECT id, a * b * c, a * b * c * d, b * b * b / c FROM nc WHERE id <> 3 ORDER BY id

-- why: as join keys, in lists and ranges
SELECT x.id, y.id FROM nc x JOIN nc y ON x.c = y.c WHERE x.a IN (1.1, 1.250) OR x.a BETWEEN 1.5 AND 1e2 ORDER BY 1, 2

-- why: windows and subqueries
SELECT id, sum(a) OVER (ORDER BY id), lag(a) OVER (ORDER BY id), (SELECT max(a) FROM nc), s.c FROM nc JOIN (SELECT id AS k, c FROM nc) s ON k = id ORDER BY id

-- why: what is computed goes into other columns
UPDATE nc SET b = a * 1.10, d = NULL WHERE id < 3

-- why: the default again
UPDATE nc SET b = DEFAULT WHERE id = 2

-- why: after the changes
SELECT id, b, d FROM nc ORDER BY id

-- why: a table made by a query keeps types, lengths and decimals
CREATE TABLE nc_copy AS SELECT *, a / c AS q, sum(c) OVER () AS s, 1.500 AS k, avg(id) OVER () AS av, 'ab'::varchar(3) AS v, 'x'::char(3) AS ch, '{"a": 1}'::jsonb AS j, timestamptz '2024-02-29 12:00+00' AS tz, interval '1 month' AS iv, time '12:00' AS t, '\x00ff'::bytea AS by, inet '10.0.0.1' AS ip, ARRAY[id, NULL] AS arr FROM nc

-- why: its rows
SELECT * FROM nc_copy ORDER BY id

-- why: which takes other decimals than it was made with
INSERT INTO nc_copy (id, q, k, arr) VALUES (20, 0.00001, 5, '{}')

-- why: they are there
SELECT id, q, k FROM nc_copy WHERE id = 20

-- why: the length of varchar went along
-- message: same
INSERT INTO nc_copy (id, v, arr) VALUES (21, 'abcd', '{}')

-- why: and the types are told
SELECT column_name, data_type, numeric_precision, numeric_scale, character_maximum_length FROM information_schema.columns WHERE table_name = 'nc_copy' ORDER BY ordinal_position

-- why: a view of the same
CREATE VIEW nc_view AS SELECT id, a, c * 2 AS c2, a / c AS q, sum(c) OVER () AS s, v, ch, j, tz, iv, t, ip, arr, 1.50 AS k, id::numeric AS n FROM nc_copy WHERE id < 20

-- why: a view's rows
SELECT * FROM nc_view ORDER BY id

-- why: and what is computed from them
SELECT sum(c2), max(k), sum(n), count(v), max(tz), min(j ->> 'a'), max(arr[1]) FROM nc_view

-- why: its types
SELECT column_name, data_type, numeric_precision, character_maximum_length FROM information_schema.columns WHERE table_name = 'nc_view' ORDER BY ordinal_position

-- why: away
DROP VIEW nc_view

-- why: other forms of a new column
ALTER TABLE nc_copy ADD COLUMN e numeric DEFAULT 9.90, DROP COLUMN d

-- why: to a precision
ALTER TABLE nc_copy ALTER COLUMN b TYPE numeric(10, 3)

-- why: and back
ALTER TABLE nc_copy ALTER COLUMN b TYPE numeric, ALTER COLUMN k TYPE double precision

-- why: their rows
SELECT id, b, e, k FROM nc_copy ORDER BY id

-- why: types of recursive queries that CREATE TABLE keeps by a comment
WITH RECURSIVE r AS (SELECT id, tz, j, iv, ch, v, t, ip, by FROM nc_copy WHERE id = 1 UNION ALL SELECT r.id + 1, r.tz + r.iv, r.j, r.iv + r.iv, r.ch, r.v, r.t, r.ip, r.by FROM r WHERE r.id < 4) SELECT * FROM r ORDER BY id

-- why: no rows, and a temporary table
CREATE TEMP TABLE nc_none AS SELECT a, sum(c) AS s FROM nc WHERE false GROUP BY a

-- why: it can be filled
INSERT INTO nc_none SELECT a, c FROM nc WHERE id = 1

-- why: it was
SELECT * FROM nc_none

-- why: away
DROP TABLE nc, nc_copy, nc_none
