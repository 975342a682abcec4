// SPDX-License-Identifier: MIT
// Files as numpy.lib.format describes them; their bytes are counted by hand.
#include "pep3118/buffer/npy_array.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

#include "pep3118/buffer/bind.h"
#include "pep3118/runtime/record.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/golden/datetimes.h"

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

// A file of version 1.0 whose data begin at a multiple of 64 bytes, at an address that suits it.
class NpyFile {
 public:
  NpyFile(const std::string& header, const std::string& data) {
    std::string text("\x93NUMPY\x01\x00", 8);
    const std::size_t size = (10 + header.size() + 1 + 63) / 64 * 64;
    text += static_cast<char>(size - 10);
    text += '\0';
    text += header;
    text.resize(size - 1, ' ');
    text += '\n';
    text += data;
    size_ = text.size();
    memory_ = std::make_unique<std::max_align_t[]>(size_ / sizeof(std::max_align_t) + 1);
    std::memcpy(memory_.get(), text.data(), size_);
  }
  std::span<const std::byte> bytes() const {
    return {reinterpret_cast<const std::byte*>(memory_.get()), size_};
  }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<std::max_align_t[]> memory_;
};

template <class T, std::size_t kCount>
std::string Bytes(const std::array<T, kCount>& values) {
  return {reinterpret_cast<const char*>(values.data()), sizeof values};
}

constexpr char kSamples[] =
    "{'descr': [('x', '<f4'), ('n', '<u2'), ('m', '<u2')], 'fortran_order': False, 'shape': (3,)}";
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

TEST_CASE("a time is bound to the unit that the file has") {
  using golden_datetimes::Packed;
  using golden_datetimes::Stamp;
  const std::string data = Bytes(std::array<std::int64_t, 2>{1, 2});
  const auto refusal = [&](const std::string& descr) -> std::string {
    const NpyFile file("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (2,)}", data);
    const Result<NpyArray> array = NpyArrayIn(file.bytes());
    REQUIRE(array);
    const auto stamps = Bind<const Stamp, 1>(array->buffer(), array->memory());
    return stamps ? "" : Render(stamps.error());
  };
  CHECK(refusal("<M8[s]") == "");
  CHECK(refusal("<i8") == "");  // ticks, as `a.view("i8")` has them
  for (const char* other : {"<M8[us]", "<M8[2s]", "<m8[s]", "<M8", "<M8[Y]"}) {
    const std::string text = refusal(other);
    INFO(text);
    CHECK(text.find("datetime64[s]") != std::string::npos);
  }
  CHECK(refusal("<M8[us]").find("datetime64[us]") != std::string::npos);
  CHECK(refusal(">M8[s]") != "");

  // In a record, and in a record inside it.
  const auto packed = [&](const char* week, const char* inner) {
    const NpyFile file(
        std::string("{'descr': [('datetime64', '|u1'), ('t', '<M8[us]'), ('big', '>M8[ms]'), "
                    "('week', '>m8[") +
            week + "]'), ('inner', [('t', '<M8[" + inner +
            "]'), ('n', '<i8')])], 'fortran_order': False, 'shape': ()}",
        std::string(41, '\0'));
    const Result<NpyArray> array = NpyArrayIn(file.bytes());
    REQUIRE(array);
    return bool(Bind<const Packed, 0>(array->buffer(), array->memory()));
  };
  CHECK(packed("W", "as"));
  CHECK_FALSE(packed("D", "as"));
  CHECK_FALSE(packed("W", "fs"));
}

TEST_CASE("an array in Fortran order has its first dimension fastest") {
  // np.array([[1, 2, 3], [4, 5, 6]], order="F") in memory.
  const std::string data = Bytes(std::array<std::int16_t, 6>{1, 4, 2, 5, 3, 6});
  const NpyFile file("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3)}", data);
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
  const NpyFile one("{'descr': '<f8', 'fortran_order': False, 'shape': ()}",
                    Bytes(std::array<double, 1>{2.5}));
  const Result<NpyArray> item = NpyArrayIn(one.bytes());
  REQUIRE(item);
  CHECK(item->shape().empty());
  const auto view = Bind<const double, 0>(item->buffer(), item->memory());
  REQUIRE(view);
  CHECK((*view)() == 2.5);

  const NpyFile none(
      "{'descr': '<f8', 'fortran_order': True, 'shape': (4611686018427387904, 4611686018427387904, "
      "0)}",
      "");
  const Result<NpyArray> empty = NpyArrayIn(none.bytes());
  REQUIRE(empty);
  CHECK(empty->memory().size == 0);
  CHECK((Bind<const double, 3>(empty->buffer(), empty->memory())));
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
