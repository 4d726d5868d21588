-- why: the patterns of reports, of numeric
SELECT id, to_char(n, '999.99'), to_char(n, 'FM999.99'), to_char(n, '9,999,999.99'), to_char(n, 'FM999,999,999,990.00'), to_char(n, '000.00'), to_char(n, 'S999.9'), to_char(n, '999999999999999D9999') FROM numbers ORDER BY id

-- why: of integers
SELECT id, to_char(i4, '999'), to_char(i4, 'FM999,999,999,999'), to_char(i8, '9G999G999G999G999G999G999'), to_char(i2, '00000'), to_char(i8, 'FM9999999999999999999.00'), to_char(i4, '9.9') FROM numbers ORDER BY id

-- why: of floating-point numbers, whose digits are limited
SELECT id, to_char(f8, '999.99'), to_char(f8, 'FM99999999999999999999.9999'), to_char(f4, '99999.99'), to_char(f4, 'FM9999999999.999'), to_char(f8, '99') FROM numbers WHERE f8 BETWEEN -1e30 AND 1e30 AND f4 BETWEEN -1e30 AND 1e30 ORDER BY id

-- why: every sign
-- by value: VALUES has one scale
SELECT v, to_char(v, 'S999'), to_char(v, '999S'), to_char(v, 'MI999'), to_char(v, '999MI'), to_char(v, 'SG999'), to_char(v, '999SG'), to_char(v, 'PL999'), to_char(v, '999PL'), to_char(v, '999PR'), to_char(v, '99.9S'), to_char(v, '99.9MI'), to_char(v, '99.9PR'), to_char(v, 'S99.99') FROM (VALUES (0), (0.5), (-0.5), (1), (-1), (-0.004), (12.345), (-12.345), (999.99), (-999.995), (1234567.891)) AS t(v) ORDER BY v

-- why: every sign, without filling
-- by value: VALUES has one scale
SELECT v, to_char(v, 'FMS999'), to_char(v, 'FM999S'), to_char(v, 'FMSG999'), to_char(v, 'FM999PL'), to_char(v, 'FM999PR'), to_char(v, 'FM99.9S'), to_char(v, 'FM99.9PR'), to_char(v, 'FM999MI'), to_char(v, 'FMMI999'), to_char(v, 'FMPL999') FROM (VALUES (0), (0.5), (-0.5), (1), (-1), (-0.004), (12.345), (-12.345), (999.99), (-999.995), (1234567.891)) AS t(v) ORDER BY v

-- why: zeros and nines, groups and points
-- by value: VALUES has one scale
SELECT v, to_char(v, '0999'), to_char(v, '9099'), to_char(v, '9,099.90'), to_char(v, 'FM0,999'), to_char(v, 'FM9.9'), to_char(v, 'FM990.09'), to_char(v, '9.'), to_char(v, 'FM99.'), to_char(v, '.99'), to_char(v, '099.9'), to_char(v, ',999'), to_char(v, '999,'), to_char(v, 'FM0999.9'), to_char(v, '0.000'), to_char(v, 'FM999.990'), to_char(v, '9,9,9.9') FROM (VALUES (0), (0.5), (-0.5), (1), (-1), (-0.004), (12.345), (-12.345), (999.99), (-999.995), (1234567.891), (100), (0.09), (0.001)) AS t(v) ORDER BY v

-- why: ordinals, shifts, Roman numbers, text
-- by value: VALUES has one scale
SELECT v, to_char(v, '999th'), to_char(v, 'FM999TH'), to_char(v, '99.9th'), to_char(v, '99V9'), to_char(v, 'FM99V99'), to_char(v, 'RN'), to_char(v, 'FMrn'), to_char(v, '$999.99'), to_char(v, 'FM99%'), to_char(v, '99.9%'), to_char(v, '"a"99"b"'), to_char(v, 'L999'), to_char(v, 'FM999L'), to_char(v, '000-0000'), to_char(v, 'FM999.9 "x"') FROM (VALUES (0), (0.5), (-0.5), (1), (-1), (2), (3), (11), (112), (123), (-0.004), (12.345), (-12.345), (999.99), (3999), (4000), (1994.4), (-999.995), (1234567.891), (NULL)) AS t(v) ORDER BY v

-- why: the same of integers and of floating-point numbers
SELECT i2, to_char(i2::float8, '999th'), to_char(i2, 'FM999V99'), to_char(i2::int8, 'RN'), to_char(i2::float8 / 10, 'FMRN'), to_char(i2::float8 / 8, '99V9') FROM numbers ORDER BY id

-- why: the empty pattern, and NULL
SELECT to_char(1, ''), to_char(NULL::int, '99'), to_char(1, NULL)

-- why: a pattern for something else
-- refused: in number patterns of to_char
SELECT to_char(1, '9.99EEEE')

-- why: the same pattern grouped by
SELECT to_char(n, 'FM9'), count(*) FROM numbers GROUP BY to_char(n, 'FM9') ORDER BY 1
