-- why: the next transaction begins with the same characteristics
-- message: same
BEGIN READ ONLY

-- why: the next transaction begins with the same characteristics
-- message: same
COMMIT AND CHAIN

-- why: the next transaction begins with the same characteristics
-- message: same
SHOW transaction_read_only

-- why: the next transaction begins with the same characteristics
-- message: same
ROLLBACK AND CHAIN

-- why: the next transaction begins with the same characteristics
-- message: same
SHOW transaction_read_only

-- why: the next transaction begins with the same characteristics
-- message: same
ROLLBACK

-- why: the next transaction begins with the same characteristics
-- message: same
SHOW transaction_read_only

-- why: the next transaction begins with the same characteristics
-- message: same
COMMIT AND CHAIN

-- why: the next transaction begins with the same characteristics
-- message: same
ROLLBACK AND CHAIN

-- why: the next transaction begins with the same characteristics
-- message: same
BEGIN ISOLATION LEVEL SERIALIZABLE

-- why: the next transaction begins with the same characteristics
-- message: same
SELECT 1/0

-- why: the next transaction begins with the same characteristics
-- message: same
COMMIT AND CHAIN

-- why: the next transaction begins with the same characteristics
-- message: same
SHOW transaction_isolation

-- why: the next transaction begins with the same characteristics
-- message: same
COMMIT

-- why: two-phase commit
-- message: same
PREPARE TRANSACTION 'x'

-- why: two-phase commit
-- message: same
BEGIN

-- why: two-phase commit
-- message: same
PREPARE TRANSACTION 'x'

-- why: two-phase commit
-- message: same
COMMIT

-- why: two-phase commit
-- message: same
COMMIT PREPARED 'x'

-- why: two-phase commit
-- message: same
ROLLBACK PREPARED 'x'

-- why: two-phase commit
-- message: same
BEGIN

-- why: two-phase commit
-- message: same
COMMIT PREPARED 'x'

-- why: two-phase commit
-- message: same
PREPARE TRANSACTION 'x'

-- why: roles
-- message: same
SET ROLE nobody

-- why: roles
-- message: same
SET ROLE none

-- why: roles
-- message: same
RESET ROLE

-- why: roles
-- message: same
SHOW role

-- why: roles
-- message: same
SET ROLE tester

-- why: roles
-- message: same
SHOW role

-- why: roles
-- message: same
RESET ROLE

-- why: roles
-- message: same
SET SESSION AUTHORIZATION tester

-- why: roles
-- message: same
SET SESSION AUTHORIZATION nobody

-- why: roles
-- message: same
SET SESSION AUTHORIZATION DEFAULT

-- why: roles
-- message: same
RESET SESSION AUTHORIZATION

-- why: roles
-- message: same
SHOW session_authorization

-- why: roles
-- message: same
SET session_authorization = 'nobody'

-- why: values and units
-- message: same
SET transaction_timeout = 5

-- why: values and units
-- message: same
SET lock_timeout = '5s'

-- why: values and units
-- message: same
SHOW lock_timeout

-- why: values and units
-- message: same
SET idle_session_timeout = '1min'

-- why: values and units
-- message: same
SHOW idle_session_timeout

-- why: values and units
-- message: same
RESET idle_session_timeout

-- why: values and units
-- message: same
SET idle_in_transaction_session_timeout = 100.5

-- why: values and units
-- message: same
SHOW idle_in_transaction_session_timeout

-- why: values and units
-- message: same
RESET idle_in_transaction_session_timeout

-- why: values and units
-- message: same
SET statement_timeout = '5 parsecs'

-- why: values and units
-- message: same
SET statement_timeout = -1

-- why: values and units
-- message: same
SET statement_timeout = 3000000000

-- why: values and units
-- message: same
SET statement_timeout = '1d'

-- why: values and units
-- message: same
SHOW statement_timeout

-- why: values and units
-- message: same
RESET statement_timeout

-- why: values and units
-- message: same
SET work_mem = '1kB'

-- why: values and units
-- message: same
SET work_mem = '1.5GB'

-- why: values and units
-- message: same
SHOW work_mem

-- why: values and units
-- message: same
RESET work_mem

-- why: values and units
-- message: same
SET work_mem = 'abc'

-- why: values and units
-- message: same
SET enable_seqscan = maybe

-- why: values and units
-- message: same
SET enable_seqscan TO fa

-- why: values and units
-- message: same
SHOW enable_seqscan

-- why: values and units
-- message: same
RESET enable_seqscan

-- why: values and units
-- message: same
SET random_page_cost = '1.1x'

-- why: values and units
-- message: same
SET random_page_cost = -1

-- why: values and units
-- message: same
SET seq_page_cost = 1e3

-- why: values and units
-- message: same
SHOW seq_page_cost

-- why: values and units
-- message: same
RESET seq_page_cost

-- why: values and units
-- message: same
SET client_min_messages = 'foo'

