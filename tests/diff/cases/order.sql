-- why: NULL comes last in ascending order
SELECT id, i4 FROM numbers ORDER BY i4, id

-- why: NULL comes first in descending order
SELECT id, i4 FROM numbers ORDER BY i4 DESC, id

-- why: NULLS FIRST
SELECT id, i4 FROM numbers ORDER BY i4 NULLS FIRST, id

-- why: DESC NULLS LAST
SELECT id, i4 FROM numbers ORDER BY i4 DESC NULLS LAST, id

-- why: NaN is greater than infinity, NULL after it
SELECT id, f8 FROM numbers ORDER BY f8, id

-- why: NaN in descending order
SELECT id, f8 FROM numbers ORDER BY f8 DESC, id

-- why: float4 with NaN, nulls first
SELECT id, f4 FROM numbers ORDER BY f4 NULLS FIRST, id

-- why: text by bytes
SELECT s FROM texts ORDER BY s

-- why: text, descending
SELECT s FROM texts ORDER BY s DESC

-- why: a dictionary column
SELECT id, low FROM texts ORDER BY low, id

-- why: booleans
SELECT id, b FROM numbers ORDER BY b, id

-- why: dates
SELECT id, d FROM times ORDER BY d DESC, id

-- why: several keys in several directions
SELECT b, i2, id FROM numbers ORDER BY b DESC NULLS LAST, i2 ASC NULLS FIRST, id

-- why: by position
SELECT a, id FROM lefts ORDER BY 2 DESC

-- why: by a column that is not selected
SELECT a FROM lefts ORDER BY id DESC

-- why: by an expression
SELECT id FROM numbers WHERE i4 IS NOT NULL ORDER BY abs(i4::int8), id

-- why: by an expression with NaN
SELECT id FROM numbers ORDER BY f8 * -1, id

-- why: by CASE
SELECT id FROM lefts ORDER BY CASE WHEN k IS NULL THEN 0 ELSE 1 END, id DESC

-- why: by a constant text
SELECT id FROM lefts ORDER BY 'a'

-- why: position out of range
-- message: same
SELECT id FROM lefts ORDER BY 2

-- why: ORDER BY with DISTINCT must be selected
-- message: same
SELECT DISTINCT a FROM lefts ORDER BY id

-- why: USING an operator
-- refused: ORDER BY … USING is not supported yet
SELECT id FROM lefts ORDER BY id USING >

-- why: wide numbers
SELECT u8, i16 FROM unsigned ORDER BY u8 DESC, i16

-- why: LIMIT after descending NULLs
SELECT i4 FROM numbers ORDER BY i4 DESC LIMIT 3

-- why: numerics
SELECT n, big FROM numbers ORDER BY n, big
