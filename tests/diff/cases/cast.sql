-- why: texts to integers at run time: blanks, signs, zeros in front, the ends of the range
SELECT v, v::int2, v::int4, v::int8 FROM (VALUES (' 7'), ('+7 '), ('-0'), ('00000000000000000000000000012'), ('-32768'), ('32767'), (NULL)) t(v) ORDER BY v

-- why: the value is in the message
-- message: same
SELECT v::int4 FROM (VALUES ('7x')) t(v)

-- why: an empty text is no integer
-- message: same
SELECT v::int8 FROM (VALUES (' ')) t(v)

-- why: quotes, backslashes and letters outside ASCII in the message
-- message: same
SELECT v::int4 FROM (VALUES (E'it''s \\ "é" pgpivot[00000]: ')) t(v)

-- why: an integer text out of range
-- message: same
SELECT v::int2 FROM (VALUES (' 32768 ')) t(v)

-- why: an integer text far out of range
-- message: same
SELECT v::int8 FROM (VALUES ('-340282366920938463463374607431768211457')) t(v)

-- why: a decimal text is no integer
-- message: same
SELECT v::int4 FROM (VALUES ('1.0')) t(v)

-- why: texts to floats at run time
SELECT v, v::float8 FROM (VALUES ('1e5'), (' .5 '), ('5.'), ('-1.5E-300'), ('NaN'), ('nan'), ('inf'), ('-Infinity'), ('+iNf'), ('1.7976931348623157e308'), ('5e-324'), ('0e999'), ('-0'), ('9007199254740993'), ('0.30000000000000004')) t(v) ORDER BY v

-- why: texts to real at run time
SELECT v, v::float4 FROM (VALUES ('1e5'), ('0.1'), ('16777217'), ('3.4028235e38'), ('1e-45'), ('NaN')) t(v) ORDER BY v

-- why: a float text out of range
-- message: same
SELECT v::float8 FROM (VALUES (' 1e400')) t(v)

-- why: a float text too small
-- message: same
SELECT v::float8 FROM (VALUES ('1e-400')) t(v)

-- why: a real text out of range
-- message: same
SELECT v::float4 FROM (VALUES ('1e39')) t(v)

-- why: no float
-- message: same
SELECT v::float8 FROM (VALUES ('1e')) t(v)

-- why: texts to numeric with a scale
SELECT v, v::numeric(12, 3) FROM (VALUES ('1e5'), (' .5 '), ('5.'), ('-1.5E-3'), ('0.0005'), ('-0.00049999'), ('+12.3455'), ('000123')) t(v) ORDER BY v

-- why: texts to numeric show the decimals they have
SELECT v, v::numeric FROM (VALUES ('1.50'), ('7'), ('1e2'), ('1.5e-3'), ('-0.10')) t(v) ORDER BY v

-- why: no numeric
-- message: same
SELECT v::numeric FROM (VALUES ('1,5')) t(v)

-- why: texts to boolean
SELECT v, v::bool FROM (VALUES ('t'), (' TRUE '), ('yE'), ('on'), ('1'), ('f'), ('fal'), ('No'), ('OFF'), ('of'), ('0')) t(v) ORDER BY v

-- why: o is on or off
-- message: same
SELECT v::bool FROM (VALUES ('o')) t(v)

-- why: texts to uuid
SELECT v::uuid FROM (VALUES ('{61F0c4045cb311e7-907ba6006ad3dba0}'), ('61f0c404-5cb3-11e7-907b-a6006ad3dba1'), (NULL)) t(v) ORDER BY 1

-- why: no uuid
-- message: same
SELECT v::uuid FROM (VALUES ('{61f0c404-5cb3-11e7-907b-a6006ad3dba1')) t(v)

-- why: floats of all sizes to text
SELECT id, f8::text, f4::text, (f8 * 1e-200)::text FROM numbers WHERE id <> 11 ORDER BY id

-- why: exponents at the limits of where they are written
SELECT v::text FROM (VALUES (1e15::float8), (999999999999999::float8), (1e14::float8), (0.0001::float8), (0.00001::float8), (0.00012345::float8), (1e21::float8), (1.5e22::float8), (1e100::float8), (1234567890123456.5::float8), (-1e-7::float8), (123456789012345678::float8), (-0.0::float8)) t(v) ORDER BY v

-- why: the same for real
SELECT v::text FROM (VALUES (1e6::float4), (999999::float4), (1234567::float4), (0.0001::float4), (1.5e-5::float4), (1e10::float4), (3.4e38::float4)) t(v) ORDER BY v

-- why: a float joined to a text
SELECT id, 'x' || f8, concat(f4, '/', f8) FROM numbers ORDER BY id

-- why: constants beyond numeric compared with floats
SELECT id, f8 > 1e308, f8 * 1e-300, f8 < -1e300, f4 > 1e30 FROM numbers WHERE id IN (1, 5, 6, 10) ORDER BY id

-- why: a column that can be NULL
-- message: same
SELECT s::int4 FROM texts WHERE id = 1

-- why: the same for boolean
-- message: same
SELECT s::bool FROM texts WHERE id = 1

-- why: the same for numeric
-- message: same
SELECT low::numeric FROM texts WHERE id = 4

-- why: the same for floats
-- message: same
SELECT s::float8 FROM texts WHERE id = 1
