#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and installs with CMake, then uses what is installed as a user does: the project under
# examples/cmake, every snippet of docs/build.md's CMake, Make and By hand, a cross build.
#
# Runs in the root of the sources.  Not optimised: this is about what is built, not how fast it runs.
set -eu
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
CXXFLAGS=-O0
export CXXFLAGS
unset DESTDIR MAKEFLAGS CMAKE_GENERATOR || :

fail() {
  echo "install_test: $*" >&2
  exit 1
}

# Runs quietly; shows the output of what fails.
quietly() {
  "$@" >"$work/log" 2>&1 || {
    cat "$work/log"
    fail "failed: $*"
  }
}

# The number-th LANG block of docs/build.md from HEADING on.
snippet() {
  awk -v heading="## $1" -v fence="\`\`\`$2" -v wanted="$3" '
    $0 == heading { here = 1 }
    inside && $0 == "```" { inside = 0; next }
    inside && count == wanted { print }
    here && !inside && $0 == fence { inside = 1; count++ }
  ' "$source/docs/build.md" >"$work/snippet"
  [ -s "$work/snippet" ] || fail "docs/build.md has no $2 block $3 below $1"
  cat "$work/snippet"
}

# A folder with the manifest and the program of docs/build.md.
user_project() {
  mkdir "$1"
  printf 'Point = T{i:id:d:x:d:y:}\n' >"$1/points.pep3118"
  grep -qF "$(cat "$1/points.pep3118")" "$source/docs/build.md" || fail 'another manifest is shown'
  awk '/^```cpp$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$source/docs/build.md" \
    >"$1/main.cc"
}

expect() {
  [ "$1" = "$2" ] || fail "expected '$2', got '$1'"
}

# A Catch2 that cannot be found would stop it.
echo '== BUILD_TESTING=OFF needs no Catch2'
quietly cmake -S "$source" -B "$work/untested" -DBUILD_TESTING=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Catch2=ON
if cmake --build "$work/untested" --target help | grep -q _test; then fail 'there are tests'; fi
if cmake -S "$source" -B "$work/untested" -DBUILD_TESTING=ON >"$work/log" 2>&1; then
  fail 'it has tests without Catch2'
fi
grep -q Catch2 "$work/log" || fail 'something else is missing'

echo '== the project'
quietly cmake -S "$source" -B "$work/build" -DCMAKE_BUILD_TYPE=None -DPEP3118_BUILD_TESTS=OFF \
  -DPEP3118_WARNINGS=OFF
quietly cmake --build "$work/build" --parallel 2
quietly cmake --install "$work/build" --prefix "$prefix"
for file in bin/pep3118c share/man/man1/pep3118c.1 share/zsh/site-functions/_pep3118c \
  share/bash-completion/completions/pep3118c include/pep3118/layout/lookup.h \
  include/pep3118.h lib/libpep3118.so lib/libpep3118.so.0 lib/libpep3118_cpp.a \
  include/pep3118/runtime/big.h include/pep3118/python/pybind11.h \
  lib/python3/site-packages/pep3118/_core.abi3.so \
  lib/python3/site-packages/pep3118/__init__.py; do
  [ -s "$prefix/$file" ] || fail "$file is not installed"
done
rm -rf "$work/build/include"  # must not be needed any more
PATH=$prefix/bin:$PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name pep3118c.pc)")
export PATH PKG_CONFIG_PATH

