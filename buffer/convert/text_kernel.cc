// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cstring>

#include "pep3118/buffer/convert/kernel.h"

namespace pep3118::internal {
namespace {

enum class TextForm : std::uint8_t { kNone, kBytes, kUcs2, kUcs4, kPascal };

TextForm FormOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::kChar:
    case TypeKind::kBytes:
      return TextForm::kBytes;
    case TypeKind::kUcs2:
      return TextForm::kUcs2;
    case TypeKind::kUcs4:
      return TextForm::kUcs4;
    case TypeKind::kPascal:
      return TextForm::kPascal;
    default:
      return TextForm::kNone;
  }
}

std::uint8_t UnitOf(TextForm form) {
  return form == TextForm::kUcs2 ? 2 : form == TextForm::kUcs4 ? 4 : 1;
}

bool IsZero(const unsigned char* bytes, std::ptrdiff_t size) {
  // bounded: `size` bytes
  return std::all_of(bytes, bytes + size, [](unsigned char byte) { return byte == 0; });
}

// Units of one size, from the start of both strings.
bool MoveUnits(const Kernel& kernel, const unsigned char* from, unsigned char* to) {
  const std::ptrdiff_t common = std::min(kernel.from_size, kernel.to_size);
  // bounded: the end of a longer string
  if (kernel.may_fail && !IsZero(from + common, kernel.from_size - common)) return false;
  std::memmove(to, from, static_cast<std::size_t>(common));
  // bounded: the end of a longer output
  std::memset(to + common, 0, static_cast<std::size_t>(kernel.to_size - common));
  return true;
}

// A length in the first byte, then as many characters as it says or as there are.
bool MovePascal(const Kernel& kernel, const unsigned char* from, unsigned char* to) {
  if (kernel.to_size == 0) return true;
  // bounded: both sizes are 1 or more here
  const std::ptrdiff_t room = std::min<std::ptrdiff_t>(kernel.to_size - 1, 255);
  // bounded: the same
  const std::ptrdiff_t size =
      kernel.from_size == 0 ? 0 : std::min<std::ptrdiff_t>(*from, kernel.from_size - 1);
  if (kernel.may_fail && size > room) return false;
  const std::ptrdiff_t kept = std::min(size, room);
  // bounded: after the length; `kept` characters, and what is left of the output
  std::memmove(to + 1, from + 1, static_cast<std::size_t>(kept));
  // bounded: the same
  std::memset(to + 1 + kept, 0, static_cast<std::size_t>(kernel.to_size - 1 - kept));
  *to = static_cast<unsigned char>(kept);
  return true;
}

template <bool (*move)(const Kernel&, const unsigned char*, unsigned char*)>
std::ptrdiff_t TextLoop(const Kernel& kernel, const Run& run) {
  for (std::ptrdiff_t i = 0; i < run.count; ++i) {
    unsigned char* to = run.to + i * run.to_step;                   // bounded: element i of `count`
    if (!move(kernel, run.from + i * run.from_step, to)) return i;  // bounded: the same
    if (kernel.swap_bytes > 1) {
      const std::ptrdiff_t unit = kernel.swap_bytes;
      SwapKernel(unit)({to, unit, to, unit, kernel.to_size / unit});
    }
  }
  return run.count;
}

}  // namespace

std::optional<Kernel> TextKernel(const Field& from, const Field& to, Narrowing narrowing) {
  const TextForm form = FormOf(to.kind);
  if (form == TextForm::kNone || form != FormOf(from.kind)) return std::nullopt;
  const bool swaps = from.byte_order != to.byte_order && from.byte_order != ByteOrder::kNone &&
                     to.byte_order != ByteOrder::kNone;
  // The same place holds the same string; but a length may say more than there is.
  if (from.itemsize == to.itemsize && !swaps) return CopyKernel(to.itemsize);
  const bool narrows = to.itemsize < from.itemsize;
  if (narrows && narrowing == Narrowing::kRefused) return std::nullopt;
  Kernel kernel;
  kernel.loop = form == TextForm::kPascal ? TextLoop<MovePascal> : TextLoop<MoveUnits>;
  kernel.from_size = from.itemsize;
  kernel.to_size = to.itemsize;
  kernel.swap_bytes = swaps ? UnitOf(form) : std::uint8_t{0};
  kernel.may_fail = narrows && narrowing == Narrowing::kChecked;
  return kernel;
}

}  // namespace pep3118::internal
