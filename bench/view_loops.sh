#!/bin/sh
# SPDX-License-Identifier: MIT
# Instructions of view loops beside hand-written pointer loops, counted by callgrind; from the
# repository's root:
#   bench/view_loops.sh [CXX...]          # default: g++ and clang++
# Prints one line a loop and exits 1 when one of them needs over 5 % more than its hand-written twin.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/include"
ln -s "$PWD" "$work/include/pep3118"
[ $# -gt 0 ] || set -- g++ clang++

printf '%-10s %-4s %-22s %12s %12s %7s\n' compiler opt loop by-hand view ratio
for cxx in "$@"; do
  for opt in -O2 -O3; do
    "$cxx" -std=c++20 $opt -I"$work/include" bench/view_loops.cc -o "$work/loops"
    valgrind -q --tool=callgrind --callgrind-out-file="$work/out" "$work/loops" 2>/dev/null
    callgrind_annotate --threshold=100 "$work/out" >"$work/profile"
    awk -v cxx="$cxx" -v opt="$opt" '
      match($0, /[A-Za-z]+By(Hand|View|Index|Column)\(/) {
        name = substr($0, RSTART, RLENGTH - 1)
        count = $1
        gsub(",", "", count)
        if (!(name in counts)) counts[name] = count
      }
      function Row(loop, way,   name) {
        name = loop "By" way
        ratio = counts[name] / counts[loop "ByHand"]
        printf "%-10s %-4s %-22s %12d %12d %7.3f\n", cxx, opt, name, counts[loop "ByHand"], counts[name], ratio
        if (!(ratio <= 1.05)) bad = 1
      }
      END {
        Row("OneField", "View"); Row("OneField", "Index"); Row("OneField", "Column")
        Row("ThreeFields", "View"); Row("BigEndian", "View"); Row("Extract", "View")
        exit bad
      }' "$work/profile" || bad=1
  done
done
exit "${bad:-0}"
