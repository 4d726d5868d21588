/*
 * psqlODBC: what an application sees of a server, as text. The script of drivers/run compares it
 * with what it sees of PostgreSQL; knows neither.
 *
 *     odbc CONNECTION-STRING
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sql.h>
#include <sqlext.h>

#define TEXT(s) ((SQLCHAR *)(s))

static SQLHDBC connection;

/* --- what comes back --- */

static void print_errors(SQLSMALLINT type, SQLHANDLE handle)
{
    SQLCHAR state[6], message[1024];
    SQLINTEGER native;
    SQLSMALLINT size;
    for (SQLSMALLINT i = 1; SQL_SUCCEEDED(
             SQLGetDiagRec(type, handle, i, state, &native, message, sizeof message, &size));
         i++)
        printf("  %s %s\n", (char *)state, (char *)message);
}

static bool fine(SQLHSTMT statement, SQLRETURN result)
{
    if (!SQL_SUCCEEDED(result) && result != SQL_NO_DATA)
        print_errors(SQL_HANDLE_STMT, statement);
    return SQL_SUCCEEDED(result);
}

static SQLHSTMT new_statement(void)
{
    SQLHSTMT statement = NULL;
    SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
    return statement;
}

static SQLSMALLINT print_columns(SQLHSTMT statement)
{
    SQLSMALLINT n = 0;
    SQLNumResultCols(statement, &n);
    for (SQLSMALLINT i = 1; i <= n; i++) {
        SQLCHAR name[128] = "";
        SQLSMALLINT size, type = 0, scale = 0, nullable = 0;
        SQLULEN length = 0;
        SQLDescribeCol(statement, (SQLUSMALLINT)i, name, sizeof name, &size, &type, &length, &scale,
                       &nullable);
        printf("  %s: type %d, %lu.%d, %s\n", (char *)name, type, (unsigned long)length, scale,
               nullable == SQL_NO_NULLS ? "not null" : "null");
    }
    return n;
}

static void print_row(SQLHSTMT statement, SQLSMALLINT n)
{
    for (SQLSMALLINT i = 1; i <= n; i++) {
        char value[512];
        SQLLEN size = 0;
        SQLRETURN result =
            SQLGetData(statement, (SQLUSMALLINT)i, SQL_C_CHAR, value, sizeof value, &size);
        printf("%s%s", i > 1 ? "|" : "  = ",
               !SQL_SUCCEEDED(result)  ? "(error)"
               : size == SQL_NULL_DATA ? "NULL"
                                       : value);
    }
    printf("\n");
}

/* All results of a statement; of each at most as many rows. */
static void print_results(SQLHSTMT statement, long max_rows)
{
    do {
        SQLSMALLINT n = print_columns(statement);
        SQLLEN affected = 0;
        long rows = 0;
        SQLRETURN result = SQL_NO_DATA;
        if (n == 0 && SQL_SUCCEEDED(SQLRowCount(statement, &affected)))
            printf("  %ld rows affected\n", (long)affected);
        while (n && rows < max_rows && fine(statement, result = SQLFetch(statement))) {
            rows++;
            print_row(statement, n);
        }
        if (n)
            printf("  %ld rows%s\n", rows, result == SQL_NO_DATA ? "" : " so far");
    } while (SQL_SUCCEEDED(SQLMoreResults(statement)));
}

