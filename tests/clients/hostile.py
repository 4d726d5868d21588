"""Clients that mean harm, or are broken: each costs only itself. TAP.

    hostile.py PORT PID     a server that speaks TLS, wants SCRAM of ann and trusts open; its process
The server gives up on a start-up after 5 seconds and takes 30 of them at once.
"""
import random
import socket
import ssl
import struct
import sys
import time

PORT, PID = (int(argument) for argument in sys.argv[1:3])
PATIENCE = 20
count = failed = 0


def report(fine, title, detail=''):
    global count, failed
    count += 1
    failed |= not fine
    print(f'{"ok" if fine else "not ok"} {count} - {title}')
    if not fine:
        print(f'# {detail!r}')
    sys.stdout.flush()


def connect():
    return socket.create_connection(('127.0.0.1', PORT), PATIENCE)


def message(kind, body=b''):
    return kind + struct.pack('!I', len(body) + 4) + body


def startup(user=b'ann', version=3 << 16):
    body = struct.pack('!I', version) + b'user\0' + user + b'\0database\0pivot\0\0'
    return struct.pack('!I', len(body) + 4) + body


def read_all(stream, seconds=PATIENCE):
    """What comes until the server closes; None if it does not."""
    stream.settimeout(seconds)
    answer = b''
    try:
        while piece := stream.recv(1 << 16):
            answer += piece
    except TimeoutError:
        return None
    except OSError:
        pass
    return answer


def read_until(stream, end):
    stream.settimeout(PATIENCE)
    answer = b''
    while end not in answer and (piece := stream.recv(1 << 16)):
        answer += piece
    return answer


READY = b'Z\0\0\0\5'


def session():
    stream = connect()
    stream.sendall(startup(b'open'))
    read_until(stream, READY)
    return stream


def ask(stream, sql):
    stream.sendall(message(b'Q', sql + b'\0'))
    return read_until(stream, READY)


def serves():
    started = time.monotonic()
    with session() as stream:
        answer = ask(stream, b'SELECT 41 + 1')
    return b'42' in answer and time.monotonic() - started < 10


def memory():
    """Of the server, in MB. With sanitizers it says nothing."""
    with open(f'/proc/{PID}/status') as status:
        sizes = {line.split(':')[0]: int(line.split()[1]) for line in status if line.startswith('Vm')}
    return 0 if sizes['VmSize'] > 1 << 32 else sizes['VmRSS'] // 1024


def before_authentication():
    for title, first, then, wanted in [
            ('a query before any start-up', message(b'Q', b'SELECT 1\0'), b'', b'invalid length of startup packet'),
            ('a query instead of a password', startup(), message(b'Q', b'SELECT 1\0'), b'expected password response'),
            ('Sync instead of a password', startup(), message(b'S'), b'expected password response'),
            ('Terminate instead of a password', startup(), message(b'X'), b''),
            ('a password of a gigabyte', startup(), b'p\x40\0\0\0' + b'x' * 100, b'invalid message length'),
            ('a password of a negative length', startup(), b'p\xff\xff\xff\xff', b'invalid message length'),
            ('a start-up packet of 10 MB', struct.pack('!I', 10 << 20) + b'\0\3\0\0' + b'a' * 1000, b'', b'invalid length of startup packet'),
            ('a start-up packet of a negative length', b'\xff\xff\xff\xff', b'', b'invalid length of startup packet'),
            ('a start-up packet of 0 bytes', b'\0\0\0\0', b'', b'invalid length of startup packet'),
            ('a user that is not UTF-8', startup(b'\xff\xfe'), b'', b'22021'),
            ('a SASL answer that is none', startup(), message(b'p', b'SCRAM-SHA-256\0\0\0\0\5n,,n='), b'FATAL'),
            ('a SASL mechanism that does not exist', startup(), message(b'p', b'NOTHING\0\xff\xff\xff\xff'), b'invalid SASL'),
            ('a SASL answer with a wrong length', startup(), message(b'p', b'SCRAM-SHA-256\0\x7f\xff\xff\xff'), b'FATAL')]:
        with connect() as stream:
            stream.sendall(first)
            if then:
                read_until(stream, b'SCRAM-SHA-256')
                stream.sendall(then)
            answer = read_all(stream)
        report(answer is not None and wanted in answer, title, answer)


