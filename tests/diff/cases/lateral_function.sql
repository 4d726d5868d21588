-- why: LEFT JOIN keeps rows of which no element meets the condition
SELECT l.id, u FROM lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id, l.k]) AS u ON u > 2 ORDER BY 1, 2

-- why: a condition over both sides, elements that are NULL
SELECT a.id, u.v, u.n FROM arrays a LEFT JOIN unnest(a.ai) WITH ORDINALITY u (v, n) ON v IS NULL OR v > a.id ORDER BY 1, 3

-- why: WITH ORDINALITY beside true
SELECT l.id, g.x, g.n FROM lefts l LEFT JOIN LATERAL generate_series(2, l.id) WITH ORDINALITY AS g (x, n) ON true ORDER BY 1, 2

-- why: two arrays in step
SELECT a.id, x, y FROM arrays a LEFT JOIN unnest(a.a, a.t) AS u (x, y) ON x > 1 ORDER BY 1, 2, 3

-- why: numerics and dates in step with their numbers
SELECT a.id, e.* FROM arrays a LEFT JOIN LATERAL unnest(a.n, a.d) WITH ORDINALITY e (v, w, o) ON v > 1.2 OR w < '1960-01-01' ORDER BY 1, o

-- why: NaN and infinities
SELECT a.id, e FROM arrays a LEFT JOIN LATERAL unnest(a.f) e ON e > 0 ORDER BY 1, 2

-- why: texts
SELECT t.id, w FROM texts t LEFT JOIN LATERAL regexp_split_to_table(t.s, '\s+') w ON length(w) > 3 ORDER BY 1, 2

-- why: arrays that are rows
SELECT a.id, e.* FROM arrays a LEFT JOIN LATERAL regexp_matches(array_to_string(a.t, ','), '([a-z])', 'g') WITH ORDINALITY e (v, o) ON o < 3 ORDER BY 1, o

-- why: json
SELECT l.id, e.key, e.value FROM lefts l LEFT JOIN LATERAL jsonb_each_text(jsonb_build_object('x', l.id, 'y', l.k)) e ON e.value IS NOT NULL ORDER BY 1, 2

-- why: conditions that never hold
SELECT l.id, u, v FROM lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id]) AS u ON NULL LEFT JOIN LATERAL unnest(ARRAY[l.k]) AS v ON false ORDER BY 1

-- why: a condition of the other side alone
SELECT l.id, u FROM lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id, l.k]) AS u ON l.id > 2 ORDER BY 1, 2

-- why: subqueries in the condition
SELECT l.id, u FROM lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id, l.k]) AS u ON u IN (SELECT id FROM rights WHERE id > 2) OR u = (SELECT min(id) FROM rights) ORDER BY 1, 2

-- why: a function of what an outer join may leave out
SELECT l.id, s.p, z FROM lefts l LEFT JOIN LATERAL (SELECT r.k AS p FROM rights r WHERE r.id = l.id) s ON true LEFT JOIN LATERAL generate_series(1, s.p) z ON z <> 2 ORDER BY 1, 2, 3

-- why: two functions joined by their numbers
SELECT a.id, x.*, y.* FROM arrays a LEFT JOIN unnest(a.ai) WITH ORDINALITY x (v, n) ON true LEFT JOIN unnest(a.t) WITH ORDINALITY y (v, n) ON y.n = x.n ORDER BY a.id, x.n

-- why: counted
SELECT a.id, count(x), sum(x) FROM arrays a LEFT JOIN LATERAL unnest(a.ai) x ON x > 0 GROUP BY a.id ORDER BY 1

-- why: the condition of an inner join within an outer one's side
SELECT r.id, l.id, u FROM rights r LEFT JOIN (lefts l JOIN LATERAL unnest(ARRAY[l.id, l.k]) AS u ON u > 1) ON r.id = u ORDER BY 1, 2, 3

-- why: an outer join within another one's side
SELECT r.id, l.id, u FROM rights r LEFT JOIN (lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id, l.k]) AS u ON u > 1) ON r.id = l.id ORDER BY 1, 2, 3

-- why: a function that refers beyond its parentheses
-- refused: this join with a function of the other side is not supported yet
SELECT r.id, l.id, u FROM rights r LEFT JOIN (lefts l JOIN LATERAL unnest(ARRAY[l.id, r.k]) AS u ON u > 1) ON r.id = u ORDER BY 1, 2, 3

-- why: the row of a function of an outer join
SELECT a.id, e FROM arrays a LEFT JOIN LATERAL unnest(a.m) WITH ORDINALITY e (v, o) ON v > 4 ORDER BY 1, e.o

-- why: a function of one value beside what it takes
SELECT l.id, u FROM lefts l, upper(l.a) u ORDER BY 1

-- why: in a LEFT JOIN
SELECT n.id, x FROM numbers n LEFT JOIN LATERAL abs(n.f8) x ON x > 1 ORDER BY 1

-- why: whose value is an array
SELECT t.id, x.* FROM texts t, string_to_array(t.s, ' ') WITH ORDINALITY AS x ORDER BY 1

-- why: and a number of it
SELECT l.id, u.* FROM lefts l, abs(l.k) WITH ORDINALITY u ORDER BY 1

-- why: functions of one value and sets in step
SELECT * FROM ROWS FROM (upper('x'), generate_series(1, 2), current_schema()) WITH ORDINALITY AS t (a, b, c, n) ORDER BY n

-- why: in step, of a row, with a condition
SELECT l.id, t.* FROM lefts l LEFT JOIN LATERAL ROWS FROM (generate_series(1, l.k), unnest(ARRAY[l.a, 'z'])) AS t (a, b) ON t.a > 1 ORDER BY 1, 2, 3

-- why: what is no function but looks like one
SELECT x, y FROM coalesce(NULL, 3) AS x, lower('B') AS t (y)

-- why: a set within a set
-- message: same
SELECT * FROM generate_series(1, generate_series(1, 2))

-- why: an aggregate
-- message: same
SELECT * FROM sum(1)

-- why: a function that there is not
-- message: same
SELECT l.id FROM lefts l, nosuch(l.id) x

-- why: months from row to row
SELECT l.id, d FROM lefts l, generate_series(date '2024-01-30', date '2024-01-30' + l.id * interval '1 month', interval '1 month') d ORDER BY 1, 2

-- why: columns are defined for records only
-- message: same
SELECT * FROM generate_series(1, 2) AS t (a int)

-- message: same
SELECT * FROM upper('a') AS t (a text)
