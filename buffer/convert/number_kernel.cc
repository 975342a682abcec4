// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/buffer/convert/kernel.h"

namespace pep3118::internal {
namespace {

// Calls move(from, to) for every element, until one does not fit.
template <class F>
inline std::ptrdiff_t ForEach(const Run& run, F&& move) {
  const auto [from, from_step, to, to_step, count] = run;  // not reloaded after each store
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    if (!move(from + i * from_step, to + i * to_step)) return i;  // bounded: element i of `count`
  }
  return count;
}

// The elements of the output, each in place.
Run InPlace(const Run& run, std::ptrdiff_t count) {
  return {run.to, run.to_step, run.to, run.to_step, count};
}

std::ptrdiff_t SwapOutput(const Kernel& kernel, const Run& run, std::ptrdiff_t count) {
  if (kernel.swap_bytes > 1 && count > 0) {
    SwapKernel(kernel.swap_bytes)(InPlace(run, count));
  }
  return count;
}

// ---- every value fits

template <NumberType from, bool swapped, NumberType to>
std::ptrdiff_t WidenLoop(const Kernel& kernel, const Run& run) {
  constexpr std::ptrdiff_t kFrom = FactsOf(from).size;
  constexpr std::ptrdiff_t kTo = FactsOf(to).size;
  const auto move = [](const unsigned char* in, unsigned char* out) {
    Store<to>(static_cast<ValueOf<to>>(Load<from, swapped>(in)), out);
    return true;
  };
  // Compilers can make vector code where they know the steps.
  if (run.from_step == kFrom && run.to_step == kTo) {
    ForEach({run.from, kFrom, run.to, kTo, run.count}, move);
  } else {
    ForEach(run, move);
  }
  return SwapOutput(kernel, run, run.count);
}

// ---- through the widest type of the same kind, and then narrower

constexpr NumberType WidestOf(NumberType type) {
  const NumberFacts& facts = FactsOf(type);
  if (type == NumberType::kLongDouble) return type;
  if (facts.is_float) return NumberType::kFloat64;
  return facts.is_signed ? NumberType::kInt64 : NumberType::kUint64;
}

// Binary digits from the first that is 1 to the last.
constexpr int SignificantDigits(std::uint64_t magnitude) {
  if (magnitude == 0) return 0;
  return static_cast<int>(std::bit_width(magnitude)) -
         std::countr_zero(magnitude);  // bounded: 1 ... 64
}

// The float next to `value` towards zero, with its last digit set when that is not all of it: what
// can be rounded once more as if nothing had been rounded before.
template <class Wide>
float RoundToOdd(Wide value) {
  auto narrow = static_cast<float>(value);
  if (std::isnan(value) || std::isinf(narrow) || static_cast<Wide>(narrow) == value) return narrow;
  auto bits = std::bit_cast<std::uint32_t>(narrow);
  if (std::fabs(static_cast<Wide>(narrow)) > std::fabs(value)) --bits;
  return std::bit_cast<float>(bits | 1u);
}

template <NumberType to, class Wide>
ValueOf<to> Rounded(Wide value) {
  if constexpr (to == NumberType::kFloat16 && std::is_floating_point_v<Wide>) {
    return half(RoundToOdd(value)).load();
  } else if constexpr (to == NumberType::kFloat16) {
    return half(static_cast<float>(value)).load();  // what a float rounds is beyond a half
  } else {
    return static_cast<ValueOf<to>>(value);
  }
}

template <NumberType to>
constexpr ValueOf<to> Largest() {
  if constexpr (to == NumberType::kFloat16) return 65504;
  return std::numeric_limits<ValueOf<to>>::max();
}

template <NumberType to, class Wide>
bool NarrowToInteger(Wide value, bool saturating, ValueOf<to>& out) {
  using To = ValueOf<to>;
  if constexpr (std::is_integral_v<Wide>) {
    if (std::in_range<To>(value)) {
      out = static_cast<To>(value);
      return true;
    }
    out = std::cmp_less(value, 0) ? std::numeric_limits<To>::min() : Largest<to>();
    return saturating;
  } else {
    constexpr int kDigits = std::numeric_limits<To>::digits;
    const Wide above = std::ldexp(Wide{1}, kDigits);  // the first that is too large
    const Wide whole = std::trunc(value);
    if (std::isnan(value)) {
      out = 0;
      return saturating;
    }
    if (whole >= above || whole < (std::is_signed_v<To> ? -above : Wide{0})) {
      out = value < 0 ? std::numeric_limits<To>::min() : Largest<to>();
      return saturating;
    }
    out = static_cast<To>(whole);
    return saturating || whole == value;
  }
}

template <NumberType to, class Wide>
bool NarrowToFloat(Wide value, bool saturating, ValueOf<to>& out) {
  out = Rounded<to>(value);
  if constexpr (std::is_integral_v<Wide>) {
    const auto bits = static_cast<std::uint64_t>(value);
    // bounded: unsigned, and meant to wrap
    const std::uint64_t magnitude = std::cmp_less(value, 0) ? 0 - bits : bits;
    if (std::isinf(out)) {
      out = std::cmp_less(value, 0) ? -Largest<to>() : Largest<to>();
      return saturating;
    }
    return saturating || SignificantDigits(magnitude) <= FactsOf(to).digits;
  } else {
    if (!std::isinf(out) || std::isinf(value)) return true;
    out = value < 0 ? -Largest<to>() : Largest<to>();
    return saturating;
  }
}

template <NumberType to, class Wide>
bool Narrow(Wide value, bool saturating, ValueOf<to>& out) {
  if constexpr (IsBool(to)) {
    out = value != 0;
    return saturating || value == 0 || value == 1;
  } else if constexpr (FactsOf(to).is_float) {
    return NarrowToFloat<to>(value, saturating, out);
  } else {
    return NarrowToInteger<to>(value, saturating, out);
  }
}

template <NumberType wide, NumberType to, bool saturating>
std::ptrdiff_t NarrowLoop(const Kernel& kernel, const Run& run) {
  const auto move = [](const unsigned char* in, unsigned char* out) {
    ValueOf<to> value;
    if (!Narrow<to>(Load<wide, false>(in), saturating, value)) return false;
    Store<to>(value, out);
    return true;
  };
  return SwapOutput(kernel, run, ForEach(run, move));
}

// kernel.from_size is that of the stored number, and `second` what narrows.
template <NumberType from, bool swapped>
std::ptrdiff_t TwoStepLoop(const Kernel& kernel, const Run& run) {
  constexpr NumberType kWide = WidestOf(from);
  constexpr std::ptrdiff_t kSize = sizeof(ValueOf<kWide>);
  constexpr std::ptrdiff_t kBlock = 256;
  alignas(16) unsigned char block[kBlock * kSize];  // bounded: 4 KiB at most
  Run rest = run;
  while (rest.count > 0) {
    const std::ptrdiff_t count = std::min(rest.count, kBlock);
    WidenLoop<from, swapped, kWide>({}, {rest.from, rest.from_step, block, kSize, count});
    const std::ptrdiff_t done = kernel.second(kernel, {block, kSize, rest.to, rest.to_step, count});
    rest.count -= done;                               // bounded: done <= count <= rest.count
    if (done < count) return run.count - rest.count;  // bounded: 0 ... run.count
    if (rest.count == 0) break;
    rest.from += count * rest.from_step;  // bounded: the next element
    rest.to += count * rest.to_step;      // bounded: the same
  }
  return run.count;
}

// ---- tables: one loop for each pair

template <NumberType from, bool swapped, NumberType to>
constexpr Kernel::Loop DirectLoop() {
  if constexpr (HoldsAll(to, from)) return WidenLoop<from, swapped, to>;
  return nullptr;
}

constexpr NumberType TypeAt(std::size_t index) { return static_cast<NumberType>(index); }

constexpr std::size_t kPairs = kNumberTypes * kNumberTypes * 2;  // bounded: 14 types
constexpr std::size_t kWays = kNumberTypes * 2;                  // bounded: the same

template <std::size_t... I>
constexpr auto DirectLoops(std::index_sequence<I...>) {
  constexpr std::size_t n = kNumberTypes;
  return std::array<Kernel::Loop, sizeof...(I)>{
      DirectLoop<TypeAt(I / 2 / n), I % 2 == 1, TypeAt(I / 2 % n)>()...};
}
constexpr auto kDirectLoops = DirectLoops(std::make_index_sequence<kPairs>());

template <std::size_t... I>
constexpr auto TwoStepLoops(std::index_sequence<I...>) {
  return std::array<Kernel::Loop, sizeof...(I)>{TwoStepLoop<TypeAt(I / 2), I % 2 == 1>...};
}
constexpr auto kTwoStepLoops = TwoStepLoops(std::make_index_sequence<kWays>());

template <NumberType wide, std::size_t... I>
constexpr auto NarrowLoops(std::index_sequence<I...>) {
  return std::array<Kernel::Loop, sizeof...(I)>{NarrowLoop<wide, TypeAt(I / 2), I % 2 == 1>...};
}
template <NumberType wide>
constexpr auto kNarrowLoops = NarrowLoops<wide>(std::make_index_sequence<kWays>());

Kernel::Loop NarrowLoopOf(NumberType wide, std::size_t index) {
  switch (wide) {
    case NumberType::kInt64:
      return kNarrowLoops<NumberType::kInt64>[index];
    case NumberType::kUint64:
      return kNarrowLoops<NumberType::kUint64>[index];
    case NumberType::kFloat64:
      return kNarrowLoops<NumberType::kFloat64>[index];
    default:
      return kNarrowLoops<NumberType::kLongDouble>[index];
  }
}

// ---- bytes as they are, and in the opposite order

// Calls move(from, to) for every element.
template <class F>
inline std::ptrdiff_t ForEveryOne(const Run& run, F&& move) {
  const auto [from, from_step, to, to_step, count] = run;  // not reloaded after each store
#pragma GCC unroll 4
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    move(from + i * from_step, to + i * to_step);  // bounded: element i of `count`
  }
  return count;
}

