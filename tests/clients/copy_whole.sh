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
is "WHERE of many blocks" "$(rows 1 200000 | sql -c 'COPY seen FROM STDIN CSV WHERE id % 1000 = 0 AND t IS NOT NULL')" ''
is "takes some" "$(count seen)" '200200|200000|20020200000'
is "and the view sees those" "$(sql -c 'SELECT sum(n) FROM sums')" 200200
is "... that the tag counts" "$(rows 1 10 | psql -X -A -t -h 127.0.0.1 -p "$server_port" -U tester -d pivot \
    -c 'COPY seen FROM STDIN CSV WHERE id > 7' 2>&1)" 'COPY 3'
is "WHERE that leaves nothing" "$(rows 1 10 | psql -X -A -t -h 127.0.0.1 -p "$server_port" -U tester -d pivot \
    -c 'COPY seen FROM STDIN CSV WHERE id IS NULL' 2>&1)" 'COPY 0'
is "no table is left over of these" "$(sql -c "SELECT count(*) FROM pg_class WHERE relname LIKE '.pgpivot%'")" 0

# Every type there and back in binary.
sql -c "SET client_min_messages = warning; CREATE TABLE kinds (a int2, b int4, c int8, d numeric(20,4), e float4, f float8, g bool, h text, i varchar(9), j char(3),
        k bytea, l date, m time, n timestamp, o timestamptz, q uuid, r json, s jsonb, t int4[], u text[], w inet)" \
    -c "INSERT INTO kinds VALUES (-32768, 2147483647, -9223372036854775808, -1234567890123456.7891, 1.5, 'NaN', true, 'ä\\', 'v', 'ab',
        '\\x00ff10', '1969-12-31', '23:59:59.999999', '2024-02-29 12:34:56.789012', '1970-01-01 00:00:00+00',
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\": [1]}', '{\"b\": null}', '{1,NULL,3}', '{\"x,y\",NULL,\"\"}', '10.1.2.3'),
       (0, 0, 0, 0, '-0', '-Infinity', false, '', '', '', '', '2299-12-31', '00:00:00', '1900-01-01 00:00:00', '2100-01-01 00:00:00+00',
        '00000000-0000-0000-0000-000000000000', '1', '\"s\"', '{}', '{}', '::1')" \
    -c "INSERT INTO kinds (t, u) VALUES ('{}', '{}')" -c "CREATE TABLE again (LIKE kinds)" >"$work/kinds"
is "a table of many types" "$(cat "$work/kinds")" ''
is "goes out in binary" "$(sql -c "\\copy kinds TO '$work/binary' (FORMAT binary)")" ''
is "and in again" "$(sql -c "\\copy again FROM '$work/binary' (FORMAT binary)")" ''
is "as it was" "$(sql -c 'SELECT * FROM again ORDER BY a')" "$(sql -c 'SELECT * FROM kinds ORDER BY a')"
is "three rows of it" "$(sql -c 'SELECT count(*) FROM again')" 3
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
