-- why: labels of unnamed columns
SELECT 1, 'a', 1 + 1, -id, upper(kept), count(*) FROM texts WHERE id = 1 GROUP BY id, kept

-- why: labels of CASE, COALESCE, casts and booleans
SELECT CASE WHEN true THEN 1 END, COALESCE(1, 2), NULLIF(1, 2), 1::int8, '1'::text, true, NOT true, 1 IS NULL, GREATEST(1, 2), CAST(1 AS numeric)

-- why: label of CASE is that of its ELSE column
SELECT CASE WHEN id > 1 THEN 1 ELSE i4 END FROM numbers WHERE id = 1

-- why: a column under a cast keeps its name
SELECT i4::text, (i4), (i4 + 1)::int8 FROM numbers WHERE id = 1

-- why: type OIDs of every kind of constant
SELECT 1, 2147483648, 9223372036854775808, 1.5, 1e3, 'a', true, NULL, date '2024-01-01', timestamp '2024-01-01 10:00', 1::int2, 1::float4, 'a'::varchar

-- why: all numbers
SELECT * FROM numbers ORDER BY id

-- why: all unsigned and wide integers
SELECT * FROM unsigned ORDER BY id

-- why: all texts
SELECT * FROM texts ORDER BY id

-- why: all dates and times
SELECT * FROM times ORDER BY id

-- why: a table without rows has its columns
SELECT * FROM nothing

-- why: star of one table and more
SELECT l.*, 1 AS one FROM lefts l ORDER BY id

-- why: the same column twice
SELECT id, id, * FROM lefts ORDER BY 1

-- why: aliases of tables and columns with capitals
SELECT "T".id AS "Id", "T".a AS "A name" FROM lefts AS "T" ORDER BY "Id"

-- why: an unquoted name is folded
SELECT ID, A FROM Lefts ORDER BY Id

-- why: schema-qualified table
SELECT a FROM pivot.lefts ORDER BY a

-- why: column qualified by schema and table
SELECT pivot.lefts.a FROM pivot.lefts ORDER BY 1

-- why: an alias equal to another column's name does not hide it
SELECT i4 AS i2, i2 AS i4 FROM numbers WHERE i4 = 4

-- why: WHERE sees columns, not aliases
SELECT i4 + 1 AS i2 FROM numbers WHERE i2 = 2

-- why: ORDER BY sees aliases first
SELECT -id AS id, a FROM lefts ORDER BY id

-- why: ORDER BY of an expression sees columns only
SELECT -id AS id, a FROM lefts ORDER BY id + 0

-- why: GROUP BY sees columns before aliases
SELECT max(id) AS id, k AS a FROM lefts GROUP BY k, a ORDER BY 1

-- why: DISTINCT
SELECT DISTINCT k FROM lefts ORDER BY k

-- why: DISTINCT of two columns with NULL
SELECT DISTINCT b, i2 > 0 FROM numbers

-- why: DISTINCT sees NaN, -0 and 0
SELECT DISTINCT f8 FROM numbers ORDER BY f8

-- why: DISTINCT ON
SELECT DISTINCT ON (k) k, a FROM lefts ORDER BY k, a DESC

-- why: LIMIT and OFFSET
SELECT id FROM numbers ORDER BY id LIMIT 3 OFFSET 2

-- why: LIMIT 0
SELECT id FROM numbers ORDER BY id LIMIT 0

-- why: LIMIT ALL, LIMIT NULL
SELECT id FROM lefts ORDER BY id LIMIT ALL

-- why: FETCH FIRST
SELECT id FROM numbers ORDER BY id OFFSET 1 ROWS FETCH FIRST 2 ROWS ONLY

-- why: OFFSET past the end
SELECT id FROM lefts ORDER BY id OFFSET 100

-- why: LIMIT of an expression
SELECT id FROM numbers ORDER BY id LIMIT 1 + 1

-- why: negative LIMIT is an error
-- message: same
SELECT id FROM numbers ORDER BY id LIMIT -1

-- why: negative OFFSET is an error
-- message: same
SELECT id FROM numbers ORDER BY id OFFSET -1

-- why: VALUES as a statement
VALUES (1, 'a'), (2, 'b')

-- why: VALUES in FROM with column names
SELECT x + 1, y FROM (VALUES (1, 'a'), (2, NULL)) AS v (x, y) ORDER BY 1

-- why: VALUES takes the common type
SELECT column1 FROM (VALUES (1), (2.5), (NULL)) v ORDER BY 1

-- why: CASE with an operand
SELECT id, CASE k WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'other' END FROM lefts ORDER BY id

-- why: CASE without ELSE is NULL
SELECT id, CASE WHEN k > 1 THEN k END FROM lefts ORDER BY id

-- why: CASE takes the common type
SELECT CASE WHEN id = 1 THEN 1 ELSE 2.5 END FROM lefts ORDER BY id

-- why: CASE guards against division by zero
SELECT id, CASE WHEN i4 <> 0 THEN 12 / i4 ELSE 0 END FROM numbers ORDER BY id

-- why: COALESCE over columns and types
SELECT id, COALESCE(i2, i4, i8, -1), COALESCE(s, kept) FROM numbers JOIN texts USING (id) ORDER BY id

-- why: NULLIF
SELECT id, NULLIF(i4, 1), NULLIF(b, true), NULLIF(n, 0) FROM numbers ORDER BY id

-- why: GREATEST and LEAST pass over NULL
SELECT id, GREATEST(i2, i4, 5), LEAST(i2, i4, 5), GREATEST(NULL, i4) FROM numbers ORDER BY id

-- why: GREATEST and LEAST with NaN
SELECT id, GREATEST(f8, 1), LEAST(f8, 1) FROM numbers ORDER BY id

-- why: several expressions of one column
SELECT id, i4, i4 + 1 AS a, i4::int8 * 2 AS b FROM numbers WHERE i4 < 2147483647 ORDER BY id DESC

-- why: SELECT without FROM but with WHERE
SELECT 1 WHERE false

-- why: parenthesised statement
(SELECT 1 AS x) ORDER BY x

-- why: TABLE
TABLE rights

-- why: system-like names
SELECT current_schema, current_user IS NOT NULL
