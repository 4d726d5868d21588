import java.sql.*;

/** pgjdbc: a server-prepared PIVOT whose columns are found, before and after there is one more. TAP. */
public class PivotColumns {
    static int count = 0;

    static void report(String name, String got, String wanted) {
        System.out.printf("%s %d - pgjdbc: %s%n", got.equals(wanted) ? "ok" : "not ok", ++count, name);
        if (!got.equals(wanted))
            System.out.printf("# wanted %s%n# got %s%n", wanted, got);
    }

    static String run(PreparedStatement statement) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
                text.append(rows.getMetaData().getColumnName(i)).append('=').append(rows.getLong(i)).append(' ');
        }
        return text.toString();
    }

    public static void main(String[] args) throws SQLException {
        String query = "SELECT * FROM found PIVOT (sum(x) FOR k IN (ANY))";
        try (Connection connection = DriverManager.getConnection(args[0], "tester", "");
             Connection other = DriverManager.getConnection(args[0], "tester", "");
             PreparedStatement statement = connection.prepareStatement(query)) {
            String got = "";
            for (int i = 0; i < 8; i++)
                got = run(statement);
            report("after the fifth run", got, "a=1 b=2 ");
            try (Statement writer = other.createStatement()) {
                writer.execute("INSERT INTO found VALUES ('c', 3)");
                report("prepares anew", run(statement), "a=1 b=2 c=3 ");
                writer.execute("DELETE FROM found WHERE k = 'c'");
                report("and back", run(statement), "a=1 b=2 ");
            }
        } catch (SQLException error) {
            report("to its end", error.getSQLState() + " " + error.getMessage(), "");
        }
        System.out.printf("1..%d%n", count);
    }
}
