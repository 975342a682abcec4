// SPDX-License-Identifier: MIT
// JSON straight into a string: no tree, no allocation but the string's own.
//
//   JsonWriter json(JsonStyle::kLine, out);
//   json.BeginObject();
//   json.Key("shape");
//   json.Numbers(shape);
//   json.EndObject();
//
// Strings are copied as UTF-8 with `"`, `\` and control characters escaped.  The caller nests and
// closes properly; nothing checks it.
#ifndef PEP3118_CODEGEN_JSON_JSON_WRITER_H_
#define PEP3118_CODEGEN_JSON_JSON_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/json.h"
#include "pep3118/codegen/text_limit.h"

namespace pep3118 {

class JsonWriter {
 public:
  // Appends nothing more once `out` is longer than `limit` bytes.
  JsonWriter(JsonStyle style, std::string& out, std::size_t limit = kNoTextLimit)
      : style_(style), out_(out), limit_(limit) {}

  // Whether `out` is longer than the limit, and therefore incomplete.
  bool full() const { return out_.size() > limit_; }

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }

  void Key(std::string_view key);  // plain ASCII without `"` or `\`
  void String(std::string_view text);
  void Number(std::int64_t number);
  void Bool(bool value);
  void Null();
  void Numbers(std::span<const std::int64_t> numbers);  // always on one line

  // Key and value in one.
  void Member(std::string_view key, std::string_view text) {
    Key(key);
    String(text);
  }
  void Member(std::string_view key, std::int64_t number) {
    Key(key);
    Number(number);
  }
  void BoolMember(std::string_view key, bool value) {
    Key(key);
    Bool(value);
  }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void Separate();  // what comes before the next key or element
  void NewLine();
  void AppendNumber(std::int64_t number);

  const JsonStyle style_;
  std::string& out_;
  const std::size_t limit_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing yet in this object or array
  bool after_key_ = false;
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JSON_JSON_WRITER_H_
