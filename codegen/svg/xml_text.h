// SPDX-License-Identifier: MIT
// Text of a format inside an XML document.
#ifndef PEP3118_CODEGEN_SVG_XML_TEXT_H_
#define PEP3118_CODEGEN_SVG_XML_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pep3118 {

struct XmlText {
  std::string xml;        // plain ASCII, for content and for attributes in double quotes
  std::size_t cells = 0;  // its width in characters of a monospaced font, wide ones as two
  bool exact = true;      // whether every such font gives it that width
};

// `text`, any bytes, cut with an ellipsis where it has more than `most` cells.  Characters that XML
// does not allow, that are not visible or that change the direction of others become `\xXX` or
// `\uXXXX`, and so do bytes that are not UTF-8.  Reads no more of `text` than it takes.
XmlText ToXml(std::string_view text, std::size_t most);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_XML_TEXT_H_
