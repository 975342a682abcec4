// SPDX-License-Identifier: MIT
#include "pep3118/buffer/bind.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/explain_mismatch.h"
#include "pep3118/buffer/times_agree.h"
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

MatchLevel LevelOf(const BindPolicy& policy) {
  return policy.allow_more_fields ? MatchLevel::kNames : policy.level;
}

// By index of a field: whether its record has several fields of its name.
std::vector<bool> RepeatedNames(const Layout& layout) {
  std::vector<bool> repeated(layout.all().size(), false);
  for (const Field& record : layout.all()) {
    std::unordered_map<std::string_view, std::uint32_t> seen;
    for (const Field& field : layout.Fields(record)) {
      const auto [first, is_first] = seen.try_emplace(layout.Name(field), layout.IndexOf(field));
      if (is_first) continue;
      repeated[first->second] = true;
      repeated[layout.IndexOf(field)] = true;
    }
  }
  return repeated;
}

// A difference that BindPolicy::allow_more_fields allows: a field that is not one of the struct's, by
// its name either.
bool IsMore(const Difference& difference, const Layout& own, const std::vector<bool>& repeated,
            const RecordMatcher::Question& question) {
  if (difference.aspect == DifferenceAspect::kItemsize) {
    return difference.a == 0 && difference.b == 0 && question.itemsize > own.itemsize();
  }
  return difference.aspect == DifferenceAspect::kExtra && !repeated[difference.b] &&
         !(question.write && difference.offset_b < own.itemsize());
}

// What differs, as far as it counts for the question.
Comparison CompareFor(const Layout& own, const Layout& found,
                      const RecordMatcher::Question& question) {
  Comparison comparison = CompareAt(LevelOf(question.policy), own, found);
  const bool records = own.item().kind == TypeKind::kRecord && own.item().ndim == 0 &&
                       found.item().kind == TypeKind::kRecord && found.item().ndim == 0;
  if (!question.policy.allow_more_fields || comparison.differences.empty() || !records) {
    return comparison;
  }
  const std::vector<bool> repeated = RepeatedNames(found);
  std::erase_if(comparison.differences, [&](const Difference& difference) {
    return IsMore(difference, own, repeated, question);
  });
  // Without these the two are alike when no other difference is left, alignments apart.
  comparison.same_bytes =
      std::ranges::all_of(comparison.differences, [](const Difference& difference) {
        return difference.aspect == DifferenceAspect::kAlignment;
      });
  return comparison;
}

// The same records, shapes, places and types, whatever the names and alignments are.  Compare pairs
// fields by their names first, and so cannot say it where names are exchanged.
bool HaveSameTree(const Layout& a, const Layout& b) {
  const auto same = [&](const Field& one, const Field& other) {
    return one.offset == other.offset && one.itemsize == other.itemsize && one.end == other.end &&
           one.kind == other.kind && one.byte_order == other.byte_order &&
           one.float_format == other.float_format &&
           std::ranges::equal(a.Shape(one), b.Shape(other));
  };
  return a.itemsize() == b.itemsize() && std::ranges::equal(a.all(), b.all(), same);
}

