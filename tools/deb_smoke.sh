#!/bin/sh
# SPDX-License-Identifier: MIT
# Uses an installed package as its users do: tools/try_on.sh --deb runs it on a bare system.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

expect() {
  [ "$1" = "$2" ] || {
    echo "deb_smoke: expected '$2', got '$1'" >&2
    exit 1
  }
}

echo '== the tool'
expect "$(pep3118c canon 'T{i:x:d:y:}')" 'T{i:x:4xd:y:}'
expect "pep3118c $(dpkg-query -W -f '${Version}' pep3118c)" "$(pep3118c --version)"

echo '== its papers'
for file in man/man1/pep3118c.1 bash-completion/completions/pep3118c zsh/site-functions/_pep3118c \
  doc/pep3118c/copyright; do
  dpkg-query -L pep3118c | grep -q "^/usr/share/$file" || expect 'missing' "$file"
done

echo '== a generated header, and the library by pkg-config'
echo 'Point = T{i:id:d:x:d:y:}' >points.pep3118
cat >main.cc <<'END'
#include <cstdio>
#include "pep3118/pep3118.h"
#include "points.h"
int main() {
  const auto layout = pep3118::LayoutOf("T{i:id:d:x:d:y:}");
  std::printf("%zu %d\n", sizeof(my::Point), static_cast<int>((*layout)->itemsize()));
}
END
pep3118c header -f points.pep3118 --namespace my -o points.h
# Word splitting is meant.
# shellcheck disable=SC2046
c++ -std=c++20 -I. -o by_hand main.cc $(pkg-config --cflags --libs pep3118c)
expect "$(./by_hand)" '24 24'

echo '== the C interface'
printf '#include <pep3118.h>\n#include <stdio.h>\nint main(void) { printf("%%d\\n", PEP3118_ABI_MAJOR); return 0; }\n' >main.c
# shellcheck disable=SC2046
cc -o in_c main.c $(pkg-config --cflags --libs pep3118)
expect "$(./in_c)" 0

echo '== the CMake package'
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(app CXX)
find_package(pep3118c 0.1 REQUIRED)
pep3118_generate(TARGET points SOURCES points.pep3118 NAMESPACE my)
add_executable(app main.cc)
target_link_libraries(app PRIVATE points pep3118::pep3118)
END
rm points.h
cmake -B build >log 2>&1 && cmake --build build >>log 2>&1 || {
  cat log
  exit 1
}
expect "$(build/app)" '24 24'

echo '== the Python module'
expect "$(python3 -m pep3118 canonical 'T{i:x:d:y:}')" 'T{i:x:4xd:y:}'
echo 'the package works'
