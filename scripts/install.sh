#!/usr/bin/env bash
# Installs from Debian what is missing to build (install.sh build) or to build and test
# (install.sh test). Does nothing when all is there. Starts no service.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

# The package names of the sets given that are neither installed nor made needless by a command.
list_missing() {
    local set_name package command wanted=() installed
    while read -r set_name package command; do
        [[ " $* " == *" $set_name "* ]] || continue
        [ -n "$command" ] && has "$command" || wanted+=("$package")
    done < <(grep -v '^#' "$top/scripts/packages")
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
        sed -n 's/ installed$//p' || true)
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort) <(sort <<<"$installed")
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=300 "$@"
}

# Debian starts a server when it installs it, unless policy-rc.d says no (Debian Policy, 9.3.3.1).
policy=/usr/sbin/policy-rc.d
forbid_services() {
    [ -e "$policy" ] && return
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
}

# … and would start it at the next boot. Only for servers that were not there before.
disable_services() {
    local package
    [ -d /run/systemd/system ] || return 0
    for package in "$@"; do
        case $package in
        postgresql-15) as_root systemctl disable --quiet postgresql ;;
        clickhouse-server) as_root systemctl disable --quiet clickhouse-server ;;
        esac
    done
}

case ${1:-} in
build) sets=(build) ;;
test) sets=(build test) ;;
*) die "usage: install.sh build|test" ;;
esac
has apt-get || die "Debian 12 or one like it is needed: apt-get is not here"
mapfile -t missing < <(list_missing "${sets[@]}")
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ] && ! has sudo; then
    die "must be root, or have sudo, to install: ${missing[*]}"
fi
[ "$(id -u)" = 0 ] || sudo -v
step "Reading the package lists" apt update
forbid_services
step "Installing from Debian: ${missing[*]}" \
    apt install --no-install-recommends "${missing[@]}"
disable_services "${missing[@]}"
