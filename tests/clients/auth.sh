#!/usr/bin/env bash
# Who comes in: passwords, rules, TLS and certificates, with psql and openssl as the clients.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"
export LC_ALL=C
shopt -s extglob

# certificate NAME COMMON-NAME ISSUER: NAME.crt and NAME.key, signed by ISSUER (itself: self-signed).
certificate() {
    local issue=(-CA "$work/$3.crt" -CAkey "$work/$3.key" -CAcreateserial)
    [ "$1" != "$3" ] || issue=(-signkey "$work/$1.key")
    openssl req -newkey rsa:2048 -nodes -keyout "$work/$1.key" -subj "/CN=$2" -out "$work/$1.csr" &&
        openssl x509 -req -in "$work/$1.csr" "${issue[@]}" -days 2 -out "$work/$1.crt" \
            -extfile <(printf 'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:%s\n' \
                "$([ "$1" = "$3" ] && echo TRUE || echo FALSE)")
}

make_certificates() {
    certificate ca "Test CA" ca && certificate server localhost ca && certificate ann ann ca &&
        certificate stranger ann stranger
}

# secret PASSWORD
secret() {
    printf '%s\n' "$1" | "$PGPIVOT" password
}

# connect USER CONNINFO…: what `SELECT 1` gives, or psql's error.
connect() {
    local user=$1
    shift
    PGCONNECT_TIMEOUT=20 psql -X -q -A -t -w -c 'SELECT 1' \
        "host=127.0.0.1 port=$server_port dbname=pivot user=$user $*" 2>&1
}

check "certificates are made" make_certificates
scram=$(secret pencil)
matches "pgpivot password makes a SCRAM secret" "$scram" 'SCRAM-SHA-256$4096:*$*:*'
printf '"ann" "%s"\n"bob" "md5%s"\n' "$scram" \
    "$(printf 'secretbob' | md5sum | cut -d ' ' -f 1)" >"$work/users"
