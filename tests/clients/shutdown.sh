#!/usr/bin/env bash
# SIGTERM, SIGINT, SIGQUIT and SIGHUP while sessions are idle, in a transaction and in a statement.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# step NAME OPTION…: the checks of shutdown.py's step count here.
step() {
    local name=$1 line
    shift
    start_server "$@" || { report "$name: the server starts" 1 && return; }
    while IFS= read -r line; do
        case $line in
        ok*) report "${line#* - }" 0 ;;
        "not ok"*) report "${line#* - }" 1 ;;
        Traceback*) report "$name" 1 "$line" ;;
        1..*) ;;
        *) printf '# %s\n' "$line" ;;
        esac
    done < <(python3 "$folder/shutdown.py" "$name" "$server_port" "$server_pid" 2>&1)
}

stopped() {
    wait "$server_pid"
    is "$1: the exit code" $? 0
    server_pid=
    check "$1: no engine is left" wait_for no_engine
}

make_files 3000
init_data && start_server && copy_file trades_1d "$work/trades_1d.csv" || exit 1
rows=$(sql -c 'SELECT count(*) FROM trades_1d')
stop_server
step drain && stopped drain
step patience --shutdown_timeout 500ms && stopped patience
step twice && stopped twice
step fast && stopped fast
step now && stopped now
step reload
matches "the log tells of it" "$(cat "$work/server.log")" '*loaded again*'
is "the tables are what they were" "$(sql -c 'SELECT count(*) FROM trades_1d')" "$rows"
finish