// Sizes from kPart to twice as many bytes, which two parts cover.
template <std::size_t kPart>
std::ptrdiff_t CopyTwoParts(const Kernel& kernel, const Run& run) {
  const auto second = kernel.to_size - static_cast<std::ptrdiff_t>(kPart);  // bounded: 0 ... kPart
  return ForEveryOne(run, [second](const unsigned char* from, unsigned char* to) {
    unsigned char parts[2][kPart];
    std::memcpy(parts[0], from, kPart);
    std::memcpy(parts[1], from + second, kPart);  // bounded: the last bytes of the element
    std::memcpy(to, parts[0], kPart);
    std::memcpy(to + second, parts[1], kPart);  // bounded: the same
  });
}

std::ptrdiff_t CopyAnySize(const Kernel& kernel, const Run& run) {
  const auto size = static_cast<std::size_t>(kernel.to_size);
  if (run.from_step == kernel.to_size && run.to_step == kernel.to_size) {
    // bounded: elements in memory
    std::memmove(run.to, run.from, size * static_cast<std::size_t>(run.count));
    return run.count;
  }
  return ForEveryOne(
      run, [size](const unsigned char* from, unsigned char* to) { std::memmove(to, from, size); });
}

template <std::ptrdiff_t size>
std::ptrdiff_t CopyLoop(const Kernel& kernel, const Run& run) {
  if (run.from_step == size && run.to_step == size) return CopyAnySize(kernel, run);
  return ForEveryOne(
      run, [](const unsigned char* from, unsigned char* to) { std::memmove(to, from, size); });
}

