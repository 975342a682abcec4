// SPDX-License-Identifier: MIT
// Bind: which buffers are accepted, and the report on the others, word for word.
#include "pep3118/buffer/bind.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <complex>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/golden/datetimes.h"
#include "pep3118/testdata/golden/nested.h"

namespace bind_test {
struct Point {
  std::int32_t x;
  double y;
};
struct Pair {
  std::int32_t a;
  std::int32_t b;
};
struct Letter {
  char letter;
  std::int32_t number;
};
struct Parts {
  float re;
  float im;
};
struct Packet {
  pep3118::big<std::uint16_t> port;
  char tag[3];
};
struct Track {
  Point from;
  Point to;
  float weights[2][3];
};
}  // namespace bind_test

PEP3118_RECORD(bind_test::Point, x, y);
PEP3118_RECORD(bind_test::Pair, a, b);
PEP3118_RECORD(bind_test::Letter, letter, number);
PEP3118_RECORD(bind_test::Parts, re, im);
PEP3118_RECORD(bind_test::Packet, port, tag);
PEP3118_RECORD(bind_test::Track, from, to, weights);

namespace pep3118 {
namespace {

using bind_test::Letter;
using bind_test::Packet;
using bind_test::Pair;
using bind_test::Parts;
using bind_test::Point;
using bind_test::Track;

// Aligned memory and a one-dimensional buffer over it.
struct Array {
  alignas(16) unsigned char bytes[256] = {};
  std::array<std::ptrdiff_t, 2> shape{};
  std::array<std::ptrdiff_t, 2> strides{};

