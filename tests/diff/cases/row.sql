-- why: order of rows
SELECT id FROM lefts WHERE (id, k) < (3, 1) ORDER BY 1

-- why: NULL in the middle of an order
SELECT id, (id, k) >= (2, NULL), (k, id) <= (2, 2), (1, id, k) > (1, 3, 1) FROM lefts ORDER BY 1

-- why: equality
SELECT id, (id, k) = (1, 1), (id, k) <> (2, 2), (k, id) = (NULL, 4) FROM lefts ORDER BY 1

-- why: constants
SELECT (1, 2) = (1, 2), (1, NULL) = (1, 2), (1, NULL) = (2, NULL), (1, 2) < (1, NULL), (0, 2) < (1, NULL), (1, NULL) <> (2, NULL)

-- why: IN a list of rows
SELECT id, (id, k) IN ((1, 1), (2, 2), (5, NULL)), (id, k) NOT IN ((1, 1), (2, 2), (5, NULL)) FROM lefts ORDER BY 1

-- why: IN a list of rows in WHERE
SELECT id FROM lefts WHERE (id, a) IN ((1, 'one'), (2, 'zwei')) ORDER BY 1

-- why: IN a subquery
SELECT id FROM lefts WHERE (id, k) IN (SELECT id, k FROM rights) ORDER BY 1

-- why: NOT IN a subquery, NULLs on both sides
SELECT id, (id, k) NOT IN (SELECT id, k FROM rights), (k, id) IN (SELECT k, id FROM rights) FROM lefts ORDER BY 1

-- why: NOT IN in WHERE
SELECT id FROM lefts WHERE (id, k) NOT IN (SELECT id, k FROM rights WHERE k IS NOT NULL) ORDER BY 1

-- why: IN a subquery of nothing
SELECT id, (id, k) IN (SELECT id, i4 FROM nothing), (id, k) NOT IN (SELECT id, i4 FROM nothing) FROM lefts ORDER BY 1

-- why: IN a correlated subquery
SELECT id FROM lefts l WHERE (id, k) IN (SELECT r.id, r.k FROM rights r WHERE r.id >= l.id) ORDER BY 1

-- why: ANY and ALL
SELECT id, (id, k) < ANY (SELECT id, k FROM rights), (id, k) >= ALL (SELECT id, k FROM rights WHERE id < 3) FROM lefts ORDER BY 1

-- why: a subquery of one row
SELECT id, (id, k) = (SELECT 1, 1), (id, k) > (SELECT id, k FROM rights WHERE id = 1 AND k = 1) FROM lefts ORDER BY 1

-- why: a subquery of no row
SELECT id, (id, k) = (SELECT id, k FROM rights WHERE false) FROM lefts ORDER BY 1

-- why: a subquery of several rows
SELECT (1, 2) = (SELECT id, k FROM rights)

-- why: IS DISTINCT FROM
SELECT id, (k, id) IS DISTINCT FROM (NULL, 4), (k, id) IS NOT DISTINCT FROM (NULL, 4) FROM lefts ORDER BY 1

-- why: IS NULL and IS NOT NULL are no opposites
SELECT id, ROW(id, k) IS NULL, (id, k) IS NOT NULL, (k, NULL) IS NULL, (k, NULL) IS NOT NULL FROM lefts ORDER BY 1

-- why: text, dates and numeric
SELECT id FROM times WHERE (d, id) > ('2000-01-01', 2) AND (short_d, seconds) <> (d, ts) ORDER BY 1

-- why: in CASE and in ON
SELECT l.id, r.id, CASE WHEN (l.id, l.k) = (r.id, r.k) THEN 'same' END FROM lefts l JOIN rights r ON (l.k, 1) = (r.k, 1) ORDER BY 1, 2

-- why: unequal lengths
-- message: same
SELECT id FROM lefts WHERE (id, k) = (1, 2, 3)

-- why: unequal lengths in IN
-- message: same
SELECT id FROM lefts WHERE (id, k) IN ((1, 2), (1, 2, 3))

-- why: a subquery with too few columns
-- message: same
SELECT id FROM lefts WHERE (id, k) IN (SELECT id FROM rights)

-- why: a subquery with too many columns
-- message: same
SELECT id FROM lefts WHERE (id, k) IN (SELECT id, k, b FROM rights)

-- why: types that do not match
-- message: same
SELECT id FROM lefts WHERE (id, a) = (1, 2)
