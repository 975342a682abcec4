# SPDX-License-Identifier: MIT
# One program and one ctest test for each cc_test of the BUILD files.
enable_testing()
find_package(Catch2 REQUIRED)
if(NOT Catch2_VERSION VERSION_GREATER_EQUAL 2 OR NOT Catch2_VERSION VERSION_LESS 4)
  message(FATAL_ERROR "Catch2 ${Catch2_VERSION} found; 2 or 3 is needed")
endif()

add_library(pep3118_test_support STATIC ${PEP3118_TEST_SUPPORT_SOURCES})
target_link_libraries(pep3118_test_support PUBLIC pep3118 PRIVATE pep3118_own_flags)

set(pep3118_is_x86_64_linux OFF)
if(CMAKE_SYSTEM_NAME STREQUAL Linux AND CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64
   AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(pep3118_is_x86_64_linux ON)
endif()

# Tests of generated headers and of what these include are C++17 and link nothing of the library.
function(pep3118_add_test name standard)
  set(uses_c OFF)
  if(name MATCHES "^c[.]|[.]c_fuzz$")
    set(uses_c ON)
  endif()
  if(uses_c AND NOT PEP3118_BUILD_C)
    return()
  endif()
  if(name IN_LIST PEP3118_X86_64_LINUX_TESTS AND NOT pep3118_is_x86_64_linux)
    return()
  endif()
  add_executable(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES
    CXX_STANDARD ${standard} CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
  target_link_libraries(${name} PRIVATE pep3118_own_flags Catch2::Catch2WithMain)
  if(name MATCHES "_cxx[0-9]+$")
    target_link_libraries(${name} PRIVATE pep3118_runtime)
  else()
    target_link_libraries(${name} PRIVATE pep3118_test_support pep3118_tool pep3118)
  endif()
  if(uses_c)
    target_link_libraries(${name} PRIVATE pep3118_c_objects)
  endif()
  # Recorded truth is read as testdata/..., documents as docs/...
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()

pep3118_for_each_test(pep3118_add_test)

# The C interface: in C against the shared library, and beside the C++ library.
if(PEP3118_BUILD_C)
  enable_language(C)
  add_executable(c.interface_test c/interface_test.c)
  set_target_properties(c.interface_test PROPERTIES
    C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
  target_compile_definitions(c.interface_test PRIVATE _POSIX_C_SOURCE=200809L)
  target_link_libraries(c.interface_test PRIVATE pep3118::c Threads::Threads)
  add_test(NAME c.interface_test COMMAND c.interface_test)
endif()
