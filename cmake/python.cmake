# SPDX-License-Identifier: MIT
# pep3118::python, the headers for bindings, and the Python module.

# An interface over the user's own Python: link Python3::Module (find_package(Python3 COMPONENTS
# Development.Module)), pybind11::module or nanobind beside it.
add_library(pep3118_python INTERFACE)
add_library(pep3118::python ALIAS pep3118_python)
set_target_properties(pep3118_python PROPERTIES EXPORT_NAME python)
target_link_libraries(pep3118_python INTERFACE pep3118)

if(NOT PEP3118_BUILD_PYTHON)
  return()
endif()
find_package(Python3 3.11 COMPONENTS Interpreter Development.Module)
if(NOT Python3_Development.Module_FOUND)
  message(STATUS "No Python 3.11 or later with headers: the Python module is not built")
  set(PEP3118_BUILD_PYTHON OFF)
  return()
endif()

# One build for every CPython from 3.11 on (abi3).  Only PyInit__core leaves the module, so that
# modules with other versions of this library can be loaded beside it.
add_library(pep3118_core MODULE python/pep3118/core.cc)
target_compile_definitions(pep3118_core PRIVATE Py_LIMITED_API=0x030B0000)
target_include_directories(pep3118_core SYSTEM PRIVATE ${Python3_INCLUDE_DIRS})
target_link_libraries(pep3118_core PRIVATE pep3118_python pep3118_own_flags)
set_target_properties(pep3118_core PROPERTIES
  PREFIX "" OUTPUT_NAME _core SUFFIX .abi3.so CXX_EXTENSIONS OFF
  CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
  LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/python/pep3118")
if(APPLE)
  target_link_options(pep3118_core PRIVATE -undefined dynamic_lookup)
else()
  set(pep3118_exports "${PROJECT_SOURCE_DIR}/bazel/extension.lds")
  target_link_options(pep3118_core PRIVATE "-Wl,--version-script=${pep3118_exports}")
endif()

# `PYTHONPATH=BUILD/python python3` imports it from the build as well.
set(pep3118_module_files __init__.py __init__.pyi __main__.py _numpy.py py.typed)
foreach(file IN LISTS pep3118_module_files)
  configure_file("python/pep3118/${file}" "${PROJECT_BINARY_DIR}/python/pep3118/${file}" COPYONLY)
endforeach()
