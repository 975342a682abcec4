// SPDX-License-Identifier: MIT
#include "pep3118/buffer/npy_array.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "pep3118/buffer/strides.h"
#include "pep3118/dtype/npy_header.h"
#include "pep3118/layout/canonical.h"

namespace pep3118 {
namespace {

// The file of `bytes` ends inside its data, of which it has `there`.
Diagnostic CutOff(const NpyHeader& header, std::size_t bytes, std::size_t there) {
  const auto end = static_cast<std::uint32_t>(std::min(bytes, std::size_t{UINT32_MAX}));
  return {ErrorKind::kNpyHeader,
          {end, end},
          {"the data has " + std::to_string(header.data_bytes) + " bytes, the file only " +
               std::to_string(there),
           "the file is cut off"}};
}

// Only an array without bytes gets here with such a shape, on a 32-bit host.
Diagnostic TooLong(const NpyHeader& header, std::int64_t dim) {
  return {ErrorKind::kNpyHeader,
          {0, static_cast<std::uint32_t>(header.data_offset)},
          {"a dimension has " + std::to_string(dim) + " items, more than this machine can count",
           "the most is " + std::to_string(PTRDIFF_MAX)}};
}

std::vector<std::ptrdiff_t> StridesOf(const std::vector<std::ptrdiff_t>& shape, bool fortran,
                                      std::ptrdiff_t itemsize) {
  std::vector<std::ptrdiff_t> order = shape;
  if (fortran) std::ranges::reverse(order);
  std::vector<std::ptrdiff_t> strides(shape.size());
  DenseStrides(order.data(), order.size(), itemsize, strides.data());
  if (fortran) std::ranges::reverse(strides);
  return strides;
}

}  // namespace

Buffer NpyArray::buffer() const {
  // A read-only buffer's memory is not written to.
  void* const begin = const_cast<std::byte*>(data_.data());
  const auto ndim = static_cast<int>(shape_.size());
  return {begin,
          static_cast<std::ptrdiff_t>(data_.size()),
          static_cast<std::ptrdiff_t>(layout_.itemsize()),
          true,
          ndim,
          format_.c_str(),
          shape_.data(),
          strides_.data(),
          nullptr,
          &layout_};
}

Result<NpyArray> NpyArrayIn(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  Result<NpyHeader> header = ReadNpyHeader(text);
  if (!header) return std::move(header).error();
  const std::span<const std::byte> rest = bytes.subspan(header->data_offset);
  if (header->data_bytes > rest.size()) return CutOff(*header, bytes.size(), rest.size());
  for (const std::int64_t dim : header->shape) {
    if (!std::in_range<std::ptrdiff_t>(dim)) return TooLong(*header, dim);
  }
  NpyArray array;
  array.layout_ = std::move(header->layout);
  array.format_ = CanonicalText(array.layout_);
  array.shape_.assign(header->shape.begin(), header->shape.end());
  array.strides_ = StridesOf(array.shape_, header->fortran_order,
                             static_cast<std::ptrdiff_t>(array.layout_.itemsize()));
  array.data_ = rest.first(static_cast<std::size_t>(header->data_bytes));
  return array;
}

}  // namespace pep3118