bool Agree(const Layout& own, const Layout& found, const RecordMatcher::Question& question) {
  if (LevelOf(question.policy) != MatchLevel::kNames && HaveSameTree(own, found)) return true;
  return AgreesAt(LevelOf(question.policy), CompareFor(own, found, question));
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

// A question that was answered: never changed, never freed.
struct RecordMatcher::Spelling {
  std::string format;
  Question question;  // its format is the one above

  bool Answers(const Question& other) const {
    const BindPolicy& mine = question.policy;
    return mine.level == other.policy.level && mine.dialect == other.policy.dialect &&
           mine.strict == other.policy.strict &&
           mine.allow_more_fields == other.policy.allow_more_fields &&
           question.itemsize == other.itemsize && question.write == other.write &&
           std::strcmp(format.c_str(), other.format) == 0;
  }
};

bool RecordMatcher::Knows(const Spellings& spellings, const Question& question) {
  for (const auto& slot : spellings) {
    const Spelling* spelling = slot.load(std::memory_order_acquire);
    if (spelling == nullptr) return false;
    if (spelling->Answers(question)) return true;
  }
  return false;
}

void RecordMatcher::Remember(const Question& question, Spellings& spellings) {
  constexpr std::size_t kLongest = 16'384;
  const std::size_t size = std::strlen(question.format);
  if (size > kLongest) return;
  std::unique_ptr<Spelling> spelling;
  for (auto& slot : spellings) {
    const Spelling* empty = slot.load(std::memory_order_acquire);
    if (empty != nullptr) continue;
    if (spelling == nullptr) {
      spelling.reset(new Spelling{std::string(question.format, size), question});
      spelling->question.format = nullptr;
    }
    if (slot.compare_exchange_strong(empty, spelling.get(), std::memory_order_acq_rel)) {
      spelling.release();
      return;
    }
  }
}

bool RecordMatcher::SizeFits(std::ptrdiff_t itemsize, const BindPolicy& policy) const {
  const auto own = static_cast<std::ptrdiff_t>(facts_.itemsize);
  return itemsize == own || (policy.allow_more_fields && itemsize > own);
}

bool RecordMatcher::IsAccepted(const Question& question) const {
  return (question.itemsize == static_cast<std::ptrdiff_t>(facts_.itemsize) &&
          std::strcmp(question.format, facts_.format) == 0) ||
         Knows(accepted_, question);
}

bool RecordMatcher::Admits(const Question& question) {
  if (IsAccepted(question)) return true;
  if (Knows(refused_, question)) return false;
  const bool matches = FormatMatches(question);
  Remember(question, matches ? accepted_ : refused_);
  return matches;
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

bool RecordMatcher::FormatMatches(const Question& question) const {
  const Layout* own = layout();
  if (own == nullptr) return false;
  static thread_local Scratch scratch;
  if (!ParseFormatInto(question.format, {}, scratch.format, scratch.error)) {
    scratch.Trim();
    return false;
  }
  const BindPolicy& policy = question.policy;
  const bool unnamed_exporter =
      policy.dialect == Dialect::kAuto || policy.dialect == Dialect::kPep3118;
  PlainAnswer answer = PlainAnswer::kUnknown;
  if (unnamed_exporter && !policy.strict && !policy.allow_more_fields) {
    answer = DescribesPlainly(scratch.format, *own, policy.level);
  }
  if (answer == PlainAnswer::kUnknown) {
    const Result<Layout> found =
        ComputeLayout(scratch.format, OptionsOf(policy, question.itemsize));
    answer = found && Agree(*own, *found, question) ? PlainAnswer::kYes : PlainAnswer::kNo;
  }
  scratch.Trim();
  return answer == PlainAnswer::kYes;
}

bool RecordMatcher::Matches(const Buffer& buffer, const BindRequest& request,
                            const BindPolicy& policy, Geometry& geometry) {
  BufferError error;
  if (!ResolveGeometry(buffer, geometry, error)) return false;
  const auto ndim = static_cast<std::size_t>(geometry.ndim);
  if ((request.ndim != kAnyNdim && request.ndim != ndim) ||
      (geometry.indirect && !request.indirect) || (geometry.readonly && request.write) ||
      !SizeFits(geometry.itemsize, policy)) {
    return false;
  }
  if (!request.indirect &&
      !IsAligned(geometry.data, geometry.Shape(), geometry.Strides(), facts_.alignment)) {
    return false;
  }
  if (!Admits({FormatText(buffer), geometry.itemsize, request.write, policy})) return false;
  if (buffer.timed != nullptr && !TimesAgree(*buffer.timed, facts_)) return false;
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

void RecordMatcher::ExplainFormat(const Question& question, BindReport& report) const {
  const Layout* own = layout();
  if (own == nullptr) {
    AddMismatch(report, {MismatchKind::kFormat, "format",
                         "a struct whose format describes it on this machine",
                         "a struct generated for another target"});
    return;
  }
  const Result<Layout> layout =
      ComputeLayout(question.format, OptionsOf(question.policy, question.itemsize));
  if (!layout) {
    AddMismatch(report, {MismatchKind::kFormat, "format", report.expected,
                         DescribeRefusal(layout.error(), question.format)});
    return;
  }
  if (Agree(*own, *layout, question)) return;
  const Comparison comparison = CompareFor(*own, *layout, question);
  ExplainDifferences(*own, *layout, comparison, LevelOf(question.policy), report);
}

void RecordMatcher::ExplainTimes(const Layout& found, const BindPolicy& policy,
                                 BindReport& report) const {
  const std::shared_ptr<const Layout> own = TimedLayoutOfRecord(facts_);
  if (own == nullptr) return;
  ExplainDifferences(*own, found, Compare(*own, found), LevelOf(policy), report);
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
  const Question question{FormatText(buffer), itemsize, request.write, policy};
  if (!SizeFits(itemsize, policy) || !IsAccepted(question)) {
    if (LacksFormat(buffer)) {
      AddMismatch(report, {MismatchKind::kNoFormat, "format", report.expected,
                           "none; ask the exporter with PyBUF_FORMAT" + AllFlags(request)});
    } else {
      ExplainFormat(question, report);
    }
  } else if (buffer.timed != nullptr && !TimesAgree(*buffer.timed, facts_)) {
    ExplainTimes(*buffer.timed, policy, report);
  }
  if (LacksShape(buffer, request)) {
    AddMismatch(report, {MismatchKind::kNoShape, "shape", Dimensions(request.ndim),
                         "none; ask the exporter with PyBUF_ND" + AllFlags(request)});
  } else if (resolved) {
    ExplainNumbers(geometry, request, policy, report);
  } else {
    AddMismatch(report, {MismatchKind::kGeometry, "buffer", "", Message(error)});
  }
  return report;
}

void RecordMatcher::ExplainNumbers(const Geometry& geometry, const BindRequest& request,
                                   const BindPolicy& policy, BindReport& report) const {
  BufferError error;
  ExplainGeometry(geometry, request, facts_, SizeFits(geometry.itemsize, policy), report);
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
