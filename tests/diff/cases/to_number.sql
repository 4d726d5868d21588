-- why: signs, groups and points
SELECT to_number('12,454.8-', '99G999D9S'), to_number('<7>', '9PR'), to_number(' $1,234.50', 'L9,999.99'), to_number('12', '999.99'), to_number('-34,338,492', '99G999G999'), to_number('-34,338,492.654,878', '99G999G999D999G999'), to_number('<564646.654564>', '999999.999999PR'), to_number('0.00001-', '9.999999S'), to_number('5.01-', 'FM9.999999S'), to_number('5.01-', 'FM9.999999MI')

-- why: blanks among the digits, and points without digits
SELECT to_number('5 4 4 4 4 8 . 7 8', '9 9 9 9 9 9 . 9 9'), to_number('.01', 'FM9.99'), to_number('.0', '99999999.99999999'), to_number('0', '99.99'), to_number('.-01', 'S99.99'), to_number('.01-', '99.99S'), to_number(' . 0 1-', ' 9 9 . 9 9 S')

-- why: groups that are not there, currencies and ordinals
SELECT to_number('34,50', '999,99'), to_number('123,000', '999G'), to_number('123456', '999G999'), to_number('$1234.56', 'L9,999.99'), to_number('$1234.56', 'L99,999.99'), to_number('$1,234.56', 'L99,999.99'), to_number('1234.56', 'L99,999.99'), to_number('1,234.56', 'L99,999.99'), to_number('42nd', '99th')

-- why: what does not fit is passed over
SELECT to_number('1234', '99'), to_number('1x2', '999'), to_number('+12', '999'), to_number('- 12', 'MI999'), to_number('12-', '999MI'), to_number('-12', 'SG999'), to_number('1,234,567.89', 'FM9,999,999.99'), to_number('1.234', '9.99'), to_number('00012', '99999')

-- why: NULLs and an empty pattern
SELECT to_number(NULL, '999'), to_number('1', NULL), to_number('1', '')

-- why: of rows, and in an aggregate
SELECT v, to_number(v, 'FM999,999.99') FROM (VALUES ('12.5'), (NULL), ('1,000.25'), ('-7')) t(v) ORDER BY v

-- why: the number of decimals is the row's
SELECT sum(to_number(v, '999D99')), max(to_number(v, '999D99')) FROM (VALUES ('12.5'), (NULL), ('1.25')) t(v)

-- why: no digits
SELECT to_number('abc', '999')

-- why: more digits than the pattern has before the point
SELECT to_number('12345', '99.999')
