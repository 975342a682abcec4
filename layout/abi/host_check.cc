// SPDX-License-Identifier: MIT
// Proof, while compiling, that the host's row of the target table is this compiler's ABI.
//
// The measured alignment is the offset of a member after one char, as in the table: on i386 that is
// 4 for a double, whatever __alignof__ says.
#include <cfloat>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "pep3118/layout/abi/host.h"
#include "pep3118/layout/abi/target_rows.h"

namespace pep3118::internal {
namespace {

constexpr const TargetRow* FindHostRow() {
  for (const TargetRow& row : kTargetRows) {
    if (row.name == kHostName) return &row;
  }
  return nullptr;
}
static_assert(FindHostRow() != nullptr, "host.h names a row that the table does not have");
constexpr const TargetRow& kHostRow = *FindHostRow();
constexpr const LayoutClass& kHostClass = ClassOf(kHostRow);

template <class T>
struct AfterChar {
  char c;
  T x;
};

template <class T>
constexpr bool Is(SizeAlign row) {
  return row.size == sizeof(T) && row.align == offsetof(AfterChar<T>, x);
}
template <class T>
constexpr bool IsComplex(SizeAlign part) {
  return sizeof(std::complex<T>) == 2 * std::size_t{part.size} &&
         offsetof(AfterChar<std::complex<T>>, x) == part.align;
}

static_assert(Is<char>({1, 1}));
static_assert(Is<bool>(kHostClass.bool_));
static_assert(Is<short>(kHostClass.short_) && Is<unsigned short>(kHostClass.short_));
static_assert(Is<int>(kHostClass.int_) && Is<unsigned int>(kHostClass.int_));
static_assert(Is<long>(kHostClass.long_) && Is<unsigned long>(kHostClass.long_));
static_assert(Is<long long>(kHostClass.long_long) && Is<unsigned long long>(kHostClass.long_long));
static_assert(Is<std::size_t>(kHostClass.size_) && Is<std::ptrdiff_t>(kHostClass.size_));
static_assert(Is<float>(kHostClass.float_) && IsComplex<float>(kHostClass.float_));
static_assert(Is<double>(kHostClass.double_) && IsComplex<double>(kHostClass.double_));
static_assert(Is<long double>(kHostClass.long_double) &&
              IsComplex<long double>(kHostClass.long_double));
static_assert(Is<std::uint16_t>(kHostClass.short_), "e and u are stored as 16-bit integers");
static_assert(Is<std::uint32_t>(kHostClass.ucs4), "w is stored as 32-bit integers");
static_assert(Is<void*>(kHostClass.pointer) && Is<void (*)()>(kHostClass.pointer));
static_assert(sizeof(wchar_t) == kHostRow.wchar_bytes);
static_assert(sizeof(char32_t) == kHostRow.char32_bytes);
static_assert(std::numeric_limits<char>::is_signed == kHostRow.char_signed);

constexpr int MantissaBits(FloatFormat format) {
  switch (format) {
    case FloatFormat::kBinary32:
      return 24;
    case FloatFormat::kBinary64:
      return 53;
    case FloatFormat::kX87:
      return 64;
    case FloatFormat::kDoubleDouble:
      return 106;
    case FloatFormat::kBinary128:
      return 113;
    case FloatFormat::kNone:
    case FloatFormat::kBinary16:
      break;
  }
  return 0;
}
static_assert(FLT_MANT_DIG == 24);
static_assert(DBL_MANT_DIG == MantissaBits(kHostRow.double_format));
static_assert(LDBL_MANT_DIG == MantissaBits(kHostRow.long_double_format));

#if defined(__BYTE_ORDER__)
static_assert((__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) ==
              (kHostRow.byte_order == ByteOrder::kLittle));
#endif

// The record rule: a double after a char and before one.
struct CharDoubleChar {
  char a;
  double b;
  char c;
};
struct DoubleChar {
  double a;
  char b;
};
static_assert(offsetof(CharDoubleChar, b) == kHostClass.double_.align);
static_assert(kHostClass.aix_power_rule ||
              sizeof(DoubleChar) == kHostClass.double_.size + kHostClass.double_.align);

}  // namespace
}  // namespace pep3118::internal
