#!/usr/bin/env bash
# UPDATE and DELETE of a table that rollups read: aggregates are those of the changed rows, even when
# the number of rows is again what it was.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

# Else an answer that is kept would be compared with itself.
options=(--result_cache_size 0)

query="SELECT region, count(*), round(sum(pnl)::numeric, 2), round(avg(pnl)::numeric, 4) FROM trades_1d GROUP BY region ORDER BY region"

# of_rollup VALUE: the answer with pivot.rollups set so.
of_rollup() {
    sql -c "SET pivot.rollups = $1" -c "$query"
}

# same TITLE: the rollup, if it is asked, and the table give the same.
same() {
    is "$1" "$(of_rollup on)" "$(of_rollup off)"
}

init_data && make_files 2000 && start_server "${options[@]}" || { report "the server starts" 1 && finish; }
check "rows come" copy_file trades_1d "$work/trades_1d.csv"
matches "a rollup may answer" "$(sql -c "EXPLAIN $query")" '*: answers*'
before=$(of_rollup on)
same "a rollup answers as the table does"
rows=$(sql -c 'SELECT count(*) FROM trades_1d WHERE region = '"'AMER'")
is "an UPDATE counts its rows" \
    "$(sql -c '\unset QUIET' -c "UPDATE trades_1d SET pnl = pnl + 1000 WHERE region = 'AMER'")" \
    "UPDATE $rows"
same "the values are the new ones"
check "which are others" test "$(of_rollup on)" != "$before"
stop_server
start_server "${options[@]}" || report "the server starts again" 1
same "after a new start too"
check "rows are deleted" sql -c "DELETE FROM trades_1d WHERE region = 'EMEA' AND pnl > 0"
same "deleted rows are gone"
check "the same number comes again" sql -c "UPDATE trades_1d SET pnl = 0 WHERE pnl < 0"
same "a second UPDATE"
finish
