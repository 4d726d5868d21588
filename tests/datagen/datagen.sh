#!/usr/bin/env bash
# pgpivot-datagen as a person runs it: datagen.sh PROGRAM. Prints TAP. `datagen.sh PROGRAM --update`
# rewrites the golden files.
set -uo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit
source tests/support/tap.sh
golden=tests/golden/datagen
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make FOLDER OPTION...: the three files and the report
make() {
    local folder=$1
    shift
    mkdir -p "$folder"
    "$program" --output "$folder/trades.csv" --instruments-output "$folder/instruments.csv" \
        --constituents-output "$folder/constituents.csv" "$@" 2>"$folder/report"
}

# Columns of a table in the schema file, in order.
schema_columns() {
    awk -v table="pivot.$1" '
        $0 ~ "CREATE TABLE IF NOT EXISTS " table "$" { inside = 1; next }
        inside && /^\)/ { exit }
        inside && NF > 1 { printf "%s%s", comma, $1; comma = "," }' sql/clickhouse/001_schema.sql
}

# fails_with STATUS OPTION...: one line on standard error, nothing on standard output
fails_with() {
    local expected=$1 status=0
    shift
    "$program" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$expected" ] && [ "$(wc -l <"$work/err")" = 1 ] && [ ! -s "$work/out" ] && return
    echo "$*: status $status, $(wc -l <"$work/err") lines: $(head -1 "$work/err")"
    return 1
}

test_golden() {
    make "$work/golden" --rows 5 --explode-constituents &&
        diff -r --exclude=report "$golden" "$work/golden"
}

test_same_seed_same_bytes() {
    make "$work/a" --rows 3000 --explode-constituents --seed 7 --trade-days 3 &&
        make "$work/b" -r 3000 --explode-constituents -s 7 --trade-days 3 &&
        cmp "$work/a/trades.csv" "$work/b/trades.csv"
}

test_other_seed_other_bytes() {
    make "$work/c" --rows 100 && make "$work/d" --rows 100 --seed 43 &&
        ! cmp -s "$work/c/trades.csv" "$work/d/trades.csv"
}

test_more_rows_begin_alike() {
    make "$work/few" --rows 10 && make "$work/many" --rows 1000 &&
        cmp "$work/few/trades.csv" <(head -11 "$work/many/trades.csv")
}

test_headers_are_the_schema() {
    local file
    make "$work/h" --rows 0 || return
    [ "$(cat "$work/h/trades.csv")" = "$(schema_columns trades_1d)" ] || return
    for file in instruments constituents; do
        [ "$(head -1 "$work/h/$file.csv"),created_at" = "$(schema_columns "$file")" ] || return
    done
}

test_report() {
    make "$work/r" --rows 1000 --explode-constituents || return
    local rows bytes
    rows=$(($(wc -l <"$work/r/trades.csv") - 1))
    bytes=$(wc -c <"$work/r/trades.csv")
    grep -Ex "1000 trades, $((rows - 1000)) constituent rows, $rows rows in all, $bytes bytes in [0-9.]+ s" \
        "$work/r/report" >/dev/null
}

test_quantity_times_price_is_notional() {
    make "$work/n" --rows 2000 && awk -F , '
        NR > 1 && sprintf("%.2f", $26 * $27) != sprintf("%.2f", $28) { print; bad = 1 }
        END { exit bad || NR != 2001 }' "$work/n/trades.csv"
}

test_days_are_weekdays_in_order() {
    make "$work/w" --rows 30 --trade-date 2024-01-18 --trade-days 3 &&
        [ "$(tail -n +2 "$work/w/trades.csv" | cut -d , -f 1 | uniq -c | tr -s ' \n' ' ')" = \
            " 10 2024-01-18 10 2024-01-19 10 2024-01-22 " ]
}

test_bad_options() {
    local status=0
    while read -r options; do
        # shellcheck disable=SC2086
        fails_with 2 $options || status=1
    done <<'OPTIONS'
--nonsense
-x
--rows
--rows x
--rows 1.5
--rows -1
--rows +1
--rows 1000000000001
--rows 99999999999999999999999
--portfolio-managers 0
--portfolio-managers 4294967296
--seed -1
--trade-date 2024-02-30
--trade-date today
--trade-date 1999-12-31
--trade-date 2100-01-01
--trade-days 0
--trade-date 2099-12-31 --trade-days 2
--rebalance -1
--threads 0
--threads 257
--format parquet
--format CSV
--output=
--instruments-output -
--instruments-output a.csv --constituents-output a.csv
--explode-constituents=1
something
OPTIONS
    return "$status"
}

