#!/usr/bin/env python3
"""Random tables with rollups, some of them defective, and with aggregate projections, and random
queries: the answer from the table alone, and that of each that matches, forced, must be the same. TAP.

rollups.py ENGINE_SOCKET PORT SEED:TABLES QUERIES

A failure names its seed: the same seed makes the same tables and queries.
"""
import random
import re
import subprocess
import sys

VERBOSE = False
KEYS = ["d", "region", "desk", "book", "owner", "flag"]
MEASURES = {
    # rollup's column: its type, the view's expression, as a SummingMergeTree has it
    "rows": ("SimpleAggregateFunction(sum, UInt64)", "count()"),
    "x_sum": ("SimpleAggregateFunction(sum, Float64)", "sum(x)"),
    "i_sum": ("SimpleAggregateFunction(sum, Int64)", "sum(i)"),
    "i_narrow": ("SimpleAggregateFunction(sum, Int64)", "sum(j)"),
    "j_sum": ("SimpleAggregateFunction(sum, Int128)", "sum(toInt128(j))"),
    "n_sum": ("SimpleAggregateFunction(sum, Decimal(38, 4))", "sum(n)"),
    "v_sum": ("SimpleAggregateFunction(sum, Nullable(Int64))", "sum(v)"),
    "v_count": ("SimpleAggregateFunction(sum, UInt64)", "count(v)"),
    "x_state": ("AggregateFunction(sum, Float64)", "sumState(x)"),
    "i_min": ("SimpleAggregateFunction(min, Int32)", "min(i)"),
    "i_max": ("SimpleAggregateFunction(max, Int32)", "max(i)"),
    "v_max": ("SimpleAggregateFunction(max, Nullable(Int32))", "max(v)"),
    "n_min": ("SimpleAggregateFunction(min, Decimal(18, 4))", "min(n)"),
    "s_max": ("SimpleAggregateFunction(max, String)", "max(s)"),
    "s_uniq": ("AggregateFunction(uniqExact, String)", "uniqExactState(s)"),
    "x_var": ("AggregateFunction(varPopStable, Float64)", "varPopStableState(x)"),
}
PROJECTED = [
    "sum(x)", "sum(i)", "sum(j)", "sum(toInt128(j))", "sum(n)", "sum(v)", "count(v)", "min(i)", "max(i)", "max(v)",
    "min(n)", "max(s)", "avg(x)",
]
AGGREGATES = [
    "count(*)", "count(x)", "count(v)", "count(desk)", "sum(x)", "sum(i)", "sum(j)", "sum(n)",
    "sum(v)", "avg(x)", "avg(i)", "avg(n)", "avg(v)", "avg(j)", "min(i)", "max(i)", "max(v)",
    "min(n)", "max(s)", "min(d)", "max(region)", "count(DISTINCT desk)", "count(DISTINCT s)",
    "count(DISTINCT owner)", "sum(book)", "avg(book)", "bool_or(flag)", "sum(i) / nullif(sum(j), 0)",
    "sum(CASE WHEN region = 'EMEA' THEN x ELSE 0 END)", "sum(CASE WHEN flag THEN 1 ELSE 0 END)",
    "count(CASE WHEN region = 'APAC' THEN 1 END)", "max(CASE WHEN book > 1 THEN i END)",
    "round(stddev(x)::numeric, 6)", "round(var_pop(x)::numeric, 6)", "min(ts)", "sum(x - i)",
    "percentile_disc(0.5) WITHIN GROUP (ORDER BY i)", "string_agg(DISTINCT region, ',' ORDER BY region)",
]
FILTERS = [
    "region = 'EMEA'", "region IN ('EMEA', 'AMER')", "book > 1", "desk IS NULL", "desk <> 'a'",
    "d >= '2024-01-03'", "d BETWEEN '2024-01-02' AND '2024-02-01'", "flag", "owner NOT IN ('o1')",
    "ts >= '2024-01-02 10:17:00'", "ts < '2024-02-02 18:42:13.5'", "ts <= '2024-02-01 23:59:59.999'",
    "ts >= '2024-01-02' AND ts < '2024-02-02'", "ts > '2024-01-01 00:00:00'", "i > 20",
    "(region = 'APAC' OR book = 0)", "upper(region) = 'EMEA'", "region LIKE 'A%'",
    "ts::date = '2024-01-03'", "extract(hour FROM ts) < 12",
]
GROUPS = [
    "d", "region", "desk", "book", "owner", "flag", "upper(region)", "book % 2", "date_trunc('month', d)",
    "extract(month FROM d)", "date_trunc('day', ts)", "date_trunc('hour', ts)", "ts::date",
    "date_trunc('week', ts)", "extract(year FROM ts)", "extract(dow FROM ts)", "coalesce(desk, '-')",
]


