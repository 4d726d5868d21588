"""random_pivot.py SEED:COUNT: cases of diff.c, each a random PIVOT and what it means in plain SQL.

Case i has the seed SEED + i, so that SEED:1 makes one again. The same text comes from the same seed.
"""
import random
import sys

NULL = "NULL"


class Key:
    """A column to pivot by: its values, ascending, as PIVOT lists them, and their names."""

    def __init__(self, column, values, quoted, missing):
        self.column, self.missing = column, missing
        self.values = [(f"'{v}'" if quoted else v, v) for v in values]

    @staticmethod
    def match(column, literal):
        return f"{column} IS NULL" if literal == NULL else f"{column} = {literal}"


TABLES = {
    "trades_1d": {
        "rows": ["desk", "book", "region", "asset_class", "exposure_type"],
        "keys": [Key("region", ["AMER", "APAC", "EMEA"], True, ["MOON", ""]),
                 Key("asset_class", ["Commodity", "Equity"], True, ["Cash"]),
                 Key("desk", ["Commodities", "Derivatives", "Equities", "FX", "FixedIncome"], True, ["it''s"])],
        "floats": ["pnl", "notional", "fees"], "numbers": [], "texts": ["symbol", "venue"],
        "wheres": ["pnl > 0", "fund_id <> 3", "symbol < 'M'"],
    },
    "numbers": {
        "rows": ["b", "i2", "i4"],
        "keys": [Key("b", ["false", "true", NULL], False, []), Key("i2", ["7", "10", NULL], False, ["1", "99"])],
        "floats": [], "numbers": ["i8", "n"], "texts": [], "wheres": ["id > 3", "i2 IS NOT NULL", "false"],
    },
    "lefts": {
        "rows": ["a", "k"], "keys": [Key("k", ["1", "2", "9", NULL], False, ["5"])],
        "floats": [], "numbers": ["id"], "texts": ["a"], "wheres": ["id < 4"],
    },
    "texts": {
        "rows": ["low"], "keys": [Key("low", ["blue", "green", "red"], True, ["purple"])],
        "floats": [], "numbers": ["id"], "texts": ["s", "kept"], "wheres": ["id % 2 = 0", "s IS NOT NULL"],
    },
}


def aggregate(r, table):
    """The call, without FILTER."""
    number = table["floats"] + table["numbers"]
    forms = ["count(*)"]
    if number:
        x = r.choice(number)
        forms += [f"sum({x})", f"avg({x})", f"min({x})", f"max({x})", f"count({x})"]
    if table["texts"]:
        t = r.choice(table["texts"])
        forms += [f"min({t})", f"max({t})", f"count({t})", f"count(DISTINCT {t})"]
    return r.choice(forms)


def make_cell(r, table):
    """(template over aggregates, [(aggregate, its own condition or None)], alias or None)"""
    call = aggregate(r, table)
    own = r.choice(table["wheres"]) if r.random() < 0.15 else None
    if own or r.random() < 0.4:
        alias = r.choice("abcdxyz") + str(r.randrange(100))
    else:
        alias = None
    if alias and r.random() < 0.3:
        numbers = table["floats"] + table["numbers"]
        if numbers:
            x = r.choice(numbers)
            template = r.choice(["{0} / NULLIF({1}, 0)", "COALESCE({0}, 0) + {1}", "{0} * 2", "CASE WHEN {1} > 2 THEN {0} END"])
            return template, [(f"sum({x})", own), ("count(*)", None)], alias
    return "{0}", [(call, own)], alias


def written(cell):
    template, calls, _ = cell
    return template.format(*[f"{c} FILTER (WHERE {o})" if o else c for c, o in calls])


def plain(cell, condition, default):
    template, calls, _ = cell
    filtered = []
    for call, own in calls:
        conditions = [c for c in (condition, own) if c]
        filtered.append(f"{call} FILTER (WHERE {' AND '.join(conditions)})" if conditions else call)
    text = template.format(*filtered)
    return f"COALESCE({text}, {default})" if default else text


def literal_name(value):
    return "(blank)" if value == "" else value.replace("''", "'")


