-- why: a table of every type that keeps its values; later cases build on earlier ones
CREATE TABLE w (id int PRIMARY KEY, name text NOT NULL DEFAULT 'it''', n numeric(10, 2), d date DEFAULT '2020-02-29', ts timestamp, b boolean DEFAULT true, u uuid, f real DEFAULT -1.5, s smallint, i8 bigint, x double precision, "T \` ""q""" text)

-- why: the name is taken
-- message: same
CREATE TABLE w (a int)

-- why: and IF NOT EXISTS leaves the table alone
CREATE TABLE IF NOT EXISTS w (a int)

-- why: edges of every type
INSERT INTO w VALUES (1, 'äöü', 1.255, '1955-01-01', '2024-02-29 23:59:59.999999', false, '61f0c404-5cb3-11e7-907b-a6006ad3dba0', 1e10, 32767, 9223372036854775807, 'NaN', E'\\ '' \n "'), (-2147483648, '', -99999999.99, '2199-12-31', '1900-01-01', NULL, NULL, '-Infinity', -32768, -9223372036854775808, '-0', '')

-- why: defaults, named and left out
INSERT INTO w (id, name, d, f) VALUES (2, DEFAULT, NULL, DEFAULT), (3, DEFAULT, '2020-01-01', DEFAULT)

-- why: a table for the next case
CREATE TABLE wd (id int, name text DEFAULT 'x')

-- why: DEFAULT in some rows and not in others
INSERT INTO wd (id, name) VALUES (300, DEFAULT), (301, 'a')

-- why: values that are computed
INSERT INTO w (id, n, s, "T \` ""q""") VALUES (3 + 1, 2.345 * 2, 3 + 4, upper('x') || 'y'), (5, NULL, NULL, NULL)

-- why: a query, with strings and NULL that take the columns' types
INSERT INTO w (id, n, x, name, d) SELECT id + 100, n * 2, 'inf', name, NULL FROM w WHERE id BETWEEN 1 AND 3

-- why: a query without rows
INSERT INTO w (id) SELECT 1 WHERE false

-- why: a union
INSERT INTO w (id, n) SELECT 200, 1.005 UNION ALL SELECT 201, 2

-- why: what was written
SELECT * FROM w ORDER BY id

-- why: 23502 of a constant
-- message: same
INSERT INTO w (id) VALUES (NULL)

-- why: 23502 of a column left out
-- message: same
INSERT INTO w (name) VALUES ('a')

-- why: 23502 of a value that is computed
-- message: same
INSERT INTO w (id, name) SELECT 9, CASE WHEN id > 100 THEN name END FROM w

-- why: a length
CREATE TABLE wv (v varchar(3))

-- why: characters count, not bytes
INSERT INTO wv VALUES ('äöü'), (NULL), ('')

-- why: 22001 of a constant
-- message: same
INSERT INTO wv VALUES ('toolong')

-- why: 22001 of a query
-- message: same
INSERT INTO wv SELECT v || 'long' FROM wv

-- why: varchar reads back as varchar
SELECT v FROM wv ORDER BY v

-- why: 42703
-- message: same
INSERT INTO w (id, nope) VALUES (1, 2)

-- why: 42701
-- message: same
INSERT INTO w (id, id) VALUES (1, 2)

-- why: 42804
-- message: same
INSERT INTO w (id) VALUES (true)

-- why: 42804 in a query
-- message: same
INSERT INTO w (id) SELECT b FROM w

-- why: 22P02
-- message: same
INSERT INTO w (id) VALUES ('x')

-- why: 22003 of a constant
INSERT INTO w (id, s) VALUES (1, 99999)

-- why: 22003 of a query
-- message: same
INSERT INTO w (id, s) SELECT 300, 99999

-- why: 22003 of a numeric
-- message: same
INSERT INTO w (id, n) VALUES (1, 123456789.1)

-- why: too many values
-- message: same
INSERT INTO w (id) VALUES (1, 2)

-- why: too few values
-- message: same
INSERT INTO w (id, s) VALUES (1)

-- why: rows of different lengths
-- message: same
INSERT INTO w (id) VALUES (1), (1, 2)

-- why: 42P01
-- message: same
INSERT INTO nowhere VALUES (1)

-- why: nothing of that was written
SELECT count(*) FROM w

-- why: CREATE TABLE AS gives PostgreSQL's types
CREATE TABLE w2 AS SELECT id, name || 'x' AS name, n, count(*) AS c, sum(i8) AS s, id > 2 AS big, max(ts) AS ts FROM w GROUP BY id, name, n

-- why: and its rows
SELECT * FROM w2 ORDER BY id

-- why: its columns can be NULL
INSERT INTO w2 (c) VALUES (1)

-- why: SELECT INTO
SELECT id AS a, d INTO w3 FROM w WHERE id > 0

-- why: and its rows
SELECT * FROM w3 ORDER BY a

-- why: WITH NO DATA
CREATE TABLE w4 (p, q) AS SELECT id, n FROM w WITH NO DATA

-- why: and no rows
SELECT * FROM w4

-- why: a view's names and types are the query's
CREATE VIEW v AS SELECT id + 1 AS "Next id", b, n, name || '!' AS name FROM w

-- why: a view read
SELECT * FROM v ORDER BY 1

-- why: a view among others
SELECT v.name, count(*) FROM v JOIN w ON v."Next id" = w.id + 1 WHERE w.id > 0 GROUP BY v.name ORDER BY 1

-- why: the name is taken
-- message: same
CREATE VIEW w AS SELECT 1

-- why: a view in place of a table
-- message: same
CREATE OR REPLACE VIEW w AS SELECT 1

-- why: what a view reads stays
-- message: same
DROP TABLE w

-- why: a view is no table
-- message: same
DROP TABLE v

-- why: TRUNCATE
TRUNCATE TABLE w2

-- why: no rows are left
SELECT count(*) FROM w2

-- why: DROP of what is not there
-- message: same
DROP TABLE nowhere

-- why: IF EXISTS
DROP TABLE IF EXISTS nowhere

-- why: a schema
CREATE SCHEMA extra

-- why: the name is taken
-- message: same
CREATE SCHEMA extra

-- why: a table in it
CREATE TABLE extra.w (a int)

-- why: and rows
INSERT INTO extra.w VALUES (7)

-- why: read with its schema
SELECT a FROM extra.w

-- why: what holds a table stays
-- message: same
DROP SCHEMA extra

-- why: with what it holds
DROP SCHEMA extra CASCADE

-- why: no such schema
-- message: same
CREATE TABLE extra.w (a int)

-- why: a column twice
-- message: same
CREATE TABLE w9 (a int, a text)

-- why: a default of another type
-- message: same
CREATE TABLE w9 (a int DEFAULT now())

-- why: a key of no column
CREATE TABLE w9 (a int, PRIMARY KEY (b))

-- why: no such type
-- message: same
CREATE TABLE w9 (a nosuch)

-- why: rows would have to come back
-- refused: 0A000
INSERT INTO w4 VALUES (1, 2) RETURNING p

-- why: the view goes first
DROP VIEW v

-- why: then the tables
DROP TABLE w, w2, w3, w4, wd, wv
