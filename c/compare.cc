// SPDX-License-Identifier: MIT
#include "pep3118/layout/compare.h"

#include <cstdint>
#include <string>

#include "pep3118/c/boundary.h"
#include "pep3118/c/handle.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/codegen/diff.h"

using pep3118::DifferenceAspect;
using pep3118::MatchLevel;
using pep3118::c::FailArgument;
using pep3118::c::FailNull;
using pep3118::c::Guarded;

// The numbers of the interface are those of the library's enums.
static_assert(PEP3118_SAME_BYTES == static_cast<int>(MatchLevel::kBytes));
static_assert(PEP3118_SAME_TYPES == static_cast<int>(MatchLevel::kTypes));
static_assert(PEP3118_SAME_NAMES == static_cast<int>(MatchLevel::kNames));
static_assert(PEP3118_DIFFERS_ITEMSIZE == static_cast<int>(DifferenceAspect::kItemsize));
static_assert(PEP3118_DIFFERS_NAME == static_cast<int>(DifferenceAspect::kName));
static_assert(PEP3118_ONLY_IN_FIRST == static_cast<int>(DifferenceAspect::kMissing));
static_assert(PEP3118_ONLY_IN_SECOND == static_cast<int>(DifferenceAspect::kExtra));

namespace {

size_t FieldNumber(std::uint32_t index) {
  return index == pep3118::Difference::kNoField ? PEP3118_NO_FIELD : index;
}

}  // namespace

pep3118_status pep3118_compare(const pep3118_layout* a, const pep3118_layout* b,
                               pep3118_comparison** comparison, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (comparison == nullptr) return FailNull(*error, "comparison");
  *comparison = nullptr;
  if (a == nullptr) return FailNull(*error, "a");
  if (b == nullptr) return FailNull(*error, "b");
  return Guarded(*error, [&]() -> pep3118_status {
    *comparison = new pep3118_comparison(a->layout, b->layout);
    return PEP3118_OK;
  });
}

pep3118_comparison* pep3118_comparison_retain(pep3118_comparison* comparison) {
  return pep3118::c::Retain(comparison);
}

pep3118_status pep3118_comparison_release(pep3118_comparison* comparison) {
  return pep3118::c::Release(comparison);
}

int pep3118_comparison_same(const pep3118_comparison* comparison, int32_t level) {
  if (comparison == nullptr || level < PEP3118_SAME_BYTES || level > PEP3118_SAME_NAMES) return -1;
  return comparison->comparison.Same(static_cast<MatchLevel>(level)) ? 1 : 0;
}

size_t pep3118_comparison_count(const pep3118_comparison* comparison) {
  return comparison == nullptr ? 0 : comparison->comparison.differences.size();
}

pep3118_status pep3118_comparison_difference(const pep3118_comparison* comparison, size_t index,
                                             pep3118_difference* difference, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (comparison == nullptr) return FailNull(*error, "comparison");
  if (difference == nullptr) return FailNull(*error, "difference");
  const auto& all = comparison->comparison.differences;
  if (index >= all.size()) return FailArgument(*error, "there is no difference of this index");
  const pep3118::Difference& found = all[index];
  *difference = {static_cast<std::int32_t>(found.level),
                 static_cast<std::int32_t>(found.aspect),
                 FieldNumber(found.a),
                 FieldNumber(found.b),
                 found.offset_a,
                 found.offset_b};
  return error->status = PEP3118_OK;
}

const char* pep3118_comparison_text(const pep3118_comparison* comparison) {
  if (comparison == nullptr) return nullptr;
  try {
    const pep3118_comparison& c = *comparison;
    const auto make = [&] {
      return pep3118::DiffText(c.comparison, *c.a, *c.b, {"first", "second"});
    };
    return c.text.Get(make).c_str();
  } catch (...) {
    return nullptr;
  }
}

const char* pep3118_aspect_name(int32_t aspect) {
  if (aspect < 0 || aspect > PEP3118_ONLY_IN_SECOND) return "unknown";
  return pep3118::AspectName(static_cast<DifferenceAspect>(aspect)).data();
}
