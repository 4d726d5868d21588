-- why: integers
SELECT * FROM generate_series(1, 5)

-- why: names of the item and of its column
SELECT g.g, n.x, s.generate_series FROM generate_series(1, 2) g, generate_series(3, 4) AS n(x), (SELECT * FROM generate_series(5, 5)) s ORDER BY 1, 2

-- why: steps, backwards, and nothing
SELECT ARRAY[a, b] FROM generate_series(10, 1, -3) a, generate_series(0, 10, 4) b ORDER BY a, b

-- why: empty series
SELECT * FROM generate_series(5, 1) UNION ALL SELECT * FROM generate_series(1, 5, -1) UNION ALL SELECT * FROM generate_series(1, NULL) UNION ALL SELECT * FROM generate_series(1, 3, NULL)

-- why: the ends of bigint
SELECT * FROM generate_series(9223372036854775806, 9223372036854775807) UNION ALL SELECT * FROM generate_series(-9223372036854775808, 9223372036854775807, 9223372036854775807)

-- why: a step of zero
SELECT * FROM generate_series(1, 2, 0)

-- why: numerics
SELECT sum(n), count(*), max(n) FROM generate_series(1.0, 2.0, 0.1) n

-- why: numerics backwards
SELECT * FROM generate_series(1.5, -1.5, -0.5)

-- why: many rows are a stream
SELECT count(*), sum(i) FROM generate_series(1, 3000000) i

-- why: with ordinality
SELECT * FROM generate_series(5, 7) WITH ORDINALITY

-- why: days
SELECT * FROM generate_series(timestamp '2024-02-27 12:00', '2024-03-02', '1 day')

-- why: hours backwards, and parts of a day
SELECT * FROM generate_series(timestamp '2024-03-01 01:00', '2024-02-29 20:00', '-90 minutes')

-- why: months keep the day they were clamped to
SELECT * FROM generate_series(timestamp '2024-01-31', '2024-07-31', '1 month') d

-- why: months backwards, years, and months with days
SELECT d, 1 FROM generate_series(timestamp '2024-03-31', '2023-10-01', '-1 month') d UNION ALL SELECT d, 2 FROM generate_series(timestamp '2020-02-29', '2025-01-01', '1 year') d UNION ALL SELECT d, 3 FROM generate_series(timestamp '2024-01-31', '2024-05-01', '1 mon 2 days') d ORDER BY 2, 1

-- why: dates are timestamptz there
SELECT d, d::date FROM generate_series('2024-01-01'::date, '2024-03-01'::date, '1 month'::interval) d

-- why: before 1970
SELECT d::date FROM generate_series(timestamp '1950-12-30', '1951-01-02', '1 day') AS d

-- why: an interval of zero
SELECT * FROM generate_series(timestamp '2024-01-01', '2024-01-02', '0 days')

-- why: times that are NULL
SELECT * FROM generate_series(NULL::timestamp, '2024-01-02', '1 day')

-- why: a calendar to join to
SELECT d::date, count(t.id) FROM generate_series(timestamp '2024-02-28', '2024-03-01', '1 day') d LEFT JOIN times t ON t.d = d::date GROUP BY 1 ORDER BY 1

-- why: unnest of a constant and of several arrays
SELECT * FROM unnest(ARRAY[1, NULL, 3]) x, unnest(ARRAY['a', 'b'], ARRAY[1, 2, 3]) AS y(s, n) ORDER BY x, n

-- why: unnest of NULL and of nothing
SELECT * FROM unnest(NULL::int[]) UNION ALL SELECT * FROM unnest('{}'::int[])

-- why: unnest of a table's arrays
SELECT id, x FROM arrays, unnest(a) AS x ORDER BY id, x

-- why: the same with CROSS JOIN LATERAL and ordinality
SELECT id, x, n FROM arrays CROSS JOIN LATERAL unnest(ai) WITH ORDINALITY AS u(x, n) ORDER BY id, n

-- why: several of a row, padded
SELECT id, u.* FROM arrays r, unnest(r.a, r.t) AS u(x, y) WHERE id <> 2 ORDER BY id, x, y

-- why: rows without elements stay
SELECT id, x FROM arrays LEFT JOIN LATERAL unnest(a) x ON true ORDER BY id, x

-- why: conditions on what comes out
SELECT id, x FROM arrays JOIN LATERAL unnest(a) x ON x > 1 WHERE id < 5 ORDER BY id, x

-- why: groups of elements
SELECT x, count(*), sum(id) FROM arrays, unnest(a) x GROUP BY x ORDER BY x

-- why: an array of arrays comes out element by element
SELECT id, x FROM arrays, unnest(m) x ORDER BY id, x

-- why: series of a row's values
SELECT id, n FROM arrays, generate_series(1, id) n WHERE id < 4 ORDER BY id, n

-- why: functions of functions
SELECT a.x, b.y FROM unnest(ARRAY[1, 2]) a(x), generate_series(1, a.x) b(y) ORDER BY 1, 2

-- why: subscripts
SELECT i, (ARRAY['a', 'b'])[i] FROM generate_subscripts(ARRAY['a', 'b'], 1) i ORDER BY i

-- why: subscripts of a row's array
SELECT id, i, t[i] FROM arrays, generate_subscripts(t, 1) i ORDER BY id, i

-- why: texts to rows
SELECT * FROM string_to_table('a,b,,c', ',') x

-- why: ROWS FROM
SELECT * FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY['a', 'b'])) AS r(n, s)

-- why: in the select list
SELECT generate_series(1, 3), 'x'

-- why: several in step
SELECT generate_series(1, 3), unnest(ARRAY['a', 'b']) ORDER BY 1

-- why: of a table's columns
SELECT id, unnest(a) AS x, unnest(t) FROM arrays WHERE id <> 2 ORDER BY id, x, 3

-- why: inside expressions
SELECT id, unnest(a) * 10 + id AS x FROM arrays WHERE id < 4 ORDER BY id, x

-- why: DISTINCT and LIMIT come after
SELECT DISTINCT unnest(a) AS x FROM arrays ORDER BY x LIMIT 2

-- why: not in WHERE
SELECT id FROM arrays WHERE unnest(a) = 1

-- why: in subqueries
SELECT id FROM arrays WHERE id IN (SELECT unnest(ARRAY[1, 3])) AND id = ANY (ARRAY[1, 2, 3]) ORDER BY id

-- why: beside aggregates
SELECT count(*), generate_series(1, 2) FROM arrays

-- why: a function that is not there
SELECT * FROM generate_seriess(1, 2)
