// SPDX-License-Identifier: MIT
// A record as NumPy's dtype constructor places it: the only other rule by which offsets come about
// than that of formats.
//
//   NumpyRecord record(align, target);
//   record.Append("x", type, NumpyAlignment(type, target));
//   record.Finish(std::nullopt);
//   use(record.type(), record.alignment());
#ifndef PEP3118_LAYOUT_NUMPY_RECORD_H_
#define PEP3118_LAYOUT_NUMPY_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "pep3118/layout/explicit_layout.h"

namespace pep3118 {

// `dtype.alignment` of a scalar in bytes: that of the C type behind it, in foreign byte order too.
std::int64_t NumpyAlignment(const ExplicitType& scalar, const Target& target);

class NumpyRecord {
 public:
  enum class Fault : std::uint8_t {
    kNone,
    kTooLarge,            // for the target
    kMisaligned,          // an aligned record's offset is not a multiple of the field's alignment
    kItemsizeTooSmall,    // for the fields
    kItemsizeMisaligned,  // an aligned record's itemsize is not a multiple of its alignment
  };

  // `align`: NumPy's `align=True`.
  NumpyRecord(bool align, const Target& target)
      : align_(align), largest_(target.MaxObjectBytes()), type_(ExplicitType::Record(0)) {}

  void Reserve(std::size_t fields) { type_.fields.reserve(fields); }

  // Places a field after those before it; `alignment` is `dtype.alignment` of its type.
  Fault Append(std::string name, ExplicitType type, std::int64_t alignment);
  // At `offset` bytes, which is 0 or more.
  Fault AppendAt(std::int64_t offset, std::string name, ExplicitType type, std::int64_t alignment);

  // Leaves `bytes` after those before: the unnamed void of a `.npy` file's description.
  Fault Skip(std::int64_t bytes);

  // Once, after the last field: the record gets its itemsize, the given one or its own.
  Fault Finish(std::optional<std::int64_t> itemsize);

  ExplicitType& type() { return type_; }
  std::int64_t alignment() const { return alignment_; }  // 1 unless aligned

 private:
  const bool align_;
  const std::int64_t largest_;
  ExplicitType type_;
  std::int64_t end_ = 0;
  std::int64_t alignment_ = 1;
};

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_NUMPY_RECORD_H_
