// SPDX-License-Identifier: MIT
// Golden headers, compiled and run: bytes written out by hand, one value a line with its offset,
// read through the generated structs.  Built as C++17 and as C++20.
#include <complex>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/golden/half_complex_bool.h"
#include "pep3118/testdata/golden/names.h"
#include "pep3118/testdata/golden/nested.h"
#include "pep3118/testdata/golden/packet_big.h"
#include "pep3118/testdata/golden/padded_mixed.h"
#include "pep3118/testdata/golden/point_little.h"
#include "pep3118/testdata/golden/point_native.h"
#include "pep3118/testdata/golden/several.h"
#include "pep3118/testdata/golden/sized.h"
#include "pep3118/testdata/golden/strings.h"
#include "pep3118/testdata/golden/subarrays.h"
#include "pep3118/testdata/golden/unaligned.h"
// Twice, and once more: every definition has its own guard.
#include "pep3118/testdata/golden/nested.h"
#include "pep3118/testdata/golden/several.h"

namespace pep3118 {
namespace {

template <class Record, std::size_t Size>
Record Read(const unsigned char (&bytes)[Size]) {
  static_assert(sizeof(Record) == Size, "as many bytes as the record has");
  static_assert(std::is_standard_layout_v<Record> && std::is_trivially_copyable_v<Record>);
  Record record;
  std::memcpy(&record, bytes, Size);
  return record;
}

TEST_CASE("packed little-endian record") {
  const auto point = Read<golden_point_little::Point>({
      0xfe, 0xff, 0xff, 0xff,                          // 0: x = -2
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x3f,  // 4: y = 1.5
  });
  CHECK(point.x == -2);
  CHECK(point.y == 1.5);
}

TEST_CASE("native record with a hole") {
  const auto point = Read<golden_point_native::Point>({
      0x78, 0x56, 0x34, 0x12,                          // 0: x = 0x12345678
      0xaa, 0xaa, 0xaa, 0xaa,                          // 4: hole
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0xc0,  // 8: y = -2.5
  });
  CHECK(point.x == 0x12345678);
  CHECK(point.y == -2.5);
  const golden_point_native::Point made{7, {}, 0.5};
  CHECK(made.x == 7);
  CHECK(made.y == 0.5);
}

TEST_CASE("big-endian packet") {
  const auto packet = Read<golden_packet_big::Packet>({
      0x04,                                            // 0: version = 4
      0x05, 0xdc,                                      // 1: length = 1500
      0xff, 0xff, 0xff, 0xfe,                          // 3: sequence = 4294967294
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00,  // 7: time = -256
      0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18,  // 15: value = pi
      0x3f, 0x00, 0x00, 0x00,                          // 23: ratio = 0.5
  });
  CHECK(packet.version == 4);
  CHECK(packet.length == 1500);
  CHECK(packet.sequence == 4294967294u);
  CHECK(packet.time == -256);
  CHECK(packet.value == 3.141592653589793);
  CHECK(packet.ratio == 0.5f);
  const golden_packet_big::Packet made{4, 1500, 4294967294u, -256, 3.141592653589793, 0.5f};
  CHECK(std::memcmp(&made, &packet, sizeof made) == 0);
}

TEST_CASE("explicit pads between byte orders") {
  const auto sample = Read<golden_padded_mixed::Sample>({
      0x34, 0x12,                    // 0: first = 0x1234, little-endian
      0xee, 0xee,                    // 2: pad
      0x12, 0x34,                    // 4: second = 0x1234, big-endian
      0xee,                          // 6: pad
      0x80,                          // 7: third = 128
      0xee, 0xee, 0xee, 0xee, 0xee,  // 8: tail
  });
  CHECK(sample.first == 0x1234);
  CHECK(sample.second == 0x1234);
  CHECK(sample.third == 128);
}

TEST_CASE("nested records, an array of them, two byte orders") {
  const auto segment = Read<golden_nested::Segment>({
      0x01, 0x00, 0x00, 0x00,                          // 0: id = 1
      0x00, 0x00, 0x00, 0x00,                          // 4: hole
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf0, 0x3f,  // 8: start.x = 1
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40,  // 16: start.y = 2
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x08, 0x40,  // 24: stop.x = 3
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x40,  // 32: stop.y = 4
      0xff, 0xfd,                                      // 40: pairs[0].p = -3, big-endian
      0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 42: pairs[0].q = 5
      0x00, 0x06,                                      // 50: pairs[1].p = 6, big-endian
      0xf9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // 52: pairs[1].q = -7
      0x00, 0x00, 0x00, 0x00,                          // 60: tail
  });
  CHECK(segment.id == 1);
  CHECK(segment.start.x == 1.0);
  CHECK(segment.start.y == 2.0);
  CHECK(segment.stop.x == 3.0);
  CHECK(segment.stop.y == 4.0);
  CHECK(segment.pairs[0].p == -3);
  CHECK(segment.pairs[0].q == 5);
  CHECK(segment.pairs[1].p == 6);
  CHECK(segment.pairs[1].q == -7);
  static_assert(std::is_same_v<decltype(segment.start), decltype(segment.stop)>);
}

TEST_CASE("subarrays are row-major") {
  const auto grid = Read<golden_subarrays::Grid>({
      0x01, 0x00, 0x02, 0x00, 0x03, 0x00,  // 0: cells[0]
      0x04, 0x00, 0x05, 0x00, 0xff, 0xff,  // 6: cells[1], the last is -1
      0x3f, 0x80, 0x00, 0x00,              // 12: matrix[0][0] = 1
      0x40, 0x00, 0x00, 0x00,              // 16: matrix[0][1] = 2
      0x40, 0x40, 0x00, 0x00,              // 20: matrix[1][0] = 3
      0xc0, 0x80, 0x00, 0x00,              // 24: matrix[1][1] = -4
      0x01, 0x10, 0x00, 0x00, 0x00,        // 28: rows[0] = {1, 16}
      0x02, 0x20, 0x00, 0x00, 0x00,        // 33: rows[1] = {2, 32}
      0xfd, 0x00, 0x00, 0x00, 0x80,        // 38: rows[2] = {-3, lowest}
  });
  CHECK(grid.cells[0][2] == 3);
  CHECK(grid.cells[1][0] == 4);
  CHECK(grid.cells[1][2] == -1);
  CHECK(grid.matrix[0][1] == 2.0f);
  CHECK(grid.matrix[1][0] == 3.0f);
  CHECK(grid.matrix[1][1] == -4.0f);
  CHECK(grid.rows[1].k == 2);
  CHECK(grid.rows[1].v == 32);
  CHECK(grid.rows[2].k == -3);
  CHECK(grid.rows[2].v == INT32_MIN);
}

TEST_CASE("strings of every width") {
  const auto text = Read<golden_strings::Text>({
      'a',  'b',  0x00, 0x00, 0x00,                    // 0: bytes = "ab"
      0x02, 'c',  'd',  'x',  'x',  'x',               // 5: pascal = "cd"
      0x00,                                            // 11: hole
      0xac, 0x20, 0x41, 0x00, 0x00, 0x00,              // 12: narrow = euro sign, A
      0x00, 0x01, 0xf6, 0x00, 0x00, 0x00, 0x00, 0x42,  // 18: wide = U+1F600, B, big-endian
      0x43, 0x00, 0x00, 0x00,                          // 26: one = C
      'D',                                             // 30: letter
      'e',  'f',  'g',  'h',  'i',  'j',               // 31: words = "efg", "hij"
      0x00, 0xff, 0x7f, 0x80,                          // 37: blob
  });
  CHECK(std::string_view(text.bytes) == "ab");
  CHECK(std::string_view(text.pascal_.data(), text.pascal_.size()) == "cd");
  CHECK(text.narrow[0] == u'\u20ac');
  CHECK(text.narrow[1] == u'A');
  CHECK(text.wide[0] == U'\U0001f600');
  CHECK(text.wide[1] == U'B');
  CHECK(text.one[0] == U'C');
  CHECK(text.letter == 'D');
  CHECK(std::string_view(text.words[1], 3) == "hij");
  CHECK(text.blob[1] == 0xff);
}

TEST_CASE("halves, complex numbers, booleans") {
  const auto mix = Read<golden_half_complex_bool::Mix>({
      0x00, 0x3e,                                      // 0: half_native = 1.5
      0x02,                                            // 2: flag, neither 0 nor 1
      0xc1, 0x00,                                      // 3: half_big = -2.5
      0x3f, 0x80, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00,  // 5: pair = 1 + 2i, big-endian
      0x40, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 13: pair_big = 3 ...
      0xc0, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 21: ... - 4i
      0x01, 0x00, 0x00, 0x80,                          // 29: halves = 2^-24 - 0i
      0x00,                                            // 33: other
  });
  CHECK(mix.half_native == 1.5f);
  CHECK(mix.flag);
  CHECK(mix.half_big == -2.5f);
  CHECK(mix.pair.load() == std::complex<float>(1.0f, 2.0f));
  CHECK(mix.pair_big.load() == std::complex<double>(3.0, -4.0));
  CHECK(mix.halves.real() == 0x1p-24f);
  CHECK(mix.halves.imag() == 0.0f);
  CHECK_FALSE(mix.other);
}

TEST_CASE("members of other names") {
  const golden_names::Names names{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
  CHECK(names.class_ == 1);
  CHECK(names.a_b == 3);
  CHECK(names.x == 10);
  using traits = record_traits<golden_names::Names>;
  CHECK(std::string(traits::fields[0].name) == "class");
  CHECK(std::string(traits::fields[4].name) ==
        "gr\xc3\xb6\xc3\x9f"
        "e");
  CHECK(std::string(traits::fields[11].name) == "\"");
  CHECK(std::string(traits::fields[12].name) ==
        "?"
        "?/");
}

TEST_CASE("several items in one header") {
  const auto first = Read<golden_several::First>({
      0x01, 0x00, 0x02, 0x00,  // 0: p = {1, 2}
      0x03, 0x00, 0x00, 0x00,  // 4: n = 3
  });
  CHECK(first.p.y == 2);
  CHECK(first.n == 3);
  static_assert(
      std::is_same_v<decltype(golden_several::First::p), decltype(golden_several::Second::p)>);
  static_assert(sizeof(golden_several::Matrix) == 48 && std::rank_v<golden_several::Matrix> == 2);
  static_assert(sizeof(golden_several::Count) == 4 && sizeof(golden_several::Block) == 8);
  golden_several::Matrix matrix = {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  const unsigned char five[] = {0x40, 0x14, 0, 0, 0, 0, 0, 0};
  CHECK(std::memcmp(&matrix[1][1], five, sizeof five) == 0);
}

TEST_CASE("long double and pointers at odd places") {
  const auto odd = Read<golden_unaligned::Odd>({
      0x01,                                            // 0: a
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0,  // 1: real = 1.5: significand ...
      0xff, 0x3f, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,  // 9: ... exponent, 6 bytes that mean nothing
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 17: where = null
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80,  // 25: both = 1 ...
      0xff, 0x3f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 33
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80,  // 41: ... - 2i
      0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 49
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // 57: last = -1
  });
  CHECK(odd.a == 1);
  CHECK(odd.real == 1.5L);
  CHECK(odd.where == nullptr);
  CHECK(odd.both.load() == std::complex<long double>(1.0L, -2.0L));
  CHECK(odd.last == -1);
}

TEST_CASE("traits describe the record") {
  using traits = record_traits<golden_nested::Segment>;
  static_assert(traits::itemsize == 64 && traits::alignment == 8);
  static_assert(traits::field_count == 4);
  CHECK(std::string(traits::format) ==
        "T{I:id:4xT{d:x:d:y:}:start:T{d:x:d:y:}:stop:(2)T{!h:p:=q:q:}:pairs:4x}");
  CHECK(std::string(traits::layout_id).size() == 32);
  const field_info& pairs = traits::fields[3];
  CHECK(std::string(pairs.name) == "pairs");
  CHECK(pairs.offset == 40);
  CHECK(pairs.itemsize == 10);
  REQUIRE(pairs.ndim == 1);
  CHECK(pairs.shape[0] == 2);
  CHECK(std::string(pairs.code) == "T{!h:p:=q:q:}");
  static_assert(record_traits<golden_sized::Tail>::itemsize == 16);
}

}  // namespace
}  // namespace pep3118
