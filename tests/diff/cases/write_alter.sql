-- why: a table to alter, with rows
CREATE TABLE wal (id int PRIMARY KEY, a int, t text, v varchar(3), n numeric(10, 2), f double precision, d date)

-- why: its rows
INSERT INTO wal VALUES (1, 10, 'x', 'abc', 1.25, 1.5, '2020-01-31'), (2, NULL, NULL, NULL, NULL, NULL, NULL), (3, -5, '42', 'ä', -0.01, 'NaN', '1969-12-31')

-- why: a column is NULL in rows that are there
ALTER TABLE wal ADD COLUMN b bigint

-- why: a default fills them
ALTER TABLE wal ADD COLUMN c int DEFAULT 7, ADD COLUMN e text NOT NULL DEFAULT 'é''"'

-- why: and is what new rows get
INSERT INTO wal (id, b) VALUES (4, 9223372036854775807)

-- why: all together
SELECT * FROM wal ORDER BY id

-- why: the column exists
-- message: same
ALTER TABLE wal ADD COLUMN b int

-- why: IF NOT EXISTS
ALTER TABLE wal ADD COLUMN IF NOT EXISTS b int

-- why: NOT NULL without a default, and there are rows
-- message: same
ALTER TABLE wal ADD COLUMN z int NOT NULL

-- why: another default keeps what the rows have
ALTER TABLE wal ALTER COLUMN c SET DEFAULT 8

-- why: a row with it
INSERT INTO wal (id) VALUES (5)

-- why: none
ALTER TABLE wal ALTER c DROP DEFAULT

-- why: a row without
INSERT INTO wal (id) VALUES (6)

-- why: each as it was written
SELECT id, c, e FROM wal ORDER BY id

-- why: SET NOT NULL where there is a NULL
-- message: same
ALTER TABLE wal ALTER COLUMN a SET NOT NULL

-- why: and where there is none
ALTER TABLE wal ALTER COLUMN e DROP NOT NULL

-- why: NULL can be written
UPDATE wal SET e = NULL WHERE id = 6

-- why: until it is gone
UPDATE wal SET e = 'e', c = 1 WHERE id = 6

-- why: SET NOT NULL with a default and without
ALTER TABLE wal ALTER COLUMN e SET NOT NULL, ALTER COLUMN c SET NOT NULL

-- why: 23502
-- message: same
INSERT INTO wal (id, c, e) VALUES (7, 1, NULL)

-- why: 23502, and no default was left behind
-- message: same
INSERT INTO wal (id, e) VALUES (7, 'x')

-- why: NOT NULL of a key stays
-- message: same
ALTER TABLE wal ALTER COLUMN id DROP NOT NULL

-- why: a wider integer
ALTER TABLE wal ALTER COLUMN a TYPE bigint

-- why: text of another length
ALTER TABLE wal ALTER COLUMN v TYPE varchar(10)

-- why: holds more
INSERT INTO wal (id, c, v) VALUES (8, 1, 'abcdefghij')

-- why: 22001 now
-- message: same
INSERT INTO wal (id, c, v) VALUES (9, 1, 'abcdefghijk')

-- why: 22001 of rows that are there
-- message: same
ALTER TABLE wal ALTER COLUMN v TYPE varchar(9)

-- why: any length
ALTER TABLE wal ALTER COLUMN v TYPE text

-- why: numbers round
ALTER TABLE wal ALTER COLUMN n TYPE numeric(10, 1)

-- why: numbers become text as PostgreSQL prints them
ALTER TABLE wal ALTER COLUMN f TYPE text

-- why: no assignment
-- message: same
ALTER TABLE wal ALTER COLUMN t TYPE integer

-- why: a value that is none
-- message: same
ALTER TABLE wal ALTER COLUMN t TYPE integer USING t::integer

-- why: nothing was changed
SELECT id, t FROM wal ORDER BY id

