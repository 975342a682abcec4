// SPDX-License-Identifier: MIT
// A layout as a text table for people: offset, size, type, name, with holes and tail, as pahole
// shows structs.
#ifndef PEP3118_CODEGEN_TABLE_H_
#define PEP3118_CODEGEN_TABLE_H_

#include <cstddef>
#include <span>
#include <string>

#include "pep3118/codegen/file_array.h"
#include "pep3118/codegen/text_limit.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// One layout, or the same format for several targets side by side with the differing rows marked
// `*`. Printable ASCII; ends with a newline.  Incomplete where it is longer than `limit` bytes.
std::string LayoutTable(std::span<const Layout* const> layouts, std::size_t limit = kNoTextLimit);

// One line about the array of a file: shape, order, place and size of its data.
std::string ArrayText(const FileArray& array);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TABLE_H_
