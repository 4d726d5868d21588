#!/usr/bin/env bash
# What clients ask about the catalog: pgjdbc's DatabaseMetaData in full, SQLAlchemy's inspector and
# asyncpg, and the foreign tables of a real PostgreSQL. What is not installed is skipped.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"
: "${POSTGRES_BIN:=$(pg_config --bindir 2>/dev/null)}"
. "$folder/../diff/postgres.sh"

init_data && start_server || { report "the server starts" 1 && finish; }
sql -c "CREATE TABLE subject (id int4 PRIMARY KEY, name varchar(20) NOT NULL, price numeric(10,2),
        at timestamp, flag bool)" \
    -c "CREATE TABLE pairs (a int4 NOT NULL, b text NOT NULL, c float8, PRIMARY KEY (a, b))" \
    -c "CREATE VIEW subject_view AS SELECT id, name FROM subject" >/dev/null

jar=/usr/share/java/postgresql.jar
if command -v javac >/dev/null && [ -r "$jar" ]; then
    answers=$(java -cp "$jar" "$folder/Metadata.java" "jdbc:postgresql://127.0.0.1:$server_port/pivot" \
        pivot pairs 2>&1)
    is "pgjdbc: no question fails" "$(grep -B1 ERROR <<<"$answers")" ""
    matches "pgjdbc: keys" "$answers" '*null|pivot|pairs|a|1|pairs_pkey*null|pivot|pairs|b|2|pairs_pkey*'
    matches "pgjdbc: types of columns" "$answers" '*null|pivot|subject|name|12|varchar|20|*'
    matches "pgjdbc: privileges" "$answers" '*null|pivot|pairs|tester|tester|SELECT|YES*'
else
    skip "pgjdbc" "not installed"
fi

# sub_tap NAME COMMAND…: one result for a program that prints TAP of its own.
sub_tap() {
    local name=$1 output
    shift
    output=$("$@" 2>&1)
    if grep -q '^1\.\.' <<<"$output" && ! grep -q '^not ok' <<<"$output"; then
        grep '# SKIP' <<<"$output" | sed 's/^ok [0-9]* -/#/'
        report "$name ($(grep -c '^ok' <<<"$output") checks)" 0
    else
        grep -A1 '^not ok' <<<"$output" | sed 's/^/# /'
        tail -1 <<<"$output" | sed 's/^/# /'
        report "$name" 1
    fi
}

sub_tap "SQLAlchemy and asyncpg" /usr/bin/python3 "$folder/inspector.py" 127.0.0.1 "$server_port" pivot subject
sql -c "INSERT INTO subject VALUES (1, 'one', 1.25, '2020-01-01', true), (2, 'two', NULL, NULL, false)" >/dev/null
sub_tap "pgcli and pandas" /usr/bin/python3 "$folder/tools.py" 127.0.0.1 "$server_port"

# Plans and answers of catalog questions are kept: what they depend on must count.
columns="SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'kept'::regclass AND attnum > 0 AND NOT attisdropped"
is "a change of a table shows at once" "$(sql -c 'CREATE TABLE kept (a int4, b text)' -c "$columns" -c "$columns" \
    -c 'ALTER TABLE kept ADD COLUMN c int4' -c "$columns" -c 'DROP TABLE kept' -c 'CREATE TABLE kept (z int4)' -c "$columns")" \
    $'a,b\na,b\na,b,c\nz'
is "so does a setting" "$(sql -c "SELECT current_setting('application_name'), 1e16::float8, to_char(now(), 'YYYY') > '2000'" \
    -c "SET application_name = 'other'; SET extra_float_digits = 0" \
    -c "SELECT current_setting('application_name'), 1e16::float8, to_char(now(), 'YYYY') > '2000'" \
    -c "SELECT setting, reset_val FROM pg_settings WHERE name = 'application_name'")" \
    $'psql|1e+16|t\nother|1e+16|t\nother|psql'
