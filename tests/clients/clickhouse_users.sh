#!/usr/bin/env bash
# Rules with the method clickhouse: the password is ClickHouse's, and so is the user of each query.
# The users are clickhouse_users.py's, which stands between pgpivot and an engine.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

echo 'host all all all clickhouse' >"$work/rules"
refusal=$("$PGPIVOT" serve --listen 127.0.0.1:0 --data "$data" --engine "$PGPIVOT_ENGINE" \
    --auth_hba_file "$work/rules" 2>&1)
matches "the embedded engine has no users" "$refusal" '*needs a ClickHouse server*'

start_engine || { report "the engine starts" 1 && finish; }
python3 "$folder/clickhouse_users.py" "${backend[1]##*:}" "$work/queries" \
    default: alice:wonderland "carol:tea at six" >"$work/users.log" 2>&1 &
users_pid=$!
end_users() {
    kill "$users_pid" 2>/dev/null
    end_test
}
trap end_users EXIT
wait_for has_line 'listening on' "$work/users.log"
backend=(--backend "http://127.0.0.1:$(sed -n 's/^listening on .*://p' "$work/users.log")")
{ init_data && start_server --auth_hba_file "$work/rules"; } ||
    { report "the server starts" 1 && finish; }

# connect USER PASSWORD [SQL]
connect() {
    PGPASSWORD=$2 PGCONNECT_TIMEOUT=20 psql -X -q -A -t -w -c "${3:-SELECT 1}" \
        "host=127.0.0.1 port=$server_port dbname=pivot user=$1" 2>&1
}

is "a user of ClickHouse" "$(connect alice wonderland 'SELECT 41 + 1')" 42
check "… is the one who asks it" grep -q '^alice .*42\|^alice .*41' "$work/queries"
is "another, whose password has blanks" "$(connect carol 'tea at six')" 1
matches "a wrong password" "$(connect alice underland)" \
    '*FATAL:  password authentication failed for user "alice"'
matches "a user that ClickHouse does not know" "$(connect bob wonderland)" \
    '*FATAL:  password authentication failed for user "bob"'
matches "no password" "$(PGCONNECT_TIMEOUT=20 psql -X -w -c 'SELECT 1' \
    "host=127.0.0.1 port=$server_port dbname=pivot user=alice" 2>&1)" '*no password supplied'
matches "a password that would be another header" \
    "$(connect alice $'x\r\nX-ClickHouse-User: default\r\nX-ClickHouse-Key: ')" \
    '*FATAL:  password authentication failed for user "alice"'
matches "a name that would be trimmed" "$(connect "'alice '" wonderland)" \
    '*FATAL:  password authentication failed for user "alice "'
: >"$work/queries"
is "what is written is written by the user" "$(connect alice wonderland \
    "CREATE TABLE mine (a int); INSERT INTO mine VALUES (1); SELECT a FROM mine; DROP TABLE mine")" 1
check "… the statements too" grep -q '^alice .*CREATE TABLE' "$work/queries"
check "… and the rows" grep -q '^alice .*INSERT' "$work/queries"
is "nothing of it ran as the default user" "$(grep -c '^default .*mine' "$work/queries")" 0
kill "$users_pid" && wait "$users_pid" 2>/dev/null
matches "without ClickHouse nobody comes in" "$(connect alice wonderland)" '*FATAL: *'
stop_server
finish
