# TAP for test scripts: check and is report one test each; finish ends the script.
# shellcheck shell=bash

tap_number=0
tap_failed=0

# report TITLE STATUS [WHY]
report() {
    tap_number=$((tap_number + 1))
    if [ "$2" = 0 ]; then
        echo "ok $tap_number - $1"
    else
        echo "not ok $tap_number - $1"
        [ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
        tap_failed=1
    fi
}

# check TITLE COMMAND…: the command succeeds.
check() {
    local title=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    report "$title" "$status" "$output"
}

# is TITLE GOT WANTED: the texts are equal.
is() {
    local status=0
    [ "$2" = "$3" ] || status=1
    report "$1" "$status" "got:    $2"$'\n'"wanted: $3"
}

# matches TITLE GOT PATTERN: the text fits a shell pattern.
matches() {
    local status=0
    # shellcheck disable=SC2053
    [[ $2 == $3 ]] || status=1
    report "$1" "$status" "got:    $2"$'\n'"wanted: $3"
}

finish() {
    echo "1..$tap_number"
    exit "$tap_failed"
}

# skip TITLE WHY
skip() {
    tap_number=$((tap_number + 1))
    echo "ok $tap_number - $1 # SKIP $2"
}
