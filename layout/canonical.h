// SPDX-License-Identifier: MIT
// The one spelling of a layout, and its identity.
#ifndef PEP3118_LAYOUT_CANONICAL_H_
#define PEP3118_LAYOUT_CANONICAL_H_

#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// The canonical text: one spelling per layout and target, a fixed point of parsing and printing,
// and the same layout under every dialect that can express it.  Always valid UTF-8 (names are
// copied).
//
//   - A record is `T{...}`; an unbraced sequence becomes one.  Every field has its name.  A format
//     that is one unnamed element stays one.
//   - Every hole and tail is explicit, with its count: `4x`, `1x` (a bare `x` is NumPy's habit).
//   - `(2,3)`, then mark, then count or length, then code: `(2)=3w:name:`.  Repeat counts become
//     dimensions.
//   - A field that is `natural`, or has one-byte units, has no mark (or `@` after a marked one).
//     Every other field has a mark: `=` for native order where the code has a standard size, else
//     `^`; for foreign order `!` (big) or `<` (little).  `!` is written and not `>`: it is never a
//     bracket, and ctypes never writes it, so no dialect reads alignment into it.
//     (On a big-endian target `<u` is what ctypes writes for a wchar_t of 4 bytes, and is read so
//     under that dialect; auto goes by the itemsize, which says nothing of an empty array.)
//   - Codes by size, not by C type: `l` of 8 bytes is `q`; pointers are `P`, functions `X{}`.
std::string CanonicalText(const Layout& layout);

// The same for one element of one field, taken as an item of its own (no name, no shape): "i",
// "!d", "5s"; for a record its whole `T{...}`.  For a layout whose item has no shape,
// ElementText(layout, layout.item()) is CanonicalText(layout).
std::string ElementText(const Layout& layout, const Field& field);

// The layout's identity: 32 hexadecimal digits, SHA-256 cut to 128 bits, over everything that makes
// two layouts the same (names, offsets, itemsizes, shapes, kinds, byte orders, float formats,
// alignments) and nothing else: not the target's name, the spelling, the notes.  Equal exactly when
// the layouts are equal; the same in every process, on every machine and in every release.  A
// hostile exporter cannot make two layouts share one.
std::string LayoutId(const Layout& layout);

// The same for one record inside a layout, taken as an item of its own (no name, no shape, offset
// 0): what its C++ type is called after.  For a layout whose item is a single record it equals
// LayoutId.
std::string RecordId(const Layout& layout, const Field& record);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_CANONICAL_H_
