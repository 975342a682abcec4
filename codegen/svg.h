// SPDX-License-Identifier: MIT
// A layout as a picture: the bytes as a grid, fields, holes and tails in it.
#ifndef PEP3118_CODEGEN_SVG_H_
#define PEP3118_CODEGEN_SVG_H_

#include <cstddef>
#include <span>
#include <string>

#include "pep3118/codegen/text_limit.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// One layout, or the same format for several targets side by side, on one vertical scale and with
// the differing fields marked.  A well-formed SVG document in plain ASCII, whatever the names are;
// no script, no reference to anything outside.  Long runs of bytes, elements and fields are not
// drawn, and the picture says so: its size does not grow with them.  Incomplete where it is longer
// than `limit` bytes; empty without layouts.
std::string LayoutSvg(std::span<const Layout* const> layouts, std::size_t limit = kNoTextLimit);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_H_
