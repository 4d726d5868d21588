-- why: columns of times that keep fewer decimals than microseconds
CREATE TABLE wpr (id int PRIMARY KEY, a timestamp(0), b timestamp(3), c time(2), d timestamptz(1), e timestamp, f time)

-- why: halves go away from 2000, of time away from 0
INSERT INTO wpr VALUES (1, '2024-02-29 12:00:00.5', '2024-02-29 12:00:00.1235', '12:00:00.125', '2024-02-29 12:00:00.25+02', '2024-02-29 12:00:00.123456', '12:00:00.123456'), (2, '1999-12-31 23:59:58.5', '1999-12-31 23:59:58.1235', '00:00:00.005', '1999-12-31 23:59:58.25+00', '1999-12-31 23:59:58.5', '00:00'), (3, '1955-12-31 23:59:58.5', '1955-12-31 23:59:58.1235', '23:59:59.994', '1955-12-31 23:59:58.25+00', '1955-12-31 23:59:58.5', '23:59:59.999999'), (4, '1955-12-31 23:59:59.6', '1955-12-31 23:59:59.9996', '23:59:59.99', '1955-12-31 23:59:59.96+00', NULL, NULL), (5, NULL, NULL, NULL, NULL, NULL, NULL)

-- why: they read back so, and their columns say so
SELECT * FROM wpr ORDER BY id

-- why: of a query, rounded where they are not constants
INSERT INTO wpr (id, a, b, c, d) SELECT id + 10, e + interval '0.1 s', e, f, e AT TIME ZONE 'UTC' FROM wpr WHERE id < 6

-- why: they are
SELECT id, a, b, c, d FROM wpr WHERE id > 10 ORDER BY id

-- why: values that are computed in VALUES
INSERT INTO wpr (id, a, b) VALUES (21, timestamp '1999-12-31 23:59:59' + interval '0.5 s', timestamp '1955-01-01' + interval '0.0005 s'), (22, timestamp '1970-01-01' - interval '0.5 s', timestamp '1970-01-01' - interval '0.0004 s')

-- why: they are
SELECT id, a, b FROM wpr WHERE id > 20 ORDER BY id

-- why: UPDATE rounds as INSERT does
UPDATE wpr SET a = e, b = e + interval '1 microsecond', c = f, d = '1999-06-01 00:00:00.45+00' WHERE id < 4

-- why: they are
SELECT id, a, b, c, d FROM wpr WHERE id < 6 ORDER BY id

-- why: compared with what is finer they are what they keep
SELECT id FROM wpr WHERE a = '2024-02-29 12:00:00' OR b > '2024-02-29 12:00:00.1234' OR c < '00:00:00.004' ORDER BY id

-- why: arithmetic is not rounded
SELECT id, a + interval '0.25 s', b - a, c + interval '0.001 s', date_trunc('second', b) FROM wpr ORDER BY id

-- why: of two precisions the result has none
SELECT id, coalesce(a, b), CASE WHEN id > 2 THEN a ELSE e END, greatest(a, b, e), nullif(a, b) FROM wpr ORDER BY id

-- why: set operations
SELECT a FROM wpr WHERE id < 3 UNION ALL SELECT b FROM wpr WHERE id < 3 UNION ALL SELECT e FROM wpr WHERE id < 3 ORDER BY 1

-- why: aggregates, windows
SELECT max(a), min(b), max(c), min(d), count(DISTINCT a), array_agg(b ORDER BY id) FROM wpr

-- why: windows
SELECT id, lag(a) OVER (ORDER BY id), first_value(b) OVER (ORDER BY id), max(c) OVER (ORDER BY id) FROM wpr ORDER BY id

-- why: casts between precisions
SELECT id, b::timestamp(1), b::timestamp(0), a::timestamp(3), c::time(0), d::timestamptz(0), a::text FROM wpr ORDER BY id

-- why: the catalog tells the precision
SELECT attname, atttypmod, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'wpr'::regclass AND attnum > 0 ORDER BY attnum

-- why: information_schema too
SELECT column_name, data_type, datetime_precision FROM information_schema.columns WHERE table_name = 'wpr' ORDER BY ordinal_position

-- why: a table of them keeps them
CREATE TABLE wpr2 AS SELECT id, a, b AS bb, c, d, e, b::timestamp(1) AS b1, '10:00:00.55'::time(1) AS t1 FROM wpr

-- why: it does
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'wpr2'::regclass AND attnum > 0 ORDER BY attnum

-- why: with their values
SELECT * FROM wpr2 ORDER BY id

-- why: a table like it
CREATE TABLE wpr3 (LIKE wpr)

-- why: like it
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'wpr3'::regclass AND attnum > 0 ORDER BY attnum

-- why: columns that come later
ALTER TABLE wpr ADD COLUMN g timestamp(2) DEFAULT '2001-01-01 00:00:00.125', ADD COLUMN h time(0), ADD COLUMN i timestamptz(3)

-- why: the default is rounded too
INSERT INTO wpr (id, h, i) VALUES (31, '10:00:00.5', '2024-01-01 00:00:00.0005+00')

-- why: they are there
SELECT id, g, h, i FROM wpr ORDER BY id

-- why: six decimals are what there is, and more
CREATE TABLE wpr4 (a timestamp(6), b timestamp(9), c time(6) NOT NULL, d timestamptz(6), e timestamptz, f timestamp)

-- why: the catalog tells that they were asked for
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'wpr4'::regclass AND attnum > 0 ORDER BY attnum

-- why: values of all decimals
INSERT INTO wpr4 VALUES ('2024-01-01 00:00:00.1234567', '2024-01-01 00:00:00.123456', '10:00:00.000001', '2024-01-01 00:00:00.123456+00', '2024-01-01 00:00:00.123456+00', '2024-01-01')

-- why: they are told of again
CREATE TABLE wpr6 AS SELECT a, c, d, e, f, f::timestamp(6) AS g FROM wpr4

-- why: they are
SELECT * FROM wpr6

-- why: in the catalog too
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'wpr6'::regclass AND attnum > 0 ORDER BY attnum

-- why: a view of them
CREATE VIEW wprw AS SELECT a, c, d FROM wpr4

-- why: shows them
SELECT * FROM wprw

-- why: done
DROP VIEW wprw

-- why: a step of a recursion is finer than where it began, as it is for tables of ClickHouse
-- differs: PostgreSQL wants the precisions to be the same
WITH RECURSIVE t AS (SELECT b, 1 AS n FROM wpr WHERE id = 1 UNION ALL SELECT b + interval '0.0001 s', n + 1 FROM t WHERE n < 3) SELECT b FROM t ORDER BY n

-- why: a view of them
CREATE VIEW wprv AS SELECT id, a, b, c, d FROM wpr

-- why: has their precision
SELECT * FROM wprv ORDER BY id

-- why: other precision of a column
ALTER TABLE wpr2 ALTER COLUMN bb TYPE timestamp(0), ALTER COLUMN a TYPE timestamp(3)

-- why: rounds what is there
SELECT id, a, bb FROM wpr2 ORDER BY id

-- why: arrays of them
CREATE TABLE wpr5 (id int, a timestamp(0)[], b timestamp(2)[] NOT NULL)

-- why: each element is rounded
INSERT INTO wpr5 VALUES (1, '{"2024-01-01 00:00:00.5",NULL}', '{"1999-01-01 00:00:00.125"}')

-- why: they are
SELECT * FROM wpr5 ORDER BY id

-- why: done
DROP VIEW wprv

-- why: done
DROP TABLE wpr, wpr2, wpr3, wpr5

-- why: done
DROP TABLE wpr4, wpr6
