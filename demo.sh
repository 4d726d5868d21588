#!/usr/bin/env bash
# From a fresh machine to pivots in psql: installs, builds, starts pgpivot, loads trades, shows
# queries. What is there already is used again.
set -euo pipefail
. "$(dirname "$0")/scripts/lib.sh"
cd "$top"

usage() {
    cat <<EOF
usage: ./demo.sh          set everything up, show the queries, leave the server running
       ./demo.sh --once   the same, and end the server after the queries
       ./demo.sh --stop   end the server
Environment: PGPIVOT_PORT (5433), PGPIVOT_DATA ($HOME/.local/share/pgpivot).
EOF
}

host=127.0.0.1
port=${PGPIVOT_PORT:-5433}
data=${PGPIVOT_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/pgpivot}
trades=100000
programs=$top/build
server_log=$data/demo.log

sql() {
    PGCONNECT_TIMEOUT=10 psql -X -q -v ON_ERROR_STOP=1 -P pager=off -h "$host" -p "$port" -U demo \
        -d pivot "$@"
}

build() {
    local libchdb
    scripts/install.sh build
    libchdb=$(scripts/fetch-libchdb.sh)
    [ -e build/build.ninja ] ||
        step "Configuring" meson setup build --buildtype=release -Dwerror=false -Dtests=false \
            -Dlibchdb="$libchdb"
    step "Building" ninja -C build
}

# The server that an earlier run left, or nothing.
running_pid() {
    local pid
    pid=$(cat "$data/demo.pid" 2>/dev/null) || return 0
    [[ $(readlink "/proc/$pid/exe" 2>/dev/null) == */pgpivot* ]] && echo "$pid" || true
}

port_is_taken() {
    (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null
}

wait_until_ready() {
    local pid=$1
    until grep -q '^listening on' "$server_log"; do
        kill -0 "$pid" 2>/dev/null || { cat "$server_log" && return 1; }
        sleep 0.1
    done
}

start_server() {
    if [ -n "$(running_pid)" ]; then
        echo "The server of an earlier run answers on $host:$port"
        return
    fi
    ! port_is_taken || die "$host:$port is taken by another program: end it, or set PGPIVOT_PORT"
    mkdir -p "$data"
    step "Creating tables and rollups in $data" "$programs/src/pgpivot" init --data "$data"
    nohup "$programs/src/pgpivot" serve --listen "$host:$port" --data "$data" \
        >"$server_log" 2>&1 </dev/null &
    echo $! >"$data/demo.pid"
    step "Starting pgpivot on $host:$port" wait_until_ready $!
}

stop_server() {
    local pid
    pid=$(running_pid)
    [ -n "$pid" ] || { echo "No server of ./demo.sh is running" && return; }
    kill "$pid"
    while [ -n "$(running_pid)" ]; do sleep 0.1; done
    rm -f "$data/demo.pid"
    echo "Server stopped; its data stays in $data"
}

# Copies standard input; on a terminal, counts on the line that "$1" began.
count_rows() {
    if [ -t 2 ]; then
        awk -v text="$1" -v total="$2" '{ print }
            NR % 1000 == 0 { printf "\r%s … %d %%", text, NR * 100 / total >"/dev/stderr" }
            END { printf "\r%s … ", text >"/dev/stderr" }'
    else
        cat
    fi
}

# load_table TABLE FILE: through the proxy, the columns named by the file's first line.
load_table() {
    local table=$1 file=$2 rows started=$SECONDS text
    rows=$(($(wc -l <"$file") - 1))
    text="Loading $rows rows into $table through the proxy"
    printf '%s … ' "$text"
    count_rows "$text" "$rows" <"$file" |
        sql -c "\\copy $table ($(head -n 1 "$file")) FROM STDIN WITH (FORMAT csv, HEADER true)"
    printf '%d s\n' $((SECONDS - started))
}

load() {
    local there
    there=$(sql -A -t -c "SELECT count(*) FROM trades_1d WHERE exposure_type <> 'Constituent'")
    if [ "$there" != 0 ]; then
        echo "$there trades are loaded already"
        return
    fi
    files=$(mktemp -d)
    step "Generating $trades trades with what their funds hold" "$programs/datagen/pgpivot-datagen" \
        --rows "$trades" --explode-constituents --output "$files/trades_1d.csv" \
        --instruments-output "$files/instruments.csv" \
        --constituents-output "$files/constituents.csv"
    load_table instruments "$files/instruments.csv"
    load_table constituents "$files/constituents.csv"
    load_table trades_1d "$files/trades_1d.csv"
}

show_queries() {
    local file
    for file in sql/examples/*.sql; do
        printf '\n'
        cat "$file"
        printf '\n'
        sql -f "$file"
    done
}

explain_connecting() {
    cat <<EOF

The server runs until ./demo.sh --stop. Connect with
  psql   psql -h $host -p $port -U demo pivot
  ODBC   Driver={PostgreSQL Unicode};Server=$host;Port=$port;Database=pivot;Uid=demo;SSLmode=disable
  JDBC   jdbc:postgresql://$host:$port/pivot?user=demo&sslmode=disable
EOF
}

files=
clean_up() {
    [ -z "$files" ] || rm -rf "$files"
    [ "$mode" != --once ] || stop_server
}

mode=${1:-}
case $mode in
'' | --once) ;;
--stop) stop_server && exit ;;
-h | --help) usage && exit ;;
*) usage >&2 && exit 2 ;;
esac
trap clean_up EXIT
build
start_server
load
show_queries
[ "$mode" = --once ] || explain_connecting
echo "Done in $SECONDS s"
