#!/usr/bin/env bash
# Temporary tables: seen by their session alone, gone with it, whatever its end.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

schemas() {
    sql -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'pg\\_temp\\_%'"
}

no_schema() {
    [ "$(schemas)" = 0 ]
}

init_data && start_server || { report "the server starts" 1 && finish; }
coproc session { psql -X -q -A -t -h 127.0.0.1 -p "$server_port" -U tester -d pivot 2>&1; }
session_pid=$session_PID
# ask SQL: of the session that stays.
ask() {
    echo "$1" >&"${session[1]}"
    read -r -t 60 -u "${session[0]}" answer
    echo "$answer"
}
is "one session's table" \
    "$(ask "CREATE TEMP TABLE mine (a int); INSERT INTO mine VALUES (5); SELECT a FROM mine;")" 5
matches "is not there for another" "$(sql -c 'SELECT a FROM mine')" '*relation "mine" does not exist*'
own=$(ask "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pg\\_temp\\_%';")
matches "nor by its schema" "$(sql -c "SELECT a FROM $own.mine")" \
    '*cannot access temporary tables of other sessions*'
matches "nor to drop" "$(sql -c "DROP TABLE $own.mine")" \
    '*cannot access temporary tables of other sessions*'
matches "nor as a schema" "$(sql -c "DROP SCHEMA $own CASCADE")" '*cannot access temporary tables of other sessions*'
is "both may have the name" \
    "$(sql -c 'CREATE TEMP TABLE mine AS SELECT 6 AS a' -c 'SELECT a FROM mine')" 6
is "the first keeps its own" "$(ask 'SELECT a FROM mine;')" 5
echo '\q' >&"${session[1]}"
wait "$session_pid" 2>/dev/null
check "with the session its tables go" wait_for no_schema
sql -c 'CREATE TEMP TABLE left_behind (a int)' -c 'SELECT pg_sleep(0)' >/dev/null
kill -9 "$server_pid"
wait "$server_pid" 2>/dev/null
server_pid=
check "the engine is gone too" wait_for no_engine
start_server || report "the server starts again" 1
check "what a crash left is dropped at the next start" wait_for no_schema
finish
