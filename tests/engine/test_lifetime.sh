. "$(dirname "$0")/harness.sh"
run() { # run OPTION…: sets status, out and lines
    out=$("$ENGINE" "$@" 2>&1)
    status=$?
    lines=$(wc -l <<<"$out")
}
fails() { # fails NAME STATUS PART OPTION…
    run "${@:4}"
    is "$1: exit code" "$status" "$2"
    is "$1: one line" "$lines" 1
    has "$1: says why" "$out" "$3"
}
run --help
is "--help" "$status" 0
has "--help tells the options" "$out" "--socket"
run --version
has "--version" "$out" "pgpivot-engine "
fails "unknown option" 2 "--nonsense" --nonsense
fails "no data folder" 2 "--data" --socket "$socket"
fails "no address" 2 "--socket" --data "$work/x"
fails "bad port" 2 "65535" --data "$work/x" --port 99999
fails "long socket path" 2 "too long" --data "$work/x" --socket "$work/$(printf 'x%.0s' {1..200})"
fails "data folder that cannot be" 2 "$work/no/such" --data "$work/no/such" --socket "$socket"

start_engine --port 0 || exit 1
is "the socket is private" "$(stat -c %a "$socket")" 600
is "so is the data folder" "$(stat -c %a "$work/data")" 700
fails "second engine on the folder" 2 "in use" --data "$work/data" --socket "$work/s2"
fails "socket in use" 2 "$socket" --data "$work/data2" --socket "$socket"
fails "port in use" 2 "127.0.0.1:$port" --data "$work/data3" --port "$port"
ask 'CREATE TABLE t (a Int32) ENGINE = MergeTree ORDER BY a'
ask 'INSERT INTO t VALUES (1), (2)'
stop_engine
is "SIGTERM" "$engine_status" 0
ok "takes the socket away" [ ! -e "$socket" ]

start_engine || exit 1
is "tables are there again" "$(ask 'SELECT sum(a) FROM default.t')" 3
kill -KILL "$engine_pid"
wait "$engine_pid" 2>/dev/null
start_engine || exit 1
is "and after kill -9" "$(ask 'SELECT sum(a) FROM default.t')" 3
stop_engine

# A parent that dies without a word: its end of the pipe closes with it.
mkfifo "$work/life" "$work/told"
bash -c 'exec 9>"$1"; echo ready >"$2"; exec sleep 1000' - "$work/life" "$work/told" &
parent=$!
exec 7<"$work/life"
read -r _ <"$work/told"
start_engine --parent-fd 7 || exit 1
exec 7<&-
is "it answers while its parent lives" "$(ask 'SELECT 1')" 1
spawn '' -d 'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(number)' >/dev/null 2>&1 &
kill -KILL "$parent"
wait "$parent" 2>/dev/null
ok "kill -9 of the parent ends it" within 20 gone "$engine_pid"
wait "$engine_pid"
is "cleanly" $? 0
engine_pid=
