// SPDX-License-Identifier: MIT
// Numbers and texts out of a fuzz target's bytes, from the first byte to the last.
//
// Never refuses: what is missing at the end is 0 or empty.
#ifndef PEP3118_FUZZ_INPUT_H_
#define PEP3118_FUZZ_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pep3118/layout/options.h"

namespace pep3118::fuzz {

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : bytes_(size == 0 ? "" : reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return bytes_.empty(); }

  std::uint8_t Byte();
  bool Flag() { return (Byte() & 1) != 0; }
  std::size_t Below(std::size_t count) { return Byte() % count; }  // `count` is at least 1

  // A byte below 0xc0 is itself and 0xff announces eight bytes, the lowest first; the others are
  // small negative numbers and those around powers of two at which arithmetic breaks.
  std::int64_t Number();

  // Up to the next NUL, which is taken away, or all.
  std::string_view Text();
  // All that is left.
  std::string_view Rest();

  // Target, dialect, flags and perhaps an itemsize: three bytes, all 0 for the defaults.
  LayoutOptions Options();

 private:
  std::string_view bytes_;
};

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_INPUT_H_
