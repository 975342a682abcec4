// SPDX-License-Identifier: MIT
#include "pep3118/layout/explicit_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <numeric>
#include <string_view>

#include "pep3118/base/checked.h"
#include "pep3118/base/escape.h"
#include "pep3118/base/utf8.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/codes.h"
#include "pep3118/layout/placement/items.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/normalize.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {
namespace {

constexpr std::size_t kNameBytes = 80;  // of a name in a message
constexpr ParseLimits kLimits;

std::string Quoted(std::string_view name) { return "`" + EscapeCut(name, kNameBytes) + "`"; }

bool IsEmpty(const ExplicitField& field) { return BytesOf(field.type) == 0; }

// Whether `a` comes before `b` in order of offset, wherever they are listed.
bool ComesBefore(const ExplicitField& a, const ExplicitField& b) {
  if (a.offset != b.offset) return a.offset < b.offset;
  return IsEmpty(a) && !IsEmpty(b);
}

bool IsInOrder(const ExplicitType& record) {
  return std::ranges::is_sorted(record.fields, ComesBefore);
}

// The codes of one character, by it; kCount_ where there is none.
std::array<ast::Code, 128> CodesOfOneCharacter() {
  std::array<ast::Code, 128> codes;
  codes.fill(ast::Code::kCount_);
  for (std::size_t i = 0; i < static_cast<std::size_t>(ast::Code::kCount_); ++i) {
    const auto code = static_cast<ast::Code>(i);
    const std::string_view text = ast::CodeText(code);
    if (text.size() == 1) codes[static_cast<unsigned char>(text[0])] = code;
  }
  return codes;
}

std::optional<ast::Code> FindCode(std::string_view text) {
  static const std::array<ast::Code, 128> kOne = CodesOfOneCharacter();
  if (text.size() == 1) {
    const auto character = static_cast<unsigned char>(text[0]);
    if (character >= kOne.size() || kOne[character] == ast::Code::kCount_) return std::nullopt;
    return kOne[character];
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(ast::Code::kCount_); ++i) {
    if (ast::CodeText(static_cast<ast::Code>(i)) == text) return static_cast<ast::Code>(i);
  }
  return std::nullopt;
}

bool IsUtf8(std::string_view text) {
  if (internal::IsPlainAscii(text)) return true;
  while (!text.empty()) {
    const std::size_t length = internal::Utf8SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// The type as a placed layout: what FieldPlacer makes of a format.
class ExplicitPlacer {
 public:
  ExplicitPlacer(const Target& target, Layout& layout)
      : target_(target),
        types_(internal::ScalarTypesOf(target, own_types_)),
        largest_(target.MaxObjectBytes()),
        builder_(layout) {
    builder_.set_target(target);
    builder_.set_dialect(Dialect::kPep3118);
  }

  bool Run(const ExplicitType& type) {
    Reserve(type);
    if (!Place(type, Field(), 0)) return false;
    builder_.set_itemsize(*BytesOf(type));
    return true;
  }

  const ExplicitError& error() const { return error_; }

 private:
  // Every vector grows once where no record is nested.
  void Reserve(const ExplicitType& type) {
    std::size_t names = 0;
    for (const ExplicitField& field : type.fields) names += field.name.size();
    builder_.fields().reserve(type.fields.size() + 1);
    builder_.names().reserve(names);
  }

  // Recurses as deep as `type` nests, within the limit of formats.
  bool Place(const ExplicitType& type, Field field, std::size_t depth) {
    if (depth > kLimits.nesting) return Refuse("records are nested too deep");
    const std::optional<std::int64_t> bytes = BytesOf(type);
    if (type.itemsize < 0 || type.itemsize > largest_ || !bytes || *bytes > largest_) {
      return Refuse("a size or shape is out of range");
    }
    if (type.shape.size() > kLimits.dimensions) {
      return Refuse("more than " + std::to_string(kLimits.dimensions) + " dimensions");
    }
    const std::size_t slot = builder_.fields().size();
    builder_.fields().emplace_back();
    field.shape_begin = static_cast<std::uint32_t>(builder_.shapes().size());
    field.ndim = static_cast<std::uint8_t>(type.shape.size());
    builder_.shapes().insert(builder_.shapes().end(), type.shape.begin(), type.shape.end());
    field.itemsize = type.itemsize;
    if (type.is_record()) {
      field.kind = TypeKind::kRecord;
      if (!PlaceFields(type, depth)) return false;
    } else if (!Describe(type, field)) {
      return false;
    }
    field.end = static_cast<std::uint32_t>(builder_.fields().size());
    builder_.fields()[slot] = field;
    return true;
  }

  bool PlaceFields(const ExplicitType& record, std::size_t depth) {
    constexpr std::size_t kMostFields = LayoutOptions().max_fields;
    if (record.fields.size() > kMostFields) {
      return Refuse("a record has more than " + std::to_string(kMostFields) + " fields");
    }
    std::int64_t end = 0;
    if (IsInOrder(record)) {
      for (std::uint32_t i = 0; i < record.fields.size(); ++i) {
        if (!PlaceField(record, i, depth, end)) return false;
      }
    } else {
      for (const std::uint32_t i : OrderOfOffset(record)) {
        if (!PlaceField(record, i, depth, end)) return false;
      }
    }
    return true;
  }

  // `end`: of the field before, then of this one.
  bool PlaceField(const ExplicitType& record, std::uint32_t index, std::size_t depth,
                  std::int64_t& end) {
    const ExplicitField& own = record.fields[index];
    if (own.offset < 0) return Refuse("field " + Quoted(own.name) + " has a negative offset");
    if (own.offset < end) return RefuseOverlap(record, index);
    if (!CanBeName(own.name)) return Refuse("no format can hold the name " + Quoted(own.name));
    Field field;
    field.offset = own.offset;
    field.declared = index;
    field.name_begin = static_cast<std::uint32_t>(builder_.names().size());
    field.name_size = static_cast<std::uint32_t>(own.name.size());
    builder_.names() += own.name;
    if (!Place(own.type, field, depth + 1)) return false;
    if (!internal::CheckedAdd(own.offset, *BytesOf(own.type), end) || end > record.itemsize) {
      return Refuse("field " + Quoted(own.name) + " ends after its record");
    }
    return true;
  }

  bool RefuseOverlap(const ExplicitType& record, std::uint32_t index) {
    const std::optional<Overlap> overlap = FindOverlap(record);
    if (!overlap) return Refuse("field " + Quoted(record.fields[index].name) + " overlaps another");
    return Refuse("fields " + Quoted(record.fields[overlap->first].name) + " and " +
                  Quoted(record.fields[overlap->second].name) + " overlap");
  }

  bool Describe(const ExplicitType& type, Field& field) {
    // Every type is where it is, and gets the alignment of its C type where it has that.
    static constexpr internal::Reading kReading{.model = internal::PaddingModel::kNatural};
    const ast::Mode mode = type.mark == '@'   ? ast::Mode::kNative
                           : type.mark == '<' ? ast::Mode::kLittle
                                              : ast::Mode::kBig;
    internal::Item item;
    if (type.code == "X{}") {
      internal::DescribePointer(TypeKind::kFunction, mode, kReading, target_, field, item);
    } else {
      std::int64_t length = 1;
      const std::optional<ast::Code> code = ReadCode(type.code, length);
      if (!code || *code == ast::Code::kBit ||
          (internal::FactsOf(*code).native_only && mode != ast::Mode::kNative)) {
        return Refuse("no format has the code " + Quoted(type.mark + type.code));
      }
      internal::DescribeScalar(*code, mode, kReading, target_, types_, field, item);
      if (!internal::CheckedMultiply(item.size, length, item.size)) {
        return Refuse("a size or shape is out of range");
      }
    }
    if (item.size != type.itemsize) {
      return Refuse("code " + Quoted(type.mark + type.code) + " has " + std::to_string(item.size) +
                    " bytes, itemsize is " + std::to_string(type.itemsize));
    }
    if (type.time.kind != TimeKind::kNone) {
      if (field.kind != TypeKind::kInt || item.size != 8) return Refuse("a time has 8 bytes");
      field.time = type.time;
    }
    internal::AlignAndName(target_, item, true, field);
    return true;
  }

  // The code after its length.
  static std::optional<ast::Code> ReadCode(std::string_view text, std::int64_t& length) {
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, length);
    const bool counted = rest != text.data();
    if (counted && (error != std::errc() || length < 0)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    const std::optional<ast::Code> code = FindCode(text);
    if (code && counted && !internal::FactsOf(*code).counts_length) return std::nullopt;
    return code;
  }

  static bool CanBeName(std::string_view name) {
    return !name.empty() && name.size() <= kLimits.name_bytes &&
           name.find(':') == std::string_view::npos && name.find('\0') == std::string_view::npos &&
           IsUtf8(name);
  }

  bool Refuse(std::string message) {
    error_ = {std::move(message)};
    return false;
  }

  const Target& target_;
  std::optional<internal::ScalarTypes> own_types_;
  const internal::ScalarTypes& types_;
  const std::int64_t largest_;
  LayoutBuilder builder_;
  ExplicitError error_;
};

// Whether the canonical text is short enough to be a format.
bool CanBeWritten(const Layout& layout) {
  constexpr std::size_t kMostOfAField = 64;  // without its name and shape: marks, a hole, a length
  std::size_t bytes = layout.all().size() * kMostOfAField;
  for (const Field& field : layout.all()) bytes += field.name_size + field.ndim * std::size_t{20};
  return bytes <= kLimits.format_bytes || CanonicalText(layout).size() <= kLimits.format_bytes;
}

}  // namespace

std::optional<std::int64_t> BytesOf(const ExplicitType& type) {
  std::int64_t bytes = type.itemsize;
  bool fits = true;
  for (const std::int64_t extent : type.shape) {
    if (extent < 0) return std::nullopt;
    if (extent == 0) bytes = 0;
    fits = internal::CheckedMultiply(bytes, extent, bytes) && fits;
  }
  if (!fits && bytes != 0) return std::nullopt;
  return bytes;
}

std::vector<std::uint32_t> OrderOfOffset(const ExplicitType& record) {
  std::vector<std::uint32_t> order(record.fields.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return ComesBefore(record.fields[a], record.fields[b]);
  });
  return order;
}

std::optional<Overlap> FindOverlap(const ExplicitType& record) {
  if (record.fields.empty()) return std::nullopt;
  const std::vector<std::uint32_t> order = OrderOfOffset(record);
  std::uint32_t last = order.front();  // the one that ends last
  std::int64_t end = 0;
  for (const std::uint32_t index : order) {
    const ExplicitField& field = record.fields[index];
    if (field.offset < end) return Overlap{last, index};
    std::int64_t own_end = 0;
    if (!internal::CheckedAdd(field.offset, BytesOf(field.type).value_or(INT64_MAX), own_end)) {
      own_end = INT64_MAX;
    }
    if (own_end < end) continue;
    end = own_end;
    last = index;
  }
  return std::nullopt;
}

Result<Layout, ExplicitError> ExplicitLayout(const ExplicitType& type, const Target* target) {
  Layout layout;
  ExplicitPlacer placer(target == nullptr ? HostTarget() : *target, layout);
  if (!placer.Run(type)) return placer.error();
  internal::Normalize(layout);
  if (!CanBeWritten(layout)) {
    return ExplicitError{"the format of this layout is longer than " +
                         std::to_string(kLimits.format_bytes) + " bytes"};
  }
  return layout;
}

}  // namespace pep3118
