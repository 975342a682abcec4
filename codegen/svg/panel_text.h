// SPDX-License-Identifier: MIT
// One picture drawn: a heading, the grid with its boxes, and what has no bytes below.
#ifndef PEP3118_CODEGEN_SVG_PANEL_TEXT_H_
#define PEP3118_CODEGEN_SVG_PANEL_TEXT_H_

#include <cstdint>
#include <string>

#include "pep3118/codegen/svg/picture.h"
#include "pep3118/codegen/svg/rows.h"
#include "pep3118/codegen/text/writer.h"

namespace pep3118 {

// The grid that panels side by side have in common; lengths in pixels.
struct Grid {
  std::int64_t cell = 64;    // width of a byte
  std::int64_t margin = 40;  // left of the bytes, for the rows' offsets
  std::int64_t width = 0;    // of the panel
};

// `bytes` in a row, the last row's offset, and how many panels are side by side.
Grid GridOf(std::int64_t bytes, std::int64_t last_offset, std::size_t panels);

struct Heading {
  std::string title;  // any bytes
  std::string facts;  // a line in small type
  std::string format;
};

// The height of the panel.
std::int64_t PanelHeight(const Picture& picture, const Rows& rows);

// Draws with the left upper corner at `x`, `y`.
void PanelText(const Picture& picture, const Rows& rows, const Grid& grid, const Heading& heading,
               std::int64_t x, std::int64_t y, Writer& out);

// "pos.x: double, offset 16, 8 bytes", as XML.
std::string Words(const Box& box);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_PANEL_TEXT_H_
