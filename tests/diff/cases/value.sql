-- why: integer division truncates
SELECT id, i4 / 3, -i2::int4 / 2 FROM numbers WHERE i4 <> -2147483648 ORDER BY id

-- why: modulo takes the dividend's sign
SELECT id, i4 % 3, i4 % -3, mod(i8, 7) FROM numbers ORDER BY id

-- why: int4 + int8, int2 * int4: result types
SELECT i4 + i8, i2 * i4::int8, i2 + i2 / 2, i4 / i2 FROM numbers WHERE id = 8

-- why: numeric sums and products keep their scale
SELECT id, n + 1, n * 2, n - 0.5, n * n FROM numbers WHERE abs(n) < 10000 ORDER BY id

-- why: numeric quotient
SELECT id, n / 4 FROM numbers WHERE abs(n) < 10000 ORDER BY id

-- why: numeric quotient that does not end
-- tolerance: 1e-14
SELECT n / 3 FROM numbers WHERE id = 8

-- why: numeric and float gives float
SELECT id, n * f8, n + f4 FROM numbers WHERE id IN (1, 10, 12, 14) ORDER BY id

-- why: integer and float
SELECT id, i4 * f8, i4 / f8 FROM numbers WHERE id IN (1, 10, 12, 14) ORDER BY id

-- why: unsigned arithmetic may go below zero
SELECT id, u1 - 1, u4 - 10, u8 - 10, u2 * -1 FROM unsigned ORDER BY id

-- why: unsigned sums do not wrap
SELECT id, u1 + u1, u4 + u4, u8 + u8, u8 * 2 FROM unsigned ORDER BY id

-- why: negating unsigned columns
SELECT id, -u1, -u4, -u8 FROM unsigned ORDER BY id

-- why: abs and sign
SELECT id, abs(n), abs(f8), sign(n), sign(f8) FROM numbers ORDER BY id

-- why: round, ceil, floor, trunc of numerics
SELECT id, round(n), round(n, 1), ceil(n), floor(n), trunc(n, 2), trunc(n) FROM numbers ORDER BY id

-- why: round, ceil, floor, trunc of floats: half to even
SELECT id, round(f8), ceil(f8), floor(f8), trunc(f8) FROM numbers ORDER BY id

-- why: float to integer rounds half to even
SELECT (0.5::float8)::int4, (1.5::float8)::int4, (2.5::float8)::int4, (-0.5::float8)::int4

-- why: numeric to integer rounds half away from zero
SELECT id, n::int8 FROM numbers ORDER BY id

-- why: casts of numbers to numbers
SELECT id, i4::int8, i4::float8, i4::numeric, f8::float4 FROM numbers WHERE id IN (1, 3, 4, 10, 14) ORDER BY id

-- why: float4 to float8 shows the digits that are there
SELECT id, f4::float8 FROM numbers WHERE id IN (1, 10, 12, 14) ORDER BY id

-- why: int8 to float8 rounds
SELECT i8::float8, i8::float4 FROM numbers WHERE id IN (5, 6, 15) ORDER BY id

-- why: numeric to float8
SELECT big::float8, n::float8 FROM numbers ORDER BY id

-- why: numbers to text
SELECT id, i2::text, i4::text, i8::text, n::text, b::text FROM numbers ORDER BY id

-- why: floats to text
SELECT id, f8::text, f4::text FROM numbers WHERE id IN (1, 2, 3, 4, 7, 8, 9, 10, 14) ORDER BY id

-- why: text to numbers
SELECT kept::numeric, kept::float8, s::int4 + 1 FROM texts WHERE id = 14

-- why: boolean to integer and back
SELECT id, b::int4, i4::bool FROM numbers ORDER BY id

-- why: numeric(p, s) rounds
SELECT id, n::numeric(10, 1), f8::numeric(10, 2) FROM numbers WHERE id IN (1, 3, 10, 11) ORDER BY id

-- why: varchar(n) cuts
SELECT id, s::varchar(2), kept::varchar(3) FROM texts ORDER BY id

-- why: char(n) pads and cuts
SELECT id, s::char(5) FROM texts ORDER BY id

-- why: concatenation with NULL and numbers
SELECT id, s || '-' || kept, s || id, id || kept FROM texts ORDER BY id

-- why: concat passes over NULL
SELECT id, concat(s, '-', kept, id) FROM texts ORDER BY id

-- why: lengths count characters
SELECT id, length(s), char_length(kept), octet_length(kept) FROM texts ORDER BY id

