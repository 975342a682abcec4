// SPDX-License-Identifier: MIT
// One line of `layout --batch`: a JSON object that asks for one layout.
#ifndef PEP3118_TOOLS_BATCH_BATCH_REQUEST_H_
#define PEP3118_TOOLS_BATCH_BATCH_REQUEST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pep3118/tools/inputs/description.h"

namespace pep3118 {

// What the line says; whether a dialect or target of that name exists is for the caller to see.
struct BatchRequest {
  ItemDescription description;  // a format, a dtype or a list of fields
  std::optional<std::int64_t> itemsize;
  std::optional<std::string> dialect;
  std::optional<std::string> target;
  std::optional<bool> strict;
  std::optional<bool> lint;
};

struct BatchRequestError {
  std::string_view kind;     // "bad-json": no JSON object; "bad-request": the wrong one
  std::string message;       // printable ASCII
  std::size_t position = 0;  // byte of the line at which it was noticed
};

// Reads one line into `request`, whose storage is reused; false with `error` when it asks nothing
// that can be answered.  Unknown keys are passed over, whatever they hold; a known key must have
// its type and may occur once.  Never throws; nesting takes no stack.
bool ReadBatchRequest(std::string_view line, BatchRequest& request, BatchRequestError& error);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_BATCH_BATCH_REQUEST_H_
