#!/usr/bin/env python3
"""Golden tests of the rewriter: SQL in, ClickHouse's SQL or the error out. TAP.

A file of cases is a series of

    # why this case is here
    SQL, any number of lines
    ----
    what `pgpivot rewrite --columns` prints
    (blank line)

rewrite.py PGPIVOT FILE …            compares; a folder stands for all of its files of cases
rewrite.py --update PGPIVOT FILE …   writes what is printed now into the files
"""
import pathlib
import re
import subprocess
import sys

CATALOG = "catalog.txt"
# The settings are the same for every statement: one case of its own shows them (settings.txt).
SETTINGS = "SETTINGS join_use_nulls"
# The same in a string of JSON or YAML.
WRITTEN_SETTINGS = re.compile(r'\\n *' + SETTINGS + '[^")]*')


def read_cases(text):
    """Yields (why, sql, expected) of a file."""
    why, sql, expected, in_expected = [], [], [], False
    for line in text.split("\n") + [""]:
        if in_expected and line == "":
            yield "\n".join(why), "\n".join(sql), "\n".join(expected)
            why, sql, expected, in_expected = [], [], [], False
        elif line == "----" and not in_expected:
            in_expected = True
        elif in_expected:
            expected.append(line)
        elif line.startswith("# ") and not sql:
            why.append(line)
        elif line:
            sql.append(line)
    if sql:
        raise SystemExit(f"a case has no ---- line: {sql[0]}")


def rewrite(pgpivot, catalog, sql, show_settings):
    done = subprocess.run(
        [pgpivot, "rewrite", "--catalog", catalog, "--columns"],
        input=sql, capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        return f"exit code {done.returncode}\n{done.stderr}"
    lines = (done.stdout + done.stderr).rstrip("\n").split("\n")
    if not show_settings:
        lines = [WRITTEN_SETTINGS.sub("", line) for line in lines]
    return "\n".join(line.rstrip() for line in lines
                     if show_settings or not line.lstrip().startswith(SETTINGS))


def files_of(names):
    for path in map(pathlib.Path, names):
        yield from sorted(p for p in path.glob("*.txt") if p.name != CATALOG) if path.is_dir() else [path]


def main(args):
    update = args[0] == "--update"
    pgpivot, *names = args[1:] if update else args
    number, failed = 0, False
    for path in files_of(names):
        catalog = str(path.parent / CATALOG)
        written = []
        for why, sql, expected in read_cases(path.read_text()):
            number += 1
            actual = rewrite(pgpivot, catalog, sql, path.stem == "settings")
            same = actual == expected or update
            failed |= not same
            title = (why.split("\n")[0] or sql).lstrip("# ").replace("#", "")
            print(f"{'ok' if same else 'not ok'} {number} - {path.stem}: {title}")
            if not same:
                for line in ["expected:", *expected.split("\n"), "actual:", *actual.split("\n")]:
                    print(f"# {line}")
            written.append("\n".join(filter(None, [why, sql, "----", actual])) + "\n")
        if update:
            path.write_text("\n".join(written))
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
