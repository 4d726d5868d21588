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
