#!/usr/bin/env bash
# COPY of many blocks: all rows or none, whatever ends it.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# rows FROM TO: 3 MB for 200,000.
rows() {
    seq "$1" "$2" | sed 's/$/,some text/'
}

# copy TABLE: standard input goes into it; what psql says.
copy() {
    sql -c "COPY $1 FROM STDIN CSV" 2>&1
}

count() {
    sql -c "SELECT count(*), count(DISTINCT id), sum(id) FROM $1"
}

engine() {
    curl --silent --fail-with-body --unix-socket "$data/engine.sock" --data-binary "$1" \
        http://localhost/
}

no_schema() {
    [ "$(sql -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'pg\\_temp\\_%'")" = 0 ]
}

init_data && start_server || { report "the server starts" 1 && finish; }
sql -c 'CREATE TABLE whole (id int CHECK (id < 1000000), t text, twice bigint GENERATED ALWAYS AS (id * 2) STORED)' >/dev/null
is "many blocks" "$(rows 1 200000 | copy 'whole (id, t)')" ''
is "are all there" "$(count whole)" '200000|200000|20000100000'
is "what is computed, too" "$(sql -c 'SELECT sum(twice) FROM whole')" 40000200000
matches "a bad value in the last line" \
    "$({ rows 200001 400000 && echo 'x,y'; } | copy 'whole (id, t)')" \
    '*invalid input syntax for type integer: "x"*CONTEXT:*COPY whole, line 200001, column id: "x"*'
is "leaves nothing" "$(count whole)" '200000|200000|20000100000'
matches "a row that CHECK forbids" \
    "$({ rows 200001 400000 && echo '1000000,y'; } | copy 'whole (id, t)')" \
    '*new row for relation "whole" violates check constraint "whole_id_check"*'
is "leaves nothing either" "$(count whole)" '200000|200000|20000100000'
is "no table is left over" "$(sql -c "SELECT count(*) FROM pg_class WHERE relname LIKE '.pgpivot%'")" 0
is "twice in one session" \
    "$(rows 200001 300000 >"$data/rows" && sql -c "\\copy whole (id, t) FROM '$data/rows' CSV" \
        -c "\\copy whole (id, t) FROM '$data/rows' CSV" -c 'SELECT count(*) FROM whole' | tail -1)" \
    400000
is "rows are told apart afterwards" \
    "$(sql -c 'UPDATE whole SET t = NULL WHERE id = 200001' -c 'DELETE FROM whole WHERE id = 7' \
        -c 'SELECT count(*) FROM whole WHERE t IS NULL' -c 'SELECT count(*) FROM whole' |
        tr '\n' ' ')" '2 399999 '
sql -c 'CREATE TABLE seen (id int, t text)' -c 'CREATE TABLE sums (n bigint)' >/dev/null
engine 'CREATE MATERIALIZED VIEW pivot.view TO pivot.sums
    AS SELECT toInt64(count()) AS n FROM pivot.seen'
sql -c 'CREATE TABLE other (a int)' >/dev/null # the catalog is loaded anew
is "with a materialized view" "$(rows 1 200000 | copy seen)" ''
is "which sees each row once" "$(sql -c 'SELECT sum(n) FROM sums')" 200000
is "all of them" "$(count seen)" '200000|200000|20000100000'
mkfifo "$data/fifo"
psql -X -q -h 127.0.0.1 -p "$server_port" -U tester -d pivot \
    -c 'COPY whole (id, t) FROM STDIN CSV' <"$data/fifo" >/dev/null 2>&1 &
client=$!
exec 8>"$data/fifo"
rows 200001 400000 >&8
kill -9 "$client"
wait "$client" 2>/dev/null
exec 8>&-
check "a session that dies takes the rows with it" wait_for no_schema
is "and stores none" "$(sql -c 'SELECT count(*) FROM whole')" 399999
finish
