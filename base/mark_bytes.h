// SPDX-License-Identifier: MIT
// Text with carets under some of its bytes.
#ifndef PEP3118_BASE_MARK_BYTES_H_
#define PEP3118_BASE_MARK_BYTES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/base/span.h"

namespace pep3118 {

// Two indented lines, the second without a newline:
//
//     T{i:x:3<d:y:}
//            ^
//
// `text` is escaped.  Of a text longer than `width` bytes the part around the span is shown, of a
// long span its beginning.  An empty span has one caret; a span beyond the text is at its end.
std::string MarkBytes(std::string_view text, Span span, std::uint32_t width);

}  // namespace pep3118

#endif  // PEP3118_BASE_MARK_BYTES_H_
