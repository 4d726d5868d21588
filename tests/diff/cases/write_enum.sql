-- why: labels in an order that is not that of their letters
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'it''s "so" \so', '')

-- why: there is one
CREATE TYPE mood AS ENUM ('x')

-- why: a label twice
CREATE TYPE twice AS ENUM ('x', 'y', 'x')

-- why: a table
CREATE TABLE people (id int PRIMARY KEY, m mood, n mood NOT NULL DEFAULT 'ok', s text)

-- why: rows of constants
INSERT INTO people VALUES (1, 'happy', 'sad', 'ok'), (2, 'sad', 'happy', 'sad'), (3, NULL, 'ok', 'x'), (4, 'ok', 'ok', NULL)

-- why: a default, and labels to be quoted
INSERT INTO people (id, m, s) VALUES (5, 'it''s "so" \so', 'happy')

-- why: an empty one
INSERT INTO people (id, m) VALUES (6, '')

-- why: no label
-- message: same
INSERT INTO people (id, m) VALUES (7, 'bad')

-- why: text is no enum
INSERT INTO people (id, m) SELECT 8, s FROM people

-- why: but may be cast
INSERT INTO people (id, m) SELECT id + 10, s::mood FROM people WHERE s <> 'x'

-- why: unless it is none
INSERT INTO people (id, m) SELECT id + 20, s::mood FROM people

-- why: they read back
SELECT * FROM people ORDER BY id

-- why: order is as declared
SELECT id, m FROM people ORDER BY m, id

-- why: and backward
SELECT id, m FROM people ORDER BY m DESC, id

-- why: comparisons, too
SELECT id, m < 'happy', m = n, m <> 'ok', n >= 'ok', m IS NULL, m IN ('sad', 'happy'), m BETWEEN 'ok' AND 'happy' FROM people ORDER BY id

-- why: in WHERE
SELECT id FROM people WHERE m > 'sad' ORDER BY id

-- why: IN, NOT IN
SELECT id FROM people WHERE m NOT IN ('sad', 'ok') ORDER BY id

-- why: ANY
SELECT id FROM people WHERE n = 'ok' OR m = n ORDER BY id

-- why: not compared with what is none
-- message: same
SELECT id FROM people WHERE m = 'bad'

-- why: nor with text
SELECT id FROM people WHERE m = s

-- why: unless as text
SELECT id FROM people WHERE m::text = s ORDER BY id

-- why: or as an enum
SELECT id, s::mood FROM people WHERE s IN ('ok', 'sad') ORDER BY id

-- why: groups
SELECT m, count(*), min(n), max(n) FROM people GROUP BY m ORDER BY m

-- why: DISTINCT
SELECT DISTINCT n FROM people ORDER BY n

-- why: aggregates
SELECT min(m), max(m), count(m), count(DISTINCT m) FROM people

-- why: over nothing
SELECT min(m), max(m) FROM people WHERE false

-- why: windows
SELECT id, lag(m) OVER (ORDER BY id), first_value(n) OVER (ORDER BY id), max(m) OVER (ORDER BY id), rank() OVER (ORDER BY m) FROM people ORDER BY id

-- why: choices
SELECT id, coalesce(m, 'sad'), CASE WHEN id > 2 THEN 'happy' ELSE m END, nullif(m, 'ok'), greatest(m, n), least(m, n, 'ok') FROM people ORDER BY id

-- why: joins
SELECT a.id, b.id FROM people a JOIN people b ON a.m = b.n ORDER BY 1, 2

-- why: outer joins
SELECT a.id, b.m, b.n FROM people a LEFT JOIN people b ON b.id = a.id + 10 ORDER BY 1

-- why: sets
SELECT m FROM people UNION SELECT n FROM people ORDER BY 1

-- why: subqueries
SELECT id FROM people WHERE m IN (SELECT n FROM people) ORDER BY id

-- why: less than some
-- refused: 0A000
SELECT id FROM people WHERE m < ANY (SELECT n FROM people) ORDER BY id

-- why: correlated
SELECT id, (SELECT count(*) FROM people b WHERE b.n = a.m), EXISTS (SELECT 1 FROM people b WHERE b.n > a.m) FROM people a ORDER BY id

-- why: gathered
SELECT string_agg(m::text, ',' ORDER BY m, id), mode() WITHIN GROUP (ORDER BY n) FROM people

-- why: arrays of them
SELECT array_agg(m ORDER BY id)::text FROM people

-- why: a list of values
SELECT * FROM (VALUES ('ok'::mood, 1), ('sad', 2), (NULL, 3)) AS v (m, i) ORDER BY m

-- why: with WITH and LIMIT
WITH w AS (SELECT m, n FROM people ORDER BY m DESC NULLS LAST, n LIMIT 3) SELECT m, n FROM w ORDER BY n, m

-- why: DISTINCT ON
SELECT DISTINCT ON (n) n, id, m FROM people ORDER BY n, m DESC NULLS LAST, id

-- why: totals
SELECT m, count(*) FROM people GROUP BY ROLLUP (m) ORDER BY m NULLS FIRST, 2

-- why: json
SELECT id, to_json(m), json_build_object('m', m) FROM people ORDER BY id

-- why: scalar ones
SELECT (SELECT max(m) FROM people), (SELECT m FROM people WHERE id = 3)

-- why: as text
SELECT id, m::text, m || '!', upper(m::text), length(n::text), concat(m, '-', n), m::varchar(2) FROM people ORDER BY id

