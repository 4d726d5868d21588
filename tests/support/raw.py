"""The protocol's messages by hand, for tests that say what no driver says, and the engine's own HTTP."""
import socket
import struct
import time

PATIENCE = 20
READY = b"Z\0\0\0\5"


def message(kind, body=b""):
    return kind + struct.pack("!I", len(body) + 4) + body


def query(sql):
    return message(b"Q", sql.encode() + b"\0")


def startup(user="tester", version=3 << 16, **parameters):
    words = {"user": user, "database": "pivot", **parameters}
    body = b"".join(word.encode() + b"\0" for pair in words.items() for word in pair)
    return message(b"", struct.pack("!I", version) + body + b"\0")


def wait_until(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.01)
    return True


class Session:
    """One that has begun; what is asked is not waited for."""

    def __init__(self, port, **parameters):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.sendall(startup(**parameters))
        self.greeting = self.read_until(READY)

    def send(self, sql):
        self.socket.sendall(query(sql))

    def send_bytes(self, data):
        self.socket.sendall(data)

    def read_until(self, wanted):
        """Up to what is wanted, or the end of the connection."""
        got = b""
        while wanted not in got:
            piece = self.socket.recv(1 << 16)
            if not piece:
                return got
            got += piece
        return got

    def ask(self, sql):
        self.send(sql)
        return self.read_until(READY)

    def rest(self):
        """Until the server closes; None if it does not."""
        try:
            return self.read_until(b"never comes")
        except TimeoutError:
            return None
        except ConnectionResetError:
            return b""

    def key(self):
        """As a CancelRequest has it: process and secret."""
        at = self.greeting.index(b"K\0\0\0") + 1
        return self.greeting[at + 4 : at + struct.unpack("!I", self.greeting[at : at + 4])[0]]

    def close(self):
        self.socket.close()

    def reset(self):
        """Hangs up without a word: RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def cancel(port, key):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as other:
        other.sendall(message(b"", struct.pack("!I", 80877102) + key))


class Engine:
    """The engine itself, past the proxy: what runs there."""

    def __init__(self, path):
        self.path = path

    def ask(self, sql):
        body = sql.encode()
        with socket.socket(socket.AF_UNIX) as stream:
            stream.settimeout(PATIENCE)
            stream.connect(self.path)
            stream.sendall(b"POST /?default_format=TSV HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                           b"Content-Length: %d\r\n\r\n" % len(body) + body)
            got = b""
            while piece := stream.recv(1 << 16):
                got += piece
        head, _, rest = got.partition(b"\r\n\r\n")
        return unchunk(rest) if b"chunked" in head.lower() else rest

    def running(self):
        """Queries of sessions: those that the proxy asks for itself have other names."""
        return int(self.ask("SELECT count() FROM system.processes WHERE query_id LIKE 'pgpivot-%' OR "
                            "query NOT LIKE '%system.%'").split()[0])


def unchunk(data):
    whole = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        size = int(size, 16)
        if not size:
            break
        whole += data[:size]
        data = data[size + 2 :]
    return whole


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def report(self, name, fine, why=""):
        self.count += 1
        self.failed += not fine
        print(f"{'ok' if fine else 'not ok'} {self.count} - {name}" + ("" if fine else f"\n# {why!r}"), flush=True)
        return fine

    def is_(self, name, got, wanted):
        return self.report(name, got == wanted, (got, wanted))

    def finish(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0
