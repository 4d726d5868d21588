"""pg8000, a driver without libpq: prints what it sees of the server that the environment says."""
import datetime
import decimal
import os
import re
import uuid

import pg8000


def show(title, ask):
    try:
        print(f"{title}: " + re.sub(" object at 0x[0-9a-f]+", "", repr(ask())))
    except Exception as error:
        # The server's fields; where in its source the error was raised is its own.
        fields = [str(word) for word in error.args if not str(word).endswith(".c")]
        print(f"{title}: {type(error).__name__} {fields[:4]}")


host = os.environ["PGHOST"]
socket = {"unix_sock": f"{host}/.s.PGSQL.{os.environ['PGPORT']}"} if host.startswith("/") else {"host": host, "port": int(os.environ["PGPORT"])}
c = pg8000.connect(user=os.environ["PGUSER"], database=os.environ["PGDATABASE"], **socket)
cursor = c.cursor()


def ask(sql, *values):
    cursor.execute(sql, values)
    return cursor.fetchall()


show("all", lambda: ask("SELECT id, i2, i8, f4, f8, n, b, t, v, c, d, ts, tz, ti, iv, u, ia, ta, by FROM kinds ORDER BY id"))
show("description", lambda: [(d[0].decode() if isinstance(d[0], bytes) else d[0], d[1]) for d in cursor.description])
show("parameters", lambda: ask("SELECT %s + 1, %s, %s, %s, %s", 1, 1.5, decimal.Decimal("1.25"), True, datetime.date(2020, 2, 29)))
show("more parameters", lambda: ask("SELECT %s, %s, %s", uuid.UUID(int=7), datetime.datetime(2020, 2, 29, 1, 2, 3, 4), b"\0\xff"))
show("an array", lambda: ask("SELECT id FROM kinds WHERE id = ANY (%s) ORDER BY id", [1, 3]))
show("again", lambda: [ask("SELECT x FROM many WHERE x < %s ORDER BY x", n) for n in (2, 3, 4)])
show("many", lambda: len(ask("SELECT x FROM many")))
c.rollback()
show("error", lambda: ask("SELECT nothing"))
c.rollback()
show("write", lambda: (cursor.executemany("INSERT INTO written VALUES (%s, %s, %s)", [(1, "a", 1.5), (2, None, None)]), cursor.rowcount)[1])
c.commit()
show("written", lambda: ask("SELECT id, name, amount FROM written ORDER BY id"))
show("delete", lambda: (cursor.execute("DELETE FROM written"), cursor.rowcount)[1])
c.commit()
c.close()
print("end")
