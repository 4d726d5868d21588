-- why: defaults of several types
CREATE TABLE ww1 (id int, a int, b text DEFAULT 'd', n numeric(8, 2) DEFAULT 1.5, ts timestamp DEFAULT '2020-01-01', d date NOT NULL DEFAULT date '2021-02-03', e text[] DEFAULT '{x,y}', f float8 DEFAULT 1e10, g boolean DEFAULT true, v varchar(3) DEFAULT 'ab')

-- why: and none
CREATE TABLE ww2 (id int, a int, b text)

-- why: DEFAULT of no default in one of two rows
INSERT INTO ww1 (id, a) VALUES (1, DEFAULT), (2, 5)

-- why: in each place
INSERT INTO ww1 VALUES (3, 4, DEFAULT, DEFAULT), (4, DEFAULT, 'x', 2), (5, 1, 'y', DEFAULT)

-- why: of every type, beside values that are computed
INSERT INTO ww1 VALUES (6, 4, 'q', DEFAULT, '2020-01-02', DEFAULT, DEFAULT, 2, DEFAULT, 'c'), (7, 2 + 2, DEFAULT, 2, DEFAULT, '2022-02-02', '{z}', DEFAULT, false, DEFAULT), (8, abs(-4), DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT)

-- why: of a column that takes no NULL
INSERT INTO ww1 (d, id) VALUES (DEFAULT, 9), ('2022-02-03', 10)

-- why: and NULL for it
INSERT INTO ww1 (id, d) VALUES (0, NULL), (0, DEFAULT)

-- why: WITH before INSERT
WITH x AS (SELECT id + 10 AS id, k FROM lefts) INSERT INTO ww1 (id, a) SELECT id, k FROM x

-- why: used in VALUES
WITH x AS (SELECT 5 AS k) INSERT INTO ww1 (id, a) VALUES ((SELECT k FROM x) + 50, 1)

-- why: one that nobody uses is looked at too
-- message: same
WITH x AS (SELECT 5 AS k), y AS (SELECT nosuch) INSERT INTO ww1 (id, a) VALUES (1, 1)

-- why: RECURSIVE
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) INSERT INTO ww2 (id) SELECT n + 30 FROM x

-- why: one before and one within
WITH x AS (SELECT 1 AS q) INSERT INTO ww2 (id) WITH y AS (SELECT q + 40 AS q FROM x) SELECT y.q FROM y, x

-- why: what there is by now
SELECT * FROM ww1 ORDER BY id

-- why: of the other
SELECT * FROM ww2 ORDER BY id

-- why: WITH before DELETE
WITH d AS (SELECT id - 30 AS id FROM ww2) DELETE FROM ww1 WHERE id IN (SELECT id FROM d)

-- why: before UPDATE, in SET and WHERE
WITH d AS (SELECT max(id) AS id FROM ww1) UPDATE ww1 SET b = 'with', a = (SELECT id FROM d) WHERE id IN (SELECT id FROM d)

-- why: in FROM
WITH d AS (SELECT 11 AS id) UPDATE ww1 SET b = 'from' FROM d WHERE d.id = ww1.id

-- why: in USING
WITH d AS (SELECT 12 AS id) DELETE FROM ww1 USING d WHERE d.id = ww1.id

-- why: an error in a query that nobody uses
-- message: same
WITH d AS (SELECT nosuch FROM ww2) DELETE FROM ww1 WHERE false

-- why: what is left
SELECT id, a, b FROM ww1 ORDER BY 1

-- why: no trace
DROP TABLE ww1, ww2
