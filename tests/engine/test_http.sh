. "$(dirname "$0")/harness.sh"
start_engine --port 0 || exit 1

is "ping" "$(request ping)" "Ok."
is "a query in the body" "$(ask 'SELECT 1 + 1')" 2
is "a query in the URL" "$(request '?query=SELECT+2')" 2
is "parameter and body make one query" "$(ask '+ 1' '?query=SELECT+2')" 3
is "the same over TCP" "$(curl -sS -m 20 "http://127.0.0.1:$port/" -d 'SELECT 4')" 4
is "default_format" "$(ask "SELECT 'a' AS x" '?default_format=JSONEachRow')" '{"x":"a"}'
is "X-ClickHouse-Format" "$(ask "SELECT 'a'" '' | cat; request '' -H 'X-ClickHouse-Format: CSV' -d "SELECT 'a'")" $'a\n"a"'
is "FORMAT wins" "$(ask "SELECT 'a' FORMAT CSV" '?default_format=TSV')" '"a"'
is "the time zone is UTC" "$(ask 'SELECT timezone()')" UTC
head=$(ask 'SELECT 1' '?query_id=my-id' -i; request '?query_id=my-id' -i -d 'SELECT 1')
has "query id in the reply" "$head" "X-ClickHouse-Query-Id: my-id"
has "summary in the reply" "$head" '"result_rows":"1"'
has "format in the reply" "$head" "X-ClickHouse-Format: TabSeparated"

is "a setting counts" "$(ask "SELECT getSetting('max_threads')" '?max_threads=1')" 1
ok "and does not leak" [ "$(ask "SELECT getSetting('max_block_size')" '?max_block_size=7')$(ask "SELECT getSetting('max_block_size')")" != 77 ]
ask 'SET max_block_size = 7'
ok "nor does SET" [ "$(ask "SELECT getSetting('max_block_size')")" != 7 ]
ask 'SELECT 1 SETTINGS max_block_size = 9' >/dev/null
ok "nor SETTINGS" [ "$(ask "SELECT getSetting('max_block_size')")" != 9 ]
is "a value with quotes" "$(ask "SELECT getSetting('count_distinct_implementation')" "?count_distinct_implementation=uniq%27%5C")" "$(ask "SELECT 'uniq\\'\\\\'")"
ask 'CREATE DATABASE pivot'
ask 'CREATE TABLE pivot.t (a Int32) ENGINE = MergeTree ORDER BY a'
is "database" "$(ask 'SELECT count() FROM t' '?database=pivot')" 0
has "no such database" "$(ask 'SELECT 1' '?database=nope' )" "Code: 81."
ask 'CREATE TEMPORARY TABLE tmp (a Int8)'
has "temporary tables do not leak" "$(ask 'SELECT * FROM tmp')" "Code: 60."

error=$(request '' -i -d 'SELECT * FROM nope')
has "status of an unknown table" "$error" "HTTP/1.1 404"
has "code of an unknown table" "$error" "X-ClickHouse-Exception-Code: 60"
has "text of an unknown table" "$error" "Code: 60. DB::Exception: "
has "syntax error" "$(request '' -i -d 'SELEC 1')" "Exception-Code: 497"
has "syntax error of ClickHouse's" "$(request '' -i -d 'SELECT FROM WHERE')" "HTTP/1.1 400"
has "unknown setting" "$(request '?nosuch=1' -i -d 'SELECT 1')" "Exception-Code: 115"
has "unsupported parameter" "$(ask 'SELECT 1' '?session_id=x')" "Code: 48."
has "empty query" "$(ask '')" "Code: 62."
has "GET may not write" "$(request '?query=CREATE+TABLE+z(a+Int8)ENGINE=Memory')" "Code: 164."
has "unknown path" "$(request nothing -i)" "HTTP/1.1 404"
has "method" "$(request '' -i -X PUT -d x)" "HTTP/1.1 405"
has "an error before the first row has a status" "$(request '' -i -d 'SELECT throwIf(1)')" "HTTP/1.1 500"
has "and so has one soon after it" "$(request '?max_block_size=1' -i -d 'SELECT throwIf(number = 9) FROM numbers(10)')" "HTTP/1.1 500"

request '' -i -d 'SELECT throwIf(number = 900000) FROM numbers(10000000)' >"$work/late" 2>/dev/null
is "a late error breaks the transfer" $? 18
tag=$(tr -d '\r' <"$work/late" | sed -n 's/^X-ClickHouse-Exception-Tag: //p')
is "and is told at the end" "$(tail -n 1 "$work/late" | tr -d '\r')" "__exception__"
has "with the reply's tag" "$(tail -n 2 "$work/late")" " $tag"
has "and its text" "$(tail -n 3 "$work/late" | head -n 1)" "Code: 395. DB::Exception: "

is "a large result" "$(ask 'SELECT number FROM numbers(3000000)' | md5sum)" "$(seq 0 2999999 | md5sum)"
for i in 1 2 3 4 5 6 7 8; do
    ask "SELECT count() + $i FROM numbers(3000000) WHERE NOT ignore(number)" >"$work/many.$i" &
    pids[i]=$!
done
wait "${pids[@]}"
is "several at once" "$(cat "$work"/many.*)" "$(seq 3000001 3000008)"

for i in 1 2 3 4 5 6 7 8 9; do
    curl -sS -m 30 --limit-rate 10k --unix-socket "$socket" http://engine/ -o /dev/null \
        -d 'SELECT randomPrintableASCII(100) AS slow FROM numbers(100000000)' 2>/dev/null &
    slow[i]=$!
done
all_run() { [ "$(running 'AS slow')" = 9 ]; }
ok "nine slow readers" within 20 all_run
is "pause only themselves" "$(ask 'SELECT 42')" 42
kill "${slow[@]}"
none_run() { [ "$(running 'AS slow')" = 0 ]; }
ok "and end with their connections" within 20 none_run
