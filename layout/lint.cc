// SPDX-License-Identifier: MIT
#include "pep3118/layout/lint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

using ast::Code;
using ast::Element;
using ast::Mode;

constexpr std::size_t kLongestName = 40;  // bytes of a name in a message

bool IsLongDouble(Code code) {
  return code == Code::kLongDouble || code == Code::kComplexLongDouble;
}

// The places of one kind of advice.
struct Found {
  std::int64_t count = 0;
  Span first;

  void Add(Span span) {
    if (count++ == 0) first = span;
  }
};

// "a field ", "3 fields ": what a sentence about them begins with.
std::string Fields(const Found& found, const char* one, const char* several) {
  return found.count == 1 ? std::string("a field ") + one
                          : std::to_string(found.count) + " fields " + several;
}

class Linter {
 public:
  Linter(const ast::Format& format, const Layout& layout) : format_(format), layout_(layout) {}

  std::vector<Note> Run() && {
    for (const Element& element : format_.elements) CheckElement(element);
    CheckTails();
    for (const Field& field : layout_.all()) CheckNames(field);
    Tell();
    return std::move(notes_);
  }

 private:
  // ---- codes

  void CheckElement(const Element& element) {
    if (const auto* scalar = std::get_if<ast::Scalar>(&element.item)) {
      CheckCode(element, scalar->code);
    } else if (!std::holds_alternative<ast::Record>(element.item)) {  // & and X{}
      Of(NoteKind::kSizeVariesByTarget).Add(element.span);
      if (IsNative(element)) Of(NoteKind::kNativeInExchange).Add(element.span);
    }
  }

  void CheckCode(const Element& element, Code code) {
    const bool native = IsNative(element);
    const bool pointer_or_long_double = StandardSize(code) == 0;  // n N are legal in @ and ^ only
    const bool is_long = code == Code::kLong || code == Code::kULong;
    if (pointer_or_long_double || (is_long && native)) {
      Of(NoteKind::kSizeVariesByTarget).Add(element.span);
    }
    if (native && (pointer_or_long_double || StandardSize(code) > 1)) {
      Of(NoteKind::kNativeInExchange).Add(element.span);
    }
    if (code == Code::kUcs2 && layout_.target().wchar_bytes == 4) {
      Of(NoteKind::kCtypesWchar).Add(element.span);
    }
    if (IsLongDouble(code)) Of(NoteKind::kLongDoubleEncoding).Add(element.span);
  }

  bool IsNative(const Element& element) const {
    // Their marks hold for one element.
    const bool per_element =
        layout_.dialect() == Dialect::kCython || layout_.dialect() == Dialect::kNdtypes;
    if (per_element && element.mark == '\0') return true;
    return element.mode == Mode::kNative || element.mode == Mode::kUnaligned;
  }

  // ---- tails

  // Both lists are in the order of the text, so one pass finds the braces of every record that has
  // some.
  void CheckTails() {
    std::uint32_t i = 0;
    const std::span<const Field> fields = layout_.all();
    for (std::size_t f = 0; f < fields.size(); ++f) {
      if (fields[f].kind != TypeKind::kRecord) continue;
      // Around `T{...}:name:` is a record without braces, and the first field in it has its span.
      if (f + 1 < fields.size() && fields[f + 1].kind == TypeKind::kRecord &&
          fields[f + 1].span.begin == fields[f].span.begin) {
        continue;
      }
      while (i < format_.elements.size() && format_.elements[i].span.begin < fields[f].span.begin) {
        ++i;
      }
      if (i == format_.elements.size()) return;
      const Element& element = format_.elements[i];
      if (!std::holds_alternative<ast::Record>(element.item) || element.span != fields[f].span) {
        continue;
      }
      if (TailOf(fields[f]) > WrittenTail(i)) {
        if (Of(NoteKind::kHiddenTail).count == 0) {
          first_tail_ = TailOf(fields[f]) - WrittenTail(i);
        }
        Of(NoteKind::kHiddenTail).Add(element.span);
      }
    }
  }

  std::int64_t TailOf(const Field& record) const {
    std::int64_t end = 0;
    for (const Field& field : layout_.Fields(record)) {
      end = field.offset + BytesOf(layout_, field);
    }
    return record.itemsize - end;
  }

