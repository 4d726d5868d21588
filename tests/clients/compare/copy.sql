-- COPY in every format, both ways.
CREATE TABLE cells (k int4, s text, n numeric(10,2), d date, b boolean, f float8);
CREATE TABLE back (k int4, s text, n numeric(10,2), d date, b boolean, f float8);
COPY cells FROM STDIN;
1	plain	1.50	2020-01-01	t	0.1
2	\N	\N	\N	\N	\N
3	tab\there	-2.25	1970-01-01	f	NaN
4	new\nline\rback\\slash\b\f\v	0	2149-06-06	t	Infinity
5		99999999.99	1900-01-01	f	-0
6	quote " comma , semi ; \\N	1	2000-02-29	t	1e300
7	ünï→😀	1	2000-02-29	t	-1e-300
8	\\.	1	2000-02-29	t	3
\.
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT;
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT CSV;
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT CSV HEADER;
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT WITH (FORMAT csv, HEADER, FORCE_QUOTE *);
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT WITH (FORMAT csv, FORCE_QUOTE (s, d), NULL 'none');
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT WITH (FORMAT csv, DELIMITER ';', QUOTE '''', ESCAPE '\');
COPY (SELECT s FROM cells ORDER BY k) TO STDOUT WITH (FORMAT csv);
COPY (SELECT s, k AS "odd, name" FROM cells ORDER BY k) TO STDOUT WITH (FORMAT csv, HEADER true, DELIMITER E'\t');
COPY (SELECT * FROM cells ORDER BY k) TO STDOUT WITH (DELIMITER ';', NULL '', HEADER, ENCODING 'UTF8');
COPY (SELECT s FROM cells ORDER BY k) TO STDOUT WITH (DELIMITER ' ', NULL 'x');
COPY (SELECT s FROM cells ORDER BY k) TO STDOUT WITH (DELIMITER ',');
COPY (SELECT k FROM cells WHERE k > 100) TO STDOUT;
COPY (SELECT k FROM cells WHERE k > 100) TO STDOUT CSV HEADER;
COPY (VALUES (1, 'a'), (2, NULL)) TO STDOUT;
CREATE TABLE one (k int4, s text);
INSERT INTO one VALUES (1, 'x');
COPY one TO STDOUT;
COPY one (s, k) TO STDOUT (FORMAT csv, HEADER);
COPY public.one (s) TO STDOUT;
BEGIN;
COPY one TO STDOUT;
COMMIT;
-- Binary, through a file.
\copy (SELECT * FROM cells ORDER BY k) TO 'cells.bin' (FORMAT binary)
\copy back FROM 'cells.bin' (FORMAT binary)
COPY (SELECT * FROM back ORDER BY k) TO STDOUT;
\copy (SELECT k, s FROM cells ORDER BY k) TO 'two.bin' WITH BINARY
\copy back (k) FROM 'two.bin' (FORMAT binary)
\copy back (s, k) FROM 'two.bin' (FORMAT binary)
\copy (SELECT k FROM cells WHERE false) TO 'none.bin' (FORMAT binary)
\copy back (k) FROM 'none.bin' (FORMAT binary)
\copy (SELECT k FROM cells ORDER BY k) TO 'text.txt'
\copy back FROM 'text.txt' (FORMAT binary)
SELECT count(*) FROM back;
\copy cells TO 'cells.csv' CSV HEADER
\copy back FROM 'cells.csv' CSV HEADER
\! cksum cells.bin two.bin none.bin
SELECT count(*), sum(k), sum(n) FROM back;
-- What does not go together.
COPY one TO STDOUT (FORMAT xml);
COPY one TO STDOUT (FORMAT binary, DELIMITER ',');
COPY one TO STDOUT (FORMAT binary, NULL 'x');
COPY one TO STDOUT (FORMAT binary, HEADER);
COPY one TO STDOUT (HEADER match);
COPY one TO STDOUT (DELIMITER 'ab');
COPY one TO STDOUT (DELIMITER E'\n');
COPY one TO STDOUT (DELIMITER 'a');
COPY one TO STDOUT (DELIMITER '\');
COPY one TO STDOUT (NULL E'a\nb');
COPY one TO STDOUT (QUOTE '"');
COPY one TO STDOUT (ESCAPE '"');
COPY one TO STDOUT (FORMAT csv, QUOTE 'ab');
COPY one TO STDOUT (FORMAT csv, ESCAPE 'ab');
COPY one TO STDOUT (FORMAT csv, QUOTE ',');
COPY one TO STDOUT (FORCE_QUOTE *);
COPY one TO STDOUT (FORMAT csv, FORCE_QUOTE (nothing));
COPY one TO STDOUT (FORMAT csv, FORCE_NULL (s));
COPY one TO STDOUT (FORMAT csv, FORCE_NOT_NULL (s));
COPY one FROM STDIN (FORMAT csv, FORCE_QUOTE (s));
COPY one TO STDOUT (NULL 'a;b', DELIMITER ';');
COPY one TO STDOUT (FORMAT csv, NULL '"');
COPY one TO STDOUT (FORMAT csv, FORMAT text);
COPY one TO STDOUT (NOTHING);
COPY one (nothing) TO STDOUT;
COPY one (s, s) TO STDOUT;
COPY missing TO STDOUT;
CREATE VIEW v AS SELECT k FROM one;
COPY v TO STDOUT;
COPY (SELECT k FROM v) TO STDOUT;
COPY (SELECT nothing FROM one) TO STDOUT;
COPY (SELECT 1 / (k - 1) FROM one) TO STDOUT;
SELECT 'alive';
