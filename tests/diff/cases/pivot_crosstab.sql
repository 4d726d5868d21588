-- why: the extension is there, or as good as
CREATE EXTENSION IF NOT EXISTS tablefunc

-- why: the rows and the categories of two texts
-- tolerance: 1e-9
SELECT * FROM crosstab('SELECT desk, region, sum(pnl) FROM trades_1d GROUP BY 1, 2 ORDER BY 1, 2', 'SELECT DISTINCT region FROM trades_1d ORDER BY 1') AS ct (desk text, amer float8, apac float8, emea float8)

-- why: the manual's example: categories in the order of their own text, values read as other types
SELECT * FROM crosstab('SELECT rowid, attribute, value FROM (VALUES (1, ''test1'', ''temperature'', ''42''), (2, ''test1'', ''test_result'', ''PASS''), (3, ''test1'', ''volts'', ''2.6987''), (4, ''test2'', ''temperature'', ''53''), (5, ''test2'', ''test_result'', ''FAIL''), (6, ''test2'', ''test_startdate'', ''2003-03-01''), (7, ''test2'', ''volts'', ''3.1234'')) t (id, rowid, attribute, value) ORDER BY id', 'VALUES (''temperature''), (''test_result''), (''test_startdate''), (''volts'')') AS ct (rowid text, temperature int4, test_result text, test_startdate date, volts float8)

-- why: more columns are those of the first row
SELECT * FROM crosstab($$SELECT rowid, extra, more, attribute, value FROM (VALUES (1, 'a', 'x', 10, 'k', 1), (2, 'a', 'y', 20, 'l', 2), (3, 'b', NULL, 30, 'l', 3), (4, 'b', 'z', 40, 'k', 4)) t (id, rowid, extra, more, attribute, value) ORDER BY id$$, $$VALUES ('k'), ('l')$$) AS ct (rowid text, extra text, more int, k int, l int)

-- why: rows with one name that others stand between are two; the last value of a category counts, NULL too
SELECT * FROM crosstab($$SELECT r, c, v FROM (VALUES (1, 'a', 'k', 1), (2, 'a', 'k', 2), (3, 'b', 'l', 3), (4, 'a', 'l', 4), (5, 'a', 'k', 5), (6, 'a', 'k', NULL), (7, NULL, 'k', 7), (8, NULL, 'l', 8)) t (id, r, c, v) ORDER BY id$$, $$VALUES ('k'), ('l')$$) AS ct (r text, k int, l int)

-- why: categories that are not listed, and NULL, are passed over
SELECT * FROM crosstab($$SELECT r, c, v FROM (VALUES (1, 'a', 'x', 1), (2, 'b', NULL, 2), (3, 'b', 'k', 3)) t (id, r, c, v) ORDER BY id$$, $$SELECT 'k'$$) AS ct (r text, k int)

-- why: crosstab(text) fills from the left, and leaves out what is too much
SELECT * FROM crosstab($$SELECT r, c, v FROM (VALUES (1, 'a', 'k', 'v1'), (2, 'a', 'l', 'v2'), (3, 'a', 'm', 'v3'), (4, 'b', 'm', 'v4'), (5, 'c', 'k', NULL), (6, 'c', 'm', 'v6'), (7, 'a', 'k', 'v7')) t (id, r, c, v) ORDER BY id$$) AS ct (row_name text, category_1 text, category_2 text)

-- why: the same from a table, with numbers as row names and rows in the other direction
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE k IS NOT NULL ORDER BY k DESC, id') AS ct (k int, one int, two int)

-- why: NULL as row name
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY k, id') AS ct (k int, one int, two int)

-- why: crosstab3 has its own columns
SELECT * FROM crosstab3($$VALUES ('a', 1, 'x'), ('a', 2, 'y'), ('b', 1, 'z')$$)

-- why: crosstab2 with names
SELECT n, two || '!' AS t FROM crosstab2('SELECT a, id, a FROM lefts ORDER BY 1, 2') AS ct (n, one, two) ORDER BY 1

-- why: the old form with a number that means nothing
SELECT * FROM crosstab($$VALUES ('a', 1, 'x'), ('a', 2, 'y'), ('b', 1, 'z')$$, 7) AS ct (n text, one text, two text)

-- why: a length of a column's type is checked
-- message: same
SELECT * FROM crosstab($$VALUES ('a', 1, 'long'), ('b', 1, 'z')$$, 'VALUES (1)') AS ct (n text, one varchar(3))

-- why: blanks at the end do not count
SELECT n, one || '|' AS t, length(two) FROM crosstab($$VALUES ('a', 1, 'lon  '), ('a', 2, 'ä')$$, 'VALUES (1), (2)') AS ct (n text, one varchar(3), two char(4))

-- why: decimals are rounded to the column's
SELECT * FROM crosstab($$VALUES ('a', 1, '2.455'), ('b', 1, '-7')$$, 'VALUES (1)') AS ct (n text, one numeric(10, 2))

-- why: booleans, dates and timestamps through text
SELECT * FROM crosstab($$SELECT b, id % 3, d FROM (SELECT n.id, n.b, t.d FROM numbers n JOIN times t ON t.id = n.id) x WHERE b IS NOT NULL ORDER BY b, id$$, 'VALUES (0), (1), (2)') AS ct (b bool, zero date, one text, two timestamp)

-- why: a number that is none
-- message: same
SELECT * FROM crosstab($$VALUES ('a', 1, 'x')$$, 'VALUES (1)') AS ct (n text, one int)

