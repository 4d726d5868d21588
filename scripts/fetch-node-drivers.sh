#!/usr/bin/env bash
# Prints the folder with the drivers that tests/clients/drivers/node pins, fetching them once per
# version with npm (which knows the user's registry and proxy) into the user's cache. Runs nothing
# of the packages.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

pins=$top/tests/clients/drivers/node
key=$(cat "$pins"/*.json | sha256sum | cut -c 1-16)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/pgpivot/node-drivers-$key
if [ ! -d "$folder" ]; then
    mkdir -p "$(dirname "$folder")"
    work=$(mktemp -d "$folder.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cp "$pins"/*.json "$work"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --cache "$work/npm" --loglevel error) >&2
    rm -rf "$work/npm"
    mv -T "$work" "$folder" 2>/dev/null || [ -d "$folder" ]
fi
echo "$folder/node_modules"
