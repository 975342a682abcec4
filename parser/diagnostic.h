// SPDX-License-Identifier: MIT
// Why a format was refused: a kind, a place and the words' missing pieces.
//
// Data first, words later: parser, layout and codegen fill a Diagnostic; the table in errors.h
// turns it into a sentence and Render draws the caret.  Nothing here prints, throws or allocates
// until a format has really been refused.
//
//   Result<ast::Format> parsed = ParseFormat(text);
//   if (!parsed) std::cerr << Render(parsed.error(), text);
#ifndef PEP3118_PARSER_DIAGNOSTIC_H_
#define PEP3118_PARSER_DIAGNOSTIC_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/base/escape.h"
#include "pep3118/base/result.h"
#include "pep3118/base/span.h"

namespace pep3118 {

// Every reason to refuse.  The name in brackets of a message, its words and its hint are in one
// table in errors.cc; docs/errors.md has one entry for each.
enum class ErrorKind : std::uint8_t {
  // codes
  kUnknownCode,         // `k`, `$`
  kUnknownComplexPart,  // `Zi`
  kLoneComplex,         // `Z` that nothing follows and no `<`/`>` marks as ctypes' c_wchar_p
  kIllegalInMode,       // `=n`, `<N`, `=P`
  kBitField,            // `t`
  kNulByte,             // NUL anywhere
  kNonAscii,            // byte above 0x7f, or a control byte, outside a name
  // not a format at all
  kNumpyDtype,    // `<f4`, `i4,f8`, `M8[ns]`, `float32`
  kCDeclaration,  // `unsigned int`, `struct { int a; }`
  // counts and dimensions
  kCountWithoutElement,       // `3`, `i3`, `T{3}`
  kSignInCount,               // `+1i`, `-1i`
  kRepeatedCount,             // `1 0i`
  kEmptyDimensions,           // `()i`
  kUnclosedDimensions,        // `(2`, `(2,3d`
  kNegativeDimension,         // `(-1)i`
  kBadDimension,              // `(2,,3)i`, `(0x10)i`
  kDimensionsWithoutElement,  // `(2)`
  kDimensionsAfterCount,      // `2(3)i`
  kCountOverflow,             // a count or dimension above 2^63-1
  kSizeOverflow,              // a size or offset above the target's largest object
  // byte order
  kOrderAfterCount,    // `3<i`
  kRepeatedByteOrder,  // `<>i`
  kDanglingByteOrder,  // `i<`, `T{<}`
  // records, pointers, functions
  kRecordWithoutBrace,    // `T` not followed by `{` or `<`
  kUnclosedRecord,        // `T{i`
  kAmbiguousAngle,        // `T<T<ii>d>`: unclosed because a `>` was read as a byte-order character
  kStrayCloser,           // `}` `)` with nothing open
  kMismatchedCloser,      // `T<i}`, `T{(2}`
  kPointerWithoutTarget,  // `&`
  kFunctionWithoutBrace,  // `X`
  kUnclosedFunction,      // `X{`
  // names
  kUnterminatedName,  // `i:abc`
  kRepeatedName,      // `i:a::b:`
  kLeadingName,       // `:a:i`
  kInvalidUtf8,       // a name that is not UTF-8
  // what the dialect, the itemsize or the emitter cannot take
  kNotInDialect,       // `T{i}` under dialect struct
  kItemsizeMismatch,   // "format describes 12 bytes, itemsize is 16"
  kOpaqueMember,       // `T{<b:k:B:u:}`: a ctypes union or packed structure of unknown size
  kAmbiguousLayout,    // two readings fit the itemsize and differ
  kAssumptionRefused,  // strict: the answer would rest on an assumption
  kNoCppType,          // no C++ type has this layout (an item of no bytes, ...)
  kNotInLanguage,      // no type of the emitted language has it
  // limits
  kFormatTooLong,
  kTooDeep,
  kTooManyDimensions,
  kTooManyElements,
  kTooManyMembers,
  kNameTooLong,
  // NumPy dtypes (dtype/)
  kDtypeSyntax,        // `[('x', 'f4')`, `dtype(f(x))`
  kUnknownDtype,       // `f3`, `M8[q]`, `np.flaot32`
  kBadDtype,           // names that occur twice, an itemsize that is too small
  kOverlappingFields,  // offsets 0 and 2 of 4-byte fields
  kNpyHeader,          // no magic, an unknown version, a length that lies, `{'descr': '<f4'}`
  kFieldList,          // no `itemsize`, a key that is unknown, a type with two meanings
  kCount_,             // number of kinds, not a kind
};

// One refusal.  `arguments` fill $0, $1, ... of the kind's message and hint, already in words or
// digits; they may hold raw bytes of the format, which Render and Message escape.
struct Diagnostic {
  ErrorKind kind = ErrorKind::kUnknownCode;
  Span span;
  std::vector<std::string> arguments;
};

// "dangling-byte-order"; stable, what users and JSON see.
std::string_view ErrorName(ErrorKind kind);

// One sentence, lower case, no full stop, at most 1 KiB, printable ASCII only.
std::string Message(const Diagnostic& diagnostic);

// How to fix it, or empty; same rules as Message.
std::string Hint(const Diagnostic& diagnostic);

// The whole caret picture with a final newline, always with the 0-based byte position, printable
// ASCII (other bytes of the format as \xNN) and at most 4 KiB:
//
//   error: byte-order character with nothing after it [dangling-byte-order]
//     T{i:x:<}
//           ^ byte 6
//   note: write it before the field it applies to
//
// A long format is cut to 40 bytes around the span, with `...` where it is cut.
std::string Render(const Diagnostic& diagnostic, std::string_view format);

// The reason is a Diagnostic where a format is refused; other rooms have errors of their own (a path,
// a buffer's numbers).
template <class T, class Error = Diagnostic>
class Result;

}  // namespace pep3118

#endif  // PEP3118_PARSER_DIAGNOSTIC_H_
