-- why: LATERAL with an aggregate
SELECT l.id, s.n, s.total FROM lefts l CROSS JOIN LATERAL (SELECT count(*) AS n, sum(r.id) AS total FROM rights r WHERE r.k = l.k) s ORDER BY l.id

-- why: LATERAL with a comma
SELECT l.id, s.id FROM lefts l, LATERAL (SELECT r.id FROM rights r WHERE r.k = l.k) s ORDER BY 1, 2

-- why: the first two of each
SELECT l.id, s.id, s.b FROM lefts l LEFT JOIN LATERAL (SELECT r.id, r.b FROM rights r WHERE r.k = l.k ORDER BY r.id DESC LIMIT 2) s ON true ORDER BY 1, 2

-- why: inequality and OFFSET
SELECT l.id, s.id FROM lefts l LEFT JOIN LATERAL (SELECT r.id FROM rights r WHERE r.id > l.id ORDER BY r.id LIMIT 1 OFFSET 1) s ON true ORDER BY 1, 2

-- why: expressions of the row
SELECT l.id, s.x, t.y FROM lefts l, LATERAL (SELECT l.id * 2 AS x) s, LATERAL (SELECT s.x + l.id AS y) t ORDER BY 1

-- why: VALUES of the row's columns
SELECT l.id, v.name, v.value FROM lefts l CROSS JOIN LATERAL (VALUES ('id', l.id), ('k', l.k)) v (name, value) ORDER BY 1, 2

-- why: LEFT JOIN LATERAL with a condition
SELECT l.id, s.n FROM lefts l LEFT JOIN LATERAL (SELECT count(*) AS n FROM rights r WHERE r.k = l.k) s ON s.n > 1 ORDER BY 1

-- why: JOIN LATERAL with a condition of both
SELECT l.id, s.id FROM lefts l JOIN LATERAL (SELECT r.id FROM rights r WHERE r.id <> l.id) s ON s.id > l.id ORDER BY 1, 2

-- why: LATERAL inside LATERAL
SELECT l.id, s.a, s.b FROM lefts l, LATERAL (SELECT r.id AS a, t.c AS b FROM rights r, LATERAL (SELECT count(*) AS c FROM numbers n WHERE n.id < r.id AND n.id > l.id) t WHERE r.k = l.k) s ORDER BY 1, 2

-- why: LATERAL in a correlated subquery
SELECT l.id, (SELECT sum(t.c) FROM rights r, LATERAL (SELECT count(*) AS c FROM numbers n WHERE n.id < r.id + l.id) t WHERE r.k = l.k) FROM lefts l ORDER BY 1

-- why: LATERAL with GROUP BY, of NULL keys
SELECT l.id, l.k, s.k, s.n FROM lefts l LEFT JOIN LATERAL (SELECT r.k, count(*) AS n FROM rights r WHERE r.k IS NOT DISTINCT FROM l.k GROUP BY r.k) s ON true ORDER BY 1

-- why: LATERAL with a set operation
SELECT l.id, s.x FROM lefts l, LATERAL (SELECT l.id AS x UNION SELECT r.id FROM rights r WHERE r.k = l.k) s ORDER BY 1, 2

-- why: LATERAL with DISTINCT and a window
SELECT l.id, s.n FROM lefts l, LATERAL (SELECT DISTINCT row_number() OVER (ORDER BY r.id) AS n FROM rights r WHERE r.id >= l.id) s ORDER BY 1, 2

-- why: LATERAL that does not refer to anything
SELECT l.id, s.n FROM lefts l, LATERAL (SELECT count(*) AS n FROM rights) s ORDER BY 1

-- why: a subquery without LATERAL sees nothing
SELECT l.id FROM lefts l, (SELECT r.id FROM rights r WHERE r.k = l.k) s

-- why: WHERE over what LATERAL gives
SELECT l.id, s.n FROM lefts l, LATERAL (SELECT count(*) AS n FROM rights r WHERE r.id > l.id) s WHERE s.n > 1 AND l.id < 4 ORDER BY 1

-- why: two LATERALs and an outer join before them
SELECT l.id, r.id, s.n FROM lefts l LEFT JOIN rights r ON r.k = l.k CROSS JOIN LATERAL (SELECT count(*) AS n FROM numbers n WHERE n.id > r.id OR r.id IS NULL) s ORDER BY 1, 2
