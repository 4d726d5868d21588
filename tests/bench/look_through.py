"""look_through.py TRADES CONNINFO: called by look_through.sh. Measures; asserts nothing but that every statement runs."""
import re
import subprocess
import sys

ROUNDS = 6
EXPLODED = """CREATE TABLE exploded AS SELECT trade_date, desk, symbol, underlying_symbol, exposure_type, notional
FROM look_through(trades_1d)"""


def psql(conninfo, script):
    run = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", conninfo], input=script, text=True,
                         capture_output=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    return run.stdout


def least(conninfo, setting, statements):
    """The least milliseconds of each statement, all of them in turn in one session."""
    script = f"SET pivot.result_cache = off; SET pivot.rollups = {setting};\n\\timing on\n" + "".join(f"{s};\n" for s in statements) * ROUNDS
    times = [float(t) for t in re.findall(r"^Time: ([\d.]+) ms", psql(conninfo, script), re.M)]
    n = len(statements)
    return [min(times[i::n][1:]) for i in range(n)]


def count(rest, keys, source):
    keys = ", ".join(keys)
    return f"SELECT count(*), sum(s) FROM (SELECT {keys}, sum(notional) AS s FROM {source}{rest} GROUP BY {keys}) t"


QUESTIONS = [
    ("exposure by underlying", ["underlying_symbol"], ""),
    ("the same, of one day", ["underlying_symbol"], " WHERE trade_date = '2024-01-15'"),
    ("by desk and underlying", ["desk", "underlying_symbol"], ""),
    ("one underlying by parent", ["symbol"], " WHERE underlying_symbol = 'S7'"),
    ("by desk", ["desk"], ""),
]


def main():
    trades, conninfo = sys.argv[1:]
    psql(conninfo, EXPLODED)
    lines = psql(conninfo, "SELECT count(*) FROM exploded").strip()
    print(f"{trades} trades, {lines} lines stored, least of {ROUNDS - 1}; ratios to the query without look-through")
    for setting in ("off", "on"):
        for name, keys, rest in QUESTIONS:
            sources = ["top_level(trades_1d)", "look_through(trades_1d)", "exploded"]
            plain, through, stored = least(conninfo, setting, [count(rest, keys, s) for s in sources])
            print(f"rollups {setting:3} {name:26} {plain:8.1f} ms  look-through {through / plain:5.2f}  lines stored {stored / plain:6.2f}")


if __name__ == "__main__":
    main()
