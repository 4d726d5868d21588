-- why: a PIVOT in a view
-- postgres: CREATE VIEW pv AS SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk
CREATE VIEW pv AS SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER', 'EMEA') GROUP BY desk)

-- why: the view is read
SELECT * FROM pv ORDER BY desk

-- why: the view is joined, filtered and aggregated
SELECT max(p."AMER"), count(*) FROM pv p JOIN pv q ON p.desk = q.desk WHERE p."EMEA" > 0

-- why: a view whose list was found when it was made
-- postgres: CREATE VIEW pd AS SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk
CREATE VIEW pd AS PIVOT trades_1d ON region GROUP BY desk

-- why: it has the columns of then
SELECT * FROM pd ORDER BY desk

-- why: a pivot over a view of a pivot
-- postgres: SELECT sum("AMER") FILTER (WHERE desk = 'FX') AS "FX", sum("AMER") FILTER (WHERE desk = 'Equities') AS "Equities" FROM pv
SELECT * FROM (SELECT desk, "AMER" FROM pv) v PIVOT (sum("AMER") FOR desk IN ('FX', 'Equities'))

-- why: UNPIVOT in a view
-- postgres: CREATE VIEW uv AS SELECT l.id, u.n, u.v FROM lefts l CROSS JOIN LATERAL (VALUES ('id', l.id), ('k', l.k)) u (n, v) WHERE u.v IS NOT NULL
CREATE VIEW uv AS SELECT id, n, v FROM (SELECT id, id AS i, k FROM lefts) t UNPIVOT (v FOR n IN (i AS 'id', k))

-- why: it is read
SELECT * FROM uv ORDER BY 1, 2

-- why: crosstab in a view
CREATE VIEW cv AS SELECT * FROM crosstab('SELECT k, a, id FROM lefts ORDER BY 1, 2', $$VALUES ('one'), ('two')$$) AS ct (k int, one int, two int)

-- why: it is read
SELECT * FROM cv ORDER BY k

-- why: views go
DROP VIEW pv, pd, uv, cv

-- why: a table for what is found
CREATE TABLE pt (desk text, a int8, b int8)

-- why: INSERT … SELECT of a pivot
-- postgres: INSERT INTO pt SELECT desk, count(*) FILTER (WHERE region = 'AMER'), count(*) FILTER (WHERE region = 'EMEA') FROM trades_1d GROUP BY desk
INSERT INTO pt SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER', 'EMEA') GROUP BY desk)

-- why: INSERT of the statement
-- postgres: INSERT INTO pt (desk, a) SELECT desk, count(*) FILTER (WHERE region = 'APAC') FROM trades_1d GROUP BY desk
INSERT INTO pt (desk, a) (PIVOT trades_1d ON region IN ('APAC') GROUP BY desk)

-- why: INSERT of an UNPIVOT
-- postgres: INSERT INTO pt SELECT n, v, NULL FROM lefts CROSS JOIN LATERAL (VALUES ('id', id), ('k', k)) u (n, v) WHERE v IS NOT NULL
INSERT INTO pt (desk, a) SELECT n, v FROM (SELECT id, k FROM lefts) t UNPIVOT (v FOR n IN (id, k))

-- why: INSERT of a crosstab
INSERT INTO pt SELECT * FROM crosstab('SELECT a, k, id FROM lefts ORDER BY 1, 2') AS ct (a text, x int, y int)

-- why: what was written
SELECT * FROM pt ORDER BY 1, 2, 3

-- why: CREATE TABLE AS of a pivot
-- postgres: CREATE TABLE pu AS SELECT desk, sum(pnl) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk
CREATE TABLE pu AS SELECT * FROM trades_1d PIVOT (sum(pnl) FOR region IN ('AMER') GROUP BY desk)

-- why: it is there
-- tolerance: 1e-9
SELECT * FROM pu ORDER BY 1

-- why: COPY of a pivot
-- postgres: COPY (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk ORDER BY desk) TO STDOUT WITH (FORMAT csv, HEADER)
COPY (SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk)) TO STDOUT WITH (FORMAT csv, HEADER)

-- why: COPY of the statement with a list that is found
-- postgres: COPY (SELECT count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d) TO STDOUT WITH (FORMAT csv, HEADER)
COPY (PIVOT (SELECT region FROM trades_1d) ON region) TO STDOUT WITH (FORMAT csv, HEADER)

-- why: COPY of an UNPIVOT
-- postgres: COPY (SELECT id, n, v FROM (SELECT id, i4, i2 FROM numbers) x CROSS JOIN LATERAL (VALUES ('i2', i2::int4), ('i4', i4)) u (n, v) WHERE v IS NOT NULL ORDER BY 1, 2) TO STDOUT
COPY (SELECT * FROM (SELECT id, i2, i4 FROM numbers) t UNPIVOT (v FOR n IN (i2, i4)) ORDER BY 1, 2) TO STDOUT

