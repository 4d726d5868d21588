"""Adds up test results: meson's testlog.json files and lines "ok|not ok|skip NAME" of other parts.

A TAP test counts as its subtests; one that crashed or ran out of time counts one failure more.
Prints what was skipped and why, what failed with the comments that follow it, then "N passed, N failed[, N skipped]" as last line.
"""
import itertools
import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b *\d* *-? *(.*?)(?:# *(SKIP|TODO)\b *(.*))?$", re.IGNORECASE)
TAP_SKIP_ALL = re.compile(r"^1\.\.0 *# *skip\w* *(.*)$", re.IGNORECASE | re.MULTILINE)


MAX_COMMENTS = 40
# Of one test, whose failures often have one cause: a server that ended.
MAX_FAILED = 8


def comments_after(lines, start):
    comments = list(itertools.takewhile(lambda line: line.startswith("#"), lines[start:start + MAX_COMMENTS]))
    return "".join("\n    " + line for line in comments)


def tap_results(prefix, output):
    lines = output.splitlines()
    for number, line in enumerate(lines):
        match = TAP_LINE.match(line)
        if match:
            failed, title, directive, reason = match.groups()
            if directive:
                yield "skip", prefix + title.strip(), f" ({reason})"
            elif failed:
                yield "fail", prefix + title.strip(), comments_after(lines, number + 1)
            else:
                yield "pass", prefix + title.strip(), ""


def without_followers(results):
    failed = 0
    for kind, title, reason in results:
        failed += kind == "fail"
        yield kind, title, reason if kind != "fail" or failed <= MAX_FAILED else None


def meson_results(path):
    for line in open(path, encoding="utf-8", errors="replace"):
        test = json.loads(line)
        name = test["name"].split(":", 1)[-1].replace(" / ", "/")
        output, result = test.get("stdout", ""), test["result"]
        if result == "SKIP":
            reason = TAP_SKIP_ALL.search(output)
            yield "skip", name, f" ({reason.group(1) if reason else output.strip()[-200:]})"
            continue
        found = list(tap_results(name + ": ", output))
        yield from without_followers(found)
        well = result in ("OK", "EXPECTEDFAIL")
        if not well and not any(kind == "fail" for kind, _, _ in found):
            yield "fail", f"{name} ({result.lower()})", ""
        elif well and not found:
            yield "pass", name, ""


def plain_results(path):
    yield from tap_results("", open(path, encoding="utf-8").read())


def main(paths):
    results = [r for p in paths for r in (meson_results if p.endswith(".json") else plain_results)(p)]
    count = {kind: sum(1 for r in results if r[0] == kind) for kind in ("pass", "fail", "skip")}
    for kind, title in (("skip", "skipped"), ("fail", "FAILED")):
        for _, name, reason in (r for r in results if r[0] == kind and r[2] is not None):
            print(f"{title}: {name}{reason}")
    print(f"{count['pass']} passed, {count['fail']} failed" +
          (f", {count['skip']} skipped" if count["skip"] else ""))
    return 1 if count["fail"] or not count["pass"] else 0


sys.exit(main(sys.argv[1:]))
