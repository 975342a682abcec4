#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a Debian package of this checkout, for the Debian that it runs on.
#
#   tools/make_deb.sh FOLDER
#
# builds in build/deb and leaves pep3118c_VERSION_ARCHITECTURE.deb in FOLDER: the tool with its manual page
# and completions, the libraries, the headers, the CMake package, the pkg-config files, the Python module
# and the Julia package. `tools/try_on.sh --deb FILE RELEASE` installs it on a bare system and tries it.
set -eu
[ "$#" -eq 1 ] || {
  echo 'usage: tools/make_deb.sh FOLDER' >&2
  exit 2
}
command -v dpkg-shlibdeps >/dev/null || {
  echo 'make_deb.sh: dpkg-shlibdeps is not installed: apt-get install dpkg-dev' >&2
  exit 1
}
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
cmake -S . -B build/deb -DBUILD_TESTING=OFF -DCMAKE_INSTALL_PREFIX=/usr -DPEP3118_WARNINGS=OFF \
  -DPEP3118_PYTHON_DIR=lib/python3/dist-packages -DPython3_EXECUTABLE=/usr/bin/python3
cmake --build build/deb --parallel "${JOBS:-2}"
(cd build/deb && cpack -G DEB -B "$folder")
rm -rf "$folder/_CPack_Packages"
