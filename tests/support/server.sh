# Starts pgpivot with its embedded engine on a port of its choice and a data folder that is thrown
# away. Wants $PGPIVOT and $PGPIVOT_ENGINE: the programs' paths. With $BACKEND=http the engine is
# started here and reached over TCP, as a ClickHouse server would be.
# shellcheck shell=bash

work=$(mktemp -d "${TMPDIR:-/tmp}/pgpivot-test.XXXXXX")
data=$work/data
server_pid=
server_port=
engine_pid=
backend=()

# wait_for COMMAND…: until it succeeds; 60 s at most.
wait_for() {
    local deadline=$((SECONDS + 60))
    until "$@"; do
        [ $SECONDS -lt $deadline ] || { echo "# gave up waiting for: $*" && return 1; }
        sleep 0.05
    done
}

has_line() {
    grep -q "^$1" "$2" 2>/dev/null
}

is_gone() {
    ! kill -0 "$1" 2>/dev/null
}

is_listening_or_gone() {
    has_line 'listening on' "$work/engine.log" || is_gone "$engine_pid"
}

# Sets engine_pid and, in backend, the options that lead to it.
start_engine() {
    "$PGPIVOT_ENGINE" --data "$data" --port 0 >"$work/engine.log" 2>&1 &
    engine_pid=$!
    wait_for is_listening_or_gone
    local port
    port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$work/engine.log")
    [ -n "$port" ] || { sed 's/^/# /' "$work/engine.log" && return 1; }
    backend=(--backend "http://127.0.0.1:$port")
}

# engine SQL: to ClickHouse, past pgpivot.
engine() {
    local to=(--unix-socket "$data/engine.sock" http://localhost/)
    [ -z "$engine_pid" ] || to=("${backend[1]}/")
    curl --silent --show-error --fail-with-body --data-binary "$1" "${to[@]}"
}

pgpivot() {
    "$PGPIVOT" "$@" --data "$data" --engine "$PGPIVOT_ENGINE" "${backend[@]}"
}

init_data() {
    pgpivot init "$@" >"$work/init.log" 2>&1 || { sed 's/^/# /' "$work/init.log" && return 1; }
}

is_up_or_gone() {
    has_line 'listening on' "$work/server.log" || is_gone "$server_pid"
}

# start_server OPTION…: sets server_pid and server_port.
start_server() {
    # An earlier server's line must not be taken for this one's.
    : >"$work/server.log"
    # Not through a function: $! would be a shell's, and its end would leave the server running.
    "$PGPIVOT" serve --listen 127.0.0.1:0 --data "$data" --engine "$PGPIVOT_ENGINE" \
        "${backend[@]}" "$@" \
        >"$work/server.log" 2>&1 &
    server_pid=$!
    wait_for is_up_or_gone
    server_port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$work/server.log")
    [ -n "$server_port" ] || { sed 's/^/# /' "$work/server.log" && return 1; }
}

stop_server() {
    [ -n "$server_pid" ] || return 0
    kill "$server_pid" 2>/dev/null
    wait "$server_pid"
    server_status=$?
    server_pid=
}

# Process ids of the engines on this test's data folder.
engine_pids() {
    local command
    for command in /proc/[0-9]*/cmdline; do
        { tr '\0' ' ' <"$command"; } 2>/dev/null | grep -q "pgpivot-engine.*$data" &&
            basename "$(dirname "$command")"
    done
}

# no_engine: of this test's data.
no_engine() {
    [ -z "$(engine_pids)" ]
}

sql() {
    PGCONNECT_TIMEOUT=20 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$server_port" \
        -U tester -d pivot "$@" 2>&1
}

# copy_file TABLE FILE: the columns named by the file's first line.
copy_file() {
    sql -c "\\copy $1 ($(head -n 1 "$2")) FROM STDIN WITH (FORMAT csv, HEADER true)" <"$2"
}

# make_files TRADES: the generator's three files, in $work.
make_files() {
    "$PGPIVOT_DATAGEN" --rows "$1" --explode-constituents --output "$work/trades_1d.csv" \
        --instruments-output "$work/instruments.csv" \
        --constituents-output "$work/constituents.csv" 2>/dev/null
}

end_test() {
    stop_server
    [ -z "$engine_pid" ] || { kill "$engine_pid" && wait "$engine_pid"; } 2>/dev/null
    rm -rf "$work"
}
trap end_test EXIT

[ "${BACKEND:-embedded}" != http ] || start_engine || exit 1
