// SPDX-License-Identifier: MIT
// What a picture of one layout shows: boxes, each with its bytes and its words.
#ifndef PEP3118_CODEGEN_SVG_PICTURE_H_
#define PEP3118_CODEGEN_SVG_PICTURE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

struct Box {
  enum class Kind : std::uint8_t {
    kField,    // a field without fields, or one element of it
    kHole,     // bytes of no field
    kUndrawn,  // elements or fields of which there are too many
    kGroup,    // a record, or a whole array: drawn above what is in it
  };
  Kind kind = Kind::kField;
  std::int64_t begin = 0;  // bytes from the start of the item
  std::int64_t end = 0;
  std::size_t depth = 0;    // groups around it
  std::uint32_t field = 0;  // index into Layout::all(): of a hole, its record's
  std::string path;         // "r[0].x"; text of the format like `name`, cut when very long
  std::string name;         // "x", or "[0][1]" for an element of an array
  std::string type;         // "int32"; printable ASCII
  std::string key;          // the same for the same box of another target's layout
  bool differs = false;     // is at another place, or of another size or type, there
};

struct Picture {
  const Layout* layout = nullptr;
  std::vector<Box> pieces;     // all but groups: every byte of the item once, in order
  std::vector<Box> groups;     // in order of their beginning, the outer ones first
  std::vector<Box> empty;      // fields of no bytes
  std::size_t more_empty = 0;  // and how many more there are
  bool cut = false;            // whether boxes are left out because there are too many
};

struct PictureOptions {
  std::int64_t row = 8;      // bytes in a row: an array of few rows is drawn whole
  std::size_t most = 512;    // boxes, or a few more: whatever the layout
  bool byte_orders = false;  // whether types name the target's own byte order too
};

// Time is linear in the fields of the layout.
Picture PictureOf(const Layout& layout, const PictureOptions& options);

// Sets `differs` in boxes that occur in several of the pictures and differ there, and in holes that
// do not occur in all.
void MarkDifferences(std::span<Picture> pictures);

// "1 byte", "2 bytes".
std::string ByteCount(std::int64_t bytes);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_PICTURE_H_
