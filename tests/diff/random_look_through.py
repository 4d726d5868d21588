"""random_look_through.py rows|cases SEED:COUNT: random funds, what is held of them, and questions about both.

rows FOLDER writes the CSV files of constituents, instruments, trades_1d and positions; cases prints cases of diff.c.
Each question is asked of PostgreSQL on the lines of a plain recursive query (schema.postgres.sql), and of each of
look-through's plans; or, as an invariant, of the top level. The same text comes from the same seed.
"""
import csv
import datetime
import random
import sys

N_GRAPHS = 12
FIRST = datetime.date(2024, 1, 1)
LAST_DAY = "2099-12-31"
PLANS = ["auto", "auto", "aggregate", "rows"]


def day(n):
    return (FIRST + datetime.timedelta(days=n)).isoformat()


class Graph:
    """Funds and what they hold: in layers, so that paths stay few, with edges back for cycles."""

    def __init__(self, r, number):
        self.r, self.number = r, number
        self.leaves = [f"g{number}L{i}" for i in range(r.randint(2, 5))]
        self.funds = [f"g{number}F{i}" for i in range(r.randint(1, 6))]
        self.holdings = {}
        for fund in self.funds:
            self.make_fund(fund)

    def weights(self, n):
        r = self.r
        form = r.choice(["short", "short", "exact", "over", "leverage", "inverse", "tiny", "zero"])
        if form == "exact":
            parts = [r.randint(1, 9) for _ in range(n)]
            return [p / sum(parts) for p in parts]
        if form == "leverage":
            return [2.0] + [-1.0 / (n - 1)] * (n - 1) if n > 1 else [2.0]
        if form == "inverse":
            return [-1.0] + [2.0 / (n - 1)] * (n - 1) if n > 1 else [-1.0]
        if form == "tiny":  # the rest is less than what makes a residual, or just more
            return [(1 - r.choice([1e-10, 1e-6, 1e-8])) / n] * n
        if form == "zero":
            return [0.0] * n
        limit = 0.9 if form == "short" else 2.5
        return [round(r.uniform(0.01, limit) / n, 4) for _ in range(n)]

    def make_fund(self, fund):
        r = self.r
        level = self.funds.index(fund)
        below = self.funds[level + 1:] + self.leaves
        versions = r.choice([1, 1, 1, 2, 3])
        start = r.choice([-400, -3, 0, 2])
        for version in range(versions):
            held = r.sample(below, min(len(below), r.randint(1, 4)))
            if r.random() < 0.2:
                held[0] = r.choice(self.funds[:level + 1])  # a cycle
            end = r.choice([None, None, start + r.randint(0, 5), start - 1])
            for name, weight in zip(held, self.weights(len(held))):
                self.holdings[fund, name, start] = (weight, round(r.uniform(0, 3), 3), end, version)
            start += r.randint(1, 4)

    def constituents(self):
        for (fund, name, start), (weight, shares, end, version) in self.holdings.items():
            created = f"2024-01-01 00:00:0{version}"
            yield [fund, name, weight, shares, day(start), LAST_DAY if end is None else day(end), created]

    def names(self):
        return self.leaves + self.funds + [f"g{self.number}gone"]


