#!/usr/bin/env python3
"""Sessions that see, notify, cancel and end each other, and that end by time-outs. TAP; wants a
connection string without a user, and the server's process id, which it ends at last."""
import os
import select
import signal
import socket
import struct
import sys
import threading
import time

try:
    import psycopg2
    from psycopg2 import extensions
except ImportError:
    print("1..0 # SKIP psycopg2 is not installed")
    sys.exit()

DSN, SERVER = sys.argv[1], int(sys.argv[2])
PORT = int(dict(word.split("=") for word in DSN.split())["port"])
LONG = "SELECT sum(a.pnl * b.pnl * c.pnl) FROM trades_1d a, trades_1d b, trades_1d c"
count = 0


def report(name, fine, why=""):
    global count
    count += 1
    print(f"{'ok' if fine else 'not ok'} {count} - {name}" + ("" if fine else f"\n# {why!r}"), flush=True)


def is_(name, got, wanted):
    report(name, got == wanted, (got, wanted))


def connect(user="tester", **more):
    connection = psycopg2.connect(DSN, user=user, **more)
    connection.autocommit = True
    return connection


def ask(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def state_of(connection, sql):
    try:
        return ask(connection, sql)
    except psycopg2.Error as error:
        return error.pgcode


def readable(connection, seconds):
    return bool(select.select([connection], [], [], seconds)[0])


def notifications(connection, n):
    """The first n that come, or those of five seconds."""
    deadline = time.monotonic() + 5
    while len(connection.notifies) < n and time.monotonic() < deadline:
        if readable(connection, 0.2):
            connection.poll()
    got = [(one.channel, one.payload, one.pid) for one in connection.notifies]
    connection.notifies.clear()
    return got


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_notify(ears):
    mouth = connect()
    pid = mouth.info.backend_pid
    for ear in ears:
        ask(ear, 'LISTEN news; LISTEN "Other"')
    ask(mouth, "NOTIFY news, 'one'")
    for i, ear in enumerate(ears):
        is_(f"an idle session is told ({i})", notifications(ear, 1), [("news", "one", pid)])
    ask(mouth, "BEGIN; NOTIFY news, 'later'; NOTIFY news, 'later'; NOTIFY \"Other\"")
    report("nobody is told before COMMIT", not readable(ears[0], 0.2))
    ask(mouth, "COMMIT")
    is_("everybody is told after it", notifications(ears[0], 2), [("news", "later", pid), ("Other", "", pid)])
    notifications(ears[1], 2)
    ask(mouth, "BEGIN; NOTIFY news, 'never'; ROLLBACK")
    ask(ears[0], "BEGIN")
    ask(mouth, "SELECT pg_notify('news', 'waits')")
    report("not inside a transaction", not readable(ears[0], 0.2))
    is_("a session that is not in one is told", notifications(ears[1], 1), [("news", "waits", pid)])
    ask(ears[0], "COMMIT")
    is_("but behind it", notifications(ears[0], 1), [("news", "waits", pid)])
    ask(ears[0], "UNLISTEN *")
    ask(mouth, "NOTIFY news")
    notifications(ears[1], 1)
    report("not after UNLISTEN", not readable(ears[0], 0.2))
    mouth.close()


def activity(connection, pid, columns):
    return ask(connection, f"SELECT {columns} FROM pg_stat_activity WHERE pid = {pid}")


def test_activity(one):
    two = connect(application_name="the other")
    pid = two.info.backend_pid
    columns = "usename, datname, application_name, state, query, wait_event, host(client_addr), xact_start IS NULL"
    ask(two, "SELECT 'seen'")
    is_("an idle session", activity(one, pid, columns),
        [("tester", "pivot", "the other", "idle", "SELECT 'seen'", "ClientRead", "127.0.0.1", True)])
    is_("its port", activity(one, pid, "client_port"), [(port_of(two),)])
    ask(two, "BEGIN")
    is_("one in a transaction", activity(one, pid, "state, xact_start IS NULL"), [("idle in transaction", False)])
    state_of(two, "SELECT 1/0")
    is_("one in a failed one", activity(one, pid, "state"), [("idle in transaction (aborted)",)])
    ask(two, "ROLLBACK")
    stranger = connect("stranger")
    is_("others see little", activity(stranger, pid, "usename, query, state, client_port, backend_start"),
        [("tester", "<insufficient privilege>", None, None, None)])
    is_("and may not cancel", state_of(stranger, f"SELECT pg_cancel_backend({pid})"), "42501")
    is_("nor end it", state_of(stranger, f"SELECT pg_terminate_backend({pid})"), "42501")
    stranger.close()
    two.close()
    report("who has gone is not shown", wait_until(lambda: activity(one, pid, "1") == []))


def port_of(connection):
    return socket.socket(fileno=os.dup(connection.fileno())).getsockname()[1]


def in_background(connection, sql):
    result = []
    thread = threading.Thread(target=lambda: result.append(state_of(connection, sql)))
    thread.start()
    return thread, result


def is_active(one, pid):
    return activity(one, pid, "state") == [("active",)]


def test_signals(one):
    two = connect()
    pid = two.info.backend_pid
    thread, result = in_background(two, LONG)
    report("a long query is shown as active", wait_until(lambda: is_active(one, pid)))
    is_("pg_cancel_backend", ask(one, f"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = {pid}"), [(True,)])
    thread.join(20)
    is_("cancels it", result, ["57014"])
    two.close()
    three = raw_session("SET application_name = 'three'")
    three.sendall(query(LONG))
    running = "SELECT pid FROM pg_stat_activity WHERE application_name = 'three' AND state = 'active'"
    wait_until(lambda: ask(one, running) != [])
    is_("pg_terminate_backend", ask(one, f"SELECT pg_terminate_backend(pid) FROM ({running}) AS three"), [(True,)])
    report("ends its session", is_ended(three, "57P01"))
    report("which is not shown any more", wait_until(lambda: ask(one, running) == []))
    report("a session can end itself", is_ended(raw_session("SELECT pg_terminate_backend(pg_backend_pid())"), "57P01"))


def test_progress(one):
    ask(one, "CREATE TABLE filled (a int4)")
    three = raw_session("COPY filled FROM STDIN")
    read_until(three, b"G\0\0\0")
    three.sendall(b"d" + struct.pack("!I", 4 + 6) + b"1\n22\n3")
    shown = ("SELECT datname, relid::regclass::text, command, type, bytes_processed, bytes_total, tuples_processed, "
             "tuples_excluded FROM pg_stat_progress_copy")
    wanted = [("pivot", "filled", "COPY FROM", "PIPE", 6, 0, 2, 0)]
    report("a COPY FROM under way is shown", wait_until(lambda: ask(one, shown) == wanted), ask(one, shown))
    waits = "SELECT wait_event_type, wait_event FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY%'"
    is_("it waits for its client", ask(one, waits), [("Client", "ClientRead")])
    three.sendall(b"c" + struct.pack("!I", 4))
    read_until(three, b"COPY 3\0")
    report("one that has ended is not", wait_until(lambda: ask(one, shown) == []), ask(one, shown))
    three.sendall(query(f"COPY ({LONG.replace('sum(a.pnl * b.pnl * c.pnl)', 'a.pnl, b.pnl, c.pnl')}) TO STDOUT"))
    moving = ("SELECT relid, command FROM pg_stat_progress_copy WHERE bytes_processed > tuples_processed "
              "AND tuples_processed > 1000")
    report("a COPY TO is shown", wait_until(lambda: ask(one, moving) == [(0, "COPY TO")]), ask(one, shown))
    report("it waits for a client that does not read", wait_until(lambda: ask(one, waits) == [("Client", "ClientWrite")]), ask(one, waits))
    stranger = connect("stranger")
    is_("strangers see that there is one", ask(stranger, "SELECT datname, command FROM pg_stat_progress_copy"), [("pivot", None)])
    stranger.close()
    three.close()
    ask(one, "DROP TABLE filled")


def test_hang_up(one):
    asynchronous = psycopg2.connect(DSN, user="tester", async_=1)
    while asynchronous.poll() != extensions.POLL_OK:
        select.select([asynchronous], [asynchronous], [], 1)
    asynchronous.cursor().execute(LONG)
    pid = asynchronous.info.backend_pid
    report("a query runs for a client", wait_until(lambda: is_active(one, pid)))
    os.close(asynchronous.fileno())
    report("its hang-up ends the session", wait_until(lambda: activity(one, pid, "1") == []))


def test_timeouts():
    is_("statement_timeout", state_of(connect(options="-c statement_timeout=50"), LONG), "57014")
    idle = raw_session("SET idle_session_timeout = 50")
    report("idle_session_timeout", is_ended(idle, "57P05"))
    within = raw_session("SET idle_in_transaction_session_timeout = 50; BEGIN")
    report("idle_in_transaction_session_timeout", is_ended(within, "25P03"))
    outside = connect(options=r"-c idle_in_transaction_session_timeout=50\ ms")
    time.sleep(0.2)
    is_("does not count outside of one", ask(outside, "SHOW idle_in_transaction_session_timeout"), [("50ms",)])


def test_encoding():
    """The client library converts: what comes back must be what was sent."""
    for encoding, text in [("LATIN1", "äöü ÿ"), ("LATIN9", "€ŠŽœ"), ("WIN1251", "Жщ"), ("SJIS", "表示ソ"),
                           ("EUC_JP", "日本"), ("GB18030", "汉字")]:
        connection = connect()
        connection.set_client_encoding(encoding)
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s, length(%s), %s || '\\'", (text, text, text))
            is_(encoding, cursor.fetchone(), (text, len(text), text + "\\"))
        connection.close()
    latin = connect()
    latin.set_client_encoding("LATIN1")
    is_("a character that LATIN1 does not have", state_of(latin, "SELECT chr(8364)"), "22P05")
    is_("the session goes on", state_of(latin, "SELECT 1"), [(1,)])
    latin.close()


def raw_session(sql):
    """A socket on which a session has begun and asked this."""
    connection = socket.create_connection(("127.0.0.1", PORT))
    body = struct.pack("!I", 3 << 16) + b"user\0tester\0database\0pivot\0\0"
    connection.sendall(struct.pack("!I", len(body) + 4) + body)
    read_until(connection, b"Z\0\0\0\5I")
    connection.sendall(query(sql))
    return connection


def idle_session():
    connection = raw_session("SELECT 1")
    read_until(connection, b"Z\0\0\0\5I")
    return connection


def is_ended(connection, sqlstate):
    got, _ = read_until(connection, b"never")
    return b"SFATAL\0" in got and b"C" + sqlstate.encode() + b"\0" in got


def read_until(connection, wanted):
    got = b""
    connection.settimeout(20)
    while wanted not in got:
        piece = connection.recv(65536)
        if not piece:
            return got, False
        got += piece
    return got, True


def query(sql):
    return b"Q" + struct.pack("!I", len(sql) + 5) + sql.encode() + b"\0"


def test_half_closed():
    connection = raw_session("SELECT 'answer'")
    connection.shutdown(socket.SHUT_WR)
    report("a client that sends no more is let go", read_until(connection, b"never")[1] is False)
    connection.close()


def storm(sent, seconds):
    """Requests to cancel with wrong keys, for all sessions there may be."""
    end, n = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        with socket.create_connection(("127.0.0.1", PORT)) as one:
            one.sendall(struct.pack("!IIII", 16, 80877102, 1 + n % 16, n * 2654435761 % 2**32))
        n += 1
    sent.append(n)


def test_storm(one):
    sent = []
    thread = threading.Thread(target=storm, args=(sent, 1))
    thread.start()
    wrong = [sql for sql in ["SELECT 1"] * 200 if state_of(one, sql) != [(1,)]]
    thread.join()
    report("requests with wrong keys harm nobody", sent[0] > 50 and not wrong, (sent, wrong))


def test_stop():
    idle = idle_session()
    os.kill(SERVER, signal.SIGTERM)
    report("SIGTERM tells idle clients", is_ended(idle, "57P01"))


one = connect()
test_notify([connect(), connect()])
test_activity(one)
test_signals(one)
test_progress(one)
test_hang_up(one)
test_timeouts()
test_encoding()
test_half_closed()
test_storm(one)
test_stop()
print(f"1..{count}")
