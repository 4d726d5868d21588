-- why: the last of each group
SELECT DISTINCT ON (k) k, id FROM lefts ORDER BY k, id DESC

-- why: NULLs are one group
SELECT DISTINCT ON (k) k, id, a FROM lefts ORDER BY k NULLS FIRST, id

-- why: an ordinal and an output name
SELECT DISTINCT ON (1) k AS x, id FROM lefts ORDER BY x, id

-- why: an expression
SELECT DISTINCT ON (id % 2) id FROM lefts ORDER BY id % 2, id

-- why: two expressions, in the other order
SELECT DISTINCT ON (a, k) k, a, id FROM lefts ORDER BY k, a, id

-- why: more groups than sort keys is fine as long as there are no others
SELECT count(*) FROM (SELECT DISTINCT ON (k, a) k, a FROM lefts ORDER BY k) t

-- why: the sort keys begin with another
-- message: same
SELECT DISTINCT ON (k) k, id FROM lefts ORDER BY id

-- why: a sort key between
-- message: same
SELECT DISTINCT ON (k, a) k, id FROM lefts ORDER BY k, id, a

-- why: with LIMIT and OFFSET
SELECT DISTINCT ON (k) k, id FROM lefts ORDER BY k, id LIMIT 2 OFFSET 1

-- why: over groups
SELECT DISTINCT ON (count(*)) count(*), k FROM lefts GROUP BY k ORDER BY count(*), k

-- why: floats: -0 is 0, NaN is NaN
SELECT DISTINCT ON (f8) f8 FROM numbers ORDER BY f8, id

-- why: a column that is not grouped
-- message: same
SELECT DISTINCT ON (a) k FROM lefts GROUP BY k

-- why: in a subquery, then filtered
SELECT * FROM (SELECT DISTINCT ON (k) k, id FROM lefts ORDER BY k, id) t WHERE id > 1 ORDER BY 1

-- why: in LATERAL
SELECT l.id, s.id FROM lefts l, LATERAL (SELECT DISTINCT ON (r.k) r.id FROM rights r WHERE r.id <> l.id ORDER BY r.k, r.id DESC) s ORDER BY 1, 2

-- why: over an empty table
SELECT DISTINCT ON (s) s, id FROM nothing ORDER BY s, id

-- why: WITH TIES
SELECT k FROM lefts ORDER BY k FETCH FIRST 2 ROWS WITH TIES

-- why: WITH TIES and OFFSET
SELECT id, k FROM lefts ORDER BY k DESC OFFSET 1 FETCH FIRST 2 ROWS WITH TIES

-- why: WITH TIES of NULLs
SELECT k FROM rights ORDER BY k NULLS FIRST FETCH FIRST ROW WITH TIES

-- why: WITH TIES of floats
SELECT f8 FROM numbers ORDER BY f8 DESC FETCH FIRST 3 ROWS WITH TIES

-- why: WITH TIES of no rows
SELECT k FROM lefts ORDER BY k FETCH FIRST 0 ROWS WITH TIES

-- why: WITH TIES over groups
SELECT count(*) FROM lefts GROUP BY k ORDER BY count(*) FETCH FIRST 1 ROW WITH TIES

-- why: WITH TIES of a union
SELECT count(*) FROM (SELECT k FROM lefts UNION ALL SELECT k FROM rights ORDER BY k FETCH FIRST 1 ROW WITH TIES) t

-- why: WITH TIES without ORDER BY
-- message: same
SELECT k FROM lefts FETCH FIRST 1 ROW WITH TIES
