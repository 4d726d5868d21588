-- why: EXISTS with an inequality beside the equality
SELECT id FROM lefts l WHERE EXISTS (SELECT * FROM rights r WHERE r.k = l.k AND r.id <> l.id) ORDER BY id

-- why: NOT EXISTS with an inequality alone
SELECT id FROM lefts l WHERE NOT EXISTS (SELECT 1 FROM rights r WHERE r.id < l.id) ORDER BY id

-- why: EXISTS with OR
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k OR r.id = l.id) ORDER BY id

-- why: EXISTS where the outer value is NULL and the condition holds
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE l.k IS NULL AND r.id > 2) ORDER BY id

-- why: EXISTS with IS NOT DISTINCT FROM
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k IS NOT DISTINCT FROM l.k) ORDER BY id

-- why: EXISTS in the select list, in CASE and in NOT
SELECT id, EXISTS (SELECT 1 FROM rights r WHERE r.id > l.id), CASE WHEN NOT EXISTS (SELECT 1 FROM rights r WHERE r.k >= l.k) THEN 'none' ELSE 'some' END FROM lefts l ORDER BY id

-- why: count of nothing is 0 with an inequality
SELECT id, (SELECT count(*) FROM rights r WHERE r.id > l.id), (SELECT sum(r.id) FROM rights r WHERE r.id > l.id) FROM lefts l ORDER BY id

-- why: the outer value in the subquery's list
SELECT id, (SELECT max(r.id + l.id) FROM rights r WHERE r.k = l.k), (SELECT l.id * 10) FROM lefts l ORDER BY id

-- why: the outer value beside an aggregate
SELECT id, (SELECT count(*) + l.id FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY id

-- why: HAVING over no rows
SELECT id, (SELECT count(*) FROM rights r WHERE r.k = l.k HAVING count(*) = 0) FROM lefts l ORDER BY id

-- why: HAVING that refers outwards
SELECT id, (SELECT count(*) FROM rights r HAVING count(*) > l.id) FROM lefts l ORDER BY id

-- why: the newest row
SELECT id, (SELECT r.b FROM rights r WHERE r.k = l.k ORDER BY r.id DESC LIMIT 1) FROM lefts l ORDER BY id

-- why: the second row
SELECT id, (SELECT r.id FROM rights r WHERE r.id >= l.id ORDER BY r.id LIMIT 1 OFFSET 1) FROM lefts l ORDER BY id

-- why: a second row is an error
SELECT id, (SELECT r.id FROM rights r WHERE r.id >= l.id) FROM lefts l ORDER BY id

-- why: DISTINCT leaves one row
SELECT id, (SELECT DISTINCT r.k FROM rights r WHERE r.k = l.k) FROM lefts l ORDER BY id

-- why: scalar subquery over groups
SELECT id, (SELECT max(c) FROM (SELECT count(*) AS c FROM rights r WHERE r.id <> l.id GROUP BY r.k) t) FROM lefts l ORDER BY id

-- why: two levels
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.k = l.k AND EXISTS (SELECT 1 FROM numbers n WHERE n.id = l.id AND n.id <> r.id)) ORDER BY id

-- why: two levels down from the outermost alone
SELECT id, (SELECT count(*) FROM rights r WHERE r.id IN (SELECT n.id FROM numbers n WHERE n.id > l.id)) FROM lefts l ORDER BY id

-- why: scalar in WHERE with inequality
SELECT id FROM lefts l WHERE l.id > (SELECT avg(r.id) FROM rights r WHERE r.id <> l.id) ORDER BY id

-- why: scalar in HAVING
SELECT k, count(*) FROM lefts l GROUP BY k HAVING count(*) >= (SELECT count(*) FROM rights r WHERE r.k = l.k) ORDER BY k

-- why: scalar of the group key in the list
SELECT k, sum(id), (SELECT sum(r.id) FROM rights r WHERE r.k > l.k) FROM lefts l GROUP BY k ORDER BY k

-- why: ORDER BY a correlated subquery
SELECT id FROM lefts l ORDER BY (SELECT count(*) FROM rights r WHERE r.id < l.id) DESC, id

-- why: inside an aggregate
SELECT k, sum((SELECT count(*) FROM rights r WHERE r.id < l.id)) FROM lefts l GROUP BY k ORDER BY k

-- why: a column that is not grouped
-- message: same
SELECT k, (SELECT count(*) FROM rights r WHERE r.id = l.id) FROM lefts l GROUP BY k

-- why: IN with an inequality
SELECT id FROM lefts l WHERE l.k IN (SELECT r.k FROM rights r WHERE r.id <> l.id) ORDER BY id

-- why: NOT IN with NULLs and an inequality, shown
SELECT id, l.k NOT IN (SELECT r.k FROM rights r WHERE r.id > l.id) FROM lefts l ORDER BY id

-- why: ANY and ALL with inequalities
SELECT id, l.id > ANY (SELECT r.id FROM rights r WHERE r.id <> l.id), l.id <= ALL (SELECT r.k FROM rights r WHERE r.id > l.id) FROM lefts l ORDER BY id

-- why: set operation in a correlated subquery
SELECT id, (SELECT count(*) FROM (SELECT r.id FROM rights r WHERE r.id > l.id UNION SELECT n.id FROM numbers n WHERE n.id < l.id) t) FROM lefts l ORDER BY id

