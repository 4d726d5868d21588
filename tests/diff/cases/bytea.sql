-- why: literals
SELECT '\xDEADbeef'::bytea, 'a\\b\001c'::bytea, ''::bytea, '\x'::bytea, 'é'::bytea, '\x 12 34'::bytea

-- why: odd digits
-- message: same
SELECT '\x123'::bytea

-- why: no digit
-- message: same
SELECT '\x1g'::bytea

-- why: no escape
-- message: same
SELECT '\9'::bytea

-- why: functions of rows
SELECT id, convert_to(s, 'UTF8'), length(convert_to(s, 'UTF8')), md5(convert_to(s, 'UTF8')), encode(convert_to(s, 'UTF8'), 'hex') FROM texts ORDER BY id

-- why: base64 of rows and back
SELECT id, encode(convert_to(s, 'UTF8'), 'base64'), convert_from(decode(encode(convert_to(s, 'UTF8'), 'base64'), 'base64'), 'UTF8') FROM texts ORDER BY id

-- why: lines of base64
SELECT encode(convert_to(repeat('a', n), 'UTF8'), 'base64') FROM (VALUES (0), (1), (56), (57), (58), (114), (115)) v(n)

-- why: digests
SELECT sha224('abc'), sha256('abc'), sha384(''), sha512('\x00')

-- why: order and groups
SELECT b, count(*) FROM (VALUES ('\x00'::bytea), ('\xff'), (''), ('\x00'), (NULL)) v(b) GROUP BY b ORDER BY b

-- why: comparisons
SELECT b < '\x10', b = '', b IN ('\x00', '\xff'), b || '\x01' FROM (VALUES ('\x00'::bytea), ('\xff'), (''), (NULL)) v(b)

-- why: bytes out of range
SELECT get_byte('\x00', 1)

-- why: not UTF-8
SELECT convert_from('\xff', 'UTF8')

-- why: odd hex
SELECT decode('123', 'hex')

-- why: text of bytes
SELECT b::text, length(b), octet_length(b) FROM (VALUES ('\x00ff'::bytea), ('')) v(b)

-- why: bits, ends and places of bytea
SELECT get_bit('\x1234567890'::bytea, 30), set_bit('\x1234567890'::bytea, 30, 0), set_bit('\x12'::bytea, 0, 1), bit_count('\x1234567890'::bytea), btrim('\x1234567890'::bytea, '\x9012'::bytea), ltrim('\x1234'::bytea, '\x12'::bytea), rtrim('\x0000'::bytea, '\x00'::bytea), btrim(''::bytea, '\x00'), overlay('\x1234567890'::bytea placing '\x0203'::bytea from 2 for 3)

-- why: bits out of range
SELECT get_bit(''::bytea, 0)

-- why: a bit that is none
-- message: same
SELECT set_bit('\x12'::bytea, 0, 2)

-- why: the escape format, there and back
SELECT encode('\x000112ff5c617f80'::bytea, 'escape'), decode('\000\001a\\\377', 'escape'), encode(NULL::bytea, 'escape'), decode('', 'escape')

-- why: what is no escape
-- message: same
SELECT decode('a\', 'escape')

-- why: octal numbers beyond a byte
-- message: same
SELECT decode('\400', 'escape')

-- why: string_agg of bytea
SELECT string_agg(x, '\x00'::bytea ORDER BY x DESC), string_agg(x, NULL ORDER BY x), string_agg(x, x ORDER BY x) FROM (VALUES ('\x01'::bytea), ('\x02'), (NULL)) v(x)
