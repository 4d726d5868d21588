# Ways out of the data folder, each of which libchdb leaves open by default.
. "$(dirname "$0")/harness.sh"
start_engine || exit 1
echo "the secret" >"$work/secret"
ask 'CREATE TABLE t (a String) ENGINE = MergeTree ORDER BY a'

refused() { # refused SQL [PARAMETERS]: an error, and the secret is not in it
    local out
    out=$(ask "${1//SECRET/$work/secret}" "${2:-}")
    checks=$((checks + 1))
    if [[ $out == "Code: "* && $out != *"the secret"* ]]; then
        echo "ok $checks - ${1//#/}"
    else
        echo "not ok $checks - ${1//#/}"
        echo "# got: $(head -c 300 <<<"$out" | tr '\n' ' ')"
        failed=$((failed + 1))
    fi
}

while IFS= read -r sql; do
    [ -n "$sql" ] && refused "$sql"
done <<'END'
SELECT * FROM "SECRET"
SELECT * FROM default."SECRET"
SELECT * FROM host_files."SECRET"
SELECT * FROM host_files.`SECRET`
DESCRIBE TABLE host_files."SECRET"
SHOW CREATE TABLE host_files."SECRET"
CREATE VIEW v AS SELECT * FROM host_files."SECRET"
CREATE TABLE c AS host_files."SECRET"
INSERT INTO host_files."SECRET" VALUES ('x')
USE host_files
SELECT file('SECRET')
SELECT "file"('SECRET')
SELECT `FILE` /* c */ ('SECRET')
SELECT "fi\x6ce"('SECRET')
SELECT * FROM file('SECRET', 'LineAsString', 'l String')
SELECT * FROM file('SECRET')
SELECT * FROM url('file://SECRET', 'LineAsString', 'l String')
SELECT * FROM loop(file('SECRET', 'LineAsString', 'l String'))
SELECT * FROM view(SELECT * FROM file('SECRET', 'LineAsString'))
SELECT * FROM eval('SELECT 1')
SELECT * FROM icebergLocal('SECRET')
SELECT * FROM deltaLakeLocal('SECRET')
SELECT * FROM filesystem('/etc')
SELECT * FROM sqlite('SECRET', 't')
SELECT * FROM s3('http://127.0.0.1:1/bucket/x', 'CSV', 'a String')
SELECT * FROM remote('127.0.0.1:1', 'system.one')
SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')
SELECT * FROM executable('x.sh', 'TSV', 'l String')
SELECT * FROM arrowstream('1')
SELECT * FROM python('x')
SELECT catboostEvaluate('SECRET', 1)
SELECT addressToLine(1)
SELECT 1 INTO OUTFILE 'SECRET.out'
SELECT 1 INTO/**/OUTFILE 'SECRET.out' TRUNCATE
EXPLAIN SELECT 1 INTO OUTFILE 'SECRET.out'
INSERT INTO t FROM INFILE 'SECRET' FORMAT LineAsString
INSERT INTO FUNCTION file('SECRET.out', 'CSV', 'a String') VALUES ('x')
INSERT INTO TABLE FUNCTION file('SECRET.out') SELECT 1
CREATE TABLE f (l String) ENGINE = File(LineAsString, 'SECRET')
CREATE TABLE f (l String) ENGINE File(LineAsString, 'SECRET')
CREATE TABLE f (l String) ENGINE = `File`(LineAsString, 'SECRET')
CREATE TEMPORARY TABLE f (l String) ENGINE = File(LineAsString, 'SECRET')
CREATE TABLE f (l String) ENGINE = URL('file://SECRET', LineAsString)
CREATE TABLE f (l String) ENGINE = FileLog('/etc/', 'LineAsString')
CREATE TABLE f (l String) ENGINE = Executable('x.sh', TSV)
CREATE TABLE f (k String) ENGINE = EmbeddedRocksDB(0, 'SECRET.rocks') PRIMARY KEY k
CREATE TABLE f (l String) ENGINE = MergeTree ORDER BY l SETTINGS disk = disk(type = local, path = '/tmp/')
CREATE DATABASE f ENGINE = Filesystem('/')
CREATE DATABASE f ENGINE = Overlay('host_files')
CREATE DATABASE f ENGINE = SQLite('SECRET')
CREATE DICTIONARY d (k String, v String) PRIMARY KEY k SOURCE(FILE(path 'SECRET' format 'CSV')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)
CREATE DICTIONARY d (k String) PRIMARY KEY k SOURCE(EXECUTABLE(command 'cat SECRET' format 'CSV')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)
CREATE FUNCTION f AS () -> file('SECRET')
CREATE OR REPLACE FUNCTION f AS () -> 1
CREATE USER eve
CREATE NAMED COLLECTION n AS a = 1
GRANT ALL ON *.* TO default
ATTACH TABLE z FROM '/etc' (a Int32) ENGINE = MergeTree ORDER BY a
BACKUP TABLE t TO File('SECRET.zip')
RESTORE TABLE t FROM File('SECRET.zip')
ALTER TABLE t FREEZE WITH NAME '../../../../x'
ALTER TABLE t FETCH PARTITION 1 FROM '/x'
SYSTEM SHUTDOWN
SELECT 1; SELECT file('SECRET')
SELECT 1 /* /* */ , file('SECRET') */
SELECT $$ ' $$, file('SECRET') -- '
SELECT 1 # '
SELECT 'x
SELECT 1 FORMAT Template SETTINGS format_template_row = 'SECRET'
SELECT 1 FORMAT Template SETTINGS format_template_resultset = 'SECRET'
SELECT 1 AS a FORMAT Protobuf SETTINGS format_schema = 'SECRET:M'
SET format_schema = 'SECRET:M'
SET dialect = 'kusto'
SET allow_introspection_functions = 1
END
refused 'SELECT 1 FORMAT Template' "?format_template_resultset=$work/secret"
refused 'SELECT 1' '?database=host_files'
is "nothing was written" "$(ls "$work" | grep -c secret)" 1
is "the database is not even seen" "$(ask "SELECT count() FROM system.databases WHERE name = 'host_files'")" 0

allowed() { is "${1:0:60}" "$(ask "$1")" "${2:-}"; }
allowed 'CREATE DATABASE p'
allowed 'CREATE TABLE p.x (a Int32, file String, `engine` String) ENGINE = ReplacingMergeTree ORDER BY a'
allowed 'CREATE MATERIALIZED VIEW p.mv ENGINE = SummingMergeTree ORDER BY a AS SELECT a, sum(a) AS s FROM p.x GROUP BY a'
allowed "INSERT INTO p.x VALUES (1, 'into outfile; file(1)', 'é # // /*')"
allowed "SELECT file, engine FROM p.x WHERE file LIKE '%file(%' -- é" $'into outfile; file(1)\té # // /*'
allowed 'CREATE TABLE p.y (a Int32) ENGINE = MergeTree ORDER BY a'
allowed 'ALTER TABLE p.y ADD PROJECTION pr (SELECT a, count() GROUP BY a)'
allowed 'ALTER TABLE p.y MATERIALIZE PROJECTION pr'
allowed "SELECT name FROM system.tables WHERE engine = 'ReplacingMergeTree';" x
allowed 'DROP DATABASE p'
