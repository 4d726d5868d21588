. "$(dirname "$0")/harness.sh"
start_engine || exit 1
memory() { awk '/VmRSS/ {print $2}' "/proc/$engine_pid/status"; }
rows() { seq 1 "$1" | sed 's/$/,"some text that makes the row a little longer"/'; }
insert() { request "?query=INSERT+INTO+t+FORMAT+CSV$1" -X POST -T - "${@:2}"; }

ask 'CREATE TABLE t (a UInt64, s String) ENGINE = Null'
rows 200000 | insert ''
memory_before=$(memory)
has "rows of a large body are counted" "$(rows 4000000 | insert '' -i)" '"written_rows":"4000000"'
ok "and do not stay in memory" [ $(($(memory) - memory_before)) -lt 250000 ]

ask 'DROP TABLE t'
ask 'CREATE TABLE t (a UInt64, s String DEFAULT upper(toString(a + 9))) ENGINE = MergeTree ORDER BY a'
rows 100000 | insert ''
is "rows arrive" "$(ask 'SELECT count(), sum(a) FROM t')" $'100000\t5000050000'
ask $'INSERT INTO t (a) FORMAT TabSeparated\n200001\n200002\n'
is "rows behind the statement" "$(ask 'SELECT s FROM t WHERE a > 200000 ORDER BY a')" $'200010\n200011'
ask "INSERT INTO t VALUES (300001, 'it''s; FORMAT x')"
is "VALUES" "$(ask 'SELECT s FROM t WHERE a = 300001 FORMAT TSVRaw')" "it's; FORMAT x"
ask 'INSERT INTO t SELECT number + 400001, toString(number) FROM numbers(3)'
is "INSERT SELECT" "$(ask 'SELECT count() FROM t WHERE a > 400000')" 3
ask 'SELECT a, s FROM t FORMAT Native' >"$work/native"
ask 'CREATE TABLE copy AS t'
has "Native there and back" "$(request '?query=INSERT+INTO+copy+FORMAT+Native' -i -X POST -T - <"$work/native")" "HTTP/1.1 200"
is "is the same" "$(ask 'SELECT sum(cityHash64(a, s)) FROM copy')" "$(ask 'SELECT sum(cityHash64(a, s)) FROM t')"

is "settings of an INSERT do not leak" "$(rows 3 | request '?query=INSERT+INTO+t+SETTINGS+max_block_size=5+FORMAT+CSV' -X POST -T -; ask "SELECT getSetting('max_block_size') = 5")" 0
has "a bad row" "$( (rows 50000; echo nonsense; rows 50000) | insert '' -i)" "X-ClickHouse-Exception-Code: "
has "an unknown table" "$(rows 100000 | request '?query=INSERT+INTO+nope+FORMAT+CSV' -i -X POST -T -)" "HTTP/1.1 404"
has "an unknown format" "$(rows 10 | request '?query=INSERT+INTO+t+FORMAT+Nonsense' -i -X POST -T -)" "X-ClickHouse-Exception-Code: 73"
is "no rows" "$(request '?query=INSERT+INTO+t+FORMAT+CSV' -X POST -d '')" ""
is "the engine lives" "$(ask 'SELECT 1')" 1
