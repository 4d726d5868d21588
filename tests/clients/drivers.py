#!/usr/bin/env python3
"""psycopg 3, psycopg2 and asyncpg as their users use them: parameters, prepared statements, binary
values, pipelines and cursors. DSN is a server with the table cells of drivers.sh. TAP; a driver
that is not installed is skipped."""
import asyncio
import datetime as dt
import decimal
import ipaddress
import os
import sys
import uuid

D = decimal.Decimal
count = 0


def report(name, got, wanted):
    global count
    count += 1
    fine = got == wanted and isinstance(got, type(wanted))
    print(f"{'ok' if fine else 'not ok'} {count} - {name}")
    if not fine:
        print(f"# wanted {wanted!r}\n# got {got!r}")


def skip(name):
    global count
    count += 1
    print(f"ok {count} - {name} # SKIP not installed")


# What a value is in SQL, and in Python.
VALUES = [
    ("bool", True),
    ("int2", -32768),
    ("int4", 2147483647),
    ("int8", -9223372036854775808),
    ("float8", 0.1),
    ("float8", 1e300),
    ("numeric", D("12345.6780")),
    ("numeric", D("-0.00001")),
    ("text", "h\u00e9 'quoted' \\ \"x\""),
    ("varchar", ""),
    ("date", dt.date(1969, 12, 31)),
    ("date", dt.date(2000, 2, 29)),
    ("timestamp", dt.datetime(1999, 12, 31, 23, 59, 59, 999999)),
    ("timestamptz", dt.datetime(2024, 6, 1, 12, tzinfo=dt.timezone.utc)),
    ("interval", dt.timedelta(days=3, seconds=7, microseconds=5)),
    ("uuid", uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
]


def name_of(error):
    return getattr(error, "sqlstate", None) or getattr(error, "pgcode", None)


def psycopg3(dsn):
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        for binary in (False, True):
            what = "binary" if binary else "text"
            cursor = connection.cursor(binary=binary)
            for type_, value in VALUES:
                cursor.execute(f"SELECT %s::{type_}", (value,))
                report(f"psycopg 3, {what}: {type_} {value!r}", cursor.fetchone()[0], value)
            mark = "%b" if binary else "%s"
            cursor.execute(f"SELECT k FROM cells WHERE k = {mark} OR s = {mark} ORDER BY k", (1, "b"))
            report(f"psycopg 3, {what}: parameters of columns", cursor.fetchall(), [(1,), (2,)])
            cursor.execute(f"SELECT k FROM cells ORDER BY k LIMIT {mark} OFFSET {mark}", (1, 1))
            report(f"psycopg 3, {what}: LIMIT and OFFSET", cursor.fetchall(), [(2,)])
        got = [connection.execute("SELECT k + %s FROM cells WHERE k = 1", (i,)).fetchone()[0]
               for i in range(10)]
        report("psycopg 3: prepared after five times", got, [1 + i for i in range(10)])
        with connection.pipeline():
            a = connection.execute("SELECT %s::int4", (1,))
            b = connection.execute("SELECT %s::text", ("x",))
        report("psycopg 3: a pipeline", (a.fetchone(), b.fetchone()), ((1,), ("x",)))
        try:
            connection.execute("SELECT %s::int4", ("abc",))
        except psycopg.Error as error:
            report("psycopg 3: a bad value", name_of(error), "22P02")
        connection.cursor().executemany("INSERT INTO written VALUES (%s, %s, %s)",
                                        [(1, "one", D("1.5")), (2, None, D("-2.25"))])
        report("psycopg 3: executemany",
               connection.execute("SELECT * FROM written ORDER BY 1").fetchall(),
               [(1, "one", D("1.50")), (2, None, D("-2.25"))])


def psycopg2(dsn):
    import psycopg2 as driver

    connection = driver.connect(dsn)
    cursor = connection.cursor()
    cursor.execute("SELECT s, n FROM cells WHERE k = %s", (1,))
    report("psycopg2: a query", cursor.fetchall(), [("a", D("1.50"))])
    connection.rollback()
    connection.close()


async def asyncpg_run(dsn):
    import asyncpg

    connection = await asyncpg.connect(dsn)
    for type_, value in VALUES:
        got = await connection.fetchval(f"SELECT $1::{type_}", value)
        report(f"asyncpg: {type_} {value!r}", got, value)
    report("asyncpg: NULL", await connection.fetchval("SELECT $1::int4", None), None)
    report("asyncpg: columns",
           [tuple(r) for r in await connection.fetch("SELECT * FROM cells WHERE k <= $1 ORDER BY k",
                                                     2)],
           [(1, "a", D("1.50"), dt.date(2020, 1, 1)), (2, "b", None, None)])
    statement = await connection.prepare("SELECT k FROM cells WHERE s = $1")
    report("asyncpg: parameter types", [t.name for t in statement.get_parameters()], ["text"])
    report("asyncpg: attribute types", [a.type.name for a in statement.get_attributes()], ["int4"])
    report("asyncpg: a prepared statement", [await statement.fetchval(s) for s in "abc"], [1, 2, 3])
    async with connection.transaction():
        cursor = await connection.cursor("SELECT x FROM many ORDER BY x")
        first = [r[0] for r in await cursor.fetch(3)]
        other = await connection.fetchval("SELECT 5")
        then = [r[0] for r in await cursor.fetch(2)]
        report("asyncpg: a cursor, and another query in between", (first, other, then),
               ([1, 2, 3], 5, [4, 5]))
    async with connection.transaction():
        n = 0
        async for _ in connection.cursor("SELECT x FROM many WHERE x <= $1", 1234,
                                         prefetch=100):
            n += 1
        report("asyncpg: a cursor to its end", n, 1234)
    await connection.executemany("INSERT INTO written VALUES ($1, $2, $3)", [(3, "three", D("3"))])
    report("asyncpg: executemany",
           await connection.fetchval("SELECT n FROM written WHERE k = $1", 3), D("3.00"))
    for sql, state in (("SELECT $1 IS NULL", "42P18"), ("SELECT $1::date + $2", "42725"),
                       ("SELECT nothing FROM cells WHERE k = $1", "42703")):
        try:
            await connection.prepare(sql)
            report(f"asyncpg: {sql}", None, state)
        except asyncpg.PostgresError as error:
            report(f"asyncpg: {sql}", error.sqlstate, state)
    await connection.close()


def asyncpg(dsn):
    asyncio.run(asyncpg_run(dsn))


def psycopg3_cursors(dsn):
    import psycopg

    with psycopg.connect(dsn) as connection:
        for binary in (False, True):
            with connection.cursor("server side", scrollable=True, binary=binary) as cursor:
                cursor.execute("SELECT x, s FROM many LEFT JOIN cells ON x = k WHERE x <= %s "
                               "ORDER BY x", (70000,))
                what = f"psycopg 3, server-side cursor{' in binary' if binary else ''}"
                report(f"{what}: fetchone", cursor.fetchone(), (1, "a"))
                report(f"{what}: fetchmany", cursor.fetchmany(2), [(2, "b"), (3, "c")])
                cursor.scroll(-3)
                report(f"{what}: scroll back", cursor.fetchone(), (1, "a"))
                cursor.scroll(69999, mode="absolute")
                report(f"{what}: scroll", cursor.fetchall(), [(70000, None)])
        with connection.cursor("all") as cursor:
            cursor.execute("SELECT x FROM many")
            cursor.itersize = 7777
            report("psycopg 3, server-side cursor: iteration", sum(r[0] for r in cursor),
                   5000050000)
        held = connection.cursor("held", withhold=True)
        held.execute("SELECT x FROM many ORDER BY x")
        held.fetchone()
        connection.commit()
        report("psycopg 3, WITH HOLD", [r[0] for r in held.fetchall()] == list(range(2, 100001)),
               True)
        held.close()
        connection.execute("DECLARE c CURSOR FOR SELECT k, n, d FROM cells ORDER BY k")
        cursor = connection.cursor(binary=True)
        cursor.execute("FETCH 1 FROM c")
        report("psycopg 3, FETCH in binary", cursor.fetchall(),
               [(1, D("1.50"), dt.date(2020, 1, 1))])
        report("psycopg 3, FETCH in text", connection.execute("FETCH 1 FROM c").fetchall(),
               [(2, None, None)])


def psycopg3_copy(dsn):
    import psycopg

    rows = [(1, "a", D("1.50")), (2, None, None), (3, "x\t,\"\\\n", D("-2.25"))]
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.cursor()
        for options in ("", "(FORMAT binary)"):
            what = f"psycopg 3, COPY {options}"
            connection.execute("TRUNCATE written")
            with cursor.copy(f"COPY written FROM STDIN {options}") as copy:
                copy.set_types(["int4", "text", "numeric"])
                for row in rows:
                    copy.write_row(row)
            with cursor.copy(f"COPY (SELECT * FROM written ORDER BY k) TO STDOUT {options}") as copy:
                copy.set_types(["int4", "text", "numeric"])
                report(f"{what} there and back", list(copy.rows()), rows)
        with cursor.copy("COPY many TO STDOUT") as copy:
            report("psycopg 3, COPY of many rows", sum(int(r[0]) for r in copy.rows()), 5000050000)


def psycopg2_copy(dsn):
    import io
    import psycopg2

    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    cursor = connection.cursor()
    out = io.StringIO()
    cursor.copy_expert("COPY (SELECT k, s FROM cells ORDER BY k) TO STDOUT CSV HEADER", out)
    report("psycopg2, copy_expert", out.getvalue(), "k,s\n1,a\n2,b\n3,c\n")
    connection.close()


async def asyncpg_copy_run(dsn):
    import io
    import asyncpg

    connection = await asyncpg.connect(dsn)
    await connection.execute("TRUNCATE written")
    await connection.copy_records_to_table("written",
                                           records=[(7, "seven", D("7.25")), (8, None, None)])
    out = io.BytesIO()
    tag = await connection.copy_from_query("SELECT * FROM written WHERE k >= $1 ORDER BY k", 7,
                                           output=out, format="csv")
    report("asyncpg, records and query", (tag, out.getvalue()),
           ("COPY 2", b"7,seven,7.25\n8,,\n"))
    await connection.close()


def asyncpg_copy(dsn):
    asyncio.run(asyncpg_copy_run(dsn))


def psycopg2_cursors(dsn):
    import psycopg2

    connection = psycopg2.connect(dsn)
    cursor = connection.cursor("named", scrollable=True)
    cursor.execute("SELECT x FROM many ORDER BY x")
    report("psycopg2, named cursor: fetchmany", cursor.fetchmany(2), [(1,), (2,)])
    cursor.scroll(99999, mode="absolute")
    report("psycopg2, named cursor: scroll", cursor.fetchall(), [(100000,)])
    cursor.close()
    cursor = connection.cursor("iterated")
    cursor.execute("SELECT x FROM many ORDER BY x")
    report("psycopg2, named cursor: iteration", sum(r[0] for r in cursor), 5000050000)
    connection.close()


async def asyncpg_cursors_run(dsn):
    import asyncpg

    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute("DECLARE c SCROLL CURSOR FOR SELECT k, s, n FROM cells ORDER BY k")
        rows = await connection.fetch("FETCH 2 FROM c")
        report("asyncpg: FETCH", [tuple(r) for r in rows], [(1, "a", D("1.50")), (2, "b", None)])
        await connection.execute("MOVE BACKWARD ALL FROM c")
        report("asyncpg: fetchrow of FETCH", tuple(await connection.fetchrow("FETCH c")),
               (1, "a", D("1.50")))
        report("asyncpg: tags", [await connection.execute(s) for s in
                                 ("MOVE 2 IN c", "CLOSE c")], ["MOVE 2", "CLOSE CURSOR"])
        cursor = await connection.cursor("SELECT x FROM many ORDER BY x")
        await cursor.fetch(2)
        report("asyncpg: forward", await cursor.forward(5), 5)
        report("asyncpg: behind it", (await cursor.fetchrow())[0], 8)
    await connection.close()


def asyncpg_cursors(dsn):
    asyncio.run(asyncpg_cursors_run(dsn))


for driver in (psycopg3, psycopg2, asyncpg, psycopg3_cursors, psycopg2_cursors, asyncpg_cursors,
               psycopg3_copy, psycopg2_copy, asyncpg_copy):
    try:
        driver(os.environ["DSN"])
    except ModuleNotFoundError:
        skip(driver.__name__)
    except Exception as error:  # pylint: disable=broad-except
        report(f"{driver.__name__} to its end", f"{type(error).__name__}: {error}", "")
print(f"1..{count}")
sys.exit(0)
