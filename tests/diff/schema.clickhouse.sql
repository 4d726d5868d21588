CREATE TABLE pivot.numbers
(
    id Int32,
    i2 Nullable(Int16),
    i4 Nullable(Int32),
    i8 Nullable(Int64),
    f4 Nullable(Float32),
    f8 Nullable(Float64),
    n Nullable(Decimal(18, 4)),
    big Nullable(Decimal(38, 10)),
    b Nullable(Bool)
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.unsigned
(
    id Int32,
    u1 UInt8,
    u2 UInt16,
    u4 UInt32,
    u8 UInt64,
    i1 Int8,
    i16 Int128
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.texts
(
    id Int32,
    s Nullable(String),
    kept String,
    low LowCardinality(Nullable(String))
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.times
(
    id Int32,
    d Nullable(Date32),
    short_d Date,
    ts Nullable(DateTime64(6)),
    seconds DateTime
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.nothing
(
    id Int32,
    i4 Nullable(Int32),
    i8 Int64,
    f8 Float64,
    n Nullable(Decimal(10, 2)),
    s Nullable(String),
    kept String,
    b Bool,
    d Date32
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.lefts
(
    id Int32,
    k Nullable(Int32),
    a String
)
ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.rights
(
    id Int32,
    k Nullable(Int32),
    b String
)
ENGINE = MergeTree ORDER BY id;

CREATE TABLE pivot.t1 (id Int32, a Nullable(Int32), b Nullable(String)) ENGINE = MergeTree ORDER BY id;
CREATE TABLE pivot.t2 (id Int32, a Nullable(Int64), t1 Nullable(Int32)) ENGINE = MergeTree ORDER BY id;
-- Registered for look-through by its comments, without the names of trades_1d.
CREATE TABLE pivot.positions
(
    day Date COMMENT '| look_through: date',
    id Int32,
    isin String COMMENT '| look_through: instrument',
    desk LowCardinality(String),
    asset_class String COMMENT '| look_through: leaf',
    amount Decimal(18, 2) COMMENT 'money | look_through: scaled',
    gain Nullable(Decimal(18, 4)) COMMENT '| look_through: scaled',
    units Float64 COMMENT '| look_through: units',
    value Float64 COMMENT '| look_through: scaled',
    score Float64 COMMENT '| look_through: null'
)
ENGINE = MergeTree ORDER BY isin;
-- Measures that are not added up over time.
CREATE TABLE pivot.balances
(
    day Date COMMENT '| look_through: date',
    isin String COMMENT '| look_through: instrument',
    account String,
    desk LowCardinality(String),
    asset_class String COMMENT '| look_through: leaf',
    balance Decimal(18, 2) COMMENT '| look_through: scaled | over_time: last',
    opening Decimal(18, 2) COMMENT '| look_through: scaled | over_time: first',
    mean Decimal(18, 2) COMMENT '| look_through: scaled | over_time: avg(day)',
    held Float64 COMMENT '| look_through: units | over_time: last',
    flow Decimal(18, 2) COMMENT '| look_through: scaled',
    value Float64 COMMENT '| look_through: scaled | over_time: avg'
)
ENGINE = MergeTree ORDER BY isin;
CREATE TABLE pivot.arrays
(
    id Int32, a Array(Int32), ai Array(Nullable(Int32)), t Array(Nullable(String)), f Array(Float64),
    n Array(Decimal(18, 2)), m Array(Array(Int32)), u Array(UInt32), low Array(LowCardinality(String)), d Array(Date32)
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO pivot.arrays VALUES
    (1,[1,2,3],[1,NULL,3],['a',NULL,'b c',''],[1.5,-0.,nan],[1.25,-3.5],[[1,2],[3,4]],[4294967295,0],['x','y'],['2024-02-29','1955-12-31']),
    (2,[],[],[],[],[],[],[],[],[]),
    (3,[3,2,1],[NULL],[NULL],[inf,-inf],[0],[[5,6],[7,8],[9,10]],[1],['x'],['2200-01-01']),
    (4,[1,2],[2147483647,-2147483648],[NULL,'null','NULL'],[0],['9999999999999999.99'],[[1]],[7,7],['y','x','y'],['1970-01-01','1970-01-01']),
    (5,[1,2,3],[1,3],['q"uote','back\\slash','{brace}','com,ma'],[1.5],[1.25],[[1,2],[3,4]],[0],[''],['2024-03-01']);
CREATE TABLE pivot.kinds
(
    id Int32,
    t Nullable(Time64(6)),
    ts Time,
    u Nullable(UUID),
    ip4 Nullable(IPv4),
    ip6 IPv6,
    bf BFloat16,
    iv IntervalDay,
    e Enum8('low' = 1, 'mid' = 5, 'high' = -3),
    fs Nullable(FixedString(4)),
    lc LowCardinality(Nullable(String)),
    m Map(String, Int32),
    tu Tuple(a Int32, b Nullable(String)),
    bare Tuple(Int32, Float64),
    an Array(Tuple(x Int32, y Decimal(9, 2))),
    j JSON,
    v Variant(Int32, String),
    dy Dynamic,
    pt Point
)
ENGINE = MergeTree ORDER BY id;
INSERT INTO pivot.kinds VALUES
    (1, '13:45:07.120034', '00:00:00', '61f0c404-5cb3-11e7-907b-a6006ad3dba0', '192.168.1.5', '2001:db8::1', 1.5, 3, 'low', 'ab', 'x', map('b', 1, 'a', 2), (1, 'x'), (1, 1.5), [(1, 1.50)], '{"b":{"c":1},"aa":[1,"x",null],"z":"q\\"é"}', 1, 'x', (1, 2)),
    (2, NULL, '24:00:00', NULL, NULL, '::', -0.5, -40, 'mid', NULL, NULL, map(), (2, NULL), (2, nan), [], '{}', NULL, NULL, (0, 0)),
    (3, '00:00:00', '23:59:59', '00000000-0000-0000-0000-000000000001', '0.0.0.0', '::ffff:1.2.3.4', 0, 0, 'high', '', '', map('k', 1, 'k', 2), (3, 'a"b'), (-1, inf), [(3, -0.25), (4, 0)], '{"n":1e30,"f":0.1,"b":true}', 'txt', 7, (-1.5, 0)),
    (4, '24:00:00', '12:00:00', 'ffffffff-ffff-ffff-0000-000000000000', '255.255.255.255', 'fe80::1:2', 100, 1, 'low', 'abcd', 'é', map('q"', -5), (4, ''), (0, -0.0), [(5, 123456.78)], '{"a":[]}', 'é', 1.5, (0.1, 1e10)),
    (5, '00:00:00.000001', '06:30:00', '00000000-0000-0000-ffff-ffffffffffff', '10.0.0.1', '::1', 2.25, 700, 'mid', 'a', 'x', map('b', 1, 'a', 2), (1, 'x'), (1, 1.5), [(1, 1.5)], '{"b":{"c":2}}', NULL, [1, 2], (1, 2));
