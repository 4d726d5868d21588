-- why: inner join
SELECT l.id, r.id, a, b FROM lefts l JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: left join
SELECT l.id, r.id, a, b FROM lefts l LEFT JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: right join
SELECT l.id, r.id, a, b FROM lefts l RIGHT JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: full join
SELECT l.id, r.id, a, b FROM lefts l FULL JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: cross join
SELECT l.id, r.id FROM lefts l CROSS JOIN rights r ORDER BY 1, 2

-- why: comma join with WHERE
SELECT l.id, r.id FROM lefts l, rights r WHERE l.k = r.k ORDER BY 1, 2

-- why: USING merges the column
SELECT * FROM lefts JOIN rights USING (k) ORDER BY k, lefts.id, rights.id

-- why: LEFT JOIN USING takes the left column
SELECT * FROM lefts LEFT JOIN rights USING (k) ORDER BY 1, 2, 4

-- why: FULL JOIN USING takes either column
SELECT k, lefts.id, rights.id FROM lefts FULL JOIN rights USING (k) ORDER BY k, 2, 3

-- why: RIGHT JOIN USING takes the right column
SELECT k, lefts.k, rights.k FROM lefts RIGHT JOIN rights USING (k) ORDER BY 1, 2, 3

-- why: NATURAL JOIN
SELECT * FROM lefts NATURAL JOIN rights ORDER BY id

-- why: NATURAL LEFT JOIN
SELECT * FROM lefts NATURAL LEFT JOIN rights ORDER BY id, a

-- why: USING with an alias
SELECT j.k, a, b FROM lefts JOIN rights USING (k) AS j ORDER BY 1, 2, 3

-- why: ON with a further condition on the right side
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON l.k = r.k AND r.b LIKE 'u%' ORDER BY 1, 2

-- why: ON with a condition on the left side only
SELECT l.id, r.id FROM lefts l LEFT JOIN rights r ON l.k = r.k AND l.a = 'one' ORDER BY 1, 2

-- why: WHERE after LEFT JOIN sees NULL
SELECT l.id FROM lefts l LEFT JOIN rights r ON l.k = r.k WHERE r.id IS NULL ORDER BY 1

-- why: COALESCE over a column made NULL by the join
SELECT l.id, COALESCE(r.b, 'none'), r.b IS NULL FROM lefts l LEFT JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: join on an inequality
SELECT l.id, r.id FROM lefts l JOIN rights r ON l.id < r.id ORDER BY 1, 2

-- why: join on OR
SELECT l.id, r.id FROM lefts l JOIN rights r ON l.k = r.k OR l.id = r.id ORDER BY 1, 2

-- why: join on IS NOT DISTINCT FROM
SELECT l.id, r.id FROM lefts l JOIN rights r ON l.k IS NOT DISTINCT FROM r.k ORDER BY 1, 2

-- why: join on true
SELECT count(*) FROM lefts l JOIN rights r ON true

-- why: join of an expression
SELECT l.id, r.id FROM lefts l JOIN rights r ON l.id + 1 = r.id ORDER BY 1, 2

-- why: keys of two number types
SELECT l.id, n.id FROM lefts l JOIN numbers n ON n.i8 = l.k ORDER BY 1, 2

-- why: keys int4 and numeric
SELECT l.id, n.id FROM lefts l JOIN numbers n ON n.n = l.k ORDER BY 1, 2

-- why: keys int4 and float8
SELECT l.id, n.id FROM lefts l JOIN numbers n ON n.f8 = l.k ORDER BY 1, 2

-- why: three tables
SELECT l.id, r.id, n.i4 FROM lefts l JOIN rights r ON l.k = r.k JOIN numbers n ON n.id = r.id ORDER BY 1, 2

-- why: left join of a join
SELECT l.id, r.id, n.i4 FROM lefts l LEFT JOIN (rights r JOIN numbers n ON n.id = r.id) ON l.k = r.k ORDER BY 1, 2

-- why: self join
SELECT x.id, y.id FROM lefts x JOIN lefts y ON x.k = y.k AND x.id < y.id

-- why: join with an empty table
SELECT l.id, e.kept, e.f8, e.b FROM lefts l LEFT JOIN nothing e ON e.id = l.id ORDER BY 1

-- why: aggregates over a left join
SELECT l.a, count(*), count(r.id), sum(r.id) FROM lefts l LEFT JOIN rights r ON l.k = r.k GROUP BY l.a ORDER BY 1

-- why: join with a subquery
SELECT l.a, t.c FROM lefts l JOIN (SELECT k, count(*) AS c FROM rights GROUP BY k) t ON t.k = l.k ORDER BY 1

-- why: LATERAL
SELECT l.id, t.x FROM lefts l CROSS JOIN LATERAL (SELECT l.id + 1 AS x) t ORDER BY 1

-- why: a merged column is ambiguous without USING
-- message: same
SELECT k FROM lefts JOIN rights ON lefts.k = rights.k

-- why: one name for two tables
-- message: same
SELECT 1 FROM lefts JOIN lefts ON true

