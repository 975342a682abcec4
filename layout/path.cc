// SPDX-License-Identifier: MIT
#include "pep3118/layout/path.h"

#include <cstddef>

#include "pep3118/base/escape.h"
#include "pep3118/base/fill_template.h"

namespace pep3118 {
namespace {

using enum PathErrorKind;

// $s subject, $e expected, $f found, $b byte of the path.
struct Text {
  PathErrorKind kind;
  std::string_view name;
  std::string_view message;
};

// In the order of PathErrorKind.
constexpr Text kTexts[] = {
    {kSyntax, "syntax", "`$s` at byte $b, expected a field name or an index"},
    {kUnclosed, "unclosed", "`$s` at byte $b is never closed"},
    {kBadNumber, "bad-number", "`$s` at byte $b is not a number from 0 to 2^63-1"},
    {kUnknownName, "unknown-name", "no field `$s` at byte $b, the record has $e of that name"},
    {kAmbiguousName, "ambiguous-name",
     "`$s` at byte $b names $e fields, expected `#` and which one, counted from 0"},
    {kNoFields, "no-fields", "`$s` at byte $b is asked of something that has no fields"},
    {kNotIndexed, "not-indexed",
     "`$s` at byte $b is asked of an array of records, expected an index before it"},
    {kNoDimension, "no-dimension", "index $f at byte $b, but no dimension is left"},
    {kOutOfRange, "out-of-range", "index $f at byte $b, expected a number below $e"},
};
static_assert(sizeof(kTexts) / sizeof(kTexts[0]) == static_cast<std::size_t>(kCount_));

constexpr std::size_t kSubjectBytes = 200;

}  // namespace

std::string_view PathErrorName(PathErrorKind kind) {
  return kTexts[static_cast<std::size_t>(kind)].name;
}

std::string Message(const PathError& error) {
  const std::string_view words = kTexts[static_cast<std::size_t>(error.kind)].message;
  return FillTemplate(words, [&](char name, std::string& text) {
    switch (name) {
      case 's':
        text += EscapeCut(error.subject, kSubjectBytes);
        break;
      case 'e':
        text += std::to_string(error.expected);
        break;
      case 'f':
        text += std::to_string(error.found);
        break;
      default:
        text += std::to_string(error.span.begin);
        break;
    }
  });
}

std::string PathName(std::string_view name, std::optional<std::uint32_t> which) {
  std::string out;
  if (!name.empty() && name.find_first_of(".[]#\"") == std::string_view::npos) {
    out = name;
  } else {
    out = '"';
    for (const char character : name) {
      if (character == '"' || character == '\\') out += '\\';
      out += character;
    }
    out += '"';
  }
  if (which) out += '#' + std::to_string(*which);
  return out;
}

}  // namespace pep3118