  // Bytes of the pads without names at the end of a record's text; the sum fits, as it lies inside
  // the layout.
  std::int64_t WrittenTail(std::uint32_t record) const {
    std::int64_t bytes = 0;
    for (std::uint32_t i : ast::Children(format_, record)) {
      const Element& element = format_.elements[i];
      const auto* scalar = std::get_if<ast::Scalar>(&element.item);
      const bool pad =
          scalar != nullptr && scalar->code == Code::kPad && !ast::IsNamed(format_, element);
      bytes = pad ? bytes + PadBytes(element) : 0;
    }
    return bytes;
  }

  std::int64_t PadBytes(const Element& element) const {
    std::int64_t bytes = element.count == ast::kNoCount ? 1 : element.count;
    for (std::int64_t dim : ast::DimsOf(format_, element)) {
      if (dim == 0) return 0;
    }
    for (std::int64_t dim : ast::DimsOf(format_, element)) bytes *= bytes == 0 ? 1 : dim;
    return bytes;
  }

  // ---- names

  void CheckNames(const Field& record) {
    if (record.kind != TypeKind::kRecord) return;
    names_.clear();
    for (const Field& field : layout_.Fields(record)) {
      names_.emplace_back(layout_.Name(field), field.span);
    }
    // Sorted, not hashed: a hostile format cannot make names collide.
    std::ranges::stable_sort(names_, {}, &std::pair<std::string_view, Span>::first);
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    const auto found = std::adjacent_find(names_.begin(), names_.end(), same);
    if (found == names_.end()) return;
    if (Of(NoteKind::kDuplicateName).count == 0) first_name_ = found->first;
    Of(NoteKind::kDuplicateName).Add((found + 1)->second);
  }

  // ---- words

  void Tell() {
    if (const Found* found = Any(NoteKind::kSizeVariesByTarget)) {
      Add(NoteKind::kSizeVariesByTarget,
          Fields(*found, "has", "have") + " another size on other targets");
    }
    if (const Found* found = Any(NoteKind::kNativeInExchange)) {
      Add(NoteKind::kNativeInExchange, Fields(*found, "has", "have") +
                                           " the C sizes and byte order of the machine that reads "
                                           "the format; `<` and `>` fix both");
    }
    if (const Found* found = Any(NoteKind::kHiddenTail)) {
      const std::string bytes =
          std::to_string(first_tail_) + (first_tail_ == 1 ? " byte" : " bytes");
      Add(NoteKind::kHiddenTail,
          found->count == 1
              ? "a record ends in " + bytes + " of padding that its braces do not hold"
              : std::to_string(found->count) +
                    " records end in padding that their braces do not hold, the first "
                    "in " +
                    bytes);
    }
    if (const Found* found = Any(NoteKind::kCtypesWchar)) {
      const bool wide = layout_.dialect() == Dialect::kCtypes;
      Add(NoteKind::kCtypesWchar,
          Fields(*found, "holds", "hold") +
              (wide ? " `u` as the 4-byte wchar_t of ctypes; others read 2 bytes"
                    : " `u` as 2 bytes a unit; ctypes writes it for a 4-byte wchar_t"));
    }
    if (const Found* found = Any(NoteKind::kLongDoubleEncoding)) {
      Add(NoteKind::kLongDoubleEncoding,
          Fields(*found, "holds", "hold") +
              " a C long double, whose encoding differs between targets of equal sizes");
    }
    if (const Found* found = Any(NoteKind::kDuplicateName)) {
      std::string text = found->count == 1 ? std::string("a record has")
                                           : std::to_string(found->count) + " records have";
      text += " more than one field of a name, the first is `";
      text += Escape(first_name_.substr(0, kLongestName));
      Add(NoteKind::kDuplicateName, text + (first_name_.size() > kLongestName ? "...`" : "`"));
    }
  }

  void Add(NoteKind kind, std::string message) {
    notes_.push_back({kind, Of(kind).first, std::move(message)});
  }

  Found& Of(NoteKind kind) { return found_[static_cast<std::size_t>(kind)]; }
  const Found* Any(NoteKind kind) {
    const Found& found = Of(kind);
    return found.count > 0 ? &found : nullptr;
  }

  const ast::Format& format_;
  const Layout& layout_;
  std::array<Found, static_cast<std::size_t>(NoteKind::kCount_)> found_{};
  std::int64_t first_tail_ = 0;  // bytes
  std::string_view first_name_;
  std::vector<std::pair<std::string_view, Span>> names_;
  std::vector<Note> notes_;
};

}  // namespace

std::vector<Note> Lint(const ast::Format& format, const Layout& layout) {
  return Linter(format, layout).Run();
}

}  // namespace pep3118
