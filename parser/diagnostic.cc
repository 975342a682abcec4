// SPDX-License-Identifier: MIT
#include "pep3118/parser/diagnostic.h"

#include <cstddef>
#include <cstdint>

#include "pep3118/base/escape.h"
#include "pep3118/base/fill_template.h"
#include "pep3118/base/mark_bytes.h"
#include "pep3118/parser/errors.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMessageBytes = 1024;
constexpr std::size_t kArgumentBytes = 200;  // of one argument, before escaping
constexpr std::uint32_t kExcerptBytes = 40;  // of the format, before escaping
constexpr std::string_view kCut = "...";

std::string Fill(std::string_view words, const std::vector<std::string>& arguments) {
  std::string out = FillTemplate(words, [&](char digit, std::string& text) {
    const auto index = static_cast<std::size_t>(digit - '0');
    if (index < arguments.size()) text += EscapeCut(arguments[index], kArgumentBytes);
  });
  if (out.size() > kMessageBytes) {
    out.resize(kMessageBytes - kCut.size());
    out += kCut;
  }
  return out;
}

}  // namespace

std::string Message(const Diagnostic& diagnostic) {
  return Fill(TextOf(diagnostic.kind).message, diagnostic.arguments);
}

std::string Hint(const Diagnostic& diagnostic) {
  return Fill(TextOf(diagnostic.kind).hint, diagnostic.arguments);
}

std::string Render(const Diagnostic& diagnostic, std::string_view format) {
  std::string out = "error: " + Message(diagnostic) + " [";
  out += ErrorName(diagnostic.kind);
  out += "]\n" + MarkBytes(format, diagnostic.span, kExcerptBytes);
  out += " byte " + std::to_string(diagnostic.span.begin) + "\n";
  if (const std::string hint = Hint(diagnostic); !hint.empty()) out += "note: " + hint + "\n";
  return out;
}

}  // namespace pep3118
