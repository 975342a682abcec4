// SPDX-License-Identifier: MIT
// What every pair of numbers becomes is compared with NumPy in python/convert_test.py; here are the
// edges, counted by hand.
#include "pep3118/buffer/convert/kernel.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/buffer/convert/number.h"
#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

using Limit64 = std::numeric_limits<std::int64_t>;

template <class T>
Number Native() {
  return {NumberTypeOf<T>(), false};
}

// One value; nothing when it is refused.
template <class To, class From>
std::optional<To> Converted(From value, Narrowing narrowing) {
  const std::optional<Kernel> kernel = NumberKernel(Native<From>(), Native<To>(), narrowing);
  if (!kernel) return std::nullopt;
  To result{};
  const auto* from = reinterpret_cast<const unsigned char*>(&value);
  const bool done = (*kernel)({from, 0, reinterpret_cast<unsigned char*>(&result), 0, 1}) == 1;
  if (!done) return std::nullopt;
  return result;
}
template <class To, class From>
std::optional<To> Checked(From value) {
  return Converted<To>(value, Narrowing::kChecked);
}
template <class To, class From>
To Saturated(From value) {
  return Converted<To>(value, Narrowing::kSaturating).value();
}

TEST_CASE("Only numbers that hold every value need no permission") {
  CHECK(Converted<double>(std::int32_t{-7}, Narrowing::kRefused) == -7.0);
  CHECK(Converted<std::int64_t>(std::uint32_t{4294967295}, Narrowing::kRefused) == 4294967295);
  CHECK(Converted<float>(std::uint16_t{65535}, Narrowing::kRefused) == 65535.0F);
  CHECK(Converted<std::int8_t>(true, Narrowing::kRefused) == 1);
  CHECK_FALSE(Converted<double>(std::int64_t{1}, Narrowing::kRefused));
  CHECK_FALSE(Converted<float>(std::int32_t{1}, Narrowing::kRefused));
  CHECK_FALSE(Converted<std::uint64_t>(std::int8_t{1}, Narrowing::kRefused));
  CHECK_FALSE(Converted<std::int8_t>(std::uint8_t{1}, Narrowing::kRefused));
  CHECK_FALSE(Converted<float>(1.0, Narrowing::kRefused));
  CHECK_FALSE(Converted<bool>(std::uint8_t{1}, Narrowing::kRefused));
  CHECK_FALSE(Converted<half>(std::int16_t{1}, Narrowing::kRefused));
}

TEST_CASE("A checked integer is in range or refused") {
  CHECK(Checked<std::int8_t>(std::int64_t{127}) == 127);
  CHECK_FALSE(Checked<std::int8_t>(std::int64_t{128}));
  CHECK(Checked<std::int8_t>(std::int16_t{-128}) == -128);
  CHECK_FALSE(Checked<std::uint64_t>(std::int8_t{-1}));
  CHECK_FALSE(Checked<std::int64_t>(std::uint64_t{1} << 63));
  CHECK(Checked<std::int64_t>(-9223372036854775808.0) == Limit64::min());
  CHECK_FALSE(Checked<std::int64_t>(9223372036854775808.0));
  CHECK(Checked<std::uint64_t>(9223372036854775808.0) == std::uint64_t{1} << 63);
  CHECK_FALSE(Checked<std::int32_t>(1.5));
  CHECK_FALSE(Checked<std::uint8_t>(-0.5));
  CHECK_FALSE(Checked<std::int32_t>(std::nan("")));
  CHECK(Checked<bool>(std::int32_t{1}) == true);
  CHECK_FALSE(Checked<bool>(std::int32_t{2}));
}

TEST_CASE("A checked float is exact for an integer and finite for a float") {
  CHECK(Checked<double>(std::int64_t{1} << 62) == 4611686018427387904.0);
  CHECK_FALSE(Checked<double>((std::int64_t{1} << 53) + 1));
  CHECK(Checked<float>(std::int32_t{16777216}) == 16777216.0F);
  CHECK_FALSE(Checked<float>(std::int32_t{16777217}));
  CHECK(Checked<double>(Limit64::min()) == -9223372036854775808.0);
  CHECK_FALSE(Checked<double>(Limit64::max()));
  CHECK(Checked<float>(0.1) == 0.1F);
  CHECK_FALSE(Checked<float>(1e39));
  CHECK(std::isinf(*Checked<float>(std::numeric_limits<double>::infinity())));
  CHECK(std::isnan(*Checked<float>(std::nan(""))));
  CHECK(Checked<half>(65519.0)->bits() == 0x7bff);
  CHECK_FALSE(Checked<half>(65520.0));
  CHECK(Checked<half>(std::int32_t{2048})->bits() == 0x6800);
  CHECK_FALSE(Checked<half>(std::int32_t{2049}));
  CHECK_FALSE(Checked<half>(std::int32_t{65536}));
}

