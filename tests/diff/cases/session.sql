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

-- why: channels
-- message: same
LISTEN a

-- why: channels
-- message: same
SELECT pg_listening_channels()

-- why: channels
-- message: same
LISTEN "B c"

-- why: channels
-- message: same
SELECT * FROM pg_listening_channels() ORDER BY 1

-- why: channels
-- message: same
SELECT count(*) FROM pg_listening_channels() AS c WHERE c = 'a'

-- why: channels
-- message: same
BEGIN

-- why: channels
-- message: same
LISTEN d

-- why: channels
-- message: same
UNLISTEN a

-- why: channels
-- message: same
SELECT pg_listening_channels()

-- why: channels
-- message: same
ROLLBACK

-- why: channels
-- message: same
SELECT count(*) FROM pg_listening_channels()

-- why: channels
-- message: same
BEGIN

-- why: channels
-- message: same
LISTEN e

-- why: channels
-- message: same
SAVEPOINT s

-- why: channels
-- message: same
LISTEN f

-- why: channels
-- message: same
ROLLBACK TO s

-- why: channels
-- message: same
COMMIT

-- why: channels
-- message: same
SELECT * FROM pg_listening_channels() ORDER BY 1

-- why: channels
-- message: same
UNLISTEN a

-- why: channels
-- message: same
SELECT count(*) FROM pg_listening_channels()

-- why: channels
-- message: same
DISCARD ALL

-- why: channels
-- message: same
SELECT pg_listening_channels()

-- why: notifications
-- message: same
SELECT pg_notify('a', 'b')

-- why: notifications
-- message: same
SELECT pg_notify('', 'b')

-- why: notifications
-- message: same
SELECT pg_notify(NULL, 'b')

-- why: notifications
-- message: same
SELECT pg_notify('a', NULL)

-- why: notifications
-- message: same
SELECT pg_notify(repeat('x', 63), 'b')

-- why: notifications
-- message: same
SELECT pg_notify(repeat('x', 64), 'b')

-- why: notifications
-- message: same
SELECT pg_notify('x', repeat('x', 7999))

-- why: notifications
-- message: same
SELECT pg_notify('x', repeat('x', 8000))

-- why: notifications
-- message: same
SELECT pg_notify('n' || id, 'x') FROM numbers WHERE id < 3

-- why: notifications
-- message: same
SELECT 1, pg_notify('a', 'b') AS n, 2

-- why: notifications
-- message: same
NOTIFY a, 'pay'

-- why: notifications
-- message: same
NOTIFY "A"

-- why: notifications
-- message: same
SELECT pg_notification_queue_usage()

-- why: notifications
-- message: same
BEGIN READ ONLY

-- why: notifications
-- message: same
NOTIFY x

-- why: notifications
-- message: same
LISTEN x

-- why: notifications
-- message: same
ROLLBACK

-- why: signals
-- message: same
SELECT pg_cancel_backend(99999)

-- why: signals
-- message: same
SELECT pg_terminate_backend(99998), pg_cancel_backend(99999) AS c

-- why: signals
-- message: same
SELECT pg_terminate_backend(99999, -1)

-- why: signals
-- message: same
SELECT pg_terminate_backend(99999, 100)

-- why: signals
-- message: same
SELECT pg_cancel_backend(NULL)

-- why: signals
-- message: same
SELECT pg_cancel_backend(pg_backend_pid())

-- why: signals
-- message: same
SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = 'nobody asks this'

-- why: what sessions do
SELECT usename, datname, state, query, backend_type, application_name, wait_event, xact_start IS NOT NULL AS x, query_start <= now() AS q, backend_start <= xact_start AS b, state_change >= query_start AS s FROM pg_stat_activity WHERE pid = pg_backend_pid() AND state = 'active'

-- why: what sessions do
-- message: same
SELECT ssl, version, cipher, bits, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()

-- why: what sessions do
-- message: same
PREPARE asks(int, text) AS SELECT $1, $2

-- why: what sessions do
-- message: same
SELECT name, statement, parameter_types, from_sql FROM pg_prepared_statements

-- why: what sessions do
-- message: same
DEALLOCATE asks

-- why: what sessions do
-- message: same
SELECT name FROM pg_prepared_statements

-- why: what sessions do
-- message: same
BEGIN

-- why: what sessions do
-- message: same
DECLARE c SCROLL CURSOR FOR SELECT 1

-- why: what sessions do
-- message: same
SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors WHERE name = 'c'

-- why: what sessions do
-- message: same
CLOSE c

-- why: what sessions do
-- message: same
SELECT count(*) FROM pg_cursors WHERE name = 'c'

-- why: what sessions do
-- message: same
COMMIT

SET statement_timeout = '5s'

SELECT name, setting, unit, boot_val, reset_val FROM pg_settings WHERE name = 'statement_timeout'

SET statement_timeout = 0

-- why: every parameter that a session may set is one of PostgreSQL's, with its limits
SELECT name, unit, vartype, context, min_val, max_val, enumvals FROM pg_settings WHERE context = 'user' AND name NOT LIKE '%.%' AND name <> 'session_replication_role' ORDER BY name

-- why: who may set what
-- message: same
SET port = 1

-- why: who may set what
-- message: same
SET ssl = on

-- why: who may set what
-- message: same
SET block_size = 1

-- message: same
SET default_table_access_method = 'other'

SET vacuum_cost_delay = '1500us'

SHOW vacuum_cost_delay

SELECT setting, unit, reset_val, source, pending_restart FROM pg_settings WHERE name = 'vacuum_cost_delay'

-- message: same
SET vacuum_cost_delay = '1s'

RESET vacuum_cost_delay