-- why: a cursor that outlives its transaction
-- postgres: DECLARE pc CURSOR WITH HOLD FOR SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER", count(*) FILTER (WHERE region = 'APAC') AS "APAC", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA" FROM trades_1d GROUP BY desk ORDER BY desk
DECLARE pc CURSOR WITH HOLD FOR PIVOT trades_1d ON region GROUP BY desk ORDER BY desk

-- why: its first rows
FETCH 2 FROM pc

-- why: its others
FETCH ALL FROM pc

-- why: done
CLOSE pc

-- why: a prepared statement with parameters in the source, the filter of a cell, a value and a default
-- postgres: PREPARE pp (float8, text, text) AS SELECT desk, COALESCE(count(*) FILTER (WHERE region = $2 AND pnl > $1), 0) AS a, COALESCE(count(*) FILTER (WHERE region = $3 AND pnl > $1), 0) AS b FROM trades_1d WHERE notional > $1 GROUP BY desk ORDER BY desk
PREPARE pp (float8, text, text) AS SELECT * FROM (SELECT * FROM trades_1d WHERE notional > $1) t PIVOT (count(*) FILTER (WHERE pnl > $1) FOR region IN ($2 AS a, $3 AS b) GROUP BY desk DEFAULT ON NULL (0))

-- why: with values
EXECUTE pp (0, 'AMER', 'MOON')

-- why: with others
EXECUTE pp (1000, 'EMEA', 'APAC')

-- why: with the same value twice
-- postgres: SELECT 1 FROM (SELECT 1) t JOIN (SELECT 2) t ON true
EXECUTE pp (1000, 'EMEA', 'EMEA')

-- why: a parameter in an UNPIVOT's source
-- postgres: PREPARE pq (int) AS SELECT id, n, v FROM lefts CROSS JOIN LATERAL (VALUES ('k', k)) u (n, v) WHERE v IS NOT NULL AND id > $1 ORDER BY 1
PREPARE pq (int) AS SELECT * FROM (SELECT id, k FROM lefts WHERE id > $1) t UNPIVOT (v FOR n IN (k)) ORDER BY 1

-- why: with a value
EXECUTE pq (2)

-- why: parameters in the text of crosstab are texts themselves
PREPARE pr (text) AS SELECT * FROM crosstab($1) AS ct (k int, one int)

-- why: with a value
EXECUTE pr ('SELECT k, a, id FROM lefts ORDER BY 1, 2')

-- why: an empty table of prepared statements
DEALLOCATE ALL

-- why: in IN
-- postgres: SELECT count(*) FROM trades_1d WHERE desk IN (SELECT desk FROM trades_1d GROUP BY desk HAVING count(*) FILTER (WHERE region = 'AMER') > 100)
SELECT count(*) FROM trades_1d WHERE desk IN (SELECT desk FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) p WHERE "AMER" > 100)

-- why: in NOT IN with tuples
-- postgres: SELECT DISTINCT desk FROM trades_1d WHERE (desk, 'FX') NOT IN (SELECT desk, desk FROM trades_1d GROUP BY desk) ORDER BY 1
SELECT DISTINCT desk FROM trades_1d WHERE (desk, 'FX') NOT IN (SELECT desk, desk FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk)) ORDER BY 1

-- why: in EXISTS, correlated outside of the pivot
-- postgres: SELECT symbol FROM instruments i WHERE EXISTS (SELECT 1 FROM trades_1d t WHERE t.region = 'AMER' AND t.symbol = i.symbol) ORDER BY 1
SELECT symbol FROM instruments i WHERE EXISTS (SELECT 1 FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY symbol) p WHERE p.symbol = i.symbol AND p."AMER" > 0) ORDER BY 1

-- why: a scalar subquery
-- postgres: SELECT (SELECT count(*) FILTER (WHERE region = 'AMER') FROM trades_1d) AS n
SELECT (SELECT "AMER" FROM (SELECT region FROM trades_1d) t PIVOT (count(*) FOR region IN ('AMER'))) AS n

-- why: a scalar subquery of an UNPIVOT
-- postgres: SELECT (SELECT sum(v) FROM lefts CROSS JOIN LATERAL (VALUES (id), (k)) u (v)) AS n
SELECT (SELECT sum(v) FROM (SELECT id, k FROM lefts) t UNPIVOT (v FOR n IN (id, k))) AS n

-- why: in IN, an UNPIVOT
-- postgres: SELECT id FROM numbers WHERE id IN (SELECT v FROM lefts CROSS JOIN LATERAL (VALUES (id), (k)) u (v)) ORDER BY 1
SELECT id FROM numbers WHERE id IN (SELECT v FROM (SELECT id, k FROM lefts) t UNPIVOT (v FOR n IN (id, k))) ORDER BY 1

