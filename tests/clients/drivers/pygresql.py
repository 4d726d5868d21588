"""PyGreSQL, both of its interfaces: prints what it sees of the server that the environment says."""
import datetime
import os

import pg
import pgdb


def show(title, ask):
    try:
        print(f"{title}: {ask()!r}")
    except Exception as error:
        words = str(error).splitlines()
        print(f"{title}: {type(error).__name__} {getattr(error, 'sqlstate', None)} {words[0] if words else ''}")


db = pg.DB()
show("all", lambda: db.query("SELECT * FROM kinds ORDER BY id").getresult())
show("named", lambda: db.query("SELECT id, n AS amount FROM kinds ORDER BY id").namedresult())
show("parameters", lambda: db.query("SELECT id, t FROM kinds WHERE id = $1 AND t = $2", (1, "text")).dictresult())
show("formatted", lambda: db.query_formatted("SELECT %s::int4 + 1, %s::text, %s::date", (1, "é 'x", datetime.date(2020, 2, 29))).getresult())
show("key", lambda: db.pkey("kinds"))
show("attributes", lambda: dict(db.get_attnames("kinds")))
show("tables", lambda: [t for t in db.get_tables() if t.endswith((".kinds", ".written", ".many"))])
show("get", lambda: sorted((k, str(v)) for k, v in db.get("kinds", 3).items() if not k.startswith("oid"))[:6])
show("error", lambda: db.query("SELECT nothing"))
show("insert", lambda: db.query("INSERT INTO written VALUES (1, 'a', 1.5), (2, NULL, NULL)"))
show("bulk", lambda: db.inserttable("written", [(3, "c", 2.5), (4, None, 3)]))
show("written", lambda: db.query("SELECT * FROM written ORDER BY id").getresult())
show("setting", lambda: (db.set_parameter("extra_float_digits", 3), db.get_parameter("extra_float_digits")))
show("settings", lambda: db.get_parameter(["standard_conforming_strings", "datestyle"]))
show("prepared", lambda: (db.prepare("q", "SELECT id FROM kinds WHERE id > $1 ORDER BY id"), db.query_prepared("q", 1).getresult())[1])
show("described", lambda: db.describe_prepared("q").listfields())
show("savepoint", lambda: (db.begin(), db.savepoint("s"), db.rollback("s"), db.commit()))
show("large object", lambda: (db.begin(), db.db.locreate(pg.INV_READ | pg.INV_WRITE) is not None))
show("after it", lambda: db.rollback())
show("delete", lambda: db.query("DELETE FROM written"))
db.close()

c = pgdb.connect(os.environ["PGDATABASE"] and f":{os.environ['PGDATABASE']}")
cursor = c.cursor()
show("dbapi", lambda: cursor.execute("SELECT * FROM kinds WHERE id = %(id)s", {"id": 1}).fetchall())
show("description", lambda: [(d.name, d.type_code, d.precision, d.scale) for d in cursor.description])
show("types", lambda: [(t, t.category) for t in (c.type_cache["int4"], c.type_cache["_text"])])
show("fetchmany", lambda: cursor.execute("SELECT x FROM many ORDER BY x").fetchmany(3))
show("copy in", lambda: cursor.copy_from("7\tx\t1\n8\t\\N\t\\N\n", "written").rowcount)
show("copy out", lambda: list(cursor.copy_to(None, "written", columns=["id"])))
c.rollback()
cursor.execute("DELETE FROM written")
c.commit()
c.close()
print("end")
