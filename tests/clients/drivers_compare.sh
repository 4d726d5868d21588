#!/usr/bin/env bash
# Drivers of other languages on PostgreSQL 15 and on pgpivot: what a script prints must be the same,
# but for what stands in drivers/NAME.differs. A driver that is not installed is skipped.
#
#     drivers_compare.sh ODBC-PROGRAM [NAME…]
#
# KEEP=FOLDER keeps what both printed, and how it differs.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"

odbc=${1:?}
shift
drivers=$folder/drivers

# has NAME: whether the driver is there.
has() {
    case $1 in
    odbc*) [ -x "$odbc" ] && [ -e "$(psqlodbc)" ] ;;
    node | postgres_js) command -v node && node_modules=$("$folder/../../scripts/fetch-node-drivers.sh") ;;
    perl) perl -MDBD::Pg -e 1 ;;
    php) php -r 'exit(extension_loaded("pgsql") && extension_loaded("pdo_pgsql") ? 0 : 1);' ;;
    ruby) ruby -e 'require "pg"' ;;
    tcl) echo 'package require Pgtcl' | tclsh ;;
    go_*) command -v go && build_go "$1" ;;
    pqxx) clang++ "$drivers/pqxx.cxx" -o "$work/pqxx" -lpqxx -lpq ;;
    pg8000 | pygresql) /usr/bin/python3 -c "import ${1/pygresql/pgdb}" ;;
    r) Rscript -e 'library(RPostgreSQL)' ;;
    esac >/dev/null 2>&1
}

# With Debian's packages of the drivers, and without the network.
build_go() {
    GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' GOCACHE=$work/go \
        go build -o "$work/$1" "$drivers/$1.go"
}

psqlodbc() {
    printf '%s\n' /usr/lib/*/odbc/psqlodbcw.so | head -n 1
}

odbc() {
    "$odbc" "Driver=$(psqlodbc);Servername=$PGHOST;Port=$PGPORT;Database=$PGDATABASE;Username=$PGUSER;$1"
}

# run NAME: on the server that PGHOST and PGPORT say.
run() {
    case $1 in
    odbc) odbc 'UseDeclareFetch=0' ;;
    odbc_declare_fetch) odbc 'UseDeclareFetch=1;Fetch=100;UpdatableCursors=0' ;;
    node | postgres_js) NODE_PATH=$node_modules node "$drivers/$1.js" ;;
    perl) perl "$drivers/perl.pl" ;;
    php) php "$drivers/php.php" ;;
    ruby) ruby "$drivers/ruby.rb" ;;
    tcl) tclsh "$drivers/tcl.tcl" ;;
    go_* | pqxx) "$work/$1" ;;
    pg8000) /usr/bin/python3 "$drivers/pure_python.py" ;;
    pygresql) PGOPTIONS='-c client_min_messages=error' /usr/bin/python3 "$drivers/pygresql.py" ;;
    r) Rscript "$drivers/r.R" ;;
    esac 2>&1 | sed -E "s/\b(1638[4-9]|1639[0-9]|$oids)\b/OID/g"
}

compare() {
    local output
    PGHOST=$work/socket PGPORT=5432 run "$1" >"$work/$1.wanted"
    PGHOST=127.0.0.1 PGPORT=$server_port run "$1" >"$work/$1.got"
    diff --text "$work/$1.wanted" "$work/$1.got" | grep -av '^[0-9,]*[acd][0-9,]*$' >"$work/$1.differs"
    [ -z "${KEEP:-}" ] || cp "$work/$1".{wanted,got,differs} "$KEEP"
    local listed=/dev/null status=0
    [ ! -e "$drivers/$1.differs" ] || listed=$drivers/$1.differs
    output=$(diff <(grep -v '^#' "$listed") "$work/$1.differs") || status=1
    [ "$(tail -n 1 "$work/$1.wanted")" = end ] || { status=1 && output=$(tail -n 5 "$work/$1.wanted"); }
    report "$1 ($(wc -l <"$work/$1.wanted") lines)" "$status" "$output"
}

export PGUSER=guest PGDATABASE=pivot PGTZ=UTC
check "init" init_data
start_server || { report "the server starts" 1 && finish; }
start_postgres || { report "PostgreSQL starts" 1 && finish; }
check "PostgreSQL's schema" postgres_sql \
    -c 'CREATE ROLE guest LOGIN; CREATE SCHEMA pivot AUTHORIZATION guest' \
    -c 'ALTER DATABASE pivot SET search_path = pivot, public'
postgres_conninfo=${postgres_conninfo/tester/guest}
seq 1 2500 >"$work/many"
for ask in postgres_sql sql; do
    check "tables by $ask" $ask -f "$drivers/setup.sql" -c "\\copy many FROM '$work/many'"
done

# What the tables are called by number is each server's own.
oids=$(sql -c "SELECT string_agg(oid::text, '|') FROM pg_class WHERE relname IN ('kinds', 'written', 'many')")
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(odbc odbc_declare_fetch node postgres_js perl php ruby tcl go_pq go_pgx pqxx pg8000 pygresql r)
for name in "${names[@]}"; do
    if has "$name"; then compare "$name"; else skip "$name" "not installed"; fi
done
stop_server
finish
