-- why: a letter too many
-- message: same
SELECT idd FROM lefts

-- why: the same with a qualifier
-- message: same
SELECT l.kk FROM lefts l

-- why: a letter missing
-- message: same
SELECT nme FROM instruments

-- why: two are as close
-- message: same
SELECT idx FROM lefts l, rights r

-- why: three are as close
-- message: same
SELECT idx FROM lefts l, rights r, numbers n

-- why: nothing is close
-- message: same
SELECT frobnicate FROM lefts

-- why: the table's name behind an alias
-- message: same
SELECT lefts.id FROM lefts l

-- why: a FROM item that does not see the one beside it
-- message: same
SELECT l.id FROM lefts l, (SELECT r.id FROM rights r WHERE r.k = l.k) s

-- why: a column of the one beside it
-- message: same
SELECT l.id FROM lefts l, (SELECT r.id FROM rights r WHERE b = a) s

-- why: no such qualifier
-- message: same
SELECT q.id FROM lefts l

-- why: no such qualifier before *
-- message: same
SELECT lefts.* FROM lefts l

-- why: a wrong qualifier with a wrong column
-- message: same
SELECT l.bb FROM lefts l JOIN rights r ON r.id = l.id

-- why: ORDER BY an expression of a union
-- message: same
SELECT id AS x FROM lefts UNION SELECT id FROM rights ORDER BY x + 1
