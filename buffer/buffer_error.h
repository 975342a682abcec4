// SPDX-License-Identifier: MIT
// Why a buffer was refused: a kind, a place and the two numbers that disagree.
#ifndef PEP3118_BUFFER_BUFFER_ERROR_H_
#define PEP3118_BUFFER_BUFFER_ERROR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class BufferErrorKind : std::uint8_t {
  kNdim,               // outside 0 ... 64
  kNegativeLen,        // len
  kNegativeItemsize,   // itemsize
  kMissingShape,       // shape is NULL with two dimensions or more, or with strides
  kPartialItem,        // shape is NULL and len is not a multiple of itemsize
  kBytesOnly,          // shape is NULL, the items are bytes, and the format names another item
  kNegativeDimension,  // shape[dimension]
  kSizeOverflow,       // product(shape) * itemsize, or a stride of C order, above PTRDIFF_MAX
  kLenMismatch,        // len is not product(shape) * itemsize
  kMissingStrides,     // suboffsets without strides
  kReadonly,           // a writable view is asked of a read-only buffer
  kFormat,             // the format is refused: see `format`
  kItemsizeMismatch,   // the format describes an item of another size
  kMissingMemory,      // buf is NULL and there are items
  kMemoryExtent,       // the memory itself wraps around the address space
  kBelowMemory,        // an item lies before the memory's first byte
  kAboveMemory,        // an item lies behind the memory's last byte
  kSpanOverflow,       // the distance between two items is not a 64-bit number
  kAddressSpace,       // memory unknown: an item lies outside the address space
  kPointerOutside,     // suboffsets: a pointer leads out of every known memory
  kTooManyPointers,    // suboffsets: more pointers than anybody would check
  kUnboundedCount,     // items of no bytes: more of them than the memory has bytes
  kCount_,             // number of kinds, not a kind
};

struct BufferError {
  static constexpr int kNoDimension = -1;

  BufferErrorKind kind = BufferErrorKind::kNdim;
  int dimension = kNoDimension;  // index into shape, strides, suboffsets
  // What the message puts side by side; in bytes unless the kind says otherwise.
  std::int64_t expected = 0;
  std::int64_t found = 0;
  std::optional<Diagnostic> format;  // kFormat, kItemsizeMismatch: what the format's reader said
};

// "len-mismatch": stable.
std::string_view BufferErrorName(BufferErrorKind kind);

// One sentence, lower case, no full stop, printable ASCII: "len is 12, expected 16 (product of
// shape times itemsize)".
std::string Message(const BufferError& error);

}  // namespace pep3118

#endif  // PEP3118_BUFFER_BUFFER_ERROR_H_
