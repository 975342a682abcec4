#!/bin/sh
# SPDX-License-Identifier: MIT
# Tests on machines of other kinds, with Debian's cross compilers and qemu-user.
set -eu

usage() {
  cat <<'END'
usage: tools/try_machine.sh [options] [MACHINE...]

MACHINE is one of s390x, i686, armhf, aarch64, riscv64, ppc64el; without one, all six. For each

  - the library's own C++ tests are built for it (CMake, build/machines/MACHINE) and run under qemu-user;
  - records are written and read through generated headers by every pair of the machines and this one.

The last lines are the verdict; the exit code is 0 when everything has passed.

  --headers      only the generated headers
  --library      only the library's own tests
  --tests REGEX  of these only those whose names match, such as '^(layout|buffer)[.]'
  --jobs N       compile with N processes (default: 2)
  --help         print this

What is needed beyond tools/setup.sh: `tools/setup.sh machines`. These cross compilers and gcc-multilib
exclude each other: apt removes one when the other is installed.
END
}

fail() {
  echo "try_machine.sh: $*" >&2
  exit 2
}

headers=yes
library=yes
tests=.
jobs=2
machines=
while [ "$#" -gt 0 ]; do
  case "$1" in
    --help)
      usage
      exit 0
      ;;
    --headers) library= ;;
    --library) headers= ;;
    --tests | --jobs)
      [ "$#" -ge 2 ] || fail "$1 needs a value"
      case "$1" in
        --tests) tests=$2 ;;
        --jobs) jobs=$2 ;;
      esac
      shift
      ;;
    s390x | i686 | armhf | aarch64 | riscv64 | ppc64el) machines="$machines $1" ;;
    *) fail "no machine or option is called $1: see --help" ;;
  esac
  shift
done
[ -n "$machines" ] || machines='s390x i686 armhf aarch64 riscv64 ppc64el'
cd "$(dirname "$0")/.."

triple_of() {
  case "$1" in
    armhf) echo arm-linux-gnueabihf ;;
    ppc64el) echo powerpc64le-linux-gnu ;;
    *) echo "$1-linux-gnu" ;;
  esac
}

qemu_of() {
  case "$1" in
    i686) echo qemu-i386 ;;
    armhf) echo qemu-arm ;;
    ppc64el) echo qemu-ppc64le ;;
    *) echo "qemu-$1" ;;
  esac
}

# What runs the programs of a machine, as a list of CMake. An x86-64 processor runs those of i686 itself.
i686_loader=/usr/i686-linux-gnu/lib/ld-linux.so.2
emulator_of() {
  if [ "$1" = i686 ] && "$i686_loader" --version >/dev/null 2>&1; then
    echo "$i686_loader;--library-path;/usr/i686-linux-gnu/lib"
  else
    echo "$(qemu_of "$1");-L;/usr/$(triple_of "$1")"
  fi
}

for machine in $machines; do
  for program in "$(triple_of "$machine")-g++" "$(qemu_of "$machine")"; do
    command -v "$program" >/dev/null || fail "$program is not installed: tools/setup.sh machines"
  done
done

# The libraries are headers, the same for every machine; links keep the rest of /usr/include out.
link_headers() {
  mkdir -p build/machines/include/tao
  for header in CLI catch2 nlohmann tao/pegtl tao/pegtl.hpp; do
    [ -e "/usr/include/$header" ] || fail "/usr/include/$header is missing: tools/setup.sh"
    ln -sfn "/usr/include/$header" "build/machines/include/$header"
  done
}

# Not optimised: compiling takes longer than running, even under an emulator.
build_and_test() {
  folder=build/machines/$1
  cmake -S . -B "$folder" -DCMAKE_TOOLCHAIN_FILE="$PWD/toolchains/machine.cmake" \
    -DPEP3118_TRIPLE="$(triple_of "$1")" -DPEP3118_EMULATOR="$(emulator_of "$1")" \
    -DPEP3118_HEADERS="$PWD/build/machines/include" -G 'Unix Makefiles' \
    -DPEP3118_BUILD_PYTHON=OFF -DPEP3118_INSTALL=OFF -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=-O0 || return 1
  # What does not compile is a test that fails; the others run.
  cmake --build "$folder" --parallel "$jobs" -- --keep-going || :
  ctest --test-dir "$folder" --output-on-failure --no-tests=error --tests-regex "$tests"
}

# Tests that bound a time give an emulator more of it.
PEP3118_EMULATED=1
export PEP3118_EMULATED
status=0
verdict=
if [ -n "$library" ]; then
  link_headers
  for machine in $machines; do
    echo "== the library on $machine"
    log=build/machines/$machine.log
    if build_and_test "$machine" >"$log" 2>&1; then word=passed; else word=FAILED; fi
    [ "$word" = passed ] || status=1
    grep -E '\*\*\*Failed|Error [0-9]|tests passed' "$log" || tail -n 20 "$log"
    verdict="$verdict
$machine: $word, $(grep 'tests passed' "$log" || echo "see $log")"
  done
fi
if [ -n "$headers" ]; then
  echo '== generated headers'
  bazel build //tools:pep3118c
  names=$(echo "x86_64 $machines" | tr -s ' ' ',')
  if /usr/bin/python3 testdata/machines/exchange_test.py out/bin/tools/pep3118c testdata/targets.json \
    testdata/machines/exchange.cc --require "--machines=$names"; then
    word=passed
  else
    word=FAILED
    status=1
  fi
  verdict="$verdict
generated headers between $names: $word"
fi
echo "== verdict$verdict"
exit "$status"
