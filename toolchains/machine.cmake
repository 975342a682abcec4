# SPDX-License-Identifier: MIT
# CMake's toolchain for another machine, with Debian's cross compiler and what runs its programs.
#
#   cmake -DCMAKE_TOOLCHAIN_FILE=toolchains/machine.cmake -DPEP3118_TRIPLE=s390x-linux-gnu \
#         "-DPEP3118_EMULATOR=qemu-s390x;-L;/usr/s390x-linux-gnu" -DPEP3118_HEADERS=FOLDER
#
# The libraries are headers, the same for every machine; FOLDER holds them apart from this machine's own
# in /usr/include, and Catch2's main is compiled from them (Catch2Config.cmake).
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PEP3118_TRIPLE PEP3118_EMULATOR PEP3118_HEADERS)
set(CMAKE_SYSTEM_NAME Linux)
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR "${PEP3118_TRIPLE}")
set(CMAKE_C_COMPILER ${PEP3118_TRIPLE}-gcc)
set(CMAKE_CXX_COMPILER ${PEP3118_TRIPLE}-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR ${PEP3118_EMULATOR})
set(CMAKE_FIND_ROOT_PATH /usr/${PEP3118_TRIPLE})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(PEP3118_PEGTL_INCLUDE_DIR ${PEP3118_HEADERS} CACHE PATH "")
set(PEP3118_CLI11_INCLUDE_DIR ${PEP3118_HEADERS} CACHE PATH "")
set(PEP3118_JSON_INCLUDE_DIR ${PEP3118_HEADERS} CACHE PATH "")
set(Catch2_DIR ${CMAKE_CURRENT_LIST_DIR} CACHE PATH "")
