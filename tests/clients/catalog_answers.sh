#!/usr/bin/env bash
# Questions about catalogs that pgpivot answers by itself: the answers must be those that ClickHouse
# gives to the same question (SET pivot.catalog_answers), for all questions of the cases that the
# differential tests ask about catalogs, for psql's commands and for drivers' questions. Their order
# is not compared: where it counts, the differential tests do.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

init_data && start_server || { report "the server starts" 1 && finish; }
sql -c "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')" \
    -c "CREATE TABLE subject (id int4 PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', price numeric(10,2),
        at timestamp(3), flag bool, code char(3), tags text[], now mood, CHECK (price > 0))" \
    -c "CREATE TABLE pairs (a int4 NOT NULL, b text NOT NULL, c float8, PRIMARY KEY (a, b))" \
    -c "CREATE TABLE \"Odd name\" (\"a b\" int8, \"c\"\"d\" date)" \
    -c "COMMENT ON TABLE pairs IS 'two
lines and a	tab'" -c "COMMENT ON COLUMN pairs.b IS 'the \\ second'" \
    -c "CREATE VIEW subject_view AS SELECT id, name FROM subject" >/dev/null

# ask on|off <COMMANDS: what psql prints; who asks has no part in it.
ask() {
    PGOPTIONS="-c pivot.catalog_answers=$1" psql -X -q -h 127.0.0.1 -p "$server_port" -U tester -d pivot 2>&1 |
        grep -v 'catalog_answers\|pg_backend_pid' | sed 's/^LINE [0-9]*/LINE/'
}

# The statements of case files, each in a line; without those about the clock.
statements() {
    awk 'BEGIN {RS = ""; FS = "\n"} {
        text = ""
        for (i = 1; i <= NF; i++) if ($i !~ /^--/) text = text " " $i
        if (text != "" && text !~ /start_time/) print text ";"
    }' "$@"
}

# same NAME COMMAND: each line of standard input is a question.
same() {
    local name=$1 with without
    sed 's/.*/\\echo = &\n&/' | sed '/^\\echo/s/[";'\''\\]/ /g; s/^ echo/\\echo/' >"$work/questions"
    with=$(ask on <"$work/questions")
    without=$(ask off <"$work/questions")
    is "$name: $(grep -c '^\\echo' "$work/questions") questions" \
        "$(diff <(in_blocks <<<"$with") <(in_blocks <<<"$without") | cut -c 1-300 | head -n 20)" ""
}

# The lines under each question, sorted.
in_blocks() {
    awk '/^= / {n++} {print n "\t" ($0 ~ /^= / ? 0 : 1) "\t" $0}' | sort
}

cases=$folder/../diff/cases
for file in "$cases"/system*.sql "$cases"/tool_*.sql "$cases"/names_of_tables.sql "$cases"/dump.sql; do
    same "$(basename "$file")" < <(statements "$file")
