// SPDX-License-Identifier: MIT
#include "pep3118/buffer/buffer_error.h"

#include <cstddef>

#include "pep3118/base/fill_template.h"

namespace pep3118 {
namespace {

using enum BufferErrorKind;

// $e and $f are the expected and the found number, $d the dimension.
struct Text {
  BufferErrorKind kind;
  std::string_view name;
  std::string_view message;
};

// In the order of BufferErrorKind.
constexpr Text kTexts[] = {
    {kNdim, "ndim", "ndim is $f, expected 0 to $e"},
    {kNegativeLen, "negative-len", "len is $f, expected $e or more"},
    {kNegativeItemsize, "negative-itemsize", "itemsize is $f, expected $e or more"},
    {kMissingShape, "missing-shape",
     "shape is NULL, expected ndim $e without strides, found ndim $f (PyBUF_ND asks for a shape)"},
    {kPartialItem, "partial-item",
     "shape is NULL and len is $f, expected a multiple of $e (itemsize)"},
    {kBytesOnly, "bytes-only",
     "shape is NULL, so items have $e byte, but the format's have $f (PyBUF_ND asks for a shape)"},
    {kNegativeDimension, "negative-dimension", "shape[$d] is $f, expected $e or more"},
    {kSizeOverflow, "size-overflow", "product of shape times itemsize is more than $e bytes"},
    {kLenMismatch, "len-mismatch", "len is $f, expected $e (product of shape times itemsize)"},
    {kMissingStrides, "missing-strides",
     "strides is NULL, expected strides with suboffsets[$d] = $f"},
    {kReadonly, "readonly", "the buffer is read-only, expected a writable one"},
    {kFormat, "format", "the format is refused"},
    {kItemsizeMismatch, "itemsize-mismatch",
     "itemsize is $f, expected $e (what the format describes)"},
    {kMissingMemory, "missing-memory", "buf is NULL, expected the address of $e items"},
    {kMemoryExtent, "memory-extent",
     "memory of $f bytes, expected one that ends in the address space"},
    {kBelowMemory, "below-memory", "first byte at offset $f of the memory, expected $e or more"},
    {kAboveMemory, "above-memory",
     "last item ends at offset $f of the memory, expected $e or less"},
    {kSpanOverflow, "span-overflow", "stride $f of dimension $d walks more than $e bytes"},
    {kAddressSpace, "address-space",
     "an item $f bytes from the first lies outside the address space, expected it inside"},
    {kPointerOutside, "pointer-outside",
     "a pointer of dimension $d is NULL or leads out of the known memory, expected it inside"},
    {kTooManyPointers, "too-many-pointers",
     "dimension $d makes more pointers than are followed, expected at most $e"},
    {kUnboundedCount, "unbounded-count",
     "$f items of no bytes, expected at most $e, the bytes of the memory"},
};
static_assert(sizeof(kTexts) / sizeof(kTexts[0]) == static_cast<std::size_t>(kCount_));

const Text& TextOf(BufferErrorKind kind) { return kTexts[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view BufferErrorName(BufferErrorKind kind) { return TextOf(kind).name; }

std::string Message(const BufferError& error) {
  std::string out = FillTemplate(TextOf(error.kind).message, [&](char name, std::string& text) {
    text += std::to_string(name == 'e'   ? error.expected
                           : name == 'f' ? error.found
                                         : std::int64_t{error.dimension});
  });
  if (error.format && error.kind == kFormat) out += ": " + Message(*error.format);
  return out;
}

}  // namespace pep3118
