#!/usr/bin/env bash
# From nothing to the first pivot: generates trades, loads them without a file in between, checks
# what is there, and shows pivots with their times.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

usage() {
    cat <<EOF
usage: scripts/large-scale.sh [TRADES]      20000000 if not given
The tables are made in \$PGPIVOT_DATA (./large-scale-data), which must be empty or missing, and stay
there. \$PGPIVOT_BUILD (build) is where the programs are; without any, they are built.
\$DATAGEN_OPTIONS are more options for pgpivot-datagen: --realistic, --trade-days 20 …
EOF
}

case ${1:-} in -h | --help) usage && exit ;; esac
trades=${1:-20000000}
[[ $trades =~ ^[1-9][0-9]*$ ]] || { usage >&2 && exit 2; }
data=${PGPIVOT_DATA:-$PWD/large-scale-data}
build=${PGPIVOT_BUILD:-$top/build}
[ -z "$(ls -A "$data" 2>/dev/null)" ] || die "$data is not empty"
work=$(mktemp -d)
server_pid=
end() {
    [ -z "$server_pid" ] || { kill "$server_pid" && wait "$server_pid"; } 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

if [ ! -x "$build/src/pgpivot" ]; then
    "$top/scripts/install.sh" build
    meson setup "$build" "$top" --buildtype=release -Dwerror=false -Dtests=false \
        -Dlibchdb="$("$top/scripts/fetch-libchdb.sh")" >"$work/log"
    ninja -C "$build" >>"$work/log"
fi

pgpivot() {
    "$build/src/pgpivot" "$@" --data "$data" --log-level error
}

load() {
    pgpivot load "$@" | tee -a "$work/loaded"
}

sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U large -d pivot "$@"
}

# timed TITLE COMMAND…: says how long it took
timed() {
    local title=$1 started=$EPOCHREALTIME
    shift
    "$@"
    awk -v title="$title" -v s="$started" -v e="$EPOCHREALTIME" 'BEGIN { printf "%s: %.1f s\n", title, e - s }'
}

generate_and_load() {
    # shellcheck disable=SC2086
    "$build/datagen/pgpivot-datagen" --rows "$trades" --explode-constituents --format native ${DATAGEN_OPTIONS:-} \
        --instruments-output "$work/instruments.native" --constituents-output "$work/constituents.native" \
        2> >(tee "$work/generated" >&2) | load --table trades_1d --format native -
    load "$work/instruments.native" "$work/constituents.native"
}

start_server() {
    "$build/src/pgpivot" serve --data "$data" --listen 127.0.0.1:0 --log-level error >"$work/server.log" 2>&1 &
    server_pid=$!
    until port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$work/server.log" 2>/dev/null) && [ -n "$port" ]; do
        kill -0 "$server_pid" || { cat "$work/server.log" && return 1; }
        sleep 0.05
    done
}

failed=0
# agrees WHAT SQL WANTED
agrees() {
    local got
    got=$(sql -c "$2")
    if [ "$got" = "$3" ]; then
        echo "ok: $1: $got"
    else
        echo "NOT OK: $1: $got, not $3"
        failed=1
    fi
}

checks() {
    local rows
    rows=$(sed -n 's/.*, \([0-9]*\) rows in all,.*/\1/p' "$work/generated")
    agrees 'rows' 'SELECT count(*) FROM trades_1d' "$rows"
    agrees 'trades' 'SELECT count(*) FROM top_level(trades_1d)' "$trades"
    agrees 'columns' "SELECT count(*) FROM information_schema.columns WHERE table_name = 'trades_1d'" 55
    agrees 'exposure types' "SELECT string_agg(e, ' ' ORDER BY e) FROM (SELECT DISTINCT exposure_type AS e FROM trades_1d) t" \
        'Constituent Direct ETC ETF'
    agrees 'parents that constituents does not know' "SELECT count(*) FROM trades_1d
        WHERE parent_symbol <> '' AND parent_symbol NOT IN (SELECT parent_symbol FROM constituents)" 0
    agrees 'rows in the rollup' 'SELECT sum(row_count) FROM trades_1d_by_organisation' "$rows"
    return "$failed"
}

pivot() {
    psql -X -q -v ON_ERROR_STOP=1 -P pager=off -h 127.0.0.1 -p "$port" -U large -d pivot -c '\timing on' -c "$1"
}

started=$SECONDS
timed 'tables and rollups' pgpivot init
timed 'generating and loading' generate_and_load
timed 'start' start_server
pivot "SELECT * FROM (SELECT desk, region, pnl FROM top_level(trades_1d)) t
    PIVOT (sum(pnl) FOR region IN ('AMER', 'EMEA', 'APAC')) ORDER BY desk"
echo "From nothing to the first pivot: $((SECONDS - started)) s"
pivot "SELECT * FROM (SELECT asset_class, exposure_type, notional FROM look_through(trades_1d)) t
    PIVOT (sum(notional) FOR exposure_type IN (ANY)) ORDER BY asset_class"
timed 'checks' checks