-- why: no function takes it as text by itself
SELECT upper(m) FROM people

-- why: constants
SELECT 'sad'::mood < 'ok'::mood, 'sad'::mood, NULL::mood, CAST('happy' AS mood)

-- why: arithmetic is none
SELECT m + 1 FROM people

-- why: they change
UPDATE people SET m = 'happy', n = DEFAULT WHERE id = 2

-- why: with a check
-- message: same
UPDATE people SET m = 'bad' WHERE id = 2

-- why: NULL
UPDATE people SET m = NULL WHERE m = 'it''s "so" \so'

-- why: they have
SELECT * FROM people ORDER BY id

-- why: rows that go
DELETE FROM people WHERE m > 'ok' AND id > 10

-- why: a table of a query
CREATE TABLE people2 AS SELECT id, m, CASE WHEN id > 2 THEN n END AS maybe FROM people

-- why: keeps the type
SELECT * FROM people2 ORDER BY maybe, id

-- why: a view, too
CREATE VIEW peoplev AS SELECT id, m, n FROM people WHERE n > 'sad'

-- why: of it
SELECT * FROM peoplev ORDER BY n, id

-- why: a view has the type as it was
-- refused: 0A000
ALTER TYPE mood ADD VALUE 'never'

-- why: so it goes first
DROP VIEW peoplev

-- why: here too, now that there is none
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'never'

-- why: all labels
SELECT enum_first(NULL::mood), enum_last('sad'::mood), enum_range(NULL::mood)::text, array_length(enum_range(NULL::mood), 1)

-- why: as rows
SELECT x, x > 'ok' FROM unnest(enum_range(NULL::mood)) AS x ORDER BY x DESC

-- why: a prepared statement
PREPARE by_mood (mood, text) AS SELECT id, m FROM people WHERE m >= $1 AND n <> $2 ORDER BY id

-- why: with its values
EXECUTE by_mood ('ok', 'happy')

-- why: and wrong ones
EXECUTE by_mood ('bad', 'happy')

-- why: a schema's own
CREATE TYPE public.color AS ENUM ('red', 'green')

-- why: by its full name
SELECT 'green'::public.color > 'red'

-- why: two types are not compared
SELECT 'green'::color = 'sad'::mood

-- why: nor made of one another
SELECT 'green'::color::mood

-- why: but as text
SELECT 'green'::color::text = 'green', ('green'::color::text)::color

-- why: a temporary table
CREATE TEMP TABLE paint (id int, c color, m mood)

-- why: rows
INSERT INTO paint VALUES (1, 'green', 'sad'), (2, 'red', 'happy'), (3, NULL, NULL)

-- why: both
SELECT * FROM paint ORDER BY c, m

-- why: unpacked by PIVOT's forms of SQL
SELECT count(*) FILTER (WHERE c = 'red') AS red, count(*) FILTER (WHERE c = 'green') AS green FROM paint

-- why: another type of a column
ALTER TABLE paint ALTER COLUMN c TYPE text

-- why: as text
SELECT c FROM paint ORDER BY c

-- why: and back
ALTER TABLE paint ALTER COLUMN c TYPE color USING c::color

-- why: as enum
SELECT c FROM paint ORDER BY c

-- why: done
DROP TABLE paint

-- why: done
DROP TYPE IF EXISTS color, nothing_so_far

-- why: another label
ALTER TYPE mood ADD VALUE 'ecstatic'

-- why: the same again
ALTER TYPE mood ADD VALUE 'ecstatic'

-- why: is no error then
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ecstatic'

-- why: is used
INSERT INTO people (id, m) VALUES (30, 'ecstatic')

-- why: is the greatest
SELECT id, m, m > 'happy' FROM people ORDER BY m DESC NULLS LAST, id

-- why: behind the last
ALTER TYPE mood ADD VALUE 'manic' AFTER 'ecstatic'

-- why: no neighbor
ALTER TYPE mood ADD VALUE 'numb' AFTER 'nobody'

-- why: a column that comes later
ALTER TABLE people ADD COLUMN later mood DEFAULT 'manic'

-- why: is of the type
SELECT id, later FROM people ORDER BY id

-- why: the catalog knows the type
SELECT t.typname, t.typtype, t.typcategory, t.typlen, e.typname, n.nspname = current_schema() FROM pg_type t JOIN pg_type e ON e.oid = t.typarray JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'mood'

-- why: its labels
SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'mood' ORDER BY e.enumsortorder

-- why: and its columns
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atttypid = 'mood'::regtype FROM pg_attribute a WHERE a.attrelid = 'people'::regclass AND a.attnum > 0 ORDER BY a.attnum

-- why: no relation has its name
SELECT count(*) FROM pg_class WHERE relname = 'mood'

-- why: information_schema
SELECT column_name, data_type, udt_name FROM information_schema.columns WHERE table_name = 'people' ORDER BY ordinal_position

-- why: ClickHouse's Enums have numbers that rows hold
-- refused: 0A000
ALTER TYPE mood ADD VALUE 'numb' BEFORE 'sad'

-- why: columns have it
DROP TYPE mood

-- why: done
DROP TABLE people, people2

-- why: now it goes
DROP TYPE mood

-- why: there is none
DROP TYPE mood

-- why: no error
DROP TYPE IF EXISTS mood

-- why: nothing knows it any more
SELECT 'sad'::mood