cat >"$work/rules" <<'END'
host    all    mallory  all           reject
hostssl all    cert     all           reject
host    pivot  bob      127.0.0.1/32  md5
hostssl pivot  ann2   127.0.0.1/32  cert
hostssl pivot  open     127.0.0.1/32  trust clientcert=verify-ca
hostssl pivot  slow     127.0.0.1/32  trust
host    other  ann      all           password
host    pivot  carl     127.0.0.1/32  trust lookthrough.view=leaf "DateStyle=German, DMY"
host    pivot  ann,ghost all          scram-sha-256
END
chmod 600 "$work"/*.key
options=(--auth_file "$work/users" --auth_hba_file "$work/rules" --tls_cert_file "$work/server.crt"
    --tls_key_file "$work/server.key" --tls_ca_file "$work/ca.crt")

refusal=$("$PGPIVOT" serve --listen 0.0.0.0:0 2>&1)
is "beyond loopback nobody comes in without a proof: exit code" "$?" 2
matches "… and why" "$refusal" '*beyond loopback*'
refusal=$("$PGPIVOT" serve --listen 127.0.0.1:0 --auth_hba_file "$work/rules" 2>&1)
matches "a hostssl rule without a certificate is refused" "$refusal" '*tls_cert_file*'
chmod 644 "$work/server.key"
refusal=$("$PGPIVOT" serve --listen 127.0.0.1:0 "${options[@]}" 2>&1)
matches "a private key that others can read is refused" "$refusal" '*server.key*0600*'
chmod 600 "$work/server.key"

init_data && start_server "${options[@]}" || { report "the server starts" 1 && finish; }

is "SCRAM" "$(connect ann password=pencil sslmode=disable)" 1
matches "a wrong password" "$(connect ann password=pen sslmode=disable)" \
    '*FATAL:  password authentication failed for user "ann"'
matches "a user that does not exist is told no more" "$(connect ghost password=pen sslmode=disable)" \
    '*FATAL:  password authentication failed for user "ghost"'
matches "no password" "$(connect ann sslmode=disable)" '*no password supplied'
is "MD5" "$(connect bob password=secret sslmode=disable)" 1
matches "a wrong one" "$(connect bob password=x sslmode=disable)" \
    '*password authentication failed for user "bob"'
matches "reject" "$(connect mallory password=x sslmode=disable)" \
    '*pg_hba.conf rejects connection for host "127.0.0.1", user "mallory", database "pivot", no encryption'
matches "no rule fits" "$(connect zoe password=x sslmode=disable)" \
    '*no pg_hba.conf entry for host "127.0.0.1", user "zoe", database "pivot", no encryption'

shows() {
    psql -X -At "host=127.0.0.1 port=$server_port dbname=pivot user=carl $1" -c "SHOW lookthrough.view" -c "SHOW datestyle" -c "SET lookthrough.view = raw" -c "RESET lookthrough.view" -c "SHOW lookthrough.view" 2>&1 | tr '\n' ' '
}
is "what a rule's sessions start with" "$(shows '')" "leaf German, DMY SET RESET leaf "
is "… unless the client says something else" "$(shows "options='-c lookthrough.view=top'")" "top German, DMY SET RESET top "

is "TLS" "$(connect ann password=pencil sslmode=require)" 1
is "… verified" "$(connect ann password=pencil sslmode=verify-full sslrootcert="$work/ca.crt")" 1
is "… with the channel bound" \
    "$(connect ann password=pencil sslmode=require channel_binding=require)" 1
is "… of version 1.2" \
    "$(connect ann password=pencil sslmode=require ssl_max_protocol_version=TLSv1.2)" 1
matches "… of version 1.1 is not spoken" "$(connect ann password=pencil sslmode=require \
    ssl_min_protocol_version=TLSv1.1 ssl_max_protocol_version=TLSv1.1)" '*error*'
matches "no rule fits without TLS" "$(connect open sslmode=disable)" '*no pg_hba.conf entry*'
matches "a certificate is demanded" "$(connect open sslmode=require)" \
    '*connection requires a valid client certificate'
is "… and shown" \
    "$(connect open sslmode=require sslcert="$work/ann.crt" sslkey="$work/ann.key")" 1
matches "a certificate of another name is not one of the user" \
    "$(connect ann2 sslmode=require sslcert="$work/ann.crt" sslkey="$work/ann.key")" \
    '*certificate authentication failed for user "ann2"'
matches "a stranger's certificate is refused" \
    "$(connect open sslmode=require sslcert="$work/stranger.crt" sslkey="$work/stranger.key")" \
    '*error*'

# direct [PROTOCOL]: the answer to a start-up packet through TLS without SSLRequest before it.
direct() {
    python3 - "$server_port" "$@" <<'END'
import socket, ssl, struct, sys

context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
if len(sys.argv) > 2:
    context.set_alpn_protocols([sys.argv[2]])
body = struct.pack('!I', 3 << 16) + b'user\0ann\0database\0pivot\0\0'
try:
    with socket.create_connection(('127.0.0.1', int(sys.argv[1])), 20) as plain:
        with context.wrap_socket(plain) as stream:
            stream.sendall(struct.pack('!I', len(body) + 4) + body)
            print(stream.recv(100).replace(b'\0', b' ').decode())
except OSError:
    print('refused')
END
}
matches "direct TLS that names its protocol is served" "$(direct postgresql)" 'R*SCRAM-SHA-256*'
matches "… and else refused" "$(direct)" '@(refused|)'
is "… under another name as well" "$(direct http/1.1)" refused

# Every row of a result far larger than one record, through TLS.
is "long results pass through TLS" "$(PGPASSWORD=pencil psql -X -q -A -t -w \
    -c "SELECT repeat(v, 1000000) FROM (VALUES ('a'), ('b'), ('c'), ('d')) t (v)" \
    "host=127.0.0.1 port=$server_port dbname=pivot user=ann sslmode=require" 2>&1 | wc -c)" 4000004

# slow_reader ROWS: the bytes of a column of ROWS texts of 1 MB that a client takes in small bites, so
# that the server must wait for it again and again, at the end with nothing more to come.
slow_reader() {
    python3 - "$server_port" "$1" <<'END'
import socket, ssl, struct, sys

def message(kind, body):
    return kind + struct.pack('!I', len(body) + 4) + body

def whole(stream, size):
    got = bytearray()
    while len(got) < size:
        piece = stream.recv(min(16384, size - len(got)))
        if not piece:
            sys.exit('the server hung up')
        got += piece
    return bytes(got)

context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
context.set_alpn_protocols(['postgresql'])
plain = socket.socket()
plain.settimeout(60)
plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
plain.connect(('127.0.0.1', int(sys.argv[1])))
with context.wrap_socket(plain) as stream:
    stream.sendall(message(b'', struct.pack('!I', 3 << 16) + b'user\0slow\0database\0pivot\0\0'))
    rows = ', '.join(["('x')"] * int(sys.argv[2]))
    asked, size = False, 0
    while True:
        head = whole(stream, 5)
        kind, body = head[:1], whole(stream, struct.unpack('!I', head[1:])[0] - 4)
        if kind == b'D':
            size += len(body) - 6
        if kind == b'Z':
            if asked:
                break
            asked = True
            stream.sendall(message(b'Q', f"SELECT repeat(v, 1000000) FROM (VALUES {rows}) t (v)".encode() + b'\0'))
    print(size)
END
}
is "… to a client that reads slowly, short ones" "$(slow_reader 1 2>&1)" 1000000
is "… and long ones" "$(slow_reader 20 2>&1)" 20000000

reloaded() {
    [ "$(connect zoe password=new sslmode=disable)" = 1 ]
}
printf '"zoe" "%s"\n' "$(secret new)" >>"$work/users"
sed -i '1i host all zoe all scram-sha-256' "$work/rules"
kill -HUP "$server_pid"
check "SIGHUP loads users and rules again" wait_for reloaded
echo 'nonsense' >>"$work/rules"
kill -HUP "$server_pid"
check "… and keeps them when the file is wrong" wait_for grep -q 'what was in force stays.*rules:' \
    "$work/server.log"
is "… so that users still come in" "$(connect zoe password=new sslmode=disable)" 1
# shown: the serial number of the certificate that a new connection sees.
shown() {
    openssl s_client -starttls postgres -connect "127.0.0.1:$server_port" </dev/null 2>/dev/null |
        openssl x509 -noout -serial
}
is_shown() {
    [ "$(shown)" = "$(openssl x509 -noout -serial -in "$1")" ]
}
sed -i '$d' "$work/rules"
check "the certificate is the one of the file" is_shown "$work/server.crt"
mkfifo "$work/fifo"
PGPASSWORD=pencil psql -X -q -A -t -w "host=127.0.0.1 port=$server_port dbname=pivot user=ann sslmode=require" \
    <"$work/fifo" >"$work/open" 2>&1 &
open_pid=$!
exec 8>"$work/fifo"
echo "SELECT 'before';" >&8
wait_for grep -q before "$work/open"
certificate renewed localhost ca >/dev/null 2>&1
mv "$work/renewed.key" "$work/server.key" && mv "$work/renewed.crt" "$work/server.crt"
chmod 600 "$work/server.key"
kill -HUP "$server_pid"
check "SIGHUP loads the certificate again" wait_for is_shown "$work/server.crt"
is "… which clients can verify" \
    "$(connect ann password=pencil sslmode=verify-full sslrootcert="$work/ca.crt")" 1
echo "SELECT 'after';" >&8
exec 8>&-
wait "$open_pid"
is "… and sessions that are open stay" "$(tr '\n' ' ' <"$work/open")" "before after "
cp "$work/server.crt" "$work/good.crt"
echo 'no certificate' >"$work/server.crt"
kill -HUP "$server_pid"
check "one that is none changes nothing" wait_for grep -q 'what was in force stays.*server.crt' "$work/server.log"
check "… so that the last one is shown" is_shown "$work/good.crt"
check "refusals are in the log" grep -q 'refused a connection from 127.0.0.1' "$work/server.log"
finish
