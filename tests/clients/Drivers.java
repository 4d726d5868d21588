import java.math.BigDecimal;
import java.sql.*;
import java.time.*;
import java.util.*;

/** pgjdbc as programs use it: parameters, server-prepared statements, binary results, fetch size. TAP. */
public class Drivers {
    static int count = 0;

    static void report(String name, Object got, Object wanted) {
        boolean fine = Objects.equals(got, wanted);
        System.out.printf("%s %d - pgjdbc: %s%n", fine ? "ok" : "not ok", ++count, name);
        if (!fine)
            System.out.printf("# wanted %s%n# got %s%n", wanted, got);
    }

    /* More than five times: the driver names the statement, then asks for binary results. */
    static void values(Connection connection, String type, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::" + type)) {
            for (int i = 0; i < 8; i++) {
                statement.setObject(1, value);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    Object got = rows.getObject(1, value.getClass());
                    if (i == 0 || i == 7 || !value.equals(got))
                        report(type + " " + value + ", run " + (i + 1), got, value);
                }
            }
        }
    }

    static void rows(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                     connection.prepareStatement("SELECT k, s, n, d FROM cells WHERE k = ? OR s = ? ORDER BY k")) {
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                statement.setInt(1, 1);
                statement.setString(2, "b");
                got.clear();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next())
                        got.add(rows.getInt(1) + rows.getString(2) + rows.getBigDecimal(3) + rows.getDate(4));
                }
            }
            report("rows", got, List.of("1a1.502020-01-01", "2bnullnull"));
            report("parameters", statement.getParameterMetaData().getParameterTypeName(2), "varchar");
        }
    }

    static void fetch(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("SELECT x FROM many ORDER BY x")) {
            statement.setFetchSize(1000);
            long sum = 0;
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; i < 5; i++) {
                    rows.next();
                    sum += rows.getLong(1);
                }
                try (Statement other = connection.createStatement(); ResultSet one = other.executeQuery("SELECT 5")) {
                    one.next();
                    report("another query in between", one.getInt(1), 5);
                }
                while (rows.next())
                    sum += rows.getLong(1);
            }
            report("fetch size 1000 over 100000 rows", sum, 5000050000L);
            statement.setFetchSize(0);
            statement.setMaxRows(7);
            int n = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next())
                    n++;
            }
            report("setMaxRows", n, 7);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    static void writes(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO written VALUES (?, ?, ?)")) {
            for (int i = 10; i < 13; i++) {
                statement.setInt(1, i);
                statement.setString(2, "row " + i);
                statement.setBigDecimal(3, new BigDecimal("0.25"));
                statement.addBatch();
            }
            report("a batch", Arrays.toString(statement.executeBatch()), "[1, 1, 1]");
        }
    }

    static void errors(Connection connection) throws SQLException {
        report("isValid", connection.isValid(5), true);
        try (PreparedStatement statement = connection.prepareStatement("SELECT nothing FROM cells WHERE k = ?")) {
            statement.setInt(1, 1);
            statement.executeQuery();
        } catch (SQLException error) {
            report("an unknown column", error.getSQLState(), "42703");
        }
        try (Statement statement = connection.createStatement(); ResultSet one = statement.executeQuery("SELECT 1")) {
            one.next();
            report("the next statement", one.getInt(1), 1);
        }
    }

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0], "tester", "")) {
            values(connection, "int4", -2147483648);
            values(connection, "int8", Long.MAX_VALUE);
            values(connection, "float8", 0.1);
            values(connection, "numeric", new BigDecimal("12345.6780"));
            values(connection, "text", "h\u00e9 'x'");
            values(connection, "bool", true);
            values(connection, "date", LocalDate.of(1969, 12, 31));
            values(connection, "timestamp", LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999999000));
            values(connection, "timestamptz", OffsetDateTime.of(2024, 6, 1, 12, 0, 0, 0, ZoneOffset.UTC));
            values(connection, "uuid", UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
            rows(connection);
            fetch(connection);
            writes(connection);
            errors(connection);
        } catch (SQLException error) {
            report("to its end", error.getSQLState() + " " + error.getMessage(), "");
        }
        System.out.printf("1..%d%n", count);
    }
}
