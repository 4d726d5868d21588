#!/usr/bin/env bash
# sql/clickhouse on ClickHouse itself, with generated trades: schema.sh CHDB_RUN LIBCHDB DATAGEN.
# Prints TAP.
set -uo pipefail
chdb_run=$(realpath "$1") libchdb=$2 datagen=$(realpath "$3")
cd "$(dirname "$0")/../.." || exit
source tests/support/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() {
    "$chdb_run" "$libchdb" "$work/data"
}

# The answer alone: ClickHouse warns on standard error about the machine it is on.
query() {
    run <<<"$1" 2>"$work/errors" || cat "$work/errors"
}

# insert TABLE: from the generated file of that name
insert() {
    query "INSERT INTO pivot.$1 FROM INFILE '$work/$1.csv' FORMAT CSVWithNames"
}

# disagreements ROLLUP COUNT SUMS BASE_COUNT BASE_SUMS: partitions where it differs from its base, read
# without projections. Sums of floats differ in their last digits with the order of addition.
disagreements() {
    query "
        SELECT count() FROM (
            SELECT trade_date, $4 AS n, [$5] AS sums FROM pivot.trades_1d GROUP BY trade_date
            SETTINGS optimize_use_projections = 0) AS base
        FULL JOIN (
            SELECT trade_date, $2 AS n, [$3] AS sums FROM pivot.$1 GROUP BY trade_date) AS rollup
        USING trade_date
        WHERE base.n != rollup.n
           OR arrayExists((x, y) -> NOT (abs(x - y) <= 0.001), base.sums, rollup.sums)"
}

check 'every statement runs' run < <(cat sql/clickhouse/*.sql)
check 'and runs again' run < <(cat sql/clickhouse/*.sql)

"$datagen" --rows 6000 --explode-constituents --trade-days 3 --output "$work/trades_1d.csv" \
    --instruments-output "$work/instruments.csv" \
    --constituents-output "$work/constituents.csv" 2>"$work/report"
for table in instruments constituents trades_1d; do
    check "$table.csv loads" insert "$table"
done
# Twice, so that rollups have parts to merge.
check 'trades load again' insert trades_1d

is 'instruments' "$(query 'SELECT count(), sum(is_composite) FROM pivot.instruments FINAL')" $'29\t8'
is 'constituents' "$(query 'SELECT count() FROM pivot.constituents FINAL')" 25
is 'trades' "$(query 'SELECT count() FROM pivot.trades_1d')" \
    $((2 * ($(wc -l <"$work/trades_1d.csv") - 1)))
is 'a composite has constituents' "$(query "
    SELECT count() FROM pivot.instruments FINAL
    WHERE is_composite != (symbol IN (SELECT parent_symbol FROM pivot.constituents))")" 0

# The same trades in each format give the same rows.
hashes=()
for format in csv tsv native; do
    "$datagen" --rows 3000 --explode-constituents --realistic --dirty --fund-of-funds --format "$format" \
        --output "$work/same.$format" 2>"$work/report"
    names=("[csv]=CSVWithNames" "[tsv]=TSVWithNames" "[native]=Native")
    declare -A clickhouse_format="(${names[*]})"
    query "CREATE TABLE pivot.same_$format AS pivot.trades_1d ENGINE = MergeTree ORDER BY trade_id;
        INSERT INTO pivot.same_$format FROM INFILE '$work/same.$format' FORMAT ${clickhouse_format[$format]}"
    hashes+=("$(query "SELECT count(), sum(cityHash64(* REPLACE (toString(pnl) AS pnl))) FROM pivot.same_$format;
        DROP TABLE pivot.same_$format")")
done
is 'tsv holds what csv does' "${hashes[1]}" "${hashes[0]}"
is 'native holds what csv does' "${hashes[2]}" "${hashes[0]}"
matches 'which is rows' "${hashes[0]}" '[1-9]*'

measures=(quantity price notional pnl delta gamma vega theta rho margin fees slippage exposure)
base_sums=$(printf ',sum(%s)' "${measures[@]}")
rollup_sums=$(printf ',sum(%s_sum)' "${measures[@]}")
for rollup in trades_1d_by_organisation trades_1d_by_instrument; do
    is "$rollup agrees with its base" \
        "$(disagreements "$rollup" 'sum(row_count)' "${rollup_sums#,}" 'count()' "${base_sums#,}")" 0
    is "$rollup merges what two inserts gave" "$(query "
        OPTIMIZE TABLE pivot.$rollup FINAL;
        SELECT uniqExact(trade_date), countIf(row_count % 2 = 1) FROM pivot.$rollup")" $'3\t0'
done
is 'trades_1d_rollup agrees with its base' "$(disagreements trades_1d_rollup 'uniqExact(symbol)' \
    'sumMerge(quantity_state), sumMerge(notional_state), sumMerge(pnl_state)' \
    'uniqExact(symbol)' 'sum(quantity), sum(notional), sum(pnl)')" 0

for projection in 'by_desk book' 'by_risk scenario'; do
    read -r name key <<<"$projection"
    matches "$name answers sums by $key" "$(query "
        EXPLAIN SELECT exposure_type, $key, sum(pnl), count() FROM pivot.trades_1d
        WHERE trade_date = '2024-01-15' GROUP BY exposure_type, $key")" "*ReadFromMergeTree ($name)*"
done

is 'every rollup and view says what it is' "$(query "
    SELECT name FROM system.tables
    WHERE database = 'pivot' AND name NOT LIKE '.inner%' AND comment = ''")" ''
is 'every value column has a look-through policy' "$(query "
    SELECT name FROM system.columns
    WHERE database = 'pivot' AND table = 'trades_1d' AND type = 'Float64'
      AND NOT match(comment, '\\\\| look_through: (scaled|units|weight|copied|null|ratio\\\\(\\\\w+,\\\\w+\\\\))$')")" ''
finish
