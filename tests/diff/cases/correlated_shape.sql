-- why: ON of an outer join, of both sides
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON r.k = l.k AND EXISTS (SELECT 1 FROM t1 WHERE t1.id = l.id AND t1.a > r.id) ORDER BY 1, 2

-- why: a value in ON
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON r.k = l.k AND r.id > (SELECT min(t1.id) FROM t1 WHERE t1.id <> l.id) ORDER BY 1, 2

-- why: a value of both sides, beside no equality
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON (SELECT count(*) FROM t1 WHERE t1.id = l.id + r.id) > 0 ORDER BY 1, 2

-- why: IN, of both sides
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON l.k IN (SELECT t1.id FROM t1 WHERE t1.a > r.id) ORDER BY 1, 2

-- why: of a RIGHT JOIN
SELECT l.*, r.* FROM lefts l RIGHT JOIN rights r ON r.k = (SELECT max(t1.id) FROM t1 WHERE t1.id <= l.id) ORDER BY l.id, r.id

-- why: other subqueries beside it see the side
SELECT l.id, r.id, (SELECT count(*) FROM t1 WHERE t1.id < r.id), EXISTS (SELECT 1 FROM t2 WHERE t2.t1 = r.k) FROM lefts l LEFT JOIN rights r ON r.k = (SELECT max(t1.id) FROM t1 WHERE t1.id <= l.id) ORDER BY 1, 2

-- why: joins behind it
SELECT l.id, a.id, b.id FROM lefts l LEFT JOIN rights a ON a.id = (SELECT min(x.id) FROM rights x WHERE x.k = l.k) LEFT JOIN rights b ON b.id = (SELECT max(x.id) FROM rights x WHERE x.id < a.id OR x.k = l.k) ORDER BY 1, 2, 3

-- why: LATERAL behind it
SELECT l.id, s.x FROM lefts l LEFT JOIN rights a ON a.id = (SELECT min(x.id) FROM rights x WHERE x.k = l.k) LEFT JOIN LATERAL (SELECT a.id + l.id AS x) s ON true ORDER BY 1

-- why: within another join's side
SELECT * FROM t1 LEFT JOIN (lefts l LEFT JOIN rights r ON r.k = l.k AND r.id > (SELECT min(x.id) FROM t1 x WHERE x.id <> l.id)) ON t1.id = l.id ORDER BY t1.id, r.id

-- why: an inner join within another join's side
SELECT * FROM t1 LEFT JOIN (lefts l JOIN rights r ON r.k = l.k AND EXISTS (SELECT 1 FROM t2 WHERE t2.id <= r.id + l.id)) ON t1.id = l.id ORDER BY t1.id, r.id

-- why: grouped, and the row of the side
SELECT l.k, count(r), max(r.b) FROM lefts l LEFT JOIN rights r ON r.k = l.k AND r.id <= (SELECT min(x.id) + 1 FROM rights x WHERE x.k = l.k) GROUP BY l.k ORDER BY 1

-- why: among the arguments of a function in a LEFT JOIN
SELECT l.id, u FROM lefts l LEFT JOIN LATERAL unnest(ARRAY[l.id, (SELECT count(*)::int FROM rights r WHERE r.k = l.k)]) AS u ON u > 0 ORDER BY 1, 2

-- why: OFFSET of the outer row
SELECT l.id, (SELECT b FROM rights r ORDER BY r.id LIMIT 1 OFFSET l.id - 1) FROM lefts l ORDER BY 1

-- why: LIMIT of it, which may be NULL
SELECT l.id, s.id FROM lefts l, LATERAL (SELECT r.id FROM rights r ORDER BY r.id DESC LIMIT l.k) s ORDER BY 1, 2

-- why: both
SELECT l.id, s.id FROM lefts l, LATERAL (SELECT r.id FROM rights r ORDER BY r.id DESC LIMIT l.id OFFSET l.id) s ORDER BY 1, 2

-- why: the largest of both
SELECT l.id, (SELECT count(*) FROM (SELECT 1 FROM rights r LIMIT 9223372036854775807 OFFSET l.id) s) FROM lefts l ORDER BY 1

-- why: a negative LIMIT
SELECT l.id, (SELECT count(*) FROM (SELECT 1 FROM rights r LIMIT l.k - 5) s) FROM lefts l ORDER BY 1

-- why: a negative OFFSET
SELECT l.id, (SELECT count(*) FROM (SELECT 1 FROM rights r OFFSET l.k - 5) s) FROM lefts l ORDER BY 1

-- why: LIMIT by a correlated subquery
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT * FROM rights r ORDER BY r.id LIMIT (SELECT count(*) FROM t1 WHERE t1.id < l.id)) s ORDER BY 1, 2

-- why: EXISTS and IN of a limited subquery
SELECT l.id, EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k LIMIT l.id - 1), l.k IN (SELECT r.k FROM rights r ORDER BY r.id LIMIT l.id) FROM lefts l ORDER BY 1

-- why: of DISTINCT, groups and set operations
SELECT l.id, ARRAY(SELECT DISTINCT r.k FROM rights r ORDER BY r.k DESC LIMIT l.id), ARRAY(SELECT r.k FROM rights r WHERE r.id <> l.id GROUP BY r.k ORDER BY count(*) DESC, r.k LIMIT l.id), ARRAY(SELECT r.k FROM rights r UNION SELECT t1.id FROM t1 ORDER BY 1 DESC NULLS LAST LIMIT l.id OFFSET 1) FROM lefts l ORDER BY 1