static void direct(const char *sql)
{
    SQLHSTMT statement = new_statement();
    printf("%s\n", sql);
    if (fine(statement, SQLExecDirect(statement, TEXT(sql), SQL_NTS)))
        print_results(statement, 100);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* --- statements --- */

static void test_statements(void)
{
    static const char *const statements[] = {
        "SELECT * FROM kinds ORDER BY id",
        "SELECT id AS \"Name\", n * 2, upper(t), count(*) OVER (), v, c FROM kinds WHERE id < 3 "
        "ORDER BY id",
        "SELECT * FROM kinds WHERE 1 = 0",
        "INSERT INTO written VALUES (1, 'a', 1.5), (2, 'b', NULL)",
        "UPDATE written SET amount = 2 WHERE id = 2",
        "SELECT * FROM written ORDER BY id",
        "DELETE FROM written",
        "SELECT 1; SELECT 'two'",
        "SELECT nothing FROM kinds",
        "SELECT * FROM nothing",
        "SELECT 1/(id - 1) FROM kinds",
        "{call lower('UP')}",
        "SELECT {fn ucase('up')}, {fn length('four')}, {d '2020-02-29'}, {ts '2020-01-01 "
        "00:00:00'}, {fn ifnull(NULL, 'x')}",
        "SELECT x FROM many ORDER BY x LIMIT 3 OFFSET 1000",
        "SELECT count(*), sum(x), avg(x) FROM many",
    };
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        direct(statements[i]);
}

/* More rows than one FETCH takes when cursors are declared. */
static void test_many_rows(void)
{
    SQLHSTMT statement = new_statement();
    SQLINTEGER x = 0;
    SQLLEN size = 0;
    long rows = 0, sum = 0;
    printf("many rows\n");
    fine(statement, SQLExecDirect(statement, TEXT("SELECT x FROM many"), SQL_NTS));
    SQLBindCol(statement, 1, SQL_C_SLONG, &x, 0, &size);
    while (fine(statement, SQLFetch(statement))) {
        rows++;
        sum += x;
    }
    printf("  %ld rows, sum %ld\n", rows, sum);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* Only some rows are read: the cursor is closed before its end. */
static void test_close(void)
{
    SQLHSTMT statement = new_statement();
    printf("closed before its end\n");
    for (int i = 0; i < 2; i++) {
        fine(statement, SQLExecDirect(statement, TEXT("SELECT x FROM many ORDER BY x"), SQL_NTS));
        fine(statement, SQLFetch(statement));
        print_row(statement, 1);
        fine(statement, SQLFreeStmt(statement, SQL_CLOSE));
    }
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

static void test_scroll(void)
{
    static const struct {
        SQLUSMALLINT way;
        SQLLEN offset;
    } moves[] = {{SQL_FETCH_LAST, 0},      {SQL_FETCH_FIRST, 0},    {SQL_FETCH_NEXT, 0},
                 {SQL_FETCH_ABSOLUTE, 50}, {SQL_FETCH_RELATIVE, 7}, {SQL_FETCH_PRIOR, 0},
                 {SQL_FETCH_ABSOLUTE, -2}, {SQL_FETCH_NEXT, 0},     {SQL_FETCH_NEXT, 0}};
    SQLHSTMT statement = new_statement();
    printf("scroll\n");
    SQLSetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0);
    fine(statement, SQLExecDirect(statement, TEXT("SELECT x FROM many ORDER BY x"), SQL_NTS));
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (fine(statement, SQLFetchScroll(statement, moves[i].way, moves[i].offset)))
            print_row(statement, 1);
        else
            printf("  no row\n");
    }
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* --- parameters --- */

static void print_parameters(SQLHSTMT statement)
{
    SQLSMALLINT n = 0;
    SQLNumParams(statement, &n);
    for (SQLSMALLINT i = 1; i <= n; i++) {
        SQLSMALLINT type = 0, scale = 0, nullable = 0;
        SQLULEN size = 0;
        if (fine(statement,
                 SQLDescribeParam(statement, (SQLUSMALLINT)i, &type, &size, &scale, &nullable)))
            printf("  parameter %d: type %d, %lu.%d\n", i, type, (unsigned long)size, scale);
    }
}

static void bind_text(SQLHSTMT statement, SQLUSMALLINT i, SQLSMALLINT type, const char *value)
{
    static SQLLEN null = SQL_NULL_DATA, terminated = SQL_NTS;
    SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_CHAR, type, 100, 3, (SQLPOINTER)value, 0,
                     value ? &terminated : &null);
}

static void test_parameters(void)
{
    SQLHSTMT statement = new_statement();
    SQLINTEGER id = 1;
    double f8 = 0.1;
    printf("parameters\n");
    fine(statement, SQLPrepare(statement,
                               TEXT("SELECT id, t, ? FROM kinds WHERE id = ? AND f8 = ? AND d > ?"
                                    " AND n < ? AND b = ? LIMIT ?"),
                               SQL_NTS));
    print_columns(statement);
    print_parameters(statement);
    SQLINTEGER limit = 5;
    bind_text(statement, 1, SQL_VARCHAR, "a 'quoted' \\ one");
    SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &id, 0, NULL);
    SQLBindParameter(statement, 3, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 0, 0, &f8, 0, NULL);
    bind_text(statement, 4, SQL_TYPE_DATE, "2000-01-01");
    bind_text(statement, 5, SQL_NUMERIC, "99999.125");
    bind_text(statement, 6, SQL_BIT, "1");
    SQLBindParameter(statement, 7, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &limit, 0,
                     NULL);
    for (id = 1; id <= 2; id++) {
        if (fine(statement, SQLExecute(statement)))
            print_results(statement, 10);
        SQLFreeStmt(statement, SQL_CLOSE);
    }
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

static void test_written(void)
{
    SQLHSTMT statement = new_statement();
    SQLINTEGER id;
    printf("rows written with parameters\n");
    fine(statement, SQLPrepare(statement, TEXT("INSERT INTO written VALUES (?, ?, ?)"), SQL_NTS));
    print_parameters(statement);
    SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &id, 0, NULL);
    bind_text(statement, 3, SQL_NUMERIC, "1.25");
    for (id = 1; id <= 3; id++) {
        bind_text(statement, 2, SQL_VARCHAR, id == 2 ? NULL : "naïve");
        fine(statement, SQLExecute(statement));
    }
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    direct("SELECT * FROM written ORDER BY id");
    direct("DELETE FROM written");
}

