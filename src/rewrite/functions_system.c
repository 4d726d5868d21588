/* Catalog functions (manual, "System Information Functions"): rows of pg_proc and how ClickHouse
 * says the same. Those with a lookup find its keys and values behind their own arguments. */
#include "rewrite/routine_row.h"

/* NULL where nothing is found. */
#define FOUND(key, keys, values) "nullIf(transform(" key ", &" keys ", &" values ", ''), '')"
#define NO_TEXT "CAST(NULL, 'Nullable(String)')"

/* With a type modifier: what numeric(p,s) and the like add to the name. */
#define WITH_TYPMOD(name)                                                                          \
    "multiIf(isNull($1), NULL, $1 = 0, '-', isNull($2), " name                                     \
    ", $1 = 1042 AND $2 < 0, 'bpchar', $2 < 0, " name ", $1 IN (1042, 1043), concat(" name         \
    ", '(', toString($2 - 4), ')'), "                                                              \
    "$1 = 1700, concat('numeric(', toString(intDiv($2 - 4, 65536)), ',', "                         \
    "toString(bitXor(bitAnd($2 - 4, 2047), 1024) - 1024), ')'), "                                  \
    "$1 IN (1083, 1114, 1184), concat(substringIndex(" name ", ' ', 1), '(', toString($2), ')', "  \
    "substring(" name ", length(substringIndex(" name ", ' ', 1)) + 1)), " name ")"

static const struct routine rows[] = {
    ROW2("format_type", TEXT, OID, INT4,
         WITH_TYPMOD(
             "if(transform($1, &3, &4, '') = '', repeat('?', 3), transform($1, &3, &4, ''))"),
         "format_type(23, NULL), format_type(1700, 655366), format_type(1043, 14), "
         "format_type(1042, -1), format_type(1042, NULL), format_type(1007, -1), "
         "format_type(NULL::oid, 3), format_type(0, -1), format_type(1184, 3)",
         .lookup = LOOKUP_TYPE_NAME, .called_on_null = true),
    ROW1("pg_table_is_visible", BOOL, OID, "has(&2, $1)",
         "pg_table_is_visible(1259), pg_table_is_visible(NULL)", .lookup = LOOKUP_RELATION_VISIBLE),
    ROW1("pg_type_is_visible", BOOL, OID, "$1 = $1", "pg_type_is_visible(23)"),
    ROW1("pg_function_is_visible", BOOL, OID, "$1 = $1", "pg_function_is_visible(1397)"),
    ROW1("pg_operator_is_visible", BOOL, OID, "$1 = $1", "pg_operator_is_visible(96)"),
    ROW1("pg_opclass_is_visible", BOOL, OID, "$1 = $1", "pg_opclass_is_visible(NULL)"),
    ROW1("pg_collation_is_visible", BOOL, OID, "$1 = $1", "pg_collation_is_visible(100)"),
    ROW1("pg_conversion_is_visible", BOOL, OID, "$1 = $1", "pg_conversion_is_visible(NULL)"),
    ROW1("pg_statistics_obj_is_visible", BOOL, OID, "$1 = $1",
         "pg_statistics_obj_is_visible(NULL)"),
    ROW1("pg_ts_config_is_visible", BOOL, OID, "$1 = $1", "pg_ts_config_is_visible(NULL)"),
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
    ROW1("pg_relation_size", INT8, OID, "toInt64(" FOUND("$1", "2", "3") ")",
         "pg_relation_size(4711)", .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_table_size", INT8, OID, "toInt64(" FOUND("$1", "2", "3") ")", "pg_table_size(4711)",
         .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_total_relation_size", INT8, OID, "toInt64(" FOUND("$1", "2", "3") ")",
         "pg_total_relation_size(4711)", .lookup = LOOKUP_RELATION_SIZE, .called_on_null = true),
    ROW1("pg_indexes_size", INT8, OID, "toInt64(0 * $1)", "pg_indexes_size(NULL)"),
    ROW0("pg_is_in_recovery", BOOL, "false", "pg_is_in_recovery()", .never_null = true),
    ROW0("pg_my_temp_schema", OID, "toUInt32(0)", "pg_my_temp_schema() IS NOT NULL",
         .never_null = true),
    ROW2("has_table_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_table_privilege(1259::oid, 'SELECT')"),
    ROW2("has_table_privilege", BOOL, TEXT, TEXT, "$1 = $1 AND $2 = $2",
         "has_table_privilege('pg_catalog.pg_class', 'SELECT')"),
    ROW2("has_schema_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_schema_privilege(11::oid, 'USAGE')"),
    ROW2("has_schema_privilege", BOOL, TEXT, TEXT, "$1 = $1 AND $2 = $2",
         "has_schema_privilege('pg_catalog', 'USAGE')"),
    ROW2("has_database_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_database_privilege(NULL::oid, 'CONNECT')"),
    ROW2("has_database_privilege", BOOL, TEXT, TEXT, "$1 = $1 AND $2 = $2",
         "has_database_privilege(current_database(), 'CONNECT')"),
    ROW3("has_column_privilege", BOOL, OID, INT2, TEXT, "$1 = $1 AND $3 = $3",
         "has_column_privilege(1259::oid, 2::int2, 'SELECT')"),
    ROW3("has_column_privilege", BOOL, OID, TEXT, TEXT, "$1 = $1 AND $3 = $3",
         "has_column_privilege(1259::oid, 'relname', 'SELECT')"),
    ROW2("has_any_column_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_any_column_privilege(1259::oid, 'SELECT')"),
    ROW2("has_function_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_function_privilege(NULL::oid, 'EXECUTE')"),
    ROW2("has_sequence_privilege", BOOL, OID, TEXT, "$1 = $1 AND $2 = $2",
         "has_sequence_privilege(NULL::oid, 'USAGE')"),
};

const struct routine_table functions_system = TABLE(rows);
