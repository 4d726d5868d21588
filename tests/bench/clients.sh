#!/usr/bin/env bash
# Small questions by 1, 8 and 32 clients, simple, extended and prepared: pgbench on pgpivot, on PostgreSQL 15,
# and on it through pgbouncer, in turn: clients.sh [SECONDS]. A last block asks pivots of pgpivot alone.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"
seconds=${1:-1}
rounds=3

pgbouncer_pid=
end_all() {
    [ -z "$pgbouncer_pid" ] || kill "$pgbouncer_pid" 2>/dev/null
    end_both
}
trap end_all EXIT

start_pgbouncer() {
    local port
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cat >"$work/pgbouncer.ini" <<INI
[databases]
pivot = host=$work/socket user=tester
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = any
pool_mode = session
default_pool_size = 64
ignore_startup_parameters = extra_float_digits
INI
    chmod 644 "$work/pgbouncer.ini"
    (as_postgres_user "$(command -v pgbouncer || echo /usr/sbin/pgbouncer)" "$work/pgbouncer.ini") >"$work/pgbouncer.log" 2>&1 &
    pgbouncer_pid=$!
    bouncer="host=127.0.0.1 port=$port user=tester dbname=pivot"
    wait_for psql -X -q -At "$bouncer" -c 'SELECT 1' -o /dev/null
}

# latency CONNINFO CLIENTS MODE SCRIPT: milliseconds of one question
latency() {
    "$POSTGRES_BIN/pgbench" -n -c "$2" -j 1 -M "$3" -f "$4" -T "$seconds" "$1" 2>"$work/pgbench.log" |
        sed -n 's/^latency average = \([0-9.]*\) ms$/\1/p'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# compare TITLE SCRIPT CLIENTS MODE
compare() {
    local side
    for side in postgres bouncer pgpivot; do : >"$work/$side.times"; done
    for ((round = 0; round < rounds; round++)); do
        latency "$postgres_conninfo" "$3" "$4" "$2" >>"$work/postgres.times"
        latency "$bouncer" "$3" "$4" "$2" >>"$work/bouncer.times"
        latency "$pgpivot_conninfo" "$3" "$4" "$2" >>"$work/pgpivot.times"
    done
    awk -v title="$1" -v clients="$3" -v mode="$4" -v p="$(median <"$work/postgres.times")" \
        -v b="$(median <"$work/bouncer.times")" -v o="$(median <"$work/pgpivot.times")" 'BEGIN {
            printf "%-16s %7d %-9s %10.3f %10.3f %10.3f %14.2f\n", title, clients, mode, p, b, o, o / b }'
}

make_files 2000
start_postgres && init_data && pgpivot load "$work"/*.csv >"$work/load.log" 2>&1 && start_server || exit 1
start_pgbouncer || exit 1
pgpivot_conninfo="host=127.0.0.1 port=$server_port user=tester dbname=pivot"
echo 'SELECT 1' >"$work/constant.sql"
printf '%s\n' '\set id random(1, 1000)' 'SELECT name FROM lookup WHERE id = :id' >"$work/key.sql"
lookup="CREATE TABLE lookup (id int PRIMARY KEY, name text)"
rows="INSERT INTO lookup SELECT i, 'name ' || i FROM generate_series(1, 1000) AS i"
postgres_sql -c "$lookup" -c "$rows" -c 'ANALYZE' >"$work/log" && sql -c "$lookup" -c "$rows" >"$work/log" || { cat "$work/log" && exit 1; }

echo "milliseconds of one question, medians of $rounds times $seconds s; pgbouncer is the reference"
printf '%-16s %7s %-9s %10s %10s %10s %14s\n' question clients mode PostgreSQL pgbouncer pgpivot 'of pgbouncer'
for mode in simple extended prepared; do
    for clients in 1 8 32; do
        compare 'SELECT 1' "$work/constant.sql" "$clients" "$mode"
        compare 'one row by key' "$work/key.sql" "$clients" "$mode"
    done
done

cat >"$work/pivot.sql" <<'SQL'
SELECT * FROM (SELECT desk, region, pnl FROM top_level(trades_1d)) t PIVOT (sum(pnl) FOR region IN ('AMER', 'EMEA', 'APAC')) ORDER BY desk;
SQL
echo "pgbench -f of a pivot, $seconds s each"
for clients in 1 8; do
    printf '%7d clients %10.1f ms\n' "$clients" "$(latency "$pgpivot_conninfo" "$clients" simple "$work/pivot.sql")"
done
