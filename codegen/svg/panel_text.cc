// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/panel_text.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "pep3118/codegen/svg/drawing.h"
#include "pep3118/codegen/svg/theme.h"
#include "pep3118/codegen/svg/xml_text.h"

namespace pep3118 {
namespace {

constexpr std::int64_t kHead = 84;         // above the grid
constexpr std::int64_t kEmptyHeight = 18;  // of a line about a field of no bytes
constexpr std::size_t kMostEmpty = 8;      // such lines
constexpr std::int64_t kLeastWidth = 430;  // of a heading
constexpr std::int64_t kInset = 2;         // of a box from its bytes
constexpr std::int64_t kOverhang = 5;      // of an open side
constexpr std::int64_t kNear = 6;          // of text from the edge of its box
constexpr std::int64_t kMark = 12;         // the width of a mark
constexpr std::size_t kMostWords = 200;    // cells of a path
constexpr char kDiffers[] = "\xe2\x89\xa0";
constexpr char kDots[] = "\xe2\x80\xa6";

std::size_t EmptyLines(const Picture& picture) {
  const std::size_t lines = std::min(picture.empty.size(), kMostEmpty);
  return lines + (picture.empty.size() + picture.more_empty > lines ? 1 : 0);
}

class Panel {
 public:
  Panel(const Picture& picture, const Rows& rows, const Grid& grid, Writer& out)
      : picture_(picture), rows_(rows), grid_(grid), out_(out) {}

  void Draw(const Heading& heading, std::int64_t x, std::int64_t y) {
    out_.Print("<g class=\"p3-panel\" transform=\"translate($x$ $y$)\">\n",
               {{"x", std::to_string(x)}, {"y", std::to_string(y)}});
    Head(heading);
    if (!picture_.pieces.empty()) {
      Numbers();
      for (const Row& row : rows_.rows)
        if (row.after_gap) Gap(row);
      for (const Box& group : picture_.groups) Group(group);
      for (const Box& piece : picture_.pieces) Piece(piece);
    }
    Empty();
    out_.Print("</g>\n");
  }

 private:
  void Head(const Heading& heading) {
    TextStyle style;
    style.size = 17;
    style.bold = true;
    DrawText(0, 17, grid_.width, heading.title, style, out_);
    const std::string label = " " + Attributes(Paint::kLabel);
    style = {.size = 11, .more = label.c_str()};
    DrawText(0, 36, grid_.width, heading.facts, style, out_);
    DrawText(0, 53, grid_.width, heading.format, style, out_);
  }

  std::int64_t end() const { return picture_.pieces.back().end; }

  // Of the columns, and the offsets of the rows.
  void Numbers() {
    out_.Print("<g $paint$ font-size=\"10\">\n", {{"paint", Attributes(Paint::kLabel)}});
    for (std::int64_t i = 0; i < std::min(rows_.bytes, end()); ++i)
      out_.Print(
          "<text class=\"p3-column\" x=\"$x$\" y=\"$y$\" text-anchor=\"middle\">$i$</text>\n",
          {{"x", std::to_string(grid_.margin + i * grid_.cell + grid_.cell / 2)},
           {"y", std::to_string(kHead - 6)},
           {"i", std::to_string(i)}});
    for (const Row& row : rows_.rows) {
      if (row.begin >= end()) break;
      out_.Print("<text class=\"p3-row\" x=\"$x$\" y=\"$y$\" text-anchor=\"end\">$i$</text>\n",
                 {{"x", std::to_string(grid_.margin - 10)},
                  {"y", std::to_string(kHead + row.y + row.height - kPieceHeight / 2 + 4)},
                  {"i", std::to_string(row.begin)}});
    }
    out_.Print("</g>\n");
  }

