#!/usr/bin/env bash
# A query of 100 rows that is asked again and again, beside `pgbench -S` of PostgreSQL on one row, in
# turn: cache.sh [TRADES [SECONDS]]. Then what it costs ClickHouse without the cache, and what the
# proof of freshness costs where others may write. Wants $PGPIVOT, $PGPIVOT_ENGINE, $PGPIVOT_DATAGEN
# and $POSTGRES_BIN as the tests do.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"
. "$folder/../diff/postgres.sh"

trades=${1:-100000} seconds=${2:-3} rounds=3
query="SELECT symbol, desk, sum(pnl) AS pnl, sum(notional) AS notional, count(*) AS n FROM trades_1d GROUP BY symbol, desk ORDER BY symbol, desk LIMIT 100;"

PGBENCH=${PGBENCH:-$POSTGRES_BIN/pgbench}

# tps HOST PORT DATABASE OPTION…
tps() {
    local host=$1 port=$2 database=$3
    shift 3
    "$PGBENCH" -n -h "$host" -p "$port" -U tester -T "$seconds" "$@" "$database" 2>"$work/pgbench.log" |
        sed -n 's/^tps = \([0-9]*\).*/\1/p'
}

# processor_ticks PID: of the process, its threads and its children that have ended.
processor_ticks() {
    awk '{ print $14 + $15 + $16 + $17 }' "/proc/$1/stat"
}

# measure PID HOST PORT DATABASE OPTION…: transactions per second, and microseconds of processor time that
# the server takes for one, which tells more on a machine that does other things too.
measure() {
    local pid=$1 before rate
    shift
    before=$(processor_ticks "$pid")
    rate=$(tps "$@")
    rate=${rate:-0}
    sleep 0.2 # PostgreSQL counts the sessions that have ended
    echo "$rate $(awk -v t="$(($(processor_ticks "$pid") - before))" -v n="$((rate * seconds))" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.0f", n ? t * 1e6 / hz / n : 0 }')"
}

# ratio A B
ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'
}

start_postgres && make_files "$trades" && init_data && start_server || exit 1
"$PGBENCH" -i -q -s 10 -h "$work/socket" -U tester postgres >"$work/init.log" 2>&1 || { cat "$work/init.log"; exit 1; }
copy_file trades_1d "$work/trades_1d.csv" >/dev/null || exit 1
echo "$query" >"$work/query.sql"
{ echo "SET pivot.result_cache = off;" && echo "$query"; } >"$work/uncached.sql"
sql -c "$query" -c "$query" -c "$query" | wc -l | sed 's/^/rows of three answers: /'

format='%-10s %-8s %14s %14s %8s %12s %12s %8s\n'
# shellcheck disable=SC2059
printf "$format" protocol clients "PostgreSQL -S/s" "pgpivot/s" ratio "PG us/query" "us/query" ratio
for _ in $(seq "$rounds"); do
    for protocol in simple prepared; do
        for clients in 1 8 32; do
            read -r postgres postgres_cpu < <(measure "$postgres_pid" "$work/socket" 5432 postgres -S -M "$protocol" -c "$clients" -j 2)
            read -r cached cached_cpu < <(measure "$server_pid" 127.0.0.1 "$server_port" pivot -f "$work/query.sql" -M "$protocol" -c "$clients" -j 2)
            # shellcheck disable=SC2059
            printf "$format" "$protocol" "$clients" "$postgres" "$cached" "$(ratio "$cached" "$postgres")" \
                "$postgres_cpu" "$cached_cpu" "$(ratio "$postgres_cpu" "$cached_cpu")"
        done
    done
done
for clients in 1 8; do
    uncached=$(tps 127.0.0.1 "$server_port" pivot -f "$work/uncached.sql" -c "$clients" -j 2)
    cached=$(tps 127.0.0.1 "$server_port" pivot -f "$work/query.sql" -c "$clients" -j 2)
    echo "$clients clients: $cached/s with the cache, $uncached/s without: $(ratio "$cached" "$uncached") times"
done
sql -c "SELECT hits, proven, shared, misses, proofs FROM pgpivot.result_cache" | sed 's/^/hits|proven|shared|misses|proofs: /'
stop_server

start_engine && start_server || exit 1
{ echo "SET pivot.result_cache = always;" && echo "$query"; } >"$work/always.sql"
for clients in 1 8 32; do
    uncached=$(tps 127.0.0.1 "$server_port" pivot -f "$work/uncached.sql" -c "$clients" -j 2)
    proven=$(tps 127.0.0.1 "$server_port" pivot -f "$work/always.sql" -c "$clients" -j 2)
    echo "on a server, $clients clients: $proven/s proven at each use, $uncached/s without: $(ratio "$proven" "$uncached") times"
done
sql -c "SELECT hits, proven, shared, misses, proofs FROM pgpivot.result_cache" | sed 's/^/hits|proven|shared|misses|proofs: /'
