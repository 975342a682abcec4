// SPDX-License-Identifier: MIT
// Bytes are counted by hand, and structs are the compiler's.  python/convert_test.py compares
// conversions of any layouts with NumPy's.
#include "pep3118/buffer/convert.h"

#include <bit>
#include <complex>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/description.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/time64.h"
#include "pep3118/testdata/catch.h"

namespace {

struct Wire {  // 28 bytes, no alignment
  pep3118::big<std::uint16_t> id;
  pep3118::big<double> time;
  pep3118::big<std::int32_t> lat;
  pep3118::big<std::int32_t> lon;
  char name[6];
  pep3118::big<float> height;
};
struct Fix {
  double lat;
  double lon;
  float height;
  std::uint32_t id;
  double time;
  char name[8];
};
struct Point {
  std::int32_t x;
  double y;
};
struct Small {
  std::int8_t x;
  float y;
};

template <pep3118::time_unit unit, int count, template <class> class Stored>
struct Stamped {
  pep3118::big<std::int16_t> id;
  pep3118::datetime64<unit, count, Stored<std::int64_t>> at[2];
};
struct Numbered {
  std::int32_t id;
  std::int64_t at[2];
};
struct Floating {
  std::int16_t id;
  double at[2];
};
using BigMs = Stamped<pep3118::time_unit::millisecond, 1, pep3118::big>;
using LittleMs = Stamped<pep3118::time_unit::millisecond, 1, pep3118::little>;
using LittleTwoMs = Stamped<pep3118::time_unit::millisecond, 2, pep3118::little>;

}  // namespace

PEP3118_RECORD(BigMs, id, at);
PEP3118_RECORD(LittleMs, id, at);
PEP3118_RECORD(LittleTwoMs, id, at);
PEP3118_RECORD(Numbered, id, at);
PEP3118_RECORD(Floating, id, at);
PEP3118_RECORD(Wire, id, time, lat, lon, name, height);
PEP3118_RECORD(Fix, lat, lon, height, id, time, name);
PEP3118_RECORD(Point, x, y);
PEP3118_RECORD(Small, x, y);

namespace pep3118 {
namespace {

constexpr bool kLittle = std::endian::native == std::endian::little;

SharedLayout PlainLayout(const char* format) {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  Result<SharedLayout> layout = LayoutOf(format, options);
  REQUIRE(layout);
  return *layout;
}

// Items in memory of their own, as a buffer has them.
class Array {
 public:
  Array(std::string format, std::vector<std::ptrdiff_t> shape)
      : format_(std::move(format)), shape_(std::move(shape)) {
    itemsize_ = PlainLayout(format_.c_str())->itemsize();
    std::ptrdiff_t stride = itemsize_;
    strides_.resize(shape_.size());
    for (std::size_t i = shape_.size(); i-- > 0; stride *= shape_[i]) strides_[i] = stride;
    bytes_.assign(static_cast<std::size_t>(stride), 0xee);
  }

  Description Describe() {
    Buffer buffer;
    buffer.buf = bytes_.data() + first_;
    buffer.itemsize = itemsize_;
    buffer.len = itemsize_;
    for (const std::ptrdiff_t extent : shape_) buffer.len *= extent;
    buffer.readonly = false;
    buffer.ndim = static_cast<int>(shape_.size());
    buffer.format = format_.c_str();
    buffer.shape = shape_.data();
    buffer.strides = strides_.data();
    LayoutOptions options;
    options.dialect = Dialect::kPep3118;
    Result<Description, BufferError> array =
        pep3118::Describe(buffer, {bytes_.data(), bytes_.size()}, BufferAccess::kWrite, options);
    REQUIRE(array);
    return *array;
  }

  void Reverse() {
    first_ = (shape_[0] - 1) * strides_[0];
    strides_[0] = -strides_[0];
  }
  std::vector<unsigned char>& bytes() { return bytes_; }

