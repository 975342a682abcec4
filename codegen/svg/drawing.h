// SPDX-License-Identifier: MIT
// The shapes and words that a picture consists of, as SVG.  Lengths are in pixels.
#ifndef PEP3118_CODEGEN_SVG_DRAWING_H_
#define PEP3118_CODEGEN_SVG_DRAWING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/codegen/svg/theme.h"
#include "pep3118/codegen/text/writer.h"

namespace pep3118 {

struct Rectangle {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
};

// One row's part of a box; a side where the box goes on in another row is open.
struct Run {
  Rectangle area;
  bool open_left = false;
  bool open_right = false;
};

void DrawRun(const Run& run, Paint paint, std::string_view more, Writer& out);
// Diagonal lines, by which padding is known without color.
void DrawHatch(const Rectangle& area, Writer& out);
// A strip with torn edges.
void DrawGap(const Rectangle& area, Writer& out);
// Short lines at the lower edge between the `bytes` of a run.
void DrawTicks(const Rectangle& area, std::int64_t bytes, std::int64_t cell, Paint paint,
               Writer& out);

struct TextStyle {
  std::int64_t size = 11;
  bool bold = false;
  const char* anchor = "start";  // "middle", "end": what of the text is at x
  const char* more = "";         // further attributes, with a blank before each
};

// How many characters have room.
std::size_t CellsIn(std::int64_t width, std::int64_t size);
std::int64_t WidthOf(std::size_t cells, std::int64_t size);

// `text`, any bytes, from x on and on the line y, cut to `width`.
void DrawText(std::int64_t x, std::int64_t y, std::int64_t width, std::string_view text,
              const TextStyle& style, Writer& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_DRAWING_H_
