// SPDX-License-Identifier: MIT
// What moves one kind of element to another, as a loop over many that lie at equal steps.
#ifndef PEP3118_BUFFER_CONVERT_KERNEL_H_
#define PEP3118_BUFFER_CONVERT_KERNEL_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "pep3118/buffer/convert/number.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// What becomes of a value that the type asked for does not hold.
enum class Narrowing : std::uint8_t {
  kRefused,     // no plan is made for a field that has such values
  kChecked,     // a plan is made; the first such value ends the conversion with an error
  kSaturating,  // the nearest value that the type holds is taken
};

namespace internal {

// `count` elements: the first of each side, and the bytes from one to the next.
struct Run {
  const unsigned char* from;
  std::ptrdiff_t from_step;
  unsigned char* to;
  std::ptrdiff_t to_step;
  std::ptrdiff_t count;
};

// A loop and what it needs to know of the elements.  A plain value.
struct Kernel {
  using Loop = std::ptrdiff_t (*)(const Kernel&, const Run&);

  Loop loop = nullptr;
  Loop second = nullptr;         // for loops in two steps
  std::ptrdiff_t from_size = 0;  // bytes of one element
  std::ptrdiff_t to_size = 0;
  std::uint8_t swap_bytes = 0;  // units of the output are swapped after the loop; 0: they are not
  bool may_fail = false;

  // The number of elements moved: less than run.count when the next one does not fit.
  std::ptrdiff_t operator()(const Run& run) const { return loop(*this, run); }

  friend bool operator==(const Kernel&, const Kernel&) = default;
};

// The bytes as they are.
Kernel CopyKernel(std::ptrdiff_t size);
// The bytes in the opposite order; size is 2, 4, 8 or 16.
Kernel SwapKernel(std::ptrdiff_t size);
// Zeros; reads nothing.
Kernel ZeroKernel(std::ptrdiff_t size);

// Nothing when `from` has values that `to` does not hold and narrowing is refused.  A bool is
// written as 0 or 1, whatever its byte was.
std::optional<Kernel> NumberKernel(Number from, Number to, Narrowing narrowing);

// Strings of one kind (kChar and kBytes, kUcs2, kUcs4, kPascal), padded with NULs.  A shorter output
// loses characters: only NULs when checked, any when saturating.
std::optional<Kernel> TextKernel(const Field& from, const Field& to, Narrowing narrowing);

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_BUFFER_CONVERT_KERNEL_H_
