// SPDX-License-Identifier: MIT
// The colors of a picture: light ones as attributes, which every viewer draws, and dark ones as a
// style sheet for viewers that know what the reader prefers.
#ifndef PEP3118_CODEGEN_SVG_THEME_H_
#define PEP3118_CODEGEN_SVG_THEME_H_

#include <cstdint>
#include <string>

namespace pep3118 {

// `class="..." fill="..." stroke="..."`, for one element.
enum class Paint : std::uint8_t {
  kField0,  // eight that alternate
  kField7 = kField0 + 7,
  kGroup,  // records
  kHole,
  kHatch,  // its lines
  kUndrawn,
  kPage,   // behind all
  kText,   // on all of the above
  kLabel,  // text on the page that matters less
};
std::string Attributes(Paint paint);

// Of a field, by its number.
Paint FieldPaint(std::uint32_t field);

// The content of <style>.
std::string StyleSheet();

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_THEME_H_
