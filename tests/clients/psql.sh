#!/usr/bin/env bash
# psql against the real programs: load through COPY, ask, and compare with sums made from the CSV
# files by awk.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

trades=$work/trades_1d.csv
make_files 2000

# sum_csv KEY-EXPRESSION CONDITION: "key|rows|rounded sum of pnl" per key, in key order; the columns
# are variables, $c["desk"] and so on.
sum_csv() {
    awk -F , '
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        { gsub(/"/, "") }
        '"$2"' { key = '"$1"'; n[key]++; pnl[key] += $c["pnl"] }
        END { for (key in n) printf "%s|%d|%.0f\n", key, n[key], pnl[key] }' "$trades" |
        LC_ALL=C sort
}

check "init creates tables and rollups" init_data
start_server || { report "the server starts" 1 && finish; }
for table in instruments constituents trades_1d; do
    is "COPY into $table is silent when it goes well" "$(copy_file $table "$work/$table.csv")" ""
    is "$table holds the rows of its file" "$(sql -c "SELECT count(*) FROM $table")" \
        "$(($(wc -l <"$work/$table.csv") - 1))"
done

# shellcheck disable=SC2016
is "GROUP BY" \
    "$(sql -c "SELECT desk, count(*), round(sum(pnl)) FROM trades_1d GROUP BY desk ORDER BY desk")" \
    "$(sum_csv '$c["desk"]' 1)"
# shellcheck disable=SC2016
is "two keys, a condition and top_level" \
    "$(sql -c "SELECT desk, region, count(*), round(sum(pnl)) FROM top_level(trades_1d)
        WHERE asset_class = 'Equity' GROUP BY desk, region ORDER BY desk, region")" \
    "$(sum_csv '$c["desk"] "|" $c["region"]' \
        '$c["asset_class"] == "Equity" && $c["exposure_type"] != "Constituent"')"
# shellcheck disable=SC2016
is "PIVOT has one column for each value" \
    "$(sql -c "SELECT * FROM (SELECT desk, region, pnl FROM top_level(trades_1d)) t
        PIVOT (round(sum(pnl)) FOR region IN ('AMER', 'EMEA', 'APAC')) ORDER BY desk")" \
    "$(sum_csv '$c["desk"] "|" $c["region"]' '$c["exposure_type"] != "Constituent"' | awk -F '|' '
        { pnl[$1, $2] = $4; desks[$1] }
        END { for (d in desks) print d "|" pnl[d, "AMER"] "|" pnl[d, "EMEA"] "|" pnl[d, "APAC"] }' |
        LC_ALL=C sort)"
# shellcheck disable=SC2016
is "look-through loses no money" \
    "$(sql -c "SELECT desk, round(sum(pnl)) FROM look_through(trades_1d) GROUP BY desk ORDER BY desk")" \
    "$(sum_csv '$c["desk"]' '$c["exposure_type"] != "Constituent"' | cut -d '|' -f 1,3)"
is "look-through leaves no row of a fund with known holdings" \
    "$(sql -c "SELECT count(*) FROM look_through(trades_1d)
        WHERE underlying_symbol = 'GLD'")" 0

# Money comes out as it went in, and each question is one statement that runs.
for example in "$(dirname "$0")"/../../sql/examples/*.sql; do
    is "$(basename "$example") runs" "$(sql -v ON_ERROR_STOP=1 -f "$example" 2>&1 >/dev/null)" ""
done
is "stored lines agree with computed ones" \
    "$(sql -c "SELECT underlying_symbol, round(sum(notional)) FROM look_through(trades_1d, source => stored)
        GROUP BY underlying_symbol EXCEPT SELECT underlying_symbol, round(sum(notional))
        FROM look_through(trades_1d) GROUP BY underlying_symbol")" ""

# What a plain FROM means, without a word in the statement.
all=$(sql -c "SELECT count(*) FROM trades_1d")
top=$(sql -c "SELECT count(*) FROM top_level(trades_1d)")
leaves=$(sql -c "SELECT count(*) FROM look_through(trades_1d)")
is "a start-up option chooses the view" \
    "$(PGOPTIONS='-c lookthrough.view=leaf' sql -c "SELECT count(*) FROM trades_1d")" "$leaves"
is "SET and RESET change it, plans that are kept too" \
    "$(sql -c "PREPARE q AS SELECT count(*) FROM trades_1d" -c "EXECUTE q" \
        -c "SET lookthrough.view = top" -c "EXECUTE q" -c "SET lookthrough.view = leaf" -c "EXECUTE q" \
        -c "RESET lookthrough.view" -c "EXECUTE q")" "$all"$'\n'"$top"$'\n'"$leaves"$'\n'"$all"

# Tools that browse find the views, and read them as tables.
is "the views are listed" \
    "$(sql -c "SELECT table_schema, table_name, table_type FROM information_schema.tables
        WHERE table_schema IN ('look_through', 'top_level') ORDER BY 1")" \
    $'look_through|trades_1d|VIEW\ntop_level|trades_1d|VIEW'
is "with the columns of lines" \
    "$(sql -c "SELECT attname FROM pg_attribute WHERE attrelid = 'look_through.trades_1d'::regclass
        AND attnum > 55 ORDER BY attnum")" $'look_through_depth\nlook_through_path\nlook_through_status'
is "and read" "$(sql -c "SELECT count(*) FROM look_through.trades_1d" -c "SELECT count(*) FROM top_level.trades_1d")" \
    "$leaves"$'\n'"$top"
matches "and not written" "$(sql -c "INSERT INTO top_level.trades_1d (trade_date) VALUES ('2024-01-01')")" 'ERROR:*'

# A table of its own names, known by its comments.
is "a table is registered by its comments" \
    "$(sql -q -c "CREATE TABLE held (day date NOT NULL, isin text NOT NULL, amount numeric(18, 2) NOT NULL)" \
        -c "COMMENT ON COLUMN held.isin IS '| look_through: instrument'" \
        -c "COMMENT ON COLUMN held.day IS '| look_through: date'" \
        -c "COMMENT ON COLUMN held.amount IS 'market value | look_through: scaled'" \
        -c "INSERT INTO held VALUES ('2024-01-15', 'SPY', 45000.00)" \
        -c "SELECT underlying_symbol, round(amount, 2), look_through_status FROM look_through(held) ORDER BY 2 DESC")" \
    'SPY|31500.00|residual
AAPL|3150.00|leaf
MSFT|2925.00|leaf
GOOGL|1800.00|leaf
AMZN|1575.00|leaf
NVDA|1350.00|leaf
META|1125.00|leaf
TSLA|900.00|leaf
JPM|675.00|leaf'
is "and its lines add up to the last digit" \
    "$(sql -c "SET lookthrough.plan = rows" -c "SELECT sum(amount) = 45000 FROM look_through(held)")" t

is "several statements in one string" "$(sql -c "SELECT 1; SELECT 2")" $'1\n2'
matches "EXPLAIN prints ClickHouse's SQL" \
    "$(sql -c "EXPLAIN SELECT desk, sum(pnl) FROM trades_1d GROUP BY desk")" "*SELECT*sum(*"
matches "an unknown column has its SQLSTATE and place" \
    "$(sql -v VERBOSITY=verbose -c "SELECT nope FROM trades_1d")" \
    '*42703*column "nope" does not exist*LINE 1: SELECT nope FROM trades_1d*'
matches "the host's files cannot be read as tables" \
    "$(sql -c 'SELECT * FROM "/etc/passwd"')" '*relation "/etc/passwd" does not exist*'
matches "nor through table functions" "$(sql -c "SELECT * FROM file('/etc/passwd')")" 'ERROR:*'
is "a failed transaction refuses until it ends" \
    "$(sql -v ON_ERROR_STOP=0 -c 'BEGIN' -c 'SELECT nope' -c 'SELECT 1' -c 'ROLLBACK' -c 'SELECT 2' |
        grep -v -e LINE -e '\^')" \
    'ERROR:  column "nope" does not exist
ERROR:  current transaction is aborted, commands ignored until end of transaction block
2'

printf 'symbol,is_composite\nX,abc\n' >"$work/bad.csv"
matches "COPY tells a bad value, its line and column" "$(copy_file instruments "$work/bad.csv")" \
    '*invalid input syntax for type*"abc"*CONTEXT:  COPY instruments, line 2, column is_composite: "abc"*'
printf 'symbol,is_composite\nX\n' >"$work/bad.csv"
matches "COPY tells a missing field" "$(copy_file instruments "$work/bad.csv")" \
    '*missing data for column "is_composite"*CONTEXT:  COPY instruments, line 2*'
matches "COPY refuses an unknown table" "$(copy_file nowhere "$work/bad.csv")" \
    '*relation "nowhere" does not exist*'
sql -q -c "CREATE TABLE loaded (id int, a int[], t text[], n numeric(6,2)[], m int[][], b bytea, i interval, x inet, h time)" \
    >/dev/null 2>&1
cat >"$work/loaded.csv" <<'END'
id,a,t,n,m,b,i,x,h
1,"{1,NULL,-3}","{a b,""q\""uote"",NULL,""null""}","{1.255}","{{1,2},{3,NULL}}",\x00ff,1 mon -2 days,10.0.0.0/8,24:00
2,{},{},{},{},,,,
END
is "COPY reads arrays, bytes, intervals and addresses" \
    "$(copy_file loaded "$work/loaded.csv" | grep -v NOTICE)$(sql -c 'SELECT * FROM loaded ORDER BY id')" \
    '1|{1,NULL,-3}|{"a b","q\"uote",NULL,"null"}|{1.26}|{{1,2},{3,NULL}}|\x00ff|1 mon -2 days|10.0.0.0/8|24:00:00
2|{}|{}|{}|{}||||'
printf 'id,a,t,n,m,b,i,x,h\n3,,{},{},{},,,,\n' >"$work/null.csv"
is "COPY reads NULL where an array is" \
    "$(copy_file loaded "$work/null.csv" | grep -v NOTICE)$(sql -c 'SELECT id, a IS NULL, t FROM loaded WHERE id = 3')" '3|t|{}'

is "the server answers after all that" "$(sql -c 'SELECT 1')" 1
finish
