// SPDX-License-Identifier: MIT
#include "pep3118/buffer/column_value.h"

namespace pep3118::internal {
namespace {

// A number, or both parts of one; how many bytes apart they are.
struct Parts {
  Number number;
  bool is_complex;
  std::ptrdiff_t stride;
};

std::ptrdiff_t SizeOf(const NumberForm& form) {
  return form.type == NumberType::kLongDouble ? static_cast<std::ptrdiff_t>(sizeof(long double))
                                              : FactsOf(form.type).size;
}

Parts PartsOf(const NumberForm& form) {
  return {{form.type, false}, form.is_complex, SizeOf(form)};
}

std::optional<Parts> PartsOf(const Field& field) {
  const std::optional<Number> number = NumberOf(field);
  if (!number) return std::nullopt;
  return Parts{*number, field.kind == TypeKind::kComplex, field.itemsize / 2};
}

// A real number is a complex one with 0 beside it; not the other way round.
std::optional<NumberMover> MoverBetween(const Parts& from, const Parts& to, Lossy lossy) {
  if (from.is_complex && !to.is_complex) return std::nullopt;
  const std::optional<Kernel> kernel =
      NumberKernel(from.number, to.number,
                   lossy == Lossy::kAllowed ? Narrowing::kSaturating : Narrowing::kRefused);
  if (!kernel) return std::nullopt;
  NumberMover mover;
  mover.Add(*kernel, 0, 0);
  if (from.is_complex) mover.Add(*kernel, from.stride, to.stride);
  if (to.is_complex && !from.is_complex) mover.Add(ZeroKernel(kernel->to_size), 0, to.stride);
  return mover;
}

std::optional<NumberMover> CharMover() {
  NumberMover mover;
  mover.Add(CopyKernel(1), 0, 0);
  return mover;
}

}  // namespace

std::optional<NumberMover> MoverFrom(const Field& field, const NumberForm& to, Lossy lossy) {
  if (field.kind == TypeKind::kChar && to.is_char) return CharMover();
  const std::optional<Parts> from = PartsOf(field);
  if (!from) return std::nullopt;
  return MoverBetween(*from, PartsOf(to), lossy);
}

std::optional<NumberMover> MoverTo(const NumberForm& from, const Field& field, Lossy lossy) {
  if (field.kind == TypeKind::kChar && from.is_char) return CharMover();
  const std::optional<Parts> to = PartsOf(field);
  if (!to) return std::nullopt;
  return MoverBetween(PartsOf(from), *to, lossy);
}

}  // namespace pep3118::internal
