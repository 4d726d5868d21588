-- why: a table with a key and two CHECKs
CREATE TABLE chk (a int PRIMARY KEY, b text NOT NULL, c int, CONSTRAINT small CHECK (c < 10), CHECK (a < c OR b = 'it''s'))

-- why: what they look at, by themselves
SELECT conname, contype, convalidated, conkey, conindid = 0, conislocal, connoinherit FROM pg_constraint WHERE conrelid = 'chk'::regclass AND conname <> 'chk_check' ORDER BY 1

-- why: the key's definition
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'chk'::regclass AND conname = 'chk_pkey'

-- why: how many there are
SELECT relchecks FROM pg_class WHERE oid = 'chk'::regclass

-- why: the standard's view of them
SELECT constraint_name, table_name, constraint_type, is_deferrable, initially_deferred, enforced FROM information_schema.table_constraints WHERE table_name = 'chk' AND constraint_name NOT LIKE '%not_null' ORDER BY 1

-- why: columns of keys only
SELECT constraint_name, column_name, ordinal_position FROM information_schema.key_column_usage WHERE table_name = 'chk' ORDER BY 1, 3

-- why: columns of both
SELECT constraint_name, column_name FROM information_schema.constraint_column_usage WHERE table_name = 'chk' ORDER BY 1, 2

-- why: each has a number of its own
SELECT count(*), count(DISTINCT oid) FROM pg_constraint WHERE conrelid = 'chk'::regclass

-- why: conditions are shown
SELECT constraint_name, check_clause IS NOT NULL FROM information_schema.check_constraints WHERE constraint_name IN ('small', 'chk_check') ORDER BY 1

-- why: in ClickHouse's words
SELECT pg_get_constraintdef(oid) LIKE 'CHECK ((%c%10%))' FROM pg_constraint WHERE conname = 'small'

-- why: its end
DROP TABLE chk
