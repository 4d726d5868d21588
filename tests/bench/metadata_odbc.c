/*
 * Times psqlODBC's catalog functions on table_7 of the schema pivot: NAME<tab>MILLISECONDS, the
 * best of RUNS.
 *
 *     metadata_odbc CONNECTION-STRING RUNS
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sql.h>
#include <sqlext.h>

#define TEXT(s) ((SQLCHAR *)(s))
#define SCHEMA NULL, 0, TEXT("pivot"), SQL_NTS
#define TABLE SCHEMA, TEXT("table_7"), SQL_NTS

static SQLRETURN ask_tables(SQLHSTMT s)
{
    return SQLTables(s, SCHEMA, TEXT("%"), SQL_NTS, TEXT("TABLE,VIEW"), SQL_NTS);
}

static SQLRETURN ask_columns(SQLHSTMT s)
{
    return SQLColumns(s, TABLE, NULL, 0);
}

static SQLRETURN ask_all_columns(SQLHSTMT s)
{
    return SQLColumns(s, SCHEMA, TEXT("%"), SQL_NTS, NULL, 0);
}

static SQLRETURN ask_primary_keys(SQLHSTMT s)
{
    return SQLPrimaryKeys(s, TABLE);
}

static SQLRETURN ask_foreign_keys(SQLHSTMT s)
{
    return SQLForeignKeys(s, NULL, 0, NULL, 0, NULL, 0, TABLE);
}

static SQLRETURN ask_statistics(SQLHSTMT s)
{
    return SQLStatistics(s, TABLE, SQL_INDEX_ALL, SQL_QUICK);
}

static SQLRETURN ask_special_columns(SQLHSTMT s)
{
    return SQLSpecialColumns(s, SQL_BEST_ROWID, TABLE, SQL_SCOPE_SESSION, SQL_NULLABLE);
}

static SQLRETURN ask_privileges(SQLHSTMT s)
{
    return SQLTablePrivileges(s, TABLE);
}

static SQLRETURN ask_procedures(SQLHSTMT s)
{
    return SQLProcedures(s, SCHEMA, TEXT("%"), SQL_NTS);
}

static SQLRETURN ask_types(SQLHSTMT s)
{
    return SQLGetTypeInfo(s, SQL_ALL_TYPES);
}

static const struct {
    const char *name;
    SQLRETURN (*ask)(SQLHSTMT statement);
} questions[] = {
    {"SQLTables", ask_tables},
    {"SQLColumns", ask_columns},
    {"SQLColumns(schema)", ask_all_columns},
    {"SQLPrimaryKeys", ask_primary_keys},
    {"SQLForeignKeys", ask_foreign_keys},
    {"SQLStatistics", ask_statistics},
    {"SQLSpecialColumns", ask_special_columns},
    {"SQLTablePrivileges", ask_privileges},
    {"SQLProcedures", ask_procedures},
    {"SQLGetTypeInfo", ask_types},
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double time_question(SQLHDBC connection, size_t i)
{
    SQLHSTMT statement = NULL;
    double start = now_ms();
    SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
    if (!SQL_SUCCEEDED(questions[i].ask(statement)))
        fprintf(stderr, "%s failed\n", questions[i].name);
    while (SQL_SUCCEEDED(SQLFetch(statement)))
        ;
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    return now_ms() - start;
}

static SQLHDBC open_connection(SQLHENV environment, const char *text)
{
    SQLHDBC connection = NULL;
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
    if (!SQL_SUCCEEDED(SQLDriverConnect(connection, NULL, TEXT(text), SQL_NTS, NULL, 0, NULL,
                                        SQL_DRIVER_NOPROMPT))) {
        fprintf(stderr, "cannot connect\n");
        exit(1);
    }
    return connection;
}

static void close_connection(SQLHDBC connection)
{
    SQLDisconnect(connection);
    SQLFreeHandle(SQL_HANDLE_DBC, connection);
}

static void time_questions(SQLHDBC connection, long runs)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        double best = 1e9;
        for (long run = 0; run < runs; run++) {
            double took = time_question(connection, i);
            best = took < best ? took : best;
        }
        printf("%s\t%.3f\n", questions[i].name, best);
    }
}

static void time_connecting(SQLHENV environment, const char *text, long runs)
{
    double best = 1e9;
    for (long run = 0; run < runs; run++) {
        double start = now_ms();
        close_connection(open_connection(environment, text));
        best = now_ms() - start < best ? now_ms() - start : best;
    }
    printf("connect\t%.3f\n", best);
}

int main(int argc, char **argv)
{
    SQLHENV environment = NULL;
    if (argc < 3)
        return 2;
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
    SQLHDBC connection = open_connection(environment, argv[1]);
    time_questions(connection, atol(argv[2]));
    close_connection(connection);
    time_connecting(environment, argv[1], atol(argv[2]));
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    return 0;
}
