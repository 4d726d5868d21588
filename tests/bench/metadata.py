"""Times SQLAlchemy's inspector, psql's commands and connecting, on the server that the environment
names: NAME<tab>MILLISECONDS, the best of RUNS. metadata.py RUNS"""
import os
import re
import subprocess
import sys
import time

import psycopg2

RUNS = int(sys.argv[1])
TABLES = [f"table_{i}" for i in range(1, 201)]


def timed(question):
    start = time.perf_counter()
    question()
    return (time.perf_counter() - start) * 1000


def show(name, question):
    print(f"{name}\t{min(timed(question) for _ in range(RUNS)):.3f}", flush=True)


def show_each(name, question):
    """One question for each table: the mean of all, each asked once."""
    print(f"{name}\t{timed(lambda: [question(table) for table in TABLES]) / len(TABLES):.3f}", flush=True)


def connect():
    psycopg2.connect("").close()


def alchemy():
    try:
        import sqlalchemy as sa
    except ImportError:
        return
    engine = sa.create_engine("postgresql+psycopg2://")
    schema, table = "pivot", "table_7"
    with engine.connect() as connection:
        def asking(method, *arguments):
            # A new inspector each time: one keeps its answers.
            return lambda: getattr(sa.inspect(connection), method)(*arguments)
        for method in ["get_schema_names"]:
            show(f"SQLAlchemy {method}", asking(method))
        for method in ["get_table_names", "get_view_names"]:
            show(f"SQLAlchemy {method}", asking(method, schema))
        for method in ["has_table", "get_columns", "get_pk_constraint", "get_foreign_keys", "get_indexes",
                       "get_unique_constraints", "get_check_constraints", "get_table_comment"]:
            arguments = [table, schema]
            if method == "has_table":
                show(f"SQLAlchemy {method}", lambda: sa.inspect(connection).has_table(table, schema))
            else:
                show(f"SQLAlchemy {method}", asking(method, *arguments))
        show("SQLAlchemy reflection", lambda: sa.Table(table, sa.MetaData(), schema=schema, autoload_with=connection))
        show_each("SQLAlchemy reflection, each table",
                  lambda name: sa.Table(name, sa.MetaData(), schema=schema, autoload_with=connection))
    show("SQLAlchemy connect", lambda: (sa.create_engine("postgresql+psycopg2://").connect().close()))


class Psql:
    """One psql that is asked over and over."""

    def __init__(self):
        self.psql = subprocess.Popen(["psql", "-X", "-q"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.psql.stdin.write(f"{command}\n\\echo = end\n")
        self.psql.stdin.flush()
        while self.psql.stdout.readline() != "= end\n":
            pass

    def end(self):
        self.psql.stdin.close()
        self.psql.wait()


def psql():
    session = Psql()
    for command in ["\\d table_7", "\\d+ table_7", "\\d", "\\dt", "\\dt+", "\\dn", "\\df lower", "\\l", "\\du", "\\dT+ int4"]:
        show(f"psql {command}", lambda: session.ask(command))
    show_each("psql \\d, each table", lambda name: session.ask(f"\\d {name}"))
    session.end()


show("psycopg2 connect", connect)
alchemy()
psql()
