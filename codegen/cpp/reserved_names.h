// SPDX-License-Identifier: MIT
// Names that no generated identifier may have, whatever header a user includes beside ours.
#ifndef PEP3118_CODEGEN_CPP_RESERVED_NAMES_H_
#define PEP3118_CODEGEN_CPP_RESERVED_NAMES_H_

#include <string_view>

namespace pep3118 {

// Keywords and alternative tokens of C++17 to C++26, `main` and `std`, the macros of generated headers, and those that the
// headers of the C and C++ standard libraries, POSIX and Windows define: as g++ 12 and clang 14
// list them on Linux (macro_names.inc, made by list_macros.py), and those of other systems that are
// known to bite (`major`, `near`).  Names reserved by their shape (`__`, `_X`) are handled in
// identifiers.cc.
bool IsReservedName(std::string_view name);

// Global functions and types of the C library's everyday headers: fine for a member, but a type of
// that name would clash in the global namespace.
bool IsCLibraryName(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_RESERVED_NAMES_H_
