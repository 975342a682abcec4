# SPDX-License-Identifier: MIT
# pep3118::c, the C interface: libpep3118.so and pep3118.h.
if(NOT PEP3118_BUILD_C)
  return()
endif()

file(STRINGS c/pep3118.h pep3118_abi_major REGEX "define PEP3118_ABI_MAJOR")
string(REGEX REPLACE ".* " "" pep3118_abi_major "${pep3118_abi_major}")

# Objects first: a test links them beside the C++ library.
add_library(pep3118_c_objects OBJECT ${PEP3118_C_SOURCES})
target_link_libraries(pep3118_c_objects PUBLIC pep3118 PRIVATE pep3118_own_flags)

add_library(pep3118_c SHARED $<TARGET_OBJECTS:pep3118_c_objects>)
add_library(pep3118::c ALIAS pep3118_c)
set_target_properties(pep3118_c_objects PROPERTIES
  POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF
  CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
set_target_properties(pep3118_c PROPERTIES
  EXPORT_NAME c OUTPUT_NAME pep3118 VERSION ${PROJECT_VERSION} SOVERSION ${pep3118_abi_major}
  LINK_DEPENDS "${PROJECT_SOURCE_DIR}/c/exports.lds")
target_link_libraries(pep3118_c PRIVATE "$<BUILD_INTERFACE:pep3118>")
target_include_directories(pep3118_c INTERFACE
  "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/c>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
if(NOT APPLE)
  # Threads keep what they look up until they end: the library stays where it is.
  target_link_options(pep3118_c PRIVATE
    "-Wl,--version-script=${PROJECT_SOURCE_DIR}/c/exports.lds" -Wl,-z,nodelete -Wl,-z,defs)
endif()
