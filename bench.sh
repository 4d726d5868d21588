#!/usr/bin/env bash
# Runs the benchmarks of tests/bench, each beside a reference in the same run, and prints their tables.
set -euo pipefail
. "$(dirname "$0")/scripts/lib.sh"
cd "$top"

usage() {
    cat <<EOF
usage: ./bench.sh [--large] [--write] [NAME…]
  NAME…     of tests/bench/NAME.sh; all of them if none is given
  --large   10 and 20 million trades too (some 40 GB of disk)
  --write   puts the tables into docs/benchmarks.md, in place of those of the same names, the plot beside it
\$BENCH_BUILD is the folder of an optimised build (build-bench, made if it is missing).
\$BENCH_TRADES are other numbers of trades for NAME trades than 1000 to 1000000.
Nothing else should run; each table says how busy the machine was.
EOF
}

large='' write='' names=()
for argument in "$@"; do
    case $argument in
    --large) large=1 ;;
    --write) write=1 ;;
    -h | --help) usage && exit ;;
    -*) usage >&2 && exit 2 ;;
    *) names+=("$argument") ;;
    esac
done
if [ ${#names[@]} = 0 ]; then
    for script in tests/bench/*.sh; do names+=("$(basename "$script" .sh)"); done
fi

build=${BENCH_BUILD:-$top/build-bench}
if [ ! -e "$build/build.ninja" ]; then
    scripts/install.sh test
    step "Configuring" meson setup "$build" --buildtype=release -Dwerror=false -Dlibchdb="$(scripts/fetch-libchdb.sh)"
fi
step "Building" ninja -C "$build"
export BENCH_BUILD=$build
export PGPIVOT=$build/src/pgpivot PGPIVOT_ENGINE=$build/src/pgpivot-engine PGPIVOT_DATAGEN=$build/datagen/pgpivot-datagen
POSTGRES_BIN=${POSTGRES_BIN:-$(pg_config --bindir)}
export POSTGRES_BIN

# What each is given; nothing if it is not here.
arguments_of() {
    case $1 in
    trades) echo "${BENCH_TRADES:-1000 10000 100000 1000000 ${large:+10000000 20000000}}" ;;
    memory) echo "${large:+10}" ;;
    generate_load) echo "${large:+5000000}" ;;
    rollup) echo "${large:+10000000}" ;;
    metadata) ! [ -x "$build/tests/bench/metadata_odbc" ] || echo "$build/tests/bench/metadata_odbc" ;;
    *) ;;
    esac
}

machine() {
    echo "$(date -u +%Y-%m-%d), $(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)), $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo);" \
        "Linux $(uname -r), $("${CC:-cc}" --version | head -1), PostgreSQL $("$POSTGRES_BIN/postgres" --version | grep -oE '[0-9.]+' | head -1), libchdb $(awk -v m="$(uname -m)" '$1 == m { print $3 }' scripts/libchdb.pin), pgpivot $("$PGPIVOT" --version | cut -d ' ' -f 2) at $(git rev-parse --short HEAD)." \
        "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)."
}

# The script's opening comment, as one line.
purpose_of() {
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); printf "%s%s", sep, $0; sep = " " }' "tests/bench/$1.sh"
}

failed=0
run_one() {
    local status=0
    printf '\n### %s\n\n%s\n\n%s\n\n```\n' "$1" "$(purpose_of "$1")" "$(machine)"
    # shellcheck disable=SC2046
    "tests/bench/$1.sh" $(arguments_of "$1") 2>&1 || status=$?
    printf '```\n'
    [ "$status" = 0 ] || { echo "failed with $status" && failed=1; }
}

results=$(mktemp)
trap 'rm -f "$results"' EXIT
[ -z "$write" ] || export BENCH_PLOT=$top/docs/benchmarks.svg
{
    for name in "${names[@]}"; do run_one "$name"; done
    [ "$failed" = 0 ]
} | tee "$results" || failed=1

if [ -n "$write" ]; then
    python3 - docs/benchmarks.md "$results" <<'PYTHON'
import pathlib
import sys

page, results = (pathlib.Path(name) for name in sys.argv[1:])
begin, end = "<!-- written by bench.sh -->\n", "<!-- end of what bench.sh writes -->\n"


def sections(text):
    parts = text.split("\n### ")[1:]
    return {part.split("\n", 1)[0]: "\n### " + part.rstrip("\n") + "\n" for part in parts}


before, _, rest = page.read_text(encoding="utf-8").partition(begin)
written, _, after = rest.partition(end)
kept = sections(written) | sections(results.read_text(encoding="utf-8"))
page.write_text(before + begin + "".join(kept[name] for name in sorted(kept)) + "\n" + end + after, encoding="utf-8")
PYTHON
fi
exit "$failed"
