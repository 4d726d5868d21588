"""pivot.py ROWS CONNINFO: called by pivot.sh. Measures; asserts nothing but that every statement runs."""
import re
import subprocess
import sys

ROUNDS = 5
LISTS = {30: ", ".join(f"'k{i}'" for i in range(30)), 1000: ", ".join(str(i) for i in range(1000))}


def least(conninfo, statements):
    """The least milliseconds of each statement, all of them in turn in one session."""
    script = "\\timing on\n" + "".join(f"{before}\n{statement};\n" for before, statement in statements) * ROUNDS
    run = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", conninfo], input=script, text=True,
                         capture_output=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    times = [float(t) for t in re.findall(r"^Time: ([\d.]+) ms", run.stdout, re.M)]
    # Two for each statement: the SET before it too.
    of_statements = times[1::2]
    n = len(statements)
    return [min(of_statements[i::n][1:]) for i in range(n)]


def main():
    rows, conninfo = sys.argv[1:]
    print(f"{rows} rows, 20 rows of the result, least of {ROUNDS - 1}")
    for n, values in LISTS.items():
        plain = f"SELECT count(*) FROM (SELECT desk, k{n}, sum(x), count(*) FROM cells GROUP BY desk, k{n}) t"
        pivot = f"SELECT * FROM cells PIVOT (sum(x) FOR k{n} IN ({{}}) GROUP BY desk)"
        statements = [("SET pivot.plan = auto;", plain)]
        statements += [(f"SET pivot.plan = {plan};", pivot.format(values)) for plan in ("filter", "two_level", "arrays", "lists")]
        statements += [("SET pivot.plan = auto;", pivot.format("ANY"))]
        times = least(conninfo, statements)
        for name, ms in zip(("GROUP BY", "PIVOT, filter", "PIVOT, two_level", "PIVOT, arrays", "PIVOT, lists", "PIVOT, ANY"), times):
            print(f"{n:5} values  {name:18} {ms:9.1f} ms  {ms / times[0]:6.2f}")


if __name__ == "__main__":
    main()
