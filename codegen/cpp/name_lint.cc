// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/name_lint.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/codegen/cpp/identifiers.h"
#include "pep3118/codegen/text/printable_text.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongestName = 40;  // characters of a name in the message

struct Named {
  std::string identifier;
  const Field* field;
};

using Pair = std::pair<const Field*, const Field*>;

// The first two fields of `record` that meet, or null pointers.
Pair Meeting(const Layout& layout, const Field& record) {
  std::vector<Named> names;
  for (const Field& field : layout.Fields(record)) {
    names.push_back({IdentifierFor(layout.Name(field)), &field});
  }
  std::ranges::stable_sort(names, {}, &Named::identifier);
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i].identifier == names[i - 1].identifier &&
        layout.Name(*names[i].field) != layout.Name(*names[i - 1].field)) {
      return {names[i - 1].field, names[i].field};
    }
  }
  return {};
}

}  // namespace

std::vector<Note> LintNames(const Layout& layout) {
  std::int64_t records = 0;
  Pair first;
  for (const Field& field : layout.all()) {
    if (field.kind != TypeKind::kRecord) continue;
    const Pair pair = Meeting(layout, field);
    if (pair.first == nullptr) continue;
    if (records++ == 0) first = pair;
  }
  if (records == 0) return {};
  const auto name = [&](const Field* field) {
    return "`" + PrintableText(layout.Name(*field), kLongestName) + "`";
  };
  std::string message =
      records == 1 ? std::string("a record has") : std::to_string(records) + " records have";
  message += " names that become one C++ identifier, the first are ";
  message += name(first.first) + " and " + name(first.second);
  return {{NoteKind::kSimilarNames, first.second->span, message}};
}

}  // namespace pep3118
