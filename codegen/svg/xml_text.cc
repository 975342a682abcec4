// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/xml_text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "pep3118/base/utf8.h"

namespace pep3118 {
namespace {

constexpr char kEllipsis[] = "&#x2026;";

std::string Hex(std::uint32_t number, std::size_t digits) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t shift = 4 * digits; shift > 0; shift -= 4)
    text += kHex[number >> (shift - 4) & 0xf];
  return text;
}

struct Range {
  std::uint32_t first, last;
};

template <std::size_t size>
bool IsIn(const Range (&ranges)[size], std::uint32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return point >= range.first && point <= range.last;
  });
}

// Controls, formats, blanks, separators of lines, and what is no character.
bool IsUnseen(std::uint32_t point) {
  constexpr Range kUnseen[] = {
      {0x00, 0x1f},       {0x7f, 0xa0},       {0xad, 0xad},       {0x34f, 0x34f},
      {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},     {0x70f, 0x70f},
      {0x115f, 0x1160},   {0x17b4, 0x17b5},   {0x180b, 0x180f},   {0x2000, 0x200f},
      {0x2028, 0x202f},   {0x205f, 0x206f},   {0x3000, 0x3000},   {0x3164, 0x3164},
      {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
      {0xfff0, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd}, {0x13430, 0x1345f},
      {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};
  return (point & 0xfffe) == 0xfffe || IsIn(kUnseen, point);
}

// Two cells wide: Unicode, annex 11, roughly, for DrawText gives them their width.
bool IsWide(std::uint32_t point) {
  constexpr Range kWide[] = {{0x1100, 0x115f},   {0x231a, 0x23f3},   {0x2600, 0x27bf},
                             {0x2b1b, 0x2b55},   {0x2e80, 0xa4cf},   {0xa960, 0xa97c},
                             {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe6f},
                             {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18d08},
                             {0x1aff0, 0x1b2fb}, {0x1f000, 0x1faff}, {0x20000, 0x3fffd}};
  return IsIn(kWide, point);
}

XmlText Plain(std::string text) {
  const std::size_t cells = text.size();
  return {std::move(text), cells, true};
}

XmlText Character(std::uint32_t point) {
  switch (point) {
    case '&':
      return {"&amp;", 1, true};
    case '<':
      return {"&lt;", 1, true};
    case '>':
      return {"&gt;", 1, true};
    case '"':
      return {"&quot;", 1, true};
    case '\'':
      return {"&#x27;", 1, true};
    case 0x2026:
      return {kEllipsis, 1, true};
    case 0x2260:
      return {"&#x2260;", 1, true};
    default:
      break;
  }
  if (IsUnseen(point)) {
    if (point <= 0xff) return Plain("\\x" + Hex(point, 2));
    return Plain(point <= 0xffff ? "\\u" + Hex(point, 4) : "\\U" + Hex(point, 8));
  }
  if (point < 0x7f) return Plain(std::string(1, static_cast<char>(point)));
  return {"&#x" + Hex(point, point <= 0xffff ? 4 : 6) + ";", IsWide(point) ? 2u : 1u, false};
}

// What the text begins with, and how many of its bytes that is.
XmlText First(std::string_view text, std::size_t& bytes) {
  const std::size_t length = internal::Utf8SequenceLength(text);
  bytes = length == 0 ? 1 : length;
  if (length == 0) return Plain("\\x" + Hex(static_cast<unsigned char>(text[0]), 2));
  return Character(internal::Utf8CodePoint(text.substr(0, length)));
}

}  // namespace

XmlText ToXml(std::string_view text, std::size_t most) {
  XmlText out;
  std::size_t kept = 0;  // bytes of out.xml before which an ellipsis has room
  std::size_t kept_cells = 0;
  while (!text.empty()) {
    std::size_t bytes = 0;
    const XmlText next = First(text, bytes);
    if (out.cells + next.cells > most) {
      out.xml.resize(kept);
      out.cells = kept_cells + (most > 0 ? 1 : 0);
      if (most > 0) out.xml += kEllipsis;
      return out;
    }
    out.xml += next.xml;
    out.cells += next.cells;
    out.exact = out.exact && next.exact;
    if (out.cells < most) {
      kept = out.xml.size();
      kept_cells = out.cells;
    }
    text.remove_prefix(bytes);
  }
  return out;
}

}  // namespace pep3118