/* --- transactions and cancel --- */

static void test_transactions(void)
{
    printf("transactions\n");
    SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
    direct("SELECT 1");
    direct("SELECT nothing");
    direct("SELECT 2");
    SQLEndTran(SQL_HANDLE_DBC, connection, SQL_ROLLBACK);
    direct("SELECT 3");
    SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT);
    SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
    direct("SELECT 4");
}

static void *cancel(void *statement)
{
    usleep(300000);
    SQLCancel(statement);
    return NULL;
}

static void test_cancel(void)
{
    SQLHSTMT statement = new_statement();
    pthread_t thread;
    printf("cancel\n");
    pthread_create(&thread, NULL, cancel, statement);
    fine(statement,
         SQLExecDirect(statement, TEXT("SELECT count(*) FROM many a, many b, many c, many d"),
                       SQL_NTS));
    pthread_join(thread, NULL);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    direct("SELECT 5");
}

/* --- the catalog --- */

typedef SQLRETURN question(SQLHSTMT statement);

static SQLRETURN tables(SQLHSTMT s)
{
    return SQLTables(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("m%"), SQL_NTS, TEXT("TABLE"),
                     SQL_NTS);
}

static SQLRETURN some_table(SQLHSTMT s)
{
    return SQLTables(s, NULL, 0, NULL, 0, TEXT("kind_"), SQL_NTS, NULL, 0);
}

static SQLRETURN columns(SQLHSTMT s)
{
    return SQLColumns(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("kinds"), SQL_NTS, NULL, 0);
}

static SQLRETURN columns_like(SQLHSTMT s)
{
    return SQLColumns(s, NULL, 0, NULL, 0, TEXT("writ%"), SQL_NTS, TEXT("%a%"), SQL_NTS);
}

static SQLRETURN primary_keys(SQLHSTMT s)
{
    return SQLPrimaryKeys(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("kinds"), SQL_NTS);
}

static SQLRETURN no_primary_keys(SQLHSTMT s)
{
    return SQLPrimaryKeys(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("written"), SQL_NTS);
}

static SQLRETURN statistics(SQLHSTMT s)
{
    return SQLStatistics(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("many"), SQL_NTS, SQL_INDEX_ALL,
                         SQL_QUICK);
}

