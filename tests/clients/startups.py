"""Connections that never say who they are, and one that does, at a server that takes one of them. TAP.

    startups.py PORT     with --max_startups 1 and several --workers
"""
import socket
import struct
import sys

PORT = int(sys.argv[1])
ROUNDS = 40
PATIENCE = 20
SSL_REQUEST = struct.pack('!II', 8, 80877103)
BODY = struct.pack('!I', 3 << 16) + b'user\0tester\0database\0pivot\0\0'
STARTUP = struct.pack('!I', len(BODY) + 4) + BODY


def connect():
    return socket.create_connection(('127.0.0.1', PORT), PATIENCE)


def is_served():
    with connect() as stream:
        answer = b''
        stream.sendall(STARTUP)
        while b'Z\0\0\0\5' not in answer and (piece := stream.recv(1 << 16)):
            answer += piece
        return b'Z\0\0\0\5' in answer


def is_shown_out(stream):
    try:
        return stream.recv(1) == b''
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


served = shown_out = 0
for round_ in range(ROUNDS):
    with connect() as silent:
        silent.sendall(SSL_REQUEST)
        silent.recv(1)  # the server knows of it
        try:
            served += is_served()
        except ConnectionResetError:
            pass
        shown_out += is_shown_out(silent)
    if served + shown_out < 2 * (round_ + 1):
        break
failed = False
for count, (title, times) in enumerate([('who says who they are comes in', served),
                                        ('for that, who does not is shown out', shown_out)], 1):
    failed |= times < ROUNDS
    print(f'{"ok" if times == ROUNDS else "not ok"} {count} - {title}, whichever worker has them: {times} of {ROUNDS}')
print('1..2')
sys.exit(failed)
