// SPDX-License-Identifier: MIT
// Times of `.npy` files and of the golden structs, which are x86-64 Linux's.
#include <array>
#include <cstdint>
#include <string>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/npy_array.h"
#include "pep3118/buffer/testing/npy_file.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/golden/datetimes.h"

namespace pep3118 {
namespace {

using testing::Bytes;
using testing::NpyFile;

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

}  // namespace
}  // namespace pep3118
