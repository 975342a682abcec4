// What the spelling of a format says about who wrote it.
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

// ctypes: every primitive carries its own `<` or `>`, nothing else carries a mark, and a union or a
// packed structure (until CPython 3.11), whatever its size, is a `B` without mark.
struct CtypesSpelling {
  bool follows = true;
  bool has_primitive = false;  // a marked one
  bool has_pointer = false;    // & or X{}, which only ctypes writes
  Span unmarked_byte;          // the first `B` that may stand for more than one byte

  bool Likely() const { return follows && (has_primitive || has_pointer); }
};
CtypesSpelling CtypesSpellingOf(const ast::Format& format);

enum class Likelihood : std::uint8_t { kImpossible, kPossible, kCertain };

// NumPy: one T{...} in the one spelling of PrintFormat, every field named, a mark only where it
// changes (never the host's own `<` or `>`, never on one-byte codes, `^` only for long double),
// every pad a bare `x` before a field and never at the end of a record.  Certain when it holds what
// nobody else writes so: bare pads, `@` after another mark, counted `w`.
Likelihood NumpyWrote(const ast::Format& format, const Target& target);

// Cython: `^` at each member of a packed struct and nothing that marks the way back.  True when a
// record has only members with `^` and an element outside it, with no mark of its own, follows.
bool HasUnclosedPackedRecord(const ast::Format& format);

// ndtypes: the name of an element stands after its pads (`=Bxxx:a:`).  True when an unnamed element
// is followed by pads without count of which the last has a name; NumPy's named void always has a
// count (`3x:a:`).
bool HasNamesAfterPads(const ast::Format& format);

// A whole format that is one `b` or `B` without mark, count or name: how ctypes and others export a
// block whose inside they cannot describe.
bool IsLoneByte(const ast::Format& format);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_SPELLING_H_
