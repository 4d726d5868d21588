-- why: missing column
-- message: same
SELECT nope FROM numbers

-- why: missing column of an alias
-- message: same
SELECT n.nope FROM numbers n

-- why: missing table
-- message: same
SELECT * FROM nowhere

-- why: missing schema
-- message: same
SELECT * FROM nowhere.numbers

-- why: missing FROM entry
-- message: same
SELECT x.id FROM numbers

-- why: ambiguous column
-- message: same
SELECT id FROM lefts, rights

-- why: missing function
-- message: same
SELECT nope(1)

-- why: function with wrong types
-- message: same
SELECT upper(id) FROM lefts

-- why: operator with wrong types
-- message: same
SELECT id || id FROM lefts

-- why: operator of text and integer
-- message: same
SELECT a + 1 FROM lefts

-- why: WHERE of an integer
-- message: same
SELECT id FROM lefts WHERE id

-- why: WHERE of a text that is no boolean
-- message: same
SELECT id FROM lefts WHERE 'maybe'

-- why: a syntax error
-- message: same
SELEC 1

-- why: a syntax error at the end
-- message: same
SELECT 1 FROM

-- why: a text that is no integer
-- message: same
SELECT id FROM lefts WHERE id = 'x'

-- why: an integer constant out of range
-- message: same
SELECT 99999999999::int4

-- why: a text that is no date
-- message: same
SELECT date '2024-13-01'

-- why: 29 February of no leap year
-- message: same
SELECT date '2023-02-29'

-- why: division by zero, constants
-- message: same
SELECT 1 / 0

-- why: division by zero, a column
-- message: same
SELECT 12 / i4 FROM numbers

-- why: division by zero, numeric column
-- message: same
SELECT 1 / n FROM numbers

-- why: division by zero, float column
-- message: same
SELECT 1 / f8 FROM numbers

-- why: modulo by zero
-- message: same
SELECT 7 % i4 FROM numbers

-- why: division by zero of int8
-- message: same
SELECT i8 / i2 FROM numbers

-- why: no division by zero where WHERE leaves the row out
SELECT id, 12 / i4 FROM numbers WHERE i4 <> 0 ORDER BY id

-- why: int4 overflow of a sum of columns
-- message: same
SELECT i4 + 1 FROM numbers

-- why: int4 overflow of a product
-- message: same
SELECT i4 * 2 FROM numbers

-- why: int4 underflow
-- message: same
SELECT i4 - 1 FROM numbers

-- why: int2 overflow
-- message: same
SELECT i2 + i2 FROM numbers

-- why: int8 overflow
-- message: same
SELECT i8 + 1 FROM numbers

-- why: int8 overflow of a product
-- message: same
SELECT i8 * i8 FROM numbers

-- why: negating the smallest integer
-- message: same
SELECT -i4 FROM numbers

-- why: abs of the smallest integer
-- message: same
SELECT abs(i2) FROM numbers

-- why: the smallest int8 by -1
-- message: same
SELECT i8 / -1 FROM numbers

-- why: float overflow
-- message: same
SELECT f8 * 10 FROM numbers WHERE id = 5

-- why: float underflow
-- message: same
SELECT f8 * f8 FROM numbers WHERE id = 11

-- why: float4 overflow
-- message: same
SELECT f4 * 10::float4 FROM numbers WHERE id = 5

-- why: infinity is no overflow
SELECT f8 * 10, f8 + 1, f8 - f8 FROM numbers WHERE id IN (7, 8, 9) ORDER BY id

-- why: a cast that does not fit, int8 to int4
-- message: same
SELECT i8::int4 FROM numbers

-- why: a cast that does not fit, int4 to int2
-- message: same
SELECT i4::int2 FROM numbers

-- why: a cast that does not fit, float8 to int4
-- message: same
SELECT f8::int4 FROM numbers

-- why: a cast that does not fit, numeric
-- message: same
SELECT big::numeric(10, 2) FROM numbers

-- why: texts of a column that are no numbers
SELECT s::int4 FROM texts

-- why: a sum of int4 passes int4 without error
SELECT sum(i4) FROM numbers WHERE i4 > 0

-- why: square root of a negative column
-- message: same
SELECT sqrt(f8) FROM numbers WHERE id = 14

-- why: logarithm of zero
-- message: same
SELECT ln(f8) FROM numbers WHERE id = 3

-- why: a scalar subquery with two rows
SELECT (SELECT id FROM lefts)

-- why: VALUES lists of different lengths
-- message: same
VALUES (1), (1, 2)

-- why: writing to a table that is not there
-- message: same
INSERT INTO nowhere VALUES (1)

-- why: an unknown setting
-- message: same
SHOW no_such_setting

-- why: an unknown type
-- message: same
SELECT 1::nope

-- why: text with a zero byte in an escape
SELECT E'\0'

-- why: LIKE that ends in the escape character
-- message: same
-- differs: the message is ClickHouse's
SELECT s LIKE 'a\' FROM texts

-- why: an escape of two characters
-- message: same
SELECT s LIKE 'a' ESCAPE '!!' FROM texts

-- why: IN of values without a common type
-- message: same
SELECT id IN (1, 'a'::text) FROM texts

-- why: NOT IN of values without a common type
-- message: same
SELECT s NOT IN (1, 2) FROM texts

-- why: the error of a query of WITH comes before those of what refers to it
-- message: same
WITH w AS (SELECT 1 + true AS a), v AS (SELECT nope FROM w) SELECT a = 'x'::text, missing FROM v

-- why: a query of WITH that nobody uses and that cannot be
-- message: same
WITH w AS (SELECT '1'::json AS a INTERSECT SELECT '1'::json) SELECT 1
