#!/usr/bin/env python3
"""docs/clients.md says of clients what tests/clients/capabilities.tsv says, and each cell there names a
check that exists. TAP.

clients.py ROOT            compares, and looks for the checks
clients.py --update ROOT   writes the document's table
clients.py --log LOG ROOT  prints the table of a run: what the checks of meson's testlog.txt gave
"""
import collections
import fnmatch
import pathlib
import re
import sys

HEADS = {"connect": "connect", "browse": "browse tables, columns, keys", "query": "query",
         "cursors": "cursors, fetch size", "prepared": "prepared"}
Cell = collections.namedtuple("Cell", "client capability word test title")


def read(root):
    lines = (root / "tests/clients/capabilities.tsv").read_text().splitlines()
    return [Cell(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def proof(cell):
    return f"`{cell.title}`" if cell.test == "-" else f"`{cell.test}.sh`"


def table(cells, word):
    rows = [["client", *HEADS.values(), "proven by"], ["---"] * (len(HEADS) + 2)]
    for client in dict.fromkeys(cell.client for cell in cells):
        own = {cell.capability: cell for cell in cells if cell.client == client}
        proofs = dict.fromkeys(proof(cell) for cell in own.values())
        rows.append([client, *(word(own[name]) if name in own else "" for name in HEADS), ", ".join(proofs)])
    rows[1] = "|---|---|---|---|---|---|---|"
    return "\n".join(row if isinstance(row, str) else "| " + " | ".join(row) + " |" for row in rows).replace("|  |", "| |") + "\n"


def with_table(text, cells):
    made = table(cells, lambda cell: cell.word).replace("|  |", "| |")
    return re.sub(r"\| client \|.*?\n(?=\n)", lambda _: made, text, count=1, flags=re.S)


def missing_proof(root, cell):
    """What is wrong with it, or None."""
    folder = root / "tests/clients"
    if cell.test == "-":
        return None if list(root.glob(cell.title)) else f"no file {cell.title}"
    script = folder / f"{cell.test}.sh"
    if not script.exists() or f"'{cell.test}" not in (folder / "meson.build").read_text():
        return f"no test {cell.test}"
    text = script.read_text()
    named = re.search(rf"""(?<![\w-])["']?{re.escape(cell.title)}""", text) or (folder / "compare" / cell.title).exists()
    return None if named else f"no check \"{cell.title}\" in {cell.test}.sh"


def outcomes(log):
    """The lines of TAP of each test: {test: [(title, fine, skipped)]}."""
    found, test = collections.defaultdict(list), None
    for line in log.read_text(errors="replace").splitlines():
        name = re.match(r"test: +pgpivot:(?:clients|diff) / (\S+)", line)
        test = name[1] if name else None if line.startswith("test: ") else test
        result = re.match(r"(not )?ok \d+ - (.*)", line)
        if test and result:
            found[test].append((result[2], not result[1], "# SKIP" in line))
    return found


def results_of(found, cell):
    """Of a check; or of the differential cases in the files that the cell names."""
    if cell.test == "-":
        files = pathlib.PurePath(cell.title).name
        return [r for r in found.get("diff", []) if fnmatch.fnmatch(r[0].split(":")[0], files)]
    return [r for r in found.get(cell.test, []) if r[0].startswith(cell.title.split("$")[0])]


def outcome(found, cell):
    results = results_of(found, cell)
    if not results:
        return "not run"
    return "FAILED" if not all(r[1] for r in results) else "skipped" if all(r[2] for r in results) else "ok"


def check(root, cells):
    path = root / "docs/clients.md"
    failures = [f"{c.client}, {c.capability}: {why}" for c in cells if (why := missing_proof(root, c))]
    unknown = [c.capability for c in cells if c.capability not in HEADS]
    results = [("the table of docs/clients.md", path.read_text() == with_table(path.read_text(), cells), ["run clients.py --update"]),
               ("each cell has a check", not failures, failures), ("capabilities", not unknown, unknown)]
    for number, (name, fine, why) in enumerate(results, 1):
        print(f"{'ok' if fine else 'not ok'} {number} - {name}")
        for line in [] if fine else why:
            print(f"# {line}")
    print(f"1..{len(results)}")


def main(args):
    root = pathlib.Path(args[-1])
    cells = read(root)
    if args[0] == "--update":
        path = root / "docs/clients.md"
        path.write_text(with_table(path.read_text(), cells))
    elif args[0] == "--log":
        found = outcomes(pathlib.Path(args[1]))
        print(table(cells, lambda cell: outcome(found, cell)))
    else:
        check(root, cells)


main(sys.argv[1:])
