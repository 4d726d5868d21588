/* has_…_privilege (manual, "Access Privilege Inquiry Functions"): the session's user owns what
 * there is, so they tell what is there from what is not. Names and kinds are looked at by
 * bind_privilege.c. */
#include "rewrite/routines/routine_row.h"

/* &o: the numbers that there are. */
#define IF_THERE(object, oids, last) "if(has(" oids ", " object "), " last " = " last ", NULL)"
#define LOOKUP(lookup_) .lookup = LOOKUP_##lookup_, .lookup_keys = true
/* The argument that names the object becomes the number behind such a name. */
#define NAMED(type_) .named_type = PG_##type_

/* For each way to say whose privilege it is: nobody's, a name, a number. */
#define OBJECT(name, type, lookup, named, kinds, by_oid, by_name)                                  \
    ROW2(name, BOOL, type, TEXT, IF_THERE("$1", "&3", "$2"),                                       \
         name "(" by_oid "::oid, '" kinds "')", LOOKUP(lookup)),                                   \
        ROW3(name, BOOL, NAME, type, TEXT, IF_THERE("$2", "&4", "$3"),                             \
             name "(current_user, " by_oid "::oid, '" kinds "')", LOOKUP(lookup)),                 \
        ROW3(name, BOOL, OID, type, TEXT, IF_THERE("$2", "&4", "$3"),                              \
             name "(10::oid, " by_oid "::oid, '" kinds "')", LOOKUP(lookup)),                      \
        ROW2(name, BOOL, TEXT, TEXT, IF_THERE("$1", "&3", "$2"),                                   \
             name "(" by_name ", '" kinds "')", LOOKUP(lookup), NAMED(named)),                     \
        ROW3(name, BOOL, NAME, TEXT, TEXT, IF_THERE("$2", "&4", "$3"),                             \
             name "(current_user, " by_name ", '" kinds "')", LOOKUP(lookup), NAMED(named)),       \
        ROW3(name, BOOL, OID, TEXT, TEXT, IF_THERE("$2", "&4", "$3"),                              \
             name "(10::oid, " by_name ", '" kinds "')", LOOKUP(lookup), NAMED(named))

/* Objects whose names no type of PostgreSQL stands for. */
#define PLAIN(name, oid_lookup, name_lookup, sqlstate, what, kinds, by_oid, by_name)               \
    ROW2(name, BOOL, OID, TEXT, IF_THERE("$1", "&3", "$2"), name "(" by_oid "::oid, '" kinds "')", \
         LOOKUP(oid_lookup)),                                                                      \
        ROW3(name, BOOL, NAME, OID, TEXT, IF_THERE("$2", "&4", "$3"),                              \
             name "(current_user, " by_oid "::oid, '" kinds "')", LOOKUP(oid_lookup)),             \
        ROW3(name, BOOL, OID, OID, TEXT, IF_THERE("$2", "&4", "$3"),                               \
             name "(10::oid, " by_oid "::oid, '" kinds "')", LOOKUP(oid_lookup)),                  \
        ROW2(name, BOOL, TEXT, TEXT,                                                               \
             CHECKED("NOT has(&3, $1)", sqlstate, what " does not exist", "$1 = $1 AND $2 = $2"),  \
             name "(" by_name ", '" kinds "')", LOOKUP(name_lookup)),                              \
        ROW3(name, BOOL, NAME, TEXT, TEXT,                                                         \
             CHECKED("NOT has(&4, $2)", sqlstate, what " does not exist", "$2 = $2 AND $3 = $3"),  \
             name "(current_user, " by_name ", '" kinds "')", LOOKUP(name_lookup)),                \
        ROW3(name, BOOL, OID, TEXT, TEXT,                                                          \
             CHECKED("NOT has(&4, $2)", sqlstate, what " does not exist", "$2 = $2 AND $3 = $3"),  \
             name "(10::oid, " by_name ", '" kinds "')", LOOKUP(name_lookup))