  Buffer Of(const char* format, std::ptrdiff_t itemsize, std::ptrdiff_t count) {
    shape = {count, 1};
    Buffer buffer;
    buffer.buf = bytes;
    buffer.len = count * itemsize;
    buffer.itemsize = itemsize;
    buffer.readonly = false;
    buffer.ndim = 1;
    buffer.format = format;
    buffer.shape = shape.data();
    return buffer;
  }
};

template <class Record>
std::string Refusal(const Buffer& buffer, const BindPolicy& policy = {}) {
  const auto view = Bind<Record, 1>(buffer, policy);
  return view ? "accepted" : Render(view.error());
}

TEST_CASE("spellings of the struct's layout are accepted") {
  const struct {
    const char* who;
    const char* format;
  } kCases[] = {
      {"canonical", "T{i:x:4xd:y:}"},
      {"NumPy, aligned", "T{i:x:xxxxd:y:}"},
      {"PEP 3118, implicit", "T{i:x:d:y:}"},
      {"ctypes of CPython 3.11", "T{<i:x:<d:y:}"},
      {"ctypes of CPython 3.12", "T{<i:x:4x<d:y:}"},
      {"NumPy, misaligned view", "T{=i:x:xxxxd:y:}"},
      {"pybind11", "^T{i:x:4xd:y:}"},
      {"angle brackets", "T<i:x:d:y:>"},
      {"spaces", "T{ i:x: 4x d:y: }"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.who) {
      Array array;
      const Point points[] = {{7, 0.5}, {8, 1.5}};
      std::memcpy(array.bytes, points, sizeof points);
      // The second time it is known.
      for (int i = 0; i < 2; ++i) {
        const auto view = Bind<Point, 1>(array.Of(c.format, 16, 2));
        REQUIRE(view);
        CHECK(view->at(1).x == 8);
        CHECK(view->at(1).y == 1.5);
        CHECK(view->extent(0) == 2);
      }
    }
  }
}

TEST_CASE("Admits says what Bind would, without a report") {
  Array array;
  Buffer buffer = array.Of("T{i:x:xxxxd:y:}", 16, 2);
  CHECK(Admits<const Point, 1>(buffer));
  CHECK(Admits<Point, 1>(buffer));
  CHECK(!Admits<const Point, 2>(buffer));
  CHECK(!Admits<const double, 1>(buffer));
  buffer.format = "T{i:x:xxxxd:z:}";
  CHECK(!Admits<const Point, 1>(buffer));
  CHECK(Admits<const Point, 1>(buffer, {.level = MatchLevel::kTypes}));
  buffer.format = "T{";
  CHECK(!Admits<const Point, 1>(buffer));
  buffer.format = "T{i:x:xxxxd:y:}";
  buffer.readonly = true;
  CHECK(Admits<const Point, 1>(buffer));
  CHECK(!Admits<Point, 1>(buffer));
}

TEST_CASE("BindAny visits the first record that fits, or reports the nearest") {
  Array array;
  Buffer buffer = array.Of("T{i:x:xxxxd:y:}", 16, 2);
  std::ptrdiff_t seen = 0;
  const auto visitor = [&](auto view) { seen = view.count(); };
  CHECK(!BindAny<1, const double, const Point>(buffer, visitor));
  CHECK(seen == 2);
  buffer.format = "T{i:x:xxxxd:z:}";  // one name differs from Point, everything from double
  const std::optional<BindReport> report = BindAny<1, const double, const Point>(buffer, visitor);
  REQUIRE(report);
  CHECK(report->name == "bind_test::Point");
  CHECK(report->mismatches.size() == 1);
}

TEST_CASE("the report on a refused buffer has every difference") {
  Array array;
  const struct {
    const char* what;
    Buffer buffer;
    std::string expected;
  } kCases[] = {
      {"another type and place", array.Of("T{i:x:f:y:8x}", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  field y: expected `d` (float, 8 bytes, little-endian) at offset 8, found `f` (float, 4 "
       "bytes, little-endian) at offset 4\n"},
      {"another byte order", array.Of("T{>i:x:4x>d:y:}", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  field x: expected `i` (int, 4 bytes, little-endian) at offset 0, found `!i` (int, 4 "
       "bytes, big-endian) at offset 0\n"
       "  field y: expected `d` (float, 8 bytes, little-endian) at offset 8, found `!d` (float, 8 "
       "bytes, big-endian) at offset 8\n"},
      {"other names", array.Of("T{i:u:4xd:v:}", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  field x: expected the name at offset 0, found the name `u`\n"
       "  field y: expected the name at offset 8, found the name `v`\n"},
      {"packed", array.Of("T{=i:x:d:y:}", 12, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  itemsize: expected 16, found 12\n"
       "  field y: expected `d` (float, 8 bytes, little-endian) at offset 8, found `=d` (float, 8 "
       "bytes, little-endian) at offset 4\n"
       ""},
      {"a field more", array.Of("T{i:x:i:id:d:y:}", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  field id: expected no such field, found `i` (int, 4 bytes, little-endian) at offset 4\n"},
      {"a field less", array.Of("T{i:x:12x}", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  field y: expected `d` (float, 8 bytes, little-endian) at offset 8, found no such "
       "field\n"},
      {"no format at all", array.Of("T{i:x:", 16, 2),
       "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
       "  format: expected T{i:x:4xd:y:}, found `T{i:x:`, which is refused at byte 0: record `T{` "
       "is never closed [unclosed-record]\n"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.what) { CHECK(Refusal<Point>(c.buffer) == c.expected); }
  }
}

TEST_CASE("nested fields are named by their path, and hostile names are harmless") {
  Array array;
  CHECK(
      Refusal<Track>(array.Of("T{T{i:x:4xd:y:}:from:T{i:x:4xq:y:}:to:(3,2)f:weights:}", 56, 1)) ==
      "the buffer is not an array of `bind_test::Track` "
      "(T{T{i:x:4xd:y:}:from:T{i:x:4xd:y:}:to:(2,3)f:weights:})\n"
      "  field to.y: expected `d` (float, 8 bytes, little-endian) at offset 24, found `q` (int, 8 "
      "bytes, little-endian) at offset 24\n"
      "  field weights: expected array (2,3) of `f` (float, 4 bytes, little-endian) at offset 32, "
      "found array (3,2) of `f` (float, 4 bytes, little-endian) at offset 32\n");
  const std::string text = Refusal<Pair>(array.Of("T{i:\x1b[2J\n:i:\xe2\x80\xae:}", 8, 1));
  for (const char c : text) {
    INFO(text);
    CHECK((c == '\n' || (c >= ' ' && c <= '~')));
  }
  // Each name is on one line.
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("numbers that do not suit the struct are reported beside the format") {
  Array array;
  Buffer buffer = array.Of("T{i:x:4xd:y:}", 16, 2);
  SECTION("alignment of the base") {
    buffer.buf = array.bytes + 4;
    CHECK(Refusal<Point>(buffer) ==
          "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
          "  base address: expected a multiple of 8, found 4 bytes beyond one (unaligned<T> "
          "members need no alignment)\n");
  }
  SECTION("alignment of a stride") {
    array.strides = {20, 0};
    buffer.strides = array.strides.data();
    CHECK(Refusal<Point>(buffer) ==
          "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
          "  strides[0]: expected a multiple of 8, found 20 (unaligned<T> members need no "
          "alignment)\n");
  }
  SECTION("one item has no stride to be wrong") {
    array.shape[0] = 1;
    buffer.len = 16;
    array.strides = {20, 0};
    buffer.strides = array.strides.data();
    CHECK(Refusal<Point>(buffer) == "accepted");
  }
  SECTION("no items, no alignment") {
    array.shape[0] = 0;
    buffer.len = 0;
    buffer.buf = nullptr;
    CHECK(Refusal<Point>(buffer) == "accepted");
  }
  SECTION("read-only") {
    buffer.readonly = true;
    CHECK(Refusal<Point>(buffer) ==
          "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
          "  readonly: expected memory that may be written, found a read-only buffer\n");
    CHECK(Refusal<const Point>(buffer) == "accepted");
  }
  SECTION("dimensions") {
    CHECK(Render(Bind<Point, 2>(buffer).error()) ==
          "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
          "  ndim: expected 2, found 1\n");
  }
  SECTION("everything at once") {
    buffer.buf = array.bytes + 1;
    buffer.readonly = true;
    buffer.format = "T{i:x:4xd:z:}";
    CHECK(Render(Bind<Point, 2>(buffer).error()) ==
          "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n"
          "  field y: expected the name at offset 8, found the name `z`\n"
          "  ndim: expected 2, found 1\n"
          "  readonly: expected memory that may be written, found a read-only buffer\n"
          "  base address: expected a multiple of 8, found 1 byte beyond one (unaligned<T> members "
          "need no alignment)\n");
  }
  SECTION("a length that contradicts the shape") {
    buffer.len = 40;
    const auto view = Bind<Point, 1>(buffer);
    REQUIRE(!view);
    REQUIRE(view.error().mismatches.size() == 1);
    CHECK(view.error().mismatches[0].kind == MismatchKind::kGeometry);
  }
}

// What the flags of PyObject_GetBuffer leave out, as array.array, memoryview and NumPy answer them.
TEST_CASE("a buffer that was asked for too little says which flag is missing") {
  Array array;
  const std::string kAll = ", or PyBUF_RECORDS_RO for all\n";
  const std::string kFirst = "the buffer is not an array of `bind_test::Point` (T{i:x:4xd:y:})\n";
  const std::string kFormat =
      "  format: expected T{i:x:4xd:y:}, found none; ask the exporter with PyBUF_FORMAT" + kAll;
  const std::string kShape = "; ask the exporter with PyBUF_ND" + kAll;
  Buffer buffer = array.Of(nullptr, 16, 3);
  SECTION("PyBUF_ND without PyBUF_FORMAT") {
    CHECK(Refusal<const Point>(buffer) == kFirst + kFormat);
    CHECK(Refusal<Point>(buffer).ends_with("PyBUF_FORMAT, or PyBUF_RECORDS for all\n"));
  }
  buffer.shape = nullptr;
  SECTION("PyBUF_SIMPLE") { CHECK(Refusal<const Point>(buffer) == kFirst + kFormat); }
  SECTION("PyBUF_SIMPLE, an exporter that then has no dimension") {
    buffer.ndim = 0;
    CHECK(Refusal<const Point>(buffer) ==
          kFirst + kFormat + "  shape: expected 1 dimension, found none" + kShape);
  }
  SECTION("PyBUF_FORMAT without PyBUF_ND") {
    buffer.format = "T{i:x:4xd:y:}";
    const auto view = Bind<const Point, 1>(buffer);
    REQUIRE(view);
    CHECK(view->extent(0) == 3);
    const auto plane = Bind<const Point, 2>(buffer);
    REQUIRE_FALSE(plane);
    CHECK(Render(plane.error()) == kFirst + "  shape: expected 2 dimensions, found none" + kShape);
    buffer.ndim = 2;
    CHECK(Refusal<const Point>(buffer) ==
          kFirst + "  shape: expected 1 dimension, found none" + kShape);
  }
  SECTION("bytes need neither") {
    CHECK(Refusal<const std::uint8_t>(buffer) == "accepted");
    buffer.readonly = true;
    CHECK(Refusal<std::uint8_t>(buffer) ==
          "the buffer is not an array of B\n"
          "  readonly: expected memory that may be written, found a read-only buffer\n");
  }
}

TEST_CASE("a number at any address is bound as unaligned") {
  Array array;
  const double value = 2.5;
  std::memcpy(array.bytes + 13, &value, sizeof value);
  Buffer buffer = array.Of("d", 8, 2);
  buffer.buf = array.bytes + 4;
  array.strides = {9, 0};
  buffer.strides = array.strides.data();
  CHECK(Refusal<double>(buffer) ==
        "the buffer is not an array of d\n"
        "  base address: expected a multiple of 8, found 4 bytes beyond one (unaligned<T> needs "
        "no alignment)\n"
        "  strides[0]: expected a multiple of 8, found 9 (unaligned<T> needs no alignment)\n");
  const auto view = Bind<unaligned<double>, 1>(buffer);
  REQUIRE(view);
  CHECK(view->at(1) == 2.5);
}

TEST_CASE("strides are not blamed for items of another size") {
  Array array;
  CHECK(Refusal<double>(array.Of("f", 4, 2)) ==
        "the buffer is not an array of d\n"
        "  itemsize: expected 8, found 4\n"
        "  item: expected `d` (float, 8 bytes, little-endian) at offset 0, found `f` (float, 4 "
        "bytes, little-endian) at offset 0\n");
}

TEST_CASE("a report for an exception has no newline at its end") {
  Array array;
  const auto view = Bind<double, 1>(array.Of("q", 8, 2));
  REQUIRE_FALSE(view);
  CHECK(Message(view.error()) + "\n" == Render(view.error()));
}

TEST_CASE("strides that leave the address space are refused without the memory too") {
  Array array;
  Buffer buffer = array.Of("d", 8, 2);
  array.strides = {PTRDIFF_MAX - 7, 0};
  buffer.strides = array.strides.data();
  CHECK(Refusal<double>(buffer) ==
        "the buffer is not an array of d\n"
        "  strides: stride 9223372036854775800 of dimension 0 walks more than 9223372036854775807 "
        "bytes\n");
}

TEST_CASE("with the memory given, every item lies inside it or the buffer is refused") {
  Array array;
  Buffer buffer = array.Of("T{i:x:4xd:y:}", 16, 4);
  CHECK(Bind<Point, 1>(buffer, {array.bytes, 64}));
  const auto beyond = Bind<Point, 1>(buffer, {array.bytes, 63});
  REQUIRE(!beyond);
  CHECK(beyond.error().mismatches[0].where == "memory");
  array.strides = {-16, 0};
  buffer.strides = array.strides.data();
  CHECK(!Bind<Point, 1>(buffer, {array.bytes, sizeof array.bytes}));
  buffer.buf = array.bytes + 48;
  const auto view = Bind<Point, 1>(buffer, {array.bytes, 64});
  REQUIRE(view);
  CHECK(reinterpret_cast<unsigned char*>(&view->at(3)) == array.bytes);
  static_assert(std::is_same_v<decltype(*view), const View<Point, 1>&>);
}

TEST_CASE("levels ask for bytes, for types, or for names too") {
  Array array;
  const BindPolicy kBytes{MatchLevel::kBytes}, kTypes{MatchLevel::kTypes},
      kNames{MatchLevel::kNames};
  const Buffer renamed = array.Of("T{i:left:i:right:}", 8, 1);
  CHECK(Refusal<Pair>(renamed, kBytes) == "accepted");
  CHECK(Refusal<Pair>(renamed, kTypes) == "accepted");
  CHECK(Refusal<Pair>(renamed, kNames) != "accepted");
  const Buffer array_of_two = array.Of("T{(2)i:v:}", 8, 1);
  CHECK(Refusal<Pair>(array_of_two, kBytes) == "accepted");
  CHECK(Refusal<Pair>(array_of_two, kTypes) != "accepted");
  // A spelling accepted at a lower level is not accepted at a higher one; the other way round it is.
  CHECK(Refusal<Pair>(renamed, kNames) != "accepted");
  CHECK(Refusal<Pair>(array.Of("T{i:a:i:b: }", 8, 1), kNames) == "accepted");
  CHECK(Refusal<Pair>(array.Of("T{i:a:i:b: }", 8, 1), kBytes) == "accepted");
  CHECK(Refusal<Pair>(array.Of("T{f:a:f:b:}", 8, 1), kBytes) != "accepted");
}

TEST_CASE("exchanged names count at no level below names, for no dialect") {
  for (const Dialect dialect : {Dialect::kAuto, Dialect::kNumpy, Dialect::kCtypes}) {
    for (const MatchLevel level : {MatchLevel::kBytes, MatchLevel::kTypes}) {
      Array array;
      const Buffer buffer = array.Of("T{<i:b:<i:c:}", 8, 2);
      CHECK(Refusal<const Pair>(buffer, {.level = level, .dialect = dialect}) == "accepted");
      CHECK(Refusal<const Pair>(array.Of("T{<i:b:<i:a:}", 8, 2),
                                {.level = level, .dialect = dialect}) == "accepted");
      CHECK(Refusal<const Pair>(array.Of("T{<i:b:<f:a:}", 8, 2),
                                {.level = level, .dialect = dialect}) != "accepted");
    }
  }
}

TEST_CASE("a char is bound to a character and to a small integer") {
  Array array;
  // As pybind11 writes this struct.
  const Buffer pybind11 = array.Of("^T{b:letter:3xi:number:}", 8, 1);
  const BindPolicy kBytes{MatchLevel::kBytes}, kTypes{MatchLevel::kTypes};
  for (const BindPolicy& policy : {kBytes, kTypes}) {
    CHECK(Refusal<Letter>(pybind11, policy) == "accepted");
    CHECK(Refusal<Letter>(array.Of("T{B:letter:3xi:number:}", 8, 1), policy) == "accepted");
    CHECK(Refusal<Letter>(array.Of("T{c:letter:3xi:number:}", 8, 1), policy) == "accepted");
    CHECK(Refusal<Letter>(array.Of("T{?:letter:3xi:number:}", 8, 1), policy) != "accepted");
    CHECK(Refusal<char>(array.Of("b", 1, 8), policy) == "accepted");
    CHECK(Refusal<std::int8_t>(array.Of("c", 1, 8), policy) != "accepted");
    // What is wrong is named, and the char is not.
    CHECK(Refusal<Letter>(array.Of("T{b:letter:3xf:number:}", 8, 1), policy) ==
          "the buffer is not an array of `bind_test::Letter` (T{c:letter:3xi:number:})\n"
          "  field number: expected `i` (int, 4 bytes, little-endian) at offset 4, found `f` "
          "(float, 4 bytes, little-endian) at offset 4\n");
  }
  CHECK(
      Refusal<Letter>(pybind11) ==
      "the buffer is not an array of `bind_test::Letter` (T{c:letter:3xi:number:})\n"
      "  field letter: expected `c` (char, 1 byte) at offset 0, found `b` (int, 1 byte) at offset "
      "0 (MatchLevel::kTypes takes it for a char)\n");
}

TEST_CASE("two numbers are a complex number at level bytes") {
  Array array;
  const BindPolicy kBytes{MatchLevel::kBytes}, kTypes{MatchLevel::kTypes};
  CHECK(Refusal<Parts>(array.Of("Zf", 8, 2), kBytes) == "accepted");
  CHECK(Refusal<Parts>(array.Of("Zf", 8, 2), kTypes) != "accepted");
  CHECK(Refusal<Parts>(array.Of(">Zf", 8, 2), kBytes) != "accepted");
  CHECK(Refusal<std::complex<float>>(array.Of("T{f:re:f:im:}", 8, 2), kBytes) == "accepted");
  CHECK(Refusal<std::complex<double>>(array.Of("T{d:re:d:im:}", 16, 2), kBytes) == "accepted");
  CHECK(Refusal<std::complex<double>>(array.Of("(2)d", 16, 2), kBytes) == "accepted");
  CHECK(Refusal<std::complex<float>>(array.Of("T{f:re:i:im:}", 8, 2), kBytes) != "accepted");
}

bool Says(const std::string& report, const char* words) {
  return report.find(words) != std::string::npos;
}

TEST_CASE("a struct is bound to a larger record where that is allowed") {
  constexpr BindPolicy kMore{.allow_more_fields = true};
  const struct {
    const char* format;
    std::ptrdiff_t itemsize;
    const char* read;   // the line of the report on a view that reads, or "accepted"
    const char* write;  // and on one that writes
  } kCases[] = {
      {"T{i:x:4xd:y:}", 16, "accepted", "accepted"},
      {"T{i:x:4xd:y:q:z:}", 24, "accepted", "accepted"},
      {"T{i:x:4xd:y:8x}", 24, "accepted", "accepted"},
      {"T{i:x:f:w:d:y:}", 16, "accepted", "field w: expected no such field, found `f`"},
      {"T{i:x:f:w:d:y:(3)T{h:a:}:z:2x}", 24, "accepted",
       "field w: expected no such field, found `f`"},
      {"T{i:x:4xd:Y:q:z:}", 24, "field y", "field y"},
      {"T{i:X:4xd:y:q:x:}", 24, "field x", "field x"},  // there is an x, elsewhere
      {"T{q:x:d:y:q:z:}", 24, "field x", "field x"},
      {"T{!i:x:4xd:y:q:z:}", 24, "field x", "field x"},
      {"T{q:z:i:x:4xd:y:}", 24, "field x", "field x"},
      {"T{i:x:4xd:y:i:x:4x}", 24, "field x: expected no such field", "field x"},  // which x?
      {"T{i:x:4xd:y:b:z:b:z:6x}", 24, "field z", "field z"},
      {"T{i:x:4x}", 8, "itemsize", "itemsize"},
      {"24s", 24, "item: expected record", "item: expected record"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.format) {
      Array array;
      const Buffer buffer = array.Of(c.format, c.itemsize, 3);
      for (int time = 0; time < 2; ++time) {  // the second time it is known
        const std::string read = Refusal<const Point>(buffer, kMore);
        const std::string write = Refusal<Point>(buffer, kMore);
        INFO(read << write);
        CHECK(Says(read, c.read));
        CHECK(Says(write, c.write));
      }
      CHECK((Refusal<const Point>(buffer) == "accepted") ==
            (std::string(c.format) == "T{i:x:4xd:y:}"));
    }
  }

  Array array;
  const struct {
    Point point;
    std::int64_t z;
  } items[2] = {{{1, 2}, 3}, {{4, 5}, 6}};
  std::memcpy(array.bytes, items, sizeof items);
  const auto view = Bind<const Point, 1>(array.Of("T{i:x:4xd:y:q:z:}", 24, 2), kMore);
  REQUIRE(view);
  CHECK(view->strides()[0] == 24);
  CHECK((*view)(1).x == 4);
  CHECK((*view)(1).y == 5);
  // The last record must be whole, not only the struct's part of it.
  CHECK_FALSE(
      (Bind<const Point, 1>(array.Of("T{i:x:4xd:y:q:z:}", 24, 2), {array.bytes, 40}, kMore)));
  CHECK((Bind<const Point, 1>(array.Of("T{i:x:4xd:y:q:z:}", 24, 2), {array.bytes, 48}, kMore)));
  // What is between the fields of a nested record counts too.
  CHECK(Refusal<const Track>(
            array.Of("T{T{i:x:f:w:d:y:}:from:T{i:x:4xd:y:}:to:(2,3)f:weights:q:z:}", 64, 1),
            kMore) == "accepted");
  CHECK(Says(
      Refusal<Track>(
          array.Of("T{T{i:x:f:w:d:y:}:from:T{i:x:4xd:y:}:to:(2,3)f:weights:q:z:}", 64, 1), kMore),
      "field from.w: expected no such field"));
  // Alignment counts as ever.
  CHECK(Says(Refusal<const Point>(array.Of("T{=i:x:4x=d:y:b:z:}", 17, 2), kMore),
             "strides[0]: expected a multiple of 8, found 17"));
}

TEST_CASE(
    "more refused formats than are remembered are still refused, and accepted ones accepted") {
  Array array;
  for (int time = 0; time < 2; ++time) {
    for (char name = 'a'; name < 'z'; ++name) {
      const std::string format = std::string("T{i:") + name + ":4xd:y:}";
      CHECK(Admits<const Point, 1>(array.Of(format.c_str(), 16, 2)) == (name == 'x'));
    }
  }
}

TEST_CASE("a named dialect and strict are part of the question") {
  Array array;
  const Buffer ctypes = array.Of("T{<i:x:<d:y:}", 16, 1);
  CHECK(Refusal<Point>(ctypes) == "accepted");
  CHECK(Refusal<Point>(ctypes, {MatchLevel::kNames, Dialect::kCtypes}) == "accepted");
  CHECK(Refusal<Point>(ctypes, {MatchLevel::kNames, Dialect::kPep3118}) != "accepted");
  CHECK(Refusal<Point>(ctypes) == "accepted");
}

TEST_CASE("more spellings than are remembered are still read") {
  Array array;
  for (int round = 0; round < 2; ++round) {
    for (int spaces = 0; spaces < 10; ++spaces) {
      const std::string format =
          "T{i:x:" + std::string(static_cast<std::size_t>(spaces), ' ') + "d:y:}";
      CHECK(Refusal<Point>(array.Of(format.c_str(), 16, 2)) == "accepted");
    }
  }
}

TEST_CASE("generated structs, storage types and plain items are bound alike") {
  Array array;
  CHECK(Refusal<golden_nested::Segment>(array.Of(
            "T{I:id:4xT{d:x:d:y:}:start:T{d:x:d:y:}:stop:(2)T{>h:p:<q:q:}:pairs:4x}", 64, 2)) ==
        "accepted");
  CHECK(Refusal<Packet>(array.Of("T{>H:port:3s:tag:}", 5, 7)) == "accepted");
  CHECK(Refusal<double>(array.Of("d", 8, 3)) == "accepted");
  CHECK(Refusal<double>(array.Of("<d", 8, 3)) == "accepted");
  CHECK(Refusal<std::int64_t>(array.Of("l", 8, 3)) == "accepted");
  CHECK(
      Refusal<double>(array.Of("q", 8, 3)) ==
      "the buffer is not an array of d\n"
      "  item: expected `d` (float, 8 bytes, little-endian) at offset 0, found `q` (int, 8 bytes, "
      "little-endian) at offset 0\n");
  Buffer bytes;
  bytes.buf = array.bytes;
  bytes.len = 5;
  const auto view = Bind<const std::uint8_t, 1>(bytes);  // NULL format and NULL shape
  REQUIRE(view);
  CHECK(view->extent(0) == 5);
}

TEST_CASE("items behind pointers are bound as such") {
  double row[] = {1, 2};
  double* table[] = {row};
  const std::ptrdiff_t shape[] = {1, 2}, strides[] = {8, 8}, suboffsets[] = {0, -1};
  const Buffer buffer{table, 16, 8, false, 2, "d", shape, strides, suboffsets};
  const auto view = BindIndirect<double, 2>(buffer);
  REQUIRE(view);
  CHECK(view->at(0, 1) == 2);
  CHECK(Render(Bind<double, 2>(buffer).error()) ==
        "the buffer is not an array of d\n"
        "  suboffsets: expected none, found items behind pointers (BindIndirect follows them)\n");
}

TEST_CASE("a long report is cut") {
  Array array;
  std::string format = "T{";
  for (int i = 0; i < 100; ++i) format += "b:n" + std::to_string(i) + ":";
  format += "}";
  const auto view = Bind<Point, 1>(array.Of(format.c_str(), 100, 1));
  REQUIRE(!view);
  CHECK(view.error().mismatches.size() == BindReport::kMaxMismatches);
  // itemsize, two fields that are missing and 100 that are too many.
  CHECK(view.error().omitted == 103 - BindReport::kMaxMismatches);
}

// No format says that a number is a time, and NumPy exports none: `a.view('i8')` does it.
TEST_CASE("a time is bound to what its ticks are") {
  using golden_datetimes::Event;
  using golden_datetimes::Stamp;
  Array array;
  std::int64_t ticks[] = {1000000000, INT64_MIN};
  std::memcpy(array.bytes, ticks, sizeof ticks);
  const auto stamps = Bind<const Stamp, 1>(array.Of("<q", 8, 2));
  REQUIRE(stamps);
  CHECK(stamps->at(0).value()->time_since_epoch() == std::chrono::seconds(1000000000));
  CHECK(stamps->at(1).is_nat());
  CHECK(Admits<datetime64<time_unit::day, 1, big<std::int64_t>>, 1>(array.Of(">q", 8, 2)));
  CHECK(Refusal<Stamp>(array.Of(">q", 8, 2)) != "accepted");
  CHECK(Refusal<Stamp>(array.Of("<Q", 8, 2)) != "accepted");
  CHECK(Refusal<Stamp>(array.Of("<d", 8, 2)) != "accepted");
  const auto events =
      Bind<Event, 1>(array.Of("T{I:id:xxxxq:t:q:d:(2,3)q:day:q:year:q:any:}", 88, 2));
  REQUIRE(events);
  using Day = datetime64<time_unit::day>;
  events->at(1).day[1][2] = Day::from_ticks(11574);
  std::int64_t stored = 0;
  std::memcpy(&stored, array.bytes + 88 + 24 + 5 * 8, sizeof stored);
  CHECK(stored == 11574);
}

TEST_CASE("eight threads use one matcher") {
  std::vector<std::thread> threads;
  std::array<int, 8> accepted{};
  for (std::size_t t = 0; t < accepted.size(); ++t) {
    threads.emplace_back([&accepted, t] {
      Array array;
      for (int i = 0; i < 200; ++i) {
        const std::string format =
            "T{i:a:" + std::string(static_cast<std::size_t>(i) % 7, ' ') + "i:b:}";
        if (Bind<Pair, 1>(array.Of(format.c_str(), 8, 2))) ++accepted[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : accepted) CHECK(count == 200);
}

}  // namespace
}  // namespace pep3118