python_include=$(/usr/bin/python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')

echo '== every installed header compiles alone, and needs nothing else'
alone() { # STANDARD ROOM...
  standard=$1
  shift
  # nanobind is not in Debian 12.
  (cd "$prefix/include/pep3118" && find "$@" -name '*.h' ! -name nanobind.h) | sort >"$work/headers"
  while read -r header; do
    echo "#include \"pep3118/${header#./}\"" >"$work/alone.$standard.$(echo "$header" | tr / .).cc"
  done <"$work/headers"
  for unit in "$work/alone.$standard".*; do echo "$unit"; done |
    quietly xargs -P 2 -n 1 c++ "-std=c++$standard" -fsyntax-only -I"$prefix/include" \
      -isystem "$python_include"
}
alone 17 runtime
alone 20 .
[ "$(wc -l <"$work/headers")" -gt 40 ] || fail 'hardly any header is installed'

echo '== what is internal is not installed'
for header in layout/dialects layout/placement codegen/cpp tools testdata base/sha256.h; do
  [ ! -e "$prefix/include/pep3118/$header" ] || fail "$header is installed"
done

echo '== an older standard is one error'
for header in pep3118 buffer codegen python; do
  echo "#include \"pep3118/$header.h\"" >"$work/old.cc"
  if c++ -std=c++17 -fsyntax-only -I"$prefix/include" -isystem "$python_include" "$work/old.cc" 2>"$work/log"; then
    fail "$header.h compiles as C++17"
  fi
  expect "$(grep -c 'error' "$work/log")" "$(grep -c 'error.*needs C++20' "$work/log")"
done

echo '== the Python module'
expect "$(PYTHONPATH="$prefix/lib/python3/site-packages" /usr/bin/python3 -m pep3118 canonical 'T{i:x:d:y:}')" \
  'T{i:x:4xd:y:}'

echo '== docs/c.md'
mkdir "$work/c"
awk '/^```c$/ { inside = 1; next } /^```$/ { inside = 0 } inside' docs/c.md >"$work/c/fields.c"
awk '/^```console$/ { inside = 1; next } /^```$/ { inside = 0 } inside' docs/c.md >"$work/c/session"
(
  cd "$work/c"
  LD_LIBRARY_PATH=$prefix/lib
  export LD_LIBRARY_PATH
  sed -n 's/^[$] //p' session >commands
  while read -r command; do
    echo "$ $command"
    eval "$command" 2>&1 || :
  done <commands >happened
  diff session happened
) || fail 'docs/c.md shows something else'
cat >"$work/c/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(fields LANGUAGES C)
find_package(pep3118c REQUIRED)
add_executable(fields fields.c)
target_link_libraries(fields PRIVATE pep3118::c)
END
quietly cmake -S "$work/c" -B "$work/c/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$work/c/build"
expect "$("$work/c/build/fields" d | tail -n 1)" 'd, 8 bytes'
readelf --dynamic --wide "$prefix/lib/libpep3118.so" | grep -q 'soname: \[libpep3118.so.0\]' ||
  fail 'another soname'
expect "$(pkg-config --modversion pep3118)" "$(pkg-config --modversion pep3118c)"

echo '== the Julia package finds its library'
[ -s "$prefix/share/julia/PEP3118/src/PEP3118.jl" ] || fail 'the Julia package is not installed'
[ ! -e "$prefix/share/julia/PEP3118/test" ] || fail 'its tests are installed'
if command -v julia >/dev/null; then
  expect "$(JULIA_DEPOT_PATH=$work JULIA_LOAD_PATH="$prefix/share/julia:@stdlib" julia --startup-file=no \
    --compiled-modules=no -e 'using PEP3118; print(PEP3118.canonical(PEP3118.layout_of("T{i:x:d:y:}")))')" \
    'T{i:x:4xd:y:}'
elif [ -n "${PEP3118_REQUIRE_JULIA:-}" ]; then
  fail 'julia is not installed: run tools/setup.sh julia'
else
  echo 'skipped: julia is not installed'
fi

echo '== one version'
version=$(sed -n 's/.*kVersion\[\] = "\(.*\)".*/\1/p' codegen/version.h)
expect "$(pep3118c --version)" "pep3118c $version"
expect "$(pkg-config --modversion pep3118c)" "$version"
grep -q "PACKAGE_VERSION \"$version\"" "$(find "$prefix" -name pep3118cConfigVersion.cmake)" ||
  fail 'the CMake package has another version'

[ "$(grep '^## ' CHANGELOG.md | grep -vx -m 1 '## Unreleased')" = "## $version" ] ||
  fail 'CHANGELOG.md begins with another version'

echo '== examples/cmake'
cp -RL examples/cmake "$work/example"
chmod -R u+w "$work/example"
build() {
  cmake --build "$work/example-build" >"$work/log" 2>&1
}
quietly cmake -S "$work/example" -B "$work/example-build" -DCMAKE_PREFIX_PATH="$prefix"
build || {
  cat "$work/log"
  fail 'the example does not build'
}
quietly ctest --test-dir "$work/example-build" --no-tests=error
# Sizes and places as the x86-64 psABI has them.
expect "$("$work/example-build/app/print_points" | head -n 2)" \
  'Point: 24 bytes, id at 0, x at 8, y at 16
Segment: 48 bytes, from at 0, to at 24'

echo '== examples/python'
cp -RL examples/python "$work/python-example"
chmod -R u+w "$work/python-example"
quietly cmake -S "$work/python-example" -B "$work/python-build" -DCMAKE_PREFIX_PATH="$prefix" \
  -DPython3_EXECUTABLE=/usr/bin/python3 -DPYTHON_EXECUTABLE=/usr/bin/python3 \
  -DCMAKE_IGNORE_PREFIX_PATH=/
quietly cmake --build "$work/python-build"
python_example() {
  PYTHONPATH=$work/python-build /usr/bin/python3 "$work/python-example/$1" | head -n 1
}
expect "$(python_example hits.py)" '500.0 250.0'
expect "$(python_example look_at_particles.py)" "('position', 'velocity', 'steps') 56"

echo '== random dtypes through generated headers'
/usr/bin/python3 "$source/python/roundtrip.py" "$prefix" "$source/testdata" ||
  fail 'a value is lost on the way'

echo '== an edit rebuilds, a comment does not'
header=$work/example-build/pep3118_generate/points/points.h
object=$(find "$work/example-build" -name 'print_points.cc.o')
sleep 1
touch "$work/mark"
echo '# a comment' >>"$work/example/points.pep3118"
build || fail 'a comment breaks the build'
[ "$header" -ot "$work/mark" ] || fail 'a comment makes a new header'
[ "$object" -ot "$work/mark" ] || fail 'a comment compiles'
sed 's/^Point = .*/Point = T{i:id:f:x:f:y:}/' "$work/example/points.pep3118" >"$work/edited"
cp "$work/edited" "$work/example/points.pep3118"
build || {
  cat "$work/log"
  fail 'an edit breaks the build'
}
expect "$("$work/example-build/app/print_points" | head -n 1)" \
  'Point: 12 bytes, id at 0, x at 4, y at 8'

echo '== a bad format stops the build and says where'
cp "$header" "$work/before"
echo 'Bad = T{i:x:<}' >>"$work/example/points.pep3118"
line=$(($(wc -l <"$work/example/points.pep3118")))
if build; then fail 'a bad format was built'; fi
grep -q "points.pep3118:$line:.*\[dangling-byte-order\]" "$work/log" || {
  cat "$work/log"
  fail 'a refusal without its place'
}
cmp "$header" "$work/before"

echo '== docs/build.md: CMake'
user_project "$work/by cmake"
snippet CMake cmake 1 >"$work/by cmake/CMakeLists.txt"
quietly cmake -S "$work/by cmake" -B "$work/by cmake/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$work/by cmake/build"
expect "$("$work/by cmake/build/app")" '24 bytes'
for command in 'cmake -B build' 'cmake --build build' 'ctest --test-dir build' 'cmake --install build'; do
  snippet CMake sh 1 | grep -q "^$command" || fail "docs/build.md does not say $command"
done

echo '== add_subdirectory, the tool named by PEP3118C_EXECUTABLE'
user_project "$work/subdirectory"
snippet CMake cmake 1 |
  sed "s|find_package.*|add_subdirectory(\"$source\" pep3118c EXCLUDE_FROM_ALL)|" \
    >"$work/subdirectory/CMakeLists.txt"
quietly cmake -S "$work/subdirectory" -B "$work/subdirectory/build" \
  -DPEP3118C_EXECUTABLE="$prefix/bin/pep3118c"
quietly cmake --build "$work/subdirectory/build" --target app
expect "$("$work/subdirectory/build/app")" '24 bytes'

echo '== a cross build lays out for its target'
quietly cmake -S "$work/by cmake" -B "$work/cross" -DCMAKE_SYSTEM_NAME=Linux \
  -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_CXX_COMPILER_TARGET=i686-linux-gnu \
  -DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$work/cross" --target points_pep3118_headers
grep -q 'for i686-linux-gnu:$' "$work/cross/pep3118_generate/points/points.h" || fail 'not for i686'
grep -q 'itemsize = 20,' "$work/cross/pep3118_generate/points/points.h" || fail 'not as i686 has it'

echo '== docs/build.md: Make'
user_project "$work/make"
snippet Make make 1 >"$work/make/Makefile"
quietly make -C "$work/make" CXX=c++
expect "$("$work/make/app")" '24 bytes'
sleep 1
touch "$work/mark"
echo '# a comment' >>"$work/make/points.pep3118"
quietly make -C "$work/make" CXX=c++
[ "$work/make/main.o" -ot "$work/mark" ] || fail 'make compiles after a comment'
sed 's/i:id:/i:id:q:more:/' "$work/make/points.pep3118" >"$work/edited"
cp "$work/edited" "$work/make/points.pep3118"
quietly make -C "$work/make" CXX=c++
expect "$("$work/make/app")" '32 bytes'

echo '== docs/build.md: By hand'
user_project "$work/hand"
cp "$source/examples/cmake/app/look_up.cc" "$work/hand"
cd "$work/hand"
snippet 'By hand' sh 1 >1.sh
expect "$(sh -eu 1.sh)" '24 bytes'
snippet 'By hand' sh 2 >2.sh
expect "$(sh -eu 2.sh)" 'x at 0
y at 8'
snippet 'By hand' sh 3 >3.sh
quietly sh -eu 3.sh
sed 's/d:y:/f:y:/' points.pep3118 >edited
mv edited points.pep3118
if sh -eu 3.sh 2>stale; then fail 'a stale header passes --check'; fi
grep -q 'stale-output' stale

echo 'all is well'
