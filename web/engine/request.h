// SPDX-License-Identifier: MIT
// What the page or a program asks: an operation and its options, as the loader writes them.
#ifndef PEP3118_WEB_ENGINE_REQUEST_H_
#define PEP3118_WEB_ENGINE_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/target.h"

namespace pep3118::web {

enum class TextKind : std::uint8_t { kFormat, kDtype };

// One description of an item, with what is said about it.
struct Item {
  TextKind kind = TextKind::kFormat;
  std::string_view text;
  LayoutOptions options;
};

struct Request {
  std::string_view operation;  // "layout", "table", ...
  Item item;
  Item other;                          // of "compare": what is found
  std::vector<const Target*> targets;  // of "table" and "picture"; empty: that of the item
  bool lint = false;
  std::string_view language;  // of "emit"
  std::string_view name;      // of "emit": what the type is called
};

// Without a target an item is one of x86_64-linux-gnu.
//
// Reads pairs of a key and a value, each with its length in four bytes, little-endian, before it.
// The views of `request` are into `bytes`.  Nothing, or one sentence when the request is not one; a
// key that is not known or comes twice is wrong too, so that a misspelt option is not passed over.
std::optional<std::string> ReadRequest(std::string_view bytes, Request& request);

}  // namespace pep3118::web

#endif  // PEP3118_WEB_ENGINE_REQUEST_H_
