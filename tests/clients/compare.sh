#!/usr/bin/env bash
# Scripts of psql on PostgreSQL 15 and on pgpivot: what psql prints must be the same, but for the
# notices that pgpivot adds.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir)}"
. "$folder/../diff/postgres.sh"

# In a folder of its own. Errors as their SQLSTATE and text, without the place psql adds.
script() (
    local file=$1
    shift
    cd "$(mktemp -d "$work/run.XXXXXX")" || return
    PGOPTIONS='-c client_min_messages=error' timeout 60 psql -X -a -v VERBOSITY=verbose "$@" -f "$file" 2>&1 |
        sed -E -e 's/^psql:[^ ]*: //' -e '/^LOCATION:/d' -e '/^LINE [0-9]+:/,+1d'
)

check "init" init_data
start_server || { report "the server starts" 1 && finish; }
start_postgres || { report "PostgreSQL starts" 1 && finish; }
files=("$@")
[ ${#files[@]} -gt 0 ] || files=("$folder"/compare/*.sql)
for file in "${files[@]}"; do
    script "$file" "$postgres_conninfo" >"$work/wanted"
    script "$file" -h 127.0.0.1 -p "$server_port" -U tester -d pivot >"$work/got"
    status=0
    difference=$(diff "$work/wanted" "$work/got") || status=1
    report "${file##*/}" "$status" "$difference"
done
finish