-- why: computed
ALTER TABLE wal ALTER COLUMN t TYPE integer USING length(t) + id * 10

-- why: a date becomes a timestamp
ALTER TABLE wal ALTER COLUMN d TYPE timestamp

-- why: another type than the expression's
-- message: same
ALTER TABLE wal ALTER COLUMN d TYPE integer USING d

-- why: types and values
SELECT * FROM wal ORDER BY id

-- why: a default comes along
ALTER TABLE wal ADD COLUMN g int DEFAULT 3, ADD COLUMN h text DEFAULT 'h'

-- why: to another type
ALTER TABLE wal ALTER COLUMN g TYPE text

-- why: rows before and after
INSERT INTO wal (id, c) VALUES (10, 2)

-- why: the same
SELECT id, g, h FROM wal ORDER BY id

-- why: a column goes
ALTER TABLE wal DROP COLUMN h, DROP COLUMN v

-- why: and is gone
-- message: same
SELECT h FROM wal

-- why: twice
-- message: same
ALTER TABLE wal DROP COLUMN h

-- why: IF EXISTS
ALTER TABLE wal DROP COLUMN IF EXISTS h

-- why: a new name
ALTER TABLE wal RENAME COLUMN t TO "T t"

-- why: it is found by
SELECT "T t" FROM wal ORDER BY 1

-- why: taken
-- message: same
ALTER TABLE wal RENAME "T t" TO a

-- why: missing
-- message: same
ALTER TABLE wal RENAME nope TO a2

-- why: a table that is not there
-- message: same
ALTER TABLE nowhere ADD COLUMN a int

-- why: IF EXISTS
ALTER TABLE IF EXISTS nowhere ADD COLUMN a int

-- why: the table's name
ALTER TABLE wal RENAME TO "Wal 2"

-- why: is its new one
SELECT count(*), sum(a) FROM "Wal 2"

-- why: and not the old one
-- message: same
SELECT 1 FROM wal

-- why: a name that is taken
CREATE TABLE wal (a int)

-- why: is refused
-- message: same
ALTER TABLE "Wal 2" RENAME TO wal

-- why: a schema
CREATE SCHEMA wals

-- why: takes it
ALTER TABLE "Wal 2" SET SCHEMA wals

-- why: there it is
SELECT count(*) FROM wals."Wal 2"

-- why: and back
ALTER TABLE wals."Wal 2" SET SCHEMA public

-- why: no such schema
-- message: same
ALTER TABLE "Wal 2" SET SCHEMA nowhere

-- why: IF EXISTS
ALTER TABLE IF EXISTS nowhere RENAME TO x

-- why: gone
DROP TABLE "Wal 2", wal

-- why: the schema too
DROP SCHEMA wals

-- why: a check of a column, of the table, with a name and without
CREATE TABLE wck (a int CHECK (a > 0), b text, c int CONSTRAINT small CHECK (c < 10), CHECK (a < c OR b = 'it''s'), CHECK (b <> ''))

-- why: NULL is not false
INSERT INTO wck VALUES (1, 'x', 9), (NULL, NULL, NULL), (5, 'it''s', NULL), (9, 'it''s', 1)

-- why: 23514
-- message: same
INSERT INTO wck VALUES (0, 'x', 9)

-- why: of a name
-- message: same
INSERT INTO wck (c) VALUES (10)

-- why: of the table
-- message: same
INSERT INTO wck VALUES (9, 'x', 8)

-- why: of a query
-- message: same
INSERT INTO wck (b) SELECT '' WHERE true

-- why: one bad row of many
-- message: same
INSERT INTO wck (a) VALUES (1), (2), (-3)

-- why: UPDATE is looked at too
-- message: same
UPDATE wck SET a = a - 1 WHERE a = 1

-- why: over columns that stay
-- message: same
UPDATE wck SET b = 'y' WHERE c = 1

-- why: and a good one
UPDATE wck SET c = 2, b = 'it''s' WHERE c = 1

