#!/usr/bin/env bash
# pgpivot's memory at the start and at the peak of a large result that a client takes, as COPY and as SELECT, and
# that a slow client takes: memory.sh [GIGABYTES].
set -u
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/server.sh"
gigabytes=${1:-1}

# mb WHAT: VmRSS, or VmHWM, the peak, of pgpivot
mb() {
    awk -v what="$1:" '$1 == what { printf "%.1f", $2 / 1024 }' "/proc/$server_pid/status"
}

# peak TITLE COMMAND…: the peak of memory while the command takes the result
peak() {
    local title=$1 started=$EPOCHREALTIME
    shift
    echo 5 >"/proc/$server_pid/clear_refs"
    "$@"
    awk -v title="$title" -v s="$started" -v e="$EPOCHREALTIME" -v mb="$(mb VmHWM)" -v gb="$gigabytes" 'BEGIN {
        printf "%-34s %8s MB at the peak, %6.0f MB/s\n", title, mb, gb * 1000 / (e - s) }'
}

take_copy() {
    sql -c "COPY ($query) TO STDOUT" >/dev/null
}

take_rows() {
    sql -v FETCH_COUNT=10000 -c "$query" >/dev/null
}

take_slowly() {
    sql -c "COPY ($query) TO STDOUT" | python3 -c 'import sys, time
while sys.stdin.buffer.read(1 << 22):
    time.sleep(0.002)'
}

init_data && start_server --result_cache_size 0 || exit 1
query="SELECT i, repeat('x', 990) FROM generate_series(1, $((gigabytes * 1000000))) AS i"
printf '%-34s %8s MB\n' 'at the start' "$(mb VmRSS)"
peak "COPY of $gigabytes GB" take_copy
peak "SELECT of $gigabytes GB, by a cursor" take_rows
peak "COPY of $gigabytes GB, slowly" take_slowly
printf '%-34s %8s MB\n' 'at the end' "$(mb VmRSS)"
