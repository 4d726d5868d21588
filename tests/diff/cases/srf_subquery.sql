-- why: rows
CREATE TABLE ss (id int, d date, n int, v varchar(10))

-- why: rows
INSERT INTO ss SELECT i, date '2024-01-01' + i * 3, i % 4, 'v' || i % 3 FROM generate_series(1, 30) i

-- why: a calendar between the first and the last day
SELECT c.d::date, count(s.id) FROM generate_series((SELECT min(d) FROM ss), (SELECT max(d) FROM ss), '1 week'::interval) c(d) LEFT JOIN ss s ON s.d >= c.d AND s.d < c.d + interval '1 week' GROUP BY 1 ORDER BY 1

-- why: integers, beside a table
SELECT s.id, g FROM ss s, generate_series((SELECT min(n) FROM ss), (SELECT max(n) FROM ss)) g WHERE s.id < 3 ORDER BY 1, 2

-- why: over a WITH query
WITH b AS (SELECT min(d) AS lo, max(d) AS hi FROM ss) SELECT x::date FROM generate_series((SELECT lo FROM b), (SELECT hi FROM b), interval '1 month') x ORDER BY 1

-- why: arrays
SELECT x, o FROM unnest(ARRAY(SELECT id FROM ss WHERE n = 1 ORDER BY id DESC)) WITH ORDINALITY AS t(x, o) ORDER BY o

-- why: documents
SELECT * FROM jsonb_to_recordset((SELECT jsonb_agg(jsonb_build_object('a', id, 'b', v) ORDER BY id) FROM ss WHERE id < 3)) AS t(a int, b text)

-- why: no row makes no rows
SELECT g FROM generate_series(1, (SELECT n FROM ss WHERE false)) g

-- why: two rows are an error
-- message: same
SELECT g FROM generate_series(1, (SELECT n FROM ss)) g

-- why: of another item of FROM
SELECT s.id, g FROM ss s, generate_series(1, (SELECT count(*) FROM ss x WHERE x.n = s.n)) g ORDER BY 1, 2

-- why: varchar is the text that is gathered
SELECT string_agg(DISTINCT v, ',' ORDER BY v), string_agg(DISTINCT v, ',' ORDER BY v DESC), array_agg(DISTINCT v ORDER BY v) FROM ss

-- why: another column is not
-- message: same
SELECT string_agg(DISTINCT v, ',' ORDER BY id) FROM ss

-- why: away
DROP TABLE ss
