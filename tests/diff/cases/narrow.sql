-- why: a list of whole numbers over an unsigned column
SELECT id, u8 IN (0, 1, 7, 255, 999999999999999999), u8 NOT IN (0, 1, 7) FROM unsigned ORDER BY id

-- why: the largest bigint, and more, in the list
SELECT id FROM unsigned WHERE u8 IN (9223372036854775807, 18446744073709551615, 18446744073709551616) ORDER BY id

-- why: fractions and signs in the list
SELECT id, u8 IN (1.5, 7), u8 IN (1.0, -1), u8 IN (-0, 255.00), u8 IN ('7', 1) FROM unsigned ORDER BY id

-- why: NULL in the list
SELECT id, u8 IN (1, NULL), u8 NOT IN (1, NULL) FROM unsigned ORDER BY id