-- why: EXISTS of a set operation
SELECT id FROM lefts l WHERE EXISTS (SELECT r.id FROM rights r WHERE r.id > l.id EXCEPT SELECT 3) ORDER BY id

-- why: VALUES that refer outwards
SELECT id, (SELECT max(v) FROM (VALUES (l.id), (l.k)) t (v)) FROM lefts l ORDER BY id

-- why: window function in a correlated subquery
SELECT id, (SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY r.id) AS n FROM rights r WHERE r.id > l.id) t) FROM lefts l ORDER BY id

-- why: references to two tables
SELECT l.id, r.id, (SELECT count(*) FROM numbers n WHERE n.id > l.id AND n.id < r.id) FROM lefts l JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: the nullable side of an outer join
SELECT l.id, r.id, (SELECT count(*) FROM numbers n WHERE n.id = r.id OR r.id IS NULL) FROM lefts l LEFT JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: in the condition of an inner join
SELECT l.id, r.id FROM lefts l JOIN rights r ON l.k = r.k AND r.id > (SELECT count(*) FROM numbers n WHERE n.id < l.id) ORDER BY 1, 2

-- why: EXISTS in the condition of an outer join
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON l.k = r.k AND EXISTS (SELECT 1 FROM numbers n WHERE n.id > r.id + 5) ORDER BY 1, 2

-- why: floats, NaN and infinities among them
SELECT id, (SELECT count(*) FROM numbers m WHERE m.f8 < n.f8) FROM numbers n ORDER BY id

-- why: text, dates and numeric
SELECT id, (SELECT count(*) FROM texts u WHERE u.s > t.s), (SELECT count(*) FROM times v WHERE v.id <> t.id) FROM texts t ORDER BY id

-- why: numeric and dates by inequality
SELECT n.id, (SELECT min(m.n) FROM numbers m WHERE m.n > n.n), (SELECT count(*) FROM times t WHERE t.ts > x.ts) FROM numbers n JOIN times x ON x.id = n.id ORDER BY 1

-- why: over an empty table
SELECT id, (SELECT count(*) FROM nothing n WHERE n.id > l.id), EXISTS (SELECT 1 FROM nothing n WHERE n.id > l.id), l.id > ALL (SELECT n.id FROM nothing n WHERE n.id > l.id) FROM lefts l ORDER BY id

-- why: from an empty table
SELECT id, (SELECT count(*) FROM lefts l WHERE n.id > l.id) FROM nothing n

-- why: every row of a derived table
SELECT x, (SELECT count(*) FROM rights r WHERE r.id > t.x) FROM (SELECT k AS x, count(*) AS c FROM lefts GROUP BY k) t ORDER BY x

-- why: a derived table with LIMIT
SELECT id FROM (SELECT id, k FROM lefts ORDER BY id LIMIT 3) t WHERE EXISTS (SELECT 1 FROM rights r WHERE r.id > t.id AND r.k <> t.k) ORDER BY id

-- why: GROUPING SETS with a correlated subquery
SELECT k, count(*), (SELECT count(*) FROM rights r WHERE r.k < l.k) FROM lefts l GROUP BY ROLLUP (k) ORDER BY k, 2

-- why: EXISTS of an aggregate is always true
SELECT id FROM lefts l WHERE EXISTS (SELECT count(*) FROM rights r WHERE r.id > l.id + 100) ORDER BY id

-- why: LIMIT 0 in EXISTS
SELECT id FROM lefts l WHERE EXISTS (SELECT 1 FROM rights r WHERE r.id > l.id LIMIT 0) ORDER BY id

-- why: window function beside a correlated subquery
SELECT id, row_number() OVER (ORDER BY id DESC), (SELECT count(*) FROM rights r WHERE r.id > l.id) FROM lefts l ORDER BY id

-- why: a subquery used twice by BETWEEN
SELECT id FROM lefts l WHERE (SELECT count(*) FROM rights r WHERE r.id > l.id) BETWEEN 1 AND 2 ORDER BY id

-- why: groups by a correlated subquery
SELECT (SELECT count(*) FROM rights r WHERE r.k = l.k) AS n, count(*) FROM lefts l GROUP BY 1 ORDER BY n

-- why: the same subquery in the list and in GROUP BY
SELECT (SELECT count(*) FROM rights r WHERE r.k = l.k) AS n, count(*) FROM lefts l GROUP BY (SELECT count(*) FROM rights r WHERE r.k = l.k) HAVING (SELECT count(*) FROM rights r WHERE r.k = l.k) < 2 ORDER BY 1

-- why: EXISTS of the NULL of a grouping set
SELECT k, count(*), EXISTS (SELECT 1 FROM rights r WHERE l.k IS NULL AND r.id > 1) FROM lefts l WHERE k IS NOT NULL GROUP BY ROLLUP (k) ORDER BY k

-- why: an aggregate of outer columns alone is the outer query's
SELECT (SELECT max(l.id) FROM rights r WHERE r.id = 1) FROM lefts l

-- why: a condition that is a boolean column
SELECT n.id FROM numbers n WHERE EXISTS (SELECT 1 FROM lefts l WHERE (l.id > 2) = n.b AND l.id <> n.id) ORDER BY 1
