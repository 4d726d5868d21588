#!/usr/bin/env bash
# Runs the tests: all of them, or the suites and tests named. Last line: N passed, N failed.
set -euo pipefail
. "$(dirname "$0")/scripts/lib.sh"
cd "$top"

usage() {
    cat <<'EOF'
usage: ./test.sh                 install what is missing, build, run everything
       ./test.sh NAME…           run suites (unit, golden, wire, clients, …) or single tests
       ./test.sh fuzz [SECONDS]  run each fuzzer for so long (default 60)
       ./test.sh --list          the names
Named tests run in build-asan/ (clang, address and undefined sanitizers); everything runs there,
and but for style, fuzz, diff and clients in build-gcc/.
EOF
}

plain=build-gcc
asan=build-asan
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0

results=()
summarize() {
    trap - EXIT
    python3 tests/summary.py "${results[@]}"
}

# A step that everything after it needs: when it fails, that is the result.
need() {
    step "$@" || { echo "0 passed, 1 failed" && exit 1; }
}

# configure FOLDER SETUP-ARGUMENT…
configure() {
    local folder=$1
    shift
    [ -e "$folder/build.ninja" ] ||
        need "Configuring $folder" meson setup "$folder" -Dlibchdb="$libchdb" "$@"
}

prepare() {
    scripts/install.sh test
    libchdb=$(scripts/fetch-libchdb.sh)
    CC=gcc configure "$plain"
    CC=clang configure "$asan" -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true
}

# run_tests FOLDER MESON-TEST-ARGUMENT…
run_tests() {
    local folder=$1
    shift
    rm -f "$folder/meson-logs/run.json"
    meson test -C "$folder" --logbase run --print-errorlogs "$@" || true
    [ -e "$folder/meson-logs/run.json" ] || { echo "0 passed, 1 failed" && exit 1; }
    results+=("$folder/meson-logs/run.json")
}

# One fuzzer: starts from its corpus, keeps what is new in the build folder, and what kills it.
run_fuzzer() {
    local name=$1 seconds=$2 work=$top/$asan/fuzz/$1
    mkdir -p "$work/found"
    if (cd "$work" && "$top/$asan/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 found "$top/tests/fuzz/corpus/$name") >"$work/log" 2>&1; then
        echo "ok - fuzz_$name for $seconds s, $(find "$work/found" -type f | wc -l) inputs kept"
    else
        echo "not ok - fuzz_$name: see $asan/fuzz/$name/log and the input beside it"
    fi
}

run_fuzzers() {
    local seconds=$1
    ninja -C "$asan" >/dev/null
    export -f run_fuzzer
    export top asan
    find tests/fuzz -name 'fuzz_*.c' | sed 's@.*/fuzz_@@; s@[.]c$@@' | sort |
        xargs -P "$(nproc)" -I '{}' bash -c "run_fuzzer {} $seconds" |
        tee "$asan/fuzz.tap"
    results+=("$asan/fuzz.tap")
}

run_everything() {
    need "Building $plain (gcc)" ninja -C "$plain"
    need "Building $asan (clang, address and undefined sanitizers)" ninja -C "$asan"
    run_tests "$asan" --no-suite bench
    # What depends on neither the compiler nor its options was seen above; of whole servers the
    # suites protocol, wire and fault are enough.
    run_tests "$plain" --no-suite bench --no-suite style --no-suite fuzz --no-suite diff \
        --no-suite clients
    run_fuzzers "${FUZZ_SECONDS:-60}"
}

# Suites and tests have different options in meson; a name may be either.
run_named() {
    local name arguments=() suites
    suites=" $(list_suites | tr '\n' ' ')"
    for name in "$@"; do
        [[ $suites == *" $name "* ]] && arguments+=(--suite "$name") || arguments+=("$name")
    done
    run_tests "$asan" "${arguments[@]}"
}

list_tests() {
    meson test -C "$asan" --list 2>/dev/null | sed -n 's@^pgpivot:@@p'
}

list_suites() {
    list_tests | sed 's@ / .*@@' | tr '+' '\n' | sort -u
}

case ${1:-} in
-h | --help) usage && exit ;;
esac
[ $# = 0 ] && prepare
[ -e "$asan/build.ninja" ] || prepare
case ${1:-} in
'') run_everything ;;
--list) list_tests && exit ;;
-*) usage >&2 && exit 2 ;;
fuzz) run_tests "$asan" --suite fuzz && run_fuzzers "${2:-60}" ;;
*) run_named "$@" ;;
esac
summarize
