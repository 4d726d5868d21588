-- why: types that ClickHouse has no columns for
CREATE TABLE wt (id int, v varchar(5), c char(4), b bytea, j json, jb jsonb, tz timestamptz, u uuid)

-- why: rows
INSERT INTO wt VALUES (1, 'ab', 'ab', '\x00ff', ' {"b":1,"a":2}', '{"b":1,"a":2}', '2024-02-29 12:00+02', '61f0c404-5cb3-11e7-907b-a6006ad3dba0'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (3, '', '', '', '[]', '1.50', '1955-12-31 23:59:59.5+00', NULL)

-- why: rows of a query
INSERT INTO wt (id, v, c, b, jb) SELECT id + 10, v || 'x', c, b || '\x01', jb -> 'a' FROM wt

-- why: they read back as what they are
SELECT * FROM wt ORDER BY id

-- why: char(n) is padded, and its blanks do not count
SELECT id, c = 'ab', length(c), octet_length(c), c || '!', count(*) OVER (PARTITION BY c) FROM wt ORDER BY id

-- why: groups of char(n)
SELECT c, count(*) FROM wt GROUP BY c ORDER BY c

-- why: bytes and documents
SELECT id, length(b), encode(b, 'hex'), j ->> 'b', jb -> 'b', extract(hour FROM tz) FROM wt ORDER BY id

-- why: too long for char(n)
-- message: same
INSERT INTO wt (id, c) VALUES (1, 'abcde')

-- why: too long for varchar(n)
-- message: same
INSERT INTO wt (id, v) VALUES (1, 'abcdef')

-- why: no json
-- message: same
INSERT INTO wt (id, j) VALUES (1, '{')

-- why: bytes are no text
-- message: same
INSERT INTO wt (id, b) SELECT id, v FROM wt

-- why: done
DROP TABLE wt
