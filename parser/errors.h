// SPDX-License-Identifier: MIT
// The words of every refusal, kept apart from the code that finds it.
//
// `message` and `hint` hold $0 ... $9 for Diagnostic::arguments; the comment at each row of the
// table in errors.cc says what they are.
#ifndef PEP3118_PARSER_ERRORS_H_
#define PEP3118_PARSER_ERRORS_H_

#include <string_view>

#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

struct ErrorText {
  ErrorKind kind;
  std::string_view name;     // "dangling-byte-order"
  std::string_view message;  // lower case, no full stop
  std::string_view hint;     // how to fix it; may be empty
};

// The row of `kind`.  Static storage; thread-safe.
const ErrorText& TextOf(ErrorKind kind);

}  // namespace pep3118

#endif  // PEP3118_PARSER_ERRORS_H_
