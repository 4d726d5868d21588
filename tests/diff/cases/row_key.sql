-- why: ORDER BY a row
SELECT id FROM lefts ORDER BY ROW(k, id)

-- why: NULLS LAST is said of the row, whose fields are NULL
SELECT id FROM lefts ORDER BY (k, id) DESC NULLS LAST

-- why: by a row that is shown, by its name and place
SELECT x.r::text FROM (SELECT ROW(id, a) AS r FROM lefts l ORDER BY r, 1 DESC LIMIT 2) x ORDER BY 1

-- why: rows that an outer join leaves out are the last
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON r.id = l.k ORDER BY r, l.id

-- why: or the first
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON r.id = l.k ORDER BY r DESC, l.id

-- why: where they are told to
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON r.id = l.k ORDER BY r NULLS FIRST, l.id

-- why: NaN, infinities and NULLs in fields
SELECT n.f8, n.id FROM numbers n ORDER BY ROW(f8, i4), id

-- why: texts
SELECT id FROM texts ORDER BY ROW(s, low), id

-- why: dates
SELECT id FROM times t ORDER BY ROW(d, ts) DESC, id

-- why: GROUP BY a row
SELECT ROW(k, id % 2), count(*) FROM lefts GROUP BY ROW(k, id % 2) ORDER BY ROW(k, id % 2)

-- why: by its place, with a constant in it
SELECT ROW(k, 1), count(*) FROM lefts GROUP BY 1 ORDER BY 1

-- why: of an outer join
SELECT r::text, count(*) FROM lefts l LEFT JOIN rights r ON r.id = l.k GROUP BY r ORDER BY r

-- why: -0 and 0 are one, NaN is one
SELECT count(*), min(id) FROM numbers GROUP BY ROW(f8) ORDER BY 2

-- why: a list in parentheses is no row
SELECT k, count(*) FROM lefts GROUP BY (k, id) ORDER BY 1, 2

-- why: DISTINCT rows
SELECT count(*) FROM (SELECT DISTINCT ROW(k, b) FROM lefts, t1) s

-- why: that floats are in
-- refused: grouping and sorting by rows is not supported yet
SELECT count(*) FROM (SELECT DISTINCT ROW(f8) FROM numbers) s

-- why: DISTINCT ON
SELECT DISTINCT ON (ROW(k, id % 2)) k, id FROM lefts ORDER BY ROW(k, id % 2), id DESC

-- why: windows
SELECT id, rank() OVER (ORDER BY ROW(k, id)), count(*) OVER (PARTITION BY ROW(k)) FROM lefts ORDER BY 1

-- why: an aggregate's order
SELECT string_agg(a, ',' ORDER BY ROW(k, a) DESC) FROM lefts

-- why: rows as values: NULL fields are equal
SELECT id, l = l, l <> l, l IS DISTINCT FROM l FROM lefts l ORDER BY id

-- why: of two tables
SELECT l IS NOT DISTINCT FROM x, l = x FROM lefts l JOIN lefts x ON x.id <= l.id ORDER BY l.id, x.id

-- why: one that is left out is NULL
SELECT l.id, r = r, r IS DISTINCT FROM r, r IS NOT DISTINCT FROM s FROM lefts l LEFT JOIN rights r ON r.id = l.k LEFT JOIN rights s ON s.id = l.id ORDER BY l.id

-- why: fields of other types
-- message: same
SELECT l = n FROM lefts l, t1 n

-- why: ROW = ROW is of the fields, and NULL with them
SELECT ROW(id, k) = ROW(id, k), ROW(id, k) IS NOT DISTINCT FROM ROW(id, k) FROM lefts ORDER BY id

-- why: ROLLUP of a row
-- refused: rows in grouping sets are not supported yet
SELECT l, count(*) FROM lefts l GROUP BY ROLLUP (l)

-- why: distances of rows
-- message: same
SELECT sum(id) OVER (ORDER BY ROW(k) RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM lefts

-- why: but places of them
SELECT sum(id) OVER (ORDER BY ROW(k, id) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM lefts ORDER BY 1
