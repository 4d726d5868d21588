#!/usr/bin/env python3
"""Random finer answers that are kept, and random coarser questions: what is rolled up from them must be what
the rows give. TAP.

cuboids.py PORT SEED:TABLES QUERIES

A failure names its seed: the same seed makes the same tables and queries.
"""
import random
import re
import subprocess
import sys

KEYS = ["d", "region", "desk", "book", "owner", "flag", "ts", "big", "price"]
# What finer keys tell.
PARTS = {
    "d": ["date_trunc('month', d)", "date_trunc('week', d)", "extract(year FROM d)", "extract(dow FROM d)",
          "extract(doy FROM d)", "date_trunc('decade', d)"],
    "ts": ["date_trunc('day', ts)", "ts::date", "extract(hour FROM ts)", "date_trunc('hour', ts)", "extract(isodow FROM ts)",
           "date_trunc('quarter', ts)", "extract(day FROM ts)"],
    "ts::date": ["date_trunc('month', ts)", "extract(quarter FROM ts)", "date_trunc('day', ts)"],
    "date_trunc('hour', ts)": ["ts::date", "date_trunc('year', ts)", "extract(hour FROM ts)", "date_trunc('minute', ts)"],
}
# Sums of these floats have no rounding, in whatever order.
MEASURES = ["count(*)", "count(desk)", "count(v)", "sum(x)", "sum(i)", "sum(j)", "sum(n)", "sum(v)", "count(x)",
            "min(i)", "max(v)", "min(n)", "max(s)", "min(s)", "max(d)", "min(ts)", "max(y)", "min(y)", "sum(y)",
            "sum(i + v)", "max(book)"]
DERIVED = ["avg(x)", "avg(i)", "count(DISTINCT s)", "sum(i) + sum(v)"]
FILTERS = {
    "d": ["d >= '2024-01-03'", "d BETWEEN '2024-01-02' AND '2024-02-01'", "'2024-01-30' > d", "d <> '2024-01-02'",
          "d IN ('2024-01-01', '2024-01-31')", "date_trunc('month', d) = '2024-01-01'", "extract(month FROM d) = 1",
          "extract(dow FROM d) IN (1, 2)"],
    "region": ["region = 'EMEA'", "region IN ('EMEA', 'AMER')", "region > 'AMER'", "region NOT IN ('APAC')",
              "region IN ('EMEA', NULL)",
               "region NOT IN ('EMEA', NULL)"],
    "desk": ["desk IS NULL", "desk <> 'a'", "desk IS NOT NULL", "NOT (desk = 'b')", "(desk = 'a' OR desk IS NULL)",
             "desk <= ''", "(desk = 'a') IS NULL", "coalesce(desk, 'a') = 'a'"],
    "book": ["book > 1", "book = 2", "3 > book", "book IN (0, 3, 7)", "book % 2 = 0", "book <> 1.0"],
    "flag": ["flag", "NOT flag", "flag = false", "flag IS NOT TRUE"],
    "ts": ["ts >= '2024-01-02 10:17:00'", "ts < '2024-02-02 18:42:13.5'", "ts = '2024-01-02 00:00:00.0001'",
           "ts::date = '2024-01-02'", "extract(hour FROM ts) < 12", "date_trunc('day', ts) > '2024-01-02'"],
    "big": ["big > 3000000000", "big = -3"],
    "price": ["price > 1", "price = 1.5", "price IN (1, 2)"],
    "i": ["i > 20"],
}


def make_table(rng, name):
    """Statements."""
    n = rng.choice([0, 30, 200, 500, 500, 500])
    seed = rng.randrange(1 << 20)

    return [f"""CREATE TABLE {name} (d date, region text, desk text, book int, owner varchar(10), flag bool, ts timestamp,
        big bigint, price numeric(8,2), s text, x float8, y float8, i int, j bigint, n numeric(12,3), v int)""",
            insert(name, n, lambda k: f"((i * 7919 + {seed} * (2 * {k} + 1) + i * i % 97 * {k + 3}) % 1000003)")]