TEST_CASE("Saturating takes the nearest value") {
  CHECK(Saturated<std::int8_t>(std::int64_t{1000}) == 127);
  CHECK(Saturated<std::uint8_t>(std::int64_t{-3}) == 0);
  CHECK(Saturated<std::int64_t>(~std::uint64_t{0}) == Limit64::max());
  CHECK(Saturated<std::int32_t>(-2.9) == -2);
  CHECK(Saturated<std::int32_t>(1e10) == 2147483647);
  CHECK(Saturated<std::int32_t>(-std::numeric_limits<double>::infinity()) == -2147483647 - 1);
  CHECK(Saturated<std::uint32_t>(std::nan("")) == 0);
  CHECK(Saturated<float>(1e39) == std::numeric_limits<float>::max());
  CHECK(std::isinf(Saturated<float>(std::numeric_limits<double>::infinity())));
  CHECK(Saturated<half>(-1e6).bits() == 0xfbff);
  CHECK(Saturated<half>(std::int64_t{100000}).bits() == 0x7bff);
  CHECK(Saturated<bool>(0.25));
  CHECK_FALSE(Saturated<bool>(std::int8_t{0}));
}

TEST_CASE("A double becomes a half in one rounding") {
  // Just above the middle of 1 and the next half: a float would round it to the middle first.
  CHECK(Checked<half>(1.0 + 0x1p-11 + 0x1p-40)->bits() == 0x3c01);
  CHECK(Checked<half>(1.0 + 0x1p-11)->bits() == 0x3c00);
  CHECK(Checked<half>(1.0 + 0x1p-11 - 0x1p-40)->bits() == 0x3c00);
  CHECK(Checked<half>(0x1.8p-24 + 0x1p-60)->bits() == 0x0002);
}

TEST_CASE("A loop stops at the first value that does not fit, in any block") {
  std::vector<std::int64_t> values(1000, 5);
  for (const std::size_t bad : {0U, 1U, 255U, 256U, 700U, 999U}) {
    std::vector<std::int8_t> out(values.size());
    values[bad] = 300;
    const Kernel kernel =
        *NumberKernel(Native<std::int64_t>(), Native<std::int8_t>(), Narrowing::kChecked);
    const std::ptrdiff_t done = kernel({reinterpret_cast<unsigned char*>(values.data()), 8,
                                        reinterpret_cast<unsigned char*>(out.data()), 1, 1000});
    CHECK(done == static_cast<std::ptrdiff_t>(bad));
    CHECK(out == [&] {
      std::vector<std::int8_t> expected(values.size());
      std::fill_n(expected.begin(), bad, std::int8_t{5});
      return expected;
    }());
    values[bad] = 5;
  }
}

// ---- bytes

std::vector<unsigned char> Counting(std::size_t size) {
  std::vector<unsigned char> bytes(size);
  std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(1));
  return bytes;
}

TEST_CASE("Copies and swaps move elements of every size and step, and no other byte") {
  for (std::ptrdiff_t size = 1; size <= 70; ++size) {
    for (const bool swap : {false, true}) {
      if (swap && size != 2 && size != 4 && size != 8 && size != 16) continue;
      const Kernel kernel = swap ? SwapKernel(size) : CopyKernel(size);
      for (const std::ptrdiff_t gap : {0, 3}) {
        for (const std::ptrdiff_t count : {1, 2, 9, 40}) {
          const std::ptrdiff_t step = size + gap;
          const std::vector<unsigned char> from = Counting(static_cast<std::size_t>(step * count));
          std::vector<unsigned char> to(from.size(), 0xee);
          std::vector<unsigned char> expected = to;
          for (std::ptrdiff_t i = 0; i < count; ++i) {
            for (std::ptrdiff_t k = 0; k < size; ++k) {
              expected[static_cast<std::size_t>(i * step + k)] =
                  from[static_cast<std::size_t>(i * step + (swap ? size - 1 - k : k))];
            }
          }
          CHECK(kernel({from.data(), step, to.data(), step, count}) == count);
          CHECK(to == expected);
        }
      }
    }
  }
}

