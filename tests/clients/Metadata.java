import java.sql.*;
import java.util.*;

/**
 * Every question of pgjdbc's DatabaseMetaData about one schema, the answers as lines of text: the
 * name of the method, the columns with their types, the rows. An error is a line of its own.
 *   java Metadata.java URL SCHEMA TABLE   (--times N: milliseconds of each method, the best of N)
 */
public class Metadata {
    interface Question {
        ResultSet ask(DatabaseMetaData data) throws SQLException;
    }

    static Map<String, Question> questions(String schema, String table) {
        Map<String, Question> all = new LinkedHashMap<>();
        all.put("getSchemas", d -> d.getSchemas());
        all.put("getSchemas(pattern)", d -> d.getSchemas(null, schema));
        all.put("getCatalogs", d -> d.getCatalogs());
        all.put("getTableTypes", d -> d.getTableTypes());
        all.put("getTables", d -> d.getTables(null, schema, "%", new String[] {"TABLE", "VIEW"}));
        all.put("getTables(all types)", d -> d.getTables(null, schema, table, null));
        all.put("getTables(name)", d -> d.getTables(null, schema, table.replace("_", "\\_"), new String[] {"TABLE"}));
        all.put("getTables(nothing)", d -> d.getTables(null, schema, "no_such", null));
        all.put("getColumns", d -> d.getColumns(null, schema, table, "%"));
        all.put("getColumns(schema)", d -> d.getColumns(null, schema, "%", "%"));
        all.put("getColumns(catalog)", d -> d.getColumns(null, "pg_catalog", "pg_class", "rel%"));
        all.put("getPrimaryKeys", d -> d.getPrimaryKeys(null, schema, table));
        all.put("getPrimaryKeys(schema)", d -> d.getPrimaryKeys(null, schema, null));
        all.put("getIndexInfo", d -> d.getIndexInfo(null, schema, table, false, true));
        all.put("getIndexInfo(unique)", d -> d.getIndexInfo(null, schema, table, true, true));
        all.put("getImportedKeys", d -> d.getImportedKeys(null, schema, table));
        all.put("getExportedKeys", d -> d.getExportedKeys(null, schema, table));
        all.put("getCrossReference", d -> d.getCrossReference(null, schema, table, null, schema, table));
        all.put("getBestRowIdentifier", d -> d.getBestRowIdentifier(null, schema, table, 0, true));
        all.put("getVersionColumns", d -> d.getVersionColumns(null, schema, table));
        all.put("getTablePrivileges", d -> d.getTablePrivileges(null, schema, table));
        all.put("getColumnPrivileges", d -> d.getColumnPrivileges(null, schema, table, "%"));
        all.put("getTypeInfo", d -> d.getTypeInfo());
        all.put("getFunctions", d -> d.getFunctions(null, schema, "%"));
        all.put("getFunctionColumns", d -> d.getFunctionColumns(null, schema, "%", "%"));
        all.put("getProcedures", d -> d.getProcedures(null, schema, "%"));
        all.put("getProcedureColumns", d -> d.getProcedureColumns(null, schema, "%", "%"));
        all.put("getUDTs", d -> d.getUDTs(null, schema, "%", null));
        all.put("getClientInfoProperties", d -> d.getClientInfoProperties());
        all.put("getNumericFunctions", d -> one(d.getNumericFunctions()));
        all.put("getSQLKeywords", d -> one(d.getSQLKeywords()));
        all.put("getMaxIndexKeys", d -> one("" + d.getMaxColumnsInIndex()));
        all.put("getMaxNameLength", d -> one("" + d.getMaxColumnNameLength()));
        all.put("getUserName", d -> one(d.getUserName()));
        all.put("getDefaultTransactionIsolation", d -> one("" + d.getDefaultTransactionIsolation()));
        all.put("isReadOnly", d -> one("" + d.isReadOnly()));
        return all;
    }

    /* A method that gives no rows: its value is the exception's message, which print knows. */
    static class Value extends SQLException {
        Value(String value) { super(value); }
    }

    static ResultSet one(String value) throws SQLException {
        throw new Value(value);
    }

    static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder head = new StringBuilder("  columns");
        for (int i = 1; i <= columns.getColumnCount(); i++)
            head.append(" ").append(columns.getColumnName(i)).append(":").append(columns.getColumnTypeName(i));
        while (rows.next()) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 1; i <= columns.getColumnCount(); i++)
                line.append(i > 1 ? "|" : "").append(rows.getString(i));
            lines.add(line.toString());
        }
        lines.add(0, head.toString());
        return lines;
    }

    static void print(String name, Question question, DatabaseMetaData data) {
        System.out.println(name);
        try (ResultSet rows = question.ask(data)) {
            for (String line : lines(rows))
                System.out.println(line);
        } catch (Value value) {
            System.out.println("  value " + value.getMessage());
        } catch (SQLException e) {
            System.out.println("  ERROR " + e.getSQLState() + " " + e.getMessage().split("\n")[0]);
        }
    }

    /* Milliseconds; of what gives no rows as well. */
    static double time(Question question, DatabaseMetaData data) throws SQLException {
        long start = System.nanoTime();
        try (ResultSet rows = question.ask(data)) {
            while (rows.next())
                rows.getString(1);
        } catch (Value value) {
            return (System.nanoTime() - start) / 1e6;
        }
        return (System.nanoTime() - start) / 1e6;
    }

    static void time(String name, Question question, DatabaseMetaData data, int runs) throws SQLException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < runs; i++)
            best = Math.min(best, time(question, data));
        System.out.printf("%s\t%.3f%n", name, best);
    }

    /* The schema's tables in turn: no question comes twice. The mean. */
    static void timeEach(DatabaseMetaData data, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = data.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (rows.next())
                tables.add(rows.getString("TABLE_NAME"));
        }
        double columns = 0, keys = 0;
        for (String table : tables) {
            columns += time(d -> d.getColumns(null, schema, table, "%"), data);
            keys += time(d -> d.getPrimaryKeys(null, schema, table), data);
        }
        System.out.printf("getColumns, each table\t%.3f%ngetPrimaryKeys, each table\t%.3f%n",
            columns / tables.size(), keys / tables.size());
    }

    static double connect(String url) throws SQLException {
        long start = System.nanoTime();
        DriverManager.getConnection(url, "tester", "").close();
        return (System.nanoTime() - start) / 1e6;
    }

    static void timeConnect(String url, int runs) throws SQLException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < runs; i++)
            best = Math.min(best, connect(url));
        System.out.printf("connect\t%.3f%n", best);
    }

    public static void main(String[] args) throws SQLException {
        int runs = args.length > 4 ? Integer.parseInt(args[4]) : 0;
        try (Connection connection = DriverManager.getConnection(args[0], "tester", "")) {
            DatabaseMetaData data = connection.getMetaData();
            for (Map.Entry<String, Question> entry : questions(args[1], args[2]).entrySet()) {
                if (runs > 0)
                    time(entry.getKey(), entry.getValue(), data, runs);
                else
                    print(entry.getKey(), entry.getValue(), data);
            }
            if (runs > 0) {
                timeEach(data, args[1]);
                timeConnect(args[0], runs);
            }
        }
    }
}
