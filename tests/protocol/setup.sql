-- The tables of the scenarios. Nothing may write into `cells`.
CREATE TABLE cells (k int4 NOT NULL, s text, n numeric(10, 2), d date, v varchar(20), f float8);
INSERT INTO cells VALUES (1, 'a', 1.5, '2020-01-01', 'one', 0.5), (2, 'b', NULL, NULL, NULL, NULL),
    (3, 'c', -2.25, '1970-01-01', 'three', 1e20);
CREATE TABLE loaded (k int4, s text, n numeric(10, 2));
CREATE TABLE written (k int4, s text);