TEST_CASE("Every set of instructions moves the same bytes") {
  constexpr ByteMover kMovers[] = {ByteMover::kPlain, ByteMover::kSsse3, ByteMover::kAvx2,
                                   ByteMover::kNeon};
  int tested = 0;
  for (const ByteMover mover : kMovers) {
    if (!HasByteMover(mover)) continue;
    ++tested;
    for (const std::ptrdiff_t size : {2, 4, 8, 16}) {
      for (std::ptrdiff_t count = 0; count < 100; ++count) {
        const std::vector<unsigned char> from = Counting(static_cast<std::size_t>(size * count));
        std::vector<unsigned char> to(from.size(), 0);
        const std::ptrdiff_t done = SwapDense(from.data(), to.data(), size, count, mover);
        CHECK(done <= count);
        CHECK((mover == ByteMover::kPlain ? done == 0 : (count - done) * size < 32));
        for (std::ptrdiff_t i = 0; i < done * size; ++i) {
          const std::ptrdiff_t source = i / size * size + (size - 1 - i % size);
          REQUIRE(to[static_cast<std::size_t>(i)] == from[static_cast<std::size_t>(source)]);
        }
      }
    }
  }
  CHECK(tested >= (HasByteMover(BestByteMover()) && BestByteMover() != ByteMover::kPlain ? 2 : 1));
}

// ---- text

Field Text(TypeKind kind, std::int64_t itemsize, ByteOrder order = ByteOrder::kNone) {
  Field field;
  field.kind = kind;
  field.itemsize = itemsize;
  field.byte_order = order;
  return field;
}

std::optional<std::string> Moved(const Field& from, const Field& to, const std::string& text,
                                 Narrowing narrowing) {
  const std::optional<Kernel> kernel = TextKernel(from, to, narrowing);
  if (!kernel) return std::nullopt;
  std::string out(static_cast<std::size_t>(to.itemsize), '#');
  const Run run{reinterpret_cast<const unsigned char*>(text.data()), 0,
                reinterpret_cast<unsigned char*>(out.data()), 0, 1};
  if ((*kernel)(run) != 1) return std::nullopt;
  return out;
}

TEST_CASE("Strings are padded, and cut only where that is allowed") {
  using std::string_literals::operator""s;
  const Field five = Text(TypeKind::kBytes, 5);
  const Field three = Text(TypeKind::kBytes, 3);
  CHECK(Moved(three, five, "abc", Narrowing::kRefused) == "abc\0\0"s);
  CHECK_FALSE(Moved(five, three, "abc\0\0"s, Narrowing::kRefused));
  CHECK(Moved(five, three, "abc\0\0"s, Narrowing::kChecked) == "abc");
  CHECK_FALSE(Moved(five, three, "abcd\0"s, Narrowing::kChecked));
  CHECK(Moved(five, three, "abcde", Narrowing::kSaturating) == "abc");
  CHECK(Moved(Text(TypeKind::kChar, 1), three, "a", Narrowing::kRefused) == "a\0\0"s);
  CHECK_FALSE(Moved(three, Text(TypeKind::kUcs4, 12), "abc", Narrowing::kSaturating));

  const Field big = Text(TypeKind::kUcs2, 4, ByteOrder::kBig);
  CHECK(Moved(big, Text(TypeKind::kUcs2, 6, ByteOrder::kLittle), "\1\2\3\4", Narrowing::kRefused) ==
        "\2\1\4\3\0\0"s);
  CHECK(Moved(Text(TypeKind::kUcs4, 8, ByteOrder::kBig),
              Text(TypeKind::kUcs4, 4, ByteOrder::kLittle), "\1\2\3\4\5\6\7\x8"s,
              Narrowing::kSaturating) == "\4\3\2\1");
}

TEST_CASE("A Pascal string keeps a length that is true") {
  using std::string_literals::operator""s;
  const Field four = Text(TypeKind::kPascal, 4);
  const Field six = Text(TypeKind::kPascal, 6);
  CHECK(Moved(four, six, "\3abc", Narrowing::kRefused) == "\3abc\0\0"s);
  CHECK(Moved(four, six,
              "\xff"
              "abc",
              Narrowing::kRefused) == "\3abc\0\0"s);
  CHECK(Moved(six, four, "\3abc??", Narrowing::kChecked) == "\3abc");
  CHECK_FALSE(Moved(six, four, "\4abcd?", Narrowing::kChecked));
  CHECK(Moved(six, four, "\5abcde", Narrowing::kSaturating) == "\3abc");
  CHECK(Moved(Text(TypeKind::kPascal, 0), four, "", Narrowing::kRefused) == "\0\0\0\0"s);
}

}  // namespace
}  // namespace pep3118::internal
