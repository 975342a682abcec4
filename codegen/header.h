// Layout -> C++17 header text: structs that match the memory byte for byte and prove it.
//
// Pure and deterministic: the same layouts and options give the same bytes, always plain ASCII.
#ifndef PEP3118_CODEGEN_HEADER_H_
#define PEP3118_CODEGEN_HEADER_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

// A layout and the C++ name that the user gave it; an empty name leaves it with the name made from
// its layout id (`record_<id>`).  The layout must outlive the call.
struct NamedLayout {
  std::string name;
  const Layout* layout = nullptr;
};

struct HeaderOptions {
  std::string name_space;        // "my::records"; empty is the global namespace
  bool include_runtime = false;  // #include "pep3118/runtime/..." instead of inline storage types
  std::size_t members = 4'096;   // per record; kTooManyMembers; ceiling 16,384
};

// One self-contained header that defines every record of every layout exactly once.  All layouts
// must be for one target.  Refused with kNoCppType, kTooManyMembers or kSizeOverflow, span in that
// layout's format.
struct HeaderError {
  std::size_t index = 0;  // which layout
  Diagnostic diagnostic;
};
std::string EmitHeader(std::span<const NamedLayout> layouts, const HeaderOptions& options,
                       HeaderError* error);  // empty text when *error is filled

// Whether `text` is a C++ identifier (or `::`-separated ones, for a namespace) that generated code
// may use: not a keyword, not reserved, not a macro of a standard header.
bool IsUsableIdentifier(std::string_view text);
bool IsUsableNamespace(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_HEADER_H_
