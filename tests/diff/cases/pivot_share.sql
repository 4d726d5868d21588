-- why: shares in the row, the column, the total and the parent
-- postgres: WITH c AS (SELECT desk, sum(fees) FILTER (WHERE region = 'AMER') AS a, sum(fees) FILTER (WHERE region = 'EMEA') AS e, sum(fees) FILTER (WHERE region IN ('AMER', 'EMEA')) AS r FROM trades_1d GROUP BY desk) SELECT desk, a / r AS "AMER_r", a / sum(a) OVER () AS "AMER_c", a / sum(r) OVER () AS "AMER_t", e / r AS "EMEA_r", e / sum(e) OVER () AS "EMEA_c", e / sum(r) OVER () AS "EMEA_t" FROM c ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_row(sum(fees)) AS r, share_of_column(sum(fees)) AS c, share_of_total(sum(fees)) AS t FOR region IN ('AMER', 'EMEA') GROUP BY desk)

-- why: shares of counts, with others: in all that is shown
-- postgres: WITH c AS (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS a, count(*) FILTER (WHERE region <> 'AMER') AS o, count(*) AS r FROM trades_1d GROUP BY desk) SELECT desk, a::float8 / r AS "AMER", o::float8 / r AS "Others", 1::float8 AS "Total" FROM c ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_row(count(*)) FOR region IN ('AMER') GROUP BY desk WITH OTHERS, TOTAL COLUMN)

-- why: the share of an average in its row is of the row's average
-- postgres: SELECT desk, avg(fees) FILTER (WHERE region = 'AMER') / avg(fees) FILTER (WHERE region IN ('AMER', 'EMEA')) AS "AMER", avg(fees) FILTER (WHERE region = 'EMEA') / avg(fees) FILTER (WHERE region IN ('AMER', 'EMEA')) AS "EMEA" FROM trades_1d GROUP BY desk ORDER BY desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_row(avg(fees)) FOR region IN ('AMER', 'EMEA') GROUP BY desk)

-- why: totals have shares too, in totals of their kind
-- postgres: WITH c AS (SELECT desk, GROUPING(desk) AS g, count(*) FILTER (WHERE region = 'AMER') AS a FROM trades_1d GROUP BY ROLLUP (desk)) SELECT desk, a / sum(a::float8) OVER (PARTITION BY g) AS "AMER" FROM c ORDER BY g, desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_column(count(*)) FOR region IN ('AMER') GROUP BY desk WITH TOTAL ROW)

-- why: the parent is the row columns but the last
-- postgres: WITH c AS (SELECT desk, book, count(*) FILTER (WHERE region = 'AMER') AS a FROM trades_1d GROUP BY desk, book) SELECT desk, book, CASE WHEN sum(a) OVER (PARTITION BY desk) <> 0 THEN a / (sum(a::float8) OVER (PARTITION BY desk)) END AS "AMER" FROM c ORDER BY desk, book
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_parent(count(*)) FOR region IN ('AMER') GROUP BY desk, book)

-- why: NULL where there is nothing to have a share in
-- postgres: SELECT desk, NULL::float8 AS "MOON_c", NULL::float8 AS "MOON_r" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (share_of_column(sum(fees)) AS c, share_of_row(count(*)) AS r FOR region IN ('MOON') GROUP BY desk)

-- why: a statement, its default, many values
-- postgres: SELECT k::text AS k, COALESCE(count(*) FILTER (WHERE a = 'one')::float8 / NULLIF(sum(count(*) FILTER (WHERE a = 'one')) OVER (), 0), 0)::float8 AS one FROM lefts GROUP BY k ORDER BY k
PIVOT (SELECT k::text AS k, a FROM lefts) ON a IN ('one') USING share_of_column(count(*)) GROUP BY k DEFAULT ON NULL (0)

-- why: a share of an average in a column
-- refused: the average of all rows is not made of the rows' averages
SELECT * FROM trades_1d PIVOT (share_of_column(avg(fees)) FOR region IN ('AMER') GROUP BY desk)

-- why: shares inside of expressions, as percentages
-- postgres: SELECT desk, round((100 * count(*) FILTER (WHERE region = 'AMER') / NULLIF(count(*) FILTER (WHERE region IN ('AMER', 'EMEA')), 0)::float8)::numeric, 1) AS "AMER_p", count(*) FILTER (WHERE region = 'AMER') AS "AMER_n", round((100 * count(*) FILTER (WHERE region = 'EMEA') / NULLIF(count(*) FILTER (WHERE region IN ('AMER', 'EMEA')), 0)::float8)::numeric, 1) AS "EMEA_p", count(*) FILTER (WHERE region = 'EMEA') AS "EMEA_n" FROM trades_1d GROUP BY desk ORDER BY desk
SELECT * FROM trades_1d PIVOT (round((100 * share_of_row(count(*)))::numeric, 1) AS p, count(*) AS n FOR region IN ('AMER', 'EMEA') GROUP BY desk)

-- why: two shares in one expression, with others and totals
-- postgres: WITH c AS (SELECT desk, GROUPING(desk) AS g, count(*) FILTER (WHERE region = 'AMER') AS a, count(*) FILTER (WHERE region <> 'AMER') AS o, count(*) AS r FROM trades_1d GROUP BY ROLLUP (desk)) SELECT desk, a::float8 / r - a / sum(a::float8) OVER (PARTITION BY g) AS "AMER", o::float8 / r - o / sum(o::float8) OVER (PARTITION BY g) AS "Others" FROM c ORDER BY g, desk
-- tolerance: 1e-9
SELECT * FROM trades_1d PIVOT (share_of_row(count(*)) - share_of_column(count(*)) FOR region IN ('AMER') GROUP BY desk WITH OTHERS, TOTAL ROW)

-- why: a share as text, in CASE
-- postgres: WITH c AS (SELECT desk, count(*) FILTER (WHERE region = 'AMER') AS a FROM trades_1d GROUP BY desk) SELECT desk, CASE WHEN a / sum(a::float8) OVER () > 0.2 THEN 'much' ELSE 'little' END AS "AMER" FROM c ORDER BY desk
SELECT * FROM trades_1d PIVOT (CASE WHEN share_of_column(count(*)) > 0.2 THEN 'much' ELSE 'little' END FOR region IN ('AMER') GROUP BY desk)

-- why: a share of a share
-- postgres: SELECT sum(sum(fees)) FROM trades_1d
SELECT * FROM trades_1d PIVOT (share_of_row(share_of_row(sum(fees))) FOR region IN ('AMER') GROUP BY desk)

-- why: a share outside of a PIVOT
-- message: same
SELECT share_of_row(fees) FROM trades_1d
