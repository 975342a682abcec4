#!/bin/sh
# SPDX-License-Identifier: MIT
# A checked-in header against the generated one, for pep3118_golden_test.
#
#   golden_header.sh check GENERATED GOLDEN COMMAND   fails with the difference and COMMAND
#   golden_header.sh update GENERATED PATH            writes PATH, relative to the workspace
set -eu

case "$1" in
  check)
    if diff -u --label "$3" "$3" --label 'generated now' "$2"; then
      exit 0
    fi
    printf '\n%s is stale.  If the change is meant:\n  %s\n' "$3" "$4"
    exit 1
    ;;
  update)
    golden="${BUILD_WORKSPACE_DIRECTORY:?run this with bazel run}/$3"
    cmp -s "$2" "$golden" && exit 0
    cat "$2" >"$golden"
    echo "updated $3"
    ;;
  *)
    echo 'usage: golden_header.sh check|update ...' >&2
    exit 2
    ;;
esac
