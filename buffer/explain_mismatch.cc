// SPDX-License-Identifier: MIT
#include "pep3118/buffer/explain_mismatch.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "pep3118/base/escape.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/field_paths.h"

namespace pep3118 {
namespace internal {
namespace {

std::string Number(std::int64_t number) { return std::to_string(number); }

bool Counts(const Difference& difference, MatchLevel level) {
  return difference.level <= level && difference.aspect != DifferenceAspect::kAlignment;
}

std::string KindOf(const Layout& layout, const Field& field) {
  if (field.kind == TypeKind::kRecord) return "record";
  return "`" + Excerpt(ElementText(layout, field)) + "`";
}

// "`(3)d` (float, 8 bytes each, little-endian) at offset 8"
std::string DescribeField(const Layout& layout, const Field& field, std::int64_t offset) {
  std::string shape;
  for (const std::int64_t dim : layout.Shape(field)) {
    shape += (shape.empty() ? "(" : ",") + Number(dim);
  }
  if (!shape.empty()) shape = "array " + shape + ") of ";
  std::string text = shape + KindOf(layout, field) + " (";
  if (field.time.kind != TimeKind::kNone) {
    text += TimeText(field.time) + ", ";
  } else if (field.kind != TypeKind::kRecord) {
    text += std::string(KindName(field.kind)) + ", ";
  }
  text += Number(field.itemsize) + (field.itemsize == 1 ? " byte" : " bytes");
  if (field.byte_order != ByteOrder::kNone)
    text += ", " + std::string(ByteOrderName(field.byte_order)) + "-endian";
  return text + ") at offset " + Number(offset);
}

class Explainer {
 public:
  Explainer(const Layout& expected, const Layout& found, BindReport& report)
      : expected_(expected),
        found_(found),
        expected_paths_(expected),
        found_paths_(found),
        report_(report) {}

  void Explain(const Difference& difference) {
    switch (difference.aspect) {
      case DifferenceAspect::kMissing:
        Add(MismatchKind::kMissing, difference, Expected(difference), "no such field");
        return;
      case DifferenceAspect::kExtra:
        Add(MismatchKind::kExtra, difference, "no such field", Found(difference));
        return;
      case DifferenceAspect::kName:
        Add(MismatchKind::kName, difference, "the name at offset " + Number(difference.offset_a),
            "the name `" + Excerpt(found_.Name(found_.all()[difference.b])) + "`");
        return;
      case DifferenceAspect::kItemsize:
        if (difference.a == 0 && difference.b == 0) {
          AddMismatch(report_, {MismatchKind::kItemsize, "itemsize", Number(expected_.itemsize()),
                                Number(found_.itemsize())});
          return;
        }
        break;
      default:
        break;
    }
    // One entry for all that differs between the two fields.
    if (described_a_ == difference.a && described_b_ == difference.b) return;
    described_a_ = difference.a;
    described_b_ = difference.b;
    Add(MismatchKind::kField, difference, Expected(difference),
        Found(difference) + CharAdvice(difference));
  }

 private:
  std::string Expected(const Difference& difference) const {
    return DescribeField(expected_, expected_.all()[difference.a], difference.offset_a);
  }
  std::string Found(const Difference& difference) const {
    return DescribeField(found_, found_.all()[difference.b], difference.offset_b);
  }

  // Where only the level is between a C++ char and the integer that it was written as.
  std::string CharAdvice(const Difference& difference) const {
    const Field& expected = expected_.all()[difference.a];
    const Field& found = found_.all()[difference.b];
    const bool is_integer = found.kind == TypeKind::kInt || found.kind == TypeKind::kUint;
    if (expected.kind != TypeKind::kChar || !is_integer || found.itemsize != 1) return {};
    return " (MatchLevel::kTypes takes it for a char)";
  }

  void Add(MismatchKind kind, const Difference& difference, std::string expected,
           std::string found) {
    const bool is_extra = difference.a == Difference::kNoField;
    const std::uint32_t index = is_extra ? difference.b : difference.a;
    Mismatch mismatch;
    mismatch.kind = kind;
    mismatch.where =
        index == 0 ? "item" : "field " + (is_extra ? found_paths_ : expected_paths_).PathOf(index);
    mismatch.expected = std::move(expected);
    mismatch.found = std::move(found);
    if (!is_extra) mismatch.expected_offset = difference.offset_a;
    if (difference.b != Difference::kNoField) mismatch.found_offset = difference.offset_b;
    AddMismatch(report_, std::move(mismatch));
  }

