// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/drawing.h"

#include <algorithm>

#include "pep3118/codegen/svg/xml_text.h"

namespace pep3118 {
namespace {

// Of a character, in thousandths of the font's size: no usual monospaced font is wider.
constexpr std::int64_t kCharacterWidth = 603;
constexpr std::int64_t kHatchDistance = 9;
constexpr std::int64_t kTooth = 8;  // half the width of one of a gap's teeth
constexpr std::int64_t kToothHeight = 4;

std::string Number(std::int64_t number) { return std::to_string(number); }

std::string Point(std::int64_t x, std::int64_t y) { return Number(x) + " " + Number(y); }

}  // namespace

void DrawRun(const Run& run, Paint paint, std::string_view more, Writer& out) {
  const Rectangle& area = run.area;
  const bool open = run.open_left || run.open_right;
  out.Print(
      "<rect $paint$$more$ x=\"$x$\" y=\"$y$\" width=\"$width$\" height=\"$height$\"$edge$/>\n",
      {{"paint", Attributes(paint)},
       {"more", more},
       {"x", Number(area.x)},
       {"y", Number(area.y)},
       {"width", Number(area.width)},
       {"height", Number(area.height)},
       {"edge", open ? " stroke-width=\"0\"" : " rx=\"4\""}});
  if (!open) return;
  // The edges that there are; what is filled is the area again, or nothing.
  const std::int64_t right = area.x + area.width;
  const std::int64_t bottom = area.y + area.height;
  std::string path;
  if (run.open_left && run.open_right)
    path = "M" + Point(area.x, area.y) + "H" + Number(right) + "M" + Point(area.x, bottom) + "H" +
           Number(right);
  else
    path = "M" + Point(run.open_left ? area.x : right, area.y) + "H" +
           Number(run.open_left ? right : area.x) + "V" + Number(bottom) + "H" +
           Number(run.open_left ? area.x : right);
  out.Print("<path $paint$$more$ d=\"$path$\"/>\n",
            {{"paint", Attributes(paint)}, {"more", more}, {"path", path}});
}

void DrawHatch(const Rectangle& area, Writer& out) {
  std::string path;
  // Lines x + y = sum, from the upper or right edge down to the left or lower one.
  const std::int64_t first = (area.x + area.y) / kHatchDistance * kHatchDistance + kHatchDistance;
  for (std::int64_t sum = first; sum < area.x + area.y + area.width + area.height;
       sum += kHatchDistance) {
    const std::int64_t from_x = std::min(area.x + area.width, sum - area.y);
    const std::int64_t to_x = std::max(area.x, sum - area.y - area.height);
    if (from_x - to_x < 2) continue;
    path += "M" + Point(from_x, sum - from_x) + "L" + Point(to_x, sum - to_x);
  }
  out.Print("<path $paint$ d=\"$path$\"/>\n",
            {{"paint", Attributes(Paint::kHatch)}, {"path", path}});
}

void DrawGap(const Rectangle& area, Writer& out) {
  const std::int64_t bottom = area.y + area.height;
  std::string path = "M" + Point(area.x, area.y);
  const std::int64_t teeth = area.width / (2 * kTooth);
  for (std::int64_t i = 0; i < teeth; ++i)
    path += "l" + Point(kTooth, kToothHeight) + "l" + Point(kTooth, -kToothHeight);
  path += "H" + Number(area.x + area.width) + "V" + Number(bottom);
  path += "H" + Number(area.x + teeth * 2 * kTooth);
  for (std::int64_t i = 0; i < teeth; ++i)
    path += "l" + Point(-kTooth, -kToothHeight) + "l" + Point(-kTooth, kToothHeight);
  out.Print("<path $paint$ d=\"$path$z\"/>\n",
            {{"paint", Attributes(Paint::kUndrawn)}, {"path", path}});
}

void DrawTicks(const Rectangle& area, std::int64_t bytes, std::int64_t cell, Paint paint,
               Writer& out) {
  if (bytes < 2) return;
  std::string path;
  for (std::int64_t i = 1; i < bytes; ++i)
    path += "M" + Point(area.x + i * cell, area.y + area.height) + "v-4";
  out.Print("<path $paint$ d=\"$path$\"/>\n", {{"paint", Attributes(paint)}, {"path", path}});
}

std::size_t CellsIn(std::int64_t width, std::int64_t size) {
  return width <= 0 ? 0 : static_cast<std::size_t>(width * 1000 / (size * kCharacterWidth));
}

std::int64_t WidthOf(std::size_t cells, std::int64_t size) {
  return static_cast<std::int64_t>(cells) * size * kCharacterWidth / 1000;
}

void DrawText(std::int64_t x, std::int64_t y, std::int64_t width, std::string_view text,
              const TextStyle& style, Writer& out) {
  const XmlText xml = ToXml(text, CellsIn(width, style.size));
  if (xml.cells == 0) return;
  std::string more = style.more;
  if (style.bold) more += " font-weight=\"600\"";
  if (style.anchor != std::string_view("start"))
    more.append(" text-anchor=\"").append(style.anchor).append("\"");
  // What fonts do not agree on is given its width.
  if (!xml.exact)
    more += " textLength=\"" + Number(WidthOf(xml.cells, style.size)) +
            "\" lengthAdjust=\"spacingAndGlyphs\"";
  out.Print("<text x=\"$x$\" y=\"$y$\" font-size=\"$size$\"$more$>$text$</text>\n",
            {{"x", Number(x)},
             {"y", Number(y)},
             {"size", Number(style.size)},
             {"more", more},
             {"text", xml.xml}});
}

}  // namespace pep3118
