// SPDX-License-Identifier: MIT
#include "pep3118/tools/batch/batch_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pep3118/base/watched_iterator.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

enum Key : unsigned {
  kFormat,
  kItemsize,
  kDialect,
  kTarget,
  kStrict,
  kLint,
  kDtype,
  kFields,
  kUnknown
};

constexpr std::string_view kKeyNames[] = {"format", "itemsize", "dialect", "target",
                                          "strict", "lint",     "dtype",   "fields"};

// Takes the JSON reader's events.  Depth 1 is the inside of the request object; what lies deeper
// belongs to unknown keys.
class RequestHandler {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  RequestHandler(std::string_view line, BatchRequest& request, BatchRequestError& error)
      : line_(line), furthest_(line.data()), request_(request), error_(error) {}

  bool Run() {
    const char* const end = line_.data() + line_.size();
    return nlohmann::json::sax_parse(internal::WatchedIterator(line_.data(), &furthest_),
                                     internal::WatchedIterator(end, &furthest_), this);
  }

  bool null() { return Unexpected("null"); }
  bool boolean(bool value) {
    if (!Known()) return NotAnObject();
    if (key_ == kStrict) {
      request_.strict = value;
    } else if (key_ == kLint) {
      request_.lint = value;
    } else {
      return Unexpected("a boolean");
    }
    return true;
  }
  bool number_integer(number_integer_t) { return Unexpected("a negative number"); }
  bool number_unsigned(number_unsigned_t value) {
    if (!Known()) return NotAnObject();
    if (key_ != kItemsize) return Unexpected("a number");
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) {
      return Refuse("`itemsize` is above 9223372036854775807");
    }
    request_.itemsize = static_cast<std::int64_t>(value);
    return true;
  }
  bool number_float(number_float_t, const string_t&) {
    return Unexpected("a number with a fraction or exponent, or too large");
  }
  bool string(string_t& value) {
    if (!Known()) return NotAnObject();
    if (key_ == kFormat || key_ == kDtype) {
      const bool is_dtype = key_ == kDtype;
      request_.description.kind = is_dtype ? DescriptionKind::kDtype : DescriptionKind::kFormat;
      request_.description.text.swap(value);
    } else if (key_ == kDialect) {
      request_.dialect = value;
    } else if (key_ == kTarget) {
      request_.target = value;
    } else {
      return Unexpected("a string");
    }
    return true;
  }
  bool binary(binary_t&) { return false; }  // no such thing in JSON text

  bool start_object(std::size_t) {
    if (depth_ == 1 && key_ != kUnknown && key_ != kFields) return Unexpected("an object");
    Enter();
    return true;
  }
  bool start_array(std::size_t) {
    if (depth_ == 0) return NotAnObject();
    if (depth_ == 1 && key_ != kUnknown && key_ != kFields) return Unexpected("a list");
    Enter();
    return true;
  }
  bool end_object() {
    Leave();
    if (depth_ > 0) return true;
    const auto has = [&](Key key) { return (seen_ & 1u << key) != 0; };
    if (has(kFormat) + has(kDtype) + has(kFields) > 1) {
      return Refuse("the request has two of `format`, `dtype` and `fields`");
    }
    if (has(kFormat)) return true;
    if (!has(kDtype) && !has(kFields)) return Refuse("the request has no `format`");
    return !has(kDialect) || Refuse("`dialect` goes with a `format`");
  }
  bool end_array() {
    Leave();
    return true;
  }
  bool key(string_t& name) {
    if (depth_ > 1) return true;
    const auto* found = std::find(std::begin(kKeyNames), std::end(kKeyNames), name);
    key_ = static_cast<Key>(found - std::begin(kKeyNames));
    if (key_ == kUnknown) return true;
    if ((seen_ & 1u << key_) != 0) return Refuse("`" + name + "` is given twice");
    seen_ |= 1u << key_;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    error_.kind = "bad-json";
    error_.message = "not a JSON object";
    error_.position = position > 0 ? position - 1 : 0;  // the reader counts from 1
    return false;
  }

 private:
  // Inside a list of fields nothing is read here; its text is kept.
  void Enter() {
    if (depth_++ == 1 && key_ == kFields) fields_begin_ = furthest_ - 1;
  }
  void Leave() {
    if (--depth_ != 1 || key_ != kFields) return;
    request_.description.kind = DescriptionKind::kFields;
    request_.description.text.assign(fields_begin_, furthest_);
  }

  // Whether a scalar that comes now is the value of a key that means something.
  bool Known() const { return depth_ == 1 && key_ != kUnknown; }

  // A scalar that no known key has: fine inside the object, wrong instead of it.
  bool NotAnObject() { return depth_ > 0 || Refuse("not a JSON object", "bad-json"); }

  bool Unexpected(std::string_view what) {
    if (!Known() && what != "an object") return NotAnObject();
    std::string message = "`";
    message += kKeyNames[key_];
    message += "` cannot be ";
    message += what;
    return Refuse(std::move(message));
  }

  bool Refuse(std::string message, std::string_view kind = "bad-request") {
    error_.kind = kind;
    error_.message = std::move(message);
    error_.position = 0;
    return false;
  }

  const std::string_view line_;
  const char* furthest_;  // just behind the last token, or one byte more after a number
  const char* fields_begin_ = nullptr;
  BatchRequest& request_;
  BatchRequestError& error_;
  std::size_t depth_ = 0;
  Key key_ = kUnknown;
  unsigned seen_ = 0;
};

}  // namespace

bool ReadBatchRequest(std::string_view line, BatchRequest& request, BatchRequestError& error) {
  request.itemsize.reset();
  request.dialect.reset();
  request.target.reset();
  request.strict.reset();
  request.lint.reset();
  // To the reader of JSON a text ends there.
  if (const std::size_t nul = line.find('\0'); nul != line.npos) {
    error = {"bad-json", "a NUL byte is not JSON", nul};
    return false;
  }
  return RequestHandler(line, request, error).Run();
}

}  // namespace pep3118