-- why: the same value in another type for the row
SELECT * FROM crosstab($$SELECT k, a, id FROM lefts WHERE k < 5 ORDER BY 1, 2$$, $$SELECT DISTINCT a FROM lefts WHERE k < 5 ORDER BY 1$$) AS ct (k text, one numeric, two float8)

-- why: over a join, filtered and ordered outside
-- tolerance: 1e-9
SELECT i.name, ct.amer FROM crosstab('SELECT symbol, region, sum(pnl) FROM trades_1d GROUP BY 1, 2 ORDER BY 1, 2', $$VALUES ('AMER'), ('EMEA')$$) AS ct (symbol text, amer float8, emea float8) JOIN instruments i ON i.symbol = ct.symbol WHERE ct.amer IS NOT NULL ORDER BY ct.amer DESC, 1 LIMIT 5

-- why: in WITH, in a subquery and beside another
WITH ct AS (SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS ct (k int, one int, two int)) SELECT a.k, b.two FROM ct a JOIN (SELECT * FROM ct) b ON a.k = b.k WHERE EXISTS (SELECT 1 FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS x (k int, one int) WHERE x.k = a.k) ORDER BY 1, 2

-- why: LIMIT, OFFSET and DISTINCT in the text
SELECT * FROM crosstab('SELECT DISTINCT desk, region, 1 FROM trades_1d ORDER BY desk DESC, region LIMIT 7 OFFSET 2', 'SELECT region FROM trades_1d GROUP BY region ORDER BY count(*) DESC LIMIT 2') AS ct (desk text, one int, two int)

-- why: UNION in the text
SELECT * FROM crosstab($$SELECT 'a' AS r, 'k' AS c, 1 UNION ALL SELECT 'b', 'l', 2 UNION ALL SELECT 'a', 'l', 3 ORDER BY r, c$$, $$SELECT 'k' UNION SELECT 'l' ORDER BY 1$$) AS ct (r text, k int, l int)

-- why: WITH and windows in the text
SELECT * FROM crosstab($$WITH x AS (SELECT desk, region, row_number() OVER (PARTITION BY desk ORDER BY region) AS n FROM (SELECT DISTINCT desk, region FROM trades_1d) d) SELECT desk, n, region FROM x ORDER BY desk, n$$) AS ct (desk text, one text, two text, three text)

-- why: names that are alike in 62 bytes
-- message: same
SELECT * FROM crosstab($$VALUES ('a', 'x', 1)$$, $$SELECT repeat('x', 62) || n FROM (VALUES (1), (2)) t (n)$$) AS ct (r text, one int, two int)

-- why: no rows
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE false ORDER BY 1, 2', 'VALUES (1), (2)') AS ct (k int, one int, two int)

-- why: no rows of the simple form
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE false') AS ct (k int, one int, two int)

-- why: no text, no rows
SELECT * FROM crosstab(NULL) AS ct (k int, one int, two int)

-- why: the text in pieces
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ' || 'ORDER BY 1, 2'::text) AS ct (k int, one int)

-- why: as many columns as categories
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'VALUES (1), (2)') AS ct (k int, one int)

-- why: a category twice
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'VALUES (1), (1)') AS ct (k int, one int, two int)

-- why: a category twice is told without rows too
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE false ORDER BY 1, 2', 'VALUES (1), (1)') AS ct (k int, one int, two int)

-- why: no categories
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'SELECT id FROM lefts WHERE false') AS ct (k int, one int)

-- why: NULL as category is told without rows too
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE false', 'VALUES (1), (NULL)') AS ct (k int, one int, two int)

-- why: NULL as category
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'VALUES (1), (NULL)') AS ct (k int, one int, two int)

-- why: two columns of categories
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'VALUES (1, 2)') AS ct (k int, one int)

-- why: too few columns in the text
-- message: same
SELECT * FROM crosstab('SELECT k, a FROM lefts ORDER BY 1, 2', 'VALUES (1)') AS ct (k int, one int)

-- why: the same of the simple form
-- message: same
SELECT * FROM crosstab('SELECT k, a FROM lefts ORDER BY 1, 2') AS ct (k int, one int)

-- why: another type of the row name
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS ct (k text, one int)

-- why: another type of a value
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS ct (k int, one int, two text)

-- why: no value columns
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS ct (k int)

-- why: no value columns, with categories
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', 'VALUES (1)') AS ct (k int)

-- why: no columns are said
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2')

-- why: a column in the text that is not there
-- message: same
SELECT * FROM crosstab('SELECT k, nope, id FROM lefts ORDER BY 1, 2') AS ct (k int, one int)

-- why: a table in the text that is not there
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', $$SELECT a FROM nowhere$$) AS ct (k int, one int)

-- why: the text is no SQL
-- message: same
SELECT * FROM crosstab('SELECT k, a FROM WHERE') AS ct (k int, one int)

-- why: a parameter in the text
-- message: same
SELECT * FROM crosstab('SELECT k, a, id FROM lefts WHERE id = $1') AS ct (k int, one int)

-- why: the text does not write
SELECT * FROM crosstab('DELETE FROM lefts') AS ct (k int, one int)

-- why: more than two arguments
-- message: same
SELECT * FROM crosstab('SELECT 1, 2, 3', 'SELECT 1', 'SELECT 2') AS ct (k int, one int)

-- why: what is not of this world
-- refused: random rows
SELECT count(*) FROM normal_rand(10, 1, 0)

-- why: in ROWS FROM
-- refused: crosstab stands alone
SELECT * FROM ROWS FROM (crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2') AS (k int, one int)) AS ct
