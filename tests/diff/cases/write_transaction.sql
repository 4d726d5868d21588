-- why: SET TRANSACTION alone is told to do nothing
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE

-- why: of the session
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE

-- why: it is in force
SHOW transaction_isolation

-- why: as the default
SHOW default_transaction_isolation

-- why: back
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED

-- why: a read-only transaction
START TRANSACTION READ ONLY, ISOLATION LEVEL SERIALIZABLE, DEFERRABLE

-- why: with its level
SHOW transaction_isolation

-- why: and its mode
SHOW transaction_read_only

-- why: refuses to write
-- message: same
CREATE TABLE wtx (a int)

-- why: it is over
ROLLBACK

-- why: no block
-- message: same
SAVEPOINT a

-- why: no block
-- message: same
ROLLBACK TO a

-- why: a block
BEGIN

-- why: SET in it
SET application_name = 'one'

-- why: a savepoint
SAVEPOINT a

-- why: SET behind it
SET application_name = 'two'

-- why: is undone
ROLLBACK TO SAVEPOINT a

-- why: to what it was there
SHOW application_name

-- why: a name with capitals
SAVEPOINT "A b"

-- why: released
RELEASE "A b"

-- why: no such name
-- message: same
RELEASE "A b"

-- why: the block has failed
-- message: same
SELECT 1

-- why: but can go back
ROLLBACK TO a

-- why: and on
SHOW application_name

-- why: a mode of the transaction
SET TRANSACTION READ ONLY

-- why: is in force
SHOW transaction_read_only

-- why: the end
COMMIT

-- why: what SET made stays
SHOW application_name

-- why: back
RESET application_name

-- why: tables to empty
CREATE TABLE wta AS SELECT 1 AS a

-- why: tables to empty
CREATE TABLE wtb AS SELECT 1 AS a

-- why: both at once
TRUNCATE wta, wtb RESTART IDENTITY CASCADE

-- why: they are
SELECT * FROM wta UNION ALL SELECT * FROM wtb

-- why: one is not there
-- message: same
TRUNCATE wta, nowhere

-- why: no block
-- message: same
LOCK TABLE wta

-- why: the end
DROP TABLE wta, wtb