-- why: values and units
-- message: same
SET nope = 1

-- why: values and units
-- message: same
SHOW nope

-- why: values and units
-- message: same
RESET nope

-- why: values and units
-- message: same
SET bytea_output = 'foo'

-- why: values and units
-- message: same
SET extra_float_digits = 4

-- why: values and units
-- message: same
SET TimeZone = 'nope'

-- why: values and units
-- message: same
SET LOCAL work_mem = '1MB'

-- why: custom parameters
-- message: same
SET foo.bar = 'x'

-- why: custom parameters
-- message: same
SHOW foo.bar

-- why: custom parameters
-- message: same
RESET foo.bar

-- why: custom parameters
-- message: same
SHOW foo.bar

-- why: custom parameters
-- message: same
SET foo.bar.baz = 'x'

-- why: custom parameters
-- message: same
SHOW foo.bar.baz

-- why: custom parameters
-- message: same
SET "foo.b-r" = 1

-- why: custom parameters
-- message: same
SHOW foo.nope

-- why: custom parameters
-- message: same
SELECT current_setting('foo.nope')

-- why: custom parameters
-- message: same
SELECT current_setting('foo.nope', true) IS NULL

-- why: custom parameters
-- message: same
SELECT set_config('foo.x', 'y', true), current_setting('foo.x', true)

-- why: custom parameters
-- message: same
SHOW foo.x

-- why: custom parameters
-- message: same
BEGIN

-- why: custom parameters
-- message: same
SELECT set_config('foo.x', 'y', true)

-- why: custom parameters
-- message: same
SHOW foo.x

-- why: custom parameters
-- message: same
SAVEPOINT a

-- why: custom parameters
-- message: same
SET LOCAL foo.x = 'z'

-- why: custom parameters
-- message: same
SHOW foo.x

-- why: custom parameters
-- message: same
ROLLBACK TO a

-- why: custom parameters
-- message: same
SHOW foo.x

-- why: custom parameters
-- message: same
COMMIT

-- why: custom parameters
-- message: same
SHOW foo.x

-- why: custom parameters
-- message: same
BEGIN

-- why: custom parameters
-- message: same
SET foo.y = 'z'

-- why: custom parameters
-- message: same
ROLLBACK

-- why: custom parameters
-- message: same
SHOW foo.y

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE

-- why: characteristics are fixed by the first query
-- message: same
SHOW transaction_isolation

-- why: characteristics are fixed by the first query
-- message: same
SHOW transaction_deferrable

-- why: characteristics are fixed by the first query
-- message: same
SHOW transaction_read_only

-- why: characteristics are fixed by the first query
-- message: same
COMMIT

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SELECT 1

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN READ ONLY

-- why: characteristics are fixed by the first query
-- message: same
SELECT 1

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION READ WRITE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SELECT 1

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION READ ONLY

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION READ WRITE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN READ ONLY

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION READ WRITE

-- why: characteristics are fixed by the first query
-- message: same
SHOW transaction_read_only

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SAVEPOINT a

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SAVEPOINT a

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION NOT DEFERRABLE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN

-- why: characteristics are fixed by the first query
-- message: same
SELECT 1

-- why: characteristics are fixed by the first query
-- message: same
SET TRANSACTION NOT DEFERRABLE

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN READ ONLY

-- why: characteristics are fixed by the first query
-- message: same
SAVEPOINT a

-- why: characteristics are fixed by the first query
-- message: same
SET transaction_read_only = off

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: characteristics are fixed by the first query
-- message: same
BEGIN READ ONLY

-- why: characteristics are fixed by the first query
-- message: same
RESET ALL

-- why: characteristics are fixed by the first query
-- message: same
SHOW transaction_read_only

-- why: characteristics are fixed by the first query
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY

-- why: read-only transactions
-- message: same
CREATE TABLE made_read_only (a int)

-- why: read-only transactions
-- message: same
BEGIN READ WRITE

-- why: read-only transactions
-- message: same
SHOW transaction_read_only

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
RESET default_transaction_read_only

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
DELETE FROM numbers WHERE false

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
UPDATE numbers SET i4 = 1 WHERE false

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
CREATE INDEX ON numbers (id)

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
TRUNCATE numbers

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
ANALYZE numbers

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
DROP TABLE numbers

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN READ ONLY

-- why: read-only transactions
-- message: same
PREPARE writer AS INSERT INTO numbers SELECT * FROM numbers

-- why: read-only transactions
-- message: same
EXECUTE writer

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
DEALLOCATE writer

-- why: read-only transactions
-- message: same
BEGIN

-- why: read-only transactions
-- message: same
VACUUM

-- why: read-only transactions
-- message: same
ROLLBACK

-- why: read-only transactions
-- message: same
BEGIN

-- why: read-only transactions
-- message: same
DISCARD ALL

-- why: read-only transactions
-- message: same
ROLLBACK