-- why: of windows
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT r.k, row_number() OVER (ORDER BY r.id) rn FROM rights r ORDER BY r.k DESC NULLS LAST, r.id LIMIT l.id) s ORDER BY 1, 3

-- why: WITH TIES
SELECT l.id, s.id FROM lefts l, LATERAL (SELECT r.id FROM rights r WHERE r.id >= l.id ORDER BY r.k NULLS FIRST OFFSET 1 FETCH FIRST 2 ROWS WITH TIES) s ORDER BY 1, 2

-- why: WITH TIES of the outer row, none and NULL
SELECT l.id, (SELECT count(*) FROM (SELECT r.k FROM rights r ORDER BY r.k NULLS FIRST FETCH FIRST l.k ROWS WITH TIES) s), (SELECT count(*) FROM (SELECT r.k FROM rights r WHERE r.id <> l.id ORDER BY r.k DESC OFFSET 1 FETCH FIRST 0 ROWS WITH TIES) s) FROM lefts l ORDER BY 1

-- why: DISTINCT ON and LIMIT
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT DISTINCT ON (r.k) r.k, r.b FROM rights r WHERE r.id <> l.id ORDER BY r.k, r.id DESC LIMIT 2 OFFSET 1) s ORDER BY 1, 2, 3

-- why: an empty grouping set, of no rows too
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT r.k, grouping(r.k) g, count(*) c, sum(r.id) FROM rights r WHERE r.id > l.id + 2 GROUP BY ROLLUP (r.k)) s ORDER BY 1, 2, 3

-- why: twice, and nothing else
SELECT l.id, s.* FROM lefts l, LATERAL (SELECT count(*) c, sum(r.id) FROM rights r WHERE r.id > l.id + 2 GROUP BY GROUPING SETS ((), ())) s ORDER BY 1

-- why: with HAVING, DISTINCT and FILTER
SELECT l.id, (SELECT max(c) FROM (SELECT r.k, count(DISTINCT r.b) FILTER (WHERE r.id > 1) c FROM rights r WHERE r.id > l.id GROUP BY ROLLUP (r.k) HAVING count(*) < 3) s) FROM lefts l ORDER BY 1

-- why: RIGHT JOIN inside
SELECT l.id, (SELECT string_agg(t1.id || ':' || coalesce(r.id::text, '-'), ',' ORDER BY t1.id, r.id) FROM rights r RIGHT JOIN t1 ON t1.id >= r.id AND r.k = l.k) FROM lefts l ORDER BY 1

-- why: a join in parentheses inside
SELECT l.id, (SELECT string_agg(t1.id || ':' || coalesce(t2.id::text, '-'), ',' ORDER BY t1.id, t2.id) FROM rights r LEFT JOIN (t1 JOIN t2 ON t1.id = t2.t1 AND t2.id > l.id) ON t1.id = r.id) FROM lefts l ORDER BY 1

-- why: FULL JOIN inside
-- refused: a reference to a column of an outer query in a FULL JOIN is not supported yet
SELECT l.id, (SELECT count(*) FROM rights r FULL JOIN (SELECT id FROM t1 WHERE t1.id > l.id) t ON t.id = r.id) FROM lefts l ORDER BY 1

-- why: IN of a function of the row
SELECT l.id, l.k IN (SELECT x FROM unnest(ARRAY[1, l.id]) x), l.id = ANY (SELECT generate_series(1, l.k)) FROM lefts l WHERE l.k IN (SELECT unnest(ARRAY[1, l.id, NULL])) OR l.id > 3 ORDER BY 1

-- why: in a window's argument and key, in FILTER, HAVING and ORDER BY
SELECT l.k, count(*) FILTER (WHERE (SELECT count(*) FROM rights r WHERE r.k = l.k) > 1), rank() OVER (ORDER BY (SELECT count(*) FROM rights r WHERE r.k = l.k) DESC) FROM lefts l GROUP BY l.k HAVING count(*) >= (SELECT count(*) FROM rights r WHERE r.k = l.k) ORDER BY (SELECT count(*) FROM rights r WHERE r.k = l.k) DESC, 1

-- why: three levels
SELECT l.id, (SELECT (SELECT (SELECT count(*) FROM t2 WHERE t2.id < t1.id + l.id + r.id) FROM t1 WHERE t1.id = r.id) FROM rights r WHERE r.id = l.id) FROM lefts l ORDER BY 1

-- why: EXCEPT ALL of the row
SELECT l.id, (SELECT count(*) FROM (SELECT r.k FROM rights r WHERE r.id >= l.id EXCEPT ALL SELECT l.k) s) FROM lefts l ORDER BY 1

-- why: among the arguments of a function, in a subquery and with a condition
SELECT l.id, (SELECT sum(x) FROM unnest(ARRAY[(SELECT max(r.id) FROM rights r WHERE r.k = l.k), l.id]) x) FROM lefts l WHERE EXISTS (SELECT 1 FROM generate_series(1, (SELECT count(*) FROM rights r WHERE r.k = l.k)) g WHERE g >= l.id - 1) ORDER BY 1
