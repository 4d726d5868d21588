-- why: names to numbers and back
SELECT 'pg_class'::regclass, 'pg_catalog.pg_class'::regclass::oid, 1259::regclass, 1259::oid::regclass::text

-- why: an unknown relation
SELECT 'nope'::regclass

-- why: a bad name
SELECT 'a b'::regclass

-- why: types as the grammar writes them
SELECT 'int'::regtype, 'varchar(10)'::regtype, 'int[]'::regtype, '_int4'::regtype, 'double precision'::regtype::oid, 1043::regtype::text

-- why: an unknown type
SELECT 'nope'::regtype

-- why: functions, and one that is not unique
SELECT 'array_in'::regproc, 750::regproc, '-'::regproc, NULL::regproc

-- why: schemas
SELECT 'pg_catalog'::regnamespace, 11::regnamespace::text

-- why: an unknown schema
SELECT 'nope'::regnamespace

-- why: columns of these types are shown as names
SELECT typname, typinput, typelem::regtype FROM pg_type WHERE typname IN ('_int4', 'int2') ORDER BY 1

-- why: numbers and quoted numbers compare
SELECT typinput = 'array_in'::regproc, typname FROM pg_type WHERE oid IN ('1007', '23') ORDER BY 2

-- why: vectors have their own text and count from 0
SELECT proargtypes, proargtypes[0], proargtypes[1], array_lower(proargtypes, 1), array_upper(proargtypes, 1), 25 = ANY (proargtypes) FROM pg_proc WHERE proname = 'strpos'

-- why: rows of a vector
SELECT unnest(proargtypes) FROM pg_proc WHERE proname = 'strpos'

-- why: vectors as constants
SELECT '1 2'::int2vector, ('1 2'::oidvector)[0]

-- why: names made while the query runs
SELECT ('pg_' || 'class')::regclass::oid, format('%I.%I', 'pg_catalog', 'pg_class')::regclass

-- why: DISTINCT and ORDER BY see numbers
SELECT DISTINCT relkind, relnamespace::regnamespace FROM pg_class WHERE relnamespace = 11 AND relkind IN ('r', 'v') ORDER BY 1

-- why: arms of UNION
SELECT 'pg_class'::regclass UNION ALL SELECT 'pg_type'::regclass ORDER BY 1

-- why: arrays of names
SELECT '{int,text}'::regtype[]

-- why: the table a row comes from
SELECT c.tableoid::regclass, c.relname FROM pg_class c WHERE c.oid = 1259

-- why: the array of a correlated subquery
SELECT t.typname, ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = 1259 AND a.attnum <= t.typlen AND a.attnum > 0 ORDER BY a.attnum DESC) FROM pg_type t WHERE t.typname IN ('int2', 'bool', 'text') ORDER BY 1

-- why: privileges and other functions of names
SELECT pg_get_userbyid(10) IS NOT NULL, has_table_privilege('pg_class', 'SELECT'), pg_size_pretty(pg_relation_size('pg_class') * 0)

-- why: format and its pieces
SELECT format('%s-%s %2$I %L %%', 'a', 'B c', NULL), format('%s', NULL), format('x')

-- why: too few arguments
SELECT format('%s %s', 'a')

-- why: no name can be NULL
SELECT format('%I', NULL)

-- why: the fields of a row that a function gives
SELECT (information_schema._pg_expandarray('4 2'::int2vector)).n, (information_schema._pg_expandarray('4 2'::int2vector)).x

-- why: such rows of a subquery, as drivers ask for keys
SELECT (k.pair).x, (k.pair).n FROM (SELECT information_schema._pg_expandarray(proargtypes) AS pair FROM pg_proc WHERE proname = 'strpos') k ORDER BY 2

-- why: in FROM, of each row
SELECT p.proname, k.x, k.n FROM pg_proc p, information_schema._pg_expandarray(p.proargtypes) k WHERE p.proname IN ('strpos', 'now') ORDER BY 3

-- why: a field that there is not
SELECT (information_schema._pg_expandarray('{1}'::int[])).y

-- why: options
SELECT * FROM pg_options_to_table('{a=b,c,d=e=f}')

