#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the library, the module and the tests of python/ with CMake and the compiler for the Python
# that is asked for, and runs them: for Pythons that `bazel test` does not use.
#
#   python/build_and_test.sh [PYTHON]           python3 if none is given
#
# With ASAN=1 all of it under gcc's AddressSanitizer; Python itself leaks, so leaks are not reported.
#
# Needs CMake, a C++20 compiler, the libraries of tools/setup.sh but Catch2, and for that Python its
# headers and NumPy; pybind11 and nanobind are tested where Python finds them.
#
# On another Debian (as root; a folder of 1 GB):
#   debootstrap --variant=minbase trixie DIR && mount --bind /proc DIR/proc
#   chroot DIR apt-get install g++ cmake make tao-pegtl-dev libcli11-dev nlohmann-json3-dev \
#     python3-dev python3-numpy python3-pybind11 python3-nanobind
#   cp -R . DIR/pep3118c && chroot DIR /pep3118c/python/build_and_test.sh
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
CXX=${CXX:-c++}
preload=
if [ -n "${ASAN:-}" ]; then
  preload="$($CXX -print-file-name=libasan.so) $($CXX -print-file-name=libstdc++.so)"
  CXX="$CXX -fsanitize=address"
  ASAN_OPTIONS=detect_leaks=0
  export ASAN_OPTIONS
fi
export CXX

"$python" -c 'import sys, numpy; print("CPython", sys.version.split()[0], "NumPy", numpy.__version__)'
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
$CXX --version | head -n 1

cmake -S "$source" -B "$work/build" -DPEP3118_BUILD_TESTS=OFF -DCMAKE_BUILD_TYPE=Release \
  -DPython3_EXECUTABLE="$(command -v "$python")" >"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/build" --parallel "$(nproc)" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep 'warning:' "$work/log" || :
cmake --install "$work/build" --prefix "$work/prefix" >"$work/log"
archive=$(find "$work/prefix" -name libpep3118_cpp.a)

# What only tests include.
mkdir -p "$work/include/pep3118/python" "$work/include/pep3118/buffer/convert" "$work/include/pep3118/layout"
cp "$source/python/casters_test.h" "$work/include/pep3118/python/"
cp "$source/buffer/convert/byte_mover.h" "$source/buffer/convert/plan.h" "$work/include/pep3118/buffer/convert/"
cp "$source/layout/pair_fields.h" "$work/include/pep3118/layout/"

# The layout of the sources, as the tests expect it, with the installed module.
mkdir -p "$work/tests/python/pep3118"
cp "$source"/python/*.py "$work/tests/python/"
cp "$source"/python/pep3118/*.py "$work/tests/python/pep3118/"
cp "$work"/prefix/lib/python3/site-packages/pep3118/*.so "$work/tests/python/pep3118/"
cp -R "$source/testdata" "$work/tests/testdata"

# module NAME SOURCE OPTION...
module() {
  name=$1 file=$2
  shift 2
  $CXX -std=c++20 -O1 -shared -fPIC -fvisibility=hidden -I"$work/prefix/include" -I"$work/include" -isystem "$include" \
    "$source/python/$file" "$archive" "$@" -o "$work/tests/python/$name.so"
}

# run TEST...
run() {
  echo "== $*"
  if (cd "$work/tests/python" && PYTHONPATH=$work/tests/python LD_PRELOAD=$preload "$python" "$@" >"$work/out" 2>&1); then
    tail -n 1 "$work/out"
    passed=$((passed + 1))
  else
    tail -n 60 "$work/out"
    failed=$((failed + 1))
  fi
}

limited=-DPy_LIMITED_API=0x030B0000
module acquire_test_module acquire_test_module.cc $limited
run acquire_test.py
module export_test_module export_test_module.cc $limited
run export_test.py
module convert_test_module convert_test_module.cc
run convert_test.py
for version in 1 2; do
  module "two_versions_test_$version" two_versions_test_module.cc $limited "-DVERSION=$version" \
    "-Wl,--version-script=$source/bazel/extension.lds"
done
run two_versions_test.py
run pep3118/module_test.py
run roundtrip.py "$work/prefix" "$source/testdata" --count 12

if flags=$("$python" -m pybind11 --includes 2>/dev/null); then
  # shellcheck disable=SC2086 # several options
  module pybind11_test_module pybind11_test_module.cc $flags
  run pybind11_test.py
else
  echo '== no pybind11'
fi
if folder=$("$python" -m nanobind --include_dir 2>/dev/null); then
  map=$(find "$folder/.." /usr/include -path '*tsl/robin_map.h' 2>/dev/null | head -n 1)
  # shellcheck disable=SC2046 # several files: nanobind is compiled into the module
  module nanobind_test_module nanobind_test_module.cc "-I$folder" "-I${map%/tsl/robin_map.h}" \
    $(find "$folder/../src" -maxdepth 1 -name '*.cpp' ! -name nb_combined.cpp)
  run nanobind_test.py
else
  echo '== no nanobind'
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
