// SPDX-License-Identifier: MIT
#include "pep3118/layout/numpy_record.h"

#include <algorithm>
#include <utility>

#include "pep3118/base/checked.h"
#include "pep3118/layout/placement/codes.h"

namespace pep3118 {

std::int64_t NumpyAlignment(const ExplicitType& scalar, const Target& target) {
  const auto c_type = [&](ast::Code of) -> std::int64_t { return target.Native(of).align; };
  const auto sized = [&](TypeKind kind, std::int64_t size) {
    return internal::NaturalAlignment(target, kind, size, FloatFormat::kNone);
  };
  switch (scalar.code.back()) {  // after a length, or after the `Z` of a complex number
    case 's':
    case 'x':
    case 'b':
    case 'B':
    case '?':
      return 1;
    case 'w':
      return sized(TypeKind::kUint, 4);
    case 'e':
      return sized(TypeKind::kUint, 2);  // npy_half is a uint16
    case 'f':
      return c_type(ast::Code::kFloat);
    case 'd':
      return c_type(ast::Code::kDouble);
    case 'g':
      return c_type(ast::Code::kLongDouble);
    case 'O':
      return c_type(ast::Code::kVoidPointer);
    default:
      return sized(TypeKind::kInt, scalar.itemsize);
  }
}

NumpyRecord::Fault NumpyRecord::Append(std::string name, ExplicitType type,
                                       std::int64_t alignment) {
  std::int64_t offset = end_;
  if (align_ && !internal::CheckedAlignUp(offset, alignment, offset)) return Fault::kTooLarge;
  return AppendAt(offset, std::move(name), std::move(type), alignment);
}

NumpyRecord::Fault NumpyRecord::AppendAt(std::int64_t offset, std::string name, ExplicitType type,
                                         std::int64_t alignment) {
  if (align_ && offset % alignment != 0) return Fault::kMisaligned;
  const std::optional<std::int64_t> bytes = BytesOf(type);
  std::int64_t end = 0;
  if (!bytes || !internal::CheckedAdd(offset, *bytes, end) || end > largest_) {
    return Fault::kTooLarge;
  }
  end_ = std::max(end_, end);
  if (align_) alignment_ = std::max(alignment_, alignment);
  type_.fields.push_back({std::move(name), offset, std::move(type)});
  return Fault::kNone;
}

NumpyRecord::Fault NumpyRecord::Skip(std::int64_t bytes) {
  std::int64_t end = 0;
  if (!internal::CheckedAdd(end_, bytes, end) || end > largest_) return Fault::kTooLarge;
  end_ = end;
  return Fault::kNone;
}

NumpyRecord::Fault NumpyRecord::Finish(std::optional<std::int64_t> itemsize) {
  if (!internal::CheckedAlignUp(end_, alignment_, type_.itemsize) || type_.itemsize > largest_) {
    return Fault::kTooLarge;
  }
  if (!itemsize) return Fault::kNone;
  if (*itemsize < type_.itemsize) return Fault::kItemsizeTooSmall;
  if (*itemsize % alignment_ != 0) return Fault::kItemsizeMisaligned;
  if (*itemsize > largest_) return Fault::kTooLarge;
  type_.itemsize = *itemsize;
  return Fault::kNone;
}

}  // namespace pep3118