test_output_errors() {
    fails_with 1 --output /dev/full && fails_with 1 --output "$work/none/trades.csv" &&
        fails_with 1 --instruments-output "$work/none/instruments.csv" &&
        fails_with 1 --constituents-output /dev/full
}

# md5 OPTION…: of the trades
md5() {
    "$program" --rows 20000 --explode-constituents "$@" 2>/dev/null | md5sum
}

test_threads_change_no_byte() {
    local format options
    for format in csv tsv native; do
        for options in '' '--realistic --dirty --fund-of-funds --trade-days 9 --rebalance 4'; do
            # shellcheck disable=SC2086
            [ "$(md5 --format $format $options --threads 1)" = "$(md5 --format $format $options --threads 5)" ] || return
        done
    done
}

test_tsv_has_the_csv_s_rows() {
    make "$work/tsv" --rows 500 --explode-constituents --format tsv && make "$work/csv" --rows 500 --explode-constituents &&
        diff <(tr '\t' ',' <"$work/tsv/trades.csv") <(sed 's/""//' "$work/csv/trades.csv")
}

test_rebalanced_holdings_follow_each_other() {
    make "$work/re" --rows 0 --trade-days 10 --rebalance 5 --fund-of-funds &&
        [ "$(cut -d , -f 5,6 "$work/re/constituents.csv" | sort -u | tr '\n' ' ')" = \
            '2000-01-01,2024-01-21 2024-01-22,2099-12-31 effective_date,expiry_date ' ] &&
        [ "$(grep -c . "$work/re/instruments.csv")" = 32 ]
}

# is_whole FILE: ends with a newline, and each line has all columns.
is_whole() {
    [ -z "$(tail -c 1 "$1")" ] && awk -F , 'NF != 55 { bad = 1 } END { exit bad || NR < 2 }' "$1"
}

test_full_disk_leaves_whole_rows() {
    local status=0
    (
        trap '' XFSZ
        ulimit -f 300
        exec "$program" --rows 100000 --output "$work/full.csv"
    ) 2>"$work/err" || status=$?
    [ "$status" = 1 ] && [ "$(wc -l <"$work/err")" = 1 ] && is_whole "$work/full.csv"
}

test_interrupt_leaves_whole_rows() {
    local status=0 pid
    "$program" --rows 1000000000 --output "$work/stopped.csv" 2>"$work/err" &
    pid=$!
    until [ -s "$work/stopped.csv" ]; do sleep 0.01; done
    kill -TERM "$pid"
    wait "$pid" || status=$?
    [ "$status" = 143 ] && grep -q '^stopped by signal 15; ' "$work/err" && is_whole "$work/stopped.csv" &&
        [ "$(wc -l <"$work/stopped.csv")" = "$(($(sed 's/.*; \([0-9]*\) trades.*/\1/' "$work/err") + 1))" ]
}

test_progress_on_a_terminal() {
    script --quiet --return --command "'$program' --rows 600000 --output /dev/null" "$work/typescript" >/dev/null &&
        grep -qa 'of 600000 trades, [0-9]* %, [0-9.]* million rows/s, [0-9]* MB/s, [0-9]* s left' "$work/typescript"
}

test_closed_pipe() {
    { "$program" --rows 100000 2>"$work/err"; echo $? >"$work/status"; } | head -c 1 >"$work/out"
    [ "$(cat "$work/status")" = 1 ] && [ "$(wc -l <"$work/err")" = 1 ]
}

test_help_and_version() {
    "$program" --help | grep -q -- '--explode-constituents' &&
        "$program" --version | grep -Eqx 'pgpivot-datagen [0-9.]+'
}

if [ "${2:-}" = --update ]; then
    make "$golden" --rows 5 --explode-constituents
    rm "$golden/report"
    exit
fi

for name in $(compgen -A function test_); do
    check "${name#test_}" "$name"
done
finish
