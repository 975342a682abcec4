// SPDX-License-Identifier: MIT
#include "pep3118/dtype/field_names.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "pep3118/parser/limits.h"

namespace pep3118::internal {
namespace {

constexpr ParseLimits kLimits;

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

}  // namespace

bool FieldNames::Add(std::string_view name, Span span) {
  if (name.size() > kLimits.name_bytes) {
    error_ = {ErrorKind::kNameTooLong,
              span,
              {std::to_string(name.size()), std::to_string(kLimits.name_bytes)}};
    return false;
  }
  if (name.empty() || name.find(':') != name.npos || name.find('\0') != name.npos) {
    error_ = {ErrorKind::kBadDtype,
              span,
              {"no format can hold the name " + Quoted(name),
               "a name of a layout has at least one character, and no `:` and no NUL"}};
    return false;
  }
  names_.push_back({name, span, kWritten});
  return true;
}

bool FieldNames::AllDiffer(const ExplicitType& record) {
  for (Name& name : names_) {
    if (name.made_up != kWritten) name.text = record.fields[name.made_up].name;
  }
  std::ranges::sort(names_, [](const Name& a, const Name& b) {
    return a.text != b.text ? a.text < b.text : a.span.begin < b.span.begin;
  });
  const auto repeated = std::ranges::adjacent_find(names_, {}, &Name::text);
  if (repeated == names_.end()) return true;
  error_ = {ErrorKind::kBadDtype,
            std::next(repeated)->span,
            {Quoted(repeated->text) + " is a name or title twice",
             "every name and title of a record differs from the others"}};
  return false;
}

}  // namespace pep3118::internal