  // The bytes of `box` that are in `row`, from its `line` of groups down.
  Run RunOf(const Box& box, const Row& row, std::int64_t top, std::int64_t height) const {
    const std::int64_t from = std::max(box.begin, row.begin);
    const std::int64_t to = row.begin + std::min(box.end - row.begin, rows_.bytes);
    Run run;
    run.open_left = from > box.begin;
    run.open_right = to < box.end;
    const std::int64_t left =
        grid_.margin + (from - row.begin) * grid_.cell + (run.open_left ? -kOverhang : kInset);
    const std::int64_t right =
        grid_.margin + (to - row.begin) * grid_.cell + (run.open_right ? kOverhang : -kInset);
    run.area = {left, kHead + row.y + top, right - left, height};
    return run;
  }

  void Open(const Box& box) {
    out_.Print("<g class=\"p3-$kind$\"><title>$words$</title>\n",
               {{"kind", box.kind == Box::Kind::kGroup   ? "record"
                         : box.kind == Box::Kind::kField ? "field"
                         : box.kind == Box::Kind::kHole  ? "padding"
                                                         : "rest"},
                {"words", Words(box)}});
  }

  static std::int64_t Line(std::size_t groups) {
    return static_cast<std::int64_t>(groups) * kGroupHeight;
  }

  void Group(const Box& box) {
    const Field& field = picture_.layout->all()[box.field];
    const Paint paint = field.kind == TypeKind::kRecord ? Paint::kGroup : FieldPaint(box.field);
    Open(box);
    bool first = true;
    for (const Row& row : RowsIn(rows_, box.begin, box.end)) {
      const Run run = RunOf(box, row, Line(box.depth), kGroupHeight - 3);
      DrawRun(run, paint, "", out_);
      GroupLabel(box, run.area, first);
      first = false;
    }
    out_.Print("</g>\n");
  }

  // What a box is called: the item itself has no name.
  static const std::string& Name(const Box& box) { return box.name.empty() ? box.type : box.name; }

  void GroupLabel(const Box& box, const Rectangle& area, bool first) {
    const std::int64_t y = area.y + 12;
    std::int64_t x = area.x + kNear;
    std::int64_t width = area.width - 2 * kNear;
    const std::string& name = Name(box);
    if (!first) return DrawText(x, y, width, kDots + name, {.size = 10}, out_);
    if (box.differs) width -= Mark(area, y);
    const TextStyle style = {.size = 11, .bold = true};
    const std::size_t room = CellsIn(width, style.size);
    const std::size_t used = ToXml(name, room).cells;
    DrawText(x, y, width, name, style, out_);
    x += WidthOf(used + 1, style.size);
    width -= WidthOf(used + 1, style.size);
    const bool has_room = box.type.size() <= CellsIn(width, 10);
    if (has_room && !box.name.empty()) DrawText(x, y, width, box.type, {.size = 10}, out_);
  }

  // The width that it takes.
  std::int64_t Mark(const Rectangle& area, std::int64_t y) {
    TextStyle style = {.size = 12, .bold = true, .anchor = "end", .more = " class=\"p3-mark\""};
    DrawText(area.x + area.width - kNear + 1, y, kMark, kDiffers, style, out_);
    return kMark;
  }

  void Piece(const Box& box) {
    Open(box);
    const std::span<const Row> rows = RowsIn(rows_, box.begin, box.end);
    std::vector<Run> runs;
    runs.reserve(rows.size());
    for (const Row& row : rows)
      runs.push_back(RunOf(box, row, Line(box.depth), row.height - Line(box.depth)));
    const auto labelled = LabelledRun(box, runs);
    for (auto run = runs.cbegin(); run != runs.cend(); ++run) {
      Outline(box, *run);
      const std::int64_t middle = run->area.y + run->area.height / 2;
      if (!run->open_left) Corner(box, run->area, middle);
      if (run == labelled)
        Label(box, run->area, middle);
      else
        Again(box, *run, middle);
    }
    out_.Print("</g>\n");
  }

  // The first run where the name has room, else the widest.
  static std::vector<Run>::const_iterator LabelledRun(const Box& box,
                                                      const std::vector<Run>& runs) {
    const std::size_t room = CellsIn(runs.empty() ? 0 : runs[0].area.width - 2 * kNear, 12);
    if (ToXml(Name(box), room + 1).cells <= room) return runs.begin();
    return std::max_element(runs.begin(), runs.end(),
                            [](const Run& a, const Run& b) { return a.area.width < b.area.width; });
  }

