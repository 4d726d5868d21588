/* Catalog functions (manual, "System Information Functions"): rows of pg_proc and how ClickHouse
 * says the same. Those with a lookup find its keys and values behind their own arguments. */
#include "rewrite/routines/routine_row.h"

/* NULL where nothing is found. */
#define FOUND(key, keys, values) "nullIf(transform(" key ", &" keys ", &" values ", ''), '')"
#define NO_TEXT "CAST(NULL, 'Nullable(String)')"

/* With a type modifier: what numeric(p,s) and the like add to the name. */
#define WITH_TYPMOD(name)                                                                          \
    "multiIf(isNull($1), NULL, $1 = 0, '-', isNull($2), " name                                     \
    ", $1 = 1042 AND $2 < 0, 'bpchar', $2 < 0, " name ", $1 IN (1042, 1043), concat(" name         \
    ", '(', toString($2 - 4), ')'), "                                                              \
    "$1 IN (1700, 1231), concat('numeric(', toString(intDiv($2 - 4, 65536)), ',', "                \
    "toString(bitXor(bitAnd($2 - 4, 2047), 1024) - 1024), ')', if($1 = 1231, '[]', '')), "         \
    "$1 IN (1083, 1114, 1184, 1183, 1115, 1185), concat(substringIndex(" name                      \
    ", ' ', 1), '(', toString($2), ')', "                                                          \
    "substring(" name ", length(substringIndex(" name ", ' ', 1)) + 1)), " name ")"

/* Words that are not unreserved (pg_get_keywords). */
#define KEYWORDS                                                                                   \
    "'all', 'analyse', 'analyze', 'and', 'any', 'array', 'as', 'asc', 'asymmetric', "              \
    "'authorization', 'between', 'bigint', 'binary', 'bit', 'boolean', 'both', 'case', "           \
    "'cast', 'char', 'character', 'check', 'coalesce', 'collate', 'collation', 'column', "         \
    "'concurrently', 'constraint', 'create', 'cross', 'current_catalog', 'current_date', "         \
    "'current_role', 'current_schema', 'current_time', 'current_timestamp', 'current_user', "      \
    "'dec', 'decimal', 'default', 'deferrable', 'desc', 'distinct', 'do', 'else', 'end', "         \
    "'except', 'exists', 'extract', 'false', 'fetch', 'float', 'for', 'foreign', 'freeze', "       \
    "'from', 'full', 'grant', 'greatest', 'group', 'grouping', 'having', 'ilike', 'in', "          \
    "'initially', 'inner', 'inout', 'int', 'integer', 'intersect', 'interval', 'into', 'is', "     \
    "'isnull', 'join', 'lateral', 'leading', 'least', 'left', 'like', 'limit', 'localtime', "      \
    "'localtimestamp', 'national', 'natural', 'nchar', 'none', 'normalize', 'not', 'notnull', "    \
    "'null', 'nullif', 'numeric', 'offset', 'on', 'only', 'or', 'order', 'out', 'outer', "         \
    "'overlaps', 'overlay', 'placing', 'position', 'precision', 'primary', 'real', "               \
    "'references', 'returning', 'right', 'row', 'select', 'session_user', 'setof', 'similar', "    \
    "'smallint', 'some', 'substring', 'symmetric', 'table', 'tablesample', 'then', 'time', "       \
    "'timestamp', 'to', 'trailing', 'treat', 'trim', 'true', 'union', 'unique', 'user', "          \
    "'using', 'values', 'varchar', 'variadic', 'verbose', 'when', 'where', 'window', 'with', "     \
    "'xmlattributes', 'xmlconcat', 'xmlelement', 'xmlexists', 'xmlforest', 'xmlnamespaces', "      \
    "'xmlparse', 'xmlpi', 'xmlroot', 'xmlserialize', 'xmltable' "

