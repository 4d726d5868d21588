#!/usr/bin/env python3
"""What pgpivot's ClickHouse SQL costs beside hand-written SQL of the same meaning.

usage: emitted.py PGPIVOT LIBCHDB [ROWS]

Both run on the same rows in one embedded engine, in turn, one thread; printed are the least times of
some rounds and their ratio. Measures; asserts nothing but that every statement runs.
"""
import ctypes
import pathlib
import subprocess
import sys
import tempfile
import time

ROUNDS = 7

CATALOG = """server 26.7.1.1 UTC
table bench.facts MergeTree
column id UInt64
column day Date
column at DateTime64(3)
column region LowCardinality(String)
column symbol String
column quantity Int32
column volume Int64
column pnl Float64
column notional Float64
column price Decimal(15, 2)
column discount Decimal(15, 2)
sorting_key price
rows {rows}
"""

TABLE = """CREATE TABLE bench.facts (id UInt64, day Date, at DateTime64(3), region LowCardinality(String),
symbol String, quantity Int32, volume Int64, pnl Float64, notional Float64, price Decimal(15, 2),
discount Decimal(15, 2)) ENGINE = MergeTree ORDER BY price AS
SELECT number, toDate('2020-01-01') + cityHash64(number) % 1500 AS day, toDateTime64(day, 3) + number % 86400,
'region ' || toString(number % 7), 'SYM' || toString(number % 500), number % 1000 - 300, number * 3,
sin(number) * 1000, number % 10007 + 0.5, toDecimal64(number % 1000003, 2) / 100,
toDecimal64(number % 11, 2) / 100 FROM numbers({rows})"""

CASES = [  # name, PostgreSQL's SQL, ClickHouse's
    ("grouped sums of floats", "SELECT region, sum(pnl), count(*) FROM facts GROUP BY region",
     "SELECT region, sum(pnl), count() FROM facts GROUP BY region"),
    ("avg, min, max", "SELECT region, avg(pnl), min(quantity), max(quantity) FROM facts GROUP BY region",
     "SELECT region, avg(pnl), min(quantity), max(quantity) FROM facts GROUP BY region"),
    ("sums of integers", "SELECT sum(quantity), avg(quantity), sum(volume) FROM facts",
     "SELECT sum(quantity), avg(quantity), sum(volume) FROM facts"),
    ("integer arithmetic", "SELECT sum(quantity * 2), sum(quantity + quantity) FROM facts",
     "SELECT sum(quantity * 2), sum(quantity + quantity) FROM facts"),
    ("bigint arithmetic", "SELECT sum(volume + 1) FROM facts", "SELECT sum(volume + 1) FROM facts"),
    ("float plus constant", "SELECT sum(1 - pnl) FROM facts", "SELECT sum(1 - pnl) FROM facts"),
    ("float times constant", "SELECT sum(pnl * 2) FROM facts", "SELECT sum(pnl * 2) FROM facts"),
    ("float times float", "SELECT sum(pnl * notional) FROM facts", "SELECT sum(pnl * notional) FROM facts"),
    ("ratio of sums", "SELECT region, sum(pnl) / sum(notional) FROM facts GROUP BY region",
     "SELECT region, sum(pnl) / sum(notional) FROM facts GROUP BY region"),
    ("float filter", "SELECT count(*) FROM facts WHERE pnl > 500",
     "SELECT count() FROM facts WHERE pnl > 500"),
    ("float BETWEEN", "SELECT count(*) FROM facts WHERE pnl BETWEEN 1 AND 2",
     "SELECT count() FROM facts WHERE pnl BETWEEN 1 AND 2"),
    ("sum of numeric", "SELECT region, sum(price) FROM facts GROUP BY region",
     "SELECT region, sum(price) FROM facts GROUP BY region"),
    ("avg of numeric", "SELECT region, avg(price) FROM facts GROUP BY region",
     "SELECT region, avg(price) FROM facts GROUP BY region"),
    ("numeric product", "SELECT sum(price * discount) FROM facts",
     "SELECT sum(price * discount) FROM facts"),
    ("discounted price", "SELECT sum(price * (1 - discount)) FROM facts",
     "SELECT sum(price * (1 - discount)) FROM facts"),
    ("charge", "SELECT sum(price * (1 - discount) * (1 + discount)) FROM facts",
     "SELECT sum(price * (1 - discount) * (1 + toDecimal128(discount, 2))) FROM facts"),
    ("numeric filter", "SELECT sum(pnl) FROM facts WHERE discount > 0.05",
     "SELECT sum(pnl) FROM facts WHERE discount > toDecimal64('0.05', 2)"),
    ("numeric key range", "SELECT count(*), sum(pnl) FROM facts WHERE price BETWEEN 100 AND 110.5",
     "SELECT count(), sum(pnl) FROM facts WHERE price BETWEEN toDecimal64(100, 2) AND toDecimal64('110.5', 2)"),
    ("unsigned equality", "SELECT sum(pnl) FROM facts WHERE id = 4711",
     "SELECT sum(pnl) FROM facts WHERE id = 4711"),
    ("unsigned IN", "SELECT sum(pnl) FROM facts WHERE id IN (1, 10, 100, 1000)",
     "SELECT sum(pnl) FROM facts WHERE id IN (1, 10, 100, 1000)"),
    ("month of a date", "SELECT date_trunc('month', day), count(*) FROM facts GROUP BY 1",
     "SELECT toStartOfMonth(day) AS m, count() FROM facts GROUP BY m"),
    ("month of a timestamp", "SELECT date_trunc('month', at), count(*) FROM facts GROUP BY 1",
     "SELECT toStartOfMonth(at) AS m, count() FROM facts GROUP BY m"),
    ("hour of a timestamp", "SELECT date_trunc('hour', at), count(*) FROM facts GROUP BY 1",
     "SELECT toStartOfHour(at) AS m, count() FROM facts GROUP BY m"),
    ("year of a date", "SELECT extract(year FROM day), sum(pnl) FROM facts GROUP BY 1",
     "SELECT toYear(day) AS y, sum(pnl) FROM facts GROUP BY y"),
    ("year as a filter", "SELECT sum(pnl) FROM facts WHERE extract(year FROM day) = 2021",
     "SELECT sum(pnl) FROM facts WHERE toYear(day) = 2021"),
    ("date range", "SELECT sum(pnl) FROM facts WHERE day BETWEEN '2021-01-01' AND '2021-03-31'",
     "SELECT sum(pnl) FROM facts WHERE day BETWEEN '2021-01-01' AND '2021-03-31'"),
    ("CASE of floats", "SELECT sum(CASE WHEN region = 'region 1' THEN pnl ELSE 0 END) FROM facts",
     "SELECT sum(CASE WHEN region = 'region 1' THEN pnl ELSE 0 END) FROM facts"),
    ("CASE of numerics", "SELECT sum(CASE WHEN region = 'region 1' THEN price ELSE 0 END) FROM facts",
     "SELECT sum(if(region = 'region 1', price, toDecimal64(0, 2))) FROM facts"),
    ("count distinct", "SELECT count(DISTINCT symbol) FROM facts",
     "SELECT uniqExact(symbol) FROM facts"),
    ("float key", "SELECT notional, count(*) FROM facts GROUP BY notional",
     "SELECT notional, count() FROM facts GROUP BY notional"),
    ("LIKE", "SELECT count(*) FROM facts WHERE symbol LIKE 'SYM1%'",
     "SELECT count() FROM facts WHERE symbol LIKE 'SYM1%'"),
    ("text key, ORDER BY, LIMIT",
     "SELECT symbol, sum(pnl) FROM facts GROUP BY symbol ORDER BY 2 DESC LIMIT 10",
     "SELECT symbol, sum(pnl) AS s FROM facts GROUP BY symbol ORDER BY s DESC LIMIT 10"),
    ("rounded average", "SELECT symbol, round(avg(pnl)::numeric, 2) FROM facts GROUP BY symbol",
     "SELECT symbol, round(avg(pnl), 2) FROM facts GROUP BY symbol"),
]