done
same "psql" <<'END'
\d
\d+
\dS
\d subject
\d+ subject
\d+ pairs
\d "Odd name"
\d subject_view
\d+ subject_view
\d trades_1d
\d pairs_pkey
\dt+
\dtS
\di+
\dv+
\dm+
\dn+
\du+
\df
\dT+
\dT mood
\do
\dd
\l+
\dp
\dC
END
same "information_schema" <<'END'
SELECT * FROM information_schema.columns WHERE table_schema = 'pivot';
SELECT * FROM information_schema.tables WHERE table_schema = 'pivot';
SELECT * FROM information_schema.key_column_usage;
SELECT * FROM information_schema.table_constraints WHERE table_schema = 'pivot';
SELECT * FROM information_schema.check_constraints;
SELECT * FROM information_schema.schemata;
END
same "shapes" <<'END'
SELECT relname FROM pg_class WHERE relname IN ('pairs', 'subject') AND relkind = 'r' ORDER BY 1 DESC LIMIT 1;
SELECT relname FROM pg_class WHERE relname IN ('pairs', 'subject') ORDER BY 1 OFFSET 1 LIMIT NULL;
SELECT attname, row_number() OVER (PARTITION BY attrelid ORDER BY attnum DESC) FROM pg_attribute WHERE attrelid = 'pairs'::regclass AND attnum > 0;
SELECT c.relname, i.indkey, i.indkey::text, unnest(i.indkey), generate_subscripts(i.indkey, 1) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = 'pairs_pkey';
SELECT (information_schema._pg_expandarray(indkey)).x, (information_schema._pg_expandarray(indkey)).n FROM pg_index WHERE indrelid = 'pairs'::regclass;
SELECT r.n, (r.k).x, (r.k).n FROM (SELECT indnatts AS n, information_schema._pg_expandarray(indkey) AS k FROM pg_index WHERE indrelid = 'pairs'::regclass) r;
SELECT t.typname, e.enumlabel, e.enumsortorder FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid ORDER BY 3 DESC;
SELECT a.attname, (SELECT d.adbin FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum), EXISTS (SELECT 1 FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) FROM pg_attribute a WHERE a.attrelid = 'subject'::regclass;
SELECT a.attname, (SELECT t.typname FROM pg_type t) FROM pg_attribute a WHERE a.attrelid = 'subject'::regclass;
SELECT c.relname, n.nspname, d.description FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'nope' LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0 WHERE c.relname ~ '^(pairs|subject)$';
SELECT c.relname, n.nspname FROM pg_namespace n RIGHT JOIN pg_class c ON n.oid = c.relnamespace WHERE c.relname = 'pairs';
SELECT relname, relkind = 'r', relkind <> 'r' AND NULL, relkind = 'r' OR NULL, NOT relhasindex, relname LIKE 'p%s', relname NOT LIKE '_airs', nullif(relkind, 'r'), coalesce(reloptions::text, '-'), CASE relkind WHEN 'r' THEN 'table' END FROM pg_class WHERE relname IN ('pairs', 'pairs_pkey');
SELECT oid::regclass, oid::int8, relnatts::text, relname || '.' || relkind, relhasindex::text, relacl, reltuples FROM pg_class WHERE relname = 'pairs';
SELECT obj_description(c.oid, 'pg_class'), obj_description(c.oid), col_description(c.oid, 2), col_description(c.oid, NULL), pg_get_userbyid(c.relowner), pg_get_userbyid(4711), pg_table_is_visible(c.oid), pg_table_is_visible(NULL) FROM pg_class c WHERE c.relname = 'pairs';
SELECT format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, NULL), format_type(0, 1), format_type(NULL, 1), format_type(4711, -1) FROM pg_attribute a WHERE a.attrelid IN ('subject'::regclass, 'pairs'::regclass);
SELECT pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 0, false), pg_get_indexdef(indexrelid, 2, false) FROM pg_index WHERE indrelid = 'pairs'::regclass;
SELECT conname, pg_get_constraintdef(oid), pg_get_constraintdef(oid, true), conkey FROM pg_constraint WHERE conrelid IN ('subject'::regclass, 'pairs'::regclass);
SELECT a.attname, i.indkey::varchar, i.indkey::int2[], i.indclass::oid[], a.attnum <> ALL (i.indkey) FROM pg_attribute a JOIN pg_index i ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 'pairs'::regclass;
SELECT conname, 2 = ANY (conkey), 3 <> ALL (conkey), NULL = ANY (conkey), 1 = ANY (confkey), conkey[1] = ANY (ARRAY[conkey[1], NULL]), 7 <> ALL (ARRAY[conkey[1], NULL]) FROM pg_constraint WHERE conrelid = 'pairs'::regclass;
SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'pairs'::regclass AND indisprimary = 't' AND indisclustered <> true AND indisvalid > false;
SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'pairs'::regclass AND indisprimary = 'f';
SELECT count(*), min(relname) FROM pg_class WHERE relnamespace = 'pivot'::regnamespace;
SELECT typname, typtype::text || typcategory FROM pg_type WHERE typname = 'int4' UNION SELECT relname, relkind FROM pg_class WHERE relname = 'pairs';
SELECT 1 FROM pg_class WHERE relname = 'pairs' AND relname IN (SELECT 'pairs'::name);
END

jar=/usr/share/java/postgresql.jar
metadata() {
    java -cp "$jar" "$folder/Metadata.java" \
        "jdbc:postgresql://127.0.0.1:$server_port/pivot?options=-c%20pivot.catalog_answers=$1" pivot pairs 2>&1
}
if command -v javac >/dev/null && [ -r "$jar" ]; then
    is "pgjdbc" "$(diff <(metadata on | sort) <(metadata off | sort) | head -n 20)" ""
else
    skip "pgjdbc" "not installed"
fi
finish
