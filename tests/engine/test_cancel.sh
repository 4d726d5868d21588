. "$(dirname "$0")/harness.sh"
start_engine --threads 2 || exit 1
endless="SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(number)"
ask 'CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a'
count_is() { [ "$(running "$1")" = "$2" ]; }

leave() { # leave NAME PARAMETERS SQL
    spawn "$2" -d "$3" >/dev/null 2>&1 &
    local pid=$!
    ok "$1 runs" within 10 count_is 'numbers(1000000000000)' 1
    kill "$pid"
    ok "$1 stops when its client leaves" within 10 count_is 'numbers(1000000000000)' 0
}
leave "a streamed query" '' "$endless"
leave "a query that waits for its end" '?wait_end_of_query=1' "$endless"
leave "an INSERT SELECT" '' "INSERT INTO t SELECT number FROM numbers(1000000000000)"

mkfifo "$work/rows"
spawn '?query=INSERT+INTO+t+FORMAT+CSV' -X POST -T - <"$work/rows" >/dev/null 2>&1 &
pid=$!
exec 8>"$work/rows"
seq 1 1000 >&8
ok "an INSERT runs" within 10 count_is 'INSERT INTO t ' 1
kill "$pid"
exec 8>&-
ok "an INSERT stops when its client leaves" within 10 count_is 'INSERT INTO t ' 0

for i in 1 2; do
    spawn "?query_id=kill-$i" -d "$endless" >"$work/killed.$i" 2>&1 &
    killed[i]=$!
done
spawn '?query_id=kill-3' -d "SELECT 'queued'" >"$work/killed.3" 2>&1 &
killed[3]=$!
# Both turns are taken: only KILL, which takes none, gets through.
three_wait() { [ "$(ss -xH src "$socket" 2>/dev/null | grep -c ESTAB)" -ge 3 ]; }
within 5 three_wait
ask "KILL QUERY WHERE query_id = 'kill-3'"
until_killed() { ask "KILL QUERY WHERE query_id = '$1' ASYNC"; gone "$2"; }
ok "KILL QUERY ends a queued query" within 10 until_killed kill-3 "${killed[3]}"
ok "KILL QUERY ends a running query" within 10 until_killed kill-1 "${killed[1]}"
has "which says so" "$(cat "$work/killed.1")" "Code: 394."
ok "the other one goes on" kill -0 "${killed[2]}"
is "and others get their turn" "$(ask 'SELECT 5')" 5
ok "KILL QUERY ends that one too" within 10 until_killed kill-2 "${killed[2]}"
has "KILL of anything else is refused" "$(ask 'KILL QUERY WHERE 1')" "Code: 497."
spawn '' -d "$endless" >/dev/null 2>&1 &
ok "a query runs" within 10 count_is 'ignore' 1
stop_engine
is "SIGTERM stops the engine in spite of it" "$engine_status" 0
