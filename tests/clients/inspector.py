"""SQLAlchemy's inspector, reflection and a query, and asyncpg's types, on one table: TAP.
   inspector.py HOST PORT SCHEMA TABLE"""
import asyncio
import sys

count = 0


def report(name, fine, what=""):
    global count
    count += 1
    print(f"{'ok' if fine else 'not ok'} {count} - {name}")
    if not fine:
        print(f"# {what}")


def attempt(name, question, check=lambda answer: True):
    try:
        answer = question()
        report(name, check(answer), answer)
    except Exception as error:  # what a client would die of
        report(name, False, str(error).splitlines()[0])


def inspect(host, port, schema, table):
    import sqlalchemy as sa
    engine = sa.create_engine(f"postgresql+psycopg2://tester@{host}:{port}/pivot")
    inspector = sa.inspect(engine)
    attempt("schemas", inspector.get_schema_names, lambda names: schema in names)
    attempt("tables", lambda: inspector.get_table_names(schema), lambda names: table in names)
    attempt("views", lambda: inspector.get_view_names(schema), lambda names: "subject_view" in names)
    attempt("a view's definition", lambda: inspector.get_view_definition("subject_view", schema))
    attempt("has_table", lambda: inspector.has_table(table, schema), bool)
    attempt("has no table", lambda: not inspector.has_table("nope", schema), bool)
    attempt("columns", lambda: [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table, schema)],
            lambda columns: columns == [("id", "INTEGER", False), ("name", "VARCHAR(20)", False), ("price", "NUMERIC(10, 2)", True),
                                        ("at", "TIMESTAMP", True), ("flag", "BOOLEAN", True)])
    attempt("primary key", lambda: inspector.get_pk_constraint(table, schema)["constrained_columns"], lambda key: key == ["id"])
    attempt("foreign keys", lambda: inspector.get_foreign_keys(table, schema), lambda keys: keys == [])
    attempt("indexes", lambda: inspector.get_indexes(table, schema), lambda indexes: indexes == [])
    attempt("unique constraints", lambda: inspector.get_unique_constraints(table, schema), lambda keys: keys == [])
    attempt("checks", lambda: inspector.get_check_constraints(table, schema), lambda checks: checks == [])
    attempt("comment", lambda: inspector.get_table_comment(table, schema))
    attempt("enums", lambda: inspector.get_enums(), lambda enums: enums == [])
    attempt("sequences", lambda: inspector.get_sequence_names(schema), lambda names: names == [])

    def reflect():
        return sa.Table(table, sa.MetaData(), schema=schema, autoload_with=engine)
    attempt("reflection", lambda: [c.name for c in reflect().primary_key], lambda names: names == ["id"])

    def query():
        reflected = reflect()
        with engine.connect() as connection:
            return connection.execute(sa.select(sa.func.count(), sa.func.max(reflected.c.name)).where(reflected.c.id > 0)).one()
    attempt("a query", query, lambda row: row[0] == 0)


async def ask(name, question):
    """Awaits the question; its answer must not be None."""
    try:
        answer = await question
        report(name, answer is not None)
    except Exception as error:  # what a client would die of
        report(name, False, str(error).splitlines()[0])


async def types(host, port, schema, table):
    import asyncpg
    connection = await asyncpg.connect(host=host, port=port, user="tester", database="pivot")
    for name, sql, value in [("an array", "SELECT $1::int4[]", [1, 2]), ("a name", "SELECT $1::name", "x"),
                             ("an oid", "SELECT $1::oid", 7), ("numbers of names", "SELECT '{1,2}'::oid[] = $1::oid[]", [1, 2])]:
        await ask(f"asyncpg: {name}", connection.fetchrow(sql, value))
    statement = await connection.prepare(f'SELECT * FROM {schema}.{table}')
    report("asyncpg: columns", [a.type.name for a in statement.get_attributes()] == ["int4", "varchar", "numeric", "timestamp", "bool"],
           [a.type.name for a in statement.get_attributes()])
    for name, sql in [("regclass", "SELECT 'pg_class'::regclass"), ("regtype", "SELECT 'int4'::regtype"),
                      ("char", "SELECT relkind FROM pg_class WHERE oid = 1259"),
                      ("vectors", "SELECT proargtypes FROM pg_proc WHERE proname = 'strpos'")]:
        await ask(f"asyncpg: {name} in binary", connection.fetchval(sql))
    await connection.close()

host, port, schema, table = sys.argv[1:]
for module, run in [("sqlalchemy", lambda: inspect(host, port, schema, table)),
                    ("asyncpg", lambda: asyncio.run(types(host, port, schema, table)))]:
    try:
        __import__(module)
    except ImportError:
        count += 1
        print(f"ok {count} - {module} # SKIP not installed")
        continue
    run()
print(f"1..{count}")
