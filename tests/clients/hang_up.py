"""Clients that hang up: what they had begun ends in ClickHouse too, and leaves nothing. TAP.

    hang_up.py PORT SOCKET    the server's port, the engine's socket
"""
import os
import socket
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from raw import Engine, READY, Session, Tap, cancel, message, query, wait_until  # noqa: E402

PORT = int(sys.argv[1])
engine = Engine(sys.argv[2])
tap = Tap()
LONG = "SELECT sum(a.pnl * b.pnl * c.pnl) FROM trades_1d a, trades_1d b, trades_1d c"
ROWS = "SELECT a.pnl, b.desk, c.pnl FROM trades_1d a, trades_1d b, trades_1d c"
INSERT = "INSERT INTO kept SELECT i FROM generate_series(1, 4000000000) i"


def nothing_runs():
    return wait_until(lambda: engine.running() == 0)


def runs():
    return wait_until(lambda: engine.running() > 0)


def has_stage():
    return int(engine.ask("SELECT count() FROM system.tables WHERE database LIKE 'pg_temp%'").split()[0]) > 0


def begun(sql):
    session = Session(PORT)
    session.send(sql)
    tap.report("... it runs", runs())
    return session


def test_statements():
    for name, sql in [("a query", LONG), ("a query whose rows nobody reads", ROWS), ("an INSERT of a query", INSERT),
                      ("COPY TO", f"COPY ({ROWS}) TO STDOUT")]:
        for way, end in [("FIN", Session.close), ("RST", Session.reset), ("half-closed", half_close)]:
            session = begun(sql)
            end(session)
            tap.report(f"{name}, {way}: it stops", nothing_runs())
            session.close()


def half_close(session):
    """As PostgreSQL has it, a client that sends no more has left."""
    session.socket.shutdown(socket.SHUT_WR)


def test_suspended():
    session = Session(PORT)
    session.ask("BEGIN")
    session.ask(f"DECLARE c CURSOR FOR {ROWS}")
    tap.report("a cursor gives rows", b"FETCH 5\0" in session.ask("FETCH 5 FROM c"))
    session.reset()
    tap.report("a cursor that waits: its query stops", nothing_runs())
    session = Session(PORT)
    session.send_bytes(query("BEGIN"))
    session.read_until(READY)
    session.send_bytes(message(b"P", b"\0" + ROWS.encode() + b"\0\0\0") + message(b"B", b"p\0\0\0\0\0\0\0\0")
                       + message(b"E", b"p\0" + struct.pack("!I", 3)) + message(b"S"))
    tap.report("a portal is suspended", b"s\0\0\0\4" in session.read_until(READY))
    session.close()
    tap.report("a portal that waits: its query stops", nothing_runs())
    session = Session(PORT)
    session.ask(f"BEGIN; DECLARE h CURSOR WITH HOLD FOR {ROWS}; FETCH 1 FROM h; COMMIT")
    session.reset()
    tap.report("a cursor WITH HOLD: its query stops", nothing_runs())


def test_copy_from():
    lines = b"".join(b"%d\n" % i for i in range(20000))
    for name, n_messages, end in [("a COPY of a few rows", 1, Session.close), ("a COPY of several blocks", 30, Session.close),
                                  ("the same, RST", 30, Session.reset)]:
        session = Session(PORT)
        session.send("COPY kept FROM STDIN")
        session.read_until(b"G\0\0\0")
        for _ in range(n_messages):
            session.send_bytes(message(b"d", lines))
        if n_messages > 1:
            tap.report("... its rows wait beside the table", wait_until(has_stage))
        end(session)
        tap.report(f"{name}: nothing runs", nothing_runs())
        tap.report("... nothing waits", wait_until(lambda: not has_stage()))
    tap.is_("no row of theirs is stored", engine.ask("SELECT count() FROM pivot.kept WHERE a < 30000").strip(), b"0")


def test_waiting_pipeline():
    session = Session(PORT)
    session.send_bytes(query(LONG) + query("SELECT 1") * 1000)
    runs()
    session.close()
    tap.report("what stands behind a statement keeps it from nothing", nothing_runs())


def test_storm():
    """Requests to cancel with the right key, some hundred at once: only what ran when they came ends."""
    victim, others = Session(PORT), [Session(PORT) for _ in range(3)]
    victim.send(LONG)
    runs()
    stop = threading.Event()

    def storm():
        while not stop.is_set():
            cancel(PORT, victim.key())

    threads = [threading.Thread(target=storm) for _ in range(4)]
    for thread in threads:
        thread.start()
    answer = victim.read_until(READY)
    tap.report("a storm of requests ends the statement", b"C57014\0" in answer, answer)
    asked = [other.ask("SELECT 41 + 1") for other in others for _ in range(50)]
    tap.report("others are answered", all(b"42" in one for one in asked))
    again = [victim.ask("SELECT 41 + 1") for _ in range(20)]
    tap.report("its own session answers, or says that it was cancelled", all(b"42" in one or b"C57014\0" in one for one in again), again)
    stop.set()
    for thread in threads:
        thread.join()
    time.sleep(0.1)
    tap.report("behind the storm it goes on", wait_until(lambda: b"42" in victim.ask("SELECT 41 + 1")))


def test_cancel_of_writes():
    for name, sql in [("an INSERT of a query", INSERT), ("COPY TO", f"COPY ({ROWS}) TO STDOUT")]:
        session = begun(sql)
        cancel(PORT, session.key())
        answer = session.read_until(READY)
        tap.report(f"{name} is cancelled", b"C57014\0" in answer, answer[-200:])
        tap.report("... in ClickHouse too", nothing_runs())


Session(PORT).ask("CREATE TABLE kept (a int8)")
for test in [test_statements, test_suspended, test_copy_from, test_waiting_pipeline, test_storm, test_cancel_of_writes]:
    test()
sys.exit(tap.finish())