-- why: as it is
SELECT * FROM wck ORDER BY a, c

-- why: of rows that are there
-- message: same
ALTER TABLE wck ADD CHECK (a < 9)

-- why: not looked at
ALTER TABLE wck ADD CONSTRAINT later CHECK (a < 9) NOT VALID

-- why: but for new ones
-- message: same
INSERT INTO wck (a) VALUES (9)

-- why: the name is taken
-- message: same
ALTER TABLE wck ADD CONSTRAINT later CHECK (a < 8)

-- why: gone
ALTER TABLE wck DROP CONSTRAINT later

-- why: and not looked at
INSERT INTO wck (a) VALUES (9)

-- why: names like PostgreSQL's
-- message: same
ALTER TABLE wck ADD CHECK (a > 100)

-- why: a column goes with its checks
ALTER TABLE wck DROP COLUMN c

-- why: and they with it
INSERT INTO wck (a, b) VALUES (100, 'z')

-- why: a condition must be boolean
-- message: same
CREATE TABLE wck2 (a int CHECK (a + 1))

-- why: no subquery
-- message: same
CREATE TABLE wck2 (a int CHECK (a IN (SELECT 1)))

-- why: no aggregate
-- message: same
CREATE TABLE wck2 (a int CHECK (sum(a) > 0))

-- why: no window
-- message: same
CREATE TABLE wck2 (a int CHECK (row_number() OVER () > 0))

-- why: no such column
-- message: same
CREATE TABLE wck2 (a int CHECK (b > 0))

-- why: gone
DROP TABLE wck

-- why: defaults that are computed
CREATE TABLE wdf (id int, a int DEFAULT 1 + 2 * 3, t text DEFAULT upper('x') || 'y', ts timestamptz DEFAULT now(), d date DEFAULT CURRENT_DATE, u uuid DEFAULT gen_random_uuid(), n numeric(10, 2) DEFAULT 10 / 4.0, b bool DEFAULT 1 < 2, i interval DEFAULT interval '1 day' * 2)

-- why: rows with them
INSERT INTO wdf (id) VALUES (1), (2)

-- why: and some
INSERT INTO wdf (id, a, ts) VALUES (3, DEFAULT, DEFAULT), (4, DEFAULT, DEFAULT)

-- why: the same
SELECT id, a, t, n, b, i, ts BETWEEN now() - interval '1 hour' AND now() AS is_now, d IN (current_date, current_date - 1) AS is_today FROM wdf ORDER BY id

-- why: each its own
SELECT count(DISTINCT u) FROM wdf

-- why: DEFAULT of UPDATE
UPDATE wdf SET a = 0, t = 'z'

-- why: is computed too
UPDATE wdf SET a = DEFAULT WHERE id = 1

-- why: once
SELECT id, a, t FROM wdf ORDER BY id

-- why: of rows that are there
ALTER TABLE wdf ADD COLUMN x timestamptz DEFAULT now(), ADD COLUMN y int DEFAULT 2 + 2

-- why: stays what it was
SELECT count(DISTINCT x) >= 1 AS stays, min(x) <= now() AS is_before, sum(y) AS y FROM wdf

-- why: another column
-- message: same
CREATE TABLE wdf2 (a int, b int DEFAULT a)

-- why: a subquery
-- message: same
CREATE TABLE wdf2 (a int DEFAULT (SELECT 1))

-- why: an aggregate
-- message: same
CREATE TABLE wdf2 (a int DEFAULT max(1))

-- why: another type
-- message: same
CREATE TABLE wdf2 (a int DEFAULT now())

-- why: two
-- message: same
CREATE TABLE wdf2 (a int DEFAULT 1 DEFAULT 2)

-- why: gone
DROP TABLE wdf

-- why: computed columns
CREATE TABLE wgn (a int, b int, s int GENERATED ALWAYS AS (a + b * 2) STORED, t text GENERATED ALWAYS AS (upper('x' || a::text)) STORED, r numeric(10, 2) GENERATED ALWAYS AS (a / 3.0) STORED)

