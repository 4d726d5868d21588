#!/usr/bin/env python3
"""Asks the same of pgpivot and of its engine over HTTP, in turn, on one connection each, nothing kept; then cancels
long queries and watches the engine until they are gone."""
import socket
import struct
import sys
import time

PORT, ENGINE, QUESTIONS = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
# {n} is another number each time: what was asked before would not reach the engine again.
ASKED = [
    ("SELECT of a number", "SELECT {n}"),
    ("one row by key", "SELECT pnl FROM trades_1d WHERE trade_date = '2024-01-02' LIMIT 1"),
    ("sum by group", "SELECT desk, sum(pnl) FROM trades_1d GROUP BY desk"),
]
LONG = "SELECT sum(a.pnl * b.pnl) FROM trades_1d a, trades_1d b, trades_1d c"


def message(kind, body):
    return kind + struct.pack("!I", len(body) + 4) + body


class Client:
    def __init__(self):
        self.socket = socket.create_connection(("127.0.0.1", PORT))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(message(b"", struct.pack("!I", 3 << 16) + b"user\0tester\0database\0pivot\0\0"))
        greeting = self.read()
        at = greeting.index(b"K\0\0\0\x0c") + 5
        self.key = greeting[at : at + 8]

    def read(self):
        got = b""
        while got[-6:-1] != b"Z\0\0\0\5":
            got += self.socket.recv(1 << 16)
        return got

    def send(self, sql):
        self.socket.sendall(message(b"Q", sql.encode() + b"\0"))

    def ask(self, sql):
        self.send(sql)
        return self.read()

    def cancel(self):
        with socket.create_connection(("127.0.0.1", PORT)) as other:
            other.sendall(message(b"", struct.pack("!I", 80877102) + self.key))


class Engine:
    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(ENGINE)

    def ask(self, sql):
        body = sql.encode()
        self.socket.sendall(
            b"POST /?default_format=Native&database=pivot HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        got = b""
        while b"\r\n0\r\n" not in got and not self.is_whole(got):
            got += self.socket.recv(1 << 16)
        return got

    @staticmethod
    def is_whole(got):
        head, _, body = got.partition(b"\r\n\r\n")
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                return len(body) >= int(line.split(b":")[1])
        return False


def timed(ask, sql):
    start = time.perf_counter()
    ask(sql)
    return (time.perf_counter() - start) * 1000


def quantile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def compare(client, engine, name, sql):
    asked = [sql.replace("{n}", str(n)) for n in range(QUESTIONS)]
    pairs = [(timed(client.ask, one), timed(engine.ask, one)) for one in asked]
    ours, theirs = ([pair[i] for pair in pairs] for i in (0, 1))
    shown = [f"{quantile(times, share):.3f}" for share in (0.5, 0.99) for times in (ours, theirs)]
    added = [quantile(ours, share) - quantile(theirs, share) for share in (0.5, 0.99)]
    print(f"{name}: p50 {shown[0]} ms, engine {shown[1]} ms, adds {added[0]:.3f}; "
          f"p99 {shown[2]} ms, engine {shown[3]} ms, adds {added[1]:.3f}")


RUNNING = "SELECT count() FROM system.processes WHERE query NOT LIKE '%system.processes%' FORMAT TSV"


def is_running(engine):
    return b"\r\n0\n" not in engine.ask(RUNNING)


def cancel_once(client, engine):
    client.send(LONG)
    while not is_running(engine):
        time.sleep(0.005)
    time.sleep(0.05)
    start = time.perf_counter()
    client.cancel()
    while is_running(engine):
        time.sleep(0.002)
    stopped = (time.perf_counter() - start) * 1000
    client.read()
    return stopped, (time.perf_counter() - start) * 1000


def cancels(client, engine):
    times = [cancel_once(client, engine) for _ in range(20)]
    stopped, told = ([pair[i] for pair in times] for i in (0, 1))
    print(f"cancel to the engine's stop: p50 {quantile(stopped, 0.5):.1f} ms, max {max(stopped):.1f} ms; "
          f"to the client's error: p50 {quantile(told, 0.5):.1f} ms, max {max(told):.1f} ms")


client, engine = Client(), Engine()
for name, sql in ASKED:
    compare(client, engine, name, sql)
cancels(client, engine)
