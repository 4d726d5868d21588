#!/usr/bin/env bash
# Drivers and pgbench against the real programs. What is not installed is skipped.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# sub_tap NAME COMMAND…: one result for a program that prints TAP of its own.
sub_tap() {
    local name=$1 output
    shift
    output=$("$@" 2>&1)
    if ! grep -q '^1\.\.[1-9]' <<<"$output" || grep -q '^not ok' <<<"$output"; then
        grep -A2 '^not ok' <<<"$output" | sed 's/^/# /' || true
        tail -3 <<<"$output" | sed 's/^/# /'
        report "$name" 1
    else
        grep '# SKIP' <<<"$output" | sed 's/^ok [0-9]* -/#/'
        report "$name ($(grep -c '^ok' <<<"$output") checks)" 0
    fi
}

check "init" init_data
start_server || { report "the server starts" 1 && finish; }
sql -c "CREATE TABLE cells (k int4, s text, n numeric(10,2), d date)" \
    -c "INSERT INTO cells VALUES (1, 'a', 1.5, '2020-01-01'), (2, 'b', NULL, NULL),
        (3, 'c', -2.25, '1970-01-01')" \
    -c "CREATE TABLE written (k int4, s text, n numeric(10,2))" \
    -c "CREATE TABLE many (x int8)" >/dev/null
seq 100000 | sql -c "COPY many FROM STDIN"

export DSN="postgresql://tester@127.0.0.1:$server_port/pivot"
sub_tap "psycopg 3, psycopg2 and asyncpg" /usr/bin/python3 "$folder/drivers.py"
sub_tap "libpq" "$1"

jar=/usr/share/java/postgresql.jar
if command -v javac >/dev/null && [ -r "$jar" ]; then
    sub_tap "pgjdbc" java -Duser.timezone=UTC -cp "$jar" "$folder/Drivers.java" \
        "jdbc:postgresql://127.0.0.1:$server_port/pivot"
else
    skip "pgjdbc" "not installed"
fi

# PREPARE and EXECUTE, as PostgreSQL answers them.
is "PREPARE and EXECUTE" "$(sql -c "PREPARE p AS SELECT k FROM cells WHERE k = \$1 OR s = \$2 ORDER BY k" \
    -c "EXECUTE p(1, 'b')" -c "EXECUTE p(2.5, NULL)" -c "PREPARE q(int) AS SELECT count(*) FROM many WHERE x < \$1" \
    -c "EXECUTE q('11')" -c "DEALLOCATE p" -c "EXECUTE q(1)")" $'1\n2\n3\n10\n0'
for case in "EXECUTE p(1)|26000" "PREPARE p AS SELECT \$1 IS NULL|42P18" \
    "PREPARE p(int) AS SELECT \$1; EXECUTE p(1, 2)|42601" "PREPARE p(int) AS SELECT \$1; EXECUTE p(true)|42804" \
    "PREPARE p AS SELECT 1; PREPARE p AS SELECT 2|42P05" "DEALLOCATE p|26000" \
    "BEGIN; DISCARD ALL|25001" "PREPARE p AS SELECT 1; DISCARD ALL; EXECUTE p|26000"; do
    statements=()
    while read -r statement; do
        statements+=(-c "$statement")
    done < <(tr ';' '\n' <<<"${case%|*}")
    matches "$case" "$(sql -v VERBOSITY=sqlstate "${statements[@]}")" "*ERROR:  ${case##*|}"
done

cat >"$work/bench.sql" <<'END'
\set k random(1, 3)
SELECT s, n FROM cells WHERE k = :k LIMIT :k;
\startpipeline
SELECT :k + 1;
SELECT count(*) FROM cells WHERE k >= :k;
\endpipeline
END
grep -v pipeline "$work/bench.sql" >"$work/simple.sql"
ln -s bench.sql "$work/extended.sql" && ln -s bench.sql "$work/prepared.sql"
for mode in simple extended prepared; do
    output=$(pgbench -h 127.0.0.1 -p "$server_port" -U tester -n -M $mode -c 3 -t 20 \
        -f "$work/$mode.sql" pivot 2>&1)
    matches "pgbench -M $mode" "$output" "*transactions actually processed: 60/60*"
done

stop_server
finish
