# SPDX-License-Identifier: MIT
# Headers, library, tool, manual page, completions, and what finds them: a CMake package and a
# pkg-config file.
include(CMakePackageConfigHelpers)

set(pep3118_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/pep3118c")

install(FILES ${PEP3118_FACE_HEADERS} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/pep3118")
foreach(header IN LISTS PEP3118_ROOM_HEADERS)
  get_filename_component(room "${header}" DIRECTORY)
  install(FILES "${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/pep3118/${room}")
endforeach()
file(GLOB pep3118_runtime_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/runtime/*.h")
install(FILES ${pep3118_runtime_headers} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/pep3118/runtime")

install(TARGETS pep3118 pep3118_python pep3118_runtime pep3118c EXPORT pep3118c)
if(PEP3118_BUILD_C)
  install(TARGETS pep3118_c EXPORT pep3118c)
  install(FILES c/pep3118.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  # Julia calls the C interface.
  install(DIRECTORY julia/PEP3118.jl/ DESTINATION "${CMAKE_INSTALL_DATADIR}/julia/PEP3118"
          PATTERN test EXCLUDE PATTERN bench EXCLUDE)
endif()
if(PEP3118_BUILD_PYTHON)
  set(PEP3118_PYTHON_DIR "lib/python3/site-packages" CACHE STRING "Where the Python module is installed")
  set(pep3118_module_dir "${PEP3118_PYTHON_DIR}/pep3118")
  install(TARGETS pep3118_core LIBRARY DESTINATION "${pep3118_module_dir}")
  foreach(file IN LISTS pep3118_module_files)
    install(FILES "python/pep3118/${file}" DESTINATION "${pep3118_module_dir}")
  endforeach()
endif()
install(EXPORT pep3118c NAMESPACE pep3118:: DESTINATION "${pep3118_package_dir}"
        FILE pep3118cTargets.cmake)

configure_package_config_file(cmake/pep3118cConfig.cmake.in pep3118cConfig.cmake
                              INSTALL_DESTINATION "${pep3118_package_dir}")
# Before 1.0 a minor version may change what it likes.  A cross build may take pep3118_generate from
# a package of the build machine; linking the wrong machine's library fails by itself.
write_basic_package_version_file(pep3118cConfigVersion.cmake COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/pep3118cConfig.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/pep3118cConfigVersion.cmake"
              cmake/pep3118_generate.cmake
        DESTINATION "${pep3118_package_dir}")

# Relative, so that an installed tree can be moved.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig"
           OUTPUT_VARIABLE pep3118_prefix_from_pc)
set(pep3118_pkg_config_files pep3118c.pc)
if(PEP3118_BUILD_C)
  list(APPEND pep3118_pkg_config_files pep3118.pc)
endif()
foreach(file IN LISTS pep3118_pkg_config_files)
  configure_file("cmake/${file}.in" "${file}" @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${file}" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endforeach()

# The tool writes its own manual page and completions, from the table that --help prints.
_pep3118_tool(pep3118_tool_of_this_machine)
set(pep3118_texts "")
function(pep3118_install_text kind file folder)
  set(text "${PROJECT_BINARY_DIR}/${file}")
  add_custom_command(
    OUTPUT "${text}"
    COMMAND "${pep3118_tool_of_this_machine}" --generate ${kind} > "${text}"
    DEPENDS "${pep3118_tool_of_this_machine}"
    VERBATIM)
  install(FILES "${text}" DESTINATION "${folder}")
  list(APPEND pep3118_texts "${text}")
  set(pep3118_texts "${pep3118_texts}" PARENT_SCOPE)
endfunction()
pep3118_install_text(man pep3118c.1 "${CMAKE_INSTALL_MANDIR}/man1")
pep3118_install_text(bash completions/pep3118c "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
pep3118_install_text(zsh completions/_pep3118c "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/completions")
add_custom_target(pep3118_texts ALL DEPENDS ${pep3118_texts})
