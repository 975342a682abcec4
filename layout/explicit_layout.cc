// SPDX-License-Identifier: MIT
#include "pep3118/layout/explicit_layout.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "pep3118/base/checked.h"
#include "pep3118/base/escape.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {
namespace {

constexpr std::size_t kNameBytes = 80;  // of a name in a message

std::string Quoted(std::string_view name) { return "`" + EscapeCut(name, kNameBytes) + "`"; }

// Bytes of all elements; nullopt when no 64-bit number holds them.
std::optional<std::int64_t> BytesOf(const ExplicitType& type) {
  std::int64_t bytes = type.itemsize;
  for (const std::int64_t extent : type.shape) {
    if (extent < 0 || !internal::CheckedMultiply(bytes, extent, bytes)) return std::nullopt;
  }
  return bytes;
}

std::vector<const ExplicitField*> InOrderOfOffset(const ExplicitType& record) {
  std::vector<const ExplicitField*> fields;
  fields.reserve(record.fields.size());
  for (const ExplicitField& field : record.fields) fields.push_back(&field);
  // A field of no bytes comes before the one that begins there.
  std::stable_sort(fields.begin(), fields.end(),
                   [](const ExplicitField* a, const ExplicitField* b) {
                     if (a->offset != b->offset) return a->offset < b->offset;
                     return BytesOf(a->type) == 0 && BytesOf(b->type) != 0;
                   });
  return fields;
}

// The largest power of two that divides `bytes`; of 0, one that suits every type.
std::int64_t PowerIn(std::int64_t bytes) { return bytes == 0 ? INT64_C(1) << 30 : bytes & -bytes; }

std::optional<ast::Code> FindCode(std::string_view text) {
  if (text == "X{}") return ast::Code::kVoidPointer;  // a function's address
  for (std::size_t i = 0; i < static_cast<std::size_t>(ast::Code::kCount_); ++i) {
    if (ast::CodeText(static_cast<ast::Code>(i)) == text) return static_cast<ast::Code>(i);
  }
  return std::nullopt;
}

// The type as a format of dialect pep3118 in which every byte is written.
class Speller {
 public:
  // `aligns`: a type of the target's byte order is written as the C type (`@`) where its place is
  // aligned for that.
  Speller(const Target& target, bool aligns)
      : target_(target),
        own_order_(target.byte_order == ByteOrder::kBig ? '>' : '<'),
        aligns_(aligns) {}

  // `place`: every element is at a multiple of so many bytes, a power of two.
  bool Spell(const ExplicitType& type, std::int64_t place, std::size_t depth) {
    if (depth > ParseLimits{}.nesting) return Refuse("records are nested too deep");
    if (type.itemsize < 0 || !BytesOf(type)) return Refuse("a size or shape is out of range");
    for (std::size_t i = 0; i < type.shape.size(); ++i) {
      text_ += (i == 0 ? "(" : ",") + std::to_string(type.shape[i]);
    }
    if (!type.shape.empty()) text_ += ')';
    place = std::min(place, PowerIn(type.itemsize));
    if (!type.is_record()) {
      text_ += MarkOf(type, place);
      text_ += type.code;
      return true;
    }
    text_ += aligns_ ? "@T{" : "^T{";
    if (!SpellFields(type, place, depth)) return false;
    text_ += '}';
    return true;
  }

  const std::string& text() const { return text_; }
  const ExplicitError& error() const { return error_; }

 private:
  char MarkOf(const ExplicitType& type, std::int64_t place) const {
    const char unaligned = type.mark == '@' ? '^' : type.mark;
    if (!aligns_ || (type.mark != '@' && type.mark != own_order_)) return unaligned;
    const std::optional<ast::Code> code = FindCode(type.code);
    if (!code) return unaligned;
    const SizeAlign c_type = target_.Native(*code);
    return c_type.size == type.itemsize && c_type.align <= place ? '@' : unaligned;
  }

  bool SpellFields(const ExplicitType& record, std::int64_t place, std::size_t depth) {
    std::int64_t end = 0;
    for (const ExplicitField* field : InOrderOfOffset(record)) {
      if (field->offset < 0)
        return Refuse("field " + Quoted(field->name) + " has a negative offset");
      if (field->offset < end) {
        return Refuse("field " + Quoted(field->name) + " overlaps another");
      }
      Pad(field->offset - end);
      if (!Spell(field->type, std::min(place, PowerIn(field->offset)), depth + 1)) return false;
      if (field->name.empty() || field->name.find(':') != std::string::npos) {
        return Refuse("no format can hold the name " + Quoted(field->name));
      }
      text_ += ':' + field->name + ':';
      end = field->offset;
      if (!internal::CheckedAdd(end, *BytesOf(field->type), end) || end > record.itemsize) {
        return Refuse("field " + Quoted(field->name) + " ends after its record");
      }
    }
    Pad(record.itemsize - end);
    return true;
  }

  void Pad(std::int64_t bytes) {
    if (bytes > 0) text_ += std::to_string(bytes) + "x";
  }

  bool Refuse(std::string message) {
    error_ = {std::move(message)};
    return false;
  }

  const Target& target_;
  const char own_order_;
  const bool aligns_;
  std::string text_;
  ExplicitError error_;
};

// Whether `field` of `layout` is what `type` says, with all that is in it.
bool IsAs(const Layout& layout, const Field& field, const ExplicitType& type) {
  if (field.itemsize != type.itemsize || !std::ranges::equal(layout.Shape(field), type.shape) ||
      (field.kind == TypeKind::kRecord) != type.is_record()) {
    return false;
  }
  std::size_t i = 0;
  const std::vector<const ExplicitField*> expected = InOrderOfOffset(type);
  for (const Field& inner : layout.Fields(field)) {
    if (i == expected.size()) return false;
    const ExplicitField& own = *expected[i++];
    if (layout.Name(inner) != own.name || inner.offset != own.offset ||
        !IsAs(layout, inner, own.type)) {
      return false;
    }
  }
  return i == expected.size();
}

}  // namespace

Result<Layout, ExplicitError> ExplicitLayout(const ExplicitType& type, const Target* target) {
  LayoutOptions options;
  options.target = target;
  options.dialect = Dialect::kPep3118;
  options.itemsize = BytesOf(type);
  // Without C types as well, for targets with alignment rules of their own (a double on AIX).
  ExplicitError error{"no format says this layout"};
  for (const bool aligns : {true, false}) {
    Speller speller(options.TargetOrHost(), aligns);
    if (!speller.Spell(type, PowerIn(type.itemsize), 0)) return speller.error();
    Result<Layout> layout = ComputeLayout(speller.text(), options);
    if (layout && IsAs(*layout, layout->item(), type)) return *std::move(layout);
    if (!layout) {
      error.message = Message(layout.error()) + ", in the format `" +
                      EscapeCut(speller.text(), 2 * kNameBytes) + "`";
    }
  }
  return error;
}

}  // namespace pep3118