-- why: case of letters
SELECT id, upper(s), lower(kept) FROM texts WHERE id NOT IN (10, 11) ORDER BY id

-- why: case of letters that are not ASCII
SELECT id, upper(s), lower(s) FROM texts WHERE id IN (10, 11) ORDER BY id

-- why: substring by position
SELECT id, substring(s FROM 2), substring(s FROM 2 FOR 2), substr(kept, 0, 2), substring(kept, -1, 3) FROM texts ORDER BY id

-- why: left and right with negative lengths
SELECT id, left(s, 2), right(s, 2), left(s, -1), right(s, -1) FROM texts ORDER BY id

-- why: trim
SELECT id, trim(s), ltrim(kept), rtrim(s), btrim(s, 'ac') FROM texts ORDER BY id

-- why: replace and position
SELECT id, replace(s, 'a', 'xx'), position('b' IN s), strpos(kept, '語') FROM texts ORDER BY id

-- why: split_part
SELECT id, split_part(s, ',', 1), split_part(s, ',', 2), split_part(kept, '_', -1) FROM texts ORDER BY id

-- why: reverse, repeat, lpad, rpad
SELECT id, reverse(kept), repeat(s, 2), lpad(kept, 5, '*'), rpad(kept, 5, 'ab') FROM texts ORDER BY id

-- why: parts of dates
SELECT id, extract(year FROM d), extract(month FROM d), extract(day FROM d), extract(dow FROM d), extract(isodow FROM d), extract(doy FROM d) FROM times ORDER BY id

-- why: ISO weeks around the year's end
SELECT id, extract(week FROM d), extract(isoyear FROM d), extract(week FROM short_d), extract(isoyear FROM short_d) FROM times ORDER BY id

-- why: quarter, decade, century
SELECT id, extract(quarter FROM d), extract(decade FROM d), extract(century FROM d), extract(millennium FROM d) FROM times ORDER BY id

-- why: parts of timestamps
SELECT id, extract(hour FROM ts), extract(minute FROM ts), extract(second FROM ts), extract(epoch FROM ts) FROM times ORDER BY id

-- why: date_part gives float8
SELECT id, date_part('year', d), date_part('second', ts) FROM times ORDER BY id

-- why: date_trunc of timestamps
SELECT id, date_trunc('day', ts), date_trunc('week', ts), date_trunc('month', ts), date_trunc('quarter', ts), date_trunc('year', ts) FROM times ORDER BY id

-- why: date_trunc of small units
SELECT id, date_trunc('hour', ts), date_trunc('minute', ts), date_trunc('second', ts) FROM times ORDER BY id

-- why: date_trunc of a DateTime column
SELECT id, date_trunc('hour', seconds), date_trunc('week', seconds), date_trunc('year', seconds) FROM times ORDER BY id

-- why: date_trunc of a date is a timestamptz
SELECT id, date_trunc('month', short_d) FROM times ORDER BY id

-- why: date arithmetic with integers
SELECT id, d + 1, d - 1, short_d - 7, d - short_d FROM times WHERE id NOT IN (4, 5) ORDER BY id

-- why: date arithmetic past Date's range
SELECT id, short_d - 10000, short_d + 40000 FROM times ORDER BY id

-- why: a date minus a date constant
SELECT id, d - date '2000-01-01' FROM times ORDER BY id

-- why: intervals
-- refused: timestamps outside the years 1900 to 2299 are not supported
SELECT id, d + interval '1 month', ts - interval '1 day' FROM times ORDER BY id

-- why: timestamps subtracted
SELECT ts - seconds FROM times ORDER BY id

-- why: timestamp to date and back
SELECT id, ts::date, d::timestamp, seconds::date FROM times ORDER BY id

-- why: dates and times to text
SELECT id, d::text, ts::text, seconds::text FROM times ORDER BY id

-- why: text to dates
SELECT '2024-02-29'::text::date, '2024-02-29 10:11:12.5'::text::timestamp

-- why: make_date
SELECT make_date(2024, 2, 29), make_date(1900, 1, 1)

-- why: powers and roots
-- tolerance: 1e-14
SELECT id, power(i2, 2), sqrt(abs(i2)), exp(i2 / 1000.0::float8), ln(abs(i2) + 1) FROM numbers ORDER BY id

-- why: bits
SELECT id, i4 & 6, i4 | 1, i4 # 3, ~i4, i4 << 1, i4 >> 1 FROM numbers WHERE abs(i4::int8) < 1000 ORDER BY id