-- why: UNION, INTERSECT and EXCEPT
-- postgres: (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk UNION ALL SELECT book, count(*) FILTER (WHERE region = 'AMER') FROM trades_1d GROUP BY book) EXCEPT SELECT desk, count(*) FILTER (WHERE region = 'AMER') FROM trades_1d WHERE desk = 'FX' GROUP BY desk ORDER BY 1, 2
(SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) UNION ALL SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY book)) EXCEPT SELECT * FROM (SELECT * FROM trades_1d WHERE desk = 'FX') x PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) ORDER BY 1, 2

-- why: UNION of UNPIVOTs
-- postgres: SELECT 'id' AS n, id AS v FROM lefts UNION SELECT 'k', k FROM rights WHERE k IS NOT NULL ORDER BY 1, 2
SELECT * FROM (SELECT id FROM lefts) t UNPIVOT (v FOR n IN (id)) UNION SELECT * FROM (SELECT k FROM rights) t UNPIVOT (v FOR n IN (k)) ORDER BY 1, 2

-- why: a query of WITH that is computed once
-- postgres: WITH p AS MATERIALIZED (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) SELECT a.desk, b."AMER" FROM p a JOIN p b ON a."AMER" = b."AMER" ORDER BY 1, 2
WITH p AS MATERIALIZED (PIVOT trades_1d ON region IN ('AMER') GROUP BY desk) SELECT a.desk, b."AMER" FROM p a JOIN p b ON a."AMER" = b."AMER" ORDER BY 1, 2

-- why: the same of an UNPIVOT
-- postgres: WITH u AS MATERIALIZED (SELECT v FROM lefts CROSS JOIN LATERAL (VALUES (id), (k)) u (v) WHERE v IS NOT NULL) SELECT count(*), sum(a.v) FROM u a JOIN u b ON a.v = b.v
WITH u AS MATERIALIZED (SELECT v FROM (SELECT id, k FROM lefts) t UNPIVOT (v FOR n IN (id, k))) SELECT count(*), sum(a.v) FROM u a JOIN u b ON a.v = b.v

-- why: in LATERAL, a pivot of the outer row's rows
-- postgres: SELECT l.id, p.one FROM lefts l CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE b = 'x') AS one FROM rights r WHERE r.k = l.k) p ORDER BY 1
SELECT l.id, p.one FROM lefts l CROSS JOIN LATERAL (SELECT * FROM (SELECT b FROM rights r WHERE r.k = l.k) t PIVOT (count(*) FOR b IN ('x' AS one))) p ORDER BY 1

-- why: UNPIVOT in LATERAL, of the outer row's own columns
-- postgres: SELECT l.id, p.n, p.v FROM lefts l CROSS JOIN LATERAL (VALUES ('k', l.k), ('twice', 2 * l.k)) p (n, v) WHERE v IS NOT NULL ORDER BY 1, 2
SELECT l.id, p.n, p.v FROM lefts l CROSS JOIN LATERAL (SELECT * FROM (SELECT l.k AS k, 2 * l.k AS twice) t UNPIVOT (v FOR n IN (k, twice))) p ORDER BY 1, 2

-- why: a correlated scalar subquery over a pivot
-- postgres: SELECT l.id, (SELECT count(*) FILTER (WHERE b = 'x') FROM rights r WHERE r.k = l.k) AS n FROM lefts l ORDER BY 1
SELECT l.id, (SELECT one FROM (SELECT b FROM rights r WHERE r.k = l.k) t PIVOT (count(*) FOR b IN ('x' AS one))) AS n FROM lefts l ORDER BY 1

-- why: a window over a pivot
-- postgres: SELECT desk, "AMER", rank() OVER (ORDER BY "AMER" DESC), sum("AMER") OVER () FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) t ORDER BY 1
SELECT desk, "AMER", rank() OVER (ORDER BY "AMER" DESC), sum("AMER") OVER () FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) ORDER BY 1

-- why: DISTINCT, DISTINCT ON, OFFSET and FETCH of a pivot
-- postgres: SELECT DISTINCT ON ("AMER" > 50) desk, "AMER" FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) t ORDER BY "AMER" > 50, desk OFFSET 0 FETCH FIRST 5 ROWS ONLY
SELECT DISTINCT ON ("AMER" > 50) desk, "AMER" FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) ORDER BY "AMER" > 50, desk OFFSET 0 FETCH FIRST 5 ROWS ONLY

-- why: GROUP BY and HAVING over a pivot
-- postgres: SELECT "AMER" > 50 AS many, count(*), sum("AMER") FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS "AMER" FROM trades_1d GROUP BY desk) t GROUP BY 1 HAVING count(*) > 0 ORDER BY 1
SELECT "AMER" > 50 AS many, count(*), sum("AMER") FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) GROUP BY 1 HAVING count(*) > 0 ORDER BY 1

