#!/usr/bin/env python3
"""One query of many rows, asked of pgpivot, PostgreSQL and the engine in turn; the rows are received and
thrown away. Prints medians and how many times faster than PostgreSQL, by the clock, and the
processor time of pgpivot's own process."""
import os
import re
import socket
import struct
import sys
import time

ROWS, PORT, SERVER, ENGINE, POSTGRES = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
ROUNDS = int(sys.argv[6]) if len(sys.argv) > 6 else 5
SQL = "SELECT d, at, id, n, desk, name, price, fee FROM pivot.streamed"
ENGINE_SQL = "SELECT d, at, id, n, desk, name, price, fee FROM pivot.streamed"
BUFFER = bytearray(1 << 20)


def message(kind, body):
    return kind + struct.pack("!I", len(body) + 4) + body


def postgres_socket():
    folder = re.search(r"host=(\S+)", POSTGRES).group(1)
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(folder + "/.s.PGSQL.5432")
    return connection


def begin(connection):
    connection.sendall(message(b"", struct.pack("!I", 3 << 16) + b"user\0tester\0database\0pivot\0\0"))
    receive(connection)
    return connection


def receive(connection):
    """Until ReadyForQuery; gives the bytes and the time of the first of them."""
    size, tail, first = 0, b"", None
    while tail[-6:-1] != b"Z\0\0\0\5":
        n = connection.recv_into(BUFFER)
        if not n:
            raise SystemExit("the connection ended")
        first = first or time.perf_counter()
        size += n
        tail = (tail + bytes(BUFFER[max(0, n - 64) : n]))[-64:]
    if b"SERROR" in tail:
        raise SystemExit(tail)
    return size, first


def ask_text(connection):
    connection.sendall(message(b"Q", SQL.encode() + b"\0"))
    return receive(connection)


def ask_binary(connection):
    connection.sendall(
        message(b"P", b"\0" + SQL.encode() + b"\0\0\0")
        + message(b"B", b"\0\0\0\0\0\0\0\1\0\1")
        + message(b"E", b"\0\0\0\0\0")
        + message(b"S", b"")
    )
    return receive(connection)


def ask_engine(connection):
    body = ENGINE_SQL.encode()
    connection.sendall(
        b"POST /?default_format=Native&database=pivot HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )
    size, tail, first = 0, b"", None
    while not tail.endswith(b"\r\n0\r\n\r\n"):
        n = connection.recv_into(BUFFER)
        if not n:
            raise SystemExit("the engine's connection ended")
        first = first or time.perf_counter()
        size += n
        tail = (tail + bytes(BUFFER[max(0, n - 8) : n]))[-8:]
    return size, first


def engine_socket():
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(ENGINE)
    return connection


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(ask, connection):
    start, spent = time.perf_counter(), processor_seconds(SERVER)
    size, first = ask(connection)
    return time.perf_counter() - start, first - start, processor_seconds(SERVER) - spent, size


def median(values):
    return sorted(values)[len(values) // 2]


pgpivot = begin(socket.create_connection(("127.0.0.1", PORT)))
postgres = begin(postgres_socket())
engine = engine_socket()
ASKED = [
    ("pgpivot, text", ask_text, pgpivot),
    ("PostgreSQL, text", ask_text, postgres),
    ("pgpivot, binary", ask_binary, pgpivot),
    ("PostgreSQL, binary", ask_binary, postgres),
    ("engine, Native", ask_engine, engine),
]
taken = {name: [] for name, _, _ in ASKED}
for _ in range(ROUNDS + 1):
    for name, ask, connection in ASKED:
        taken[name].append(measure(ask, connection))
for name, rounds in taken.items():
    rounds = rounds[1:]
    total, first, spent = (median([one[i] for one in rounds]) for i in range(3))
    print(f"{name}: {total * 1000:.0f} ms, {ROWS / total / 1e6:.2f} M rows/s, {rounds[0][3] / total / 1e6:.0f} MB/s, "
          f"first bytes after {first * 1000:.1f} ms, pgpivot's processor time {spent * 1000:.0f} ms")
for form in ("text", "binary"):
    ratios = [p[0] / o[0] for o, p in zip(taken[f"pgpivot, {form}"][1:], taken[f"PostgreSQL, {form}"][1:])]
    print(f"{form}: {median(ratios):.2f} times PostgreSQL's speed ({min(ratios):.2f} to {max(ratios):.2f})")
