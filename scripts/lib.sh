# Shared by the scripts: where things are, one progress line per step, and how to fail.
# shellcheck shell=bash

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# step TEXT COMMAND…: one line "TEXT … 12 s"; the command's output is kept and shown on failure only.
# On a terminal the seconds count up while the command runs.
step() {
    local text=$1 log started=$SECONDS status=0 pid
    shift
    log=$(mktemp)
    printf '%s ' "$text"
    "$@" >"$log" 2>&1 &
    pid=$!
    while [ -t 1 ] && kill -0 "$pid" 2>/dev/null; do
        printf '\r%s … %d s' "$text" $((SECONDS - started))
        sleep 0.2
    done
    wait "$pid" || status=$?
    [ ! -t 1 ] || printf '\r%s ' "$text"
    if [ "$status" = 0 ]; then
        printf '… %d s\n' $((SECONDS - started))
    else
        printf '… failed after %d s:\n' $((SECONDS - started))
        tail -n 40 "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}
