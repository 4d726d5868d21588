# What the engine's tests share: a folder that goes away, an engine in it, TAP. Source it.
set -u
work=$(mktemp -d /tmp/engine-test.XXXXXX)
socket=$work/s
checks=0
failed=0
engine_pid=

finish() {
    exec 7>&- 2>/dev/null
    [ -n "$engine_pid" ] && stop_engine
    rm -rf "$work"
    echo "1..$checks"
    [ "$failed" -eq 0 ] || exit 1
}
trap finish EXIT

ok() { # ok NAME COMMAND…
    local name=$1
    shift
    checks=$((checks + 1))
    if "$@"; then
        echo "ok $checks - $name"
    else
        echo "not ok $checks - $name"
        failed=$((failed + 1))
    fi
}

is() { # is NAME GOT WANTED
    ok "$1" [ "$2" = "$3" ]
    [ "$2" = "$3" ] || printf '# got: %s\n# wanted: %s\n' "${2:0:400}" "$3" | tr '\n' ' '
    [ "$2" = "$3" ] || echo
}

has() { # has NAME TEXT PART
    ok "$1" grep -qF -- "$3" <<<"$2"
    grep -qF -- "$3" <<<"$2" || echo "# got: $(head -c 400 <<<"$2" | tr '\n' ' ')"
}

within() { # within SECONDS COMMAND…: tries until it succeeds; the pause only spares the processor
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}

gone() { ! grep -qs '^State:[[:space:]]*[^Z[:space:]]' "/proc/$1/status"; }

start_engine() { # start_engine [OPTION…]; waits until it answers
    mkfifo "$work/out.$checks"
    "$ENGINE" --data "$work/data" --socket "$socket" "$@" >"$work/out.$checks" 2>"$work/log" &
    engine_pid=$!
    while read -r line; do
        echo "# $line"
        [[ $line == *127.0.0.1:* ]] && port=${line##*:}
        [[ $line == *unix:* ]] && return 0
    done <"$work/out.$checks"
    echo "# the engine did not start: $(cat "$work/log")"
    return 1
}

stop_engine() {
    kill -TERM "$engine_pid"
    wait "$engine_pid"
    engine_status=$?
    engine_pid=
}

# request PATH [CURL OPTION…]; ask SQL [PARAMETERS]. A background job is `spawn`: then $! is curl's.
spawn() { exec curl -sS -m 60 --unix-socket "$socket" "http://engine/$1" "${@:2}"; }
request() { curl -sS -m 60 --unix-socket "$socket" "http://engine/$1" "${@:2}"; }
ask() { request "${2:-}" --data-binary "$1"; }
running() { ask "SELECT count() FROM system.processes WHERE query LIKE '%$1%' AND query NOT LIKE '%system.processes%'"; }
