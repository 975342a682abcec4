// SPDX-License-Identifier: MIT
// Why a buffer is not an array of a given struct: one entry a difference, expected beside found.
#ifndef PEP3118_BUFFER_BIND_REPORT_H_
#define PEP3118_BUFFER_BIND_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/buffer/buffer_error.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

enum class MismatchKind : std::uint8_t {
  kFormat,       // the buffer's format is refused, or rests on an assumption under strict
  kItemsize,     // of the whole item
  kField,        // offset, kind, byte order, size or shape of one field
  kName,         // of one field
  kMissing,      // a field of the struct that the buffer has not
  kExtra,        // a field of the buffer that the struct has not
  kNdim,         // number of dimensions
  kSuboffsets,   // pointers have to be followed: BindIndirect
  kReadonly,     // writing is asked of a read-only buffer
  kBaseAddress,  // not aligned for the struct
  kStride,       // not a multiple of the struct's alignment
  kGeometry,     // the numbers contradict each other, or an item lies outside the memory
  kNoFormat,     // the exporter was asked for no format
  kNoShape,      // the exporter was asked for no shape
};

// Texts are printable ASCII (other bytes as \xNN), without full stop.
struct Mismatch {
  static constexpr std::int64_t kNoOffset = -1;

  MismatchKind kind = MismatchKind::kFormat;
  std::string where;     // "field pos.x", "strides[1]", "itemsize"
  std::string expected;  // "`d` (float, 8 bytes, little-endian) at offset 8"; empty for kGeometry
  std::string found;
  std::int64_t expected_offset = kNoOffset;  // fields: bytes from the start of the item
  std::int64_t found_offset = kNoOffset;
};

struct BindReport {
  std::string expected;              // the struct's format, escaped and cut
  std::vector<Mismatch> mismatches;  // at least one; the first kMaxMismatches
  std::size_t omitted = 0;           // how many more there are
  std::string name;                  // the struct's name in C++; empty when it has none

  static constexpr std::size_t kMaxMismatches = 64;
};

// Every difference at `level` between two layouts, as of a buffer of `found` that is to be an array
// of `expected`; no mismatches where they agree.
BindReport ExplainLayouts(const Layout& expected, const Layout& found,
                          MatchLevel level = MatchLevel::kNames);

// The report as a person pastes it into a bug report; ends with a newline:
//
//   the buffer is not an array of `my::Point` (T{i:x:4xd:y:})
//     itemsize: expected 16, found 12
//     field y: expected `d` (float, 8 bytes, little-endian) at offset 8, found ... at offset 4
std::string Render(const BindReport& report);

// The same without the last newline, for an exception to carry.
std::string Message(const BindReport& report);

}  // namespace pep3118

#endif  // PEP3118_BUFFER_BIND_REPORT_H_
