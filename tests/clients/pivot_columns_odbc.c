/* psqlODBC: a prepared PIVOT whose columns are found, before and after there is one more. Argument:
 * a connection string. TAP. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <string.h>

#define QUERY "SELECT * FROM found PIVOT (sum(x) FOR k IN (ANY))"

static int count;

static void report(const char *name, const char *got, const char *wanted)
{
    int fine = strcmp(got, wanted) == 0;
    printf("%s %d - psqlODBC: %s\n", fine ? "ok" : "not ok", ++count, name);
    if (!fine)
        printf("# wanted %s\n# got %s\n", wanted, got);
}

static SQLCHAR *sql_text(const char *text)
{
    return (SQLCHAR *)(size_t)text;
}

static SQLHSTMT statement_new(SQLHDBC connection)
{
    SQLHSTMT statement = SQL_NULL_HSTMT;
    SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
    return statement;
}

static void run_once(SQLHDBC connection, const char *sql)
{
    SQLHSTMT statement = statement_new(connection);
    if (!SQL_SUCCEEDED(SQLExecDirect(statement, sql_text(sql), SQL_NTS)))
        report(sql, "an error", "none");
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* "a=1 b=2 ", or the message of the error. */
static const char *execute(SQLHSTMT statement)
{
    static char text[1024];
    SQLCHAR name[64], state[6];
    SQLSMALLINT n = 0;
    SQLBIGINT value = 0;
    text[0] = '\0';
    if (!SQL_SUCCEEDED(SQLExecute(statement)) || SQLFetch(statement) != SQL_SUCCESS) {
        SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, state, NULL, (SQLCHAR *)text, sizeof text,
                      NULL);
        return text;
    }
    SQLNumResultCols(statement, &n);
    for (SQLSMALLINT i = 1; i <= n; i++) {
        size_t size = strlen(text);
        SQLDescribeCol(statement, (SQLUSMALLINT)i, name, sizeof name, NULL, NULL, NULL, NULL, NULL);
        SQLGetData(statement, (SQLUSMALLINT)i, SQL_C_SBIGINT, &value, sizeof value, NULL);
        snprintf(text + size, sizeof text - size, "%s=%lld ", (char *)name, (long long)value);
    }
    SQLCloseCursor(statement);
    return text;
}

static void check(SQLHDBC connection)
{
    SQLHSTMT statement = statement_new(connection);
    SQLPrepare(statement, sql_text(QUERY), SQL_NTS);
    execute(statement);
    report("columns", execute(statement), "a=1 b=2 ");
    run_once(connection, "INSERT INTO found VALUES ('c', 3)");
    const char *text = execute(statement);
    int is_told = strstr(text, "cached plan must not change result type") != NULL;
    report("what it prepared", is_told ? "a=1 b=2 c=3 " : text, "a=1 b=2 c=3 ");
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    statement = statement_new(connection);
    SQLPrepare(statement, sql_text(QUERY), SQL_NTS);
    report("prepared anew", execute(statement), "a=1 b=2 c=3 ");
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    run_once(connection, "DELETE FROM found WHERE k = 'c'");
}

int main(int argc, char **argv)
{
    SQLHENV environment = SQL_NULL_HENV;
    SQLHDBC connection = SQL_NULL_HDBC;
    if (argc != 2)
        return 2;
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
    if (SQL_SUCCEEDED(SQLDriverConnect(connection, NULL, sql_text(argv[1]), SQL_NTS, NULL, 0, NULL,
                                       SQL_DRIVER_NOPROMPT)))
        check(connection);
    else
        report("connects", "no", "yes");
    SQLDisconnect(connection);
    SQLFreeHandle(SQL_HANDLE_DBC, connection);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    printf("1..%d\n", count);
    return 0;
}
