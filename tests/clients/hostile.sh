#!/usr/bin/env bash
# Clients that break the protocol or mean harm (hostile.py), and what the server is afterwards.
set -u
folder=$(dirname "$0")
. "$folder/../support/tap.sh"
. "$folder/../support/server.sh"

openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/server.key" -subj /CN=localhost -days 2 \
    -out "$work/server.crt" 2>/dev/null
chmod 600 "$work/server.key"
printf '"ann" "%s"\n' "$(echo pencil | "$PGPIVOT" password)" >"$work/users"
cat >"$work/rules" <<'END'
host all open   127.0.0.1/32 trust
host all tester 127.0.0.1/32 trust
host all ann    127.0.0.1/32 scram-sha-256
END
init_data && start_server --auth_file "$work/users" --auth_hba_file "$work/rules" \
    --tls_cert_file "$work/server.crt" --tls_key_file "$work/server.key" \
    --startup_timeout 5s --max_startups 30 || { report "the server starts" 1 && finish; }
# python3 prints the tests; this shell adds none.
python3 "$folder/hostile.py" "$server_port" "$server_pid"
status=$?
stop_server
[ "$server_status" = 0 ] || echo "# the server ended with $server_status"
exit "$status"
