// SPDX-License-Identifier: MIT
// One type of a type string: `f4`, `float32`, `M8[25s]`.  Private to dtype/.
#ifndef PEP3118_DTYPE_ONE_TYPE_H_
#define PEP3118_DTYPE_ONE_TYPE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/dtype/numpy_type.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

constexpr bool IsOrder(char c) { return c == '<' || c == '>' || c == '=' || c == '|'; }
inline char OwnOrder(const Target& target) {
  return target.byte_order == ByteOrder::kBig ? '>' : '<';
}

inline Span Whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

inline bool Fail(Diagnostic& error, ErrorKind kind, Span span, std::vector<std::string> arguments) {
  error = {kind, span, std::move(arguments)};
  return false;
}
inline bool FailUnknown(std::string_view text, Diagnostic& error) {
  return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
              {std::string(text), "docs/dtype.md lists the types"});
}

// The type that `text` names; `order`: the byte order before it, or NUL.  NumPy takes none before a
// name such as `float32`.  False with `error` (its span in `text`): kUnknownDtype, kBadDtype.
bool ReadOneType(char order, std::string_view text, const Target& target, NumpyType& out,
                 Diagnostic& error);

// The type of a name outside a string: `float32`, `np.float32`, `int`.
bool ReadTypeWord(std::string_view word, const Target& target, NumpyType& out, Diagnostic& error);

// Whether NumPy takes a number after this type as its length: `S`, `U`, `V` without one.
bool IsFlexible(const NumpyType& type);
// Gives such a type a length, in its units; false when that is more than NumPy takes.
bool SetLength(std::int64_t length, NumpyType& type);

// Puts an array around `type`: `shape` before the dimensions that it has.
bool AddShape(const std::vector<std::int64_t>& shape, NumpyType& type);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_ONE_TYPE_H_