static SQLRETURN statistics_of_key(SQLHSTMT s)
{
    return SQLStatistics(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("kinds"), SQL_NTS,
                         SQL_INDEX_UNIQUE, SQL_QUICK);
}

static SQLRETURN foreign_keys(SQLHSTMT s)
{
    return SQLForeignKeys(s, NULL, 0, NULL, 0, NULL, 0, NULL, 0, TEXT("pivot"), SQL_NTS,
                          TEXT("kinds"), SQL_NTS);
}

static SQLRETURN exported_keys(SQLHSTMT s)
{
    return SQLForeignKeys(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("kinds"), SQL_NTS, NULL, 0, NULL,
                          0, NULL, 0);
}

static SQLRETURN type_info(SQLHSTMT s)
{
    return SQLGetTypeInfo(s, SQL_ALL_TYPES);
}

static SQLRETURN type_info_of_integer(SQLHSTMT s)
{
    return SQLGetTypeInfo(s, SQL_INTEGER);
}

static SQLRETURN special_columns(SQLHSTMT s)
{
    return SQLSpecialColumns(s, SQL_BEST_ROWID, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("kinds"),
                             SQL_NTS, SQL_SCOPE_SESSION, SQL_NULLABLE);
}

static SQLRETURN procedures(SQLHSTMT s)
{
    return SQLProcedures(s, NULL, 0, TEXT("pivot"), SQL_NTS, NULL, 0);
}

static SQLRETURN procedure_columns(SQLHSTMT s)
{
    return SQLProcedureColumns(s, NULL, 0, TEXT("pivot"), SQL_NTS, NULL, 0, NULL, 0);
}

static SQLRETURN column_privileges(SQLHSTMT s)
{
    return SQLColumnPrivileges(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("many"), SQL_NTS, NULL, 0);
}

static SQLRETURN table_privileges(SQLHSTMT s)
{
    return SQLTablePrivileges(s, NULL, 0, TEXT("pivot"), SQL_NTS, TEXT("many"), SQL_NTS);
}

static void test_catalog(void)
{
    static const struct {
        const char *name;
        question *ask;
    } questions[] = {
        {"SQLTables m%", tables},
        {"SQLTables kind_", some_table},
        {"SQLColumns", columns},
        {"SQLColumns %a%", columns_like},
        {"SQLPrimaryKeys", primary_keys},
        {"SQLPrimaryKeys, none", no_primary_keys},
        {"SQLStatistics", statistics},
        {"SQLStatistics of a key", statistics_of_key},
        {"SQLForeignKeys", foreign_keys},
        {"SQLForeignKeys, exported", exported_keys},
        {"SQLGetTypeInfo", type_info},
        {"SQLGetTypeInfo of SQL_INTEGER", type_info_of_integer},
        {"SQLSpecialColumns", special_columns},
        {"SQLProcedures", procedures},
        {"SQLProcedureColumns", procedure_columns},
        {"SQLColumnPrivileges", column_privileges},
        {"SQLTablePrivileges", table_privileges},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        SQLHSTMT statement = new_statement();
        printf("%s\n", questions[i].name);
        if (fine(statement, questions[i].ask(statement)))
            print_results(statement, 1000);
        SQLFreeHandle(SQL_HANDLE_STMT, statement);
    }
}

int main(int argc, char **argv)
{
    SQLHENV environment = NULL;
    if (argc != 2)
        return 2;
    SQLAllocHandle(SQL_HANDLE_ENV, NULL, &environment);
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
    SQLRETURN result = SQLDriverConnect(connection, NULL, TEXT(argv[1]), SQL_NTS, NULL, 0, NULL,
                                        SQL_DRIVER_NOPROMPT);
    if (!SQL_SUCCEEDED(result)) {
        print_errors(SQL_HANDLE_DBC, connection);
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    test_statements();
    test_many_rows();
    test_close();
    test_scroll();
    test_parameters();
    test_written();
    test_transactions();
    test_cancel();
    test_catalog();
    SQLDisconnect(connection);
    printf("end\n");
    SQLFreeHandle(SQL_HANDLE_DBC, connection);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    return 0;
}