class Table:
    """A base table, its rollups, and what was done to them."""

    def __init__(self, rng, name, engine):
        self.rng, self.name, self.engine, self.rollups = rng, name, engine, []
        self.partition = rng.choice(["d", "toYYYYMM(d)", "toYYYYMM(ts)", "tuple()", "(d, region)"])
        engine(f"""CREATE TABLE pivot.{name} (d Date, ts DateTime64(3, 'UTC'),
            region LowCardinality(String), desk Nullable(String), book Int32, owner String, flag Bool,
            s String, x Float64, i Int32, j Int64, n Decimal(18, 4), v Nullable(Int32))
            ENGINE = MergeTree PARTITION BY {self.partition} ORDER BY (region, d)
            SETTINGS lightweight_mutation_projection_mode = '{rng.choice(["rebuild", "drop"])}'""")
        for i in range(rng.randrange(0, 3)):
            self.add_projection(f"p{i}")

    def add_projection(self, name):
        """Parts that are there before it may lack it."""
        rng = self.rng
        keys = [k for k in KEYS if rng.random() < 0.6] or ["region"]
        if rng.random() < 0.4:
            keys.append(f"dateTrunc('{rng.choice(['hour', 'day', 'month'])}', ts)")
        targets = keys + [m for m in ["count()"] if rng.random() < 0.95] + [m for m in PROJECTED if rng.random() < 0.6]
        self.engine(f"ALTER TABLE pivot.{self.name} ADD PROJECTION {name} (SELECT {', '.join(targets)} GROUP BY {', '.join(keys)})")

    def add_rollup(self, backfill):
        rng, name = self.rng, f"{self.name}_r{len(self.rollups)}"
        keys = [k for k in KEYS if rng.random() < 0.6]
        expressions = {k: k for k in keys}
        unit = rng.choice(["", "hour", "day", "week", "month", "second"])
        if unit:
            expressions["t"] = f"dateTrunc('{unit}', ts)"
        if not expressions:
            expressions = {"region": "region"}
        kind = rng.choice(["AggregatingMergeTree", "AggregatingMergeTree", "SummingMergeTree", "MergeTree"])
        measures = ["rows"] + [m for m in MEASURES if m != "rows" and rng.random() < 0.7]
        if rng.random() < 0.1:
            measures = measures[1:] or ["x_sum"]
        types = {"d": "Date", "region": "LowCardinality(String)", "desk": "Nullable(String)",
                 "book": "Int32", "owner": "String", "flag": "Bool", "t": "DateTime64(3, 'UTC')"}
        columns = [f"{k} {types[k]}" for k in expressions] + [f"{m} {MEASURES[m][0]}" for m in measures]
        own = {"tuple()"} | {p for p in ["d", "toYYYYMM(d)"] if "d" in keys}
        if unit and unit != "month":
            own.add("toYYYYMM(t)")
        if {"d", "region"} <= set(keys):
            own.add("(d, region)")
        same = self.partition.replace("ts", "t") if self.partition.replace("ts", "t") in own else "tuple()"
        partition = same if rng.random() < 0.8 else rng.choice(sorted(own))
        order = list(expressions)
        if kind == "SummingMergeTree" and rng.random() < 0.2 and len(order) > 1:
            order = order[:-1]
        self.engine(f"""CREATE TABLE pivot.{name} ({', '.join(columns)}) ENGINE = {kind}
            PARTITION BY {partition} ORDER BY ({', '.join(order)}) SETTINGS allow_nullable_key = 1""")
        select = (", ".join([e if e == k else f"{e} AS {k}" for k, e in expressions.items()] +
                            [f"{MEASURES[m][1]} AS {m}" for m in measures]) +
                  f" FROM pivot.{self.name} GROUP BY {', '.join(expressions)}")
        self.engine(f"CREATE MATERIALIZED VIEW pivot.{name}_mv TO pivot.{name} AS SELECT {select}")
        if backfill:
            self.engine(f"INSERT INTO pivot.{name} SELECT {select}")
        self.rollups.append((name, select))

    def insert(self):
        rng = self.rng
        first = rng.choice(["2024-01-01", "2024-01-30", "2024-02-27"])
        n = rng.randrange(1, 120)
        seed = rng.randrange(1 << 30)
        h = lambda k: f"cityHash64(number, {seed}, {k})"
        self.engine(f"""INSERT INTO pivot.{self.name} SELECT
            toDate('{first}') + {h(0)} % 4 AS d,
            toDateTime64(toDate('{first}') + {h(0)} % 4, 3, 'UTC') + toIntervalMillisecond({h(1)} % 86400000),
            ['EMEA', 'AMER', 'APAC'][1 + {h(2)} % 3], if({h(3)} % 4 = 0, NULL, ['a', 'b', ''][1 + {h(4)} % 3]),
            {h(5)} % 4, concat('o', toString({h(6)} % 3)), {h(7)} % 2, concat('s', toString({h(8)} % 9)),
            toInt32({h(9)} % 2001) - 1000, toInt32({h(10)} % 101) - 50,
            toInt64({h(11)} % 1000) * 9000000000000000, toDecimal64({h(12)} % 100000, 4) / 7,
            if({h(13)} % 3 = 0, NULL, toInt32({h(14)} % 100)) FROM numbers({n})""")

    def harm(self):
        """Something that a view does not see, or sees twice."""
        rng, kind = self.rng, self.rng.randrange(7)
        name, select = rng.choice(self.rollups) if self.rollups else (None, None)
        sync = "SETTINGS mutations_sync = 2"
        if kind == 0:
            self.engine(f"ALTER TABLE pivot.{self.name} UPDATE x = x + 1 WHERE book = 1 {sync}")
        elif kind == 1:
            self.engine(f"ALTER TABLE pivot.{self.name} DELETE WHERE owner = 'o2' {sync}")
        elif kind == 2:
            self.engine(f"DELETE FROM pivot.{self.name} WHERE book = 2")
        elif kind == 3 and name:  # an insert that came again
            where = rng.choice(["region = 'EMEA'", "d = '2024-01-02'", "1"])
            self.engine(f"INSERT INTO pivot.{name} SELECT " + select.replace(" GROUP BY", f" WHERE {where} GROUP BY"))
        elif kind == 4 and name:
            self.engine(f"TRUNCATE TABLE pivot.{name}")
        elif kind == 5 and name:
            self.engine(f"OPTIMIZE TABLE pivot.{name} FINAL")
        elif kind == 6 and self.partition == "d":
            self.engine(f"ALTER TABLE pivot.{self.name} DROP PARTITION '2024-01-02'")


