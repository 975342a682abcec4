#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what the build needs on Debian 12, 13 and sid: Bazel, the compilers and the libraries.
#
#   tools/setup.sh         what `bazel test //...` needs
#   tools/setup.sh extra   also what tools/check.sh needs, sanitizer run times and valgrind
#   tools/setup.sh machines
#                          also the cross compilers and the emulator of tools/try_machine.sh; apt removes
#                          gcc-multilib for them
#   tools/setup.sh exchange
#                          of these alone what //testdata/machines:exchange_test wants: s390x and i686;
#                          fails where gcc-multilib would have to go
#   tools/setup.sh julia   Julia 1.5.3 alone, for the tests of julia/: Debian 11's package, with the
#                          libraries that only Debian 11 has; apt's own sources stay as they are
#   tools/setup.sh web     also Emscripten, Node.js and Chromium, for web/; and from npm's registry axe-core, which
#                          tests the page for people who do not see it
#
# Does nothing, and needs no network, when everything is there already.  Where Debian's Bazel is 7 or
# later it also writes out/modules, by which that Bazel finds the libraries without a registry.
set -eu
cd "$(dirname "$0")/.."

# clang is here because tests compile the generated headers with both compilers, NumPy because tests
# ask it for its formats, Cython and pybind11 because one compiles structs with them, CMake, make
# and pkg-config because a test builds and installs with them, rustc because a test compiles what is
# emitted for Rust, zsh and groff because tests have them
# read the completions and the manual page.
packages='
  bazel-bootstrap
  catch2
  clang
  cmake
  cython3
  groff-base
  libbenchmark-dev
  libcli11-dev
  make
  nlohmann-json3-dev
  pkg-config
  pybind11-dev
  python3
  python3-dev
  python3-numpy
  rustc
  tao-pegtl-dev
  zsh
'
extra_packages='
  clang-tidy
  libclang-rt-dev
  valgrind
'
machine_packages='
  g++-aarch64-linux-gnu
  g++-arm-linux-gnueabihf
  g++-i686-linux-gnu
  g++-powerpc64le-linux-gnu
  g++-riscv64-linux-gnu
  g++-s390x-linux-gnu
  qemu-user
'
exchange_packages='
  g++-i686-linux-gnu
  g++-s390x-linux-gnu
  qemu-user
'
web_packages='
  ca-certificates
  chromium
  chromium-driver
  curl
  emscripten
  nodejs
  python3-selenium
'

# The format is that of clang-format 16, which Debian 13 no longer has.
debian=$(. /etc/os-release 2>/dev/null && echo "${VERSION_ID:-}") || debian=
if [ "$debian" = 12 ]; then
  extra_packages="$extra_packages clang-format-16"
fi

debian_11=
apt_options=
bazel=yes
web=
case "$#:${1:-}" in
  0:) ;;
  1:extra) packages="$packages $extra_packages" ;;
  1:machines) packages="$packages $machine_packages" ;;
  1:exchange)
    packages=$exchange_packages
    bazel=
    apt_options="-o APT::Get::Remove=false"
    ;;
  1:julia)
    packages=julia
    bazel=
    debian_11=yes
    ;;
  1:web)
    packages="$packages $web_packages"
    web=yes
    ;;
  *)
    echo 'usage: tools/setup.sh [extra|machines|exchange|julia|web]' >&2
    exit 2
    ;;
esac

# Debian 11's Julia crashes at an exception with the libunwind of a later Debian.
julia_works() {
  command -v julia >/dev/null &&
    [ "$(julia --startup-file=no -e 'try; ENV["no such variable"]; catch; end; print("works")' 2>/dev/null)" = works ]
}

# Any Julia that works will do.
if [ -n "$debian_11" ] && julia_works; then
  exit 0
fi

