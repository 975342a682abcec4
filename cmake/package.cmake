# SPDX-License-Identifier: MIT
# `cpack -G DEB` in the build makes a package of everything that is installed; tools/make_deb.sh
# configures it as Debian has its folders.
set(CPACK_PACKAGE_NAME pep3118c)
set(CPACK_PACKAGE_VENDOR pep3118c)
set(CPACK_PACKAGE_CONTACT "pep3118c contributors <pep3118c@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "C++ structs and layouts from PEP 3118 buffer formats")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
# The C++ runtime and the C library, in the versions that this machine's compiler needs.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "g++, python3, python3-numpy")
install(FILES LICENSE NOTICE CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES LICENSE RENAME copyright DESTINATION "${CMAKE_INSTALL_DOCDIR}")
include(CPack)
