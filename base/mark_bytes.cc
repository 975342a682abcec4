// SPDX-License-Identifier: MIT
#include "pep3118/base/mark_bytes.h"

#include <algorithm>
#include <cstddef>

#include "pep3118/base/escape.h"

namespace pep3118 {
namespace {

constexpr std::string_view kCut = "...";

// The part of a text of `size` bytes to show: all of it, or `width` bytes with the span in the
// middle; of a long span its beginning.
Span Excerpt(Span span, std::uint32_t size, std::uint32_t width) {
  if (size <= width) return {0, size};
  const std::uint32_t shown = std::min(std::max(span.size(), 1u), width / 2);
  const std::uint32_t before = std::min(span.begin, (width - shown) / 2);
  const std::uint32_t begin = std::min(span.begin - before, size - width);
  return {begin, begin + width};
}

}  // namespace

std::string MarkBytes(std::string_view text, Span span, std::uint32_t width) {
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), UINT32_MAX));
  span.begin = std::min(span.begin, size);
  span.end = std::clamp(span.end, span.begin, size);

  const Span excerpt = Excerpt(span, size, width);
  const std::uint32_t end = std::min(span.end, excerpt.end);
  const auto shown = [&](std::uint32_t first, std::uint32_t last) {
    return Escape(text.substr(first, last - first));
  };
  std::string before(excerpt.begin > 0 ? kCut : "");
  before += shown(excerpt.begin, span.begin);
  const std::string marked = shown(span.begin, end);

  std::string out = "  " + before + marked + shown(end, excerpt.end);
  if (excerpt.end < size) out += kCut;
  out += "\n  ";
  out.append(before.size(), ' ');
  out.append(std::max<std::size_t>(marked.size(), 1), '^');
  return out;
}

}  // namespace pep3118
