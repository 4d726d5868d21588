"""pgcli's questions, which complete names while one types, and pandas: TAP.
   tools.py HOST PORT; the database pivot has the table subject of metadata.sh with two rows"""
import sys

HOST, PORT = sys.argv[1], int(sys.argv[2])
URL = f"postgresql+psycopg2://tester@{HOST}:{PORT}/pivot"
count = 0


def report(name, fine, what=""):
    global count
    count += 1
    print(f"{'ok' if fine else 'not ok'} {count} - {name}")
    if not fine:
        print(f"# {what}")


def attempt(name, question, check):
    try:
        answer = question()
        report(name, check(answer), answer)
    except Exception as error:  # what a user would see
        words = str(error).splitlines()[0]
        report(name, False, f"{type(error).__name__}: {words}")


def pgcli():
    from pgcli.pgexecute import PGExecute
    from pgspecial.main import PGSpecial
    session = PGExecute("pivot", "tester", "", HOST, PORT, "")

    def has(*wanted):
        return lambda rows: all(row in [tuple(r) for r in rows] for row in wanted)
    attempt("pgcli: schemas", lambda: list(session.schemata()), lambda names: "pivot" in names)
    attempt("pgcli: search path", session.search_path, lambda path: path[:1] == ["pg_catalog"] and "pivot" in path)
    attempt("pgcli: tables", lambda: list(session.tables()), has(("pivot", "subject"), ("pivot", "pairs")))
    attempt("pgcli: views", lambda: list(session.views()), has(("pivot", "subject_view")))
    attempt("pgcli: columns", lambda: [c[:4] for c in session.table_columns()],
            has(("pivot", "subject", "id", "integer"), ("pivot", "subject", "price", "numeric")))
    attempt("pgcli: columns of views", lambda: [c[:3] for c in session.view_columns()], has(("pivot", "subject_view", "id")))
    attempt("pgcli: databases", lambda: list(session.databases()), lambda names: "pivot" in names)
    attempt("pgcli: foreign keys", lambda: list(session.foreignkeys()), lambda keys: keys == [])
    attempt("pgcli: functions", lambda: [f.func_name for f in session.functions()], lambda names: "lower" in names)
    attempt("pgcli: types", lambda: list(session.datatypes()), lambda types: isinstance(types, list))
    attempt("pgcli: words in their case", lambda: list(session.casing()), lambda words: isinstance(words, list))

    def run(sql):
        return [(rows and list(rows), status) for _, rows, _, status, *_ in session.run(sql, PGSpecial())]
    attempt("pgcli: a query", lambda: run("SELECT id, name FROM subject ORDER BY id"),
            lambda got: [tuple(row) for row in got[0][0]] == [(1, "one"), (2, "two")] or got[0][0] == [("1", "one"), ("2", "two")])
    attempt("pgcli: a transaction", lambda: run("BEGIN; SELECT 1; ROLLBACK"), lambda got: len(got) == 3)
    attempt("pgcli: \\d", lambda: run("\\d subject"), lambda got: any(row[0] == "id" for row in got[0][0]))
    attempt("pgcli: a view's definition", lambda: session.view_definition("subject_view"), lambda text: "SELECT" in text)


def pandas():
    import pandas as pd
    import sqlalchemy as sa
    engine = sa.create_engine(URL)
    with engine.connect() as connection:
        attempt("pandas: read_sql_query", lambda: pd.read_sql_query(sa.text("SELECT * FROM subject ORDER BY id"), connection),
                lambda frame: list(frame.columns) == ["id", "name", "price", "at", "flag"] and list(frame["name"]) == ["one", "two"]
                and str(frame["at"].dtype) == "datetime64[ns]" and frame["price"].isna().tolist() == [False, True])
        attempt("pandas: parameters", lambda: pd.read_sql_query(sa.text("SELECT name FROM subject WHERE id = :id"), connection,
                                                               params={"id": 2}), lambda frame: frame["name"].tolist() == ["two"])
        attempt("pandas: read_sql_table", lambda: pd.read_sql_table("subject", connection, schema="pivot", index_col="id"),
                lambda frame: sorted(frame.index) == [1, 2])
        attempt("pandas: in pieces", lambda: [len(piece) for piece in pd.read_sql_query(
            sa.text("SELECT * FROM generate_series(1, 2500) AS g(x)"), connection, chunksize=1000)],
            lambda sizes: sizes == [1000, 1000, 500])

    def write():
        frame = pd.DataFrame({"k": [1, 2, 3], "t": ["a", None, "c"], "x": [0.5, float("nan"), -1.0],
                              "d": pd.to_datetime(["2020-02-29", "1969-12-31", None])})
        with engine.begin() as connection:
            frame.to_sql("from_pandas", connection, index=False, if_exists="replace", method="multi")
        with engine.begin() as connection:
            frame.to_sql("from_pandas", connection, index=False, if_exists="append")
        with engine.connect() as connection:
            return pd.read_sql_query(sa.text("SELECT k, count(*) AS n, count(t) AS t, sum(x) AS x, min(d) AS d"
                                             " FROM from_pandas GROUP BY k ORDER BY k"), connection)
    attempt("pandas: to_sql and back", write, lambda frame: frame["n"].tolist() == [2, 2, 2] and frame["t"].tolist() == [2, 0, 2]
            and frame["x"].isna().tolist() == [False, True, False] and frame["d"].isna().tolist() == [False, False, True])


for name, run_all in [("pgcli", pgcli), ("pandas", pandas)]:
    try:
        __import__(name)
    except ImportError:
        report(f"{name} # SKIP not installed", True)
        continue
    run_all()
print(f"1..{count}")
