#!/usr/bin/env bash
# The life of the programs: what is refused at the start, and what is left at the end.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# refused TITLE PATTERN OPTION…: one line that fits, exit code 2.
refused() {
    local title=$1 pattern=$2 output status=0
    shift 2
    output=$("$PGPIVOT" "$@" 2>&1) || status=$?
    matches "$title" "$output" "$pattern"
    is "$title: one line" "$(wc -l <<<"$output")" 1
    is "$title: exit code" "$status" 2
}

refused "unknown option" '*--no-such-option*' serve --no-such-option
refused "bad value" '*workers*' serve --workers none
refused "bad address" '*listen*' serve --listen nowhere

init_data && start_server || { report "the server starts" 1 && finish; }
refused "port in use" "*127.0.0.1:$server_port*" serve --listen "127.0.0.1:$server_port" \
    --data "$work/other" --engine "$PGPIVOT_ENGINE"
second=$(pgpivot serve --listen 127.0.0.1:0 2>&1)
second_status=$?
matches "a second proxy on the data folder is refused" "$second" "*$data*"
check "… with an exit code" test "$second_status" != 0
is "the first one is not disturbed" "$(sql -c 'SELECT count(*) FROM trades_1d')" 0

engine=$(engine_pids)
matches "one engine runs" "$engine" '[0-9]*'
kill -9 "$engine"
answers() {
    [ "$(sql -c 'SELECT count(*) FROM trades_1d')" = 0 ]
}
check "the engine is started again when it dies" wait_for answers

kill -9 "$server_pid"
wait "$server_pid" 2>/dev/null
server_pid=
check "kill -9 of the proxy leaves no engine" wait_for no_engine

start_server || report "the data folder can be used again" 1
is "and again" "$(sql -c 'SELECT count(*) FROM trades_1d')" 0
stop_server
is "SIGTERM ends the server well" "$server_status" 0
check "and its engine" no_engine
finish
