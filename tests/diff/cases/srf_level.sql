-- why: a set beside an aggregate of all rows
SELECT count(*), generate_series(1, 3) FROM lefts

-- why: of no rows
SELECT count(*), generate_series(1, 2) FROM nothing

-- why: beside GROUP BY
SELECT generate_series(1, 2), k, count(*) FROM lefts GROUP BY k ORDER BY 2, 1

-- why: of an aggregate
SELECT k, unnest(array_agg(id ORDER BY id)), count(*) FROM lefts GROUP BY k HAVING count(*) > 0 ORDER BY 1, 2

-- why: up to a count, which may be of nothing
SELECT generate_series(1, count(*)) FROM lefts WHERE id > 100

-- why: texts of an aggregate
SELECT k, string_agg(a, ',' ORDER BY a), regexp_split_to_table(string_agg(a, ',' ORDER BY a), ',') FROM lefts GROUP BY k ORDER BY 1, 3

-- why: json of an aggregate, and its fields
SELECT k, (jsonb_each_text(jsonb_object_agg(a, id))).value FROM lefts GROUP BY k ORDER BY 1, 2

-- why: numerics of an aggregate
SELECT round(unnest(array_agg(n ORDER BY id)), 1) FROM numbers WHERE id < 5

-- why: a count beside another integer
SELECT k AS kk, count(*), unnest(ARRAY[k, count(*)]) FROM lefts GROUP BY kk ORDER BY 1, 3

-- why: grouped by a set
SELECT generate_series(1, id) AS g, count(*) FROM lefts GROUP BY 1 ORDER BY 1

-- why: written out, and not selected
SELECT count(*) FROM lefts GROUP BY generate_series(1, id) ORDER BY 1

-- why: two sets in step, grouped by
SELECT unnest(ARRAY[1, 2]) x, unnest(ARRAY['a']) y, count(*) FROM lefts GROUP BY 1, 2 ORDER BY 1, 2

-- why: grouping sets
SELECT generate_series(1, 2) AS g, k, sum(id) FROM lefts GROUP BY ROLLUP (1, k) ORDER BY 1, 2, 3

-- why: above grouping sets
SELECT k, grouping(k), generate_series(1, 2) FROM lefts GROUP BY ROLLUP (k) ORDER BY 1, 2, 3

-- why: windows see the rows before they multiply
SELECT id, generate_series(1, 2), row_number() OVER (ORDER BY id), lag(k) OVER (ORDER BY id) FROM lefts ORDER BY 1, 2

-- why: a set of a window's value
SELECT id, unnest(ARRAY[id, lag(id) OVER w]) FROM lefts WINDOW w AS (ORDER BY id) ORDER BY 1, 2

-- why: windows over groups
SELECT sum(count(*)) OVER (ORDER BY k), k, generate_series(1, sum(count(*)) OVER (ORDER BY k)) FROM lefts GROUP BY k ORDER BY 2, 3

-- why: a window in ORDER BY
SELECT id, generate_series(1, 2) FROM lefts ORDER BY count(*) OVER (), 1, 2

-- why: ordered by the set of the select list
SELECT id, generate_series(1, 2) FROM lefts ORDER BY generate_series(1, 2), id

-- why: by one that is not selected
SELECT id FROM lefts ORDER BY generate_series(1, 2), id

-- why: by a key that is a set, and a LIMIT behind it
SELECT k, generate_series(1, count(*)) AS g FROM lefts GROUP BY k ORDER BY sum(id) DESC, g LIMIT 3 OFFSET 1

-- why: DISTINCT behind the sets
SELECT DISTINCT k, generate_series(1, count(*)) FROM lefts GROUP BY k, id ORDER BY 1, 2

-- why: DISTINCT ON
SELECT DISTINCT ON (k) k, generate_series(1, count(*)) AS g FROM lefts GROUP BY k ORDER BY k, g DESC

-- why: DISTINCT ON a set
SELECT DISTINCT ON (generate_series(1, 2)) k, id FROM lefts ORDER BY generate_series(1, 2), id

-- why: a set of a set
SELECT id, generate_series(1, generate_series(1, id)) FROM lefts ORDER BY 1, 2

-- why: both arguments are sets, in step
SELECT generate_series(generate_series(1, 3), generate_series(2, 4))

-- why: what is in step with the inner one runs out
SELECT generate_series(1, 4), generate_series(1, generate_series(1, 3)), unnest(ARRAY['a', 'b', 'c', 'd', 'e'])

-- why: a correlated subquery as argument
SELECT id, generate_series(1, (SELECT count(*) FROM rights r WHERE r.k = l.k)) FROM lefts l ORDER BY 1, 2