class Case:
    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.name, self.table = r.choice(list(TABLES.items()))
        self.keys = r.sample(self.table["keys"], r.choice([1, 1, 1, 2]) if len(self.table["keys"]) > 1 else 1)
        used = {k.column for k in self.keys}
        rows = [c for c in self.table["rows"] if c not in used]
        self.rows = sorted(r.sample(rows, r.randrange(min(len(rows), 2) + 1)))
        self.cells = [make_cell(r, self.table) for _ in range(r.choice([1, 1, 2]))]
        if len({c[2] or written(c).lower() for c in self.cells}) < len(self.cells):  # 42701
            self.cells = self.cells[:1]
        self.where = r.choice(self.table["wheres"]) if r.random() < 0.3 else None
        self.statement = r.random() < 0.3
        self.choose_values()
        self.choose_options()

    def choose_values(self):
        """Each list: (text of the list, [(condition, name)])"""
        r = self.r
        self.lists = []
        self.dynamic = False
        is_tuple = len(self.keys) == 2 and r.random() < 0.3
        for key in self.keys:
            any_list = not is_tuple and not self.where and r.random() < 0.35
            values = key.values + [(f"'{m}'" if key.values[0][0].startswith("'") else m, m) for m in key.missing]
            if any_list:
                chosen = key.values
                if self.name in ("texts", "numbers"):  # there are more than these: those that are read
                    any_list = False
            if not any_list:
                chosen = r.sample(values, r.randint(1, min(3, len(values))))
            self.dynamic |= any_list
            self.lists.append((any_list, key, chosen))
        self.is_tuple = is_tuple

    def choose_options(self):
        r = self.r
        self.others = r.random() < 0.2
        self.total = r.random() < 0.2
        self.total_row = bool(self.rows) and r.random() < 0.2
        self.subtotals = bool(self.rows) and not self.total_row and r.random() < 0.15
        self.grouping_id = r.random() < 0.15
        numeric = all(not c[1][0][0].startswith(("min(", "max(")) or self.is_number(c[1][0][0]) for c in self.cells)
        self.default = "7" if numeric and r.random() < 0.15 else None
        self.plan = r.choice(["auto", "filter", "two_level", "arrays", "lists", "lists"])

    def is_number(self, call):
        return call[4:-1] in self.table["floats"] + self.table["numbers"]

    def combinations(self):
        combined = [([], [])]
        for _, key, chosen in self.lists:
            combined = [(cs + [Key.match(key.column, v)], ns + [literal_name(n)])
                        for cs, ns in combined for v, n in chosen]
        return [(" AND ".join(cs), "_".join(ns)) for cs, ns in combined]

    def columns(self):
        """(name, condition) of the values, others and total."""
        values = self.combinations()
        any_value = " OR ".join(f"({c})" for c, _ in values)
        if self.others:
            values = values + [(f"NOT COALESCE({any_value}, false)", "Others")]
        if self.total:
            values = values + [(None if self.others else f"({any_value})", "Total")]
        return values

    def label(self, value, cell):
        alias = cell[2]
        if len(self.cells) == 1 and not alias:
            return value
        return f"{value}_{alias or written(cell).lower()}"

    def source_columns(self):
        columns = self.rows + [k.column for k in self.keys]
        text = " ".join(o or "" for c in self.cells for _, o in c[1])
        measures = self.table["floats"] + self.table["numbers"] + self.table["texts"]
        columns += [m for m in measures if any(f"({m})" in c or f"DISTINCT {m})" in c for x in self.cells for c, _ in x[1])]
        columns += [w.split()[0] for w in self.table["wheres"] if w != "false" and w.split()[0] in text]
        return list(dict.fromkeys(columns))

    def options(self):
        words = [w for w, on in (("OTHERS", self.others), ("TOTAL COLUMN", self.total), ("TOTAL ROW", self.total_row),
                                 ("SUBTOTALS", self.subtotals), ("GROUPING_ID", self.grouping_id)) if on]
        text = f" DEFAULT ON NULL ({self.default})" if self.default else ""
        return text + (f" WITH {', '.join(words)}" if words else "")

    def list_texts(self):
        if self.is_tuple:
            names = [f"({a}, {b})" for a, _ in self.lists[0][2] for b, _ in self.lists[1][2]]
            return [f"({self.keys[0].column}, {self.keys[1].column}) IN ({', '.join(names)})"]
        return [f"{key.column} IN ({'ANY' if is_any else ', '.join(v for v, _ in chosen)})"
                for is_any, key, chosen in self.lists]

    def pivot(self):
        where = f" WHERE {self.where}" if self.where else ""
        source = f"(SELECT {', '.join(self.source_columns())} FROM {self.name}{where})"
        cells = ", ".join(written(c) + (f" AS {c[2]}" if c[2] else "") for c in self.cells)
        group = f" GROUP BY {', '.join(self.rows) or '()'}"
        if self.statement:
            return f"PIVOT {source} ON {', '.join(self.list_texts())} USING {cells}{group}{self.options()}"
        return f"SELECT * FROM {source} t PIVOT ({cells} FOR {' FOR '.join(self.list_texts())}{group}{self.options()})"

    def translation(self):
        targets = list(self.rows)
        for condition, value in self.columns():
            for cell in self.cells:
                targets.append(f'{plain(cell, condition, self.default)} AS "{self.label(value, cell)}"')
        if self.grouping_id:
            targets.append((f"GROUPING({', '.join(self.rows)})" if self.rows else "0") + " AS grouping_id")
        rows = ", ".join(self.rows)
        group = rows
        if self.total_row:
            group = f"GROUPING SETS (({rows}), ())"
        if self.subtotals:
            group = f"ROLLUP ({rows})"
        where = f" WHERE {self.where}" if self.where else ""
        order = ""
        if self.rows:
            totals = self.total_row or self.subtotals
            order = " ORDER BY " + ", ".join(f"GROUPING({r}), {r}" if totals else r for r in self.rows)
        return f"SELECT {', '.join(targets)} FROM {self.name}{where} GROUP BY {group or '()'}{order}"


def main():
    seed, count = (int(n) for n in sys.argv[1].split(":"))
    for i in range(seed, seed + count):
        case = Case(i)
        print(f"-- why: seed {i}, {case.plan}\n-- set: pivot.plan = {case.plan}\n-- tolerance: 1e-9\n-- by value: sums of parts"
              f"\n-- postgres: {case.translation()}\n{case.pivot()}\n")


if __name__ == "__main__":
    main()
