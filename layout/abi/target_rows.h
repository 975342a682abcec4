// SPDX-License-Identifier: MIT
// The built-in target table as constants, so that the host's row can be checked while compiling.
//
// Private to layout/.  A row is a name and what it does not share with its layout class; a class is
// the sizes and alignments of the C types (docs/targets.md).
#ifndef PEP3118_LAYOUT_ABI_TARGET_ROWS_H_
#define PEP3118_LAYOUT_ABI_TARGET_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pep3118/layout/target.h"

namespace pep3118::internal {

// Targets with the same sizes, alignments and record rule.  Every code not named here follows:
// one-byte codes are 1/1, unsigned equals signed, `e` and `u` equal `h`, a complex number has twice
// the size and the alignment of its part, and all pointers are `P`.
struct LayoutClass {
  SizeAlign bool_, short_, int_, long_, long_long, size_, float_, double_, long_double, ucs4,
      pointer;
  bool aix_power_rule;
};

struct TargetRow {
  std::string_view name;
  std::size_t layout_class;  // from 1, as in testdata/targets.json
  ByteOrder byte_order;
  FloatFormat double_format;
  FloatFormat long_double_format;
  std::uint8_t wchar_bytes;
  std::uint8_t char32_bytes;
  bool char_signed;
};

#include "pep3118/layout/abi/target_table.inc"

constexpr const LayoutClass& ClassOf(const TargetRow& row) {
  return kLayoutClasses[row.layout_class - 1];
}

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_ABI_TARGET_ROWS_H_
