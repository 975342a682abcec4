// SPDX-License-Identifier: MIT
#include "pep3118/codegen/table.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "pep3118/codegen/text/printable_text.h"
#include "pep3118/codegen/text/type_text.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

using Cells = std::vector<std::string>;
using Layouts = std::span<const Layout* const>;

constexpr std::size_t kLongestText = 200;  // characters of a name or a format

std::string Bytes(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

// The same fields in the same nesting: then their rows are side by side.
bool SameShape(const Layout& a, const Layout& b) {
  return std::equal(a.all().begin(), a.all().end(), b.all().begin(), b.all().end(),
                    [&](const Field& x, const Field& y) {
                      return x.end == y.end &&
                             (x.kind == TypeKind::kRecord) == (y.kind == TypeKind::kRecord);
                    });
}

// Rows of cells: for each layout offset, size and type, then the name.
class Table {
 public:
  Table(Layouts layouts, std::size_t limit) : layouts_(layouts), limit_(limit) {}

  std::string Text() {
    Headings();
    std::vector<const Field*> items;
    for (const Layout* layout : layouts_) items.push_back(&layout->item());
    const bool own_row = items[0]->kind != TypeKind::kRecord || items[0]->ndim > 0;
    if (own_row) ItemRow(items);
    Record(items, own_row ? 1 : 0);
    return Aligned() + Totals();
  }

 private:
  void Headings() {
    Cells cells;
    for ([[maybe_unused]] const Layout* layout : layouts_)
      cells.insert(cells.end(), {"offset", "size", "type"});
    cells.push_back("name");
    rows_.push_back(std::move(cells));
  }

  void ItemRow(const std::vector<const Field*>& items) {
    Cells cells;
    for (std::size_t i = 0; i < layouts_.size(); ++i)
      cells.insert(cells.end(), {"0", std::to_string(layouts_[i]->itemsize()),
                                 TypeText(*layouts_[i], *items[i])});
    AddRow(std::move(cells), "", 0);
  }

  // The segments of one record in every layout; `depth` records are around it.  Recurses as deep as
  // the format nests.
  void Record(const std::vector<const Field*>& records, std::size_t depth) {
    std::vector<std::vector<Segment>> segments;
    for (std::size_t i = 0; i < layouts_.size(); ++i)
      segments.push_back(SegmentsOf(*layouts_[i], *records[i]));
    std::vector<std::size_t> next(layouts_.size(), 0);
    while (!full()) {
      HoleRow(segments, next, depth);
      std::vector<const Field*> fields = FieldRow(segments, next, depth);
      if (fields.empty()) return;
      if (fields[0]->kind == TypeKind::kRecord) Record(fields, depth + 1);
    }
  }

  using Segments = std::vector<std::vector<Segment>>;

  static const Segment* At(const Segments& segments, const std::vector<std::size_t>& next,
                           std::size_t layout) {
    return next[layout] < segments[layout].size() ? &segments[layout][next[layout]] : nullptr;
  }

  // A row for the next holes, in the layouts that have one.
  void HoleRow(const Segments& segments, std::vector<std::size_t>& next, std::size_t depth) {
    Cells cells;
    bool any = false;
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      const Segment* segment = At(segments, next, i);
      if (segment != nullptr && segment->field == nullptr) {
        AddPlace(*segment, depth, cells);
        cells.push_back("-- " + Bytes(segment->size) + (segment->tail ? " tail --" : " hole --"));
        ++next[i];
        any = true;
      } else {
        cells.insert(cells.end(), {"", "", ""});
      }
    }
    if (any) AddRow(std::move(cells), "", depth);
  }

  // A row for the next field, which all layouts have or none.
  std::vector<const Field*> FieldRow(const Segments& segments, std::vector<std::size_t>& next,
                                     std::size_t depth) {
    Cells cells;
    std::vector<const Field*> fields;
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      const Segment* segment = At(segments, next, i);
      if (segment == nullptr) return {};
      AddPlace(*segment, depth, cells);
      cells.push_back(TypeText(*layouts_[i], *segment->field));
      fields.push_back(segment->field);
      ++next[i];
    }
    AddRow(std::move(cells), PrintableText(layouts_[0]->Name(*fields[0]), kLongestText), depth);
    return fields;
  }

  // Offsets inside a record that is a field count from its start: "+8".
  static void AddPlace(const Segment& segment, std::size_t depth, Cells& cells) {
    cells.push_back((depth > 0 ? "+" : "") + std::to_string(segment.offset));
    cells.push_back(std::to_string(segment.size));
  }

  void AddRow(Cells cells, const std::string& name, std::size_t depth) {
    const std::string indent(2 * depth, ' ');
    for (std::size_t i = 2; i < cells.size(); i += 3)
      if (!cells[i].empty()) cells[i].insert(0, indent);
    cells.push_back(name.empty() ? "" : indent + name);
    for (const std::string& cell : cells) least_ += cell.size();
    rows_.push_back(std::move(cells));
  }

  static bool Differs(const Cells& row) {
    for (std::size_t i = 3; i + 1 < row.size(); ++i)
      if (row[i] != row[i - 3]) return true;
    return false;
  }

  std::string Aligned() const {
    std::vector<std::size_t> widths(rows_[0].size(), 0);
    for (const Cells& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    if (layouts_.size() > 1) WidenForTargets(widths);
    std::string text = layouts_.size() > 1 ? TargetLine(widths) : FormatLine();
    for (const Cells& row : rows_) {
      if (text.size() > limit_) break;
      std::string line = layouts_.size() == 1 ? "" : Differs(row) ? "* " : "  ";
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string blanks(widths[i] - row[i].size(), ' ');
        const bool is_number = i % 3 != 2 && i + 1 < row.size();
        line += is_number ? blanks + row[i] : row[i] + blanks;
        line += "  ";
      }
      text += Trimmed(std::move(line)) + "\n";
    }
    return text;
  }

  std::string FormatLine() const {
    return layouts_[0]->target().name + ": " +
           PrintableText(CanonicalText(*layouts_[0]), kLongestText) + "\n";
  }

  // Characters of a target's three columns with the blanks between them.
  static std::size_t GroupWidth(const std::vector<std::size_t>& widths, std::size_t layout) {
    return widths[3 * layout] + widths[3 * layout + 1] + widths[3 * layout + 2] + 4;
  }

  void WidenForTargets(std::vector<std::size_t>& widths) const {
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      const std::size_t name = layouts_[i]->target().name.size();
      const std::size_t width = GroupWidth(widths, i);
      if (name > width) widths[3 * i + 2] += name - width;
    }
  }

  // Each target's name over its three columns.
  std::string TargetLine(const std::vector<std::size_t>& widths) const {
    std::string line = "  ";
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      const std::string& name = layouts_[i]->target().name;
      line += name + std::string(GroupWidth(widths, i) - name.size() + 2, ' ');
    }
    return Trimmed(std::move(line)) + "\n";
  }

  std::string Totals() const {
    std::string text;
    for (const Layout* layout : layouts_) {
      const Field& item = layout->item();
      std::int64_t holes = HoleBytes(*layout, item);
      if (item.itemsize > 0) holes *= layout->itemsize() / item.itemsize;
      if (layouts_.size() > 1) text += layout->target().name + ": ";
      text += "itemsize " + std::to_string(layout->itemsize()) + ", alignment " +
              std::to_string(layout->alignment()) + ", holes " + Bytes(holes) + "\n";
    }
    return text;
  }

  static std::string Trimmed(std::string line) {
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
  }

  // Whether the rows alone are longer than the limit, without the blanks between their cells.
  bool full() const { return least_ > limit_; }

  Layouts layouts_;
  const std::size_t limit_;
  std::size_t least_ = 0;
  std::vector<Cells> rows_;
};

}  // namespace

std::string LayoutTable(Layouts layouts, std::size_t limit) {
  const bool alike = std::all_of(layouts.begin(), layouts.end(), [&](const Layout* layout) {
    return SameShape(*layouts[0], *layout);
  });
  if (layouts.empty()) return {};
  if (alike) return Table(layouts, limit).Text();
  std::string text;
  for (const Layout* const& layout : layouts) {
    if (text.size() > limit) break;
    if (!text.empty()) text += "\n";
    text += Table({&layout, 1}, limit - text.size()).Text();
  }
  return text;
}

std::string ArrayText(const FileArray& array) {
  std::string text = "array of shape (";
  for (std::size_t i = 0; i < array.shape.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(array.shape[i]);
  }
  if (array.shape.size() == 1) text += ",";
  text += array.fortran_order ? "), Fortran order" : "), C order";
  return text + ", " + Bytes(array.data_bytes) + " of data from byte " +
         std::to_string(array.data_offset) + "\n";
}

}  // namespace pep3118
