// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/text/printable_text.h"
#include "pep3118/codegen/text/shape_suffix.h"
#include "pep3118/codegen/text/type_text.h"
#include "pep3118/layout/field_paths.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongestText = 200;  // characters of a name or a label
constexpr std::size_t kColumns = 7;
constexpr std::array<bool, kColumns> kIsNumber = {false, false, false, true, false, true, false};

using Row = std::array<std::string, kColumns>;

// What one side has in a difference.
std::string Value(const Layout& layout, DifferenceAspect aspect, std::uint32_t index) {
  if (index == Difference::kNoField) return "-";
  const Field& field = layout.all()[index];
  switch (aspect) {
    case DifferenceAspect::kItemsize:
      if (index == 0) return std::to_string(layout.itemsize());
      if (field.kind == TypeKind::kRecord) return std::to_string(field.itemsize);
      return std::to_string(field.itemsize) + " (" + TypeText(layout, field) + ")";
    case DifferenceAspect::kByteOrder:
      return std::string(ByteOrderName(field.byte_order));
    case DifferenceAspect::kShape:
      return field.ndim == 0 ? "one element" : ShapeSuffix(layout, field, 0);
    case DifferenceAspect::kAlignment:
      return std::to_string(field.alignment);
    case DifferenceAspect::kName:
      return PrintableText(layout.Name(field), kLongestText);
    case DifferenceAspect::kKind:  // `3s` and `3c` are both `char[3]`
      return TypeText(layout, field) + (field.kind == TypeKind::kBytes ? " string" : "");
    case DifferenceAspect::kOffset:
    case DifferenceAspect::kOrder:
    case DifferenceAspect::kMissing:
    case DifferenceAspect::kExtra:
      break;
  }
  return TypeText(layout, field);
}

std::string Offset(std::uint32_t index, std::int64_t offset) {
  return index == Difference::kNoField ? "-" : std::to_string(offset);
}

std::string Line(const Row& row, const std::array<std::size_t, kColumns>& widths) {
  std::string line;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::string blanks(widths[i] - row[i].size(), ' ');
    line += kIsNumber[i] ? blanks + row[i] : row[i] + blanks;
    line += "  ";
  }
  line.resize(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

const char* YesNo(bool value) { return value ? "yes\n" : "no\n"; }

}  // namespace

std::string DiffText(const Comparison& comparison, const Layout& a, const Layout& b,
                     const DiffLabels& labels, std::size_t limit) {
  std::string text = "same bytes: ";
  (text += YesNo(comparison.same_bytes)) += "same types: ";
  (text += YesNo(comparison.same_types)) += "same names: ";
  text += YesNo(comparison.same_names);
  if (comparison.differences.empty()) return text;

  const FieldPaths paths_a(a);
  const FieldPaths paths_b(b);
  std::vector<Row> rows;
  rows.push_back({"breaks", "differs", "field", "offset", PrintableText(labels.a, kLongestText),
                  "offset", PrintableText(labels.b, kLongestText)});
  std::size_t least = 0;  // bytes of all rows without the blanks between their cells
  for (const Difference& difference : comparison.differences) {
    if (least > limit) break;
    const bool in_a = difference.a != Difference::kNoField;
    rows.push_back(
        {std::string(LevelName(difference.level)), std::string(AspectName(difference.aspect)),
         in_a ? paths_a.PathOf(difference.a) : paths_b.PathOf(difference.b),
         Offset(difference.a, difference.offset_a), Value(a, difference.aspect, difference.a),
         Offset(difference.b, difference.offset_b), Value(b, difference.aspect, difference.b)});
    for (const std::string& cell : rows.back()) least += cell.size();
  }
  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    if (text.size() > limit) break;
    text += Line(row, widths);
  }
  return text;
}

}  // namespace pep3118
