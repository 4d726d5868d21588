"""How the server stops and reloads while sessions are at work. TAP.

    shutdown.py STEP PORT PID    a step: one of the functions below; the server's port and process
"""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from raw import PATIENCE, READY, Session, Tap, wait_until  # noqa: E402

STEP, PORT, PID = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
LONG = "SELECT sum(a.pnl * b.pnl * c.pnl) FROM trades_1d a, trades_1d b, trades_1d c"
# Seconds, not minutes.
SLOW = "SELECT count(DISTINCT md5(CAST(i AS text))) FROM generate_series(1, 2000000) i"
tap = Tap()


def told(answer, sqlstate, severity=b"FATAL"):
    return answer is not None and b"S" + severity + b"\0" in answer and b"C" + sqlstate + b"\0" in answer


def is_gone():
    """Or a zombie: its parent waits for this program first."""
    try:
        with open(f"/proc/{PID}/stat", encoding="ascii") as stat:
            return stat.read().split(") ")[1][0] == "Z"
    except OSError:
        return True


def ends_within(seconds):
    return wait_until(is_gone, seconds)


def in_transaction():
    session = Session(PORT)
    session.ask("BEGIN")
    return session


def running(sql):
    session = Session(PORT, application_name="runs")
    watcher = Session(PORT)
    session.send(sql)
    wait_until(lambda: b"active" in watcher.ask("SELECT state FROM pg_stat_activity WHERE application_name = 'runs'"))
    watcher.close()
    return session


def drain():
    idle, inside, busy = Session(PORT), in_transaction(), running(SLOW)
    os.kill(PID, signal.SIGTERM)
    tap.report("SIGTERM: an idle session ends", told(idle.rest(), b"57P01"))
    late = Session(PORT)
    tap.report("a new one is refused", told(late.greeting, b"57P03"), late.greeting)
    tap.report("one in a transaction goes on", b"42" in inside.ask("SELECT 41 + 1"))
    answer = busy.rest()
    tap.report("a statement ends, then its session", answer is not None and b"SELECT 1\0" in answer and told(answer, b"57P01"), answer)
    tap.report("the server waits for the transaction", not is_gone())
    inside.send("COMMIT")
    answer = inside.rest()
    tap.report("which ends with COMMIT, and the session with it",
               answer is not None and b"COMMIT\0" in answer and READY in answer and told(answer, b"57P01"), answer)
    tap.report("then the server ends", ends_within(PATIENCE))


def twice():
    inside, busy = in_transaction(), running(LONG)
    os.kill(PID, signal.SIGTERM)
    idle_is_gone = wait_until(lambda: told(Session(PORT).greeting, b"57P03"))
    tap.report("SIGTERM: the server stops", idle_is_gone)
    os.kill(PID, signal.SIGTERM)
    tap.report("a second one ends a transaction", told(inside.rest(), b"57P01"))
    tap.report("and a statement", told(busy.rest(), b"57P01"))
    tap.report("and the server", ends_within(PATIENCE))


def fast():
    idle, inside, busy = Session(PORT), in_transaction(), running(LONG)
    os.kill(PID, signal.SIGINT)
    for name, session in [("an idle session", idle), ("a transaction", inside), ("a statement", busy)]:
        tap.report(f"SIGINT ends {name}", told(session.rest(), b"57P01"))
    tap.report("and the server", ends_within(PATIENCE))


def now():
    idle, busy = Session(PORT), running(LONG)
    started = time.monotonic()
    os.kill(PID, signal.SIGQUIT)
    for name, session in [("an idle session", idle), ("a statement", busy)]:
        tap.report(f"SIGQUIT warns {name}", told(session.rest(), b"57P01", b"WARNING"))
    tap.report("and ends the server at once", ends_within(PATIENCE) and time.monotonic() - started < 10)


def patience():
    """The server has half a second of it."""
    inside = in_transaction()
    os.kill(PID, signal.SIGTERM)
    tap.report("a transaction that does not end in time is ended", told(inside.rest(), b"57P01"))
    tap.report("and the server", ends_within(PATIENCE))


def reload():
    inside, busy = in_transaction(), running(SLOW)
    os.kill(PID, signal.SIGHUP)
    tap.report("SIGHUP: a statement goes on", b"SELECT 1\0" in busy.read_until(READY))
    tap.report("a transaction too", b"42" in inside.ask("SELECT 41 + 1"))
    tap.report("and new sessions begin", READY in Session(PORT).greeting)


globals()[STEP]()
sys.exit(tap.finish())
