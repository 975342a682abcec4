// SPDX-License-Identifier: MIT
// JSON as a small tree.  The reader's own tree allocates in its destructor, which ends the program
// where there is no memory.
#ifndef PEP3118_TOOLS_INPUTS_JSON_VALUE_H_
#define PEP3118_TOOLS_INPUTS_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118 {

struct JsonValue {
  enum class Kind : std::uint8_t {
    kOther,  // null, a number below 0 or with a fraction
    kBool,
    kNumber,  // whole, 0 or above
    kString,
    kArray,
    kObject,
  };

  // The value of a key, the last one where it is there twice, or nullptr.
  const JsonValue* Find(std::string_view key) const;

  Kind kind = Kind::kOther;
  bool boolean = false;
  std::uint64_t number = 0;
  std::string text;
  std::vector<JsonValue> inside;
  std::vector<std::string> keys;  // of an object: those of `inside`
};

// How deep brackets may nest: more than any file that the tool reads so.
inline constexpr std::size_t kMostJsonDepth = 16;

// False with a sentence in `message` when it is not JSON, or nested deeper.
bool ParseJsonValue(std::string_view json, JsonValue& value, std::string& message);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_INPUTS_JSON_VALUE_H_
