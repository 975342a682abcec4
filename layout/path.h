// SPDX-License-Identifier: MIT
// The way to a place inside a layout, as text: `pos.x`, `v[2].id`, `m[1][2]`.
//
//   path  = [ step , { "." , name | index } ] ;
//   step  = name | index ;
//   name  = plain , [ which ] | quoted , [ which ] ;
//   which = "#" , digits ;
//   index = "[" , digits , "]" ;
//
// A plain name is one or more characters other than . [ ] # " and means itself, spaces
// included.  Any name can be written in quotes, where \" is a quote and \\ a backslash; the empty
// name is `""`.  When a record has several fields of one name, `a#0` is the first of them and `a`
// alone is refused.  Indices count from 0; one index takes one dimension, the outermost first.  The
// empty path is the item itself; when that is an array, its path begins with an index.
#ifndef PEP3118_LAYOUT_PATH_H_
#define PEP3118_LAYOUT_PATH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class PathErrorKind : std::uint8_t {
  kSyntax,         // neither name nor index where one is needed
  kUnclosed,       // a quote or `[` that is never closed
  kBadNumber,      // no digits in `[]` or after `#`, or more than fit 63 bits
  kUnknownName,    // the record has no such field, or not so many of that name
  kAmbiguousName,  // several fields of that name: say which with `#`
  kNoFields,       // a name behind something that is not a record
  kNotIndexed,     // a name behind an array of records: index it first
  kNoDimension,    // an index behind something without (further) dimensions
  kOutOfRange,     // an index that is not below the dimension
  kCount_,         // number of kinds, not a kind
};

// Why a path leads nowhere.
struct PathError {
  PathErrorKind kind = PathErrorKind::kSyntax;
  Span span;                  // of the path, in bytes
  std::string subject;        // the name, or what is there
  std::int64_t expected = 0;  // kOutOfRange: the dimension; names: how many the record has
  std::int64_t found = 0;     // kOutOfRange: the index
};

// "out-of-range"; stable.
std::string_view PathErrorName(PathErrorKind kind);

// One sentence, lower case, no full stop, printable ASCII: "index 3 at byte 1, expected 0 to 2".
std::string Message(const PathError& error);

// A field's name as a path writes it: plain where it can be, else in quotes; with `#` and `which`
// when there is one.
std::string PathName(std::string_view name, std::optional<std::uint32_t> which = {});

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_PATH_H_
