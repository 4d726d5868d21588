# A PostgreSQL that is thrown away: no TCP, its socket in the test's folder. Wants $work and
# $POSTGRES_BIN (the folder of initdb and postgres).
# shellcheck shell=bash disable=SC2154

postgres_data=$work/postgres
postgres_conninfo="host=$work/socket user=tester dbname=pivot"
postgres_pid=

# PostgreSQL refuses to run as root.
as_postgres_user() {
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid postgres --regid postgres --clear-groups "$@"
    else
        exec "$@"
    fi
}

make_cluster() {
    mkdir -p "$postgres_data" "$work/socket"
    if [ "$(id -u)" = 0 ]; then
        chmod 711 "$work" && chown postgres "$postgres_data" "$work/socket"
    fi
    (as_postgres_user "$POSTGRES_BIN/initdb" --pgdata "$postgres_data" --username tester --no-sync \
        --auth trust --encoding UTF8 --locale C >"$work/initdb.log" 2>&1)
}

postgres_answers() {
    "$POSTGRES_BIN/pg_isready" -q -h "$work/socket" || is_gone "$postgres_pid"
}

start_postgres() {
    make_cluster || { sed 's/^/# /' "$work/initdb.log" && return 1; }
    (cd "$postgres_data" && as_postgres_user "$POSTGRES_BIN/postgres" -D "$postgres_data" -k "$work/socket" \
        -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
        -c autovacuum=off -c timezone=UTC -c log_timezone=UTC) >"$work/postgres.log" 2>&1 &
    postgres_pid=$!
    wait_for postgres_answers && psql -X -q -h "$work/socket" -U tester -d postgres \
        -c 'CREATE DATABASE pivot' || { sed 's/^/# /' "$work/postgres.log" && return 1; }
}

postgres_sql() {
    PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 "$postgres_conninfo" "$@" 2>&1
}

stop_postgres() {
    [ -n "$postgres_pid" ] || return 0
    kill -INT "$postgres_pid" 2>/dev/null
    wait "$postgres_pid"
    postgres_pid=
}

end_both() {
    stop_postgres
    end_test
}
trap end_both EXIT
