-- why: every value of ClickHouse's own types as a client sees it
SELECT * FROM kinds ORDER BY id

-- why: texts of them
SELECT id, t::text, ts::text, u::text, ip4::text, ip6::text, bf::text, e::text, fs::varchar, lc::text FROM kinds ORDER BY id

-- why: documents as text
SELECT id, m::text, tu::text, an::text, 'x' || m FROM kinds ORDER BY id

-- why: comparison with constants and among columns
SELECT id FROM kinds WHERE t > '12:00' OR ts = '24:00' OR u = '00000000-0000-0000-0000-000000000001' OR bf = 100 OR iv > '1 month' ORDER BY id

-- why: IN and NOT IN with NULLs in the column
SELECT id, t IN ('00:00:00', '13:45:07.120034'), u IN ('61f0c404-5cb3-11e7-907b-a6006ad3dba0'), ip4 IN ('10.0.0.1', '0.0.0.0'), ip4 NOT IN ('10.0.0.1'), ts IN ('24:00', '00:00') FROM kinds ORDER BY id

-- why: orders
SELECT id FROM kinds ORDER BY t DESC, id

-- why: order of uuid
SELECT id, u FROM kinds ORDER BY u NULLS FIRST

-- why: order of inet
SELECT id, ip4, ip6 FROM kinds ORDER BY ip6, id

-- why: order of IPv4
SELECT id, ip4 FROM kinds ORDER BY ip4 DESC, id

-- why: order of intervals
SELECT id, iv FROM kinds ORDER BY iv DESC, id

-- why: windows over them
SELECT id, rank() OVER (ORDER BY ip4), lag(t) OVER (ORDER BY id), first_value(u) OVER (ORDER BY u, id) FROM kinds ORDER BY id

-- why: groups
SELECT t, count(*) FROM kinds GROUP BY t ORDER BY t

-- why: groups of addresses
SELECT ip4, ip6, count(*) FROM kinds GROUP BY ip4, ip6 ORDER BY ip6

-- why: groups of uuid, enum, FixedString
SELECT u, e, fs, count(*) FROM kinds GROUP BY u, e, fs ORDER BY u, e

-- why: distinct
SELECT DISTINCT lc, e FROM kinds ORDER BY lc, e

-- why: distinct counts
SELECT count(DISTINCT t), count(DISTINCT u), count(DISTINCT ip4), count(DISTINCT ip6), count(DISTINCT e), count(DISTINCT bf), count(DISTINCT v) FROM kinds

-- why: least and largest
SELECT min(t), max(t), min(ts), max(ts), min(ip4), max(ip4), min(ip6), max(ip6), min(e), max(e), min(bf), max(bf) FROM kinds

-- why: of nothing
SELECT min(t), max(ip4), min(fs) FROM kinds WHERE id < 0

-- why: joins
SELECT a.id, b.id FROM kinds a JOIN kinds b ON a.ip4 = b.ip4 AND a.t = b.t ORDER BY 1, 2

-- why: joins of uuid and of intervals
SELECT a.id, b.id FROM kinds a LEFT JOIN kinds b ON a.u = b.u AND a.iv = b.iv ORDER BY 1, 2

-- why: subqueries
SELECT id FROM kinds WHERE ip4 IN (SELECT ip4 FROM kinds WHERE id > 3) ORDER BY id

-- why: of times
SELECT id FROM kinds WHERE t = (SELECT max(t) FROM kinds)

-- why: set operations
SELECT t FROM kinds UNION SELECT ts FROM kinds ORDER BY 1

-- why: conditions
SELECT id, CASE WHEN id = 1 THEN t ELSE ts END, coalesce(ip4, ip6), nullif(u, '61f0c404-5cb3-11e7-907b-a6006ad3dba0'), greatest(t, ts), least(ip4, ip6) FROM kinds ORDER BY id

-- why: the greatest uuid is not ClickHouse's
SELECT greatest(u, '00000000-0000-0000-7000-000000000001'), least(u, '00000000-0000-0000-7000-000000000001') FROM kinds ORDER BY id

-- why: IS DISTINCT FROM
SELECT id, t IS DISTINCT FROM '00:00', ip4 IS NOT DISTINCT FROM '10.0.0.1', u IS DISTINCT FROM NULL FROM kinds ORDER BY id

-- why: NULLs in them
SELECT id FROM kinds WHERE v IS NULL OR dy IS NULL ORDER BY id

-- why: Variant and Dynamic are text
SELECT id, v || '!', upper(dy), length(v) FROM kinds ORDER BY id

-- why: rows of VALUES
SELECT * FROM (VALUES ('10:00'::time, '10.0.0.0/8'::inet, '\x00ff'::bytea, '{"a": 1}'::jsonb), (NULL, NULL, NULL, NULL), ('24:00', '::1', '', '[]')) v(a, b, c, d)

-- why: json has no equality
-- message: same
SELECT m FROM kinds GROUP BY m

-- why: nor has DISTINCT one
-- message: same
SELECT DISTINCT tu FROM kinds

-- why: nor an order
-- message: same
SELECT id FROM kinds ORDER BY m

-- why: no operator = for json
-- message: same
SELECT id FROM kinds WHERE m = tu

-- why: distinct counts of json
-- message: same
SELECT count(DISTINCT m) FROM kinds

-- why: UNION compares
-- message: same
SELECT m FROM kinds UNION SELECT m FROM kinds

-- why: UNION ALL does not
SELECT m FROM kinds UNION ALL SELECT tu FROM kinds WHERE id = 1

-- why: jsonb has an order of its own
SELECT DISTINCT j FROM kinds

-- why: jsonb groups
SELECT j FROM kinds GROUP BY j

-- why: char(n) ignores blanks at the end
SELECT 'a '::char(3) = 'a'::char(5), 'a '::char(3) = 'a', 'a '::char(3)::text = 'a', 'a'::char(3) < 'b'::char(1), length('a'::char(3)), 'a'::char(3) || 'b', octet_length('a'::char(3))

-- why: an explicit cast cuts
SELECT 'abcdef'::varchar(3), 'abcdef'::char(3), 'éèê'::varchar(2), 123456::varchar(3), 'ab'::char(4)

-- why: typmods are reported
SELECT 'a'::varchar(7), 'a'::char(7), 1.5::numeric(6, 2), 'a'::char, 'a'::varchar

-- why: "char" and name
SELECT 'abc'::"char", ''::"char", 'abc'::name, repeat('x', 70)::name, 'a'::"char" = 'a', 'b'::name > 'a'::name, 'a'::"char"::int

-- why: names cut between characters
SELECT (repeat('a', 62) || 'é')::name

-- why: boolean and integer
SELECT 1::bool, 0::bool, (-5)::bool, true::int, false::int, (id - 1)::bool FROM kinds ORDER BY id

-- why: boolean and text
SELECT true::text, 'yes'::text::bool, 'OFF'::text::bool, ' t'::text::bool, false::varchar

-- why: no boolean
SELECT (lc || 'x')::bool FROM kinds WHERE id = 1

-- why: no uuid
SELECT 'x'::text::uuid

-- why: bad literals
-- message: same
SELECT 'x'::uuid

-- why: bad inet
-- message: same
SELECT '1.2.3.400'::inet

-- why: bad time
-- message: same
SELECT '25:00'::time

-- why: oid
SELECT 7::oid, '7'::oid, 4294967295::oid, 7::oid < 8::oid, 7::oid::text
