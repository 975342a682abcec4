// SPDX-License-Identifier: MIT
// An aligned record of NumPy is a C struct: the compiler says where its members are.
#include "pep3118/layout/numpy_record.h"

#include <cstddef>
#include <cstdint>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using Fault = NumpyRecord::Fault;

struct Struct {
  char tag;
  double x;
  std::int16_t n;
  char text[3];
  long double wide;
};

ExplicitType Scalar(const char* code, std::int64_t size) {
  return ExplicitType::Scalar(*code == 'g' ? '@' : '<', code, size);
}

Fault Fill(NumpyRecord& record) {
  const Target& host = HostTarget();
  const ExplicitType types[] = {Scalar("1s", 1), Scalar("d", 8), Scalar("h", 2), Scalar("3s", 3),
                                Scalar("g", sizeof(long double))};
  for (const ExplicitType& type : types) {
    const Fault fault = record.Append("f", type, NumpyAlignment(type, host));
    if (fault != Fault::kNone) return fault;
  }
  return record.Finish(std::nullopt);
}

TEST_CASE("an aligned record is the compiler's, another is packed") {
  NumpyRecord aligned(true, HostTarget());
  REQUIRE(Fill(aligned) == Fault::kNone);
  const std::size_t offsets[] = {offsetof(Struct, tag), offsetof(Struct, x), offsetof(Struct, n),
                                 offsetof(Struct, text), offsetof(Struct, wide)};
  for (std::size_t i = 0; i < std::size(offsets); ++i) {
    CHECK(aligned.type().fields[i].offset == static_cast<std::int64_t>(offsets[i]));
  }
  CHECK(aligned.type().itemsize == static_cast<std::int64_t>(sizeof(Struct)));
  CHECK(aligned.alignment() == static_cast<std::int64_t>(alignof(Struct)));

  NumpyRecord packed(false, HostTarget());
  REQUIRE(Fill(packed) == Fault::kNone);
  CHECK(packed.type().itemsize == 1 + 8 + 2 + 3 + static_cast<std::int64_t>(sizeof(long double)));
  CHECK(packed.alignment() == 1);
}

// What NumPy 1.24 refuses in {'names': ..., 'offsets': ..., 'itemsize': ..., 'aligned': ...}.
TEST_CASE("what NumPy refuses is a fault") {
  const ExplicitType number = Scalar("d", 8);
  const auto at = [&](bool align, std::int64_t offset) {
    NumpyRecord record(align, HostTarget());
    return record.AppendAt(offset, "x", number, 8);
  };
  CHECK(at(false, 9) == Fault::kNone);
  CHECK(at(true, 9) == Fault::kMisaligned);
  CHECK(at(true, 16) == Fault::kNone);
  CHECK(at(false, PTRDIFF_MAX - 7) == Fault::kTooLarge);
  CHECK(at(false, PTRDIFF_MAX - 8) == Fault::kNone);

  const auto finish = [&](bool align, std::int64_t itemsize) {
    NumpyRecord record(align, HostTarget());
    REQUIRE(record.Append("x", number, 8) == Fault::kNone);
    return record.Finish(itemsize);
  };
  CHECK(finish(false, 7) == Fault::kItemsizeTooSmall);
  CHECK(finish(false, 9) == Fault::kNone);
  CHECK(finish(true, 9) == Fault::kItemsizeMisaligned);
  CHECK(finish(true, 16) == Fault::kNone);
}

}  // namespace
}  // namespace pep3118