def half_open():
    start = time.monotonic()
    streams = []
    for sent in [b'', b'\0', startup()[:9], startup()]:
        streams.append(connect())
        streams[-1].sendall(sent)
    answers = [read_all(stream) for stream in streams]
    took = time.monotonic() - start
    report(None not in answers and took < 15, 'who does not go on is shown out', (answers, took))
    with connect() as stream:
        try:
            for byte in startup() * 3:
                stream.sendall(bytes([byte]))
                time.sleep(0.1)
            closed = False
        except OSError:
            closed = True
        report(closed or read_all(stream) is not None, 'so is who goes on slowly')
    streams = [connect() for _ in range(200)]
    fine = serves()
    for stream in streams:
        stream.close()
    report(fine, '200 connections that say nothing keep nobody out')
    with connect() as stream:
        answer = bytearray()
        for byte in startup():
            stream.sendall(bytes([byte]))
        report(b'SCRAM' in read_until(stream, b'SCRAM-SHA-256'), 'a start-up packet byte by byte is one', answer)


def encryption():
    request = struct.pack('!II', 8, 80877103)
    with connect() as stream:
        stream.sendall(request + startup())
        answer = read_all(stream)
        report(answer is not None and b'received unencrypted data after SSL request' in answer,
               'what comes before the answer to SSLRequest is not taken for what comes after', answer)
    with connect() as stream:
        stream.sendall(request)
        first = stream.recv(1)
        stream.sendall(b'this is no handshake')
        report(first == b'S' and read_all(stream) is not None, 'no handshake ends the connection')
    with connect() as stream:
        stream.sendall(request)
        stream.recv(1)
        report(read_all(stream) is not None, 'half a handshake is waited for as long as a start-up')
    with connect() as stream:
        stream.sendall(b'\x16\x03\x01\x40\x00' + b'\0' * 100)
        report(read_all(stream) is not None, 'a TLS record of nothing')
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with connect() as stream:
        stream.sendall(request)
        stream.recv(1)
        with context.wrap_socket(stream) as inside:
            inside.sendall(request)
            answer = read_all(inside)
            report(answer in (b'N', None) or b'unsupported frontend protocol' in answer,
                   'SSLRequest within TLS', answer)
    with connect() as stream:
        stream.sendall(struct.pack('!II', 8, 80877104))
        report(stream.recv(1) == b'N', 'GSSENCRequest is refused, the connection goes on')
        stream.sendall(startup(b'open'))
        report(READY in read_until(stream, READY), '... with a start-up')


def large_statements():
    with session() as stream:
        text = b'x' * (5 << 20)
        answer = ask(stream, b"SELECT length('" + text + b"'), 'end'")
        report(b'5242880' in answer or b'C54' in answer, 'a statement of 5 MB', answer[:300])
        answer = ask(stream, b'SELECT count(*) FROM (VALUES (1)) v (a) WHERE a IN (' + b','.join(b'%d' % i for i in range(700000)) + b')')
        report(b'C54' in answer or b'SELECT 1' in answer, 'a list of 700,000 numbers', answer[:300])
        answer = ask(stream, b'SELECT ' + b'(' * 100000 + b'1' + b')' * 100000)
        report(b'C54001' in answer or b'SELECT 1' in answer, '100,000 parentheses', answer[:300])
        answer = ask(stream, b'SELECT ' + b'-' * 3 + b'\n' + b'NOT ' * 50000 + b'true')
        report(b'C54' in answer or b'SELECT 1' in answer, '50,000 times NOT', answer[:300])
        answer = ask(stream, b'SELECT ' + b'1+' * 200000 + b'1')
        report(b'C54' in answer or b'SELECT 1' in answer, '200,000 plus signs', answer[:300])
        answer = ask(stream, b'SELECT ' + b','.join([b'1'] * 1665))
        report(b'C54011' in answer, '1,665 columns', answer[:300])
        answer = ask(stream, b'SELECT ' + b','.join([b'1'] * 70000))
        report(b'C54' in answer, '70,000 columns', answer[:300])
        answer = ask(stream, b';' * (1 << 20))
        report(b'I\0\0\0\4' in answer or b'C53200' in answer, 'a million semicolons', answer[:300])
        answer = ask(stream, b'SELECT 1;' * 20000 + b'SELECT 1/0')
        report(b'C22012' in answer or b'C54' in answer, '20,000 statements', answer[-300:])
        report(b'42' in ask(stream, b'SELECT 41 + 1'), 'the session goes on')