def insert(name, n, h):
    return f"""INSERT INTO {name} SELECT (ARRAY['2024-01-01', '2024-01-02', '2024-01-31', '2024-02-05']::date[])[1 + {h(0)} % 4],
        (ARRAY['EMEA', 'AMER', 'APAC'])[1 + {h(1)} % 3],
        CASE WHEN {h(2)} % 4 = 0 THEN NULL ELSE (ARRAY['a', 'b', ''])[1 + {h(3)} % 3] END,
        {h(4)} % 4, 'o' || {h(5)} % 3, {h(6)} % 2 = 0,
        timestamp '2024-01-01 22:00:00' + ({h(7)} % 5) * interval '9 hours 1.5 seconds',
        {h(8)} % 3 * 3000000000 - 3, ({h(9)} % 5) / 2.0, 's' || {h(10)} % 9,
        ({h(11)} % 2001 - 1000) / 4.0,
        CASE {h(12)} % 9 WHEN 0 THEN float8 'NaN' ELSE {h(12)} % 9 END,
        {h(13)} % 101 - 50, {h(14)} % 1000 * 9000000000000000, ({h(15)} % 100000) / 7.0,
        CASE WHEN {h(16)} % 3 = 0 THEN NULL ELSE {h(16)} % 100 END
        FROM generate_series(1, {n}) AS i"""


def make_cuboid(rng, name):
    keys = [k for k in KEYS if rng.random() < 0.55] or ["region"]
    if rng.random() < 0.4:
        keys = [k for k in keys if k != "ts"] + [rng.choice(["ts::date", "date_trunc('hour', ts)"])]
    measures = ["count(*)"] + [m for m in MEASURES[1:] if rng.random() < 0.6]
    columns = keys + measures
    rng.shuffle(columns)
    where = [rng.choice(FILTERS[k]) for k in rng.sample(sorted(FILTERS), rng.choice([0, 0, 0, 1]))]
    text = f"SELECT {', '.join(columns)} FROM {name}"
    text += f" WHERE {where[0]}" if where else ""
    return f"{text} GROUP BY {', '.join(keys)}", keys, measures, where


def grouping_of(rng, keys):
    if not keys:
        return ""
    form = rng.random()
    if form < 0.15:
        return f" GROUP BY ROLLUP ({', '.join(keys)})"
    if form < 0.25:
        return f" GROUP BY CUBE ({', '.join(keys)})"
    if form < 0.3:
        return f" GROUP BY GROUPING SETS (({', '.join(keys)}), ({keys[0]}), ({keys[0]}), ())"
    return f" GROUP BY {', '.join(keys)}"


def make_question(rng, name, cuboid):
    """Most can be had from the cuboid; some cannot."""
    _, held, measures, where = cuboid
    keys = rng.sample(held, rng.randrange(0, min(4, len(held)) + 1))
    if rng.random() < 0.08:
        keys = list(dict.fromkeys(keys + [rng.choice(KEYS)]))
    keys = [rng.choice(PARTS[k]) if k in PARTS and rng.random() < 0.5 else k for k in keys]
    outputs = rng.sample(measures, rng.randrange(1, min(4, len(measures)) + 1))
    if rng.random() < 0.15:
        outputs.append(rng.choice(DERIVED + MEASURES))
    conditions = [f for k in held for f in FILTERS.get(k, []) if rng.random() < 0.08]
    if rng.random() < 0.05:
        conditions.append("i > 20")
    outputs = [f"{o} FILTER (WHERE {rng.choice(FILTERS[k])})" if rng.random() < 0.2 and
               re.fullmatch(r"\w+\([\w ]+\)|count\(\*\)", o) else o
               for o in outputs for k in [rng.choice([k for k in held if k in FILTERS] or ["region"])]]
    if rng.random() < 0.05:
        where = []
    if rng.random() < 0.15 and "region" in held and len(held) > 1 and not conditions:
        by = rng.choice([k for k in held if k in KEYS and k != "region"] or ["book"])
        value = rng.choice(measures)
        return f"""SELECT * FROM (SELECT * FROM {name}{' WHERE ' + where[0] if where else ''}) AS t
            PIVOT ({value} AS m, count(*) AS n FOR region IN ('EMEA', 'APAC') GROUP BY {by})"""
    parameter = "region" in held and rng.random() < 0.1
    conditions += ["region = $1"] if parameter else []
    text = f"SELECT {', '.join(keys + outputs)} FROM {name}"
    text += " WHERE " + " AND ".join(where + conditions) if where + conditions else ""
    grouping = grouping_of(rng, keys)
    text += grouping
    if "(" not in grouping and rng.random() < 0.5:
        columns = list(range(1, len(keys + outputs) + 1))
        rng.shuffle(columns)
        text += " ORDER BY " + ", ".join(str(c) + rng.choice(["", " DESC", " NULLS FIRST", " DESC NULLS LAST"])
                                         for c in columns)
        text += rng.choice(["", f" LIMIT {rng.randrange(0, 6)}", f" LIMIT 3 OFFSET {rng.randrange(0, 4)}"])
    return f"DEALLOCATE ALL; PREPARE p AS {text}; EXECUTE p('EMEA'); EXECUTE p('APAC')" if parameter else text