is_installed() {
  [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo 'setup.sh: this is not Debian; install what these packages hold, then run bazel:' >&2
  # Word splitting is meant: one package a line.
  # shellcheck disable=SC2086
  printf '  %s\n' $packages >&2
  exit 1
fi

# Debian 12 and 13 have Bazel 4, which reads WORKSPACE; sid has Bazel 7, which reads MODULE.bazel.
has_bazel_7() {
  is_installed bazel-bootstrap || return 1
  case $(dpkg-query -W -f '${Version}' bazel-bootstrap) in
    [0-6].*) return 1 ;;
  esac
}

# The accessibility rules that a test of web/ runs in the page; they stay below out/.
axe_version=4.10.3
axe_sha512=5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c21cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12
fetch_axe() {
  [ ! -e out/axe.min.js ] || return 0
  axe=$(mktemp -d)
  status=0
  {
    curl -fsSL -o "$axe/axe.tgz" "https://registry.npmjs.org/axe-core/-/axe-core-$axe_version.tgz" &&
      echo "$axe_sha512  $axe/axe.tgz" | sha512sum -c --quiet - &&
      tar -xzf "$axe/axe.tgz" -C "$axe" package/axe.min.js &&
      mkdir -p out &&
      mv "$axe/package/axe.min.js" out/axe.min.js
  } || status=$?
  rm -rf "$axe"
  return "$status"
}

# What comes after the packages.
write_modules() {
  if [ -n "$web" ]; then fetch_axe; fi
  if has_bazel_7; then
    bazel/modules_of_debian.sh out/modules
  else
    rm -rf out/modules
  fi
}

if [ -n "$bazel" ] && has_bazel_7; then
  packages="$packages bazel-rules-shell"
fi
missing=
for package in $packages; do
  is_installed "$package" || missing="$missing $package"
done
if [ -z "$missing" ] && [ -z "$debian_11" ]; then
  [ -z "$bazel" ] || write_modules
  exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo 'setup.sh: neither root nor sudo; run this as root:' >&2
    echo "  apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  as_root=sudo
fi

# Debian 11 beside this system's own sources, with lists of their own, for one run of apt-get.
if [ -n "$debian_11" ]; then
  apt=$(mktemp -d)
  trap '$as_root rm -rf "$apt"' EXIT
  mkdir -p "$apt/parts" "$apt/lists/partial"
  chmod 755 "$apt" "$apt/lists"
  find /etc/apt/sources.list.d -name '*.list' -o -name '*.sources' | while read -r file; do
    cp "$file" "$apt/parts"
  done
  if [ -e /etc/apt/sources.list ]; then cp /etc/apt/sources.list "$apt/parts/own.list"; fi
  mirror=$(cat "$apt"/parts/* | sed -n 's/^URIs: *\([^ ]*debian\)\/* *$/\1/p; s/^deb \([^[ ]*debian\)\/* .*/\1/p' | head -n 1)
  echo "deb [check-valid-until=no] ${mirror:-http://deb.debian.org/debian} bullseye main" >"$apt/parts/debian-11.list"
  apt_options="-o Dir::Etc::sourceparts=$apt/parts -o Dir::Etc::sourcelist=/dev/null
    -o Dir::State::lists=$apt/lists"
fi

install_missing() {
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get $apt_options install -y --no-install-recommends $missing </dev/null >&2
}

echo "setup.sh: installing$missing" >&2
# The package lists may be old or absent: fetch them only when the first try fails.
if [ -n "$debian_11" ] || ! install_missing; then
  # shellcheck disable=SC2086
  $as_root apt-get $apt_options update </dev/null >&2
  [ -z "$missing" ] || install_missing
fi

if [ -n "$bazel" ]; then
  # Which Bazel it is is known only now.
  if has_bazel_7 && ! is_installed bazel-rules-shell; then
    missing=' bazel-rules-shell'
    install_missing
  fi
  write_modules
fi

# Debian 11's libunwind for Julia alone, in the folder where Julia's library looks first.
if [ -n "$debian_11" ] && ! julia_works; then
  echo 'setup.sh: adding the libunwind of Debian 11 to Julia' >&2
  mkdir "$apt/libunwind"
  cd "$apt/libunwind"
  # shellcheck disable=SC2086
  apt-get $apt_options download libunwind8/bullseye </dev/null >&2
  dpkg-deb -x libunwind8_*.deb .
  for library in usr/lib/*/libunwind.so.8; do
    $as_root cp -L "$library" "/${library%/*}/julia/libunwind.so.8"
  done
  julia_works
fi