def parameters():
    with session() as stream:
        for text, wanted in [(b'$65535', b'C42P18'), (b'$65536', b'C'), (b'$2147483647', b'C'), (b'$99999999999999999999', b'C')]:
            stream.sendall(message(b'P', b'\0SELECT ' + text + b'::int4\0\0\0') + message(b'D', b'S\0') + message(b'S'))
            answer = read_until(stream, READY)
            report(wanted in answer, f'parameter {text.decode()}', answer[:300])
        stream.sendall(message(b'P', b'\0SELECT 1\0\xff\xff' + b'\0\0\0\x17' * 65535) + message(b'S'))
        answer = read_until(stream, READY)
        report(answer[:1] == b'1', '65,535 types of parameters', answer[:300])
        stream.sendall(message(b'B', b'\0\0\0\0\xff\xff' + b'\xff\xff\xff\xff' * 65535 + b'\0\0') + message(b'S'))
        answer = read_until(stream, READY)
        report(b'E' == answer[:1] or b'2' == answer[:1], '65,535 values', answer[:300])
        stream.sendall(message(b'B', b'\0\0\0\0\xff\xff' + b'\xff\xff\xff\xff' * 10) + message(b'S'))
        answer = read_until(stream, READY)
        report(b'C08P01' in answer, '65,535 values of which 10 are there', answer[:300])
        stream.sendall(message(b'B', b'\0\0\0\0\0\1\x7f\xff\xff\xff' + b'x\0\0') + message(b'S'))
        answer = read_until(stream, READY)
        report(b'C08P01' in answer, 'a value of 2 GB of which one byte is there', answer[:300])


def many_objects():
    with session() as stream:
        for i in range(0, 20000, 1000):
            stream.sendall(b''.join(message(b'P', b's%d\0SELECT %d\0\0\0' % (n, n)) for n in range(i, i + 1000)) + message(b'S'))
            answer = read_until(stream, READY)
        report(b'C53' in answer or b'C54' in answer or answer[:1] == b'1', '20,000 prepared statements', answer[-300:])
        stream.sendall(message(b'Q', b'DEALLOCATE ALL\0'))
        read_until(stream, READY)
        report(memory() < 600, 'their memory has a limit', memory())
    with session() as stream:
        ask(stream, b'BEGIN')
        stream.sendall(message(b'P', b's\0SELECT 1\0\0\0') + message(b'S'))
        read_until(stream, READY)
        stream.sendall(b''.join(message(b'B', b'p%d\0s\0\0\0\0\0\0\0' % n) for n in range(20000)) + message(b'S'))
        answer = read_until(stream, READY)
        report(b'C53' in answer or b'C54' in answer or answer[:1] == b'2', '20,000 portals', answer[-300:])


def slow_clients():
    start = memory()
    streams = [session() for _ in range(5)]
    for stream in streams:
        stream.sendall(message(b'Q', b"SELECT repeat('x', 1000) FROM generate_series(1, 200000)\0"))
    for _ in range(5):
        time.sleep(0.3)
        fine = serves()
    grown = memory() - start
    report(fine, 'others are served while five clients read nothing of 200 MB')
    report(grown < 400, 'who holds less than these results', grown)
    for stream in streams:
        stream.close()
    with session() as stream:
        pipeline = message(b'P', b'\0SELECT 1\0\0\0') + message(b'B', b'\0\0\0\0\0\0\0\0') + message(b'E', b'\0\0\0\0\0') + message(b'S')
        stream.settimeout(5)
        sent = 0
        try:
            for _ in range(20000):
                stream.sendall(pipeline)
                sent += 1
        except TimeoutError:
            pass
        report(memory() - start < 400 and serves(), f'a pipeline of {sent} queries whose answers nobody reads', memory() - start)
    with session() as stream:
        for byte in message(b'Q', b'SELECT 41 + 1\0'):
            stream.sendall(bytes([byte]))
            time.sleep(0.01)
        report(b'42' in read_until(stream, READY), 'a statement byte by byte')
    with session() as stream:
        stream.sendall(b'Q\0\x50\0\0' + b'SELECT')
    report(serves(), 'a client that leaves in the middle of a message')
    for _ in range(50):
        with session() as stream:
            stream.sendall(message(b'Q', b'SELECT count(*) FROM generate_series(1, 100000000)\0'))
    report(serves(), '50 clients that leave in the middle of a query')


def noise():
    source = random.Random(20)
    for _ in range(150):
        with connect() as stream:
            try:
                if source.random() < 0.7:
                    stream.sendall(startup(source.choice([b'ann', b'open'])))
                    stream.recv(1 << 16)
                for _ in range(source.randrange(1, 10)):
                    body = bytes(source.randrange(256) for _ in range(source.randrange(60)))
                    stream.sendall(message(source.choice([b'P', b'B', b'D', b'E', b'C', b'Q', b'S', b'p', b'd', b'F', b'H']), body)
                                   if source.random() < 0.8 else body)
            except OSError:
                pass
    report(serves(), '150 connections of noise')


for part in [before_authentication, half_open, encryption, large_statements, parameters, many_objects, slow_clients, noise]:
    started = time.monotonic()
    part()
    print(f'# {part.__name__}: {time.monotonic() - started:.1f} s')
report(serves(), 'the server serves')
print(f'1..{count}')
sys.exit(failed)