class Rows:
    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.graphs = [Graph(r, n) for n in range(N_GRAPHS)]
        self.names = [n for g in self.graphs for n in g.names()]

    def write(self, folder, name, columns, rows):
        with open(f"{folder}/{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)

    def instruments(self):
        for name in self.names:
            if self.r.random() < 0.8:  # the others nobody knows
                yield [name, self.r.choice(["Equity", "Commodity", "Bond"]), self.r.choice(["Stock", "ETF"]),
                       self.r.choice(["Energy", "Technology"]), "2024-01-01 00:00:00"]

    def trade(self, number):
        r = self.r
        symbol = r.choice(self.names)
        kind = r.choice(["ETF", "ETF", "ETC", "Direct"]) if "F" in symbol else r.choice(["Direct", "ETF"])
        notional = round(r.uniform(-5000, 10000), 2)
        return [day(r.randint(0, 7)), number, r.choice(["FX", "Equities"]), r.choice(["AMER", "EMEA", "APAC"]),
                r.choice(["Equity", "Fund"]), symbol, symbol, "-", kind, round(r.uniform(-100, 100), 1),
                round(r.uniform(1, 90), 2), notional, round(notional * r.uniform(-0.1, 0.1), 3), round(r.random(), 2), 1]

    def trades(self):
        for number in range(600):
            trade = self.trade(number)
            yield trade
            if trade[8] == "ETF" and self.r.random() < 0.3:  # as an upstream system would store it
                yield trade[:6] + [self.r.choice(self.names), trade[5], "Constituent"] + trade[9:-1] + [0.5]

    def positions(self):
        for number in range(400):
            trade = self.trade(number)
            gain = "" if self.r.random() < 0.1 else round(trade[12], 4)
            yield [trade[0], number, trade[5], trade[2], trade[4], trade[11], gain, trade[9], trade[12], trade[13]]

    def balances(self):
        """Days without any rows, and desks and accounts without some of the days."""
        for number in range(300):
            trade = self.trade(number)
            account = self.r.choice("abc")
            if trade[0] != day(3) and (trade[2] != "FX" or trade[0] < day(6)):
                yield [trade[0], trade[5], account, trade[2], trade[4], trade[11], round(trade[11] / 2, 2),
                       round(trade[11] + 1, 2), trade[9], round(trade[12], 2), trade[13]]

    def write_all(self, folder):
        self.write(folder, "constituents", ["parent_symbol", "constituent_symbol", "weight", "shares_per_unit",
                                            "effective_date", "expiry_date", "created_at"],
                   [row for g in self.graphs for row in g.constituents()])
        self.write(folder, "instruments", ["symbol", "asset_class", "instrument_type", "sector", "created_at"], self.instruments())
        self.write(folder, "trades_1d", ["trade_date", "trade_id", "desk", "region", "asset_class", "symbol", "underlying_symbol",
                                         "parent_symbol", "exposure_type", "quantity", "price", "notional", "pnl", "vol",
                                         "weight"], self.trades())
        self.write(folder, "positions", ["day", "id", "isin", "desk", "asset_class", "amount", "gain", "units", "value", "score"],
                   self.positions())
        self.write(folder, "balances", ["day", "isin", "account", "desk", "asset_class", "balance", "opening", "mean", "held",
                                        "flow", "value"], self.balances())


TABLES = {
    "trades_1d": {
        "trade": ["desk", "region", "trade_date", "symbol"],
        "line": ["underlying_symbol", "asset_class", "exposure_type", "parent_symbol", "look_through_status",
                 "look_through_depth", "look_through_path"],
        "scaled": ["notional", "pnl"], "units": "quantity", "null": "metric_1", "copied": "vol", "weight": "weight",
        "ratio": "price", "id": "trade_id", "top": "top_level_trades", "date": "trade_date",
    },
    "positions": {
        "trade": ["desk", "day", "isin"],
        "line": ["underlying_symbol", "asset_class", "look_through_status", "look_through_depth", "look_through_path"],
        "scaled": ["amount", "gain", "value"], "units": "units", "null": "score", "copied": None, "weight": None,
        "ratio": None, "id": "id", "top": "positions", "date": "day",
    },
}


class Case:
    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.name = r.choice(["trades_1d", "trades_1d", "positions"])
        self.table = TABLES[self.name]
        self.depth = r.choice([None, None, None, 1, 2, 3])
        self.as_of = day(r.randint(-2, 9)) if r.random() < 0.25 else None
        self.residual = r.choice([None, None, "keep", "drop", "normalize"])
        self.plan = r.choice(PLANS)

    def options(self):
        chosen = [("depth", self.depth), ("as_of", self.as_of and f"'{self.as_of}'"), ("residual", self.residual)]
        return "".join(f", {name} => {value}" for name, value in chosen if value)

    def lines(self):
        as_of = f"'{self.as_of}'" if self.as_of else "NULL"
        return f"{self.name}_lines({self.depth or 16}, {as_of}, '{self.residual or 'keep'}')"

    def measure(self):
        r, t = self.r, self.table
        x = r.choice(t["scaled"])
        forms = [f"sum({x})", f"sum({x})", f"sum({x})", "count(*)", f"sum({t['units']})", f"sum({t['null']})",
                 f"count(DISTINCT {t['id']})", f"min({x})", f"max({r.choice(t['line'] + t['trade'])})",
                 f"sum({x}) FILTER (WHERE {self.condition()})", f"sum(2 * {x} - {x} / 4)", f"sum(abs({x}))",
                 f"sum(CASE WHEN {self.condition()} THEN {x} ELSE 0 END)", f"count({x})", f"count({t['units']})"]
        if x != "gain" and x != "amount":
            forms += [f"avg({x})"]
        if t["copied"]:
            forms += [f"sum({t['copied']})", f"sum({x} * {t['copied']})", f"max({t['weight']})", f"min({t['ratio']})"]
        return r.choice(forms)

    def condition(self):
        r, t = self.r, self.table
        symbol = f"g{r.randrange(N_GRAPHS)}{r.choice(['L0', 'L1', 'F0', 'F1', 'gone'])}"
        return r.choice([
            f"desk = '{r.choice(['FX', 'Equities'])}'", f"{t['date']} {r.choice(['>=', '<', '='])} '{day(r.randint(0, 6))}'",
            f"underlying_symbol = '{symbol}'", f"underlying_symbol IN ('{symbol}', 'g1L0', 'g2L0')",
            f"underlying_symbol LIKE 'g{r.randrange(N_GRAPHS)}L%'", "asset_class = 'Equity'", "asset_class <> 'Bond'",
            f"look_through_status <> '{r.choice(['residual', 'missing', 'leaf', 'direct'])}'",
            f"{t['scaled'][0]} > {r.randint(-1000, 4000)}", f"desk = 'FX' AND underlying_symbol = '{symbol}'",
            f"(desk = 'FX' OR underlying_symbol = '{symbol}')", f"{t['trade'][-1]} < 'g5'"])

    def question(self):
        """A grouping over lines, in both words."""
        r, t = self.r, self.table
        keys = r.sample(t["trade"] + t["line"], r.randint(0, 3))
        targets = keys + [f"{self.measure()} AS m{i}" for i in range(r.randint(1, 3))]
        where = f" WHERE {' AND '.join(self.condition() for _ in range(r.randint(1, 2)))}" if r.random() < 0.6 else ""
        having = " HAVING count(*) > 1" if r.random() < 0.1 else ""
        group = f" GROUP BY {', '.join(keys)}" if keys else ""
        order = f" ORDER BY {', '.join(keys)}" if keys else ""
        rest = f"{where}{group}{having}{order}"
        return (f"SELECT {', '.join(targets)} FROM {self.lines()}{rest}",
                f"SELECT {', '.join(targets)} FROM look_through({self.name}{self.options()}){rest}", "1e-9")

    def invariant(self):
        """No money is lost, whatever the grouping: lines add up to the top level."""
        r, t = self.r, self.table
        if self.residual == "drop":
            self.residual = "keep"
        exact = self.name == "positions"
        measures = [m for m in t["scaled"] if m != "value"]
        keys = r.sample(t["trade"], r.randint(0, len(t["trade"])))
        where = f" WHERE desk = 'FX' AND {t['date']} >= '{day(r.randint(0, 5))}'" if r.random() < 0.5 else ""
        targets = ", ".join(keys + [f"sum({m}) AS {m}" for m in measures])
        rest = where + (f" GROUP BY {', '.join(keys)} ORDER BY {', '.join(keys)}" if keys else "")
        self.plan = r.choice(["aggregate", "rows", "rows", "auto"])
        return (f"SELECT {targets} FROM {t['top']}{rest}", f"SELECT {targets} FROM look_through({self.name}{self.options()}){rest}",
                None if exact else "1e-8")

    def balance(self):
        """Sums that are of the last day, the first, or averages, by hand."""
        r = self.r
        days = r.choice(["", f"day >= '{day(r.randint(0, 5))}'", f"day <= '{day(r.randint(2, 7))}'", f"day <> '{day(7)}'"])
        rest = r.choice(["", "desk = 'FX'", "account <> 'a'", f"underlying_symbol LIKE 'g{r.randrange(N_GRAPHS)}L%'"])
        span = r.choice(["0 * (day - date '2024-01-01')", "(day - date '2024-01-01') / 3", "extract(dow FROM day)::int % 2"])
        spans = f"SELECT {span} AS span, max(day) AS l, min(day) AS f, count(DISTINCT day) AS n FROM balances"
        spans += (f" WHERE {days}" if days else "") + " GROUP BY 1"
        is_spanned = not span.startswith("0")
        keys = ([span] if is_spanned else []) + r.sample(["desk", "account", "underlying_symbol", "asset_class"], r.randint(0, 2))
        own = r.choice(["", "", " FILTER (WHERE account <> 'b')"])
        also = own[9:-1].replace("WHERE", " AND")
        sums = {f"sum(balance){own}": f"sum(balance) FILTER (WHERE day = l{also})", "sum(opening)": "sum(opening) FILTER (WHERE day = f)",
                f"sum(mean){own}": f"sum(mean){own} / max(n)", "sum(value)": "sum(value) / max(n)",
                "sum(held)": "sum(held) FILTER (WHERE day = l)", "sum(flow)": "sum(flow)", "count(*)": "count(*)"}
        chosen = r.sample(sorted(sums), r.randint(1, 3))
        where = " AND ".join(c for c in (days, rest) if c)
        where = f" WHERE {where}" if where else ""
        numbers = ", ".join(str(i + 1) for i in range(len(keys)))
        group = f" GROUP BY {numbers} ORDER BY {numbers}" if keys else ""
        return tuple(f"SELECT {', '.join(keys + [f'{m} AS m{i}' for i, m in enumerate(measures)])} FROM {source}{where}{group}"
                     for measures, source in (([sums[c] for c in chosen], f"balances_lines JOIN ({spans}) s ON span = {span}"),
                                              (chosen, "look_through(balances)"))) + ("1e-7",)

    def texts(self):
        if self.r.random() < 0.2:
            self.what = "what is not added up over time"
            return self.balance()
        if self.r.random() < 0.4:
            self.what = "the lines add up to the top level"
            return self.invariant()
        self.what = "the lines themselves"
        return self.question()


def main():
    seed, count = (int(n) for n in sys.argv[2].split(":"))
    if sys.argv[1] == "rows":
        Rows(seed // 1000).write_all(sys.argv[3])  # so that one case finds the rows of all
        return
    for i in range(seed, seed + count):
        case = Case(i)
        expected, statement, tolerance = case.texts()
        lines = [f"-- why: seed {i}, plan {case.plan}: {case.what}", f"-- set: lookthrough.plan = {case.plan}",
                 f"-- postgres: {expected}", "-- by value: weights are Decimals of 15 digits"]
        if tolerance:
            lines += [f"-- tolerance: {tolerance}", "-- within: 1e-8"]
        print("\n".join(lines + [statement, ""]))


if __name__ == "__main__":
    main()
