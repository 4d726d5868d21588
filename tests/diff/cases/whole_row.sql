-- why: rows as text
SELECT ROW(1, 'a', NULL, true, 1.50, date '2024-02-29'), ROW('a b', 'q"', 'b\', '', 'c,d', '(x)'), ROW(ARRAY[1,2], ROW(1, 2)), ROW()

-- why: a row of a subquery
SELECT x FROM (SELECT id, a, k FROM lefts) x ORDER BY x.id

-- why: of times
SELECT x::text FROM (SELECT id, d, ts FROM times) x ORDER BY x.id

-- why: of numbers
SELECT x::text FROM (SELECT id, i8, n, b FROM numbers) x ORDER BY x.id

-- why: of arrays
SELECT x::text FROM (SELECT id, a, t, n FROM arrays) x ORDER BY x.id

-- why: rows of an outer join
SELECT l.id, r::text, r IS NULL, r IS NOT NULL FROM lefts l LEFT JOIN rights r ON r.k = l.k ORDER BY l.id, r.id

-- why: count of rows
SELECT count(l), count(r), count(*) FROM lefts l LEFT JOIN rights r ON r.k = l.k

-- why: a row is NULL if all its columns are
SELECT l.id, l IS NULL, l IS NOT NULL FROM lefts l ORDER BY id

-- why: fields
SELECT (l).a, (l).id + 1, (ROW(1, 'x'::text)).f2 FROM lefts l ORDER BY l.id

-- why: all fields
SELECT (x).* FROM (SELECT id, a FROM lefts) x ORDER BY id

-- why: no such field
-- message: same
SELECT (ROW(1)).f2

-- why: a column of that name comes first
SELECT id FROM (SELECT id, 7 AS l FROM lefts) l ORDER BY l, id

-- why: no such name
-- message: same
SELECT z FROM lefts l

-- why: in CASE
SELECT CASE WHEN id = 1 THEN x END::text FROM (SELECT id, a FROM lefts) x ORDER BY id

-- why: sorted by a row
SELECT x FROM (SELECT id, a FROM lefts) x ORDER BY x

-- why: grouped by a row
SELECT DISTINCT x FROM (SELECT id, a FROM lefts) x

-- why: distinct rows, of floats and NULLs too
SELECT count(DISTINCT (k, a)), count(DISTINCT ROW(k)), count(DISTINCT l) FROM lefts l

-- why: distinct rows of numbers
SELECT count(DISTINCT (f8, n, i8)), count(DISTINCT (b, s)) FROM numbers JOIN texts USING (id)

-- why: rows in other functions
-- refused: rows as arguments
SELECT array_agg(l) FROM lefts l