  void Outline(const Box& box, const Run& run) {
    if (box.kind == Box::Kind::kHole) {
      DrawRun(run, Paint::kHole, " stroke-dasharray=\"4 3\"", out_);
      DrawHatch(run.area, out_);
    } else if (box.kind == Box::Kind::kUndrawn) {
      DrawRun(run, Paint::kUndrawn, " stroke-dasharray=\"1 3\"", out_);
    } else {
      DrawRun(run, FieldPaint(box.field), "", out_);
      Ticks(run, FieldPaint(box.field));
    }
  }

  void Ticks(const Run& run, Paint paint) {
    Rectangle area = run.area;
    area.x = run.open_left ? area.x + kOverhang : area.x - kInset;
    const std::int64_t right = run.area.x + run.area.width + (run.open_right ? -kOverhang : kInset);
    DrawTicks(area, (right - area.x) / grid_.cell, grid_.cell, paint, out_);
  }

  // The offset and the mark, in the upper corners of the box's first byte.
  void Corner(const Box& box, const Rectangle& area, std::int64_t middle) {
    const std::int64_t y = middle - 12;
    std::int64_t width = area.width - 2 * kNear;
    if (box.kind == Box::Kind::kHole) {
      if (!box.differs) return;
      Plate({area.x + area.width - kNear - 9, y - 10, 12, 12});
      Mark(area, y);
      return;
    }
    if (box.differs) width -= Mark(area, y);
    const std::string offset = std::to_string(box.begin);
    if (offset.size() <= CellsIn(width, 10))
      DrawText(area.x + kNear, y, width, offset, {.size = 10}, out_);
  }

  // Lines of the name and the type.
  void Label(const Box& box, const Rectangle& area, std::int64_t middle) {
    const bool hole = box.kind == Box::Kind::kHole;
    const std::string& first = Name(box);
    const std::string second = box.name.empty() ? "" : Short(box.type, area);
    if (hole) {
      const std::int64_t words = WidthOf(std::max(first.size(), second.size()), 12) + 5;
      Plate({area.x + 3, middle - 14, std::min(words, area.width - 6), 31});
    }
    Fitting(area, hole ? middle - 2 : middle + 4, first, !hole, 12);
    Fitting(area, hole ? middle + 12 : middle + 18, second, false, 11);
  }

  // Where "int16 big-endian" has no room, "int16 big".
  static std::string Short(std::string type, const Rectangle& area) {
    constexpr std::string_view kEnding = "-endian";
    if (type.ends_with(kEnding) && type.size() > CellsIn(LabelWidth(area), 10))
      type.resize(type.size() - kEnding.size());
    return type;
  }

  static std::int64_t LabelWidth(const Rectangle& area) { return area.width - 2 * kNear + 4; }

  // In the largest type that has room.
  void Fitting(const Rectangle& area, std::int64_t y, const std::string& text, bool bold,
               std::int64_t size) {
    const std::int64_t width = LabelWidth(area);
    const XmlText whole = ToXml(text, CellsIn(width, 9));
    while (size > 9 && whole.cells > CellsIn(width, size)) --size;
    DrawText(area.x + kNear - 1, y, width, text, {.size = size, .bold = bold}, out_);
  }

  // Behind words in a hole, so that no line of it crosses them.
  void Plate(const Rectangle& area) {
    out_.Print(
        "<rect $paint$ stroke-width=\"0\" x=\"$x$\" y=\"$y$\" width=\"$w$\" height=\"$h$\" "
        "rx=\"3\"/>\n",
        {{"paint", Attributes(Paint::kPage)},
         {"x", std::to_string(area.x)},
         {"y", std::to_string(area.y)},
         {"w", std::to_string(area.width)},
         {"h", std::to_string(area.height)}});
  }

