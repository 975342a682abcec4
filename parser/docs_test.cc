// SPDX-License-Identifier: MIT
// docs/errors.md says what the code does: one entry for every kind, and pictures that are true.
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/dtype/dtype.h"
#include "pep3118/dtype/field_list.h"
#include "pep3118/parser/errors.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::vector<std::string> Lines(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// The way back from Escape, for \xNN alone.
std::string Unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0) {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The refusal of a dtype or a list of fields, where the picture is of one.
std::optional<Diagnostic> DtypeError(const std::string& picture, const std::string& text) {
  for (const ErrorKind kind : {ErrorKind::kDtypeSyntax, ErrorKind::kUnknownDtype,
                               ErrorKind::kBadDtype, ErrorKind::kOverlappingFields}) {
    if (picture.find("[" + std::string(ErrorName(kind)) + "]") == std::string::npos) continue;
    const Result<Layout> layout = LayoutOfDtype(text);
    REQUIRE_FALSE(layout);
    return layout.error();
  }
  if (picture.find("[field-list]") != std::string::npos) {
    const Result<Layout> layout = LayoutOfFields(text);
    REQUIRE_FALSE(layout);
    return layout.error();
  }
  return std::nullopt;
}

TEST_CASE("docs/errors.md has an entry for every kind, in order, and no other") {
  constexpr std::string_view kHeading = "### ";
  int next = 0;
  for (const std::string& line : Lines("docs/errors.md")) {
    if (line.compare(0, kHeading.size(), kHeading) != 0) continue;
    REQUIRE(next < static_cast<int>(ErrorKind::kCount_));
    CHECK(line.substr(kHeading.size()) == ErrorName(static_cast<ErrorKind>(next)));
    ++next;
  }
  CHECK(next == static_cast<int>(ErrorKind::kCount_));
}

TEST_CASE("the pictures in docs/errors.md are what users see") {
  const std::vector<std::string> lines = Lines("docs/errors.md");
  int pictures = 0;
  for (std::size_t i = 0; i + 2 < lines.size(); ++i) {
    if (lines[i].compare(0, 7, "error: ") != 0) continue;
    ++pictures;
    std::string picture;
    for (std::size_t j = i; lines[j] != "```"; ++j) picture += lines[j] + "\n";
    const std::string text = Unescape(lines[i + 1].substr(2));
    const Result<ast::Format> format = ParseFormat(text);
    REQUIRE_FALSE(format);
    CHECK(Render(DtypeError(picture, text).value_or(format.error()), text) == picture);
  }
  CHECK(pictures > 20);
}

}  // namespace
}  // namespace pep3118
