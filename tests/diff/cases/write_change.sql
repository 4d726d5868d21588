-- why: rows to change; id is the key
CREATE TABLE wc (id int PRIMARY KEY, name text NOT NULL DEFAULT 'it''s', n numeric(10, 2), d date DEFAULT '2020-02-29', b boolean, s smallint, i8 bigint, x double precision, f real, ts timestamp, u uuid, "T \` ""q""" text)

-- why: their rows
INSERT INTO wc (id, name, n, d, b, s, i8, x, "T \` ""q""") VALUES (1, 'a', 1.25, '1955-01-01', true, 1, 9223372036854775807, 'NaN', ''), (2, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL), (3, 'ä''\', -99999999.99, '2199-12-31', false, 32767, -9223372036854775808, '-0', 'x'), (4, 'd', 0, '2024-02-29', true, -32768, 0, 'Infinity', 'y'), (5, 'e', 5, '2024-02-28', false, 5, 5, 5, '"')

-- why: a constant, one row
UPDATE wc SET name = 'new' WHERE id = 1

-- why: and what it made
SELECT * FROM wc ORDER BY id

-- why: no row matches
UPDATE wc SET name = 'nobody' WHERE id = 99

-- why: NULL in WHERE matches no row
UPDATE wc SET name = 'nobody' WHERE b AND NULL

-- why: three-valued logic: the row whose s is NULL stays
UPDATE wc SET name = 'not five' WHERE NOT (s = 5)

-- why: every row, from its own values, all read before any is written
UPDATE wc SET n = n + 1, "T \` ""q""" = name || '!', x = n, s = s - 1 WHERE s IS NULL OR s > -32768

-- why: and what it made
SELECT * FROM wc ORDER BY id

-- why: an alias, qualified names, NULL, DEFAULT and a list
UPDATE wc AS w SET (name, d) = (DEFAULT, DEFAULT), b = NULL, f = w.id / 2.0, ts = '2024-02-29 12:00', u = '61f0c404-5cb3-11e7-907b-a6006ad3dba0' WHERE w.id IN (2, 3)

-- why: and what it made
SELECT * FROM wc ORDER BY id

-- why: DEFAULT of a column that has none
UPDATE wc SET n = DEFAULT WHERE id = 5

-- why: 22003 of a computed value, in one of several rows
-- message: same
UPDATE wc SET s = i8 WHERE id IN (1, 5)

-- why: 22012, although other rows could be changed
-- message: same
UPDATE wc SET n = 1 / (id - 4)

-- why: the rows that divide by zero are left out
UPDATE wc SET n = 1 / (id - 4) WHERE id <> 4

-- why: 22003 of a numeric
-- message: same
UPDATE wc SET n = 123456789.1

-- why: 23502 of a constant
-- message: same
UPDATE wc SET name = NULL WHERE id = 1

-- why: 23502 of a computed value
-- message: same
UPDATE wc SET name = nullif(name, 'new')

-- why: 42804
-- message: same
UPDATE wc SET n = true

-- why: 22P02
-- message: same
UPDATE wc SET s = 'x'

-- why: 42703
-- message: same
UPDATE wc SET nope = 1

-- why: a column twice
-- message: same
UPDATE wc SET n = 1, n = 2

-- why: no aggregates
-- message: same
UPDATE wc SET n = sum(n)

-- why: no windows
-- message: same
UPDATE wc SET n = row_number() OVER ()

-- why: no such table
-- message: same
UPDATE nowhere SET a = 1

-- why: WHERE wants a boolean
-- message: same
UPDATE wc SET n = 1 WHERE id

-- why: values for fewer columns
-- message: same
UPDATE wc SET (n, s) = (1, 2, 3)

-- why: nothing of that was written
SELECT * FROM wc ORDER BY id

-- why: a scalar subquery over the table itself, as it was before
UPDATE wc SET n = (SELECT max(id) FROM wc), i8 = id WHERE id > (SELECT avg(id) FROM wc)

-- why: IN, over the table itself
UPDATE wc SET s = 7 WHERE id IN (SELECT id - 1 FROM wc WHERE n > 1)

-- why: NOT IN with NULL matches nothing
UPDATE wc SET s = 8 WHERE id NOT IN (SELECT s FROM wc)

-- why: a correlated subquery
UPDATE wc SET s = 9 WHERE (SELECT count(*) FROM wc AS o WHERE o.id < wc.id) = 2

-- why: EXISTS
UPDATE wc SET s = 10 WHERE EXISTS (SELECT 1 FROM wc AS o WHERE o.id = wc.id + 1 AND o.b IS NULL)

-- why: and what they made
SELECT * FROM wc ORDER BY id

-- why: a table to join
CREATE TABLE wo (k int, v text)

-- why: with more than one row for a key
INSERT INTO wo VALUES (1, 'one'), (1, 'uno'), (2, 'two'), (NULL, 'null'), (77, 'none')

-- why: FROM chooses the rows; one that meets two others counts once
UPDATE wc SET name = 'joined' FROM wo WHERE wo.k = wc.id

-- why: values of the other table
-- refused: 0A000
UPDATE wc SET name = wo.v FROM wo WHERE wo.k = wc.id AND wo.k = 99

-- why: a key column
-- refused: 0A000
UPDATE wc SET id = id + 1 WHERE id = 99

-- why: rows would have to come back
-- refused: 0A000
UPDATE wc SET n = 1 WHERE id = 99 RETURNING n

-- why: USING
DELETE FROM wc USING wo WHERE wo.k = wc.id AND wo.v LIKE 'u%'

-- why: what is left
SELECT id, name FROM wc ORDER BY id

-- why: no row matches
DELETE FROM wc WHERE name = 'nobody'

-- why: NULL matches no row
DELETE FROM wc WHERE NULL

-- why: a condition with an error in one row
-- message: same
DELETE FROM wc WHERE 1 / (id - 4) > 0

-- why: a subquery over the table itself
DELETE FROM wc WHERE id = (SELECT max(id) FROM wc)

-- why: a correlated one, with an alias
DELETE FROM wc AS w WHERE EXISTS (SELECT 1 FROM wc AS o WHERE o.id = w.id + 1)

-- why: what is left
SELECT id, name FROM wc ORDER BY id

-- why: an alias hides the name
-- message: same
DELETE FROM wc AS w WHERE wc.id = 1

-- why: rows that come after
INSERT INTO wc (id, name) VALUES (10, 'ten'), (11, 'eleven')

-- why: and are changed like the others
UPDATE wc SET name = upper(name) || length(name)::text WHERE id >= 4

-- why: and what it made
SELECT id, name FROM wc ORDER BY id

-- why: the names of columns that ClickHouse's lambdas use
CREATE TABLE wl (id int, n numeric(12, 4), d numeric(12, 4), s text, x int, a1 numeric(12, 4), m int, e int)

-- why: with a row
INSERT INTO wl VALUES (1, 10, 3, '2024-02-29', 5, 7, 2, 3), (2, 20, 3, '2024-02-28', 6, 8, 2, 3)

-- why: in WHERE they are told apart
UPDATE wl SET m = 5 WHERE n / d > 4 AND s::date > '2024-01-01' AND a1 / d > 1 AND n % d > 0

-- why: and what it made
SELECT * FROM wl ORDER BY id

-- why: in values too
UPDATE wl SET m = 6, a1 = a1 / d, n = a1 / n WHERE id = 2

-- why: those that are not go through
UPDATE wl SET n = n + m, x = abs(x) + length(s)

-- why: and what it made
SELECT * FROM wl ORDER BY id

-- why: all rows
DELETE FROM wl

-- why: none is left
SELECT count(*), max(id) FROM wl

-- why: the end
DROP TABLE wc, wo, wl
