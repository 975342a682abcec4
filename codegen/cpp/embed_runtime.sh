#!/bin/sh
# SPDX-License-Identifier: MIT
# The files of runtime/ as C++ raw strings: codegen/cpp/runtime_text.inc, from the repository's root:
#   codegen/cpp/embed_runtime.sh > codegen/cpp/runtime_text.inc
# runtime_text_test compares the two.  A file comes after those that it includes.
for name in record_traits bits assign little big unaligned boolean boolean32 half complex_half complex pascal \
    time_unit time_info time64; do
  printf '{"%s.h", R"runtime(' "$name"
  cat "runtime/$name.h"
  printf ')runtime"},\n'
done
