-- why: the ping
;

-- why: the version
-- shape: yes
SELECT current_setting('server_version_num')::int / 100 as version

-- why: an extension that there is not
SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'

-- why: a metric table: one with a column of time
SELECT quote_ident(table_name) as table_name, (SELECT quote_ident(column_name) as column_name FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND udt_name IN ('timestamptz', 'timestamp') ORDER BY ordinal_position LIMIT 1) AS time_column FROM information_schema.tables t WHERE t.table_schema = 'pivot' AND table_name IN ('times', 'lefts') AND EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND udt_name IN ('timestamptz', 'timestamp')) ORDER BY table_name

-- why: tables in the search path
-- shape: yes
SELECT CASE WHEN quote_ident(table_schema) IN (SELECT CASE WHEN trim(s[i]) = '"$user"' THEN user ELSE trim(s[i]) END FROM generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1), array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i, string_to_array(current_setting('search_path'), ',') s) THEN quote_ident(table_name) ELSE quote_ident(table_schema) || '.' || quote_ident(table_name) END AS "table" FROM information_schema.tables WHERE quote_ident(table_schema) NOT IN ('information_schema', 'pg_catalog', '_timescaledb_cache') ORDER BY 1

-- why: the columns of a table
SELECT quote_ident(column_name) AS "column", data_type AS "type" FROM information_schema.columns WHERE table_schema = 'pivot' AND table_name = 'times' ORDER BY 1

-- why: the same with the name taken apart
SELECT quote_ident(column_name) AS "column" FROM information_schema.columns WHERE CASE WHEN array_length(parse_ident('pivot.times'), 1) = 2 THEN quote_ident(table_schema) = (parse_ident('pivot.times'))[1] AND quote_ident(table_name) = (parse_ident('pivot.times'))[2] ELSE quote_ident(table_name) = 'times' END ORDER BY 1

-- why: macros: a time group, epochs and a time filter
SELECT floor(extract(epoch from "ts") / 86400) * 86400 AS "time", count(*) AS value FROM pivot.times WHERE "ts" BETWEEN '1900-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z' GROUP BY 1 ORDER BY 1
