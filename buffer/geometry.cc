// SPDX-License-Identifier: MIT
#include "pep3118/buffer/geometry.h"

#include <cstring>

#include "pep3118/base/checked.h"
#include "pep3118/buffer/numbers.h"
#include "pep3118/buffer/strides.h"

namespace pep3118 {
namespace {

using internal::CheckedMultiply;
using internal::kMaxBytes;
using internal::Refuse;

// One dimension of what `len` bytes are.
bool ResolveNullShape(const Buffer& buffer, Geometry& geometry, BufferError& error) {
  if (buffer.ndim > 1 || buffer.strides != nullptr) {
    return Refuse(error, BufferErrorKind::kMissingShape, 1, buffer.ndim);
  }
  if (buffer.format == nullptr) geometry.itemsize = 1;
  const std::ptrdiff_t itemsize = geometry.itemsize;
  if (buffer.len > 0 && (itemsize == 0 || buffer.len % itemsize != 0)) {
    return Refuse(error, BufferErrorKind::kPartialItem, itemsize, buffer.len);
  }
  geometry.count = buffer.len == 0 ? 0 : buffer.len / itemsize;
  geometry.shape[0] = geometry.count;
  return true;
}

bool ResolveShape(const Buffer& buffer, Geometry& geometry, BufferError& error) {
  if (buffer.ndim > 0 && buffer.shape == nullptr) return ResolveNullShape(buffer, geometry, error);
  bool empty = false;
  for (int i = 0; i < buffer.ndim; ++i) {
    const std::ptrdiff_t dim = buffer.shape[i];
    if (dim < 0) return Refuse(error, BufferErrorKind::kNegativeDimension, 0, dim, i);
    empty = empty || dim == 0;
    geometry.shape[static_cast<std::size_t>(i)] = dim;
  }
  geometry.count = empty ? 0 : 1;
  for (int i = 0; i < buffer.ndim && !empty; ++i) {
    const std::ptrdiff_t dim = geometry.shape[static_cast<std::size_t>(i)];
    if (!CheckedMultiply(geometry.count, dim, geometry.count)) {
      return Refuse(error, BufferErrorKind::kSizeOverflow, kMaxBytes, dim, i);
    }
  }
  std::ptrdiff_t bytes = 0;
  if (!CheckedMultiply(geometry.count, buffer.itemsize, bytes)) {
    return Refuse(error, BufferErrorKind::kSizeOverflow, kMaxBytes, geometry.count);
  }
  if (bytes != buffer.len) return Refuse(error, BufferErrorKind::kLenMismatch, bytes, buffer.len);
  return true;
}

void ResolveStrides(const Buffer& buffer, Geometry& geometry) {
  if (buffer.strides != nullptr) {
    for (int i = 0; i < buffer.ndim; ++i) {
      geometry.strides[static_cast<std::size_t>(i)] = buffer.strides[i];
    }
    return;
  }
  DenseStrides(geometry.shape.data(), static_cast<std::size_t>(buffer.ndim), geometry.itemsize,
               geometry.strides.data());
}

bool ResolveSuboffsets(const Buffer& buffer, Geometry& geometry, BufferError& error) {
  geometry.indirect = false;
  if (buffer.suboffsets == nullptr) return true;
  for (int i = 0; i < buffer.ndim; ++i) {
    const std::ptrdiff_t suboffset = buffer.suboffsets[i];
    geometry.suboffsets[static_cast<std::size_t>(i)] = suboffset;
    if (suboffset < 0) continue;
    geometry.indirect = true;
    if (buffer.strides == nullptr) {
      return Refuse(error, BufferErrorKind::kMissingStrides, -1, suboffset, i);
    }
  }
  return true;
}

}  // namespace

bool ResolveGeometry(const Buffer& buffer, Geometry& geometry, BufferError& error) {
  if (buffer.ndim < 0 || buffer.ndim > kMaxNdim) {
    return Refuse(error, BufferErrorKind::kNdim, kMaxNdim, buffer.ndim);
  }
  if (buffer.len < 0) return Refuse(error, BufferErrorKind::kNegativeLen, 0, buffer.len);
  if (buffer.itemsize < 0)
    return Refuse(error, BufferErrorKind::kNegativeItemsize, 0, buffer.itemsize);
  geometry.itemsize = buffer.itemsize;
  geometry.ndim = buffer.ndim;
  geometry.readonly = buffer.readonly;
  geometry.data = static_cast<std::byte*>(buffer.buf);
  if (!ResolveShape(buffer, geometry, error)) return false;
  if (geometry.data == nullptr && geometry.count != 0) {
    return Refuse(error, BufferErrorKind::kMissingMemory, geometry.count, 0);
  }
  ResolveStrides(buffer, geometry);
  return ResolveSuboffsets(buffer, geometry, error);
}

std::byte* ItemAddress(const Geometry& geometry, std::span<const std::ptrdiff_t> index) {
  std::byte* address = geometry.data;
  for (std::size_t i = 0; i < index.size(); ++i) {
    address += index[i] * geometry.strides[i];  // bounded: an item, or a pointer to one
    if (!geometry.indirect || geometry.suboffsets[i] < 0) continue;
    std::byte* pointer = nullptr;
    std::memcpy(&pointer, address, sizeof(pointer));
    address = pointer + geometry.suboffsets[i];  // bounded: an item, or a pointer to one
  }
  return address;
}

}  // namespace pep3118
