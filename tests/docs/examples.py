#!/usr/bin/env python3
"""Every SQL example of the documents is understood. TAP.

examples.py PGPIVOT CATALOG

Examples stand between lines "```sql" and "```" in docs/*.md and README.md; those that show an
error begin "```sql error SQLSTATE". After "```sql refused" each line is a statement that is not
supported: 0A000. Each is rewritten alone, on the catalog of the golden tests.
"""
import pathlib
import re
import subprocess
import sys

FENCE = re.compile(r"^```sql(?: error ([0-9A-Z]{5})| (refused))?$")


def read_examples(path):
    """Yields (line number, SQLSTATE or None, sql)."""
    fence, sql = None, []
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if fence and line == "```":
            if not fence.group(2):
                yield number - len(sql), fence.group(1), "\n".join(sql)
            fence = None
        elif fence and fence.group(2):
            yield number, "0A000", line
        elif fence:
            sql.append(line)
        elif line.startswith("```sql"):
            fence, sql = FENCE.match(line), []
            if not fence:
                raise SystemExit(f"{path}:{number}: not one of the ways that an example begins")


def main(args):
    pgpivot, catalog = args
    top = pathlib.Path(__file__).resolve().parent.parent.parent
    number, failed = 0, False
    for path in [top / "README.md", *sorted((top / "docs").glob("*.md"))]:
        for line, sqlstate, sql in read_examples(path):
            number += 1
            done = subprocess.run([pgpivot, "rewrite", "--catalog", catalog], input=sql,
                                  capture_output=True, text=True, timeout=60)
            error = re.match(r"ERROR:  (\w{5})", done.stderr)
            good = error and error.group(1) == sqlstate if sqlstate else done.returncode == 0
            failed |= not good
            print(f"{'ok' if good else 'not ok'} {number} - {path.relative_to(top)}:{line}")
            if not good:
                print(f"# expected {sqlstate or 'success'}")
                for text in (done.stdout + done.stderr).rstrip("\n").split("\n"):
                    print(f"# {text}")
    print(f"1..{number}")
    return 1 if failed or number == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
