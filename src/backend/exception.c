/* ClickHouse's exceptions as PostgreSQL's errors. Does not know how they were transported. */
#include "backend/exception.h"

#include <ctype.h>

#define THROW_IF_CODE 395
#define PARSE_CODE 6

struct exception_row {
    int code; /* ClickHouse's ErrorCodes.cpp; the names are system.errors' */
    const char *sqlstate;
};

static const struct exception_row exception_rows[] = {
    {1, SQLSTATE_FEATURE_NOT_SUPPORTED},          /* UNSUPPORTED_METHOD */
    {6, SQLSTATE_INVALID_TEXT_REPRESENTATION},    /* CANNOT_PARSE_TEXT */
    {8, SQLSTATE_UNDEFINED_COLUMN},               /* THERE_IS_NO_COLUMN */
    {10, SQLSTATE_UNDEFINED_COLUMN},              /* NOT_FOUND_COLUMN_IN_BLOCK */
    {15, SQLSTATE_DUPLICATE_COLUMN},              /* DUPLICATE_COLUMN */
    {16, SQLSTATE_UNDEFINED_COLUMN},              /* NO_SUCH_COLUMN_IN_TABLE */
    {25, SQLSTATE_INVALID_ESCAPE_SEQUENCE},       /* CANNOT_PARSE_ESCAPE_SEQUENCE */
    {26, SQLSTATE_INVALID_TEXT_REPRESENTATION},   /* CANNOT_PARSE_QUOTED_STRING */
    {27, SQLSTATE_INVALID_TEXT_REPRESENTATION},   /* CANNOT_PARSE_INPUT_ASSERTION_FAILED */
    {34, SQLSTATE_UNDEFINED_FUNCTION},            /* TOO_MANY_ARGUMENTS_FOR_FUNCTION */
    {35, SQLSTATE_UNDEFINED_FUNCTION},            /* TOO_FEW_ARGUMENTS_FOR_FUNCTION */
    {36, SQLSTATE_INVALID_PARAMETER_VALUE},       /* BAD_ARGUMENTS */
    {38, SQLSTATE_INVALID_DATETIME_FORMAT},       /* CANNOT_PARSE_DATE */
    {41, SQLSTATE_INVALID_DATETIME_FORMAT},       /* CANNOT_PARSE_DATETIME */
    {42, SQLSTATE_UNDEFINED_FUNCTION},            /* NUMBER_OF_ARGUMENTS_DOESNT_MATCH */
    {43, SQLSTATE_DATATYPE_MISMATCH},             /* ILLEGAL_TYPE_OF_ARGUMENT */
    {44, SQLSTATE_DATATYPE_MISMATCH},             /* ILLEGAL_COLUMN */
    {46, SQLSTATE_UNDEFINED_FUNCTION},            /* UNKNOWN_FUNCTION */
    {47, SQLSTATE_UNDEFINED_COLUMN},              /* UNKNOWN_IDENTIFIER */
    {48, SQLSTATE_FEATURE_NOT_SUPPORTED},         /* NOT_IMPLEMENTED */
    {50, SQLSTATE_UNDEFINED_OBJECT},              /* UNKNOWN_TYPE */
    {53, SQLSTATE_DATATYPE_MISMATCH},             /* TYPE_MISMATCH */
    {57, SQLSTATE_DUPLICATE_TABLE},               /* TABLE_ALREADY_EXISTS */
    {60, SQLSTATE_UNDEFINED_TABLE},               /* UNKNOWN_TABLE */
    {62, SQLSTATE_SYNTAX_ERROR},                  /* SYNTAX_ERROR */
    {63, SQLSTATE_UNDEFINED_FUNCTION},            /* UNKNOWN_AGGREGATE_FUNCTION */
    {69, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE},    /* ARGUMENT_OUT_OF_BOUND */
    {70, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE},    /* CANNOT_CONVERT_TYPE: accurateCast */
    {72, SQLSTATE_INVALID_TEXT_REPRESENTATION},   /* CANNOT_PARSE_NUMBER */
    {81, SQLSTATE_INVALID_SCHEMA_NAME},           /* UNKNOWN_DATABASE */
    {82, "42P06"},                                /* DATABASE_ALREADY_EXISTS: duplicate_schema */
    {115, SQLSTATE_UNDEFINED_OBJECT},             /* UNKNOWN_SETTING */
    {117, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* INCORRECT_DATA */
    {125, SQLSTATE_CARDINALITY_VIOLATION},        /* INCORRECT_RESULT_OF_SCALAR_SUBQUERY */
    {128, SQLSTATE_PROGRAM_LIMIT_EXCEEDED},       /* TOO_LARGE_ARRAY_SIZE */
    {131, SQLSTATE_PROGRAM_LIMIT_EXCEEDED},       /* TOO_LARGE_STRING_SIZE */
    {153, SQLSTATE_DIVISION_BY_ZERO},             /* ILLEGAL_DIVISION */
    {158, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* TOO_MANY_ROWS */
    {159, SQLSTATE_QUERY_CANCELED},               /* TIMEOUT_EXCEEDED */
    {160, SQLSTATE_QUERY_CANCELED},               /* TOO_SLOW */
    {161, SQLSTATE_TOO_MANY_COLUMNS},             /* TOO_MANY_COLUMNS */
    {162, SQLSTATE_STATEMENT_TOO_COMPLEX},        /* TOO_DEEP_SUBQUERIES */
    {164, "25006"},                               /* READONLY: read_only_sql_transaction */
    {167, SQLSTATE_STATEMENT_TOO_COMPLEX},        /* TOO_DEEP_AST */
    {168, SQLSTATE_STATEMENT_TOO_COMPLEX},        /* TOO_BIG_AST */
    {173, SQLSTATE_OUT_OF_MEMORY},                /* CANNOT_ALLOCATE_MEMORY */
    {179, SQLSTATE_DUPLICATE_ALIAS},              /* MULTIPLE_EXPRESSIONS_FOR_ALIAS */
    {184, SQLSTATE_GROUPING_ERROR},               /* ILLEGAL_AGGREGATION */
    {191, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* SET_SIZE_LIMIT_EXCEEDED */
    {192, SQLSTATE_INVALID_AUTHORIZATION},        /* UNKNOWN_USER */
    {193, "28P01"},                               /* WRONG_PASSWORD: invalid_password */
    {194, "28P01"},                               /* REQUIRED_PASSWORD */
    {201, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* QUOTA_EXCEEDED */
    {202, SQLSTATE_TOO_MANY_CONNECTIONS},         /* TOO_MANY_SIMULTANEOUS_QUERIES */
    {207, SQLSTATE_AMBIGUOUS_COLUMN},             /* AMBIGUOUS_IDENTIFIER */
    {209, SQLSTATE_CONNECTION_FAILURE},           /* SOCKET_TIMEOUT */
    {210, SQLSTATE_CONNECTION_FAILURE},           /* NETWORK_ERROR */
    {215, SQLSTATE_GROUPING_ERROR},               /* NOT_AN_AGGREGATE */
    {218, SQLSTATE_UNDEFINED_TABLE},              /* TABLE_IS_DROPPED */
    {229, SQLSTATE_PROGRAM_LIMIT_EXCEEDED},       /* QUERY_IS_TOO_LARGE */
    {236, SQLSTATE_QUERY_CANCELED},               /* ABORTED */
    {241, SQLSTATE_OUT_OF_MEMORY},                /* MEMORY_LIMIT_EXCEEDED */
    {242, "25006"},                               /* TABLE_IS_READ_ONLY */
    {243, SQLSTATE_DISK_FULL},                    /* NOT_ENOUGH_SPACE */
    {252, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* TOO_MANY_PARTS */
    {291, SQLSTATE_INSUFFICIENT_PRIVILEGE},       /* DATABASE_ACCESS_DENIED */
    {306, SQLSTATE_STATEMENT_TOO_COMPLEX},        /* TOO_DEEP_RECURSION */
    {307, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* TOO_MANY_BYTES */
    {321, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE},   /* VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE */
    {349, SQLSTATE_NOT_NULL_VIOLATION},           /* CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN */
    {352, SQLSTATE_AMBIGUOUS_COLUMN},             /* AMBIGUOUS_COLUMN_NAME */
    {376, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* CANNOT_PARSE_UUID */
    {386, SQLSTATE_DATATYPE_MISMATCH},            /* NO_COMMON_TYPE */
    {394, SQLSTATE_QUERY_CANCELED},               /* QUERY_WAS_CANCELLED */
    {396, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED}, /* TOO_MANY_ROWS_OR_BYTES */
    {403, SQLSTATE_FEATURE_NOT_SUPPORTED},        /* INVALID_JOIN_ON_EXPRESSION */
    {407, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE},   /* DECIMAL_OVERFLOW */
    {427, "2201B"},                               /* CANNOT_COMPILE_REGEXP */
    {441, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING */
    {446, SQLSTATE_INSUFFICIENT_PRIVILEGE},       /* FUNCTION_NOT_ALLOWED */
    {467, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* CANNOT_PARSE_BOOL */
    {469, "23514"},                               /* VIOLATED_CONSTRAINT: check_violation */
    {497, SQLSTATE_INSUFFICIENT_PRIVILEGE},       /* ACCESS_DENIED */
    {516, "28P01"},                               /* AUTHENTICATION_FAILED */
    {630, "2BP01"},                               /* HAVE_DEPENDENT_OBJECTS */
    {675, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* CANNOT_PARSE_IPV4 */
    {676, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* CANNOT_PARSE_IPV6 */
    {677, SQLSTATE_QUERY_CANCELED},               /* THREAD_WAS_CANCELED */
    {691, SQLSTATE_INVALID_TEXT_REPRESENTATION},  /* UNKNOWN_ELEMENT_OF_ENUM */
    {735, SQLSTATE_QUERY_CANCELED},               /* QUERY_WAS_CANCELLED_BY_CLIENT */
};

/* Where PostgreSQL has words of its own: the first row whose code and text fit. */
static const struct {
    int code;
    const char *contains;
    const char *sqlstate, *message;
} known_messages[] = {
    {125, "more than one row", SQLSTATE_CARDINALITY_VIOLATION,
     "more than one row returned by a subquery used as an expression"},
    /* A fault of its join order, for tables of which no column is used. */
    {49, "[__join_result_dummy]", SQLSTATE_FEATURE_NOT_SUPPORTED,
     "ClickHouse cannot join so many tables of which no column is used"},
    {70, "into type Int64", SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range"},
    {70, "into type Int32", SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range"},
    {70, "into type Int16", SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "smallint out of range"},
    {153, "minimal signed number", SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range"},
    {153, "", SQLSTATE_DIVISION_BY_ZERO, "division by zero"},
    {407, "", SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format"},
};

static const char *sqlstate_of(int code)
{
    for (size_t i = 0; i < sizeof exception_rows / sizeof *exception_rows; i++)
        if (exception_rows[i].code == code)
            return exception_rows[i].sqlstate;
    return SQLSTATE_INTERNAL_ERROR;
}

static struct str trim(struct str text)
{
    while (text.size > 0 && isspace((unsigned char)text.data[0]))
        text = str_skip(text, 1);
    while (text.size > 0 && isspace((unsigned char)text.data[text.size - 1]))
        text.size--;
    return text;
}

static bool find(struct str text, const char *what, size_t *at)
{
    const char *found = text.size ? memmem(text.data, text.size, what, strlen(what)) : NULL;
    if (found)
        *at = (size_t)(found - text.data);
    return found != NULL;
}

static struct str cut_at(struct str text, const char *what)
{
    size_t at;
    if (find(text, what, &at))
        text.size = at;
    return text;
}

int exception_code(struct str text)
{
    text = trim(text);
    if (!str_starts(text, STR("Code: ")))
        return 0;
    text = str_skip(text, strlen("Code: "));
    int code = 0;
    for (size_t i = 0; i < text.size && i < 6 && isdigit((unsigned char)text.data[i]); i++)
        code = code * 10 + (text.data[i] - '0');
    return code;
}

/* "… (NAME)" without the name, which is in capitals. */
static struct str cut_name(struct str text)
{
    if (text.size == 0 || text.data[text.size - 1] != ')')
        return text;
    size_t at = text.size - 1;
    while (at > 0 && (isupper((unsigned char)text.data[at - 1]) || text.data[at - 1] == '_' ||
                      isdigit((unsigned char)text.data[at - 1])))
        at--;
    if (at > 1 && at < text.size - 1 && text.data[at - 1] == '(')
        text.size = at - 1;
    return trim(text);
}

/* Takes the wrapping off: what is left is what went wrong. */
static struct str unwrap(struct str text)
{
    size_t at;
    if (exception_code(text) && find(text, "DB::Exception: ", &at))
        text = str_skip(text, at + strlen("DB::Exception: "));
    while (str_starts(text, STR("DB::Exception: ")))
        text = str_skip(text, strlen("DB::Exception: "));
    text = cut_at(text, ", e.what() = "); /* versions before 20 */
    text = cut_name(trim(cut_at(text, "(version ")));
    if (text.size > 0 && text.data[text.size - 1] == '.')
        text.size--;
    return text;
}

/* pgpivot[SQLSTATE]: message, raised by emitted SQL. */
static bool read_marker(struct str text, struct err *err)
{
    static const char *const ends[] = {": while executing", ": In scope ",
                                       ". (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)"};
    size_t at, prefix = strlen("pgpivot["), head = strlen("pgpivot[00000]: ");
    if (!find(text, "pgpivot[", &at) || text.size - at < head)
        return false;
    text = str_skip(text, at);
    char sqlstate[6] = {0};
    memcpy(sqlstate, text.data + prefix, 5);
    if (memcmp(text.data + prefix + 5, "]: ", 3) != 0)
        return false;
    text = str_skip(text, head);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        text = cut_at(text, ends[i]);
    err_set(err, sqlstate, 0, "%.*s", (int)text.size, text.data);
    return true;
}

/*
 * The same with a value in it, which throwIf cannot say: raised by reading the message as a number
 * (rewrite/cast_text.h). ClickHouse quotes it as one of its string literals.
 */
static bool read_quoted_marker(struct str text, struct err *err)
{
    static const char letters[] = "bfnrt0", bytes[] = "\b\f\n\r\t";
    size_t prefix = strlen("Cannot parse string '"), head = strlen("pgpivot[00000]: ");
    char message[512], sqlstate[6] = {0};
    size_t n = 0;
    if (!str_starts(text, STR("Cannot parse string 'pgpivot[")) || text.size < prefix + head)
        return false;
    memcpy(sqlstate, text.data + prefix + strlen("pgpivot["), 5);
    text = str_skip(text, prefix + head);
    for (size_t i = 0; i < text.size && text.data[i] != '\'' && n < sizeof message - 1; i++) {
        bool is_escape = text.data[i] == '\\' && i + 1 < text.size;
        char c = text.data[i += is_escape];
        const char *letter = is_escape && c ? strchr(letters, c) : NULL;
        message[n++] = letter ? bytes[letter - letters] : c;
    }
    return !err_set(err, sqlstate, 0, "%.*s", (int)n, message);
}

static bool read_known(struct str text, int code, struct err *err)
{
    size_t at;
    for (size_t i = 0; i < sizeof known_messages / sizeof *known_messages; i++)
        if (known_messages[i].code == code && find(text, known_messages[i].contains, &at)) {
            err_set(err, known_messages[i].sqlstate, 0, "%s", known_messages[i].message);
            return true;
        }
    return false;
}

bool exception_read(struct str text, int code, struct err *err)
{
    if (code == 0)
        code = exception_code(text);
    /* Other exceptions quote the query, markers and all: only throwIf's own message counts. */
    if (code == THROW_IF_CODE && read_marker(text, err))
        return false;
    if (code == PARSE_CODE && read_quoted_marker(unwrap(trim(text)), err))
        return false;
    if (read_known(text, code, err))
        return false;
    text = cut_at(unwrap(trim(text)), ": In scope ");
    if (text.size == 0)
        return err_set(err, sqlstate_of(code), 0, "ClickHouse error %d", code);
    return err_set(err, sqlstate_of(code), 0, "%.*s", (int)text.size, text.data);
}