/* A column by name or number of a table. */
#define COLUMN(type, example)                                                                      \
    ROW3("has_column_privilege", BOOL, OID, type, TEXT, IF_THERE("$1", "&4", "$3"),                \
         "has_column_privilege(1259::oid, " example ", 'SELECT')", LOOKUP(RELATION_VISIBLE)),      \
        ROW3("has_column_privilege", BOOL, TEXT, type, TEXT, IF_THERE("$1", "&4", "$3"),           \
             "has_column_privilege('pg_class', " example ", 'SELECT')", LOOKUP(RELATION_VISIBLE),  \
             NAMED(REGCLASS)),                                                                     \
        ROW4("has_column_privilege", BOOL, NAME, OID, type, TEXT, IF_THERE("$2", "&5", "$4"),      \
             "has_column_privilege(current_user, 1259::oid, " example ", 'SELECT')",               \
             LOOKUP(RELATION_VISIBLE)),                                                            \
        ROW4("has_column_privilege", BOOL, NAME, TEXT, type, TEXT, IF_THERE("$2", "&5", "$4"),     \
             "has_column_privilege(current_user, 'pg_class', " example ", 'SELECT')",              \
             LOOKUP(RELATION_VISIBLE), NAMED(REGCLASS)),                                           \
        ROW4("has_column_privilege", BOOL, OID, OID, type, TEXT, IF_THERE("$2", "&5", "$4"),       \
             "has_column_privilege(10::oid, 1259::oid, " example ", 'SELECT')",                    \
             LOOKUP(RELATION_VISIBLE)),                                                            \
        ROW4("has_column_privilege", BOOL, OID, TEXT, type, TEXT, IF_THERE("$2", "&5", "$4"),      \
             "has_column_privilege(10::oid, 'pg_class', " example ", 'SELECT')",                   \
             LOOKUP(RELATION_VISIBLE), NAMED(REGCLASS))

static const struct routine rows[] = {
    OBJECT("has_table_privilege", OID, RELATION_VISIBLE, REGCLASS, "SELECT", "1259", "'pg_class'"),
    OBJECT("has_any_column_privilege", OID, RELATION_VISIBLE, REGCLASS, "SELECT", "1259",
           "'pg_catalog.pg_class'"),
    OBJECT("has_sequence_privilege", OID, RELATION_VISIBLE, REGCLASS, "USAGE", "NULL",
           "NULL::text"),
    OBJECT("has_schema_privilege", OID, SCHEMA_NAME, REGNAMESPACE, "USAGE", "11", "'pg_catalog'"),
    OBJECT("has_type_privilege", OID, TYPE_NAME, REGTYPE, "USAGE", "23", "'int4'"),
    OBJECT("has_function_privilege", OID, FUNCTION_NAME, REGPROC, "EXECUTE", "870", "NULL::text"),
    PLAIN("has_database_privilege", DATABASE_OID, DATABASE_NAME, "3D000", "database", "CONNECT",
          "NULL", "current_database()"),
    PLAIN("has_language_privilege", LANGUAGE_OID, LANGUAGE_NAME, "42704", "language", "USAGE", "12",
          "'internal'"),
    PLAIN("has_tablespace_privilege", TABLESPACE_OID, TABLESPACE_NAME, "42704", "tablespace",
          "CREATE", "1663", "'pg_default'"),
    PLAIN("has_server_privilege", NOTHING_OID, NOTHING_NAME, "42704", "server", "USAGE", "4711",
          "NULL::text"),
    PLAIN("has_foreign_data_wrapper_privilege", NOTHING_OID, NOTHING_NAME, "42704",
          "foreign-data wrapper", "USAGE", "4711", "NULL::text"),
    COLUMN(INT2, "2::int2"),
    COLUMN(TEXT, "'relname'"),
};

const struct routine_table functions_privilege = TABLE(rows);
