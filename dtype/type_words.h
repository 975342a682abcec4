// SPDX-License-Identifier: MIT
// The names and one-letter codes of NumPy's types: `float32`, `int`, `intp`, `p`.  Private to dtype/.
#ifndef PEP3118_DTYPE_TYPE_WORDS_H_
#define PEP3118_DTYPE_TYPE_WORDS_H_

#include <cstdint>
#include <string_view>

#include "pep3118/parser/ast.h"

namespace pep3118::internal {

struct TypeWord {
  enum class Kind : std::uint8_t {
    kSized,     // of the code's standard size
    kCType,     // what the target's compiler has
    kInt,       // a C long to NumPy 1, of a pointer's size to NumPy 2
    kText,      // of no bytes until a length is given
    kDatetime,  // datetime64 without unit
    kTimedelta,
  };
  std::string_view word;
  Kind kind;
  ast::Code code;
  std::uint8_t size;  // bytes that the word says, or 0: `float128` is a long double of 16 bytes
};

// The row of `word`, or nullptr.
const TypeWord* FindTypeWord(std::string_view word);
// The row of a code such as `f` or `M`, or nullptr.
const TypeWord* FindTypeCode(char code);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TYPE_WORDS_H_
