-- why: keys, storage and table space in CREATE TABLE
CREATE TABLE bd_area (area int NOT NULL PRIMARY KEY, label char(8) UNIQUE DEFERRABLE INITIALLY DEFERRED) WITH (fillfactor = 70, autovacuum_enabled = false) TABLESPACE pg_default

-- why: a foreign key of a column and one of the table
CREATE TABLE bd_shop (shop bigint NOT NULL, area int REFERENCES bd_area ON DELETE CASCADE, boss bigint, FOREIGN KEY (area) REFERENCES bd_area (area)) USING heap

-- why: what a foreign key refers to must exist
-- message: same
CREATE TABLE bd_bad (a int REFERENCES bd_none)

-- why: and its columns
-- message: same
CREATE TABLE bd_bad (a int, FOREIGN KEY (a) REFERENCES bd_area (none))

-- why: its own column
-- message: same
CREATE TABLE bd_bad (a int, FOREIGN KEY (b) REFERENCES bd_area (area))

-- why: storage parameters that PostgreSQL does not know
-- message: same
CREATE TABLE bd_bad (a int) WITH (fill = 1)

-- why: storage of a table made by a query
CREATE UNLOGGED TABLE bd_copy WITH (fillfactor = 50) TABLESPACE pg_default AS SELECT 1 AS a

-- why: rows
INSERT INTO bd_area VALUES (1, 'north'), (2, NULL)

-- why: rows
INSERT INTO bd_shop VALUES (10, 1, NULL), (11, 2, 10)

-- why: a primary key after the rows
ALTER TABLE ONLY bd_shop ADD CONSTRAINT bd_shop_pkey PRIMARY KEY (shop)

-- why: several at once, one of them to the table itself
ALTER TABLE bd_shop ADD FOREIGN KEY (boss) REFERENCES bd_shop (shop) NOT VALID, ADD CONSTRAINT bd_u UNIQUE (shop, area)

-- why: a column that does not exist
-- message: same
ALTER TABLE bd_shop ADD UNIQUE (none)

-- why: a table that does not exist
-- message: same
ALTER TABLE bd_none ADD PRIMARY KEY (a)

-- why: and does not have to
ALTER TABLE IF EXISTS bd_none ADD PRIMARY KEY (a)

-- why: constraints go
ALTER TABLE bd_shop DROP CONSTRAINT bd_u

-- why: what only means something to storage
ALTER TABLE bd_shop SET (autovacuum_enabled = off), ALTER COLUMN area SET STATISTICS 500, ALTER area SET STORAGE PLAIN, SET WITHOUT CLUSTER, DISABLE TRIGGER ALL

-- why: of a column that does not exist
-- message: same
ALTER TABLE bd_shop ALTER COLUMN none SET STATISTICS 500

-- why: row security would hide rows: it is not taken lightly
-- refused: 0A000
ALTER TABLE bd_shop ENABLE ROW LEVEL SECURITY

-- why: an index
CREATE INDEX bd_i ON bd_shop USING btree (area DESC NULLS LAST, (boss + 1)) INCLUDE (shop) WITH (fillfactor = 90) WHERE area > 0

-- why: UNIQUE, and without a name
CREATE UNIQUE INDEX ON bd_shop (shop)

-- why: a column that does not exist
-- message: same
CREATE INDEX ON bd_shop (none)

-- why: a table that does not exist
-- message: same
CREATE INDEX ON bd_none (a)

-- why: upkeep
ANALYZE bd_shop (shop, area)

-- why: upkeep
VACUUM (FULL, ANALYZE) bd_shop, bd_area

-- why: a column that does not exist
-- message: same
ANALYZE bd_shop (none)

-- why: a table that does not exist
-- message: same
VACUUM bd_none

-- why: upkeep
CLUSTER bd_shop USING bd_shop_pkey

-- why: upkeep
REINDEX TABLE bd_shop

-- why: upkeep
DROP INDEX IF EXISTS bd_i

-- why: rows are as they were
SELECT * FROM bd_shop JOIN bd_area USING (area) ORDER BY shop

-- why: two tables, of which one refers to the other
TRUNCATE bd_area, bd_shop

-- why: are empty
SELECT (SELECT count(*) FROM bd_area), count(*) FROM bd_shop

-- why: a name that does not exist leaves the others as they are
-- message: same
TRUNCATE bd_copy, bd_none

-- why: as they are
SELECT * FROM bd_copy

-- why: several views
CREATE VIEW bd_v1 AS SELECT 1 AS a

-- why: several views
CREATE VIEW bd_v2 AS SELECT 1 AS a

-- why: go together
DROP VIEW bd_v1, bd_v2

-- why: settings of the planner
SET enable_nestloop = off

-- why: whose value SHOW tells
SHOW enable_nestloop

-- why: in blocks of 8 kB
SET effective_cache_size = 3

-- why: shown in the largest unit that fits
SHOW effective_cache_size

-- why: and with a unit
SET effective_cache_size = '2GB'

-- why: shown in the largest unit that fits
SHOW effective_cache_size

-- why: a real
SET random_page_cost = 1.1

-- why: shown
SHOW random_page_cost

-- why: beyond its range
-- message: same
SET geqo_selection_bias = 3

-- why: no such value
-- message: same
SET plan_cache_mode = 'never'

-- why: defaults as pg_dump writes them, collations of bytes
CREATE TABLE bd_dump (id serial PRIMARY KEY, big bigserial, note text DEFAULT NULL::character varying, word varchar(9) COLLATE "C" DEFAULT 'a'::character varying NOT NULL, made_day date DEFAULT NULL::date)

-- why: every row gives its numbers
INSERT INTO bd_dump (id, big) VALUES (1, 2), (2, 3)

-- why: what was written
SELECT * FROM bd_dump ORDER BY id

-- why: pgpivot has no sequences, and does not guess
-- differs: serial gives no numbers
INSERT INTO bd_dump (word) VALUES ('x')

-- why: other collations
-- refused: 0A000
CREATE TABLE bd_bad (a text COLLATE "de_DE")