random="SELECT gen_random_uuid()"
check "chance stays chance" [ "$(sql -c "$random")" != "$(sql -c "$random")" ]
process="SELECT pg_backend_pid()"
check "and a session itself" [ "$(sql -c "$process")" != "$(sql -c "$process")" ]
is "temporary tables are their session's" "$(sql -c 'SELECT count(*) FROM pg_class WHERE relname = $$own$$' -c 'CREATE TEMPORARY TABLE own (a int4)' \
    -c 'SELECT count(*) FROM pg_class WHERE relname = $$own$$')" $'0\n1'

# What fails is told.
is "none of the clients' questions failed" \
    "$(sql -c "SELECT DISTINCT sqlstate, message FROM pgpivot.unsupported ORDER BY 2")" ""
for number in 1 2; do
    sql -c "SELECT relname FROM pg_class WHERE pg_no_such_function(oid, $number) = 'mine'" >/dev/null
    sql -c "SELECT no_such_column FROM pg_type" >/dev/null
done
sql -c 'SELECT nothing FROM subject' -c "SELECT oid FROM pg_class WHERE 1 / (oid - oid)::int4 = 1" >/dev/null
is "a question of the catalog that fails is counted" \
    "$(sql -c "SELECT count, sqlstate, message, query, application_name FROM pgpivot.unsupported WHERE fingerprint <> '' AND last_seen >= first_seen AND query LIKE '%no\\_such%' ORDER BY 1 DESC, query")" \
    $'2|42703|column "no_such_column" does not exist|SELECT no_such_column FROM pg_type|psql\n2|42883|function pg_no_such_function(oid, integer) does not exist|SELECT relname FROM pg_class WHERE pg_no_such_function(oid, $1) = $2|psql'
is "and told to the log once" "$(grep -c 'a question of the catalog failed.*pg_no_such_function' "$work/server.log")" 1

away() {
    postgres_sql -A -t -c "$1"
}

if [ -x "$POSTGRES_BIN/postgres" ] && start_postgres && [ -z "$(away 'CREATE EXTENSION postgres_fdw')" ]; then
    away "CREATE SERVER pgpivot FOREIGN DATA WRAPPER postgres_fdw
        OPTIONS (host '127.0.0.1', port '$server_port', dbname 'pivot')" >/dev/null
    away "CREATE USER MAPPING FOR tester SERVER pgpivot OPTIONS (user 'tester', password_required 'false')" >/dev/null
    away "CREATE SCHEMA away" >/dev/null
    is "postgres_fdw: IMPORT FOREIGN SCHEMA" "$(away "IMPORT FOREIGN SCHEMA pivot
        LIMIT TO (subject, pairs, subject_view) FROM SERVER pgpivot INTO away")" ""
    is "postgres_fdw: rows" "$(away 'SELECT * FROM away.subject ORDER BY id')" \
        $'1|one|1.25|2020-01-01 00:00:00|t\n2|two|||f'
    is "postgres_fdw: WHERE, groups and order are pgpivot's" "$(away "SELECT name, count(*), sum(price) FROM away.subject
        WHERE id > 0 AND name LIKE 'o%' GROUP BY name ORDER BY name")" "one|1|1.25"
    is "postgres_fdw: a join" "$(away 'SELECT s.id, p.b FROM away.subject s LEFT JOIN away.pairs p ON p.a = s.id ORDER BY 1')" \
        $'1|\n2|'
    is "postgres_fdw: a cursor" "$(away 'BEGIN; DECLARE c CURSOR FOR SELECT id FROM away.subject ORDER BY id; FETCH 1 FROM c; FETCH ALL FROM c; COMMIT')" \
        $'1\n2'
    is "postgres_fdw: a view" "$(away 'SELECT name FROM away.subject_view ORDER BY id DESC LIMIT 1')" "two"
else
    skip "postgres_fdw" "not installed"
fi

if command -v pg_dump >/dev/null; then
    output=$(pg_dump --schema-only -h 127.0.0.1 -p "$server_port" -U tester pivot 2>&1)
    matches "pg_dump is refused in words" "$output" 'pg_dump: error: *'
else
    skip "pg_dump" "not installed"
fi
finish
