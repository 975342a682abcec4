// SPDX-License-Identifier: MIT
// One way to read a format: the rules that differ between those who write them.
//
// Private to layout/.  The same text can be read in several ways (docs/dialects.md); a reading
// fixes every choice, so that the engine never guesses.  A dialect is one reading or a few of them
// and the rule that picks one by the itemsize.
#ifndef PEP3118_LAYOUT_PLACEMENT_READING_H_
#define PEP3118_LAYOUT_PLACEMENT_READING_H_

#include <cstdint>

namespace pep3118::internal {

// Where padding comes from.
enum class PaddingModel : std::uint8_t {
  kPep,       // `@` aligns, records too, and rounds a record's size up; NumPy's importer
  kExplicit,  // padding is written out; `@` aligns from the start of the item; NumPy's exporter
  kNatural,   // as the C compiler does, whatever the marks say; ctypes before CPython 3.12
};

// How long a byte-order character stays in force.
enum class MarkScope : std::uint8_t {
  kSticky,      // until the next one, past `}` too: NumPy, hand-written text
  kRestored,    // a record gives the mode back at its `}`
  kPerElement,  // one element; without a mark the mode is `@`: ndtypes, Cython's exporter
};

struct Reading {
  PaddingModel model = PaddingModel::kPep;
  MarkScope scope = MarkScope::kSticky;
  // `@` does not align either: the last resort for an itemsize that is too small for anything else.
  bool native_is_unaligned = false;
  // Instead it says that the text has put a number at a multiple of its alignment from the start of
  // the item: NumPy's arrays.
  bool native_is_aligned = false;
  // `u` is a wchar_t of 4 bytes: what ctypes writes where the target has such a wchar_t.
  bool wide_u = false;
  // An unmarked `B` is an opaque block of that many bytes: what ctypes writes for a union, and
  // before CPython 3.12 for a packed structure.
  std::int64_t block_bytes = kNoBlock;
  std::int64_t block_alignment = 1;
  static constexpr std::int64_t kNoBlock = -1;
  // A name on a pad without count belongs to the unnamed element before the pads: ndtypes.
  bool pads_carry_names = false;
  // Several elements without braces around them are rounded up like a record: NumPy's importer.
  bool pad_top_level = false;
  friend bool operator==(const Reading&, const Reading&) = default;
};

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_READING_H_
