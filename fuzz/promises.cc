// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/promises.h"

#include <algorithm>
#include <string>

#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/wide.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/parser/parse.h"
#include "pep3118/parser/print.h"

namespace pep3118::fuzz {
namespace {

constexpr std::size_t kMessageBytes = 1'024;
constexpr std::size_t kPictureBytes = 4'096;

// Bytes that all elements of a field take; far above any itemsize where that is not a number.
Wide WideBytes(const Layout& layout, const Field& field) {
  Wide bytes = field.itemsize;
  for (const std::int64_t dim : layout.Shape(field)) {
    Require(dim >= 0, "no dimension is negative");
    bytes = dim == 0 ? 0 : std::min<Wide>(bytes * dim, Wide{1} << 63);
  }
  return bytes;
}

void RequireInside(const Layout& layout, const Field& record) {
  Wide end = 0;
  for (const Field& field : layout.Fields(record)) {
    Require(field.offset >= 0 && field.itemsize >= 0, "no number is negative");
    Require(field.offset >= end, "fields ascend and do not overlap");
    end = Wide{field.offset} + WideBytes(layout, field);
    Require(end <= record.itemsize, "fields are inside their record");
    Require(!layout.Name(field).empty() || field.name_size == 0, "names are in the names");
    if (field.kind == TypeKind::kRecord) RequireInside(layout, field);
  }
}

// `<u` on a big-endian target, in or beside an array of nothing: ctypes writes the same for a
// wchar_t of 4 bytes, and no bytes say which of them it is.
bool HasUnknownUcs2(const Layout& layout) {
  if (layout.target().byte_order == ByteOrder::kLittle) return false;
  const auto is_foreign = [](const Field& field) {
    return field.kind == TypeKind::kUcs2 && field.byte_order == ByteOrder::kLittle;
  };
  const auto is_empty = [&layout](const Field& field) { return WideBytes(layout, field) == 0; };
  return std::ranges::any_of(layout.all(), is_foreign) &&
         std::ranges::any_of(layout.all(), is_empty);
}

void RequireDescription(const Layout& layout, const std::string& expected, std::string_view text) {
  const std::string found = Describe(layout);
  Require(found == expected, "canonical text has the same layout", text,
          expected + "---\n" + found);
}

}  // namespace

bool IsPrintable(std::string_view text, bool lines) {
  return std::ranges::all_of(
      text, [lines](char c) { return (c >= ' ' && c <= '~') || (lines && c == '\n'); });
}

bool HasAssumption(const Layout& layout) {
  return std::ranges::any_of(layout.notes(),
                             [](const Note& note) { return IsAssumption(note.kind); });
}

void RequireGoodRefusal(const Diagnostic& diagnostic, std::string_view text) {
  Require(diagnostic.kind < ErrorKind::kCount_, "a refusal has a kind");
  Require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size(),
          "a refusal's place is in the text", ErrorName(diagnostic.kind), text);
  const std::string message = Message(diagnostic);
  Require(!message.empty() && message.size() <= kMessageBytes && IsPrintable(message, false),
          "a message is one short printable line", message);
  const std::string hint = Hint(diagnostic);
  Require(hint.size() <= kMessageBytes && IsPrintable(hint, false),
          "a hint is one short printable line", hint);
  const std::string picture = Render(diagnostic, text);
  Require(picture.size() <= kPictureBytes && IsPrintable(picture, true) && picture.ends_with('\n'),
          "a picture is short and printable", picture);
}

void RequireGoodLayout(const Layout& layout) {
  const std::string broken = BrokenInvariant(layout);
  Require(broken.empty(), "the invariants of layout.h", broken);
  Require(layout.itemsize() >= 0 && layout.itemsize() <= layout.target().MaxObjectBytes(),
          "an item is an object of the target");
  Require(WideBytes(layout, layout.item()) == layout.itemsize(), "the item has the itemsize");
  Require(layout.dialect() != Dialect::kAuto, "a layout says which dialect was followed");
  RequireInside(layout, layout.item());
  for (const Note& note : layout.notes()) {
    Require(!note.message.empty() && note.message.size() <= kMessageBytes &&
                IsPrintable(note.message, false),
            "a note is one short printable line", note.message);
  }
}

void RequireAsAsked(const Layout& layout, const LayoutOptions& options) {
  Require(&layout.target() == &options.TargetOrHost(), "the target asked for");
  Require(!options.itemsize || *options.itemsize == layout.itemsize(), "the itemsize asked for");
  Require(!options.strict || !HasAssumption(layout), "a strict answer assumes nothing");
}

void RequireCanonical(const Layout& layout) {
  const std::string text = CanonicalText(layout);
  const std::string described = Describe(layout);
  const Result<ast::Format> format = ParseFormat(text);
  Require(format.has_value(), "canonical text is a format", text);
  Require(PrintFormat(*format) == text, "canonical text is as the printer writes it", text);
  const Result<Layout> again =
      ComputeLayout(*format, {.target = &layout.target(), .dialect = Dialect::kPep3118});
  Require(again.has_value(), "canonical text has a layout", text);
  RequireDescription(*again, described, text);
  Require(CanonicalText(*again) == text, "canonical text is a fixed point", text);
  Require(LayoutId(*again) == LayoutId(layout), "equal layouts have one id", text);
  if (HasUnknownUcs2(layout)) return;
  // Some are what ctypes writes for a union too: then the answer says so, or is refused.
  const Result<Layout> guessed =
      ComputeLayout(*format, {.target = &layout.target(), .itemsize = layout.itemsize()});
  if (guessed && !HasAssumption(*guessed)) RequireDescription(*guessed, described, text);
}

void RequireDescribed(const Result<Layout>& layout, const LayoutOptions& options,
                      std::string_view text) {
  if (!layout) {
    RequireGoodRefusal(layout.error(), text);
    return;
  }
  RequireGoodLayout(*layout);
  RequireAsAsked(*layout, options);
  Require(!HasAssumption(*layout), "nothing is assumed", text);
  const bool has_times = std::ranges::any_of(
      layout->all(), [](const Field& field) { return field.time.kind != TimeKind::kNone; });
  if (!has_times) RequireCanonical(*layout);
}

}  // namespace pep3118::fuzz
