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
    local step_text=$1 step_log step_started=$SECONDS step_status=0 step_pid
    shift
    step_log=$(mktemp)
    printf '%s ' "$step_text"
    "$@" >"$step_log" 2>&1 &
    step_pid=$!
    while [ -t 1 ] && kill -0 "$step_pid" 2>/dev/null; do
        printf '\r%s … %d s' "$step_text" $((SECONDS - step_started))
        sleep 0.2
    done
    wait "$step_pid" || step_status=$?
    [ ! -t 1 ] || printf '\r%s ' "$step_text"
    if [ "$step_status" = 0 ]; then
        printf '… %d s\n' $((SECONDS - step_started))
    else
        printf '… failed after %d s:\n' $((SECONDS - step_started))
        tail -n 40 "$step_log" >&2
    fi
    rm -f "$step_log"
    return "$step_status"
}
