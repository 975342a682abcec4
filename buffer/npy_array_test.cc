// SPDX-License-Identifier: MIT
// Files as numpy.lib.format describes them; their bytes are counted by hand.
#include "pep3118/buffer/npy_array.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/testing/npy_file.h"
#include "pep3118/runtime/record.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Sample {
  float x;
  std::uint16_t n;
  std::uint16_t m;
};
}  // namespace
}  // namespace pep3118
PEP3118_RECORD(pep3118::Sample, x, n, m);

namespace pep3118 {
namespace {

using testing::Bytes;
using testing::NpyFile;

// As this machine writes the file: its values come from Bytes().
std::string InHostOrder(std::string header) {
  if (std::endian::native == std::endian::big) std::ranges::replace(header, '<', '>');
  return header;
}

const std::string kSamples = InHostOrder(
    "{'descr': [('x', '<f4'), ('n', '<u2'), ('m', '<u2')], 'fortran_order': False, 'shape': (3,)}");
constexpr std::array<Sample, 3> kThree = {{{1.5F, 1, 10}, {2.5F, 2, 20}, {3.5F, 3, 30}}};

TEST_CASE("a file of records binds to their struct") {
  const NpyFile file(kSamples, Bytes(kThree) + "bytes after the data");
  const Result<NpyArray> array = NpyArrayIn(file.bytes());
  REQUIRE(array);
  CHECK(array->memory().size == sizeof kThree);
  const auto samples = Bind<const Sample, 1>(array->buffer(), array->memory());
  REQUIRE(samples);
  REQUIRE(samples->size() == 3);
  int sum = 0;
  for (const Sample& sample : *samples) sum += sample.n + sample.m;
  CHECK(sum == 66);
  CHECK((*samples)[2].x == 3.5F);
  // What a file holds is not written to.
  CHECK_FALSE((Bind<Sample, 1>(array->buffer(), array->memory())));
  // Not that struct.
  CHECK_FALSE((Bind<const double, 1>(array->buffer(), array->memory())));
}

TEST_CASE("an array in Fortran order has its first dimension fastest") {
  // np.array([[1, 2, 3], [4, 5, 6]], order="F") in memory.
  const std::string data = Bytes(std::array<std::int16_t, 6>{1, 4, 2, 5, 3, 6});
  const NpyFile file(InHostOrder("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3)}"), data);
  const Result<NpyArray> array = NpyArrayIn(file.bytes());
  REQUIRE(array);
  const auto view = Bind<const std::int16_t, 2>(array->buffer(), array->memory());
  REQUIRE(view);
  CHECK((*view)(0, 0) == 1);
  CHECK((*view)(0, 2) == 3);
  CHECK((*view)(1, 0) == 4);
  CHECK((*view)(1, 2) == 6);
}

TEST_CASE("arrays of one item, of none, and of as many as no file has") {
  const NpyFile one(InHostOrder("{'descr': '<f8', 'fortran_order': False, 'shape': ()}"),
                    Bytes(std::array<double, 1>{2.5}));
  const Result<NpyArray> item = NpyArrayIn(one.bytes());
  REQUIRE(item);
  CHECK(item->shape().empty());
  const auto view = Bind<const double, 0>(item->buffer(), item->memory());
  REQUIRE(view);
  CHECK((*view)() == 2.5);

  const std::string many = std::to_string(PTRDIFF_MAX / 2 + 1);
  const NpyFile none(InHostOrder("{'descr': '<f8', 'fortran_order': True, 'shape': (") + many +
                         ", " + many + ", 0)}",
                     "");
  const Result<NpyArray> empty = NpyArrayIn(none.bytes());
  REQUIRE(empty);
  CHECK(empty->memory().size == 0);
  CHECK((Bind<const double, 3>(empty->buffer(), empty->memory())));
}

TEST_CASE("a count of items without bytes is the file's, or refused") {
  for (const char* count : {"2147483647", "2147483648", "4294967297", "9223372036854775807"}) {
    const NpyFile file(
        std::string("{'descr': '|V0', 'fortran_order': False, 'shape': (") + count + ",)}", "");
    const Result<NpyArray> array = NpyArrayIn(file.bytes());
    INFO(count);
    if (std::in_range<std::ptrdiff_t>(std::stoll(count))) {
      REQUIRE(array);
      CHECK(std::to_string(array->shape()[0]) == count);
      continue;
    }
    REQUIRE_FALSE(array);
    CHECK(array.error().kind == ErrorKind::kNpyHeader);
    CHECK(Message(array.error()).find(count) != std::string::npos);
  }
}

TEST_CASE("a file that ends before its data is refused") {
  const std::string data = Bytes(kThree);
  for (std::size_t size = 0; size < data.size(); ++size) {
    const NpyFile file(kSamples, data.substr(0, size));
    const Result<NpyArray> array = NpyArrayIn(file.bytes());
    REQUIRE_FALSE(array);
    CHECK(array.error().kind == ErrorKind::kNpyHeader);
    CHECK(Message(array.error()) == "the data has 24 bytes, the file only " + std::to_string(size));
  }
  CHECK_FALSE(NpyArrayIn({}));
}

}  // namespace
}  // namespace pep3118
