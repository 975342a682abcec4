// Are two layouts the same, and where not?  Three levels, each a promise of its own:
//
//   bytes  every byte means the same: offsets, sizes, kinds, byte orders, float formats and the
//          itemsize.  `T{i:a:i:b:}` and `T{(2)i:v:}` agree.
//   types  the same tree of records, shapes and alignments: one C++ type could serve but for names.
//   names  the same names at the same places.  With all three, LayoutId is the same.
//
// Pure and thread-safe; linear in the number of fields; nothing is expanded by a count.
#ifndef PEP3118_LAYOUT_COMPARE_H_
#define PEP3118_LAYOUT_COMPARE_H_

#include <cstdint>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

enum class Level : std::uint8_t { kBytes, kTypes, kNames };

// What differs between two fields that stand for each other, or that one of them is absent.
enum class Aspect : std::uint8_t {
  kItemsize,
  kOffset,
  kKind,  // or the float format
  kByteOrder,
  kShape,
  kAlignment,
  kName,
  kMissing,  // only in the first layout
  kExtra,    // only in the second
};

// One difference.  `a` and `b` are indices into Layout::all() of the two layouts (0 for the item);
// kNoField where there is none.  Offsets are absolute, in bytes from the start of the item.
struct Difference {
  static constexpr std::uint32_t kNoField = 0xffffffff;
  Level level = Level::kBytes;  // the least demanding level that it breaks
  Aspect aspect = Aspect::kItemsize;
  std::uint32_t a = kNoField;
  std::uint32_t b = kNoField;
  std::int64_t offset_a = 0;
  std::int64_t offset_b = 0;
};

struct Comparison {
  bool same_bytes = false;
  bool same_types = false;
  bool same_names = false;
  // In the order of the first layout, fields that only the second has at the end of their record.
  std::vector<Difference> differences;

  bool Same(Level level) const {
    return level == Level::kBytes ? same_bytes : level == Level::kTypes ? same_types : same_names;
  }
};

// Fields stand for each other by name within the same record, else by place.
Comparison Compare(const Layout& a, const Layout& b);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_COMPARE_H_
