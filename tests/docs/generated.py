#!/usr/bin/env python3
"""The generated documents are what their templates and the data tables say. TAP.

generated.py GENERATE_DOCS TEMPLATE …            compares docs/NAME.md with what is printed now
generated.py --update GENERATE_DOCS TEMPLATE …   writes it
"""
import difflib
import pathlib
import subprocess
import sys


def main(args):
    update = args[0] == "--update"
    generate, *templates = args[1:] if update else args
    failed = False
    for number, name in enumerate(templates, 1):
        template = pathlib.Path(name)
        path = template.parent.parent / template.name
        done = subprocess.run([generate, template], stdout=subprocess.PIPE, text=True, check=True)
        if update:
            path.write_text(done.stdout)
        committed = path.read_text() if path.exists() else ""
        same = committed == done.stdout
        failed |= not same
        print(f"{'ok' if same else 'not ok'} {number} - docs/{path.name}")
        for line in difflib.unified_diff(committed.split("\n"), done.stdout.split("\n"),
                                         "committed", "generated", lineterm="", n=0):
            print(f"# {line}")
    print(f"1..{len(templates)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
