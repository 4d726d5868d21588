-- why: columns that depend on the primary key
-- postgres: SELECT l.id, l.a, l.k, count(*) FROM lefts l JOIN rights r ON r.k = l.k GROUP BY l.id, l.a, l.k ORDER BY l.id
SELECT l.id, l.a, l.k, count(*) FROM lefts l JOIN rights r ON r.k = l.k GROUP BY l.id ORDER BY l.id

-- why: all columns of the table
-- postgres: SELECT l.*, sum(r.id) FROM lefts l LEFT JOIN rights r ON r.k = l.k GROUP BY l.id, l.a, l.k ORDER BY l.a
SELECT l.*, sum(r.id) FROM lefts l LEFT JOIN rights r ON r.k = l.k GROUP BY l.id ORDER BY l.a

-- why: in HAVING and expressions
-- postgres: SELECT id, upper(a) || k FROM lefts GROUP BY id, a, k HAVING k IS NOT NULL ORDER BY id
SELECT id, upper(a) || k FROM lefts GROUP BY id HAVING k IS NOT NULL ORDER BY id

-- why: a whole row
-- postgres: SELECT json_build_object('l', row_to_json(l), 'n', 1) FROM lefts l ORDER BY l.id
SELECT json_build_object('l', row_to_json(l), 'n', count(*)) FROM lefts l GROUP BY l.id ORDER BY l.id

-- why: another column is no key
-- message: same
SELECT l.id, l.a FROM lefts l GROUP BY l.a

-- why: nor is that of a subquery
-- message: same
SELECT id, a FROM (SELECT * FROM lefts) l GROUP BY id
