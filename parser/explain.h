// SPDX-License-Identifier: MIT
// Why reading stopped: what is at the place, what was open, which prefixes were waiting.
// Private to parser/.
#ifndef PEP3118_PARSER_EXPLAIN_H_
#define PEP3118_PARSER_EXPLAIN_H_

#include "pep3118/parser/builder.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// The refusal for a builder that is stuck (builder.stuck()) without having failed.  Linear in the
// length of the text.
Diagnostic Explain(const Builder& builder);

// True for what may be outside names: printable ASCII and the six spaces.
bool IsFormatByte(char character);

// Span of the character at `at`: all the bytes of a UTF-8 sequence, else one.
Span CharacterAt(std::string_view text, std::uint32_t at);

}  // namespace pep3118::internal

#endif  // PEP3118_PARSER_EXPLAIN_H_