-- why: beside a group and a window
SELECT k, generate_series(1, (SELECT count(*) FROM rights r WHERE r.k = l.k)), count(*), rank() OVER (ORDER BY k) FROM lefts l GROUP BY k ORDER BY 1, 2

-- why: a correlated subquery and an aggregate of the outer block beside it
SELECT k, unnest(array_agg(a ORDER BY a)), (SELECT count(*) FROM rights r WHERE r.k = l.k), (SELECT max(l.id)) FROM lefts l GROUP BY k ORDER BY 1, 2

-- why: in LATERAL, of groups and windows
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT r.k, count(*) AS c, rank() OVER (ORDER BY r.k) rk, unnest(array_agg(r.id ORDER BY r.id)) u FROM rights r WHERE r.id > l.id GROUP BY r.k) s ORDER BY 1, 2, 5

-- why: in a scalar subquery
SELECT id, (SELECT unnest(array_agg(r.b ORDER BY r.b)) FROM rights r WHERE r.k = l.k LIMIT 1) FROM lefts l ORDER BY 1

-- why: in both arms of a set operation
SELECT k, unnest(array_agg(id)) FROM lefts GROUP BY k UNION ALL SELECT k, unnest(array_agg(id)) FROM rights GROUP BY k ORDER BY 1, 2

-- why: an ungrouped column as argument
-- message: same
SELECT a, generate_series(1, count(*)) FROM lefts GROUP BY k

-- why: CASE takes no set
-- message: same
SELECT CASE WHEN true THEN generate_series(1, 3) END

-- why: nor in its condition
-- message: same
SELECT CASE generate_series(1, 2) WHEN 1 THEN 2 END

-- why: nor COALESCE
-- message: same
SELECT COALESCE(1, generate_series(1, 3))

-- why: but a subquery there may
SELECT CASE WHEN (SELECT max(g) FROM (SELECT generate_series(1, 3) g) s) = 3 THEN COALESCE((SELECT generate_series(1, 1)), 0) END

-- why: nor an aggregate
-- message: same
SELECT sum(generate_series(1, 3)) FROM lefts

-- why: nor a window function
-- message: same
SELECT lag(generate_series(1, 2)) OVER () FROM lefts

-- why: nor AND, OR and NOT
-- message: same
SELECT NOT (generate_series(1, 3) = 2)

-- why: nor HAVING
-- message: same
SELECT k FROM lefts GROUP BY k HAVING generate_series(1, 2) = 1

-- why: GREATEST and NULLIF do
SELECT GREATEST(generate_series(1, 3), generate_series(3, 1, -1)), NULLIF(generate_series(1, 3), 2)

-- why: EXISTS of no elements
SELECT EXISTS (SELECT generate_series(1, 0)), EXISTS (SELECT generate_series(1, count(*)) FROM nothing), EXISTS (SELECT x FROM unnest(ARRAY[]::int[]) x), EXISTS (SELECT unnest(ARRAY[NULL::int]))

-- why: a set in GROUP BY, and another one of the groups
-- refused: set-returning functions beside others in GROUP BY are not supported yet
SELECT unnest(ARRAY[1, 2]) x, unnest(array_agg(id)) y FROM lefts GROUP BY 1 ORDER BY 1, 2

-- why: a correlated ARRAY keeps the order of the elements
SELECT id, ARRAY(SELECT unnest(ARRAY[l.id, l.k, 0])), ARRAY(SELECT x || '!' FROM unnest(ARRAY[l.a, 'z', NULL]) x) FROM lefts l ORDER BY 1

-- why: their numbers as keys
SELECT id, ARRAY(SELECT x FROM unnest(a) WITH ORDINALITY u(x, n) WHERE n > 1 ORDER BY n DESC) FROM arrays ORDER BY 1

-- why: DISTINCT, LIMIT and keys inside
SELECT id, ARRAY(SELECT DISTINCT x FROM unnest(u) x ORDER BY 1), ARRAY(SELECT x FROM unnest(a) x LIMIT 2), ARRAY(SELECT x FROM unnest(a) x ORDER BY x DESC LIMIT 2) FROM arrays ORDER BY 1

-- why: groups and set operations inside
SELECT id, ARRAY(SELECT count(*) FROM rights r WHERE r.k = l.k), ARRAY(SELECT count(*) FROM rights r WHERE r.k = l.k GROUP BY r.b ORDER BY r.b), ARRAY(SELECT r.b FROM rights r WHERE r.k = l.k UNION SELECT l.a ORDER BY 1) FROM lefts l ORDER BY 1