-- why: outer joins of pivots
-- postgres: SELECT i.symbol, p.a, u.v FROM instruments i LEFT JOIN (SELECT symbol, count(*) FILTER (WHERE region = 'AMER') AS a FROM trades_1d WHERE desk = 'FX' GROUP BY symbol) p ON p.symbol = i.symbol FULL JOIN (SELECT v FROM lefts CROSS JOIN LATERAL (VALUES (a)) x (v)) u ON u.v = i.symbol ORDER BY 1, 2, 3
SELECT i.symbol, p.a, u.v FROM instruments i LEFT JOIN (SELECT * FROM (SELECT * FROM trades_1d WHERE desk = 'FX') f PIVOT (count(*) FOR region IN ('AMER' AS a) GROUP BY symbol)) p ON p.symbol = i.symbol FULL JOIN (SELECT v FROM (SELECT a FROM lefts) t UNPIVOT (v FOR n IN (a))) u ON u.v = i.symbol ORDER BY 1, 2, 3

-- why: a clause after ON of a join is the join's, before it the table's
-- postgres: SELECT l.id, p.x FROM lefts l JOIN (SELECT k, count(*) FILTER (WHERE b = 'x') AS x FROM rights GROUP BY k) p ON l.k = p.k ORDER BY 1, 2
SELECT l.id, p.x FROM lefts l JOIN rights PIVOT (count(*) FOR b IN ('x' AS x) GROUP BY k) p ON l.k = p.k ORDER BY 1, 2

-- why: the last item of a comma list
-- postgres: SELECT l.id, p.k, p.x FROM lefts l, (SELECT k, count(*) FILTER (WHERE b = 'x') AS x FROM rights GROUP BY k) p ORDER BY 1, 2
SELECT l.id, p.k, p.x FROM lefts l, rights PIVOT (count(*) FOR b IN ('x' AS x) GROUP BY k) p ORDER BY 1, 2

-- why: a clause behind another
-- postgres: SELECT n, sum(v) FILTER (WHERE desk = 'FX') AS "FX" FROM (SELECT desk, u.n, u.v FROM (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS a, count(*) FILTER (WHERE region = 'EMEA') AS b FROM trades_1d GROUP BY desk) t CROSS JOIN LATERAL (VALUES ('a', a), ('b', b)) u (n, v)) x GROUP BY n ORDER BY n
SELECT * FROM trades_1d PIVOT (count(*) FOR region IN ('AMER' AS a, 'EMEA' AS b) GROUP BY desk) UNPIVOT (v FOR n IN (a, b)) PIVOT (sum(v) FOR desk IN ('FX'))

-- why: over rows of functions and VALUES
-- postgres: SELECT count(*) FILTER (WHERE g % 2 = 0) AS even, count(*) FILTER (WHERE g % 2 = 1) AS odd FROM generate_series(1, 9) g
SELECT * FROM generate_series(1, 9) g PIVOT (count(*) FOR g % 2 IN (0 AS even, 1 AS odd) GROUP BY ())

-- why: UNPIVOT over a look-through
-- postgres: SELECT n, round(sum(v)::numeric, 2) AS s FROM look_through_trades CROSS JOIN LATERAL (VALUES ('pnl', pnl), ('notional', notional)) u (n, v) GROUP BY n ORDER BY n
SELECT n, round(sum(v)::numeric, 2) AS s FROM (SELECT pnl, notional FROM look_through(trades_1d)) t UNPIVOT (v FOR n IN (pnl, notional)) GROUP BY n ORDER BY n

-- why: UPDATE and DELETE from a pivot
-- postgres: DELETE FROM pt WHERE desk IN (SELECT desk FROM trades_1d GROUP BY desk HAVING count(*) FILTER (WHERE region = 'AMER') > 100)
DELETE FROM pt WHERE desk IN (SELECT desk FROM trades_1d PIVOT (count(*) FOR region IN ('AMER') GROUP BY desk) p WHERE "AMER" > 100)

-- why: what is left
SELECT * FROM pt ORDER BY 1, 2, 3

-- why: tables go
DROP TABLE pt, pu

-- why: a list that hangs on the row around it
-- refused: 0A000
SELECT l.id, p.* FROM lefts l CROSS JOIN LATERAL (SELECT * FROM (SELECT b FROM rights r WHERE r.k = l.k) t PIVOT (count(*) FOR b IN (ANY))) p

-- why: a list of the steps of a recursive query
-- refused: 0A000
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM (SELECT n FROM r) t PIVOT (max(n) FOR n IN (ANY))) SELECT * FROM r
