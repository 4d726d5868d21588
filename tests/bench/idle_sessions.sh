#!/usr/bin/env bash
# Memory of sessions that do nothing: idle_sessions.sh [SESSIONS]. Prints kB of the proxy's process
# before, after they connected, and after each has asked something.
set -u
folder=$(dirname "$0")
. "$folder/../support/server.sh"

sessions=${1:-10000}
ulimit -n "$(ulimit -Hn)"
init_data && start_server --max_sessions "$sessions" --max_startups "$sessions" || exit 1
python3 - "$server_port" "$sessions" "$server_pid" <<'END'
import socket, struct, sys

port, n, pid = (int(word) for word in sys.argv[1:])
body = struct.pack('!I', 3 << 16) + b'user\0me\0database\0pivot\0\0'
startup = struct.pack('!I', len(body) + 4) + body
query = b'Q' + struct.pack('!I', 13) + b'SELECT 1\0'


def resident_kb():
    with open(f'/proc/{pid}/status', encoding='ascii') as status:
        return next(int(line.split()[1]) for line in status if line.startswith('VmRSS'))


def wait_ready(connection):
    answer = b''
    while not answer.endswith(b'Z\0\0\0\5I'):
        answer += connection.recv(4096)


def ask(connections, message):
    for connection in connections:
        connection.sendall(message)
        wait_ready(connection)


before = resident_kb()
connections = [socket.create_connection(('127.0.0.1', port)) for _ in range(n)]
ask(connections, startup)
connected = resident_kb()
ask(connections, query)
print(f'{n} sessions: {before} kB before, {connected} kB connected, {resident_kb()} kB after SELECT 1, '
      f'{(connected - before) / n:.1f} kB each')
END
