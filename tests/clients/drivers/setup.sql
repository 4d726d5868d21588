-- What the scripts of the drivers read and write, on both servers.
SET client_min_messages = warning;
CREATE TABLE kinds (id int4 PRIMARY KEY, i2 int2, i8 int8, f4 float4, f8 float8, n numeric(12, 3), b bool, t text,
    v varchar(10), c char(3), d date, ts timestamp, tz timestamptz, ti time, iv interval, u uuid, j jsonb, ia int4[] NOT NULL, ta text[] NOT NULL, by bytea);
INSERT INTO kinds VALUES
    (1, 1, 9007199254740993, 1.5, 0.1, 1234.5, true, 'text', 'var', 'ch', '2020-02-29', '2020-02-29 12:34:56.789',
     '2020-02-29 12:34:56+00', '23:59:59', '1 day 02:03:04', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": [1, null]}', '{1,NULL,3}', '{a,"b c",NULL}', '\x00ff10'),
    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{NULL}', NULL),
    (3, -32768, -9223372036854775808, -0.25, 1e300, -0.001, false, 'é ''"\', '', '', '1955-01-31', '1969-12-31 23:59:59.999999',
     '2100-01-01 00:00:00+00', '00:00:00.000001', '-1 mon', '00000000-0000-0000-0000-000000000000', '[]', '{}', '{}', '\x');
CREATE TABLE written (id int4 NOT NULL, name text, amount numeric(10, 2));
CREATE TABLE many (x int4 NOT NULL);
