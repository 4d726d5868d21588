#!/usr/bin/env python3
"""The times of rollup.sh: rollup.py CONNINFO. Prints medians and ratios; asserts that the answers agree."""
import statistics
import subprocess
import sys
import time

ROLLUP = """SELECT * FROM (SELECT portfolio_manager_id, fund_id, region, exposure_type, asset_class, pnl FROM trades_1d)
PIVOT (sum(pnl) FOR asset_class IN ('Equity', 'Commodity') GROUP BY portfolio_manager_id, fund_id, region, exposure_type)
ORDER BY 1, 2, 3, 4 LIMIT 20"""
PROJECTION = """SELECT * FROM (SELECT trade_date, desk, region, exposure_type, asset_class, pnl FROM trades_1d)
PIVOT (sum(pnl) FOR asset_class IN ('Equity', 'Commodity') GROUP BY trade_date, desk, region, exposure_type)
ORDER BY 1, 2, 3, 4 LIMIT 20"""
# A projection has plain sums, which groups of rows and key are made of, and no FILTER of them. The
# same over an expression that no projection has, so that the rows are read.
ROWS = "(pnl + 0)"


class Session:
    """One psql, which is asked in turn."""

    def __init__(self, conninfo):
        self.psql = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", conninfo], text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, statement):
        start = time.perf_counter()
        self.psql.stdin.write(f"{statement};\n\\echo =====\n")
        self.psql.stdin.flush()
        rows = []
        for line in self.psql.stdout:
            if line == "=====\n":
                return time.perf_counter() - start, rows
            rows.append(line)
        raise SystemExit("psql ended")


def measure(session, plans, rounds=5):
    """Medians of the plans' times, asked in turn; the rows of each."""
    times, rows = {name: [] for name in plans}, {}
    for _ in range(rounds):
        for name, (settings, statement) in plans.items():
            session.ask(settings)
            seconds, rows[name] = session.ask(statement)
            times[name].append(seconds)
    return {name: statistics.median(t) for name, t in times.items()}, rows


def agree(a, b):
    """Floats to nine digits: sums have no fixed order."""
    def read(rows):
        return [[f"{float(v):.9g}" if "." in v else v for v in row.strip().split("|")] for row in rows]
    return read(a) == read(b)


def main(conninfo):
    session = Session(conninfo)
    session.ask("SET pivot.result_cache = off")  # the plans are what is measured
    off = "SET pivot.rollups = off; SET pivot.plan = auto"
    on = "SET pivot.rollups = on; SET pivot.plan = auto"
    groups = "SET pivot.rollups = off; SET pivot.plan = two_level"
    plans = {"base, for the rollup": (off, ROLLUP), "rollup": (on, ROLLUP),
             "base, for the projection": (groups, PROJECTION.replace(", pnl FROM", f", {ROWS} AS pnl FROM")),
             "projection": (groups, PROJECTION)}
    _, n = session.ask("SELECT count(*) FROM trades_1d")
    times, rows = measure(session, plans)
    print(f"{n[0].strip()} rows")
    for name, seconds in times.items():
        print(f"{name:26} {seconds * 1e3:10.2f} ms")
    print(f"rollup:     {times['base, for the rollup'] / times['rollup']:8.1f} times faster than the table")
    print(f"projection: {times['base, for the projection'] / times['projection']:8.1f} times faster than the table")
    same = agree(rows["rollup"], rows["base, for the rollup"]) and \
        agree(rows["projection"], rows["base, for the projection"])
    if not same:
        raise SystemExit("the answers differ")


if __name__ == "__main__":
    main(*sys.argv[1:])
