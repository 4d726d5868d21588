"""trades.py TRADES PGPIVOT POSTGRES GROWTH: called by trades.sh. Prints medians and how many times faster than
PostgreSQL they are, and appends them to GROWTH: question, trades, milliseconds of the rows, of the rollups, of the
result cache, of PostgreSQL."""
import statistics
import sys
import time

import psycopg2

ROUNDS = 5
SUMS = "sum(pnl), sum(notional), count(*)"
QUESTIONS = [  # name, dimensions, FROM and WHERE on pgpivot and on PostgreSQL
    ("1 dimension", "portfolio_manager_id", "top_level(trades_1d)", "trades_1d WHERE exposure_type <> 'Constituent'"),
    ("3 dimensions", "portfolio_manager_id, region, asset_class", "top_level(trades_1d)",
     "trades_1d WHERE exposure_type <> 'Constituent'"),
    ("5 dimensions", "portfolio_manager_id, region, asset_class, exposure_type, desk", "trades_1d", "trades_1d"),
    ("look-through", "underlying_symbol", "look_through(trades_1d)",
     "trades_1d WHERE exposure_type IN ('Direct', 'Constituent')"),
]


def timed(connection, sql):
    with connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute(sql)
        rows = len(cursor.fetchall())
        return (time.perf_counter() - start) * 1000, rows


def medians(sides):
    """In turn, so that all sides have the same neighbours; the first round does not count."""
    rounds = [[timed(*side)[0] for side in sides] for _ in range(ROUNDS + 1)][1:]
    return [statistics.median(times) for times in zip(*rounds)]


def connect(conninfo, *settings):
    connection = psycopg2.connect(conninfo)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(setting)
    return connection


def main():
    trades, pgpivot, postgres, growth = sys.argv[1:]
    reference = connect(postgres, "SET max_parallel_workers_per_gather = 2")
    ours = [connect(pgpivot, "SET pivot.rollups = off", "SET pivot.result_cache = off"),
            connect(pgpivot, "SET pivot.result_cache = off"), connect(pgpivot)]
    stored = timed(reference, "SELECT 1 FROM trades_1d")[1]
    print(f"{trades} trades, {stored} rows; milliseconds, medians of {ROUNDS}")
    print(f"{'':14} {'PostgreSQL':>10}" + "".join(f" {way:>10} {'faster':>8}" for way in ("rows", "rollups", "cache")))
    for name, dimensions, source, reference_source in QUESTIONS:
        tail = f" GROUP BY {dimensions} ORDER BY {dimensions}"
        asked = f"SELECT {dimensions}, {SUMS} FROM "
        theirs_ms, *ours_ms = medians([(reference, asked + reference_source + tail)] +
                                      [(side, asked + source + tail) for side in ours])
        print(f"{name:14} {theirs_ms:10.1f}" + "".join(f" {ms:10.1f} {theirs_ms / ms:8.2f}" for ms in ours_ms))
        with open(growth, "a", encoding="ascii") as file:
            print(name, trades, *(f"{ms:.3f}" for ms in [*ours_ms, theirs_ms]), sep="\t", file=file)


if __name__ == "__main__":
    main()
