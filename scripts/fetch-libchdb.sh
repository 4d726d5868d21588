#!/usr/bin/env bash
# Prints the folder that holds libchdb.so of the pinned version, fetching it once per machine with
# npm (which knows the user's registry and proxy) into the user's cache. Runs nothing of the package.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

read_pin() {
    read -r _ package version integrity < <(grep "^$(uname -m) " "$top/scripts/libchdb.pin") ||
        die "no libchdb is pinned for $(uname -m) in scripts/libchdb.pin"
}

# npm's own cache would keep a second copy, so it gets a folder that is thrown away.
pack() {
    (cd "$work" && npm pack "$package@$version" --cache "$work/npm" --loglevel error)
}

verify() {
    local found
    found=sha512-$(openssl dgst -sha512 -binary "$work"/*.tgz | openssl base64 -A)
    [ "$found" = "$integrity" ] ||
        { echo "$package@$version: expected $integrity, got $found" && return 1; }
}

unpack() {
    mkdir "$work/unpacked"
    tar -xzf "$work"/*.tgz -C "$work/unpacked" --strip-components=1 package/libchdb.so
    chmod 755 "$work/unpacked"
}

read_pin
cache=${XDG_CACHE_HOME:-$HOME/.cache}/pgpivot
folder=$cache/libchdb-$version
if [ ! -e "$folder/libchdb.so" ]; then
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    step "Fetching libchdb $version (566 MB unpacked)" pack >&2
    step "Checking its integrity" verify >&2
    step "Unpacking it" unpack >&2
    # A run beside this one may have been first; both hold the same bytes.
    mv -T "$work/unpacked" "$folder" 2>/dev/null || [ -e "$folder/libchdb.so" ]
fi
echo "$folder"
