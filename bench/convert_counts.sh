#!/bin/sh
# SPDX-License-Identifier: MIT
# Instructions of the conversions of bench/convert_bench.cc (200 records of 9 fields), counted by
# callgrind; from the repository's root:
#   bazel build -c opt //bench:convert_bench && bench/convert_counts.sh
# Prints one line each, with the ratio to the loop that is written by hand.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# count BENCHMARK FUNCTION: the instructions of one call of FUNCTION.
count() {
  valgrind -q --tool=callgrind --callgrind-out-file="$work/out" --toggle-collect="$2" \
    out/bin/bench/convert_bench --benchmark_filter="^$1\$" --benchmark_min_time=0.0000000001 >"$work/log" 2>&1
  awk '/^summary:/ { print $2 }' "$work/out"
}

by_hand=$(count BM_RecordsByHand/200 '*ByHand*')
for row in 'BM_RecordsByHand/200 *ByHand*' 'BM_RecordsCompiled/200 *Compiled*' \
  'BM_RecordsPlan/plain/200 *RunPlan*' 'BM_RecordsPlan/best/200 *RunPlan*'; do
  instructions=$(count "${row%% *}" "${row#* }")
  echo "$instructions $by_hand ${row%% *}" | awk '{ printf "%-26s %8d  %5.2f\n", $3, $1, $1 / $2 }'
done
