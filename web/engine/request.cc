// SPDX-License-Identifier: MIT
#include "pep3118/web/engine/request.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <system_error>

#include "pep3118/base/escape.h"

namespace pep3118::web {
namespace {

// A module has no host whose formats it could be asked about, so one is named.
constexpr std::string_view kDefaultTarget = "x86_64-linux-gnu";

constexpr std::size_t kLongestQuote = 80;

std::string Quoted(std::string_view text) { return "`" + EscapeCut(text, kLongestQuote) + "`"; }

// The next length and as many bytes; false when there are fewer.
bool Take(std::string_view& bytes, std::string_view& value) {
  constexpr std::size_t kLengthBytes = 4;
  if (bytes.size() < kLengthBytes) return false;
  std::size_t size = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;)
    size = size << 8 | static_cast<std::uint8_t>(bytes[i]);
  bytes.remove_prefix(kLengthBytes);
  if (bytes.size() < size) return false;
  value = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

// Decimal digits alone, up to 2^63-1.
std::optional<std::int64_t> NumberOf(std::string_view digits) {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || last != end || digits.front() == '-') return std::nullopt;
  return number;
}

class Reader {
 public:
  explicit Reader(Request& request) : request_(request) {}

  std::optional<std::string> Read(std::string_view bytes) {
    while (!bytes.empty()) {
      std::string_view key;
      std::string_view value;
      if (!Take(bytes, key) || !Take(bytes, value)) return "the request is cut off";
      if (auto wrong = Option(key, value)) return wrong;
    }
    return std::nullopt;
  }

 private:
  using Setter = std::optional<std::string> (Reader::*)(std::string_view value, Item& item);
  struct Row {
    std::string_view key;
    Setter setter;
    bool other;  // the item is the second one
  };

  std::optional<std::string> Option(std::string_view key, std::string_view value) {
    static constexpr Row kRows[] = {
        {"operation", &Reader::Operation, false}, {"text", &Reader::Text, false},
        {"kind", &Reader::Kind, false},           {"itemsize", &Reader::Itemsize, false},
        {"target", &Reader::TargetOf, false},     {"dialect", &Reader::DialectOf, false},
        {"strict", &Reader::Strict, false},       {"textB", &Reader::Text, true},
        {"kindB", &Reader::Kind, true},           {"itemsizeB", &Reader::Itemsize, true},
        {"targetB", &Reader::TargetOf, true},     {"dialectB", &Reader::DialectOf, true},
        {"strictB", &Reader::Strict, true},       {"targets", &Reader::AddTarget, false},
        {"lint", &Reader::Lint, false},           {"language", &Reader::Language, false},
        {"name", &Reader::Name, false},
    };
    static_assert(std::size(kRows) <= 32);
    const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const Row& r) { return r.key == key; });
    if (row == std::end(kRows)) return "unknown option " + Quoted(key);
    const std::uint32_t bit = std::uint32_t{1} << (row - kRows);
    if ((seen_ & bit) != 0 && key != "targets") return Quoted(key) + " is given twice";
    seen_ |= bit;
    return (this->*row->setter)(value, row->other ? request_.other : request_.item);
  }

  std::optional<std::string> Operation(std::string_view value, Item&) {
    request_.operation = value;
    return std::nullopt;
  }
  std::optional<std::string> Text(std::string_view value, Item& item) {
    item.text = value;
    return std::nullopt;
  }
  std::optional<std::string> Kind(std::string_view value, Item& item) {
    if (value != "format" && value != "dtype") return "`kind` is format or dtype";
    item.kind = value == "dtype" ? TextKind::kDtype : TextKind::kFormat;
    return std::nullopt;
  }
  std::optional<std::string> Itemsize(std::string_view value, Item& item) {
    item.options.itemsize = NumberOf(value);
    if (item.options.itemsize) return std::nullopt;
    return "`itemsize` is a whole number from 0 to 9223372036854775807";
  }
  std::optional<std::string> TargetOf(std::string_view value, Item& item) {
    item.options.target = FindTarget(value);
    if (item.options.target != nullptr) return std::nullopt;
    return "unknown target " + Quoted(value);
  }
  std::optional<std::string> AddTarget(std::string_view value, Item&) {
    request_.targets.push_back(FindTarget(value));
    if (request_.targets.back() != nullptr) return std::nullopt;
    return "unknown target " + Quoted(value);
  }
  std::optional<std::string> DialectOf(std::string_view value, Item& item) {
    const Dialect* dialect = FindDialect(value);
    if (dialect == nullptr) return "unknown dialect " + Quoted(value);
    item.options.dialect = *dialect;
    return std::nullopt;
  }
  std::optional<std::string> Flag(std::string_view key, std::string_view value, bool& flag) {
    if (value != "true" && value != "false") return Quoted(key) + " is true or false";
    flag = value == "true";
    return std::nullopt;
  }
  std::optional<std::string> Strict(std::string_view value, Item& item) {
    return Flag("strict", value, item.options.strict);
  }
  std::optional<std::string> Lint(std::string_view value, Item&) {
    return Flag("lint", value, request_.lint);
  }
  std::optional<std::string> Language(std::string_view value, Item&) {
    request_.language = value;
    return std::nullopt;
  }
  std::optional<std::string> Name(std::string_view value, Item&) {
    request_.name = value;
    return std::nullopt;
  }

  Request& request_;
  std::uint32_t seen_ = 0;
};

}  // namespace

std::optional<std::string> ReadRequest(std::string_view bytes, Request& request) {
  request.item.options.target = FindTarget(kDefaultTarget);
  request.other.options.target = request.item.options.target;
  return Reader(request).Read(bytes);
}

}  // namespace pep3118::web