 private:
  std::string format_;
  std::vector<std::ptrdiff_t> shape_;
  std::vector<std::ptrdiff_t> strides_;
  std::ptrdiff_t itemsize_ = 0;
  std::ptrdiff_t first_ = 0;
  std::vector<unsigned char> bytes_;
};

std::string Problems(const char* from, const char* to, const ConversionOptions& options = {}) {
  const auto conversion = Convert(PlainLayout(from), PlainLayout(to), options);
  return conversion ? "" : Render(conversion.error());
}

TEST_CASE("A packed big-endian record becomes a native struct by field name") {
  std::vector<Wire> wire(5);
  for (std::size_t i = 0; i < wire.size(); ++i) {
    const auto n = static_cast<std::int32_t>(i);
    wire[i].id = static_cast<std::uint16_t>(65530 + n);
    wire[i].time = 0.5 * n;
    wire[i].lat = -n;
    wire[i].lon = n * 1000000;
    std::memcpy(wire[i].name, "ABCDEF", 6);
    wire[i].height = 1.25F * static_cast<float>(n);
  }
  Array array(FormatOf<Wire>(), {5});
  REQUIRE(array.bytes().size() == sizeof(Wire) * 5);
  std::memcpy(array.bytes().data(), wire.data(), array.bytes().size());

  const auto conversion = Convert<Fix>(array.Describe().shared_layout());
  REQUIRE(conversion);
  CHECK_FALSE(conversion->conversion().is_in_place());
  const auto fixes = conversion->Items(array.Describe());
  REQUIRE(fixes);
  REQUIRE(fixes->size() == 5);
  for (std::size_t i = 0; i < wire.size(); ++i) {
    const Fix& fix = (*fixes)[i];
    CHECK(fix.id == wire[i].id.load());
    CHECK(fix.time == wire[i].time.load());
    CHECK(fix.lat == wire[i].lat.load());
    CHECK(fix.lon == wire[i].lon.load());
    CHECK(fix.height == wire[i].height.load());
    CHECK(std::string(fix.name, 8) == std::string("ABCDEF\0\0", 8));
  }

  SECTION("and back, where every value fits") {
    ConversionOptions options;
    options.numbers = Narrowing::kChecked;
    options.text = Narrowing::kChecked;
    CHECK_FALSE(ConvertFrom<Fix>(array.Describe().shared_layout()));
    const auto back = ConvertFrom<Fix>(array.Describe().shared_layout(), options);
    REQUIRE(back);
    Array again(FormatOf<Wire>(), {5});
    CHECK_FALSE(back->Run(View<const Fix, 1>(*fixes), again.Describe()));
    CHECK(again.bytes() == array.bytes());
  }
  SECTION("from items that lie backwards") {
    array.Reverse();
    const auto reversed = conversion->Items(array.Describe());
    REQUIRE(reversed);
    CHECK((*reversed)[0].id == wire[4].id.load());
    CHECK((*reversed)[4].lon == wire[0].lon.load());
  }
}

TEST_CASE("Bytes that belong to no field stay as they were") {
  Array from("T{!i:x:!d:y:}", {3});
  Array to("T{i:x:4xd:y:3B:more:5x}", {3});
  std::fill(from.bytes().begin(), from.bytes().end(), 0);
  ConversionOptions options;
  CHECK_FALSE(Convert(from.Describe().shared_layout(), to.Describe().shared_layout(), options));
  options.keep_missing = true;
  const auto conversion =
      Convert(from.Describe().shared_layout(), to.Describe().shared_layout(), options);
  REQUIRE(conversion);
  CHECK_FALSE(conversion->Run(from.Describe(), to.Describe()));
  for (std::size_t i = 0; i < to.bytes().size(); ++i) {
    const bool written = i % 24 < 4 || (i % 24 >= 8 && i % 24 < 16);
    CHECK(to.bytes()[i] == (written ? 0 : 0xee));
  }
}

TEST_CASE("Dimensions, subarrays and nested records correspond element by element") {
  Array from("T{(2)T{!h:a:B:b:}:p:(2,3)!f:m:}", {2, 3});
  Array to("T{(2,3)d:m:(2)T{i:a:}:p:}", {2, 3});
  std::vector<unsigned char>& bytes = from.bytes();
  REQUIRE(bytes.size() == 6 * 30);
  for (std::size_t item = 0; item < 6; ++item) {
    for (std::size_t k = 0; k < 2; ++k) {
      const big<std::int16_t> a = static_cast<std::int16_t>(item * 10 + k);
      std::memcpy(&bytes[item * 30 + k * 3], static_cast<const void*>(&a), 2);
    }
    for (std::size_t k = 0; k < 6; ++k) {
      const big<float> m = static_cast<float>(item) + static_cast<float>(k) / 8;
      std::memcpy(&bytes[item * 30 + 6 + k * 4], static_cast<const void*>(&m), 4);
    }
  }
  const auto conversion = Convert(from.Describe().shared_layout(), to.Describe().shared_layout());
  REQUIRE(conversion);
  CHECK_FALSE(conversion->Run(from.Describe(), to.Describe()));
  for (std::size_t item = 0; item < 6; ++item) {
    for (std::size_t k = 0; k < 2; ++k) {
      std::int32_t a = 0;
      std::memcpy(&a, &to.bytes()[item * 56 + 48 + k * 4], 4);
      CHECK(a == static_cast<std::int32_t>(item * 10 + k));
    }
    for (std::size_t k = 0; k < 6; ++k) {
      double m = 0;
      std::memcpy(&m, &to.bytes()[item * 56 + k * 8], 8);
      CHECK(m == static_cast<double>(item) + static_cast<double>(k) / 8);
    }
  }
}

TEST_CASE("A change of byte order works where the items are") {
  Array array(kLittle ? "T{>i:x:4x>d:y:}" : "T{<i:x:4x<d:y:}", {4});
  std::vector<unsigned char> before = array.bytes();
  for (std::size_t i = 0; i < before.size(); ++i) before[i] = static_cast<unsigned char>(i);
  array.bytes() = before;
  const auto conversion = Convert(array.Describe().shared_layout(), PlainLayout("T{i:x:4xd:y:}"));
  REQUIRE(conversion);
  REQUIRE(conversion->is_in_place());
  CHECK_FALSE(conversion->RunInPlace(array.Describe()));
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::size_t base = i / 16 * 16;
    const std::size_t at = i % 16;
    const std::size_t source = at < 4 ? 3 - at : at < 8 ? at : 8 + 15 - at;
    CHECK(array.bytes()[i] == before[base + source]);
  }
}

TEST_CASE("A checked conversion ends at the first item that does not fit") {
  Array from("T{q:x:d:y:}", {600});
  std::fill(from.bytes().begin(), from.bytes().end(), 0);
  const std::int64_t large = 1000;
  std::memcpy(&from.bytes()[577 * 16], &large, 8);
  ConversionOptions options;
  options.numbers = Narrowing::kChecked;
  const auto conversion = Convert<Small>(from.Describe().shared_layout(), options);
  REQUIRE(conversion);
  const auto items = conversion->Items(from.Describe());
  REQUIRE_FALSE(items);
  CHECK(items.error().item == 577);
  CHECK(items.error().message == "item 577, field x: the value does not fit");
  options.numbers = Narrowing::kSaturating;
  const auto nearest = Convert<Small>(from.Describe().shared_layout(), options);
  REQUIRE(nearest);
  CHECK((*nearest->Items(from.Describe()))[577].x == 127);
}

TEST_CASE("Every field that cannot be converted is named with the reason") {
  CHECK(Problems("T{q:x:B:y:i:z:}", "T{i:x:b:y:d:z:f:w:}") ==
        "3 fields cannot be converted\n"
        "  field x: `q` has values that `i` does not hold: ConversionOptions::numbers allows it\n"
        "  field y: `B` has values that `b` does not hold: ConversionOptions::numbers allows it\n"
        "  field w: the input has no such field\n");
  CHECK(Problems("T{5s:a:3w:b:Zd:c:O:d:(2)i:e:T{i:x:}:f:}", "T{3s:a:5s:b:d:c:O:d:(3)i:e:i:f:}") ==
        "6 fields cannot be converted\n"
        "  field a: `5s` can be longer than `3s`: ConversionOptions::text allows it\n"
        "  field b: `3w` does not become `5s`\n"
        "  field c: `Zd` does not become `d`\n"
        "  field d: `O` does not become `O`: a reference that is copied has no owner\n"
        "  field e: the input has the shape (2), expected the shape (3)\n"
        "  field f: the input has a record, expected a single value\n");
  CHECK(Problems("T{i:a:i:a:}", "T{i:a:}") ==
        "1 field cannot be converted\n  field a: several fields have that name\n");
  CHECK(Problems("T{T{(2)i:x:}:p:}", "T{T{i:x:}:p:}") ==
        "1 field cannot be converted\n"
        "  field p.x: the input has the shape (2), expected no dimensions\n");
  std::string many = "T{";
  for (int i = 0; i < 100; ++i) many += "i:n" + std::to_string(i) + ":";
  const auto conversion = Convert(PlainLayout("T{}"), PlainLayout((many + "}").c_str()));
  REQUIRE_FALSE(conversion);
  CHECK(conversion.error().problems.size() == 64);
  CHECK(conversion.error().omitted == 36);
}

TEST_CASE("Every kind has its way, or none") {
  CHECK(Problems("?", "q").empty());
  CHECK(Problems("f", "Zd").empty());
  CHECK(Problems("!Zf", "Zd").empty());
  CHECK(Problems("b", "c").empty());
  CHECK(Problems("c", "B").empty());
  CHECK(Problems("c", "3s").empty());
  CHECK(Problems("P", "P").empty());
  CHECK(Problems("X{}", "X{}").empty());
  CHECK(Problems("T{4x:a:}", "T{4x:a:}").empty());
  CHECK_FALSE(Problems("T{4x:a:}", "T{5x:a:}").empty());
  CHECK_FALSE(Problems("P", "Q").empty());
  CHECK_FALSE(Problems(kLittle ? ">P" : "<P", "P").empty());
  CHECK_FALSE(Problems("d", "8s").empty());
  CHECK_FALSE(Problems("Zd", "Zf").empty());
  CHECK(Problems("Zd", "Zf", {Narrowing::kChecked}).empty());
  CHECK(Problems("g", "g").empty());
  CHECK(Problems("d", "g").empty());
}

TEST_CASE("A run refuses what it was not made for") {
  Array points("T{!i:x:!d:y:}", {3});
  Array others("T{!i:x:!d:z:}", {3});
  Array fewer("T{i:x:4xd:y:}", {2});
  Array good("T{i:x:4xd:y:}", {3});
  const auto conversion = Convert(points.Describe().shared_layout(), PlainLayout("T{i:x:4xd:y:}"));
  REQUIRE(conversion);
  CHECK_FALSE(conversion->Run(points.Describe(), good.Describe()));
  CHECK_THROWS_AS(conversion->Run(others.Describe(), good.Describe()), std::invalid_argument);
  CHECK_THROWS_AS(conversion->Run(points.Describe(), fewer.Describe()), std::invalid_argument);
  CHECK_THROWS_AS(conversion->Run(points.Describe(), points.Describe()), std::invalid_argument);
  CHECK_THROWS_AS(conversion->RunInPlace(points.Describe()), std::invalid_argument);
  const auto same = Convert(good.Describe().shared_layout(), PlainLayout("T{i:x:4xd:y:}"));
  REQUIRE(same);
  CHECK_THROWS_AS(same->Run(good.Describe(), good.Describe()), std::invalid_argument);
  std::vector<Point> two(2);
  const auto to_struct = Convert<Point>(points.Describe().shared_layout());
  REQUIRE(to_struct);
  CHECK_THROWS_AS(to_struct->Run(points.Describe(), std::span<Point>(two)), std::invalid_argument);
}

TEST_CASE("Items that share memory are not converted in place, nor written") {
  std::int32_t item = 0x01020304;
  const std::ptrdiff_t shape[] = {3};
  const std::ptrdiff_t strides[] = {0};
  Buffer buffer{&item, 12, 4, false, 1, kLittle ? ">i" : "<i", shape, strides, nullptr};
  const auto array = Describe(buffer, {&item, 4}, BufferAccess::kWrite);
  REQUIRE(array);
  const auto conversion = Convert(array->shared_layout(), PlainLayout("i"));
  REQUIRE(conversion);
  CHECK_THROWS_AS(conversion->RunInPlace(*array), std::invalid_argument);
  CHECK(item == 0x01020304);
  std::vector<std::int32_t> out(3);
  const auto to_int = Convert<std::int32_t>(array->shared_layout());
  REQUIRE(to_int);
  CHECK_FALSE(to_int->Run(*array, std::span<std::int32_t>(out)));
  CHECK(out == std::vector<std::int32_t>(3, 0x04030201));
  CHECK_THROWS_AS(to_int->Run(*array, UncheckedView<std::int32_t, 1>(out.data(), {3}, {0})),
                  std::invalid_argument);
}

TEST_CASE("A conversion of many fields and huge arrays is made without expanding any") {
  std::string from = "T{";
  std::string to = "T{";
  for (int i = 0; i < 60'000; ++i) {
    const std::string name = ":n" + std::to_string(i) + ":";
    from += "!h" + name;
    to += (i % 2 == 0 ? "=h" : "=i") + name;
  }
  CHECK(Problems((from + "}").c_str(), (to + "}").c_str()).empty());
  // 8 petabytes, or most of what a 32-bit machine can address.
  const std::string many = sizeof(std::ptrdiff_t) >= 8 ? "(1000000000)" : "(200)";
  CHECK(Problems(("T{" + many + "T{!i:a:(1000000)!d:b:}:r:}").c_str(),
                 ("T{" + many + "T{(1000000)d:b:i:a:4x}:r:}").c_str())
            .empty());
  CHECK(Problems("T{(0,9223372036854775807)!i:a:i:b:}", "T{i:b:(0,9223372036854775807)q:a:}")
            .empty());
  std::string deep_from;
  std::string deep_to;
  for (int i = 0; i < 60; ++i) {
    deep_from += "T{b:a:";
    deep_to += "T{";
  }
  deep_from += "!i:x:";
  deep_to += "d:x:";
  for (int i = 0; i < 59; ++i) {
    deep_from += "}:r:";
    deep_to += "}:r:";
  }
  CHECK(Problems((deep_from + "}").c_str(), (deep_to + "}").c_str()).empty());
}

TEST_CASE("Items without bytes take no time, however many there are") {
  const std::ptrdiff_t shape[] = {PTRDIFF_MAX};
  char nothing = 0;
  const auto array =
      DescribeUnchecked({&nothing, 0, 0, false, 1, "T{0s:x:}", shape, nullptr, nullptr});
  if (!array) FAIL(Message(array.error()));
  const auto conversion = Convert(array->shared_layout(), array->shared_layout());
  REQUIRE(conversion);
  CHECK_FALSE(conversion->Run(*array, *array));
  CHECK_FALSE(conversion->RunInPlace(*array));
}

TEST_CASE("A string of no bytes is an empty string") {
  Array from("T{<i:n:(2)0s:s:0p:p:T{0s:s:}:r:}", {3});
  Array to("T{<i:n:(2)5s:s:4p:p:T{5s:s:}:r:}", {3});
  std::fill(from.bytes().begin(), from.bytes().end(), 0);
  const auto conversion = Convert(from.Describe().shared_layout(), to.Describe().shared_layout());
  REQUIRE(conversion);
  CHECK_FALSE(conversion->Run(from.Describe(), to.Describe()));
  CHECK(to.bytes() == std::vector<unsigned char>(to.bytes().size(), 0));

  ConversionOptions options;
  options.text = Narrowing::kChecked;
  const auto back =
      Convert(to.Describe().shared_layout(), from.Describe().shared_layout(), options);
  REQUIRE(back);
  CHECK_FALSE(back->Run(to.Describe(), from.Describe()));
  to.bytes()[2 * to.bytes().size() / 3 + 6] = 'x';
  const auto failure = back->Run(to.Describe(), from.Describe());
  REQUIRE(failure);
  CHECK(failure->item == 2);
}

TEST_CASE("Fields that are kept are not touched by byte shuffles") {
  // Many fields that move and some that are kept: no chunk may write the latter back.
  Array from("T{!i:a:!i:c:!i:e:!i:g:!i:i:!i:k:!i:m:}", {3});
  Array to("T{i:a:i:b:i:c:i:d:i:e:i:f:i:g:i:h:i:i:i:j:i:k:i:l:i:m:}", {3});
  ConversionOptions options;
  options.keep_missing = true;
  internal::Plan plan;
  ConversionReport report;
  REQUIRE(internal::MakePlan(from.Describe().shared_layout(), to.Describe().shared_layout(),
                             options, internal::BestByteMover(), plan, report));
  CHECK(plan.keeps_fields);
  CHECK(plan.chunks.empty());
}

TEST_CASE("Memory that an output shares with items behind pointers is noticed") {
  std::int32_t memory[3] = {1, 2, 3};
  void* pointers[2] = {&memory[0], &memory[1]};
  const std::ptrdiff_t shape[] = {2, 1};
  const std::ptrdiff_t strides[] = {sizeof(void*), 4};
  const std::ptrdiff_t suboffsets[] = {0, -1};
  const auto from = DescribeUnchecked({pointers, 8, 4, true, 2, "i", shape, strides, suboffsets});
  REQUIRE(from);
  const auto conversion = Convert<std::int32_t>(from->shared_layout());
  REQUIRE(conversion);
  CHECK_THROWS_AS(conversion->Run(*from, std::span<std::int32_t>(&memory[1], 2)),
                  std::invalid_argument);
  CHECK_THROWS_AS(conversion->conversion().Run(*from, *from), std::invalid_argument);
  std::int32_t out[2] = {};
  CHECK_FALSE(conversion->Run(*from, std::span<std::int32_t>(out)));
  CHECK(out[1] == 2);
}

TEST_CASE("An array with more items than a vector can have is a failure") {
  double item = 0;
  const std::ptrdiff_t shape[] = {PTRDIFF_MAX / 16 + 1};
  const std::ptrdiff_t strides[] = {0};
  Buffer buffer{&item, 0, 8, true, 1, "d", shape, strides, nullptr};
  buffer.len = 8 * shape[0];
  const auto array = Describe(buffer, {&item, 8});
  if (!array) FAIL(Message(array.error()));
  const auto conversion = Convert<std::complex<double>>(array->shared_layout());
  REQUIRE(conversion);
  const auto items = conversion->Items(*array);
  REQUIRE_FALSE(items);
  CHECK(items.error().message == "the array has more items than a vector can have");
}

template <class To>
std::string RefusalFrom(const std::shared_ptr<const Layout>& from) {
  const auto conversion = Convert<To>(from);
  return conversion ? "converted" : Message(conversion.error());
}

TEST_CASE("Ticks of a time keep their unit, or come from plain numbers") {
  const std::shared_ptr<const Layout> ms =
      internal::TimedLayoutOfRecord(internal::FactsOfRecord<BigMs>());
  CHECK(ms->all()[2].time == TimeType{TimeKind::kDatetime, TimeUnit::kMillisecond, 1});
  CHECK(RefusalFrom<LittleMs>(ms) == "converted");
  CHECK(RefusalFrom<Numbered>(ms) == "converted");
  CHECK(RefusalFrom<LittleTwoMs>(ms) ==
        "1 field cannot be converted\n  field at: `datetime64[ms]` does not become "
        "`datetime64[2ms]`: the ticks of a time are not converted");
  CHECK(RefusalFrom<Floating>(ms) ==
        "1 field cannot be converted\n  field at: `datetime64[ms]` does not become `d`: the ticks "
        "of a "
        "time are not converted");
  const auto floats = internal::LayoutOfRecord(internal::FactsOfRecord<Floating>());
  CHECK(RefusalFrom<BigMs>(floats) != "converted");
  const auto numbers = internal::LayoutOfRecord(internal::FactsOfRecord<Numbered>());
  ConversionOptions narrows;
  narrows.numbers = Narrowing::kChecked;
  CHECK(Convert<BigMs>(numbers, narrows));
  const auto stamp =
      internal::TimedLayoutOfRecord(internal::FactsOfRecord<datetime64<time_unit::second>>());
  CHECK(stamp->item().time == TimeType{TimeKind::kDatetime, TimeUnit::kSecond, 1});
  CHECK(RefusalFrom<datetime64<time_unit::second>>(stamp) == "converted");
  CHECK(RefusalFrom<timedelta64<time_unit::second>>(stamp) != "converted");
}

TEST_CASE("Items behind pointers are converted one by one") {
  std::int32_t values[2][2] = {{1, 2}, {3, 4}};
  void* rows[2] = {values[1], values[0]};
  const std::ptrdiff_t shape[] = {2, 2};
  const std::ptrdiff_t strides[] = {sizeof(void*), 4};
  const std::ptrdiff_t suboffsets[] = {0, -1};
  Buffer buffer{rows, 16, 4, true, 2, "i", shape, strides, suboffsets};
  const auto array = DescribeUnchecked(buffer);
  REQUIRE(array);
  const auto conversion = Convert<double>(array->shared_layout());
  REQUIRE(conversion);
  const auto items = conversion->Items(*array);
  REQUIRE(items);
  CHECK(*items == std::vector<double>{3, 4, 1, 2});
}

}  // namespace
}  // namespace pep3118
