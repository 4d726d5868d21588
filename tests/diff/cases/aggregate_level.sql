-- why: an aggregate of an outer query
SELECT id, (SELECT sum(l.id) FROM rights r WHERE r.id = 1) FROM lefts l GROUP BY id ORDER BY id

-- why: an aggregate of an outer query
SELECT id, (SELECT sum(l.id) FROM rights r) FROM lefts l GROUP BY id ORDER BY id

-- why: an aggregate of an outer query
SELECT (SELECT sum(l.id) FROM rights r WHERE r.id = 1) FROM lefts l

-- why: an aggregate of an outer query
SELECT (SELECT count(l.k)) FROM lefts l

-- why: an aggregate of an outer query
SELECT k, (SELECT max(l.id) FROM rights r WHERE r.k = l.k LIMIT 1) FROM lefts l GROUP BY k ORDER BY k

-- why: an aggregate of an outer query
SELECT k FROM lefts l GROUP BY k HAVING EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k HAVING count(l.id) > 0) ORDER BY k

-- why: an aggregate of an outer query
SELECT k FROM lefts l GROUP BY k HAVING EXISTS (SELECT 1 FROM rights r WHERE r.id = max(l.id)) ORDER BY k

-- why: an aggregate of an outer query
SELECT k, (SELECT r.b FROM rights r WHERE r.id = max(l.id)) FROM lefts l GROUP BY k ORDER BY k

-- why: an aggregate of an outer query
SELECT k, (SELECT count(*) FROM rights r WHERE r.id <= max(l.id)) + sum(l.id), max(l.id) FROM lefts l GROUP BY k ORDER BY (SELECT min(r.id) FROM rights r WHERE r.id > min(l.id)) DESC NULLS LAST, k

-- why: an aggregate of an outer query
SELECT k FROM lefts l GROUP BY k HAVING max(l.id) IN (SELECT r.id FROM rights r WHERE r.id >= min(l.id)) ORDER BY 1

-- why: an aggregate of an outer query
SELECT id, (SELECT (SELECT sum(l.id) FROM rights r2 WHERE r2.id = r.id) FROM rights r WHERE r.id = 2) FROM lefts l GROUP BY id ORDER BY id

-- why: an aggregate of an outer query
SELECT id, (SELECT (SELECT sum(r.id) FROM t1 WHERE t1.id = l.id) FROM rights r) FROM lefts l ORDER BY id

-- why: an aggregate of an outer query
SELECT id FROM lefts l WHERE EXISTS (SELECT sum(l.id) FROM rights r)

-- why: an aggregate of an outer query
SELECT id FROM lefts l, LATERAL (SELECT sum(l.id) FROM rights r) x

-- why: an aggregate of an outer query
SELECT sum((SELECT max(l.id) FROM rights)) FROM lefts l

-- why: an aggregate of an outer query
SELECT id, (SELECT sum(l.id + r.id) FROM rights r WHERE r.id = 1) FROM lefts l ORDER BY id

-- why: an aggregate of an outer query
SELECT (SELECT sum(l.id) FILTER (WHERE l.k > 1) FROM rights r WHERE r.id = 2), count(*) FROM lefts l

-- why: an aggregate of an outer query
SELECT k, ARRAY(SELECT r.id FROM rights r WHERE r.id < sum(l.id) ORDER BY 1) FROM lefts l GROUP BY k ORDER BY k

-- why: an aggregate of an outer query
SELECT id, (SELECT max(l.id) FROM rights r LIMIT 1) FROM lefts l

-- why: an aggregate of an outer query
SELECT (SELECT avg(n.n) FROM rights r WHERE r.id = 1), (SELECT string_agg(n.id::text, ',' ORDER BY n.id) WHERE true) FROM numbers n

-- why: an aggregate of an outer query
SELECT count(*) FROM lefts l WHERE id > (SELECT max(r.id) - 4 FROM rights r HAVING sum(l.id) > 0)

-- why: a recursive query for each row
SELECT id, (WITH RECURSIVE x(n) AS (SELECT l.id UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT sum(n) FROM x) FROM lefts l ORDER BY id

-- why: a recursive query for each row
SELECT l.id, x.n FROM lefts l, LATERAL (WITH RECURSIVE x(n) AS (SELECT l.id UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT n FROM x) x ORDER BY 1, 2

-- why: a recursive query for each row
SELECT id, (WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < l.k) SELECT count(*) FROM x) FROM lefts l ORDER BY id

-- why: a recursive query for each row
SELECT id, (WITH RECURSIVE x(n) AS (SELECT 1 UNION SELECT (n * 2) % 7 FROM x WHERE n > 0 AND n < l.id) SELECT count(*) FROM x WHERE n < 100) FROM lefts l WHERE id < 3 ORDER BY id

-- why: a recursive query for each row
SELECT id, EXISTS (WITH RECURSIVE x(i, k) AS (SELECT r.id, r.k FROM rights r WHERE r.k = l.k UNION ALL SELECT t.id, t.a::int FROM t1 t JOIN x ON t.id = x.i + 1) SELECT 1 FROM x WHERE x.i > 4) FROM lefts l ORDER BY id

-- why: a recursive query for each row
SELECT a, (WITH RECURSIVE x(s) AS (SELECT l.a UNION ALL SELECT substr(s, 2) FROM x WHERE length(s) > 1) SELECT string_agg(s, '|' ORDER BY length(s)) FROM x) FROM lefts l ORDER BY 1

-- why: a recursive query for each row
SELECT d, ARRAY(WITH RECURSIVE x(m) AS (SELECT t.d UNION ALL SELECT m + 1 FROM x WHERE m < t.d + 2) SELECT m FROM x ORDER BY m) FROM times t WHERE id IN (1, 2, 6) ORDER BY d

-- why: a recursive query for each row
SELECT l.id, (SELECT count(*) FROM (WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x, (SELECT max(r.id) AS m FROM rights r WHERE r.k = l.k) y WHERE n < y.m) SELECT * FROM x) z) FROM lefts l ORDER BY 1

-- why: the scale of a numeric of a subquery
SELECT id, (SELECT l.n / 3 FROM rights r WHERE r.id = 1) FROM numbers l WHERE id IN (1, 8) ORDER BY id

-- why: the scale of a numeric of a subquery
SELECT id, (SELECT n.n * 2 FROM numbers n WHERE n.id = l.id) FROM lefts l ORDER BY id

-- why: the scale of a numeric of a subquery
SELECT id, (SELECT avg(n.n) FROM numbers n WHERE n.id <> l.id AND n.id < 4) FROM lefts l ORDER BY id

-- why: the scale of a numeric of a subquery
SELECT (SELECT avg(n) FROM numbers WHERE id < 4)

-- why: an array of the same outer value for each row
SELECT id, ARRAY(SELECT l.id FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY id