-- why: an alias hides the table's name
-- message: same
SELECT lefts.id FROM lefts l

-- why: USING a column that one side has not
-- message: same
SELECT 1 FROM lefts JOIN rights USING (a)

-- why: ON must be boolean
-- message: same
SELECT 1 FROM lefts l JOIN rights r ON l.k

-- why: trades with instruments
-- tolerance: 1e-9
SELECT i.sector, count(*), sum(t.notional) FROM trades_1d t JOIN instruments i ON i.symbol = t.underlying_symbol GROUP BY i.sector ORDER BY i.sector

-- why: the funds' constituents that are traded directly
SELECT c.parent_symbol, count(DISTINCT t.symbol) FROM constituents c LEFT JOIN trades_1d t ON t.symbol = c.constituent_symbol GROUP BY 1 ORDER BY 1

-- why: LEFT JOIN of a join in parentheses
SELECT l.id, r.id, n.i4 FROM lefts l LEFT JOIN (rights r JOIN numbers n ON n.id = r.id) ON l.k = r.k AND n.i4 > 0 ORDER BY 1, 2, 3

-- why: FULL JOIN of a LEFT JOIN in parentheses, unqualified names and *
SELECT * FROM lefts l FULL JOIN (rights r LEFT JOIN texts t ON t.id = r.id + 1) ON l.id = t.id ORDER BY l.id, r.id

-- why: parentheses within parentheses
SELECT a.id, d.id FROM lefts a LEFT JOIN (lefts b JOIN (rights c JOIN rights d ON c.k = d.k) ON b.id = c.id) ON a.k = b.k ORDER BY 1, 2

-- why: a join in parentheses of which nothing is used
SELECT count(*) FROM lefts CROSS JOIN (rights JOIN numbers USING (id))

-- why: USING across parentheses
SELECT id, b, i4 FROM lefts JOIN (rights JOIN numbers USING (id)) USING (id) ORDER BY id

-- why: an alias for a join
SELECT j.id, j.b, j.* FROM (lefts JOIN rights USING (id)) AS j ORDER BY j.id

-- why: an alias for a join with new names, and a join with it
SELECT j.p, l.a FROM lefts l JOIN (rights JOIN numbers USING (id)) AS j (p, q) ON j.q = l.k ORDER BY 1, 2

-- why: an alias for a join hides the names inside
SELECT lefts.id FROM (lefts JOIN rights USING (id)) AS j

-- why: RIGHT JOIN after a comma
SELECT t.id, l.id, r.id FROM texts t, lefts l RIGHT JOIN rights r ON l.id = r.k WHERE t.id < 3 ORDER BY 1, 2, 3

-- why: joins in parentheses, grouped
SELECT i.asset_class, count(*), count(c.parent_symbol) FROM instruments i LEFT JOIN (trades_1d t JOIN constituents c ON c.parent_symbol = t.symbol) ON t.symbol = i.symbol GROUP BY i.asset_class ORDER BY 1

-- why: USING columns of different types
SELECT id, i8, u4 FROM numbers JOIN (SELECT id::bigint AS id, u4 FROM unsigned) u USING (id) ORDER BY 1

-- why: FULL JOIN USING columns of different types
SELECT k, count(*) FROM lefts FULL JOIN (SELECT k::numeric AS k FROM rights) r USING (k) GROUP BY k ORDER BY 1

-- why: an outer join without an equality below a filter that rejects NULLs
SELECT f FROM arrays AS a RIGHT JOIN rights AS r INNER JOIN unsigned AS u ON (false) ON ((SELECT ts FROM trades_1d LIMIT 1) <> (SELECT created_at FROM instruments LIMIT 1)) AND u.u2 <> u.i1 WHERE a.u IS NOT NULL

-- why: an outer join without an equality whose other side must be there
SELECT a.i2, b.k FROM numbers a LEFT JOIN rights b ON a.i4 < b.k WHERE b.k > 1 ORDER BY 1, 2

-- why: outer joins with a condition on the side whose rows all stay, below a filter that rejects NULLs
SELECT s0.id FROM (numbers s1 JOIN texts s2 ON s1.id = s2.id) LEFT JOIN arrays s0 ON s0.id = s2.id AND s1.i4 > 0 WHERE s0.id < s1.i4 ORDER BY 1

-- why: the same from the other side, with a condition on both
SELECT s0.id FROM arrays s0 RIGHT JOIN (numbers s1 JOIN texts s2 ON s1.id = s2.id) ON s0.id = s2.id AND s0.id < s1.i4 WHERE s0.id < s1.i4 ORDER BY 1

-- why: a condition on one side of a join inside an outer one, below a filter that rejects NULLs
SELECT s.u2, a.id FROM unsigned s RIGHT JOIN arrays a INNER JOIN (SELECT id AS c0, k FROM rights LIMIT 104) r ON (a.t IS NOT NULL) ON (s.u2 = r.c0) WHERE s.u8 <= nullif(s.u8, 7) ORDER BY 1, 2
