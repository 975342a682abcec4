// SPDX-License-Identifier: MIT
#include "pep3118/buffer/bind.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/explain_mismatch.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/dialects/plain_match.h"
#include "pep3118/parser/parse.h"

namespace pep3118::internal {
namespace {

const char* FormatText(const Buffer& buffer) {
  return buffer.format == nullptr ? "B" : buffer.format;
}

LayoutOptions OptionsOf(const BindPolicy& policy, std::ptrdiff_t itemsize) {
  LayoutOptions options;
  options.itemsize = itemsize;
  options.dialect = policy.dialect;
  options.strict = policy.strict;
  return options;
}

// Whether the fields of a listed or generated struct are where its format has them.
bool HasFields(const Layout& layout, const RecordFacts& facts) {
  if (facts.fields == nullptr) return true;
  std::size_t i = 0;
  for (const Field& field : layout.Fields(layout.item())) {
    if (i == facts.field_count) return false;
    const field_info& info = facts.fields[i++];
    if (static_cast<std::size_t>(field.offset) != info.offset ||
        static_cast<std::size_t>(field.itemsize) != info.itemsize || field.ndim != info.ndim) {
      return false;
    }
  }
  return i == facts.field_count;
}

// A C++ char is a character to one exporter and an integer to another: both, where names do not
// count.
Comparison CompareAt(MatchLevel level, const Layout& own, const Layout& found) {
  Comparison comparison = Compare(own, found);
  if (level == MatchLevel::kNames || AgreesAt(level, comparison)) return comparison;
  return Compare(WithCharsOf(own, found), found);
}

// What a thread reuses from one buffer to the next.  A hostile format must not make it keep much.
struct Scratch {
  ast::Format format;
  Diagnostic error;

