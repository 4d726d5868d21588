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