def make_table(rng, name, engine):
    table = Table(rng, name, engine)
    for _ in range(rng.randrange(0, 2)):
        table.insert()
    for _ in range(rng.randrange(2, 5)):
        table.add_rollup(rng.random() < 0.5)
        if rng.random() < 0.5:
            table.insert()
    for _ in range(rng.randrange(1, 4)):
        table.insert()
        if rng.random() < 0.35:
            table.harm()
    if rng.random() < 0.3:
        table.add_projection("late")
        table.insert()
    return table


def make_query(rng, table):
    """The text of a query whose rows have no order of their own."""
    groups = rng.sample(GROUPS, rng.randrange(0, 3))
    aggregates = rng.sample(AGGREGATES, rng.randrange(1, 4))
    aggregates = [f"{a} FILTER (WHERE {rng.choice(FILTERS)})"
                  if rng.random() < 0.15 and re.fullmatch(r"\w+\([\w ]+\)|count\(\*\)", a) else a
                  for a in aggregates]
    where = rng.sample(FILTERS, rng.choice([0, 0, 1, 1, 2]))
    source = table.name
    if rng.random() < 0.1:
        source = f"(SELECT * FROM {table.name} WHERE {rng.choice(FILTERS)}) AS t"
    if rng.random() < 0.12:
        by = rng.choice(["book", "desk", "owner"])
        value = rng.choice(["sum(x)", "count(*)", "max(i)", "avg(x)"])
        return f"SELECT * FROM {table.name} PIVOT ({value} FOR region IN ('EMEA', 'APAC') GROUP BY {by})"
    grouping = ""
    if groups:
        positions = ", ".join(str(i + 1) for i in range(len(groups)))
        grouping = " GROUP BY " + (f"ROLLUP ({', '.join(groups)})" if rng.random() < 0.15 else positions)
    text = f"SELECT {', '.join(groups + aggregates)} FROM {source}"
    text += " WHERE " + " AND ".join(where) if where else ""
    text += grouping
    if groups and rng.random() < 0.15:
        text += f" HAVING count(*) > {rng.randrange(1, 20)}"
    if rng.random() < 0.1:
        columns = [f"c{i}" for i in range(len(groups) + len(aggregates))]
        text = f"WITH q ({', '.join(columns)}) AS ({text}) SELECT count(*), count({columns[-1]}) FROM q"
    return text


