-- why: logarithms and exponentials of numeric have PostgreSQL's digits and number of decimals
SELECT id, n, CASE WHEN n > 0 THEN ln(n) END, CASE WHEN n > 0 THEN log(n) END, CASE WHEN n > 0 THEN log(3, n) END, CASE WHEN abs(n) < 20 THEN exp(n) END, CASE WHEN abs(n) < 1e9 THEN power(abs(n), 0.37) END FROM numbers ORDER BY id

-- why: near one, and where the number of decimals changes
SELECT ln(2.0), ln(0.95), ln(1.00), ln(22026.4657948), ln(1.1), ln(1.103), ln(0.9), ln(0.00001), ln(1.00001), ln(123456789012345678901234567890.5), ln(0.5000000000000000000000)

-- why: exponentials small and large
SELECT exp(1.0), exp(-2.50), exp(0.000), exp(30.5), exp(0.00000001), exp(-10.0), exp(2.302585092994046), exp(10.5)

-- why: bases
SELECT log(100.0), log10(1000.0), log(2.0, 64.0), log(2, 64), log(2.0, 0.1), log(1.0001, 5.5), log(10.0, 1.0), log(3.00000, 9.0), log(0.5, 8.0)

-- why: powers with fractions
SELECT power(2.0, 0.5), 2.0 ^ 0.5, 100 ^ 0.5, power(12.5, -0.333), power(0.0, 0.5), power(1.0, 0.5), power(1.0001, 365.25), power(10000.00, 0.25), power(1.5, 100.7)

-- why: whole powers of many digits
SELECT power(2.00, 100), power(10.0, 20), power(2.0, 3.00), power(1.05, -3), power(NULL::numeric, 2.5), power(2.5, NULL)

-- why: a geometric mean and a rate for a month
SELECT exp(avg(ln(x))), sum(ln(x)) FROM (VALUES (1.5), (2.25), (NULL)) v(x)

-- why: of expressions
SELECT x, round(power(1 + x, 1.0 / 12) - 1, 6), power(1 + x, 1.0 / 12) - 1 FROM (VALUES (0.05), (0.10)) v(x) ORDER BY x

-- why: no logarithm of zero
-- message: same
SELECT ln(n) FROM numbers WHERE id = 3

-- why: no logarithm below zero
-- message: same
SELECT log(2.0, -1.5)

-- why: base one
-- message: same
SELECT log(1.0, 5.0)

-- why: exponentials of more digits than are computed
-- refused: 0A000
SELECT exp(150.5)