-- why: a row of a table, and its field
SELECT (c).relname FROM pg_class c WHERE (c).oid = 1259

-- why: a number is no row
SELECT (1).n

-- why: relations that there are not
SELECT has_table_privilege('nope', 'SELECT')

-- why: nor in a number's words
SELECT has_table_privilege(4711::oid, 'SELECT'), has_schema_privilege(4711::oid, 'USAGE'), has_type_privilege(4711::oid, 'USAGE'), has_function_privilege(4711::oid, 'EXECUTE'), has_any_column_privilege(4711::oid, 'SELECT')

-- why: kinds of privileges
-- message: same
SELECT has_table_privilege('pg_class', 'SELECT, peek')

-- why: several kinds
SELECT has_table_privilege('pg_class', 'select , INSERT WITH GRANT OPTION')

-- why: of a schema
-- message: same
SELECT has_schema_privilege('pg_catalog', 'SELECT')

-- why: roles
-- message: same
SELECT has_table_privilege('nobody', 'pg_class', 'SELECT')

-- why: schemas that there are not
-- message: same
SELECT has_schema_privilege('nope', 'USAGE')

-- why: nothing is visible that is not there
SELECT pg_table_is_visible(4711), pg_type_is_visible(4711), pg_function_is_visible(4711), pg_operator_is_visible(4711), pg_type_is_visible(23)

-- why: what is not in the search path
SELECT pg_table_is_visible('information_schema.tables'::regclass)

-- why: the path, and the schema that is always in it
SELECT 'pg_catalog' = ANY (current_schemas(true)), current_schemas(false) <> current_schemas(true), array_upper(current_schemas(false), 1) >= 1

-- why: access lists are NULL, not empty
SELECT attacl, attoptions, attacl IS NULL FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum = 1

-- why: columns of arrays can be NULL in these relations
SELECT attname, attnotnull FROM pg_attribute WHERE attrelid = 'pg_proc'::regclass AND attnum > 18 ORDER BY attnum

-- why: words of the grammar
SELECT count(*), min(word), max(word), count(*) FILTER (WHERE catcode = 'R') FROM pg_get_keywords() WHERE barelabel

-- why: privileges of tables
SELECT DISTINCT privilege_type, is_grantable, with_hierarchy FROM information_schema.table_privileges WHERE table_schema = 'pivot' AND table_name = 'lefts' ORDER BY 1

-- why: of columns
SELECT DISTINCT column_name, privilege_type FROM information_schema.column_privileges WHERE table_schema = 'pivot' AND table_name = 'lefts' ORDER BY 1, 2

-- why: what statistics are shown of
SELECT schemaname, relname, seq_scan >= 0, last_vacuum IS NULL FROM pg_stat_user_tables WHERE relname = 'lefts'

-- why: PostgreSQL's features
SELECT feature_id, is_supported FROM information_schema.sql_features WHERE feature_id LIKE 'T61%' ORDER BY feature_id, sub_feature_id

-- why: the parts of a name
SELECT parse_ident('a."B c"."d""e"'), (parse_ident(' Pg_Catalog . pg_class '))[2], array_length(parse_ident('x.y'), 1)

-- why: no name
SELECT parse_ident('a..b')

-- why: names in double quotes that need none
SELECT ('"pg_catalog"."pg_' || 'class"')::regclass::oid, has_table_privilege('"pg_' || 'class"', 'SELECT')

-- why: system columns of the catalog
SELECT tableoid::regclass, xmin IS NULL FROM pg_am WHERE amname = 'btree'

-- why: functions of one value in FROM
SELECT * FROM string_to_array('a,b', ',') s, upper('x') u, current_schemas(true) p WHERE p[1] = 'pg_catalog' AND s[1] = 'a' AND p IS NOT NULL AND false

-- why: names, as PyGreSQL reads them
SELECT typname::regtype, typname::regtype::oid FROM pg_type WHERE typname IN ('int4', 'varchar', '_text') ORDER BY 2

-- why: names, as PyGreSQL reads them
SELECT relname::regclass, 'lower'::name::text FROM pg_class WHERE relname = 'pg_type'

