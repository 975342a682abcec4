#!/bin/sh
# SPDX-License-Identifier: MIT
# Offers Debian's libraries to MODULE.bazel, where Debian's own Bazel 7 cannot reach a registry.
#
#   bazel/modules_of_debian.sh FOLDER
#
# writes one module for each library into FOLDER, over links into /usr/include, and FOLDER/bazelrc with
# an --override_module for each:
#
#   bazel --bazelrc=FOLDER/bazelrc test //...
#
# FOLDER/downstream.bazelrc is for a module that depends on pep3118c and names none of the libraries
# itself: Bazel refuses an override of a module that nothing needs, and such a build has no Catch2.
#
# tools/setup.sh calls it where Bazel 7 is Debian's; .bazelrc loads the result. Debian's own
# /etc/bazel/bazelrc has the overrides of the rules (rules_cc, rules_python, ...).
set -eu
[ "$#" -eq 1 ] || {
  echo 'usage: bazel/modules_of_debian.sh FOLDER' >&2
  exit 2
}
mkdir -p "$1"
folder=$(cd "$1" && pwd)
prefix=${SYSTEM_LIBRARY_PREFIX:-/usr}
rules=/usr/share/bazel/rules
: >"$folder/all"
: >"$folder/downstream"

override() { # NAME FOLDER
  echo "common --override_module=$1=$2" >>"$folder/all"
  case $1 in
    catch2 | google_benchmark) ;; # dev_dependency in MODULE.bazel
    *) echo "common --override_module=$1=$2" >>"$folder/downstream" ;;
  esac
}

# A module without targets.
empty_module() { # NAME
  mkdir -p "$folder/$1"
  echo "module(name = \"$1\")" >"$folder/$1/MODULE.bazel"
  : >"$folder/$1/BUILD"
  override "$1" "$folder/$1"
}

library() { # NAME TARGET PACKAGE LINKOPTS HEADER...
  name=$1 target=$2 package=$3 linkopts=$4
  shift 4
  rm -rf "${folder:?}/$name"
  mkdir -p "$folder/$name"
  for header; do
    if [ ! -e "$prefix/include/$header" ]; then
      echo "modules_of_debian.sh: $prefix/include/$header is missing: apt-get install $package" >&2
      exit 1
    fi
    mkdir -p "$folder/$name/include/$(dirname "$header")"
    ln -s "$prefix/include/$header" "$folder/$name/include/$header"
  done
  cat >"$folder/$name/MODULE.bazel" <<END
module(name = "$name")

bazel_dep(name = "rules_cc", version = "0.0.2")
END
  cat >"$folder/$name/BUILD" <<END
load("@rules_cc//cc:defs.bzl", "cc_library")

cc_library(
    name = "$target",
    hdrs = glob(["include/**"]),
    includes = ["include"],
    linkopts = [$linkopts],
    visibility = ["//visibility:public"],
)
END
  override "$name" "$folder/$name"
}

library cli11 cli11 libcli11-dev '' CLI
library nlohmann_json json nlohmann-json3-dev '' nlohmann
library pegtl pegtl tao-pegtl-dev '' tao/pegtl.hpp tao/pegtl
if [ -e "$prefix/include/catch2/catch_test_macros.hpp" ]; then
  library catch2 catch2_main catch2 '"-lCatch2Main", "-lCatch2"' catch2
else
  library catch2 catch2_main catch2 '"-lCatch2WithMain"' catch2
fi
library google_benchmark benchmark_main libbenchmark-dev '"-lbenchmark_main", "-lbenchmark"' benchmark

if [ ! -e "$rules/shell" ]; then
  echo "modules_of_debian.sh: $rules/shell is missing: apt-get install bazel-rules-shell" >&2
  exit 1
fi
override rules_shell "$rules/shell"

# What modules of Bazel itself name and nothing here loads.
for name in apple_support buildozer protobuf zlib; do
  empty_module "$name"
done
mv "$folder/downstream" "$folder/downstream.bazelrc"
mv "$folder/all" "$folder/bazelrc"
