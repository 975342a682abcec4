# SPDX-License-Identifier: MIT
# pep3118_generate(TARGET points SOURCES points.pep3118 NAMESPACE my)
#
# makes an interface library `points`; who links it can `#include "points.h"`, which has a struct for
# every record of the manifest.
#
#   TARGET name          the library, and the header `name.h`
#   SOURCES file...      manifests, whose files are watched too; with several, `name.h` includes `name/<manifest>.h` of each
#   NAMESPACE ns         C++ namespace of the names
#   DIALECT name         how the exporter writes formats
#   TARGET_ABI name      a target of `pep3118c targets`; the platform that is built for by default
#   TARGET_FILE file     JSON with targets of your own
#   RUNTIME              include pep3118/runtime/ instead of writing its types into the header
#   NO_PADDING_MEMBERS   declare no padding that the compiler leaves by itself
#   STRICT               refuse what rests on an assumption
#
# A cross build runs the build machine's tool: the program in the cache variable PEP3118C_EXECUTABLE, or else
# the pep3118c on the PATH.
include_guard(GLOBAL)

set(PEP3118C_EXECUTABLE "" CACHE FILEPATH "pep3118c of the machine that builds, when it is not the built one")

function(_pep3118_tool result)
  if(PEP3118C_EXECUTABLE)
    set(${result} "${PEP3118C_EXECUTABLE}" PARENT_SCOPE)
  elseif(NOT CMAKE_CROSSCOMPILING)
    set(${result} pep3118::pep3118c PARENT_SCOPE)
  else()
    find_program(_pep3118c_on_path pep3118c NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
    if(NOT _pep3118c_on_path)
      message(FATAL_ERROR "cross compiling needs the build machine's pep3118c: set PEP3118C_EXECUTABLE")
    endif()
    set(${result} "${_pep3118c_on_path}" PARENT_SCOPE)
  endif()
endfunction()

# The ABI that a cross compiler says it compiles for; empty, the tool's own, in a native build.
function(_pep3118_target_abi result)
  set(abi "")
  if(CMAKE_CROSSCOMPILING)
    set(abi "${CMAKE_CXX_COMPILER_TARGET}")
    if(NOT abi)
      set(abi "${CMAKE_CXX_LIBRARY_ARCHITECTURE}")
    endif()
    if(NOT abi)
      message(FATAL_ERROR "pep3118_generate: the compiler does not tell its target: give TARGET_ABI, one "
                          "of `pep3118c targets`")
    endif()
  endif()
  set(${result} "${abi}" PARENT_SCOPE)
endfunction()

# Adds the rule that makes `header` from `manifest`; the rest are options of the tool.
function(_pep3118_header header manifest)
  _pep3118_tool(tool)
  get_filename_component(folder "${header}" DIRECTORY)
  file(MAKE_DIRECTORY "${folder}")
  add_custom_command(
    OUTPUT "${header}"
    COMMAND "${tool}" header -f "${manifest}" -o "${header}" --depfile "${header}.d" ${ARGN}
    DEPENDS "${manifest}" "${tool}"
    DEPFILE "${header}.d"
    COMMENT "Generating ${header}"
    VERBATIM)
endfunction()

function(pep3118_generate)
  set(one_value TARGET NAMESPACE DIALECT TARGET_ABI TARGET_FILE)
  cmake_parse_arguments(PARSE_ARGV 0 arg "RUNTIME;NO_PADDING_MEMBERS;STRICT" "${one_value}" "SOURCES")
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES OR NOT arg_TARGET OR NOT arg_SOURCES)
    message(FATAL_ERROR "pep3118_generate: TARGET name and SOURCES file... are needed; wrong: "
                        "${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}")
  endif()

  set(options "")
  if(NOT arg_TARGET_ABI)
    _pep3118_target_abi(arg_TARGET_ABI)
  endif()
  if(arg_TARGET_FILE)
    get_filename_component(arg_TARGET_FILE "${arg_TARGET_FILE}" ABSOLUTE)
  endif()
  foreach(option IN ITEMS NAMESPACE:--namespace DIALECT:--dialect TARGET_ABI:--target
                          TARGET_FILE:--target-file)
    string(REGEX MATCH "^(.*):(.*)$" both "${option}")
    if(arg_${CMAKE_MATCH_1})
      list(APPEND options "${CMAKE_MATCH_2}" "${arg_${CMAKE_MATCH_1}}")
    endif()
  endforeach()
  if(arg_STRICT)
    list(APPEND options --strict)
  endif()
  if(arg_RUNTIME)
    list(APPEND options --runtime)
  endif()
  if(arg_NO_PADDING_MEMBERS)
    list(APPEND options --no-padding-members)
  endif()

  set(include_dir "${CMAKE_CURRENT_BINARY_DIR}/pep3118_generate/${arg_TARGET}")
  set(main_header "${include_dir}/${arg_TARGET}.h")
  set(headers "")
  list(LENGTH arg_SOURCES count)
  set(includes "")
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(manifest "${source}" ABSOLUTE)
    set(header "${main_header}")
    if(count GREATER 1)
      get_filename_component(stem "${source}" NAME_WLE)
      set(header "${include_dir}/${arg_TARGET}/${stem}.h")
      if(header IN_LIST headers)
        message(FATAL_ERROR "pep3118_generate: two manifests are called ${stem}")
      endif()
      string(APPEND includes "#include \"${arg_TARGET}/${stem}.h\"\n")
    endif()
    _pep3118_header("${header}" "${manifest}" ${options})
    list(APPEND headers "${header}")
  endforeach()
  if(includes)
    file(CONFIGURE OUTPUT "${main_header}" CONTENT "${includes}" @ONLY)
  endif()

  # The custom target carries the rule to whatever links the library, from any directory.
  add_custom_target(${arg_TARGET}_pep3118_headers DEPENDS ${headers})
  add_library(${arg_TARGET} INTERFACE)
  add_dependencies(${arg_TARGET} ${arg_TARGET}_pep3118_headers)
  target_include_directories(${arg_TARGET} INTERFACE "$<BUILD_INTERFACE:${include_dir}>")
  target_compile_features(${arg_TARGET} INTERFACE cxx_std_17)
  if(arg_RUNTIME)
    target_link_libraries(${arg_TARGET} INTERFACE pep3118::runtime)
  endif()
endfunction()
