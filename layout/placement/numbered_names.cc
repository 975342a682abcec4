// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/numbered_names.h"

#include <charconv>
#include <string_view>

namespace pep3118::internal {
namespace {

constexpr std::size_t kNone = SIZE_MAX;

// 12 of "f12"; kNone for names that no number makes ("f", "f012", "g1").
std::size_t NumberOf(std::string_view name) {
  if (name.size() < 2 || name[0] != 'f') return kNone;
  if (name[1] == '0' && name.size() > 2) return kNone;
  std::size_t number = 0;
  const char* last = name.data() + name.size();
  const auto [end, error] = std::from_chars(name.data() + 1, last, number);
  return error == std::errc() && end == last ? number : kNone;
}

}  // namespace

void NumberedNames::CollectTaken() {
  collected_ = true;
  std::size_t children = 0;
  bool any = false;
  const ast::ChildRange range(&format_, begin_, end_);
  for (std::uint32_t i : range) {
    ++children;
    any = any || NumberOf(ast::Name(format_, format_.elements[i])) != kNone;
  }
  if (!any) return;
  // A number above the count of fields can never be the smallest unused one.
  taken_.resize(children + 1);
  for (std::uint32_t i : range) {
    const std::size_t number = NumberOf(ast::Name(format_, format_.elements[i]));
    if (number < taken_.size()) taken_[number] = true;
  }
}

void NumberedNames::AppendNext(std::string& names) {
  if (!collected_) CollectTaken();
  while (next_ < taken_.size() && taken_[next_]) ++next_;
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, next_++);
  names += 'f';
  names.append(digits, end);
}

}  // namespace pep3118::internal