-- why: names, as PyGreSQL reads them
SELECT 'no_type'::name::regtype

-- why: patterns of names, and numbers that are looked up
SELECT relname, oid::regclass, relkind FROM pg_class WHERE relkind = 'r' AND (relname ~ '^(pg_am|pg_type)$' OR relname ~ '^pg_clas') ORDER BY 1

-- why: patterns of names, and numbers that are looked up
SELECT count(*), min(typname) FROM pg_type WHERE typname !~ '^_' AND typname ~ '^int' AND typname ~ '^(int4)$'

-- why: patterns of names, and numbers that are looked up
SELECT relname FROM pg_class WHERE relname ~ '^(pg_am)' AND relname ~ '^pg_am$' AND relname !~ '^(pg_amop)$'

-- why: patterns of names, and numbers that are looked up
SELECT format_type(atttypid, atttypmod), atttypid::regtype, 0::oid::regtype, 4711::oid::regclass FROM pg_attribute WHERE attrelid = 'pg_type'::regclass AND attnum BETWEEN 1 AND 6 ORDER BY attnum

-- why: patterns of names, and numbers that are looked up
SELECT pg_get_userbyid(relowner) IS NULL, pg_table_is_visible(oid), pg_get_viewdef(oid) IS NULL FROM pg_class WHERE oid = 2601

-- why: row types of tables
SELECT t.typname, t.typtype, t.typcategory, t.typrelid = c.oid, t.typlen, t.typbyval, t.typinput::regproc, t.typoutput::regproc, t.typalign, t.typstorage, t.typelem, t.typnotnull, t.typtypmod, format_type(t.oid, NULL) = c.relname, pg_type_is_visible(t.oid) FROM pg_type t JOIN pg_class c ON c.reltype = t.oid WHERE c.relname = 'numbers'

-- why: row types of tables
SELECT count(*) FROM pg_class c LEFT JOIN pg_type t ON t.oid = c.reltype AND t.typrelid = c.oid WHERE c.relname = 'numbers' AND t.oid IS NULL

-- why: enum's own functions
SELECT proname, prorettype::regtype, pg_get_function_arguments(oid) FROM pg_proc WHERE proname IN ('enum_in', 'enum_out', 'enum_recv', 'enum_send', 'enum_first', 'enum_range') ORDER BY 1, 3

-- why: subqueries that columns around them leave few rows, or none
SELECT a.attname, (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum), EXISTS (SELECT 1 FROM pg_enum e WHERE e.enumtypid = a.atttypid), (SELECT c.collname FROM pg_collation c WHERE c.oid = a.attcollation), (SELECT t.typname FROM pg_type t WHERE t.oid = a.atttypid) FROM pg_attribute a WHERE a.attrelid = 'pg_am'::regclass AND a.attnum > 0 ORDER BY a.attnum

-- why: subqueries that columns around them leave few rows, or none
SELECT t.typname, (SELECT count(*) FROM pg_enum e WHERE e.enumtypid = t.oid), (SELECT e.typname FROM pg_type e WHERE e.oid = t.typelem AND e.typlen = 4), NOT EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid = t.oid) FROM pg_type t WHERE t.typname IN ('int4', '_int4', '_text', 'bool') ORDER BY 1

-- why: subqueries that columns around them leave few rows, or none
SELECT n.nspname FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'pg_am' WHERE n.nspname IN ('pg_catalog', 'information_schema') AND (c.oid IS NULL OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'amname')) ORDER BY 1

-- why: subqueries that columns around them leave few rows, or none
SELECT a.attname, t.typname FROM pg_attribute a, LATERAL (SELECT typname FROM pg_type WHERE oid = a.atttypid) t WHERE a.attrelid = 'pg_am'::regclass AND a.attnum > 0 ORDER BY 1

-- why: collations of columns
SELECT attname, attcollation FROM pg_attribute WHERE attrelid IN ('pg_type'::regclass, 'pg_attrdef'::regclass, 'pg_index'::regclass, 'pg_proc'::regclass) AND attnum > 0 AND attcollation <> 0 ORDER BY attrelid, attnum
