// SPDX-License-Identifier: MIT
// A Python literal as a tree: strings, whole numbers, lists, tuples, dicts and names, and a call of
// `dtype`.  Nothing is evaluated.  Private to dtype/.
//
// The tree is stored flat: a literal is followed by those inside it and says where they end.
#ifndef PEP3118_DTYPE_LITERAL_H_
#define PEP3118_DTYPE_LITERAL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

enum class LiteralKind : std::uint8_t {
  kString,
  kInteger,
  kWord,     // `float32`, `np.float32`, `True`; the inside of <class '...'>
  kList,     // elements inside
  kTuple,    // elements inside
  kGroup,    // parentheses around one literal
  kDict,     // a key, its value, the next key, ...
  kCall,     // arguments inside; `text` is what is called
  kKeyword,  // an argument with a name: its value inside
};

struct Literal {
  LiteralKind kind = LiteralKind::kString;
  bool verbatim = false;       // of a string: `text` is a part of the source
  Span span;                   // of the source
  std::uint32_t end = 0;       // index just after this literal and all inside it
  std::string_view text = {};  // of a string, decoded to UTF-8; of a word, call or keyword
  std::int64_t number = 0;
};

struct LiteralTree {
  std::vector<Literal> all;  // preorder; a bare type string (`i4,f8`) is one kString
  std::string decoded;       // what strings with escapes say; `text` refers to it
};

// How deep brackets may nest: a record of a dtype takes up to four.
inline constexpr std::size_t kMostBrackets = 400;

enum class Python : std::uint8_t { k2, k3 };  // 2: numbers may end in `L`

// Reads `source`, which must outlive the tree.  False with `error` when it is not a literal:
// kDtypeSyntax, kTooDeep, kCountOverflow, kInvalidUtf8.  Linear in the length of `source`.
bool ParseLiteral(std::string_view source, LiteralTree& tree, Diagnostic& error,
                  Python python = Python::k3);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_LITERAL_H_
