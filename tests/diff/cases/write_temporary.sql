-- why: a temporary table hides the other of the same name
CREATE TABLE wt (a int, b text)

-- why: with rows of its own
INSERT INTO wt VALUES (1, 'kept')

-- why: the temporary one
CREATE TEMP TABLE wt (a int, b varchar(10) DEFAULT 'x', c numeric(10, 2) NOT NULL)

-- why: rows
INSERT INTO wt (a, c) VALUES (1, 1.5), (2, 2.5), (3, 3.5)

-- why: the plain name means it
SELECT a, b, c FROM wt ORDER BY a

-- why: with its schema
SELECT pg_temp.wt.a, sum(c) FROM pg_temp.wt GROUP BY a ORDER BY a

-- why: the other one, by its schema
CREATE SCHEMA wts

-- why: a table in it
CREATE TABLE wts.wt AS SELECT 1 AS a, 'other' AS b

-- why: the two are told apart
SELECT wt.a, o.b FROM wt JOIN wts.wt AS o ON wt.a = o.a

-- why: the name is taken
-- message: same
CREATE TEMP TABLE wt (a int)

-- why: and IF NOT EXISTS leaves it alone
CREATE TEMP TABLE IF NOT EXISTS wt (a int)

-- why: rows are changed
UPDATE wt SET c = c * 2 WHERE a > 1

-- why: and deleted
DELETE FROM wt WHERE a = 3

-- why: what is left
SELECT a, b, c FROM wt ORDER BY a

-- why: of a query, over both
CREATE TEMPORARY TABLE wt2 AS SELECT t.a, t.c, p.b FROM wt t JOIN wts.wt p ON p.a = t.a

-- why: its rows
SELECT * FROM wt2

-- why: SELECT INTO
SELECT a + 1 AS a INTO TEMP wt3 FROM wt

-- why: its rows
SELECT * FROM wt3 ORDER BY a

-- why: pg_temp before the name makes it temporary
CREATE TABLE pg_temp.wt4 AS SELECT 1 AS one

-- why: ON COMMIT PRESERVE ROWS is the default
CREATE TEMP TABLE wt5 (a int) ON COMMIT PRESERVE ROWS

-- why: not in another schema
-- message: same
CREATE TEMP TABLE wts.wt6 (a int)

-- why: a temporary view
CREATE TEMP VIEW wtv AS SELECT a FROM wt

-- why: and its rows
SELECT * FROM wtv ORDER BY a

-- why: the view goes first
DROP VIEW wtv

-- why: the temporary one is dropped, and the other is seen again
DROP TABLE wt

-- why: the other
SELECT * FROM wt

-- why: they go together
DISCARD TEMP

-- why: they are gone
-- message: same
SELECT * FROM wt2

-- why: the last
-- message: same
SELECT * FROM pg_temp.wt5

-- why: and there can be new ones
CREATE TEMP TABLE wt2 (a int)

-- why: which are empty
SELECT * FROM wt2

-- why: DISCARD ALL takes them too
DISCARD ALL

-- why: it is gone
-- message: same
SELECT * FROM wt2

-- why: those that are not temporary stay
DROP TABLE wt, wts.wt

-- why: the end
DROP SCHEMA wts
