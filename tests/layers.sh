#!/usr/bin/env bash
# Which room may include what: the arrows of docs/architecture.md, as two tables. Prints TAP.
set -euo pipefail
cd "$(dirname "$0")/.."

# Files, and what their #include "…" may name (extended regular expressions).
rooms='
src/base/.*     base/.*
src/wire/.*     (base|wire)/.*
src/rewrite/.*  (base|rewrite)/.*
src/backend/.*  (base|backend)/.*
src/engine/.*   (base|engine)/.*
src/auth/.*     (base|auth)/.*
src/[^/]*       (base|auth|wire|rewrite|backend)/.*|[^/]*
datagen/.*      (base|datagen)/.*
'
# What an #include <…> names, and the only files that may.
libraries='
(pg_query|protobuf).*  src/rewrite/(parse|scan)[^/]*
curl/.*                src/backend/.*
ev[.]h                 src/backend/.*|src/[^/]*
microhttpd[.]h         src/engine/.*
openssl/.*             src/auth/.*|src/[^/]*
ini[.]h                src/config[^/]*
libpq.*                none
'

# Lines "file name" for each #include "name" ($1 = '""') or #include <name> ($1 = '<>').
list_includes() {
    grep -roE --include='*.[ch]' "^ *# *include *[${1:0:1}][^${1:1}]+" src datagen |
        sed -E "s@:.*[${1:0:1}]@ @"
}

number=0
# report TITLE OFFENDERS
report() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        sed 's/^/# /' <<<"$2"
        failed=1
    fi
}

failed=0
own=$(list_includes '""')
third_party=$(list_includes '<>')
while read -r files names; do
    [ -n "$files" ] || continue
    report "$files includes only $names" "$(awk -v files="^($files)$" -v names="^($names)$" \
        '$1 ~ files && $2 !~ names { print $1 " includes " $2 }' <<<"$own")"
done <<<"$rooms"
while read -r names files; do
    [ -n "$files" ] || continue
    report "$names is included only by $files" "$(awk -v files="^($files)$" -v names="^($names)$" \
        '$2 ~ names && $1 !~ files { print $1 " includes " $2 }' <<<"$third_party")"
done <<<"$libraries"
echo "1..$number"
exit "$failed"
