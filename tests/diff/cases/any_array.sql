-- why: a constant array is a list
SELECT id FROM numbers WHERE i4 = ANY ('{1,0,2147483647,-1}') ORDER BY id

-- why: none of it
SELECT id FROM numbers WHERE i4 <> ALL ('{1,0,2147483647}') ORDER BY id

-- why: of a wider type, some beyond the column's
SELECT id FROM numbers WHERE i2 = ANY ('{1,0,40000,-32768}'::bigint[]) OR i4 = ANY ('{1,2147483648}'::bigint[]) ORDER BY id

-- why: of a narrower type
SELECT id FROM numbers WHERE i8 = ANY ('{1,0,-1}'::smallint[]) ORDER BY id

-- why: NULL among them
SELECT id, i4 = ANY ('{1,NULL}'), i4 <> ALL ('{1,NULL}'), i4 = ANY ('{}'), i4 <> ALL ('{}') FROM numbers ORDER BY id

-- why: NULL instead of them
SELECT id, i4 = ANY (NULL::int[]), i4 <> ALL (NULL::int[]) FROM numbers ORDER BY id

-- why: of several dimensions
SELECT id FROM numbers WHERE i4 = ANY ('{{1,2},{0,3}}'::int[]) ORDER BY id

-- why: numbers of other kinds
SELECT id, n = ANY ('{1.5,2}'), f8 = ANY ('{NaN,0,1}'), i4 = ANY ('{1.0,2.5}'::numeric[]), big = ANY ('{1,2}'::int[]) FROM numbers ORDER BY id

-- why: unsigned columns
SELECT id FROM unsigned WHERE u8 = ANY ('{0,1,255}'::numeric[]) OR u4 = ANY ('{-1,4294967295}') OR u1 <> ALL ('{1,-1,300}'::bigint[]) ORDER BY id

-- why: texts, with quotes
SELECT id FROM texts WHERE s = ANY ('{"",a,"it''s","q\"uote",NULL,"null"}') OR kept = ANY ('{A,b}'::varchar[]) ORDER BY id

-- why: dates and timestamps
SELECT id FROM times WHERE d = ANY ('{2024-02-29,1969-12-31}') OR ts = ANY ('{2024-02-29}'::timestamp[]) OR d = ANY ('{2024-02-29}'::timestamp[]) ORDER BY id

-- why: other comparisons
SELECT id FROM numbers WHERE i4 < ANY ('{1,0}') AND i4 > ALL ('{-5,-7}') ORDER BY id

-- why: types that have no operator
-- message: same
SELECT id FROM numbers WHERE i4 = ANY ('{a}'::text[])

-- why: an enum compares as its names
SELECT id FROM kinds WHERE e = ANY ('{low,none}') ORDER BY id

-- why: prepared, the type is found
PREPARE any_int AS SELECT id FROM numbers WHERE i4 = ANY ($1) ORDER BY id

-- why: and the value is a list
EXECUTE any_int ('{1,0}')

-- why: done
DEALLOCATE any_int