-- why: regular expressions
SELECT id, s ~ '^a', s ~* 'ABC', s !~ 'b', regexp_replace(s, '[abc]+', 'x') FROM texts ORDER BY id

-- why: md5 and ascii
SELECT id, md5(s), ascii(kept), chr(65) FROM texts ORDER BY id

-- why: booleans compared
SELECT id, b = true, b <> false, b > false FROM numbers ORDER BY id

-- why: precedence and associativity
SELECT 2 + 3 * 4 - 1, -2 ^ 2, 2 ^ 3 ^ 2, 10 - 4 - 3, NOT false AND false, 1 < 2 = true

-- why: constants of every form
-- refused: bit string constants are not supported yet
SELECT 1e3, .5, 5., 1.50, 'it''s', E'a\tb', $$dollar 'quoted'$$, U&'\0041', B'101', X'1F'

-- why: checks of arguments pass over NULL beside other rows
SELECT id, ln(f8), log(f8), f8::text, sqrt(i4) FROM numbers WHERE id IN (1, 2) ORDER BY id

-- why: texts to float
SELECT id, s::float8 FROM texts WHERE id = 14

-- why: texts and NULL to numbers
SELECT id, s::int4, s::int8, s::int2 FROM texts WHERE id IN (2, 14) ORDER BY id

-- why: functions of a primary key in WHERE
SELECT id FROM numbers WHERE abs(id) = 1 OR -id = -2 ORDER BY id

-- why: casts and arithmetic of a primary key in WHERE
SELECT id FROM numbers WHERE id::int8 + 1 = 2 OR id::text = '3' OR id::float8 = 4 OR id::numeric = 5 OR id / 3 = 3 OR id % 13 = 1 OR id * 2 = 24 ORDER BY id

-- why: casts of a primary key alone in WHERE
SELECT id FROM numbers WHERE id::int2 = 3 ORDER BY id

-- why: a primary key as int8 in WHERE
SELECT id FROM numbers WHERE id::int8 = 3 ORDER BY id

-- why: a primary key as numeric in WHERE
SELECT id FROM numbers WHERE id::numeric = 3 ORDER BY id

-- why: a primary key as text in WHERE
SELECT id FROM numbers WHERE id::text = '3' ORDER BY id

-- why: a primary key rounded in WHERE
SELECT id FROM numbers WHERE round(id::numeric, -1) = 10 AND sqrt(id) > 2 AND power(id, 2) < 100 ORDER BY id

-- why: functions of text keys in WHERE
SELECT count(*) FROM trades_1d WHERE upper(book) = 'ALPHA' AND length(symbol) = 3 AND substr(asset_class, 1, 1) = 'E'

-- why: functions of a date key in WHERE
SELECT count(*) FROM trades_1d WHERE extract(year FROM trade_date) = 2024 AND date_trunc('month', trade_date) = '2024-01-01' AND trade_date + 1 > '2024-01-02'

-- why: a timestamp key as date in WHERE
SELECT count(*) FROM trades_1d WHERE ts::date = '2024-01-15' AND date_trunc('day', ts) = '2024-01-15' AND extract(hour FROM ts) >= 9

-- why: unsigned keys in WHERE
SELECT count(*) FROM trades_1d WHERE portfolio_manager_id - 1 = 0 OR -fund_id = -3 OR abs(portfolio_manager_id) = 2

-- why: a negated unsigned key in WHERE
SELECT count(*) FROM trades_1d WHERE -portfolio_manager_id = -3

-- why: the size of an unsigned key in WHERE
SELECT count(*) FROM trades_1d WHERE abs(portfolio_manager_id) = 3

-- why: aggregates over computed values with NULL
SELECT sum(i4 / 2), min(i4 % 3), max(abs(i2)), count(n / 2), sum(id) FROM numbers WHERE i2 > -32768 OR i2 IS NULL

-- why: a NULL float as numeric is NULL
SELECT id, nullif(f8, f8)::numeric, nullif(f4, f4)::numeric FROM numbers WHERE f8 BETWEEN -100 AND 100 ORDER BY id

-- why: products and sums of floats, NULLs and infinities among them
SELECT id, f8 + f4, f8 - 1, f4 * f4, f8 * 2, f8 / 4 FROM numbers WHERE abs(f8) < 1e10 AND abs(f4) < 1e10 AND f4 <> 0 ORDER BY id
