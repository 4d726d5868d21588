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
CUBOID = """SELECT portfolio_manager_id, fund_id, region, exposure_type, asset_class, sum(pnl), count(*)
FROM trades_1d GROUP BY 1, 2, 3, 4, 5"""
COARSER = """SELECT * FROM (SELECT region, exposure_type, asset_class, pnl FROM trades_1d)
PIVOT (sum(pnl) FOR asset_class IN ('Equity', 'Commodity') GROUP BY region, exposure_type)
ORDER BY 1, 2 LIMIT 20"""


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


def rolled_up(session):
    return int(session.ask("SELECT rolled_up FROM pgpivot.result_cache")[1][0])


def measure_cuboid(session, statement, rounds=101):
    """The median time of pages of the statement that are rolled up from a finer answer; the first page's rows.
    Each is asked for once: what is given a second time is not rolled up again."""
    session.ask("SET pivot.result_cache = always; SET pivot.rollups = off; SET pivot.plan = auto")
    before, first = rolled_up(session), 1000
    while rolled_up(session) == before:  # it is kept behind its own answer
        session.ask(CUBOID)
        first += 1
        session.ask(statement.replace("LIMIT 20", f"LIMIT {first}"))
    before, times = rolled_up(session), []
    for i in range(rounds):
        seconds, page = session.ask(statement.replace("LIMIT 20", f"LIMIT {20 + i}"))
        rows = rows if i else page
        times.append(seconds)
    if rolled_up(session) != before + rounds:
        raise SystemExit("not all were rolled up")
    session.ask("SET pivot.result_cache = off")
    return statistics.median(times), rows


def agree(a, b):
    """Floats to nine digits: sums have no fixed order."""
    def read(rows):
        return [[f"{float(v):.9g}" if "." in v else v for v in row.strip().split("|")] for row in rows]
    return read(a) == read(b)


def main(conninfo):
    session = Session(conninfo)
    session.ask("SET pivot.result_cache = off")  # the plans are what is measured
    off = "SET pivot.rollups = off; SET pivot.plan = auto"
    on = "SET pivot.rollups = on; SET pivot.plan = auto; RESET pivot.rollup_only"
    projection = "SET pivot.rollups = on; SET pivot.rollup_only = 'trades_1d.by_desk'"
    plans = {"base, for the rollup": (off, ROLLUP), "rollup": (on, ROLLUP),
             "base, for the projection": (off, PROJECTION),
             "projection": (projection, PROJECTION), "base, of two dimensions": (off, COARSER)}
    _, n = session.ask("SELECT count(*) FROM trades_1d")
    times, rows = measure(session, plans)
    _, groups = session.ask(f"SELECT count(*) FROM ({CUBOID}) AS q")
    times["cuboid"], rows["cuboid"] = measure_cuboid(session, ROLLUP)
    times["cuboid, of two dimensions"], rows["cuboid, of two dimensions"] = measure_cuboid(session, COARSER)
    print(f"{n[0].strip()} rows, {groups[0].strip()} of the cuboid")
    for name, seconds in times.items():
        print(f"{name:26} {seconds * 1e3:10.2f} ms")
    print(f"rollup:     {times['base, for the rollup'] / times['rollup']:8.1f} times faster than the table")
    print(f"projection: {times['base, for the projection'] / times['projection']:8.1f} times faster than the table")
    print(f"cuboid:     {times['base, for the rollup'] / times['cuboid']:8.1f} times faster than the table")
    print(f"            {times['base, of two dimensions'] / times['cuboid, of two dimensions']:8.1f} times, of two dimensions")
    same = agree(rows["cuboid"], rows["base, for the rollup"]) and \
        agree(rows["cuboid, of two dimensions"], rows["base, of two dimensions"]) and \
        agree(rows["rollup"], rows["base, for the rollup"]) and \
        agree(rows["projection"], rows["base, for the projection"])
    if not same:
        raise SystemExit("the answers differ")


if __name__ == "__main__":
    main(*sys.argv[1:])
