-- why: comparison of a column and a constant
SELECT id, i4 FROM numbers WHERE i4 > 2 ORDER BY id

-- why: comparison leaves NULL out
SELECT id FROM numbers WHERE NOT (i4 > 2) ORDER BY id

-- why: a boolean column is a condition
SELECT id FROM numbers WHERE b ORDER BY id

-- why: NOT of a boolean column
SELECT id FROM numbers WHERE NOT b ORDER BY id

-- why: IS TRUE and its kin
SELECT id, b IS TRUE, b IS NOT TRUE, b IS FALSE, b IS NOT FALSE, b IS UNKNOWN, b IS NOT UNKNOWN FROM numbers ORDER BY id

-- why: three-valued AND and OR
SELECT id, b AND NULL, b OR NULL, NULL AND b, NOT b FROM numbers ORDER BY id

-- why: IS NULL and IS NOT NULL
SELECT id FROM numbers WHERE i2 IS NULL OR (b IS NOT NULL AND i4 = 1) ORDER BY id

-- why: IN a list
SELECT id FROM numbers WHERE i4 IN (1, 7, 100) ORDER BY id

-- why: NOT IN a list
SELECT id FROM numbers WHERE i4 NOT IN (1, 7, 100) ORDER BY id

-- why: IN a list with NULL
SELECT id, i4 IN (1, NULL), i4 NOT IN (1, NULL) FROM numbers ORDER BY id

-- why: IN with mixed number types
SELECT id FROM numbers WHERE i4 IN (1, 2.5, 100) ORDER BY id

-- why: IN texts
SELECT id FROM texts WHERE s IN ('abc', '', 'it''s') ORDER BY id

-- why: BETWEEN
SELECT id FROM numbers WHERE i4 BETWEEN -3 AND 3 ORDER BY id

-- why: NOT BETWEEN
SELECT id FROM numbers WHERE i4 NOT BETWEEN -3 AND 3 ORDER BY id

-- why: BETWEEN SYMMETRIC
SELECT id FROM numbers WHERE i4 BETWEEN SYMMETRIC 3 AND -3 ORDER BY id

-- why: IS DISTINCT FROM with NULL
SELECT l.id, r.id, l.k IS DISTINCT FROM r.k, l.k IS NOT DISTINCT FROM r.k FROM lefts l CROSS JOIN rights r ORDER BY l.id, r.id

-- why: IS DISTINCT FROM a constant
SELECT id FROM numbers WHERE i4 IS DISTINCT FROM 1 ORDER BY id

-- why: floats with NaN: equal to itself, greater than all
SELECT id, f8 = f8, f8 > 1, f8 < 1, f8 = 'NaN', f8 >= 'Infinity' FROM numbers ORDER BY id

-- why: NaN in WHERE
SELECT id FROM numbers WHERE f8 > 1e308 ORDER BY id

-- why: -0 equals 0
SELECT id FROM numbers WHERE f8 = 0 ORDER BY id

-- why: text comparison by bytes
SELECT id FROM texts WHERE s > 'a' ORDER BY id

-- why: an empty string is not NULL
SELECT id, s = '', s IS NULL, kept = '' FROM texts ORDER BY id

-- why: a quote and a backslash in constants
SELECT id FROM texts WHERE s = 'it''s' OR s = 'back\slash' OR kept = E'C:\\n' ORDER BY id

-- why: unicode in constants
SELECT id FROM texts WHERE kept = '日本語' OR s = '🐘' ORDER BY id

-- why: LIKE
SELECT id FROM texts WHERE s LIKE 'a%' ORDER BY id

-- why: LIKE with _ and unicode
SELECT id FROM texts WHERE kept LIKE '___' ORDER BY id

-- why: LIKE with an escaped %
SELECT id, s LIKE '%\%', s LIKE '%\_%' FROM texts ORDER BY id

-- why: LIKE with another escape character
SELECT id FROM texts WHERE s LIKE '%!%%' ESCAPE '!' ORDER BY id

-- why: LIKE without escape
SELECT id FROM texts WHERE s LIKE '%\%' ESCAPE '' ORDER BY id

-- why: LIKE matches a backslash
SELECT id FROM texts WHERE s LIKE '%\\%' ORDER BY id

-- why: NOT LIKE leaves NULL out
SELECT id FROM texts WHERE s NOT LIKE '%a%' ORDER BY id

-- why: ILIKE
SELECT id FROM texts WHERE s ILIKE 'aBc' ORDER BY id

-- why: LIKE and a line end
SELECT id FROM texts WHERE s LIKE 'line%two' ORDER BY id

-- why: dates before 1970 and after 2100
SELECT id, d FROM times WHERE d < '1970-01-01' OR d > '2100-01-01' ORDER BY id

