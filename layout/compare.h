// SPDX-License-Identifier: MIT
// Are two layouts the same, and where not?  Three verdicts, each a promise of its own:
//
//   bytes  every byte means the same: offsets, sizes, kinds, byte orders, float formats and the
//          itemsize.  `T{i:a:i:b:}` and `T{(2)i:v:}` agree, and so does `(2)T{i:a:}`; a complex
//          number is its two parts, so `Zf` and `T{f:re:f:im:}` agree.  An array of
//          records of several kinds agrees only with an array of as many; the same records written
//          one by one count as another meaning.
//   types  the same tree of records, shapes and alignments: one C++ type could serve but for names.
//          Implies bytes.
//   names  the same names at the same places of the tree, whatever the types are.  Types and names
//          together are equal exactly when LayoutId is.
//
// Pure and thread-safe; in time linear in the number of fields but for the look-up of names;
// nothing is expanded by a count; stack use is proportional to the nesting, which the parser
// bounds.
#ifndef PEP3118_LAYOUT_COMPARE_H_
#define PEP3118_LAYOUT_COMPARE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// From the least demanding to the most; agreeing at one means agreeing at those before it.
enum class MatchLevel : std::uint8_t { kBytes, kTypes, kNames };
std::string_view LevelName(MatchLevel level);  // "bytes", "types", "names"

// What differs between two fields that correspond, or that one of them is absent.
enum class DifferenceAspect : std::uint8_t {
  kItemsize,  // of one element; of the whole when both are the item
  kOffset,
  kKind,  // or the float format, or the unit of a time
  kByteOrder,
  kShape,
  kAlignment,
  kName,
  kOrder,    // fields of no bytes at the same offset, in another order
  kMissing,  // only in the first layout
  kExtra,    // only in the second
};
std::string_view AspectName(DifferenceAspect aspect);  // "itemsize", "offset", ..., "extra"

// One difference.  `a` and `b` are indices into Layout::all() of the two layouts (0 for the item);
// kNoField where there is none.  Offsets are absolute, in bytes from the start of the item; inside
// an array of records, of its first element.
struct Difference {
  static constexpr std::uint32_t kNoField = 0xffffffff;
  MatchLevel level = MatchLevel::kBytes;  // the least demanding level that it breaks
  DifferenceAspect aspect = DifferenceAspect::kItemsize;
  std::uint32_t a = kNoField;
  std::uint32_t b = kNoField;
  std::int64_t offset_a = 0;
  std::int64_t offset_b = 0;

  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Comparison {
  bool same_bytes = false;
  bool same_types = false;
  bool same_names = false;
  // In the order of the first layout, fields that only the second has at the end of their record.
  // Fields are judged one by one, so a level can be stricter than what all of them together break;
  // but the layouts agree at a level exactly when no difference has it or one before it.
  std::vector<Difference> differences;

  // Whether they agree at this level and at those before it.
  bool Same(MatchLevel level) const {
    if (level == MatchLevel::kBytes) return same_bytes;
    return same_types && (level == MatchLevel::kTypes || same_names);
  }
};

// Fields correspond by name within the same record, the first of a name for the first;
// what is left by offset and kind, so that a renamed field is one difference and not two.
Comparison Compare(const Layout& a, const Layout& b);

// Whether Compare finds same_bytes and same_names, without a list of what differs.
bool SameBytesAndNames(const Layout& a, const Layout& b);

// `layout`, where each `c` is a `b` or `B` instead if `other` has one in its place: what it is to
// an exporter that writes a C++ char as the integer that it is (pybind11 writes `b`).
Layout WithCharsOf(const Layout& layout, const Layout& other);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_COMPARE_H_