class Server:
    def __init__(self, port):
        self.port = port

    def run(self, script):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", self.port, "-U", "tester",
                               "-d", "pivot", "-f", "-"], input=script, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=900)
        return done.stdout

    def rolled_up(self):
        return int(self.run("SELECT rolled_up FROM pgpivot.result_cache;"))

    def answers(self, questions, settings):
        """Of each, its lines; sorted where they have no order."""
        script = "\\set VERBOSITY terse\n"
        for question, setting in zip(questions, settings):
            script += f"\\echo =====\nSET pivot.result_cache = {setting};\n{question};\n"
        parts = re.split(r"^=====\n", self.run(script), flags=re.M)[1:]
        assert len(parts) == len(questions), parts[-1][-2000:]
        return [p.splitlines() if "ORDER BY" in q else sorted(p.splitlines()) for p, q in zip(parts, questions)]

    def keep(self, cuboid, name):
        """An answer is kept when it is proven, which is behind it; whoever asks soon asks too soon."""
        before = self.rolled_up()
        for n in range(50):
            probe = f"SELECT count(*) AS probe_{n} FROM {name}{' WHERE ' + cuboid[3][0] if cuboid[3] else ''}"
            # A text of its own each time, so that it is never given as it was.
            self.run(f"SET pivot.result_cache = always;\n{cuboid[0]};\n{probe} HAVING true;\n{probe} LIMIT {n + 5};")
            if self.rolled_up() > before:
                return True
        return False


def compare(questions, wanted, got):
    wrong = 0
    for question, a, b in zip(questions, wanted, got):
        if a != b:
            wrong += 1
            print(f"# {question}\n#   rows:      {a[:6]}\n#   rolled up: {b[:6]}")
    return wrong


def try_cuboid(server, rng, name, n_questions):
    """How many questions were answered from the cuboid, of how many; None: some wrongly, or it was never kept."""
    cuboid = make_cuboid(rng, name)
    questions = [make_question(rng, name, cuboid) for _ in range(n_questions)]
    # An answer without rows comes without columns.
    is_empty = not server.answers(cuboid[:1], ["off"])[0]
    if not is_empty and not server.keep(cuboid, name):
        print(f"# never kept: {cuboid[0]}")
        return None
    wanted = server.answers(questions, ["off"] * n_questions)
    before = server.rolled_up()
    got = server.answers(questions, ["always"] * n_questions)
    n_rolled_up = server.rolled_up() - before
    # Other rows: what is kept is of no use any more.
    server.run(insert(name, 20, lambda k: f"((i * 31 + {rng.randrange(1000)}) % 1009)") + ";")
    now = server.answers([q for q in questions[:8] for _ in range(2)], ["always", "off"] * 8)
    if compare(questions, wanted, got) + compare(questions[:8], now[1::2], now[0::2]):
        return None
    return (0, 0) if is_empty else (n_rolled_up, n_questions)


def main(port, seeds, n_questions):
    server, first, n_tables = Server(port), *map(int, seeds.split(":"))
    n_asked, n_rolled_up, is_good = 0, 0, True
    for seed in range(first, first + n_tables):
        rng, name = random.Random(seed), f"t{seed}"
        server.run(";\n".join(make_table(rng, name)) + ";")
        tried = [try_cuboid(server, rng, name, int(n_questions)) for _ in range(2)]
        is_good &= None not in tried
        n_rolled_up += sum(n for n, _ in filter(None, tried))
        n_asked += sum(n for _, n in filter(None, tried))
        print(f"{'not ok' if None in tried else 'ok'} - seed {seed}: {tried} answered from finer answers")
    enough = n_rolled_up > n_asked // 3
    print(f"# {n_rolled_up} of {n_asked} questions")
    print(f"{'ok' if enough else 'not ok'} - enough are answered so\n1..{n_tables + 1}")
    return 0 if is_good and enough else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
