// SPDX-License-Identifier: MIT
// Texts that are not formats but are pasted where one is wanted: NumPy's dtypes and C declarations.
//
// Only texts that were refused come here, so that what is a format stays one (`single` is six
// codes).  Linear in the length of the text.
#ifndef PEP3118_PARSER_PASTED_H_
#define PEP3118_PARSER_PASTED_H_

#include <optional>
#include <string_view>

#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// The refusal for a text that is all of it a dtype: `<f4`, `M8[ns]`, `i4,(2,3)f8`, `float32`,
// `[('a', '<i4')]`, `dtype(...)`.
std::optional<Diagnostic> PastedDtype(std::string_view text);

// The refusal for a dtype or the name of a C type inside a format: `T{f4:x:}`, `T{float32:x:}`,
// `T{uint32_t:x:}`; `error` says where reading stopped.
std::optional<Diagnostic> PastedType(std::string_view text, const Diagnostic& error);

// The format of a C type of one word (`uint32_t`, `size_t`); empty for any other word.
std::string_view FormatOfC(std::string_view word);

// The refusal for a text that begins as C does: `unsigned int`, `struct { int a; }`, `float x;`.
std::optional<Diagnostic> PastedC(std::string_view text);

// What a refused text is, if it is one of these, else `error`.
Diagnostic ExplainPasted(std::string_view text, Diagnostic error);

}  // namespace pep3118::internal

#endif  // PEP3118_PARSER_PASTED_H_
