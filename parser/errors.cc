// SPDX-License-Identifier: MIT
#include "pep3118/parser/errors.h"

#include <cstddef>

namespace pep3118 {
namespace {

using enum ErrorKind;

// In the order of ErrorKind.  The comment before a row names its arguments; a row without one has
// none.
constexpr ErrorText kTexts[] = {
    // $0 what was seen, $1 a hint in full
    {kUnknownCode, "unknown-code", "unknown code `$0`", "$1"},
    // $0 what was seen: `Zi`
    {kUnknownComplexPart, "unknown-complex-part", "`$0` is not a complex type",
     "a complex type is `Ze`, `Zf`, `Zd` or `Zg`"},
    {kLoneComplex, "lone-complex", "`Z` with no part after it",
     "a complex type is `Ze`, `Zf`, `Zd` or `Zg`; ctypes writes its wide string pointer as `<Z`"},
    // $0 code, $1 mode character
    {kIllegalInMode, "illegal-in-mode",
     "`$0` has no standard size, so it is not allowed after `$1`",
     "write `@` or `^` before it, or a code with a standard size"},
    {kBitField, "bit-field", "bit fields have no agreed layout",
     "describe the bytes that hold the bits, for example as `B` or `2x:flags:`"},
    {kNulByte, "nul-byte", "NUL byte in the format", "a format ends where its text ends"},
    // $0 the bytes
    {kNonAscii, "non-ascii", "`$0` outside a name",
     "outside names a format holds printable ASCII and spaces only"},

    // $0 what was seen, $1 a hint in full
    {kNumpyDtype, "numpy-dtype", "`$0` looks like a NumPy dtype, not like a format", "$1"},
    // $0 what was seen, $1 a hint in full
    {kCDeclaration, "c-declaration", "`$0` looks like C, not like a format", "$1"},

    // $0 count
    {kCountWithoutElement, "count-without-element", "count `$0` with no element after it",
     "a count comes before its code, as in `3i`"},
    // $0 the signed number
    {kSignInCount, "sign-in-count", "sign in the count `$0`",
     "counts and dimensions are digits only"},
    // $0 first count, $1 second count
    {kRepeatedCount, "repeated-count", "two counts, `$0` and `$1`, before one element",
     "write one number without spaces, or `($0,$1)` for two dimensions"},
    {kEmptyDimensions, "empty-dimensions", "empty dimension list",
     "write at least one dimension, or leave the parentheses out"},
    {kUnclosedDimensions, "unclosed-dimensions", "dimension list is never closed",
     "write `)` after the last dimension"},
    // $0 the dimension
    {kNegativeDimension, "negative-dimension", "negative dimension `$0`",
     "dimensions are 0 or more"},
    // $0 what was seen
    {kBadDimension, "bad-dimension", "`$0` cannot be here in a dimension list",
     "dimensions are decimal numbers with commas between them, as in `(2,3)`"},
    // $0 dimension list
    {kDimensionsWithoutElement, "dimensions-without-element",
     "dimensions `$0` with no element after them", "dimensions come before their code: `(2,3)i`"},
    // $0 count, $1 what to write instead
    {kDimensionsAfterCount, "dimensions-after-count", "dimensions after the count `$0`",
     "write `$1`"},
    // $0 the number
    {kCountOverflow, "count-overflow", "`$0` is too large", "the largest number is 2^63-1"},
    // $0 what is too large ("the record", "offset of `x`"), $1 limit in bytes
    {kSizeOverflow, "size-overflow", "$0 is larger than $1 bytes, the most the target can hold",
     ""},

    // $0 order character, $1 count
    {kOrderAfterCount, "order-after-count", "byte-order character must come before the count",
     "write `$0$1`"},
    // $0 first, $1 second
    {kRepeatedByteOrder, "repeated-byte-order", "two byte-order characters, `$0` and `$1`",
     "keep the one that is meant"},
    {kDanglingByteOrder, "dangling-byte-order", "byte-order character with nothing after it",
     "write it before the field it applies to"},

    {kRecordWithoutBrace, "record-without-brace", "`T` is not followed by `{`",
     "a record is written `T{...}`"},
    // $0 opener (`T{` or `T<`), $1 its closer
    {kUnclosedRecord, "unclosed-record", "record `$0` is never closed", "write `$1` at its end"},
    // $0 where a `>` was read as byte order ("byte 7", "bytes 7, 9"), $1 byte of the record
    {kAmbiguousAngle, "ambiguous-angle",
     "reading `>` at $0 as byte order leaves the `T<` at byte $1 open",
     "name the inner record, write `!` for big-endian, or use braces: `T{...}`"},
    // $0 closer
    {kStrayCloser, "stray-closer", "`$0` closes nothing",
     "leave it out, or open a record with `T{`"},
    // $0 closer seen, $1 what is open, $2 its byte, $3 the closer it needs
    {kMismatchedCloser, "mismatched-closer", "`$0` cannot close the `$1` at byte $2", "write `$3`"},
    {kPointerWithoutTarget, "pointer-without-target", "`&` with no target after it",
     "write what it points to, as in `&i`, or `P` for a pointer to anything"},
    {kFunctionWithoutBrace, "function-without-brace", "`X` is not followed by `{`",
     "a function pointer is written `X{}`"},
    {kUnclosedFunction, "unclosed-function", "function `X{` is never closed",
     "write `}` after the signature"},

    {kUnterminatedName, "unterminated-name", "name is never closed", "write `:` after the name"},
    {kRepeatedName, "repeated-name", "second name for one element",
     "an element has one name, and a name holds no `:`"},
    {kLeadingName, "leading-name", "name with no element before it",
     "a name comes after its element, as in `i:x:`"},
    {kInvalidUtf8, "invalid-utf8", "name is not valid UTF-8", "encode names as UTF-8"},

    // $0 what the format holds ("a record"), $1 dialect
    {kNotInDialect, "not-in-dialect", "$0 is not in dialect $1",
     "leave the dialect out, or name the one that wrote the format"},
    // $0 bytes described, $1 itemsize, $2 what to do
    {kItemsizeMismatch, "itemsize-mismatch", "format describes $0 bytes, itemsize is $1", "$2"},
    {kOpaqueMember, "opaque-member",
     "`B` without byte-order character may be a union or packed structure of unknown size",
     "write a real byte as `<B`; write any other block as its bytes, with every pad around it, as "
     "in "
     "`T{<b:k:7x8x:u:<h:z:6x}`"},
    // $0 and $1 readings in words, $2 the option that settles it
    {kAmbiguousLayout, "ambiguous-layout", "two readings fit: $0 and $1", "$2"},
    // $0 the assumption in words
    {kAssumptionRefused, "assumption-refused", "$0", "pass what settles it, or drop strict"},
    // $0 the reason in full
    {kNoCppType, "no-cpp-type", "$0", ""},
    // $0 the reason in full, $1 what to do
    {kNotInLanguage, "not-in-language", "$0", "$1"},

    // $0 what is too long ("format of 3 bytes"), $1 limit
    {kFormatTooLong, "format-too-long", "$0, limit $1", ""},
    // $0 limit
    {kTooDeep, "too-deep", "nested more than $0 levels deep", ""},
    // $0 limit
    {kTooManyDimensions, "too-many-dimensions", "more than $0 dimensions on one element", ""},
    // $0 limit
    {kTooManyElements, "too-many-elements", "more than $0 elements", ""},
    // $0 what has them ("record has 65537 members"), $1 limit
    {kTooManyMembers, "too-many-members", "$0, limit $1", ""},
    // $0 bytes, $1 limit
    {kNameTooLong, "name-too-long", "name of $0 bytes, limit $1", ""},

    // $0 the reason in full, $1 a hint in full
    {kDtypeSyntax, "dtype-syntax", "$0", "$1"},
    // $0 what was seen, $1 a hint in full
    {kUnknownDtype, "unknown-dtype", "`$0` is not a type of NumPy", "$1"},
    // $0 the reason in full, $1 a hint in full
    {kBadDtype, "bad-dtype", "$0", "$1"},
    // $0 and $1 their names
    {kOverlappingFields, "overlapping-fields", "fields `$0` and `$1` overlap",
     "a layout holds each byte once; leave one of them out"},
    // $0 the reason in full, $1 a hint in full
    {kNpyHeader, "npy-header", "$0", "$1"},
    // $0 what is wrong, $1 a hint in full
    {kFieldList, "field-list", "$0", "$1"},
};

constexpr bool RowsFollowTheEnum() {
  std::size_t row = 0;
  for (const ErrorText& text : kTexts) {
    if (static_cast<std::size_t>(text.kind) != row++) return false;
  }
  return row == static_cast<std::size_t>(kCount_);
}
static_assert(RowsFollowTheEnum());

}  // namespace

const ErrorText& TextOf(ErrorKind kind) { return kTexts[static_cast<std::size_t>(kind)]; }

std::string_view ErrorName(ErrorKind kind) { return TextOf(kind).name; }

}  // namespace pep3118
