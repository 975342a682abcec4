// A layout as a text table for people: offset, size, type, name, with holes and tail, as pahole
// shows structs.
#ifndef PEP3118_CODEGEN_TABLE_H_
#define PEP3118_CODEGEN_TABLE_H_

#include <span>
#include <string>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// One layout, or the same format for several targets side by side with the differing rows marked
// `*`. Printable ASCII; ends with a newline.
std::string LayoutTable(std::span<const Layout* const> layouts);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TABLE_H_
