#!/usr/bin/env python3
"""psycopg 3 and asyncpg: a prepared PIVOT whose columns are found, before and after there is one
more. DSN is a server with the table found (k, x) of pivot_columns.sh. TAP."""
import asyncio
import os
import sys

QUERY = "SELECT * FROM found PIVOT (sum(x) FOR k IN (ANY))"
count = 0


def report(name, got, wanted):
    global count
    count += 1
    print(f"{'ok' if got == wanted else 'not ok'} {count} - {name}")
    if got != wanted:
        print(f"# wanted {wanted!r}\n# got {got!r}")


def psycopg3(dsn):
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        for i in range(7):
            cursor = connection.execute(QUERY, prepare=True, binary=i % 2 == 1)
        report("psycopg 3, columns", [c.name for c in cursor.description], ["a", "b"])
        report("psycopg 3, a row", cursor.fetchone(), (1, 2))
        with psycopg.connect(dsn, autocommit=True) as other:
            other.execute("INSERT INTO found VALUES ('c', 3)")
        try:
            connection.execute(QUERY, prepare=True)
            report("psycopg 3, what it prepared", "no error", "an error")
        except psycopg.errors.FeatureNotSupported as error:
            report("psycopg 3, what it prepared", str(error).split("\n", maxsplit=1)[0],
                   "cached plan must not change result type")
        cursor = connection.execute(QUERY, prepare=False)
        report("psycopg 3, prepared anew", ([c.name for c in cursor.description], cursor.fetchone()),
               (["a", "b", "c"], (1, 2, 3)))
        connection.execute("DELETE FROM found WHERE k = 'c'")
        parameter = connection.execute(
            "SELECT * FROM (SELECT * FROM found WHERE x > %s) t PIVOT (sum(x) FOR k IN (ANY))", (1,))
        report("psycopg 3, a list that hangs on a parameter", parameter.fetchall(), [(2,)])


async def asyncpg_run(dsn):
    import asyncpg

    connection, other = await asyncpg.connect(dsn), await asyncpg.connect(dsn)
    for _ in range(3):
        rows = await connection.fetch(QUERY)
    report("asyncpg, columns", dict(rows[0]), {"a": 1, "b": 2})
    await other.execute("INSERT INTO found VALUES ('c', 3)")
    report("asyncpg prepares anew", dict((await connection.fetch(QUERY))[0]), {"a": 1, "b": 2, "c": 3})
    await other.execute("DELETE FROM found WHERE k = 'c'")
    report("asyncpg, and back", dict((await connection.fetch(QUERY))[0]), {"a": 1, "b": 2})
    await connection.close()
    await other.close()


def asyncpg(dsn):
    asyncio.run(asyncpg_run(dsn))


for driver in (psycopg3, asyncpg):
    try:
        driver(os.environ["DSN"])
    except ModuleNotFoundError:
        count += 1
        print(f"ok {count} - {driver.__name__} # SKIP not installed")
    except Exception as error:  # pylint: disable=broad-except
        report(f"{driver.__name__} to its end", f"{type(error).__name__}: {error}", "")
print(f"1..{count}")
sys.exit(0)
