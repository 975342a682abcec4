// SPDX-License-Identifier: MIT
// What an item is described with: a format, or what says more than one.
#ifndef PEP3118_TOOLS_INPUTS_DESCRIPTION_H_
#define PEP3118_TOOLS_INPUTS_DESCRIPTION_H_

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class DescriptionKind : std::uint8_t {
  kFormat,
  kDtype,   // NumPy's, as text
  kNpy,     // the file of an array
  kFields,  // a list of fields, JSON
};
// The key of a layout's JSON: "format", "dtype", "npy", "field_list".
std::string_view DescriptionKey(DescriptionKind kind);
// Whether the command line and manifests give a file's name and not the text.
bool IsFile(DescriptionKind kind);

// Not `Description`: buffer/ has one, and some programs have both.
struct ItemDescription {
  DescriptionKind kind = DescriptionKind::kFormat;
  std::string text;       // of a `.npy` file its first bytes, with the whole header
  std::string file = {};  // where it was read from; empty: written on the spot
};

// What a layout's JSON shows of it: the file's name, or else the text.
std::string_view ShownText(const ItemDescription& description);

// The layout of one item.  Of `options`, the dialect and `strict` mean something for formats alone.
Result<Layout> LayoutOf(const ItemDescription& description, const LayoutOptions& options);

// What --lint reports about it and its layout; nothing unless `lint`.
std::vector<Note> AdviceIf(bool lint, const ItemDescription& description, const Layout& layout);

// Reads as much as a description may have, and a byte more, so that too long a text is refused.
// False when it cannot be read; `reason` is the system's.
bool ReadDescriptionFile(const std::string& path, ItemDescription& description,
                         std::string& reason);
// The same from a stream.
bool ReadDescriptionStream(std::istream& in, ItemDescription& description);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_INPUTS_DESCRIPTION_H_
