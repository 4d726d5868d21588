"""Users of ClickHouse in front of an engine that has none: hands requests on when their user and
password are right, and writes down who sent them.

    clickhouse_users.py ENGINE-PORT LOG USER:PASSWORD…     prints its own port
"""
import http.client
import http.server
import sys
import urllib.parse

ENGINE, LOG = int(sys.argv[1]), open(sys.argv[2], 'a', buffering=1)
USERS = dict(argument.split(':', 1) for argument in sys.argv[3:])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def body(self):
        if self.headers.get('Transfer-Encoding') != 'chunked':
            return self.rfile.read(int(self.headers.get('Content-Length', 0)))
        body = b''
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ('transfer-encoding', 'connection', 'content-length', 'date', 'server'):
                self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        body = self.body()
        user = self.headers.get('X-ClickHouse-User') or 'default'
        if USERS.get(user) != (self.headers.get('X-ClickHouse-Key') or ''):
            text = f'Code: 516. DB::Exception: {user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)\n'
            self.answer(403, [('X-ClickHouse-Exception-Code', '516')], text.encode())
            return
        LOG.write(f'{user} {urllib.parse.unquote(self.path)[:200]!r} {body[:60]!r}\n')
        engine = http.client.HTTPConnection('127.0.0.1', ENGINE)
        engine.request(self.command, self.path, body)
        reply = engine.getresponse()
        self.answer(reply.status, reply.getheaders(), reply.read())

    do_POST = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(f'listening on 127.0.0.1:{server.server_port}', flush=True)
server.serve_forever()
