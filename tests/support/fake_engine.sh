#!/bin/bash
# Stands in for pgpivot-engine: does what the file "mode" in its data folder says.
while [ $# -gt 0 ]; do
    case $1 in
    --data) data=$2 ;;
    --socket) socket=$2 ;;
    --parent-fd) parent_fd=$2 ;;
    esac
    shift 2
done
echo $$ >"$data/pid"
case $(cat "$data/mode") in
ready) echo "starting" && echo "listening on unix:$socket" && exec cat <&"$parent_fd" ;;
deaf) trap '' TERM && echo "listening on unix:$socket" && while :; do read -r -u "$parent_fd" || exit 0; done ;;
*) exit 3 ;;
esac
