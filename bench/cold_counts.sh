#!/bin/sh
# SPDX-License-Identifier: MIT
# Instructions and allocations of one cold ComputeLayout, counted by callgrind; from the repository's
# root:
#   bazel build -c opt //bench:cold_calls && bench/cold_counts.sh [ROW...]
# Columns: the parser of hand_parser.h; parsing alone; dialect pep3118; auto with the itemsize; then a
# text with an error at its end and an itemsize that is too small.  Ratios are to the hand parser
# (of the refusals, to accepting the same row by auto); allocations are in brackets.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# count ROW WAY: instructions, a space, allocations.
count() {
  valgrind -q --tool=callgrind --callgrind-out-file="$work/out" --toggle-collect='*MeasuredCall*' \
    out/bin/bench/cold_calls "$1" "$2" >"$work/allocations" 2>"$work/log"
  echo "$(awk '/^(summary|totals):/ { print $2; exit }' "$work/out") $(cat "$work/allocations")"
}

[ $# -gt 0 ] || set -- pair pair_be ten ten_be ten_aligned ten_ctypes hundred hundred_be thousand thousand_be
printf '%-12s %9s %9s %20s %20s %22s %20s\n' row hand parse pep3118 auto 'auto, bad end' 'auto, bad size'
for row; do
  echo "$row $(count "$row" hand) $(count "$row" parse) $(count "$row" named) $(count "$row" auto)" \
    "$(count "$row" bad_auto) $(count "$row" small_auto)"
done | awk '{
  printf "%-12s %9d %9d", $1, $2, $4
  printf " %9d %5.2f (%d)", $6, $6 / $2, $7
  printf " %9d %5.2f (%d)", $8, $8 / $2, $9
  printf " %9d %5.2f (%d)", $10, $10 / $8, $11
  printf " %9d %5.2f (%d)\n", $12, $12 / $8, $13
}'
