// libpqxx: prints what it sees of the server that the environment says.
#include <iostream>
#include <pqxx/pqxx>

template <typename Ask> static void show(const std::string &title, Ask ask)
{
    try {
        std::cout << title << ": ";
        ask();
        std::cout << "\n";
    } catch (const pqxx::sql_error &error) {
        std::cout << "error " << error.sqlstate() << "\n";
    } catch (const std::exception &error) {
        std::cout << "exception " << error.what() << "\n";
    }
}

static void print(const pqxx::result &rows)
{
    std::cout << rows.size() << " rows, " << rows.affected_rows() << " affected";
    for (const auto &row : rows) {
        std::cout << "\n ";
        for (const auto &field : row)
            std::cout << " " << field.name() << "=" << (field.is_null() ? "NULL" : field.c_str()) << ":" << field.type();
    }
}

int main()
{
    pqxx::connection c;
    show("all", [&] { pqxx::work w(c); print(w.exec("SELECT * FROM kinds ORDER BY id")); });
    show("numbers", [&] { pqxx::work w(c); auto r = w.exec1("SELECT i8, f8, b FROM kinds WHERE id = 1");
        std::cout << r[0].as<long long>() << " " << r[1].as<double>() << " " << r[2].as<bool>(); });
    show("parameters", [&] { pqxx::work w(c); print(w.exec_params("SELECT id, v FROM kinds WHERE id = $1 AND t = $2", 1, "text")); });
    c.prepare("by_id", "SELECT id, n FROM kinds WHERE id = $1");
    show("prepared", [&] { pqxx::work w(c); print(w.exec_prepared("by_id", 3)); });
    show("error", [&] { pqxx::work w(c); w.exec("SELECT nothing"); });
    show("wrong count", [&] { pqxx::work w(c); w.exec1("SELECT id FROM kinds"); });
    show("subtransaction", [&] { pqxx::work w(c);
        try { pqxx::subtransaction s(w, "inner"); s.exec("SELECT 1/0"); } catch (const pqxx::sql_error &) { std::cout << "undone "; }
        print(w.exec("SELECT 1 AS one")); w.commit(); });
    show("cursor", [&] { pqxx::work w(c); pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned>
        cursor(w, "SELECT x FROM many ORDER BY x", "steps", false);
        std::cout << cursor.size() << "; "; print(cursor.retrieve(10, 13)); });
    show("stream in", [&] { pqxx::work w(c); pqxx::stream_to s(w, "written", std::vector<std::string>{"id", "name"});
        s << std::make_tuple(1, "a\tb") << std::make_tuple(2, nullptr); s.complete(); w.commit(); });
    show("stream out", [&] { pqxx::work w(c); pqxx::stream_from s(w, "written", std::vector<std::string>{"id"});
        std::tuple<int> row; int sum = 0; while (s >> row) sum += std::get<0>(row); std::cout << sum; });
    show("pipeline", [&] { pqxx::work w(c); pqxx::pipeline p(w); auto a = p.insert("SELECT 1 AS a"), b = p.insert("SELECT 2 AS b");
        print(p.retrieve(b)); print(p.retrieve(a)); p.complete(); });
    show("large object", [&] { pqxx::work w(c); pqxx::largeobject object(w); });
    show("read only", [&] { pqxx::read_transaction w(c); w.exec("INSERT INTO written VALUES (3)"); });
    show("delete", [&] { pqxx::nontransaction w(c); print(w.exec("DELETE FROM written")); });
    std::cout << "end\n";
}