class Engine:
    """libchdb, through its C interface (chdb.h)."""

    def __init__(self, path, folder):
        self.lib = ctypes.CDLL(path)
        for name, result in [("chdb_connect", ctypes.c_void_p), ("chdb_query_n", ctypes.c_void_p),
                             ("chdb_result_error", ctypes.c_char_p)]:
            getattr(self.lib, name).restype = result
        arguments = (ctypes.c_char_p * 2)(b"clickhouse", b"--path=" + folder.encode())
        self.connection = ctypes.cast(self.lib.chdb_connect(2, arguments), ctypes.POINTER(ctypes.c_void_p))

    def run(self, sql):
        """Seconds taken."""
        text = sql.encode()
        start = time.perf_counter()
        result = self.lib.chdb_query_n(self.connection.contents, text, ctypes.c_size_t(len(text)),
                                       b"Null", ctypes.c_size_t(4))
        taken = time.perf_counter() - start
        error = self.lib.chdb_result_error(ctypes.c_void_p(result))
        self.lib.chdb_destroy_query_result(ctypes.c_void_p(result))
        if error:
            sys.exit(f"{sql}\n{error.decode()}")
        return taken


def rewrite(pgpivot, catalog, sql):
    done = subprocess.run([pgpivot, "rewrite", "--catalog", catalog, "--database", "bench"], input=sql,
                          text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"{sql}\n{done.stderr}")
    return done.stdout.strip()


def main():
    pgpivot, libchdb = sys.argv[1:3]
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 5000000
    folder = tempfile.TemporaryDirectory()
    catalog = pathlib.Path(folder.name) / "catalog.txt"
    catalog.write_text(CATALOG.format(rows=rows))
    engine = Engine(libchdb, folder.name + "/data")
    engine.run("CREATE DATABASE bench")
    engine.run("SET max_threads = 1")
    engine.run(TABLE.format(rows=rows))
    print(f"{rows} rows, one thread, least of {ROUNDS} rounds\n{'':28}  pgpivot    plain  ratio")
    for name, postgres, plain in CASES:
        sides = [rewrite(pgpivot, str(catalog), postgres), plain.replace("FROM facts", "FROM bench.facts")]
        times = [[engine.run(side) for side in sides] for _ in range(ROUNDS)]
        emitted, direct = (min(column) for column in zip(*times))
        print(f"{name:28} {emitted * 1e3:7.1f}ms {direct * 1e3:7.1f}ms {emitted / direct:6.2f}", flush=True)


main()