  // In the other rows of a box that has several.
  void Again(const Box& box, const Run& run, std::int64_t middle) {
    if (box.kind == Box::Kind::kHole) return;
    DrawText(run.area.x + kNear, middle + 4, run.area.width - 2 * kNear,
             (run.open_left ? kDots : "") + Name(box), {.size = 10}, out_);
  }

  // In place of the rows before `row` that are not drawn.
  void Gap(const Row& row) {
    const Row& before = (&row)[-1];
    const std::int64_t from = before.begin + rows_.bytes;
    const std::int64_t to = std::min(row.begin, end());
    if (from >= to) return;
    const std::int64_t y = kHead + row.y - kGapHeight - kRowDistance;
    const Rectangle area = {grid_.margin - kOverhang, y, rows_.bytes * grid_.cell + 2 * kOverhang,
                            kGapHeight};
    out_.Print("<g class=\"p3-gap\">\n");
    DrawGap(area, out_);
    const std::string words = "bytes " + std::to_string(from) + " to " + std::to_string(to - 1) +
                              " not drawn" + In(from, to);
    DrawText(area.x + area.width / 2, y + kGapHeight / 2 + 4, area.width - 2 * kNear, words,
             {.anchor = "middle"}, out_);
    out_.Print("</g>\n");
  }

  // Whose bytes they are, where one box has all of them.
  std::string In(std::int64_t from, std::int64_t to) const {
    const auto piece = std::partition_point(picture_.pieces.begin(), picture_.pieces.end(),
                                            [&](const Box& box) { return box.end <= from; });
    if (piece->end < to) return "";
    if (piece->kind == Box::Kind::kHole) return ": " + piece->type + " of " + piece->name;
    if (piece->kind == Box::Kind::kField) return piece->path.empty() ? "" : ": " + piece->path;
    return ": " + piece->path + (piece->path.empty() ? "" : " ") + piece->name;
  }

  void Empty() {
    std::int64_t y = kHead + rows_.height + 12;
    const std::string label = " " + Attributes(Paint::kLabel);
    const TextStyle style = {.size = 11, .more = label.c_str()};
    std::size_t lines = 0;
    for (const Box& box : picture_.empty) {
      if (lines == kMostEmpty) break;
      DrawText(grid_.margin, y, grid_.width - grid_.margin,
               "no bytes at " + std::to_string(box.begin) + ": " + box.path + " " + box.type, style,
               out_);
      y += kEmptyHeight;
      ++lines;
    }
    const std::size_t more = picture_.empty.size() + picture_.more_empty - lines;
    if (more > 0)
      DrawText(grid_.margin, y, grid_.width - grid_.margin,
               "and " + std::to_string(more) + " more of no bytes", style, out_);
  }

  const Picture& picture_;
  const Rows& rows_;
  const Grid& grid_;
  Writer& out_;
};

}  // namespace

Grid GridOf(std::int64_t bytes, std::int64_t last_offset, std::size_t panels) {
  Grid grid;
  grid.cell = bytes > 8 ? 44 : panels > 1 ? 52 : 64;
  grid.margin = 22 + WidthOf(std::to_string(last_offset).size(), 10);
  grid.width = std::max(kLeastWidth, grid.margin + bytes * grid.cell + kOverhang);
  return grid;
}

std::int64_t PanelHeight(const Picture& picture, const Rows& rows) {
  return kHead + rows.height + static_cast<std::int64_t>(EmptyLines(picture)) * kEmptyHeight;
}

void PanelText(const Picture& picture, const Rows& rows, const Grid& grid, const Heading& heading,
               std::int64_t x, std::int64_t y, Writer& out) {
  Panel(picture, rows, grid, out).Draw(heading, x, y);
}

std::string Words(const Box& box) {
  std::string text = ToXml(box.path, kMostWords).xml;
  if (!text.empty()) text += ": ";
  if (!box.type.empty()) text += ToXml(box.type, kMostWords).xml + ", ";
  return text + "offset " + std::to_string(box.begin) + ", " + ByteCount(box.end - box.begin);
}

}  // namespace pep3118
