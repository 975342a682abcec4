# SPDX-License-Identifier: MIT
# Catch2 2 for another machine: its header, and its main compiled with it.
set(Catch2_VERSION 2)
if(NOT EXISTS "${PEP3118_HEADERS}/catch2/catch.hpp")
  message(FATAL_ERROR "catch2/catch.hpp is missing: tests for other machines need Catch2 2")
endif()
if(NOT TARGET Catch2::Catch2WithMain)
  file(WRITE "${CMAKE_BINARY_DIR}/catch_main.cc" "#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n")
  add_library(catch2_main STATIC "${CMAKE_BINARY_DIR}/catch_main.cc")
  target_compile_features(catch2_main PUBLIC cxx_std_17)
  target_include_directories(catch2_main SYSTEM PUBLIC "${PEP3118_HEADERS}")
  add_library(Catch2::Catch2WithMain ALIAS catch2_main)
endif()