template <std::ptrdiff_t size>
void SwapOne(const unsigned char* from, unsigned char* to) {
  if constexpr (size == 16) {
    unsigned char bytes[16];
    std::reverse_copy(from, from + 16, bytes);  // bounded: the element
    std::memcpy(to, bytes, 16);
  } else {
    using Bits = typename bits::sized<size>::type;
    bits::store<Bits, false>(to, bits::load<Bits, true>(from));
  }
}

template <std::ptrdiff_t size>
std::ptrdiff_t SwapLoop(const Kernel&, const Run& run) {
  std::ptrdiff_t done = 0;
  if (run.from_step == size && run.to_step == size) {
    done = SwapDense(run.from, run.to, size, run.count, BestByteMover());
    if (done == run.count) return done;
  }
  // bounded: the first element that is left, done <= count
  ForEveryOne({run.from + done * run.from_step, run.from_step, run.to + done * run.to_step,
               run.to_step, run.count - done},  // bounded: 1 ... count
              [](const unsigned char* from, unsigned char* to) { SwapOne<size>(from, to); });
  return run.count;
}

std::ptrdiff_t ZeroLoop(const Kernel& kernel, const Run& run) {
  return ForEveryOne(run, [&](const unsigned char*, unsigned char* to) {
    std::memset(to, 0, static_cast<std::size_t>(kernel.to_size));
  });
}

