-- why: arrays of what has a column type; later cases build on this
CREATE TABLE wa (id int, i int[], t text[] DEFAULT '{x,NULL}', n numeric(10,2)[], d date[], b boolean[] NOT NULL DEFAULT '{}', f float8[], ts timestamp[], u uuid[], m int[][], s smallint[], l bigint[])

-- why: constants and constructors
INSERT INTO wa VALUES (1, '{1,NULL,3}', ARRAY['a', NULL, 'b c', '', 'NULL', 'q"''\'], '{1.255,-2}', '{1950-01-01,NULL}', '{t,f,NULL}', '{NaN,-Infinity,-0,1.5}', '{2024-02-29 23:59:59.999999}', '{61f0c404-5cb3-11e7-907b-a6006ad3dba0}', '{{1,2},{3,NULL}}', '{-32768,32767}', '{9223372036854775807,-9223372036854775808}'), (2, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'), (3, '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{{NULL}}', '{NULL}', '{NULL}')

-- why: values that are computed
INSERT INTO wa (id, i, t, n, d, f, ts, u, m, s, l) VALUES (3 + 1, ARRAY[1 + 1, 2], ARRAY[upper('x')], ARRAY[1.005, 2.5 * 3], ARRAY[date '2020-01-01' + 1], ARRAY[1.5 / 2], '{}', '{}', ARRAY[ARRAY[1 + 1]], ARRAY[1 + 1], ARRAY[5 * 5])

-- why: defaults
INSERT INTO wa (id, i, n, d, f, ts, u, m, s, l) VALUES (5, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')

-- why: rows of a query, widened and rounded
INSERT INTO wa (id, i, t, n, d, b, f, ts, u, m, s, l) SELECT id + 10, s, i::text[], i, d, b, n, ts, u, m, s, i FROM wa WHERE id < 4

-- why: they read back
SELECT * FROM wa ORDER BY id

-- why: and take part
SELECT id FROM wa WHERE 3 = ANY (i) OR t @> '{x}' ORDER BY id

-- why: their elements
SELECT id, x FROM wa, unnest(n) AS x ORDER BY id, x

-- why: a table for what does not fit
CREATE TABLE we (id int, i int[] DEFAULT '{}', s smallint[] DEFAULT '{}', d date[] DEFAULT '{}', n numeric(10,2)[] DEFAULT '{}')

-- why: too large for its elements
-- message: same
INSERT INTO we (id, s) VALUES (6, '{40000}')

-- why: an element that is none
-- message: same
INSERT INTO we (id, i) VALUES (6, '{a}')

-- why: another type
-- message: same
INSERT INTO we (id, d) SELECT 1, i FROM wa

-- why: too many digits
INSERT INTO we (id, n) VALUES (6, '{123456789.5}')

-- why: nor when it is computed
INSERT INTO we (id, n) SELECT 6, ARRAY[n * 1000000000] FROM numbers WHERE n > 1

-- why: ClickHouse knows the number of dimensions
-- refused: 0A000
INSERT INTO we (id, i) VALUES (6, '{{1}}')

-- why: NULL is not {}
INSERT INTO we (id, i) VALUES (6, NULL)

-- why: nor when it is computed
INSERT INTO we (id, i) SELECT 6, CASE WHEN id = 1 THEN NULL ELSE i END FROM wa

-- why: done
DROP TABLE we

-- why: elements that change
UPDATE wa SET i = i || 9, t = '{}', n = ARRAY[id / 8.0], m = '{}' WHERE id IN (1, 12)

-- why: they have
SELECT id, i, t, n, m FROM wa ORDER BY id

-- why: done
DROP TABLE wa

-- why: a type that only a column's comment keeps
-- refused: 0A000
CREATE TABLE wb (a bytea[])

-- why: times, intervals and addresses
CREATE TABLE wi (id int, t time, i interval, n inet, PRIMARY KEY (id))

-- why: rows
INSERT INTO wi VALUES (1, '12:34:56.789', '1 year 2 mons -3 days 04:05:06.7', '192.168.1.5/24'), (2, '24:00', '-178000000 years', '::1'), (3, NULL, NULL, NULL), (4, '00:00', '0', '10/8'), (5, '23:59:59.999999', '30 days', '2001:db8::/32')

-- why: rows that are computed
INSERT INTO wi SELECT id + 10, t + interval '1 hour', i * 2, n FROM wi WHERE id IN (1, 3, 4)

-- why: they read back
SELECT * FROM wi ORDER BY id

-- why: and are ordered
SELECT id FROM wi WHERE i >= interval '30 days' OR n << '10.0.0.0/8' OR t > '12:00' ORDER BY i, id

-- why: they change
UPDATE wi SET t = t - interval '1 minute', i = i + interval '1 day', n = '::2' WHERE id = 1

-- why: they have
SELECT * FROM wi ORDER BY id

-- why: done
DROP TABLE wi
