// SPDX-License-Identifier: MIT
// Which field of one layout is which of another, by name: what a conversion moves.
//
//   const FieldPairs fields = PairFields(from, to);
//   for (const FieldPair& pair : fields.pairs) Move(pair.from_offset, pair.to_offset, ...);
//
// Fields correspond when the names of all records around them and their own are the same, in any
// order; types, sizes and byte orders are not compared.
#ifndef PEP3118_LAYOUT_PAIR_FIELDS_H_
#define PEP3118_LAYOUT_PAIR_FIELDS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// A dimension that both have: the elements, and the bytes from one to the next.  Dimensions of one
// element are left out; a field without elements, or of no bytes on both sides, has one of count 0
// instead.
struct PairedDimension {
  std::int64_t count = 0;
  std::int64_t from_stride = 0;
  std::int64_t to_stride = 0;

  friend bool operator==(const PairedDimension&, const PairedDimension&) = default;
};

// Two fields without fields.  `from` and `to` are indices into Layout::all(); offsets are those of
// the first element, in bytes from the start of the item.
struct FieldPair {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t from_offset = 0;
  std::int64_t to_offset = 0;
  std::uint32_t dims_begin = 0;  // every dimension on the way from the item, outermost first
  std::uint32_t dims_size = 0;
};

enum class UnpairedReason : std::uint8_t {
  kMissing,    // `from` has no field of that name
  kAmbiguous,  // one of the two records has several fields of that name
  kShape,      // the dimensions differ
  kRecord,     // one is a record and the other is not
};

// A field of `to` that corresponds to none, or to one that is not alike.
struct UnpairedField {
  static constexpr std::uint32_t kNoField = 0xffffffff;
  std::uint32_t to = 0;
  std::uint32_t from = kNoField;
  UnpairedReason reason = UnpairedReason::kMissing;
};

// In order of the fields of `to`.
struct FieldPairs {
  std::vector<FieldPair> pairs;
  std::vector<PairedDimension> dims;
  std::vector<UnpairedField> unpaired;

  std::span<const PairedDimension> Dims(const FieldPair& pair) const {
    return std::span(dims).subspan(pair.dims_begin, pair.dims_size);
  }
};

// Every field of `to` and the field of `from` that corresponds; fields that only `from` has are not
// listed.  Linear in the number of fields, but for the depth of nesting; nothing is expanded by a
// count.  Pure and thread-safe.
FieldPairs PairFields(const Layout& from, const Layout& to);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_PAIR_FIELDS_H_
