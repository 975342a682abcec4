// SPDX-License-Identifier: MIT
#include "pep3118/parser/diagnostic.h"

#include <algorithm>

#include "pep3118/parser/errors.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMessageBytes = 1024;
constexpr std::size_t kArgumentBytes = 200;  // of one argument, before escaping
constexpr std::size_t kExcerptBytes = 40;    // of the format, before escaping
constexpr std::string_view kCut = "...";

void AppendArgument(std::string& out, std::string_view argument) {
  out += Escape(argument.substr(0, kArgumentBytes));
  if (argument.size() > kArgumentBytes) out += kCut;
}

std::string Fill(std::string_view words, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool placeholder =
        words[i] == '$' && i + 1 < words.size() && words[i + 1] >= '0' && words[i + 1] <= '9';
    if (!placeholder) {
      out += words[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(words[++i] - '0');
    if (index < arguments.size()) AppendArgument(out, arguments[index]);
  }
  if (out.size() > kMessageBytes) {
    out.resize(kMessageBytes - kCut.size());
    out += kCut;
  }
  return out;
}

// The part of the format to show: all of it, or kExcerptBytes with the span in the middle; of a
// long span its beginning.
Span Excerpt(Span span, std::uint32_t size) {
  constexpr auto kWidth = static_cast<std::uint32_t>(kExcerptBytes);
  if (size <= kWidth) return {0, size};
  const std::uint32_t shown = std::min(std::max(span.size(), 1u), kWidth / 2);
  const std::uint32_t before = std::min(span.begin, (kWidth - shown) / 2);
  const std::uint32_t begin = std::min(span.begin - before, size - kWidth);
  return {begin, begin + kWidth};
}

}  // namespace

std::string Message(const Diagnostic& diagnostic) {
  return Fill(TextOf(diagnostic.kind).message, diagnostic.arguments);
}

std::string Hint(const Diagnostic& diagnostic) {
  return Fill(TextOf(diagnostic.kind).hint, diagnostic.arguments);
}

std::string Render(const Diagnostic& diagnostic, std::string_view format) {
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(format.size(), UINT32_MAX));
  Span span = diagnostic.span;
  span.begin = std::min(span.begin, size);
  span.end = std::clamp(span.end, span.begin, size);

  const Span excerpt = Excerpt(span, size);
  const auto shown = [&](std::uint32_t begin, std::uint32_t end) {
    return Escape(format.substr(begin, end - begin));
  };
  const std::string before =
      std::string(excerpt.begin > 0 ? kCut : "") + shown(excerpt.begin, span.begin);
  const std::string marked = shown(span.begin, std::min(span.end, excerpt.end));
  const std::string after =
      shown(std::max(excerpt.begin, std::min(span.end, excerpt.end)), excerpt.end) +
      std::string(excerpt.end < size ? kCut : "");

  std::string out = "error: " + Message(diagnostic) + " [";
  out += ErrorName(diagnostic.kind);
  out += "]\n  " + before + marked + after + "\n  ";
  out +=
      std::string(before.size(), ' ') + std::string(std::max<std::size_t>(marked.size(), 1), '^');
  out += " byte " + std::to_string(diagnostic.span.begin) + "\n";
  if (const std::string hint = Hint(diagnostic); !hint.empty()) out += "note: " + hint + "\n";
  return out;
}

}  // namespace pep3118
