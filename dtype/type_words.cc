// SPDX-License-Identifier: MIT
// Source: np.sctypeDict of NumPy 1.24, and the names that NumPy 2 has besides (`long`, `ulong`).
#include "pep3118/dtype/type_words.h"

#include <algorithm>
#include <iterator>

namespace pep3118::internal {
namespace {

using ast::Code;
using enum TypeWord::Kind;

// In order of the words.
constexpr TypeWord kWords[] = {
    {"bool", kSized, Code::kBool, 0},
    {"bool8", kSized, Code::kBool, 0},
    {"bool_", kSized, Code::kBool, 0},
    {"byte", kSized, Code::kInt8, 0},
    {"bytes", kText, Code::kBytes, 0},
    {"bytes0", kText, Code::kBytes, 0},
    {"bytes_", kText, Code::kBytes, 0},
    {"cdouble", kCType, Code::kComplexDouble, 0},
    {"cfloat", kCType, Code::kComplexDouble, 0},
    {"clongdouble", kCType, Code::kComplexLongDouble, 0},
    {"clongfloat", kCType, Code::kComplexLongDouble, 0},
    {"complex", kCType, Code::kComplexDouble, 0},
    {"complex128", kSized, Code::kComplexDouble, 0},
    {"complex192", kCType, Code::kComplexLongDouble, 24},
    {"complex256", kCType, Code::kComplexLongDouble, 32},
    {"complex64", kSized, Code::kComplexFloat, 0},
    {"complex_", kCType, Code::kComplexDouble, 0},
    {"csingle", kSized, Code::kComplexFloat, 0},
    {"datetime64", kDatetime, Code::kLongLong, 0},
    {"double", kCType, Code::kDouble, 0},
    {"float", kCType, Code::kDouble, 0},
    {"float128", kCType, Code::kLongDouble, 16},
    {"float16", kSized, Code::kHalf, 0},
    {"float32", kSized, Code::kFloat, 0},
    {"float64", kSized, Code::kDouble, 0},
    {"float96", kCType, Code::kLongDouble, 12},
    {"float_", kCType, Code::kDouble, 0},
    {"half", kSized, Code::kHalf, 0},
    {"int", kInt, Code::kLong, 0},
    {"int0", kCType, Code::kSsize, 0},
    {"int16", kSized, Code::kShort, 0},
    {"int32", kSized, Code::kInt, 0},
    {"int64", kSized, Code::kLongLong, 0},
    {"int8", kSized, Code::kInt8, 0},
    {"int_", kInt, Code::kLong, 0},
    {"intc", kCType, Code::kInt, 0},
    {"intp", kCType, Code::kSsize, 0},
    {"long", kCType, Code::kLong, 0},
    {"longcomplex", kCType, Code::kComplexLongDouble, 0},
    {"longdouble", kCType, Code::kLongDouble, 0},
    {"longfloat", kCType, Code::kLongDouble, 0},
    {"longlong", kCType, Code::kLongLong, 0},
    {"object", kCType, Code::kObject, 0},
    {"object0", kCType, Code::kObject, 0},
    {"object_", kCType, Code::kObject, 0},
    {"short", kCType, Code::kShort, 0},
    {"single", kSized, Code::kFloat, 0},
    {"singlecomplex", kSized, Code::kComplexFloat, 0},
    {"str", kText, Code::kUcs4, 0},
    {"str0", kText, Code::kUcs4, 0},
    {"str_", kText, Code::kUcs4, 0},
    {"string_", kText, Code::kBytes, 0},
    {"timedelta64", kTimedelta, Code::kLongLong, 0},
    {"ubyte", kSized, Code::kUint8, 0},
    {"uint", kInt, Code::kULong, 0},
    {"uint0", kCType, Code::kSize, 0},
    {"uint16", kSized, Code::kUShort, 0},
    {"uint32", kSized, Code::kUInt, 0},
    {"uint64", kSized, Code::kULongLong, 0},
    {"uint8", kSized, Code::kUint8, 0},
    {"uintc", kCType, Code::kUInt, 0},
    {"uintp", kCType, Code::kSize, 0},
    {"ulong", kCType, Code::kULong, 0},
    {"ulonglong", kCType, Code::kULongLong, 0},
    {"unicode", kText, Code::kUcs4, 0},
    {"unicode_", kText, Code::kUcs4, 0},
    {"ushort", kCType, Code::kUShort, 0},
    {"void", kText, Code::kPad, 0},
    {"void0", kText, Code::kPad, 0},
};
static_assert(std::ranges::is_sorted(kWords, {}, &TypeWord::word));

constexpr TypeWord kCodes[] = {
    {"?", kSized, Code::kBool, 0},
    {"B", kSized, Code::kUint8, 0},
    {"D", kCType, Code::kComplexDouble, 0},
    {"F", kSized, Code::kComplexFloat, 0},
    {"G", kCType, Code::kComplexLongDouble, 0},
    {"H", kCType, Code::kUShort, 0},
    {"I", kCType, Code::kUInt, 0},
    {"L", kCType, Code::kULong, 0},
    {"M", kDatetime, Code::kLongLong, 0},
    {"O", kCType, Code::kObject, 0},
    {"P", kCType, Code::kSize, 0},
    {"Q", kCType, Code::kULongLong, 0},
    {"S", kText, Code::kBytes, 0},
    {"U", kText, Code::kUcs4, 0},
    {"V", kText, Code::kPad, 0},
    {"a", kText, Code::kBytes, 0},
    {"b", kSized, Code::kInt8, 0},
    {"c", kText, Code::kBytes, 1},
    {"d", kCType, Code::kDouble, 0},
    {"e", kSized, Code::kHalf, 0},
    {"f", kSized, Code::kFloat, 0},
    {"g", kCType, Code::kLongDouble, 0},
    {"h", kCType, Code::kShort, 0},
    {"i", kCType, Code::kInt, 0},
    {"l", kCType, Code::kLong, 0},
    {"m", kTimedelta, Code::kLongLong, 0},
    {"p", kCType, Code::kSsize, 0},
    {"q", kCType, Code::kLongLong, 0},
};

}  // namespace

const TypeWord* FindTypeWord(std::string_view word) {
  const auto* found = std::ranges::lower_bound(kWords, word, {}, &TypeWord::word);
  return found != std::end(kWords) && found->word == word ? found : nullptr;
}

const TypeWord* FindTypeCode(char code) {
  for (const TypeWord& row : kCodes) {
    if (row.word[0] == code) return &row;
  }
  return nullptr;
}

}  // namespace pep3118::internal
