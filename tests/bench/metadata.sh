#!/usr/bin/env bash
# What drivers ask about 200 tables of 50 columns, on PostgreSQL 15 and on pgpivot in one run:
# milliseconds of each, the best of RUNS, and the ratio. "each table" asks the same of every table in
# turn, so that no question comes twice. metadata.sh ODBC-PROGRAM [RUNS]
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"
odbc=${1:-none}
runs=${2:-20}
clients=$folder/../clients

# A table has a key, a comment, and columns of many types.
schema() {
    local i column columns types=(int4 int8 text 'varchar(20)' 'numeric(12,2)' date timestamp float8 bool int2)
    for ((i = 1; i <= 200; i++)); do
        columns='id int8 PRIMARY KEY'
        for ((column = 2; column <= 50; column++)); do columns+=", c$column ${types[column % 10]}"; done
        echo "CREATE TABLE table_$i ($columns); COMMENT ON TABLE table_$i IS 'number $i';"
    done
}

# ask URL-PART: NAME<tab>MILLISECONDS of each question, on the server that PGHOST and PGPORT say.
ask() {
    java -cp /usr/share/java/postgresql.jar "$clients/Metadata.java" \
        "jdbc:postgresql://$PGHOST:$PGPORT/pivot" pivot table_7 --times "$runs" | sed 's/^/pgjdbc /'
    [ ! -x "$odbc" ] || "$odbc" "Driver=$(echo /usr/lib/*/odbc/psqlodbcw.so);Servername=$PGHOST;Port=$PGPORT;Database=pivot;Username=tester" \
        "$runs" | sed 's/^/psqlODBC /'
    /usr/bin/python3 "$folder/metadata.py" "$runs"
}

init_data && start_server && start_postgres || exit 1
postgres_sql -c 'CREATE SCHEMA pivot' -c 'ALTER DATABASE pivot SET search_path = pivot, public' || exit 1
# PostgreSQL's side is on TCP too: drivers ask the same way of both.
stop_postgres
postgres_port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(cd "$postgres_data" && as_postgres_user "$POSTGRES_BIN/postgres" -D "$postgres_data" -k "$work/socket" \
    -p "$postgres_port" -c listen_addresses=127.0.0.1 -c fsync=off -c timezone=UTC) >"$work/postgres.log" 2>&1 &
postgres_pid=$!
wait_for "$POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$postgres_port" || exit 1
postgres_conninfo="host=127.0.0.1 port=$postgres_port user=tester dbname=pivot"
schema >"$work/schema.sql"
postgres_sql -f "$work/schema.sql" -c 'ANALYZE' && sql -c 'SET client_min_messages = warning' -f "$work/schema.sql" || exit 1

export PGUSER=tester PGDATABASE=pivot PGHOST=127.0.0.1 PGTZ=UTC
PGPORT=$postgres_port ask >"$work/postgres.times"
PGPORT=$server_port ask >"$work/pgpivot.times"
printf '%-44s %10s %10s %6s\n' question PostgreSQL pgpivot ratio
join -t $'\t' <(sort "$work/postgres.times") <(sort "$work/pgpivot.times") | sort -t $'\t' -k 1,1 |
    awk -F '\t' '{ratio = $3 / $2; over += (ratio > 3); printf "%-44s %10.2f %10.2f %6.1f%s\n", $1, $2, $3, ratio, (ratio > 3 ? " !" : "")}
        END {printf "%d of %d take more than three times as long\n", over, NR}'
