# SPDX-License-Identifier: MIT
# The target `web`: the page web/index.html and the package web/pep3118, below the build folder.  Emscripten
# compiles the library once more, so it is not part of `all`.
find_program(PEP3118_EMCC emcc DOC "Emscripten's compiler, for the target web")
mark_as_advanced(PEP3118_EMCC)
set(pep3118_has_emcc OFF)
if(PEP3118_EMCC)
  set(pep3118_has_emcc ${PROJECT_IS_TOP_LEVEL})
endif()
option(PEP3118_BUILD_WEB "Make the target web (needs Emscripten and Python)" ${pep3118_has_emcc})
if(NOT PEP3118_BUILD_WEB)
  return()
endif()
if(NOT PEP3118_EMCC)
  message(FATAL_ERROR "PEP3118_BUILD_WEB needs emcc: tools/setup.sh web installs it")
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(pep3118_web_dir "${PROJECT_BINARY_DIR}/web")
set(pep3118_web_engine "${PROJECT_SOURCE_DIR}/web/engine")
set(pep3118_web_package "${pep3118_web_dir}/pep3118")

# PEGTL in a folder of its own: that of this machine's headers is not for another machine.
file(MAKE_DIRECTORY "${pep3118_web_dir}/include" "${pep3118_web_package}")
file(CREATE_LINK "${PEP3118_PEGTL_INCLUDE_DIR}/tao" "${pep3118_web_dir}/include/tao" SYMBOLIC)

set(pep3118_web_objects "")
foreach(source IN LISTS PEP3118_WEB_SOURCES)
  set(object "${pep3118_web_dir}/objects/${source}.o")
  get_filename_component(folder "${object}" DIRECTORY)
  file(MAKE_DIRECTORY "${folder}")
  add_custom_command(
    OUTPUT "${object}"
    COMMAND "${PEP3118_EMCC}" "@${pep3118_web_engine}/compile.flags" "-I${pep3118_include_dir}"
            "-isystem${pep3118_web_dir}/include" -MMD -MF "${object}.d" -MT "${object}"
            -c "${PROJECT_SOURCE_DIR}/${source}" -o "${object}"
    DEPENDS "${PROJECT_SOURCE_DIR}/${source}" "${pep3118_web_engine}/compile.flags"
    DEPFILE "${object}.d"
    COMMENT "Compiling ${source} for the web"
    VERBATIM)
  list(APPEND pep3118_web_objects "${object}")
endforeach()

set(pep3118_wasm "${pep3118_web_package}/pep3118.wasm")
add_custom_command(
  OUTPUT "${pep3118_wasm}"
  COMMAND "${PEP3118_EMCC}" "@${pep3118_web_engine}/link.flags" ${pep3118_web_objects} -o "${pep3118_wasm}"
  DEPENDS ${pep3118_web_objects} "${pep3118_web_engine}/link.flags"
  VERBATIM)

set(pep3118_web_files "")
foreach(file IN ITEMS web/package/README.md web/package/package.json web/package/pep3118.d.ts
                      web/package/pep3118.mjs LICENSE)
  get_filename_component(name "${file}" NAME)
  add_custom_command(
    OUTPUT "${pep3118_web_package}/${name}"
    COMMAND "${CMAKE_COMMAND}" -E copy "${PROJECT_SOURCE_DIR}/${file}" "${pep3118_web_package}/${name}"
    DEPENDS "${PROJECT_SOURCE_DIR}/${file}"
    VERBATIM)
  list(APPEND pep3118_web_files "${pep3118_web_package}/${name}")
endforeach()

file(GLOB pep3118_page_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/page/*")
set(pep3118_page "${pep3118_web_dir}/index.html")
add_custom_command(
  OUTPUT "${pep3118_page}"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/web/bundle.py"
          "${PROJECT_SOURCE_DIR}/web/page/index.html" "${pep3118_wasm}" "${pep3118_page}"
  DEPENDS "${PROJECT_SOURCE_DIR}/web/bundle.py" "${PROJECT_SOURCE_DIR}/web/package/pep3118.mjs"
          "${pep3118_wasm}" ${pep3118_page_files}
  VERBATIM)

add_custom_target(web DEPENDS "${pep3118_page}" "${pep3118_wasm}" ${pep3118_web_files})
