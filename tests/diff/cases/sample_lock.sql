-- why: all rows
SELECT count(*), max(id) FROM lefts TABLESAMPLE SYSTEM (100)

-- why: no row
SELECT count(*) FROM lefts TABLESAMPLE BERNOULLI (0)

-- why: a share of the rows is neither none nor all
SELECT count(*) BETWEEN 10 AND 1490 FROM trades_1d TABLESAMPLE BERNOULLI (50)

-- why: a sample joined with itself is not the same sample, nor that of random()
SELECT count(*) < 1500 FROM trades_1d a TABLESAMPLE BERNOULLI (50), (SELECT random() AS r) b WHERE b.r < 2

-- why: aliases of the columns, a condition and a join
SELECT l.x, r.b FROM lefts AS l (x, y) TABLESAMPLE SYSTEM (100.0) JOIN rights r ON r.k = l.y WHERE l.x > 1 ORDER BY 1, 2

-- why: only the sampled rows are grouped, whatever there is of rollups
SELECT sum(n) < 1400 FROM (SELECT symbol, count(*) AS n FROM trades_1d TABLESAMPLE BERNOULLI (20) GROUP BY symbol) x

-- why: above all rows
SELECT 1 FROM lefts TABLESAMPLE SYSTEM (101)

-- why: below none
SELECT 1 FROM lefts TABLESAMPLE SYSTEM (-1)

-- why: NULL
SELECT 1 FROM lefts TABLESAMPLE SYSTEM (NULL)

-- why: no such method
SELECT 1 FROM lefts TABLESAMPLE rows (1)

-- why: two arguments
SELECT 1 FROM lefts TABLESAMPLE SYSTEM (1, 2)

-- why: of WITH
WITH x AS (SELECT 1) SELECT 1 FROM x TABLESAMPLE SYSTEM (1)

-- why: a sample that can be had again
-- refused: ClickHouse's rows have no lasting places
SELECT count(*) BETWEEN 0 AND 5 FROM lefts TABLESAMPLE SYSTEM (50) REPEATABLE (7)

-- why: FOR UPDATE
SELECT id, a FROM lefts ORDER BY id FOR UPDATE

-- why: its kin, of some tables
SELECT l.id, r.b FROM lefts l JOIN rights r ON l.k = r.k ORDER BY 1, 2 FOR NO KEY UPDATE OF l SKIP LOCKED FOR KEY SHARE OF r

-- why: in a subquery
SELECT max(id) FROM (SELECT id FROM lefts ORDER BY id DESC LIMIT 1 FOR SHARE NOWAIT) x

-- why: a table that is not there
-- message: same
SELECT id FROM lefts FOR UPDATE OF rights

-- why: a qualified name
-- message: same
SELECT id FROM lefts FOR SHARE OF public.lefts

-- why: DISTINCT
-- message: same
SELECT DISTINCT id FROM lefts FOR UPDATE

-- why: GROUP BY
-- message: same
SELECT id FROM lefts GROUP BY id FOR UPDATE

-- why: HAVING
-- message: same
SELECT 1 FROM lefts HAVING true FOR KEY SHARE

-- why: aggregates
-- message: same
SELECT count(*) FROM lefts FOR UPDATE

-- why: windows
-- message: same
SELECT row_number() OVER () FROM lefts FOR NO KEY UPDATE

-- why: a set operation
-- message: same
SELECT id FROM lefts UNION SELECT id FROM rights FOR UPDATE

-- why: VALUES
-- message: same
VALUES (1) FOR UPDATE

-- why: arithmetic in LIMIT and OFFSET
SELECT id FROM lefts ORDER BY id LIMIT 10 / 4 * 2 - 1 OFFSET (2 - 1) * 2::bigint

-- why: it gives less than none
SELECT id FROM lefts ORDER BY id LIMIT 1 - 2

-- why: a smallint among them
SELECT id FROM lefts ORDER BY id OFFSET 1::smallint + 1::smallint FETCH FIRST (1 + 1) ROWS ONLY
