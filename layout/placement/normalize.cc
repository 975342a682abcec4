// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/normalize.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/scalar_types.h"

namespace pep3118::internal {
namespace {

constexpr std::uint32_t kAnything = std::uint32_t{1} << 31;

// Largest power of two (up to kAnything) that divides both.
std::uint32_t CommonAlignment(std::int64_t a, std::int64_t b) {
  const auto bits = static_cast<std::uint64_t>(a) | static_cast<std::uint64_t>(b) | kAnything;
  return std::uint32_t{1} << std::countr_zero(bits);
}

// Or larger.
bool IsDouble(const Field& field) {
  return (field.kind == TypeKind::kFloat || field.kind == TypeKind::kComplex) &&
         field.float_format != FloatFormat::kBinary16 &&
         field.float_format != FloatFormat::kBinary32;
}

class Normalizer {
 public:
  explicit Normalizer(Layout& layout)
      : layout_(layout), builder_(layout), fields_(builder_.fields()), target_(layout.target()) {}

  void Run() { GrantAlignment(0, CommonAlignment(0, fields_[0].itemsize), false); }

 private:
  // `limit` is the largest alignment that can be granted here.  `short_record` says that the field
  // is the first of a record that the AIX rule would make longer if it began with a double.
  void GrantAlignment(std::uint32_t index, std::uint32_t limit, bool short_record);
  void SettleRecord(std::uint32_t index, std::uint32_t limit, bool short_record);

  bool HasBytes(const Field& field) const {
    if (field.itemsize == 0 || field.ndim == 0) return field.itemsize > 0;
    const std::span<const std::int64_t> shape = layout_.Shape(field);
    return std::find(shape.begin(), shape.end(), 0) == shape.end();
  }

  // The name at alignment 1 of a field that has its aligned one.
  CodeName PackedName(const Field& field) {
    if (field.code == ast::Code::kPad) return NameOf(target_, field);  // a function pointer
    if (types_ == nullptr) types_ = &ScalarTypesOf(target_, own_types_);
    return types_->Of(field.code, field.natural).packed;
  }

  const Layout& layout_;
  LayoutBuilder builder_;
  std::vector<Field>& fields_;
  const Target& target_;
  const ScalarTypes* types_ = nullptr;  // of the target, once asked for
  std::optional<ScalarTypes> own_types_;
};

void Normalizer::GrantAlignment(std::uint32_t index, std::uint32_t limit, bool short_record) {
  Field& field = fields_[index];
  if (!HasBytes(field)) limit = 1;
  if (field.kind == TypeKind::kRecord) {
    SettleRecord(index, limit, short_record);
    return;
  }
  if (field.alignment > limit || (short_record && IsDouble(field))) {
    field.alignment = 1;
    SetName(PackedName(field), field);
  }
}

void Normalizer::SettleRecord(std::uint32_t index, std::uint32_t limit, bool short_record) {
  Field& record = fields_[index];
  const bool too_short = target_.aix_power_rule && (short_record || record.itemsize % 8 != 0);
  std::uint32_t alignment = 1;
  bool first = true;
  for (std::uint32_t i = index + 1; i < record.end; i = fields_[i].end) {
    const Field& field = fields_[i];
    const bool has_least = field.alignment == 1 && field.kind != TypeKind::kRecord;
    if (!has_least) {
      const std::uint32_t here = CommonAlignment(field.offset, record.itemsize);
      GrantAlignment(i, std::min(limit, here), too_short && first && field.offset == 0);
      alignment = std::max(alignment, field.alignment);
    }
    first = first && !HasBytes(field);
  }
  record.alignment = alignment;
  record.natural = true;
}

}  // namespace

void Normalize(Layout& layout) { Normalizer(layout).Run(); }

}  // namespace pep3118::internal