  void Trim() {
    constexpr std::size_t kElements = 4'096;
    constexpr std::size_t kTextBytes = 65'536;
    if (format.elements.capacity() > kElements || format.text.capacity() > kTextBytes) format = {};
  }
};

}  // namespace

// An accepted spelling: never changed, never freed.
struct RecordMatcher::Spelling {
  std::string format;
  MatchLevel level;
  Dialect dialect;
  bool strict;
};

bool RecordMatcher::IsKnownSpelling(const char* format, const BindPolicy& policy) const {
  if (std::strcmp(format, facts_.format) == 0) return true;
  for (const auto& slot : spellings_) {
    const Spelling* spelling = slot.load(std::memory_order_acquire);
    if (spelling == nullptr) return false;
    if (spelling->level >= policy.level && spelling->dialect == policy.dialect &&
        spelling->strict == policy.strict && std::strcmp(spelling->format.c_str(), format) == 0) {
      return true;
    }
  }
  return false;
}

void RecordMatcher::Remember(const char* format, const BindPolicy& policy) {
  constexpr std::size_t kLongest = 16'384;
  const std::size_t size = std::strlen(format);
  if (size > kLongest) return;
  std::unique_ptr<const Spelling> spelling;
  for (auto& slot : spellings_) {
    const Spelling* empty = slot.load(std::memory_order_acquire);
    if (empty != nullptr) continue;
    if (spelling == nullptr) {
      spelling.reset(
          new Spelling{std::string(format, size), policy.level, policy.dialect, policy.strict});
    }
    if (slot.compare_exchange_strong(empty, spelling.get(), std::memory_order_acq_rel)) {
      spelling.release();
      return;
    }
  }
}

const Layout* RecordMatcher::layout() const {
  const Layout* layout = layout_.load(std::memory_order_acquire);
  if (layout != nullptr) return layout;
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = static_cast<std::int64_t>(facts_.itemsize);
  Result<Layout> computed = ComputeLayout(facts_.format, options);
  if (!computed || !HasFields(*computed, facts_)) return nullptr;
  auto made = std::make_unique<const Layout>(std::move(*computed));
  if (layout_.compare_exchange_strong(layout, made.get(), std::memory_order_acq_rel)) {
    return made.release();
  }
  return layout;
}

bool RecordMatcher::FormatMatches(const char* format, const BindPolicy& policy) const {
  const Layout* own = layout();
  if (own == nullptr) return false;
  static thread_local Scratch scratch;
  if (!ParseFormatInto(format, {}, scratch.format, scratch.error)) {
    scratch.Trim();
    return false;
  }
  const bool unnamed_exporter =
      policy.dialect == Dialect::kAuto || policy.dialect == Dialect::kPep3118;
  bool same =
      unnamed_exporter && !policy.strict && DescribesPlainly(scratch.format, *own, policy.level);
  if (!same) {
    const Result<Layout> layout = ComputeLayout(
        scratch.format, OptionsOf(policy, static_cast<std::ptrdiff_t>(facts_.itemsize)));
    same = layout && AgreesAt(policy.level, CompareAt(policy.level, *own, *layout));
  }
  scratch.Trim();
  return same;
}

bool RecordMatcher::Matches(const Buffer& buffer, const BindRequest& request,
                            const BindPolicy& policy, Geometry& geometry) {
  BufferError error;
  if (!ResolveGeometry(buffer, geometry, error)) return false;
  const auto ndim = static_cast<std::size_t>(geometry.ndim);
  if ((request.ndim != kAnyNdim && request.ndim != ndim) ||
      (geometry.indirect && !request.indirect) || (geometry.readonly && request.write) ||
      geometry.itemsize != static_cast<std::ptrdiff_t>(facts_.itemsize)) {
    return false;
  }
  if (!request.indirect &&
      !IsAligned(geometry.data, geometry.Shape(), geometry.Strides(), facts_.alignment)) {
    return false;
  }
  const char* format = FormatText(buffer);
  if (!IsKnownSpelling(format, policy)) {
    if (!FormatMatches(format, policy)) return false;
    Remember(format, policy);
  }
  return request.memory == nullptr ? ProveSpan(geometry, error)
                                   : ProveInside(geometry, *request.memory, error);
}

// ---- the report: everything that is wrong, not only the first

namespace {

// What the consumer did not ask for is NULL.  Without a format an item of several bytes is unknown;
// without a shape, only a single dimension is known.
bool LacksFormat(const Buffer& buffer) { return buffer.format == nullptr && buffer.itemsize > 1; }

bool LacksShape(const Buffer& buffer, const BindRequest& request) {
  if (buffer.shape != nullptr || buffer.strides != nullptr || request.ndim == 0) return false;
  if (buffer.ndim == 0) return buffer.len != buffer.itemsize;
  return (request.ndim > 1 && request.ndim != kAnyNdim) || buffer.ndim > 1;
}

std::string Dimensions(std::size_t ndim) {
  if (ndim == kAnyNdim) return "an extent for each dimension";
  return std::to_string(ndim) + (ndim == 1 ? " dimension" : " dimensions");
}

std::string AllFlags(const BindRequest& request) {
  return request.write ? ", or PyBUF_RECORDS for all" : ", or PyBUF_RECORDS_RO for all";
}

}  // namespace

void RecordMatcher::ExplainFormat(const char* format, std::ptrdiff_t itemsize,
                                  const BindPolicy& policy, BindReport& report) const {
  const Layout* own = layout();
  if (own == nullptr) {
    AddMismatch(report, {MismatchKind::kFormat, "format",
                         "a struct whose format describes it on this machine",
                         "a struct generated for another target"});
    return;
  }
  const Result<Layout> layout = ComputeLayout(format, OptionsOf(policy, itemsize));
  if (!layout) {
    AddMismatch(report, {MismatchKind::kFormat, "format", report.expected,
                         DescribeRefusal(layout.error(), format)});
    return;
  }
  const Comparison comparison = CompareAt(policy.level, *own, *layout);
  if (!AgreesAt(policy.level, comparison)) {
    ExplainDifferences(*own, *layout, comparison, policy.level, report);
  }
}

BindReport RecordMatcher::Explain(const Buffer& buffer, const BindRequest& request,
                                  const BindPolicy& policy) const {
  BindReport report;
  report.expected = Excerpt(facts_.format);
  if (facts_.name != nullptr) report.name = facts_.name;
  Geometry geometry;
  BufferError error;
  const bool resolved = ResolveGeometry(buffer, geometry, error);
  const std::ptrdiff_t itemsize = resolved ? geometry.itemsize : buffer.itemsize;
  const char* format = FormatText(buffer);
  if (itemsize != static_cast<std::ptrdiff_t>(facts_.itemsize) ||
      !IsKnownSpelling(format, policy)) {
    if (LacksFormat(buffer)) {
      AddMismatch(report, {MismatchKind::kNoFormat, "format", report.expected,
                           "none; ask the exporter with PyBUF_FORMAT" + AllFlags(request)});
    } else {
      ExplainFormat(format, itemsize, policy, report);
    }
  }
  if (LacksShape(buffer, request)) {
    AddMismatch(report, {MismatchKind::kNoShape, "shape", Dimensions(request.ndim),
                         "none; ask the exporter with PyBUF_ND" + AllFlags(request)});
  } else if (resolved) {
    ExplainNumbers(geometry, request, report);
  } else {
    AddMismatch(report, {MismatchKind::kGeometry, "buffer", "", Message(error)});
  }
  return report;
}

void RecordMatcher::ExplainNumbers(const Geometry& geometry, const BindRequest& request,
                                   BindReport& report) const {
  BufferError error;
  ExplainGeometry(geometry, request, facts_, report);
  if (request.memory != nullptr && !ProveInside(geometry, *request.memory, error)) {
    AddMismatch(report, {MismatchKind::kGeometry, "memory", "", Message(error)});
  }
  if (request.memory == nullptr && !ProveSpan(geometry, error)) {
    AddMismatch(report, {MismatchKind::kGeometry, "strides", "", Message(error)});
  }
}

}  // namespace pep3118::internal

namespace pep3118 {

BindReport ExplainLayouts(const Layout& expected, const Layout& found, MatchLevel level) {
  BindReport report;
  report.expected = internal::Excerpt(CanonicalText(expected));
  const Comparison comparison = internal::CompareAt(level, expected, found);
  if (!internal::AgreesAt(level, comparison)) {
    internal::ExplainDifferences(expected, found, comparison, level, report);
  }
  return report;
}

}  // namespace pep3118
