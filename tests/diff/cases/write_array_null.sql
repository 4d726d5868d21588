-- why: arrays that can be NULL, and some that cannot
CREATE TABLE wan (id int PRIMARY KEY, i int[], t text[] DEFAULT '{x,NULL}', n numeric(10,2)[], m int[][], b boolean[] NOT NULL DEFAULT '{}', ts timestamp(3)[], u uuid[], d date[])

-- why: NULL, an empty array and an array of NULL are three things
INSERT INTO wan VALUES (1, '{1,NULL,3}', '{a,NULL,""}', '{1.255,-2}', '{{1,2},{3,NULL}}', '{t,NULL}', '{"2024-02-29 12:00:00.0005"}', '{61f0c404-5cb3-11e7-907b-a6006ad3dba0}', '{1950-01-01,NULL}'), (2, NULL, NULL, NULL, NULL, '{}', NULL, NULL, NULL), (3, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'), (4, '{NULL}', '{NULL}', '{NULL}', '{{NULL}}', '{NULL}', '{NULL}', '{NULL}', '{NULL}')

-- why: columns that are left out
INSERT INTO wan (id, i) VALUES (5, '{2,1}'), (6, NULL)

-- why: values that are computed
INSERT INTO wan (id, i, t, n, m) VALUES (7, ARRAY[1 + 1, 2], ARRAY[upper('x')], NULL, ARRAY[ARRAY[1 + 1]]), (8, NULL, NULL, ARRAY[2.5 * 3], NULL)

-- why: several dimensions, computed
INSERT INTO wan (id, m) SELECT id + 20, CASE WHEN id > 1 THEN m END FROM wan WHERE id IN (1, 4)

-- why: rows of a query
INSERT INTO wan (id, i, t, n, m, b, ts, u, d) SELECT id + 10, CASE WHEN id = 3 THEN NULL ELSE i || 5 END, t, i, m, b, ts, u, d FROM wan WHERE id < 5

-- why: they read back
SELECT * FROM wan ORDER BY id

-- why: one of them is not NULL
-- message: same
INSERT INTO wan (id, b) VALUES (9, NULL)

-- why: nor when it is computed
INSERT INTO wan (id, b) SELECT 9, CASE WHEN id = 2 THEN NULL ELSE b END FROM wan

-- why: tests for NULL
SELECT id, i IS NULL, t IS NOT NULL, t IS DISTINCT FROM '{}', i IS NOT DISTINCT FROM NULL FROM wan WHERE i IS NULL OR n IS NOT NULL ORDER BY id

-- why: comparisons
SELECT id, i = '{1,NULL,3}', i < '{2}', i <> '{}', t >= '{a}' FROM wan ORDER BY id

-- why: in WHERE
SELECT id FROM wan WHERE i = '{}' OR 2 = ANY (i) OR t @> '{NULL}' OR i && '{3}' ORDER BY id

-- why: NOT of them
SELECT id FROM wan WHERE NOT (i = '{}') AND NOT (2 = ANY (i)) ORDER BY id

-- why: ALL
SELECT id FROM wan WHERE 0 < ALL (i) ORDER BY id

-- why: not the same for NULL
SELECT id, i @> '{1}', i <@ '{1,2,3,5}', 5 <> ALL (i) FROM wan ORDER BY id

-- why: functions
SELECT id, array_length(i, 1), cardinality(i), array_upper(i, 1), i[1], i[2:3], i || 7, array_append(i, 4), array_remove(i, 1), array_position(i, 1), array_to_string(t, ',', '*'), array_ndims(m), m[1][1], array_dims(m) FROM wan ORDER BY id

-- why: text of them
SELECT id, i::text, t::text || '!', i::text[], i::bigint[], n::text FROM wan ORDER BY id

-- why: in COALESCE and CASE
SELECT id, coalesce(i, '{0}'), CASE WHEN i IS NULL THEN '{}' ELSE i END, nullif(i, '{}'), greatest(i, '{1}') FROM wan ORDER BY id

-- why: unnest gives no rows of NULL
SELECT id, x FROM wan, unnest(i) AS x ORDER BY id, x

-- why: in the select list
SELECT id, unnest(t) AS x FROM wan ORDER BY id, x

-- why: LEFT JOIN LATERAL keeps the row
SELECT id, x FROM wan LEFT JOIN LATERAL unnest(i) AS x ON true ORDER BY id, x

-- why: order
SELECT id, i FROM wan ORDER BY i, id

-- why: order, turned
SELECT id, i FROM wan ORDER BY i DESC NULLS LAST, id

-- why: groups
SELECT i, count(*), count(t) FROM wan GROUP BY i ORDER BY i

-- why: DISTINCT
SELECT DISTINCT t FROM wan ORDER BY t

-- why: aggregates
SELECT count(i), count(DISTINCT i), bool_and(i = '{}') FROM wan

-- why: aggregates of groups, and what is in them
SELECT id % 2 AS k, array_agg(cardinality(i) ORDER BY id), string_agg(i::text, ';' ORDER BY id) FROM wan GROUP BY 1 ORDER BY 1

-- why: windows
SELECT id, lag(i) OVER (ORDER BY id), first_value(t) OVER (ORDER BY id DESC), count(i) OVER () FROM wan ORDER BY id

-- why: joins on them
SELECT a.id, b.id FROM wan a JOIN wan b ON a.i = b.i AND a.id < b.id ORDER BY 1, 2

-- why: joins that may be missing
SELECT a.id, b.i, b.t IS NULL, b.b FROM wan a LEFT JOIN wan b ON b.id = a.id + 10 ORDER BY 1

-- why: sets
SELECT i FROM wan WHERE id < 4 UNION SELECT i FROM wan WHERE id IN (2, 6) ORDER BY i

-- why: EXISTS
SELECT id FROM wan a WHERE EXISTS (SELECT 1 FROM wan b WHERE b.i = a.i AND b.id <> a.id) ORDER BY id

-- why: scalar subqueries
SELECT (SELECT i FROM wan WHERE id = 2), (SELECT i FROM wan WHERE id = 1), ARRAY(SELECT id FROM wan WHERE i IS NULL ORDER BY id)

-- why: json
SELECT id, to_json(i), to_jsonb(t) FROM wan ORDER BY id

-- why: they change, and become NULL
UPDATE wan SET i = NULL, t = t || 'z', n = ARRAY[id / 8.0] WHERE id IN (1, 12)

-- why: and something again
UPDATE wan SET i = '{9}', m = '{}' WHERE i IS NULL AND id <> 1

-- why: they have
SELECT id, i, t, n, m FROM wan ORDER BY id

-- why: NOT NULL is looked at
UPDATE wan SET b = NULL WHERE id = 1

-- why: a table of a query: all can be NULL
CREATE TABLE wan2 AS SELECT id, i, t AS tt, b, m, CASE WHEN id > 3 THEN i END AS maybe, ARRAY[id, NULL] AS made FROM wan

-- why: it holds them
SELECT * FROM wan2 ORDER BY id

-- why: b can be NULL here
INSERT INTO wan2 (id, b) VALUES (99, NULL)

-- why: it is
SELECT id, b, made FROM wan2 WHERE b IS NULL ORDER BY id

-- why: the catalog knows
SELECT attname, attnotnull, format_type(atttypid, atttypmod), attndims > 0 OR attrelid = 'wan2'::regclass FROM pg_attribute WHERE attrelid IN ('wan'::regclass, 'wan2'::regclass) AND attnum > 0 AND attname <> 'id' ORDER BY attrelid = 'wan2'::regclass, attnum

-- why: information_schema too
SELECT column_name, is_nullable, data_type, udt_name FROM information_schema.columns WHERE table_name = 'wan' ORDER BY ordinal_position

-- why: a view
CREATE VIEW wanv AS SELECT id, i, t || 'v' AS tv, coalesce(m, '{}') AS m FROM wan

-- why: of them
SELECT * FROM wanv WHERE id <> 3 ORDER BY id

-- why: with conditions
SELECT id FROM wanv WHERE tv IS NULL OR 9 = ANY (i) ORDER BY id

-- why: a column that comes later, for rows that are there
ALTER TABLE wan ADD COLUMN late int[], ADD COLUMN later text[] DEFAULT '{a}', ADD COLUMN latest int[] NOT NULL DEFAULT '{}'

-- why: NULL in them
SELECT id, late, later, latest FROM wan ORDER BY id

-- why: another default
ALTER TABLE wan ALTER COLUMN late SET DEFAULT '{7}', ALTER COLUMN later DROP DEFAULT

-- why: it counts
INSERT INTO wan (id) VALUES (20)

-- why: for new rows
SELECT id, t, late, later FROM wan WHERE id > 13 ORDER BY id

-- why: another name
ALTER TABLE wan RENAME COLUMN late TO tardy

-- why: another element type
ALTER TABLE wan ALTER COLUMN i TYPE bigint[]

-- why: the same values
SELECT id, i, tardy FROM wan ORDER BY id

-- why: gone
ALTER TABLE wan DROP COLUMN later

-- why: a table like it
CREATE TABLE wan3 (LIKE wan INCLUDING ALL)

-- why: takes its rows
INSERT INTO wan3 SELECT * FROM wan

-- why: all of them
SELECT * FROM wan3 ORDER BY id

-- why: rows that go
DELETE FROM wan3 WHERE i IS NULL OR t = '{}'

-- why: they have
SELECT id FROM wan3 ORDER BY id

-- why: a generated column of an array, and a CHECK
CREATE TABLE wan4 (id int, i int[] CHECK (cardinality(i) < 4), n int GENERATED ALWAYS AS (cardinality(i)) STORED)

-- why: NULL passes the CHECK
INSERT INTO wan4 VALUES (1, NULL), (2, '{1,2}')

-- why: too many
INSERT INTO wan4 VALUES (3, '{1,2,3,4}')

-- why: they are there
SELECT * FROM wan4 ORDER BY id

-- why: temporary tables
CREATE TEMP TABLE want AS SELECT id, i FROM wan WHERE id < 4

-- why: too
SELECT * FROM want ORDER BY id

-- why: one of them is looked at by a CHECK
-- refused: 0A000
ALTER TABLE wan4 ALTER COLUMN i SET NOT NULL

-- why: a table for changes of NOT NULL
CREATE TABLE wan5 (id int, a int[] DEFAULT '{1}', b text[] NOT NULL DEFAULT '{x}', c int[] NOT NULL, d int[])

-- why: rows
INSERT INTO wan5 VALUES (1, '{1,NULL}', '{a}', '{2}', NULL), (2, '{}', '{}', '{}', '{3}')

-- why: a NULL forbids it
ALTER TABLE wan5 ALTER COLUMN d SET NOT NULL

-- why: there is none in this one
ALTER TABLE wan5 ALTER COLUMN a SET NOT NULL

-- why: and some may be NULL from now on
ALTER TABLE wan5 ALTER COLUMN b DROP NOT NULL, ALTER COLUMN c DROP NOT NULL

-- why: refused now
INSERT INTO wan5 (id, a, c) VALUES (3, NULL, NULL)

-- why: taken, with the defaults
INSERT INTO wan5 (id, c) VALUES (4, NULL)

-- why: NULL where there was none
INSERT INTO wan5 (id, b) VALUES (5, NULL)

-- why: nothing is lost
SELECT * FROM wan5 ORDER BY id

-- why: the catalog knows
SELECT attname, attnotnull FROM pg_attribute WHERE attrelid = 'wan5'::regclass AND attnum > 0 ORDER BY attname

-- why: done
DROP VIEW wanv

-- why: done
DROP TABLE wan, wan2, wan3, wan4, wan5, want
