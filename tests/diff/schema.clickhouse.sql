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
