#!/usr/bin/env bash
# Checks of the text of the sources: check.sh format|comments|functions|paths|tidy [BUILD_FOLDER].
# Each prints the offending places and fails, or says in one line what it found.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${2:-build}

list_sources() {
    find src datagen tests -name "$1" | sort
}

# The first place of each file that clang-format would change.
check_format() {
    ! list_sources '*.[ch]' | xargs clang-format --dry-run -Werror 2>&1 |
        sed -n 's/: error: code should be clang-formatted.*//p' |
        awk -F : '!seen[$1]++ { print $0 ": clang-format would change this" }' | grep .
}

# Each .c file opens by saying what it does and what it refuses to know.
check_comments() {
    local file status=0
    while read -r file; do
        [[ $(head -c 2 "$file") =~ ^(//|/\*) ]] || { echo "$file: no opening comment" && status=1; }
    done < <(list_sources '*.c')
    return "$status"
}

# Lines of each function: none over 60, median at most 12.
check_functions() {
    ctags -x --_xformat='%e %n %N %F' --languages=C --langmap=C:+.h --kinds-C=f -R src datagen |
        awk '{ print $1 - $2 + 1, $3, $4 }' | sort -n | awk '
            { lines[NR] = $1; what[NR] = $0 }
            $1 > 60 { print "over 60 lines: " $0; bad = 1 }
            END {
                if (NR == 0) exit 1
                median = lines[int((NR + 1) / 2)]
                printf "%d functions: median %d, p90 %d, longest %s\n",
                    NR, median, lines[int(NR * 0.9 + 0.5)], what[NR]
                exit bad || median > 12
            }'
}

# No path of the machine that a file was written on.
check_paths() {
    ! grep -rnIF --exclude-dir=.git --exclude-dir='build*' -e "$PWD/" -e "$HOME/" .
}

# clang-tidy on one file, unless it passed before with the same headers, options and bytes. The
# analyzer gives a function up after so many nodes, a fifth of its default: the last ones took most
# of the time (domain.c: 20 s, and 3 s with the limit).
tidy_file() {
    local file=$1 stamp
    stamp=$build/tidy/$(cat "$file" <(printf '%s' "$tidy_key") | sha256sum | cut -d ' ' -f 1)
    [ -e "$stamp" ] && return
    clang-tidy --quiet -p "$build/tidy" --extra-arg=-Wno-unknown-warning-option \
        --extra-arg=-Xclang --extra-arg=-analyzer-config \
        --extra-arg=-Xclang --extra-arg=max-nodes=40000 "$file" 2>/dev/null &&
        touch "$stamp"
}

# The sources that the build folder compiles; leaves one command for each in tidy/, since clang-tidy
# would analyse a file once for each program that it is compiled into.
list_commands() {
    python3 - "$build" <<'EOF'
import json, os, re, sys

build = sys.argv[1]
commands = {}
for command in json.load(open(build + "/compile_commands.json")):
    path = os.path.relpath(os.path.join(command["directory"], command["file"]))
    if re.match(r"(src|datagen)/.*\.c$", path):
        commands.setdefault(path, command)
json.dump(list(commands.values()), open(build + "/tidy/compile_commands.json", "w"))
print("\n".join(commands))
EOF
}

check_tidy() {
    mkdir -p "$build/tidy"
    tidy_key=$(list_sources '*.h' | xargs cat .clang-tidy | sha256sum)
    export -f tidy_file
    export build tidy_key
    list_commands | sort -u | xargs -P "$(nproc)" -I '{}' bash -c 'tidy_file {}'
}

case ${1:-} in
format | comments | functions | paths | tidy) "check_$1" ;;
*) echo "usage: check.sh format|comments|functions|paths|tidy [BUILD_FOLDER]" >&2 && exit 2 ;;
esac