  const Layout& expected_;
  const Layout& found_;
  const FieldPaths expected_paths_;
  const FieldPaths found_paths_;
  BindReport& report_;
  std::uint32_t described_a_ = Difference::kNoField;
  std::uint32_t described_b_ = Difference::kNoField;
};

}  // namespace

bool AgreesAt(MatchLevel level, const Comparison& comparison) {
  if (!comparison.same_bytes) return false;
  return level == MatchLevel::kBytes ||
         std::none_of(comparison.differences.begin(), comparison.differences.end(),
                      [&](const Difference& difference) { return Counts(difference, level); });
}

std::string Excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 120;
  return EscapeCut(text, kLongest);
}

std::string DescribeRefusal(const Diagnostic& error, std::string_view format) {
  return "`" + Excerpt(format) + "`, which is refused at byte " + Number(error.span.begin) + ": " +
         Message(error) + " [" + std::string(ErrorName(error.kind)) + "]";
}

void AddMismatch(BindReport& report, Mismatch mismatch) {
  if (report.mismatches.size() < BindReport::kMaxMismatches) {
    report.mismatches.push_back(std::move(mismatch));
  } else {
    ++report.omitted;
  }
}

void ExplainDifferences(const Layout& expected, const Layout& found, const Comparison& comparison,
                        MatchLevel level, BindReport& report) {
  const std::size_t before = report.mismatches.size();
  Explainer explainer(expected, found, report);
  for (const Difference& difference : comparison.differences) {
    if (Counts(difference, level)) explainer.Explain(difference);
  }
  // Bytes can differ through the way that fields are grouped alone.
  if (report.mismatches.size() == before) {
    for (const Difference& difference : comparison.differences) {
      if (difference.aspect != DifferenceAspect::kAlignment) explainer.Explain(difference);
    }
  }
  if (report.mismatches.size() == before) {
    AddMismatch(report, {MismatchKind::kFormat, "format", Excerpt(CanonicalText(expected)),
                         Excerpt(CanonicalText(found))});
  }
}

void ExplainGeometry(const Geometry& geometry, const BindRequest& request, const RecordFacts& facts,
                     bool size_fits, BindReport& report) {
  if (request.ndim != kAnyNdim && request.ndim != static_cast<std::size_t>(geometry.ndim)) {
    AddMismatch(report, {MismatchKind::kNdim, "ndim",
                         Number(static_cast<std::int64_t>(request.ndim)), Number(geometry.ndim)});
  }
  if (geometry.readonly && request.write) {
    AddMismatch(report, {MismatchKind::kReadonly, "readonly", "memory that may be written",
                         "a read-only buffer"});
  }
  if (request.indirect) return;
  if (geometry.indirect) {
    AddMismatch(report, {MismatchKind::kSuboffsets, "suboffsets", "none",
                         "items behind pointers (BindIndirect follows them)"});
  }
  if (geometry.count == 0) return;
  const std::size_t alignment = facts.alignment;
  const std::string remedy = facts.fields == nullptr ? " (unaligned<T> needs no alignment)"
                                                     : " (unaligned<T> members need no alignment)";
  const std::string multiple = "a multiple of " + Number(static_cast<std::int64_t>(alignment));
  const std::uintptr_t beyond = reinterpret_cast<std::uintptr_t>(geometry.data) % alignment;
  if (beyond != 0) {
    AddMismatch(report, {MismatchKind::kBaseAddress, "base address", multiple,
                         Number(static_cast<std::int64_t>(beyond)) +
                             (beyond == 1 ? " byte beyond one" : " bytes beyond one") + remedy});
  }
  // The strides of other items say nothing of these.
  if (!size_fits) return;
  for (int i = 0; i < geometry.ndim; ++i) {
    const auto dim = static_cast<std::size_t>(i);
    const auto bits = static_cast<std::uintptr_t>(geometry.strides[dim]);
    if (geometry.shape[dim] <= 1 || bits % alignment == 0) continue;
    AddMismatch(report, {MismatchKind::kStride, "strides[" + Number(i) + "]", multiple,
                         Number(geometry.strides[dim]) + remedy});
  }
}

}  // namespace internal

std::string Render(const BindReport& report) { return Message(report) + "\n"; }

std::string Message(const BindReport& report) {
  std::string text = "the buffer is not an array of ";
  text += report.name.empty() ? report.expected : "`" + report.name + "` (" + report.expected + ")";
  for (const Mismatch& mismatch : report.mismatches) {
    text += "\n  " + mismatch.where + ": ";
    if (!mismatch.expected.empty()) text += "expected " + mismatch.expected + ", found ";
    text += mismatch.found;
  }
  if (report.omitted > 0) text += "\n  and " + std::to_string(report.omitted) + " more";
  return text;
}

}  // namespace pep3118
