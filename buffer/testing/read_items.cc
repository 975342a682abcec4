// SPDX-License-Identifier: MIT
#include "pep3118/buffer/testing/read_items.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <vector>

namespace pep3118::tools {
namespace {

constexpr std::ptrdiff_t kFollowed = std::ptrdiff_t{1} << 22;  // bytes read one item at a time

std::uint64_t SumBytes(const std::byte* bytes, std::ptrdiff_t size) {
  std::uint64_t sum = 0;
  for (std::ptrdiff_t i = 0; i < size; ++i) sum += std::to_integer<std::uint64_t>(bytes[i]);
  return sum;
}

// Item by item, through the description's own addresses.
std::uint64_t SumEach(const Geometry& geometry) {
  std::uint64_t sum = 0;
  std::array<std::ptrdiff_t, kMaxNdim> index{};
  const std::span<const std::ptrdiff_t> used(index.data(), geometry.Shape().size());
  while (true) {
    sum += SumBytes(ItemAddress(geometry, used), geometry.itemsize);
    std::size_t d = used.size();
    for (; d > 0; --d) {
      if (++index[d - 1] < geometry.shape[d - 1]) break;
      index[d - 1] = 0;
    }
    if (d == 0) return sum;
  }
}

// One bit for each byte that the items span.
class Span {
 public:
  explicit Span(std::size_t bytes) : words_(bytes / 64 + 1) { words_[0] = 1; }

  // Every marked byte again at 1 ... count - 1 steps further.
  void Repeat(std::size_t count, std::size_t step) {
    for (std::size_t have = 1; have < count;) {
      const std::size_t more = std::min(have, count - have);
      Copy(more * step);
      have += more;
    }
  }

  std::uint64_t Sum(const std::byte* first) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(word));
        sum += std::to_integer<std::uint64_t>(first[64 * i + bit]);
      }
    }
    return sum;
  }

 private:
  void Copy(std::size_t distance) {
    const std::size_t words = distance / 64;
    const std::size_t bits = distance % 64;
    for (std::size_t i = words_.size(); i-- > words;) {
      words_[i] |= words_[i - words] << bits;
      if (bits > 0 && i > words) words_[i] |= words_[i - words - 1] >> (64 - bits);
    }
  }

  std::vector<std::uint64_t> words_;
};

// Each byte once, however many items hold it.
std::uint64_t SumOnce(const Geometry& geometry) {
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = geometry.itemsize;
  for (std::size_t d = 0; d < geometry.Shape().size(); ++d) {
    const std::ptrdiff_t reach = (geometry.shape[d] - 1) * geometry.strides[d];
    (reach < 0 ? low : high) += reach;
  }
  Span span(static_cast<std::size_t>(high - low));
  span.Repeat(static_cast<std::size_t>(geometry.itemsize), 1);
  for (std::size_t d = 0; d < geometry.Shape().size(); ++d) {
    const std::ptrdiff_t stride = geometry.strides[d];
    if (stride == 0 || geometry.shape[d] == 1) continue;
    span.Repeat(static_cast<std::size_t>(geometry.shape[d]),
                static_cast<std::size_t>(stride < 0 ? -stride : stride));
  }
  return span.Sum(geometry.data + low);
}

}  // namespace

std::optional<std::uint64_t> SumItems(const Description& array) {
  const Geometry& geometry = array.geometry();
  if (geometry.count == 0 || (geometry.itemsize == 0 && !geometry.indirect)) return 0;
  const bool few = geometry.count <= kFollowed / std::max<std::ptrdiff_t>(geometry.itemsize, 1);
  if (few) return SumEach(geometry);
  if (geometry.indirect) return {};
  return SumOnce(geometry);
}

}  // namespace pep3118::tools