def rollup_is_read(port, engine):
    """Whether a rollup that holds something else makes answers differ: else nothing is compared."""
    engine("CREATE TABLE pivot.sound (d Date, region String, x Float64) ENGINE = MergeTree PARTITION BY d ORDER BY d")
    engine("""CREATE TABLE pivot.sound_r (d Date, region String, rows SimpleAggregateFunction(sum, UInt64),
        x_sum SimpleAggregateFunction(sum, Float64)) ENGINE = AggregatingMergeTree PARTITION BY d ORDER BY (d, region)""")
    engine("""CREATE MATERIALIZED VIEW pivot.sound_mv TO pivot.sound_r AS
        SELECT d, region, count() AS rows, sum(x) AS x_sum FROM pivot.sound GROUP BY d, region""")
    engine("INSERT INTO pivot.sound SELECT toDate('2024-01-01') + number % 3, 'EMEA', 1 FROM numbers(30)")
    psql(port, "CREATE TABLE seen (i int); DROP TABLE seen;")
    query = "SELECT d, sum(x) FROM sound GROUP BY d"
    plans = [(query, "SET pivot.rollups = off;\n"), (query, "SET pivot.rollups = on;\n")]
    table, rollup = answers(port, plans)
    engine("ALTER TABLE pivot.sound_r UPDATE x_sum = 99 WHERE 1 SETTINGS mutations_sync = 2")
    # One partition is stale: it comes from the table.
    engine("ALTER TABLE pivot.sound_r DROP PARTITION '2024-01-02'")
    _, changed = answers(port, plans)
    return table == rollup and changed == ["2024-01-01|99", "2024-01-02|10", "2024-01-03|99"]


def psql(port, script):
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", port, "-U", "tester",
                           "-d", "pivot", "-f", "-"], input=script, capture_output=True, text=True,
                          timeout=600)
    return done.stdout + done.stderr if done.returncode else done.stdout


def cut(output, marks):
    """The outputs between the marks, each sorted, as a list."""
    parts = re.split(r"^=====\n", output, flags=re.M)[1:]
    assert len(parts) == marks, output[-2000:]
    return [sorted(part.splitlines()) for part in parts]


def answers(port, plans):
    script = "\\set VERBOSITY terse\n"
    for query, settings in plans:
        script += "\\echo =====\nRESET ALL;\n" + settings + query + ";\n"
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", port, "-U", "tester",
                           "-d", "pivot", "-f", "-"], input=script, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=900)
    return cut(done.stdout, len(plans))


def rollups_of(explained):
    """Names of the rollups that could answer, by EXPLAIN."""
    found = re.findall(r"^(?:Rollup|Projection) pivot\.([\w.]+): (answers|not used\. C[12])", "\n".join(explained), re.M)
    return sorted({name for name, _ in found})


def main(socket, port, seeds, n_queries):
    def engine(statement):
        done = subprocess.run(["curl", "--silent", "--show-error", "--fail-with-body", "--unix-socket", socket,
                               "--data-binary", statement, "http://localhost/"], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"Bail out! {done.stdout}{done.stderr}\n# {statement}")

    first, n_tables = map(int, seeds.split(":"))
    tables = [(seed, make_table(random.Random(seed), f"base{seed}", engine))
              for seed in range(first, first + n_tables)]
    # The catalog is loaded anew by a statement that changes it.
    psql(port, "CREATE TABLE seen (i int); DROP TABLE seen;")
    n_compared = n_forced = n_failed = 0
    for seed, table in tables:
        rng = random.Random(seed * 7919)
        queries = [make_query(rng, table) for _ in range(int(n_queries))]
        explained = answers(port, [(f"EXPLAIN {q}", "") for q in queries])
        plans = []
        for query, lines in zip(queries, explained):
            plans.append((query, "SET pivot.rollups = off;\n"))
            plans += [(query, f"SET pivot.rollup_only = '{name}';\n") for name in rollups_of(lines)]
        wanted, wrong = None, 0
        for (query, settings), got in zip(plans, answers(port, plans)):
            if "off" in settings:
                wanted = got
                continue
            n_forced += 1
            if VERBOSE:
                print(f"#   {settings.strip()} {query} -> {got[:2]}")
            if got != wanted:
                wrong += 1
                print(f"# {settings.strip()} {query}\n#   table:  {wanted[:6]}\n#   rollup: {got[:6]}")
        n_compared += len(queries)
        n_failed += wrong > 0
        print(f"{'not ok' if wrong else 'ok'} - seed {seed}: {len(queries)} queries, "
              f"{len(plans) - len(queries)} plans by rollups")
    print(f"# {n_compared} queries, {n_forced} plans by rollups compared")
    print(f"{'ok' if n_forced >= n_compared // 4 else 'not ok'} - rollups answer enough of the queries")
    is_read = rollup_is_read(port, engine)
    print(f"{'ok' if is_read else 'not ok'} - what the rollup holds is what is answered, partition by partition")
    print(f"1..{len(tables) + 2}")
    return 0 if not n_failed and is_read else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
