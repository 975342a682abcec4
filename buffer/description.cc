// SPDX-License-Identifier: MIT
#include "pep3118/buffer/description.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/layout/lookup.h"

namespace pep3118 {

class DescriptionMaker {
 public:
  static bool Make(const Buffer& buffer, BufferAccess access, LayoutOptions options,
                   UncheckedDescription& made, BufferError& error) {
    if (access == BufferAccess::kWrite && buffer.readonly) {
      error = {BufferErrorKind::kReadonly, BufferError::kNoDimension, 0, 1, {}};
      return false;
    }
    if (!ResolveGeometry(buffer, made.geometry_, error)) return false;
    options.itemsize = made.geometry_.itemsize;
    options.in_array = made.geometry_.ndim > 0;
    Result<SharedLayout> layout = LayoutOf(buffer.format == nullptr ? "B" : buffer.format, options);
    if (!layout) {
      error = FormatError(buffer, std::move(layout).error());
      return false;
    }
    made.layout_ = *layout;
    return true;
  }

 private:
  static BufferError FormatError(const Buffer& buffer, Diagnostic&& diagnostic) {
    BufferError error;
    error.kind = BufferErrorKind::kFormat;
    if (diagnostic.kind == ErrorKind::kItemsizeMismatch && diagnostic.arguments.size() >= 2) {
      const bool bytes = buffer.ndim > 0 && buffer.shape == nullptr && buffer.itemsize == 1;
      const std::int64_t described = Number(diagnostic.arguments[0]);
      error.kind = bytes ? BufferErrorKind::kBytesOnly : BufferErrorKind::kItemsizeMismatch;
      error.expected = bytes ? 1 : described;
      error.found = bytes ? described : Number(diagnostic.arguments[1]);
    }
    error.format = std::move(diagnostic);
    return error;
  }

  static std::int64_t Number(const std::string& digits) {
    std::int64_t number = 0;
    // bounded: the end of the digits
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
};

Result<Description, BufferError> Describe(const Buffer& buffer, const KnownMemory& memory,
                                          BufferAccess access, const LayoutOptions& options,
                                          std::span<const KnownMemory> blocks) {
  Description made;
  BufferError error;
  if (!DescriptionMaker::Make(buffer, access, options, made, error) ||
      !ProveInside(made.geometry(), memory, error, blocks)) {
    return error;
  }
  return made;
}

Result<UncheckedDescription, BufferError> DescribeUnchecked(const Buffer& buffer,
                                                            BufferAccess access,
                                                            const LayoutOptions& options) {
  UncheckedDescription made;
  BufferError error;
  if (!DescriptionMaker::Make(buffer, access, options, made, error) ||
      !ProveSpan(made.geometry(), error)) {
    return error;
  }
  return made;
}

}  // namespace pep3118