-- why: are not written
INSERT INTO wgn (a, b) VALUES (1, 2), (NULL, 3), (-7, 0)

-- why: but by DEFAULT
INSERT INTO wgn VALUES (5, 6)

-- why: and read
SELECT * FROM wgn ORDER BY a

-- why: 428C9
-- message: same
INSERT INTO wgn (a, s) VALUES (1, 2)

-- why: an overflow is an error of INSERT
INSERT INTO wgn (a, b) VALUES (2147483647, 1)

-- why: UPDATE would leave it behind
-- postgres: SELECT 1
-- refused: 0A000
UPDATE wgn SET a = 6 WHERE b = 6

-- why: another generated column
-- message: same
CREATE TABLE wgn2 (a int, b int GENERATED ALWAYS AS (a) STORED, c int GENERATED ALWAYS AS (b) STORED)

-- why: not immutable
-- message: same
CREATE TABLE wgn2 (a int, b double precision GENERATED ALWAYS AS (random()) STORED)

-- why: both
-- message: same
CREATE TABLE wgn2 (a int, b int DEFAULT 1 GENERATED ALWAYS AS (a) STORED)

-- why: what it is computed from
-- message: same
ALTER TABLE wgn DROP COLUMN b

-- why: one more, of rows that are there
ALTER TABLE wgn ADD COLUMN z int GENERATED ALWAYS AS (b + 1) STORED

-- why: filled
SELECT z FROM wgn ORDER BY z

-- why: no expression more
ALTER TABLE wgn ALTER COLUMN s DROP EXPRESSION

-- why: keeps its values
INSERT INTO wgn (a, b, s) VALUES (8, 8, 8)

-- why: all of them
SELECT a, b, s FROM wgn ORDER BY a

-- why: 55000
-- message: same
ALTER TABLE wgn ALTER COLUMN s DROP EXPRESSION

-- why: no default for it
-- message: same
ALTER TABLE wgn ALTER COLUMN t SET DEFAULT 'x'

-- why: with what is computed from it
ALTER TABLE wgn DROP COLUMN b CASCADE

-- why: the rest
SELECT * FROM wgn ORDER BY a

-- why: gone
DROP TABLE wgn

-- why: a table to copy
CREATE TABLE wlk (id int PRIMARY KEY, v varchar(3) NOT NULL DEFAULT 'x', c int CHECK (c > 0), g int GENERATED ALWAYS AS (id + 1) STORED, ts timestamptz)

-- why: names and types alone
CREATE TABLE wlk1 (LIKE wlk)

-- why: no default
-- message: same
INSERT INTO wlk1 (id, g) VALUES (1, 5)

-- why: no check
INSERT INTO wlk1 (id, v, c, g) VALUES (1, 'abc', -1, 5)

-- why: all of it, and more
CREATE TABLE wlk2 (first int, LIKE wlk INCLUDING ALL, last text)

-- why: with the default
INSERT INTO wlk2 (id) VALUES (1)

-- why: and the check
INSERT INTO wlk2 (id, c) VALUES (1, 0)

-- why: and the computed column
SELECT * FROM wlk2

-- why: 42701
-- message: same
CREATE TABLE wlk3 (id int, LIKE wlk)

-- why: no such table
-- message: same
CREATE TABLE wlk3 (LIKE nowhere)

-- why: gone
DROP TABLE wlk, wlk1, wlk2

-- why: a view keeps what it reads
CREATE TABLE wvw (a int, b int, c int)

-- why: of two columns
CREATE VIEW wvv AS SELECT a, b FROM wvw

-- why: 2BP01
-- message: same
ALTER TABLE wvw DROP COLUMN a

-- why: a column that no view reads
ALTER TABLE wvw DROP COLUMN c