Kernel SameSize(Kernel::Loop loop, std::ptrdiff_t size) {
  Kernel kernel;
  kernel.loop = loop;
  kernel.from_size = size;
  kernel.to_size = size;
  return kernel;
}

}  // namespace

Kernel CopyKernel(std::ptrdiff_t size) {
  switch (size) {
    case 1:
      return SameSize(CopyLoop<1>, size);
    case 2:
      return SameSize(CopyLoop<2>, size);
    case 4:
      return SameSize(CopyLoop<4>, size);
    case 8:
      return SameSize(CopyLoop<8>, size);
    case 16:
      return SameSize(CopyLoop<16>, size);
    default:
      return SameSize(size > 32 || size < 2 ? CopyAnySize
                      : size > 16           ? CopyTwoParts<16>
                      : size > 8            ? CopyTwoParts<8>
                      : size > 4            ? CopyTwoParts<4>
                                            : CopyTwoParts<2>,
                      size);
  }
}

Kernel SwapKernel(std::ptrdiff_t size) {
  switch (size) {
    case 2:
      return SameSize(SwapLoop<2>, size);
    case 4:
      return SameSize(SwapLoop<4>, size);
    case 8:
      return SameSize(SwapLoop<8>, size);
    default:
      return SameSize(SwapLoop<16>, size);
  }
}

Kernel ZeroKernel(std::ptrdiff_t size) {
  Kernel kernel = SameSize(ZeroLoop, size);
  kernel.from_size = 0;
  return kernel;
}

std::optional<Kernel> NumberKernel(Number from, Number to, Narrowing narrowing) {
  const auto from_index = static_cast<std::size_t>(from.type);
  const auto to_index = static_cast<std::size_t>(to.type);
  const std::size_t swapped = from.swapped ? 1 : 0;
  Kernel kernel;
  kernel.from_size = FactsOf(from.type).size;
  kernel.to_size = FactsOf(to.type).size;
  if (from.type == to.type && !IsBool(to.type)) {
    const bool swaps = from.swapped != to.swapped && kernel.to_size > 1;
    return swaps ? SwapKernel(kernel.to_size) : CopyKernel(kernel.to_size);
  }
  if (to.swapped) kernel.swap_bytes = static_cast<std::uint8_t>(kernel.to_size);
  // bounded: indices of the tables
  kernel.loop = kDirectLoops[(from_index * kNumberTypes + to_index) * 2 + swapped];
  if (kernel.loop != nullptr) return kernel;
  if (narrowing == Narrowing::kRefused) return std::nullopt;
  // bounded: indices of the tables
  kernel.loop = kTwoStepLoops[from_index * 2 + swapped];
  kernel.second = NarrowLoopOf(WidestOf(from.type),
                               // bounded: the same
                               to_index * 2 + (narrowing == Narrowing::kSaturating ? 1 : 0));
  kernel.may_fail = narrowing == Narrowing::kChecked;
  return kernel;
}

}  // namespace pep3118::internal