-- why: a date against a timestamp
SELECT id FROM times WHERE d = ts ORDER BY id

-- why: a date against a text constant with time
SELECT id FROM times WHERE ts >= '2023-01-01' AND ts < '2024-03-01' ORDER BY id

-- why: a Date column and a constant that Date cannot hold
SELECT id FROM times WHERE short_d > '1900-01-01' AND short_d < '2200-01-01' ORDER BY id

-- why: a DateTime column and a constant that DateTime cannot hold
SELECT id FROM times WHERE seconds > '1900-01-01' AND seconds < '2200-01-01' ORDER BY id

-- why: unsigned columns and negative constants
SELECT id FROM unsigned WHERE u1 > -1 AND u2 > -1 AND u4 > -1 AND u8 > -1 ORDER BY id

-- why: unsigned 64 bits beyond int8
SELECT id, u8 FROM unsigned WHERE u8 > 9223372036854775807 ORDER BY id

-- why: signed and unsigned columns compared
SELECT id FROM unsigned WHERE i1 < u1 OR i16 < u8 ORDER BY id

-- why: numeric against float
SELECT id FROM numbers WHERE n = f8 ORDER BY id

-- why: numeric against integer
SELECT id FROM numbers WHERE n > i4 ORDER BY id

-- why: 2^53 + 1 is not a float
SELECT id FROM numbers WHERE i8 = 9007199254740993 ORDER BY id

-- why: int8 against a numeric constant
SELECT id FROM numbers WHERE i8 > 9223372036854775806.5 ORDER BY id

-- why: a row comparison
SELECT id FROM numbers WHERE (i2, i4) = (7, 2) ORDER BY id

-- why: a constant condition
SELECT id FROM lefts WHERE 1 = 1 AND true ORDER BY id

-- why: a NULL condition
SELECT id FROM lefts WHERE NULL

-- why: text to boolean constants
SELECT id FROM numbers WHERE b = 'yes' ORDER BY id

-- why: OR of conditions over many types
SELECT id FROM numbers WHERE i4 = 1 OR f8 = 0.1 OR n = 2.5 OR big = 0.3333333333 ORDER BY id

-- why: concatenation in WHERE
SELECT id FROM texts WHERE s || kept = 'abcabc'

-- why: a scalar subquery
SELECT id FROM numbers WHERE i4 = (SELECT max(i4) FROM numbers)

-- why: IN a subquery
SELECT id FROM lefts WHERE k IN (SELECT k FROM rights) ORDER BY id

-- why: NOT IN a subquery with NULL gives nothing
SELECT id FROM lefts WHERE k NOT IN (SELECT k FROM rights) ORDER BY id

-- why: EXISTS
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k) ORDER BY id

-- why: LIKE with an escape character before a backslash, itself and a letter
SELECT id, s LIKE 'a!%b!_c\_' ESCAPE '!', s LIKE 'a!b!!%' ESCAPE '!', s LIKE 'a!\%' ESCAPE '!' FROM texts ORDER BY id

-- why: LIKE with an escape character of several bytes, of NULL
SELECT id, s LIKE 'éa%' ESCAPE 'é', s LIKE NULL ESCAPE '!', s NOT LIKE '%é%%' ESCAPE 'é', s ILIKE 'AB!C' ESCAPE '!' FROM texts ORDER BY id

-- why: LIKE with backslash as its escape
SELECT id FROM texts WHERE s LIKE '%\\%' ESCAPE '\' ORDER BY id

-- why: an escape for a pattern that is a column
-- refused: of constants only
SELECT s LIKE kept ESCAPE '!' FROM texts

-- why: ANY and ALL of an array, with NULLs
SELECT id, k = ANY (ARRAY[1, 2]), k <> ALL (ARRAY[1, 2]), k = ANY (ARRAY[1, NULL]), k <> ALL (ARRAY[9, NULL]), k < ALL (ARRAY[3, id]), k >= SOME (ARRAY[2.5, 1]) FROM lefts ORDER BY id

-- why: ANY of an array of texts and of dates
SELECT id FROM texts WHERE s = ANY (ARRAY['abc', 'it''s']) OR s LIKE ANY (ARRAY['%,%', '1%']) ORDER BY id

-- why: ANY of an array of wrong types
-- message: same
SELECT id FROM lefts WHERE id = ANY (ARRAY['1'])

-- why: ANY of an array of mixed types
SELECT id FROM numbers WHERE n = ANY (ARRAY[1, 2.5, 100]) OR f8 = ANY (ARRAY[7, 0.1]) ORDER BY id

-- why: ANY of an array as text
SELECT id FROM lefts WHERE id = ANY ('{1,2}')