-- why: 0A000
-- message: same
ALTER TABLE wvw ALTER COLUMN a TYPE text

-- why: a view's name
ALTER VIEW wvv RENAME TO wvu

-- why: by ALTER TABLE too
ALTER TABLE wvu RENAME TO wvt

-- why: reads as before
SELECT * FROM wvt

-- why: gone
DROP VIEW wvt

-- why: gone
DROP TABLE wvw

-- why: texts that are kept
CREATE TABLE wcm (a int, v varchar(5))

-- why: of a table
COMMENT ON TABLE wcm IS 'it''s a "table"'

-- why: of columns
COMMENT ON COLUMN wcm.v IS 'a ü'

-- why: of another
COMMENT ON COLUMN wcm.a IS 'b'

-- why: are shown
SELECT obj_description('wcm'::regclass), obj_description('wcm'::regclass, 'pg_class'), col_description('wcm'::regclass, 1), col_description('wcm'::regclass, 2)

-- why: the type stays
SELECT v FROM wcm

-- why: and its length
-- message: same
INSERT INTO wcm (v) VALUES ('abcdef')

-- why: none
COMMENT ON COLUMN wcm.v IS NULL

-- why: of nothing
-- message: same
COMMENT ON COLUMN wcm.x IS 'x'

-- why: of nothing
-- message: same
COMMENT ON TABLE nowhere IS 'x'

-- why: of another kind
-- message: same
COMMENT ON VIEW wcm IS 'x'

-- why: no comment is NULL
SELECT col_description('wcm'::regclass, 2)

-- why: gone
DROP TABLE wcm

-- why: nobody has privileges to give: a warning
GRANT SELECT ON texts TO CURRENT_USER

-- why: or to take
REVOKE ALL ON texts FROM PUBLIC

-- why: no such table
-- message: same
GRANT SELECT ON nowhere TO PUBLIC

-- why: names that the message of a check has too
CREATE TABLE wnm (a int CHECK (a > 0), wnm int, row int, x text CHECK (x <> 'row'), "n`w" int CHECK ("n`w" < 5))

-- why: they go
ALTER TABLE wnm DROP COLUMN wnm, DROP COLUMN row

-- why: and the checks stay
-- message: same
INSERT INTO wnm (a) VALUES (0)

-- why: that one too
-- message: same
INSERT INTO wnm (x) VALUES ('row')

-- why: a name with a backquote
-- message: same
INSERT INTO wnm ("n`w") VALUES (5)

-- why: goes with its check
ALTER TABLE wnm DROP COLUMN "n`w"

-- why: a view of some columns
CREATE VIEW wnv1 AS SELECT a FROM wnm

-- why: and one of others
CREATE VIEW wnv2 AS SELECT x FROM wnm

-- why: each counts
-- message: same
ALTER TABLE wnm DROP COLUMN x

-- why: gone
DROP VIEW wnv1, wnv2

-- why: gone
DROP TABLE wnm

-- why: a table with rows, and a column that they have no value of
CREATE TABLE wsd (id int)

-- why: rows
INSERT INTO wsd VALUES (1), (2)

-- why: NULL in them
ALTER TABLE wsd ADD COLUMN x int, ADD COLUMN y text DEFAULT 'old'

-- why: rows with values
INSERT INTO wsd VALUES (3, 5, 'a'), (4, NULL, NULL)

-- why: a default is for new rows
ALTER TABLE wsd ALTER COLUMN x SET DEFAULT 7, ALTER COLUMN y SET DEFAULT 'new'

-- why: a new row
INSERT INTO wsd (id) VALUES (5)

-- why: the others keep NULL
SELECT * FROM wsd ORDER BY id

-- why: nor has another default a meaning for them
ALTER TABLE wsd ALTER COLUMN x DROP DEFAULT, ALTER COLUMN y DROP DEFAULT

-- why: they keep what they had
SELECT * FROM wsd ORDER BY id

-- why: done
DROP TABLE wsd