/* What is there is in pg_catalog. */
#define VISIBLE(name, lookup_, example)                                                            \
    ROW1(name, BOOL, OID, "if(has(&2, $1), true, NULL)", name "(" example "), " name "(4711)",     \
         .lookup = LOOKUP_##lookup_, .lookup_keys = true, .called_on_null = true)
#define FUNCTION_TEXT(name, lookup_)                                                               \
    ROW1(name, TEXT, OID, "if(has(&2, $1), transform($1, &2, &3, ''), NULL)",                      \
         name "(870), " name "(0)", .lookup = LOOKUP_FUNCTION_##lookup_, .called_on_null = true)
/* The number or NULL. */
#define TO_ALIAS(name, type, lookup_, example)                                                     \
    ROW1(name, type, TEXT,                                                                         \
         "if(has(&2, " FOLDED_NAME "), accurateCast(transform(" FOLDED_NAME ", &2, &3, '0'), "     \
         "'UInt32'), NULL)",                                                                       \
         example, .lookup = LOOKUP_##lookup_##_OID, .called_on_null = true)
#define NOTHING(name, type, example)                                                               \
    ROW1(name, TEXT, type, NO_TEXT, example, .called_on_null = true)
#define SIZE_PRETTY                                                                                \
    "multiIf(abs(toInt128($1)) < 10240, concat(toString($1), ' bytes'), " SIZE_STEP("1024", "kB")  \
        SIZE_STEP("1048576", "MB") SIZE_STEP("1073741824", "GB")                                   \
            SIZE_STEP("1099511627776", "TB") "concat(toString(toInt64(intDiv(intDiv(toInt128($1)," \
                                             " toInt64(562949953421312)) + "                       \
                                             "if($1 < 0, -1, 1), 2))), ' PB'))"
#define SIZE_STEP(unit, name)                                                                      \
    "abs(intDiv(toInt128($1), toInt64(intDiv(" unit ", 2)))) < 20479, "                            \
    "concat(toString(toInt64(intDiv(intDiv(toInt128($1), toInt64(intDiv(" unit ", 2))) + "         \
    "if($1 < 0, -1, 1), 2))), ' " name "'), "

#define TOTAL_SIZE "if(isNull($1), NULL, toInt64(arraySum(arrayMap(x -> toUInt64(x), &3))))"

/* The parts of a qualified name: folded, or as they stand in double quotes. */
#define IDENT_LETTER "A-Za-z_\\\\x{80}-\\\\x{10FFFF}"
#define IDENT_PART "(\\\\s*(\"([^\"]|\"\")+\"|[" IDENT_LETTER "][" IDENT_LETTER "0-9]*)\\\\s*)"
#define PARSE_IDENT                                                                                \
    "if(" THROW_IF(                                                                                \
        "NOT match($1, '^" IDENT_PART "(\\\\." IDENT_PART ")*$')", "22023",                        \
        "string is not a valid identifier") ", NULL, tuple(arrayMap(p -> "                         \
                                            "if(startsWith(p, '\"'), replaceAll(substring(p, 2, "  \
                                            "length(p) - 2), '\"\"', '\"'), lower(p)), "           \
                                            "extractAll(assumeNotNull($1), "                       \
                                            "'\"(?:[^\"]|\"\")+\"|[^.\"\\\\s]+'))))"

static const struct routine rows[] = {
    ROW2("format_type", TEXT, OID, INT4,
         "arrayElement(arrayMap(n -> " WITH_TYPMOD(
             "n") ", array(if(isNull($1), '', if(transform($1, &3, &4, '') = '', repeat('?', 3), "
                  "transform($1, &3, &4, ''))))), 1)",
         "format_type(23, NULL), format_type(1700, 655366), format_type(1043, 14), "
         "format_type(1042, -1), format_type(1042, NULL), format_type(1007, -1), "
         "format_type(NULL::oid, 3), format_type(0, -1), format_type(1184, 3), format_type(1231, "
         "655366), "
         "format_type(1115, 3)",
         .lookup = LOOKUP_TYPE_NAME, .called_on_null = true),
    ROW1("pg_table_is_visible", BOOL, OID, "nullIf(transform(ifNull($1, 0), &2, &3, ''), '') = 't'",
         "pg_table_is_visible(1259), pg_table_is_visible(NULL), pg_table_is_visible(4711)",
         .lookup = LOOKUP_RELATION_VISIBLE, .called_on_null = true),
    VISIBLE("pg_type_is_visible", TYPE_NAME, "23"),
    VISIBLE("pg_function_is_visible", FUNCTION_NAME, "1397"),
    VISIBLE("pg_operator_is_visible", OPERATOR_NAME, "96"),
    VISIBLE("pg_opclass_is_visible", OPCLASS_OID, "NULL"),
    VISIBLE("pg_collation_is_visible", COLLATION_NAME, "100"),
    VISIBLE("pg_conversion_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_statistics_obj_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_ts_config_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_ts_parser_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_ts_dict_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_ts_template_is_visible", NOTHING_OID, "NULL"),
    VISIBLE("pg_opfamily_is_visible", OPFAMILY_OID, "NULL"),
    ROW1("pg_get_userbyid", NAME, OID,
         "if(transform($1, &2, &3, '') = '', concat('unknown (OID=', toString($1), ')'), "
         "transform($1, &2, &3, ''))",
         "pg_get_userbyid(4711)", .lookup = LOOKUP_ROLE_NAME),
    ROW1("pg_encoding_to_char", NAME, INT4,
         "transform($1, array(0, 6, 8), "
         "array('SQL_ASCII', 'UTF8', 'LATIN1'), '')",
         "pg_encoding_to_char(6), pg_encoding_to_char(-5)"),
    ROW2("pg_get_expr", TEXT, TEXT, OID, "$1", "pg_get_expr(NULL, 0)"),
    ROW3("pg_get_expr", TEXT, TEXT, OID, BOOL, "$1", "pg_get_expr(NULL, 0, true)"),
    ROW1("pg_get_viewdef", TEXT, OID, FOUND("$1", "2", "3"), "pg_get_viewdef(4711)",
         .lookup = LOOKUP_VIEW_QUERY, .called_on_null = true),
    ROW2("pg_get_viewdef", TEXT, OID, BOOL, FOUND("$1", "3", "4"), "pg_get_viewdef(4711, true)",
         .lookup = LOOKUP_VIEW_QUERY, .called_on_null = true),
    ROW1("pg_get_indexdef", TEXT, OID, FOUND("$1", "2", "3"), "pg_get_indexdef(4711)",
         .lookup = LOOKUP_INDEX, .called_on_null = true),
    ROW1("pg_get_constraintdef", TEXT, OID, FOUND("$1", "2", "3"), "pg_get_constraintdef(4711)",
         .lookup = LOOKUP_CONSTRAINT, .called_on_null = true),
    ROW2("pg_get_constraintdef", TEXT, OID, BOOL, FOUND("$1", "3", "4"),
         "pg_get_constraintdef(4711, true)", .lookup = LOOKUP_CONSTRAINT, .called_on_null = true),
    ROW1("obj_description", TEXT, OID, FOUND("$1", "2", "3"), "obj_description(4711)",
         .lookup = LOOKUP_RELATION_COMMENT, .called_on_null = true),
    ROW2("obj_description", TEXT, OID, NAME, "if($2 = 'pg_class', " FOUND("$1", "3", "4") ", NULL)",
         "obj_description(4711, 'pg_class')", .lookup = LOOKUP_RELATION_COMMENT,
         .called_on_null = true),
    ROW2("shobj_description", TEXT, OID, NAME, NO_TEXT, "shobj_description(4711, 'pg_database')",
         .called_on_null = true),
    ROW2("col_description", TEXT, OID, INT4,
         "nullIf(transform(concat(toString($1), '/', toString($2)), &3, &4, ''), '')",
         "col_description(4711, 1)", .lookup = LOOKUP_COLUMN_COMMENT, .called_on_null = true),
    ROW1("pg_relation_size", INT8, REGCLASS, "toInt64(" FOUND("$1", "2", "3") ")",
         "pg_relation_size(4711)", .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_table_size", INT8, REGCLASS, "toInt64(" FOUND("$1", "2", "3") ")",
         "pg_table_size(4711)", .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_total_relation_size", INT8, REGCLASS, "toInt64(" FOUND("$1", "2", "3") ")",
         "pg_total_relation_size(4711)", .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_indexes_size", INT8, REGCLASS, "toInt64(0 * $1)", "pg_indexes_size(NULL)"),
    ROW1("quote_ident", TEXT, TEXT,
         "if(match($1, '^[a-z_][a-z0-9_]*$') AND NOT has(array(" KEYWORDS "), $1), $1, "
         "concat('\"', replaceAll($1, '\"', '\"\"'), '\"'))",
         "quote_ident('a'), quote_ident('A'), quote_ident('select'), quote_ident('a\"b'), "
         "quote_ident(''), quote_ident('1a'), quote_ident('name')"),
    ROW1("pg_relation_is_publishable", BOOL, REGCLASS, "if(has(&2, $1), false, NULL)",
         "pg_relation_is_publishable(NULL), pg_relation_is_publishable(1259)",
         .lookup = LOOKUP_RELATION_VISIBLE, .lookup_keys = true, .called_on_null = true),
    {"current_schemas",
     PG_NAME_ARRAY,
     {PG_BOOL},
     1,
     .clickhouse = "if(isNull($1), NULL, if($1, tuple(&2), tuple(&3)))",
     .example = "current_schemas(NULL)",
     .lookup = LOOKUP_SEARCH_PATH},
    FUNCTION_TEXT("pg_get_function_arguments", ARGUMENTS),
    FUNCTION_TEXT("pg_get_function_identity_arguments", IDENTITY),
    FUNCTION_TEXT("pg_get_function_result", RESULT),
    NOTHING("pg_get_functiondef", OID, "pg_get_functiondef(0)"),
    NOTHING("pg_get_function_sqlbody", OID, "pg_get_function_sqlbody(0)"),
    NOTHING("pg_get_ruledef", OID, "pg_get_ruledef(0)"),
    NOTHING("pg_get_triggerdef", OID, "pg_get_triggerdef(0)"),
    NOTHING("pg_get_statisticsobjdef", OID, "pg_get_statisticsobjdef(0)"),
    NOTHING("pg_get_statisticsobjdef_columns", OID, "pg_get_statisticsobjdef_columns(0)"),
    NOTHING("pg_get_partkeydef", OID, "pg_get_partkeydef(0)"),
    NOTHING("pg_get_partition_constraintdef", OID, "pg_get_partition_constraintdef(0)"),
    NOTHING("pg_tablespace_location", OID, "pg_tablespace_location(NULL)"),
    NOTHING("pg_relation_filepath", REGCLASS, "pg_relation_filepath(NULL)"),
    ROW2("pg_get_ruledef", TEXT, OID, BOOL, NO_TEXT, "pg_get_ruledef(0, true)",
         .called_on_null = true),
    ROW2("pg_get_triggerdef", TEXT, OID, BOOL, NO_TEXT, "pg_get_triggerdef(0, true)",
         .called_on_null = true),
    ROW2("pg_get_serial_sequence", TEXT, TEXT, TEXT, NO_TEXT, "pg_get_serial_sequence(NULL, NULL)",
         .called_on_null = true),
    ROW3("pg_get_indexdef", TEXT, OID, INT4, BOOL,
         "if($2 = 0, " FOUND(
             "$1", "4", "5") ", "
                             "nullIf(arrayElement(splitByString(', ', extract(" FOUND(
                                 "$1", "4", "5") ", '\\\\((.*)\\\\)$')), greatest($2, 1)), ''))",
         "pg_get_indexdef(4711, 0, true)", .lookup = LOOKUP_INDEX, .called_on_null = true),
    TO_ALIAS("to_regclass", REGCLASS, RELATION, "to_regclass('pg_class'), to_regclass('nope')"),
    TO_ALIAS("to_regtype", REGTYPE, TYPE, "to_regtype('int4'), to_regtype('nope')"),
    TO_ALIAS("to_regproc", REGPROC, FUNCTION, "to_regproc('array_in'), to_regproc('nope')"),
    TO_ALIAS("to_regnamespace", REGNAMESPACE, SCHEMA, "to_regnamespace('pg_catalog')"),
    TO_ALIAS("to_regrole", REGROLE, ROLE, "to_regrole('nope')"),
    {"parse_ident",
     PG_TEXT_ARRAY,
     {PG_TEXT},
     1,
     .clickhouse = PARSE_IDENT,
     .example = "parse_ident('a.\"B c\".\"d\"\"e\"'), parse_ident(' Pg_Catalog . Pg_class '), "
                "parse_ident(NULL)"},
    ROW2("pg_relation_is_updatable", INT4, REGCLASS, BOOL,
         "if(isNull($1) OR isNull($2), NULL, if(transform($1, &3, &4, '0') = '', 0, "
         "toInt32(transform($1, &3, &4, '0'))))",
         "pg_relation_is_updatable(4711, true)", .lookup = LOOKUP_UPDATABLE),
    ROW3("pg_column_is_updatable", BOOL, REGCLASS, INT2, BOOL,
         "if(isNull($1) OR isNull($2) OR isNull($3), NULL, $2 > 0 AND transform($1, &4, &5, '0') "
         "= '28')",
         "pg_column_is_updatable(4711, 1::int2, true)", .lookup = LOOKUP_UPDATABLE),
    ROW0("getdatabaseencoding", NAME, "'UTF8'", "getdatabaseencoding()", .never_null = true),
    ROW0("pg_client_encoding", NAME, "'UTF8'", "pg_client_encoding()", .never_null = true),
    ROW1("pg_char_to_encoding", INT4, NAME,
         "transform(replaceAll(replaceAll(upper($1), '-', ''), '_', ''), "
         "array('SQLASCII', 'UTF8', 'UNICODE', 'LATIN1'), array(0, 6, 6, 8), toInt32(-1))",
         "pg_char_to_encoding('utf-8'), pg_char_to_encoding('nope')"),
    ROW1("pg_size_pretty", TEXT, INT8, SIZE_PRETTY,
         "pg_size_pretty(0::int8), pg_size_pretty(10239::int8), pg_size_pretty(10240::int8), "
         "pg_size_pretty(-20000::int8), pg_size_pretty(20479::int8 * 1024), "
         "pg_size_pretty(9223372036854775807), pg_size_pretty(10485248::int8)"),
    ROW1("pg_database_size", INT8, NAME, TOTAL_SIZE, "pg_database_size(current_database()) >= 0",
         .lookup = LOOKUP_RELATION_SIZE),
    ROW1("pg_database_size", INT8, OID, TOTAL_SIZE, "pg_database_size(NULL::oid)",
         .lookup = LOOKUP_RELATION_SIZE),
    ROW1("pg_tablespace_size", INT8, OID, TOTAL_SIZE, "pg_tablespace_size(NULL::oid)",
         .lookup = LOOKUP_RELATION_SIZE),
    ROW1("pg_stat_get_numscans", INT8, OID, "toInt64(0 * $1)", "pg_stat_get_numscans(NULL)"),
    ROW1("pg_stat_get_live_tuples", INT8, OID, "toInt64(0 * $1)", "pg_stat_get_live_tuples(NULL)"),
    ROW1("age", INT4, XID, "toInt32(2147483647 + 0 * $1)", "age(NULL::xid)"),
    ROW3("pg_index_column_has_property", BOOL, REGCLASS, INT4, TEXT,
         "if($3 IN ('asc', 'orderable', 'nulls_last', 'returnable', 'search_array', "
         "'search_nulls'), true, if($3 IN ('desc', 'nulls_first', 'distance_orderable'), false, "
         "NULL))",
         "pg_index_column_has_property(0, 1, 'nope')", .called_on_null = true),
    ROW2("pg_has_role", BOOL, NAME, TEXT, "$1 = $1 AND $2 = $2",
         "pg_has_role(current_user, 'USAGE')"),
    ROW2("pg_has_role", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2", "pg_has_role(10::oid, 'USAGE')"),
    ROW3("pg_has_role", BOOL, NAME, NAME, TEXT, "$1 = $1 AND $2 = $2 AND $3 = $3",
         "pg_has_role(current_user, current_user, 'USAGE')"),
    ROW3("pg_has_role", BOOL, OID, NAME, TEXT, "$1 != 0 AND $2 = $2 AND $3 = $3",
         "pg_has_role(10::oid, current_user, 'USAGE'), pg_has_role(0::oid, current_user, 'USAGE')"),
    ROW3("pg_has_role", BOOL, NAME, OID, TEXT, "$1 = $1 AND $2 = $2",
         "pg_has_role(current_user, 10::oid, 'USAGE')"),
    ROW3("pg_has_role", BOOL, OID, OID, TEXT, "$1 = $1 AND $2 = $2",
         "pg_has_role(10::oid, 10::oid, 'USAGE')"),
    ROW1("current_setting", TEXT, TEXT,
         "if(" THROW_IF("NOT has(&2, lower($1))", "42704",
                        "unrecognized configuration parameter") ", NULL, "
                                                                "transform(lower($1), &2, &3, ''))",
         "current_setting('server_encoding'), current_setting('DateStyle')",
         .lookup = LOOKUP_SETTING, .called_on_null = true),
    ROW2("current_setting", TEXT, TEXT, BOOL,
         "if(isNull($1) OR isNull($2), NULL, if(" THROW_IF(
             "NOT $2 AND NOT has(&3, lower($1))", "42704",
             "unrecognized configuration parameter") ", NULL, "
                                                     "if(has(&3, lower($1)), transform(lower($1), "
                                                     "&3, &4, ''), NULL)))",
         "current_setting('server_encoding', true), current_setting('no.such', true)",
         .lookup = LOOKUP_SETTING, .called_on_null = true),
    ROW0("pg_postmaster_start_time", TIMESTAMPTZ, "toDateTime64(now() - uptime(), 6, 'UTC')",
         "pg_postmaster_start_time() IS NOT NULL", .never_null = true),
    ROW0("pg_conf_load_time", TIMESTAMPTZ, "toDateTime64(now() - uptime(), 6, 'UTC')",
         "pg_conf_load_time() IS NOT NULL", .never_null = true),
    ROW0("inet_server_port", INT4, "CAST(NULL AS Nullable(Int32))", "inet_server_port()",
         .called_on_null = true),
    ROW0("pg_is_in_recovery", BOOL, "false", "pg_is_in_recovery()", .never_null = true),
    ROW0("pg_my_temp_schema", OID, "toUInt32(0)", "pg_my_temp_schema() IS NOT NULL",
         .never_null = true),
};

const struct routine_table functions_system = TABLE(rows);
