#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the fuzz targets with AddressSanitizer and UBSan and runs them, one after the other.
#
#   tools/fuzz.sh MINUTES [TARGET...]     MINUTES for each; without names, all of fuzz/*_fuzz.cc
#
# Needs clang and libclang-rt-dev (tools/setup.sh extra). What is learned and what is found stays in
# $FUZZ_DIR/TARGET, out/fuzz/TARGET if that is not set, so that the next run goes on from there. A target stops
# at its first finding. Prints a line for each target; exits with 1 when there are findings.
set -eu
cd "$(dirname "$0")/.."

usage() {
  echo 'usage: tools/fuzz.sh MINUTES [TARGET...]' >&2
  exit 2
}

case "${1:-}" in
  '' | 0 | *[!0-9]*) usage ;;
esac
minutes=$1
shift
if [ $# -eq 0 ]; then
  # Word splitting is meant: one name a word.
  # shellcheck disable=SC2046
  set -- $(basename -s _fuzz.cc fuzz/*_fuzz.cc)
fi
labels=
for target; do
  if [ ! -f "fuzz/${target}_fuzz.cc" ]; then
    echo "fuzz.sh: there is no fuzz/${target}_fuzz.cc" >&2
    usage
  fi
  labels="$labels //fuzz:${target}_fuzz"
done

# shellcheck disable=SC2086
bazel build --config=fuzz $labels

dictionary() {
  case "$1" in
    buffer | c | manifest | path) echo "fuzz/$1.dict" ;;
    dtype | npy) echo fuzz/dtype.dict ;;
    batch | fields | targets) echo fuzz/json.dict ;;
    *) echo fuzz/format.dict ;;
  esac
}

# The value behind a word of libFuzzer's, in the last line that has it.
last() {
  sed -n "s/.*$1 *\([0-9][0-9]*\).*/\1/p" "$2" | tail -n 1
}

root=${FUZZ_DIR:-out/fuzz}
found=0
printf '%-10s %12s %8s %8s %9s %8s %9s\n' target execs exec/s edges features minutes findings
for target; do
  folder=$root/$target
  mkdir -p "$folder/corpus" "$folder/findings"
  # A copy: a build meanwhile does not change what is running.
  cp -f "out/bin/fuzz/${target}_fuzz" "$folder/program"
  python3 fuzz/seeds.py unpack "fuzz/seeds/$target.txt" "$folder/seeds"
  begin=$(date +%s)
  "$folder/program" "$folder/corpus" "$folder/seeds" -dict="$(dictionary "$target")" -max_len=4096 \
    -timeout=5 -rss_limit_mb=2048 -max_total_time=$((minutes * 60)) -print_final_stats=1 \
    -artifact_prefix="$folder/findings/" >"$folder/log" 2>&1 || found=1
  seconds=$(($(date +%s) - begin))
  findings=$(find "$folder/findings" -type f | wc -l)
  printf '%-10s %12s %8s %8s %9s %8s %9s\n' "$target" \
    "$(last 'stat::number_of_executed_units:' "$folder/log")" \
    "$(last 'stat::average_exec_per_sec:' "$folder/log")" \
    "$(last ' cov:' "$folder/log")" "$(last ' ft:' "$folder/log")" \
    "$((seconds / 60)).$((seconds % 60 / 6))" "$findings"
  if [ "$findings" -gt 0 ]; then
    found=1
    grep -hE -m 1 '^fuzz: |runtime error|ERROR: ' "$folder/log" | cut -c1-200 || :
    echo "  in $folder/findings: name it in fuzz/seeds/$target.txt, with the fix"
  fi
done
exit "$found"
