// SPDX-License-Identifier: MIT
// Evidence: what the spelling of a format says about who wrote it.
//
// Private to layout/.  Every exporter has habits (docs/dialects.md, measured on real exporters); a
// text that breaks a habit was not written by that exporter.  Nothing here looks at sizes.
#ifndef PEP3118_LAYOUT_DIALECTS_SPELLING_H_
#define PEP3118_LAYOUT_DIALECTS_SPELLING_H_

#include <cstdint>

#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

enum class Likelihood : std::uint8_t { kImpossible, kPossible, kCertain };

// NumPy: one T{...} without spaces, every field named (the empty name is `::`), a mark only where
// it changes, never on one-byte codes, `^` only for long double, every pad a bare `x` before a
// field and never at the end of a record.  Certain when it holds what no other exporter writes so: bare
// pads, `@` after another mark, counted `w`, `(m)(n)`.
struct NumpySpelling {
  Likelihood likelihood = Likelihood::kImpossible;
  bool marks_unaligned = false;   // has `=` or `^`, which the text of an np.void scalar never has
  bool has_record = false;        // inside the item
  bool has_record_array = false;  // whose stride is in no text

  bool MaybeArray() const { return likelihood != Likelihood::kImpossible; }
  bool MaybeScalar() const { return MaybeArray() && !marks_unaligned; }
  bool Certain() const { return likelihood == Likelihood::kCertain; }
};
NumpySpelling NumpySpellingOf(const ast::Format& format, const Target& target);

// ctypes: one item, every member named, every primitive with its own `<` or `>`, nothing else with
// a mark; a union or a packed structure (until CPython 3.11), whatever its size, is a `B` without
// mark.  No pads (until CPython 3.11) or all of them, `x` for one byte and `7x` for more.
struct CtypesSpelling {
  bool follows = true;
  bool has_little = false;   // a primitive with `<`
  bool has_big = false;      // a primitive with `>`
  bool has_pointer = false;  // & or X{}, which only ctypes writes
  bool has_record = false;
  std::uint32_t unmarked_bytes = 0;  // `B`s that may be more than one byte
  Span unmarked_byte;                // the first
  Span pad;                          // the first; CPython 3.12 or later
  Span old_long;                     // the first `<l` or `<L`, which today's ctypes writes as `<q`

  bool Likely() const { return follows && (has_little || has_big || has_pointer); }
};
CtypesSpelling CtypesSpellingOf(const ast::Format& format);

// Cython: one record, every member named, `^` at each member of a packed struct, no other mark and
// no pad.  Certain when a struct is packed.
Likelihood CythonWrote(const ast::Format& format);

// ndtypes: `=`, `<` or `>` at every primitive but `? c s`, for that element alone.
bool MarksEveryNumber(const ast::Format& format);

// ndtypes: the name of an element comes after its pads (`=Bxxx:a:`).  True when an unnamed element
// is followed by pads without count of which the last has a name; NumPy's named void always has a
// count (`3x:a:`).
bool HasNamesAfterPads(const ast::Format& format);

// A whole format that is one `B` without mark, count or name: how ctypes exports a block whose
// inside it cannot describe.
bool IsLoneByte(const ast::Format& format);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_SPELLING_H_
