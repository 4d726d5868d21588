#!/usr/bin/env bash
# Processor time from PostgreSQL's SQL to ClickHouse's, parsing included: microseconds, the median of many
# rounds. Wants $BENCH_BUILD.
exec "$BENCH_BUILD/tests/bench/bench_rewrite" "$(dirname "$0")/../golden/rewrite/catalog.txt" "$@"
