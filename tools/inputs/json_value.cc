// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/json_value.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace pep3118 {
namespace {

// Takes the JSON reader's events.
class ValueHandler {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  ValueHandler(JsonValue& root, std::string& message) : root_(root), message_(message) {}

  bool null() { return Added(JsonValue::Kind::kOther); }
  bool number_integer(number_integer_t) { return Added(JsonValue::Kind::kOther); }
  bool number_float(number_float_t, const string_t&) { return Added(JsonValue::Kind::kOther); }
  bool binary(binary_t&) { return false; }  // no such thing in JSON text
  bool boolean(bool value) {
    Add(JsonValue::Kind::kBool).boolean = value;
    return true;
  }
  bool number_unsigned(number_unsigned_t value) {
    Add(JsonValue::Kind::kNumber).number = value;
    return true;
  }
  bool string(string_t& value) {
    Add(JsonValue::Kind::kString).text = std::move(value);
    return true;
  }
  bool key(string_t& name) {
    open_.back()->keys.push_back(std::move(name));
    return true;
  }
  bool start_object(std::size_t) { return Open(JsonValue::Kind::kObject); }
  bool start_array(std::size_t) { return Open(JsonValue::Kind::kArray); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    message_ = "not valid JSON";
    return false;
  }

 private:
  // While a value is open, none is added beside it, so that it stays where it is.
  JsonValue& Add(JsonValue::Kind kind) {
    JsonValue& value = open_.empty() ? root_ : open_.back()->inside.emplace_back();
    value.kind = kind;
    return value;
  }
  bool Added(JsonValue::Kind kind) {
    Add(kind);
    return true;
  }
  bool Open(JsonValue::Kind kind) {
    if (open_.size() == kMostJsonDepth) {
      message_ = "nested more than " + std::to_string(kMostJsonDepth) + " levels deep";
      return false;
    }
    open_.push_back(&Add(kind));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  JsonValue& root_;
  std::string& message_;
  std::vector<JsonValue*> open_;
};

}  // namespace

const JsonValue* JsonValue::Find(std::string_view key) const {
  for (std::size_t i = keys.size(); i-- > 0;) {
    if (keys[i] == key) return &inside[i];
  }
  return nullptr;
}

bool ParseJsonValue(std::string_view json, JsonValue& value, std::string& message) {
  // To the reader of JSON a text ends there.
  if (json.find('\0') != json.npos) {
    message = "it holds a NUL byte";
    return false;
  }
  value = {};
  ValueHandler handler(value, message);
  return nlohmann::json::sax_parse(json.begin(), json.end(), &handler);
}

}  // namespace pep3118
