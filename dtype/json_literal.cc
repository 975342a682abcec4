// SPDX-License-Identifier: MIT
#include "pep3118/dtype/json_literal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/base/watched_iterator.h"

namespace pep3118::internal {
namespace {

// Takes the JSON reader's events.  The reader is just behind the token of an event, or one byte more
// after a number.
class TreeHandler {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  TreeHandler(std::string_view source, LiteralTree& tree, Diagnostic& error)
      : source_(source), furthest_(source.data()), tree_(tree), error_(error) {
    constexpr std::size_t kBytesOfALiteral = 6;  // `"x", ` and shorter ones are rare
    tree_.all.clear();
    tree_.all.reserve(source.size() / kBytesOfALiteral + 4);
    // No string says more bytes than it is written with, so no text moves.
    tree_.decoded.clear();
    tree_.decoded.reserve(source.size());
  }

  bool Run() {
    const char* const begin = source_.data();
    const WatchedIterator first(begin, &furthest_);
    const WatchedIterator last(begin + source_.size(), &furthest_);
    return nlohmann::json::sax_parse(first, last, this);
  }

  bool null() { return Word(); }
  bool boolean(bool) { return Word(); }
  bool number_float(number_float_t, const string_t&) { return Word(); }
  bool binary(binary_t&) { return false; }  // no such thing in JSON text
  bool number_integer(number_integer_t value) { return Integer(value); }
  bool number_unsigned(number_unsigned_t value) {
    if (value <= static_cast<number_unsigned_t>(INT64_MAX)) {
      return Integer(static_cast<std::int64_t>(value));
    }
    return Fail(ErrorKind::kCountOverflow, NextNumber(), {std::to_string(value)});
  }
  bool string(string_t& value) {
    const Span span = NextToken();
    const std::string_view inside =
        source_.substr(span.begin + 1, span.size() < 2 ? 0 : span.size() - 2);
    Literal& literal = Add(LiteralKind::kString, span);
    literal.verbatim = inside == value;
    literal.text = literal.verbatim ? inside : Keep(value);
    return true;
  }
  bool key(string_t& name) { return string(name); }
  bool start_object(std::size_t) { return Open(LiteralKind::kDict); }
  bool start_array(std::size_t) { return Open(LiteralKind::kList); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    // The reader counts from 1.  At the end of the text nothing is to be shown.
    const auto at =
        static_cast<std::uint32_t>(std::min(position > 0 ? position - 1 : 0, source_.size()));
    const std::uint32_t end = at < source_.size() ? at + 1 : at;
    return Fail(ErrorKind::kFieldList, {at, end},
                {at < source_.size() ? "this is not JSON" : "the JSON ends too early",
                 "write `{\"itemsize\": 16, \"fields\": [...]}`"});
  }

 private:
  static constexpr std::string_view kBetween = " \t\r\n,:";

  // The token that the reader has just read, where no byte after it was.
  Span NextToken() {
    const std::size_t begin = source_.find_first_not_of(kBetween, read_);
    read_ = static_cast<std::size_t>(furthest_ - source_.data());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(read_)};
  }
  Span NextNumber() {
    const std::size_t begin = source_.find_first_not_of(kBetween, read_);
    const std::size_t end = source_.find_first_not_of("0123456789+-.eE", begin);
    read_ = std::min(end, source_.size());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(read_)};
  }

  Literal& Add(LiteralKind kind, Span span) {
    Literal& literal = tree_.all.emplace_back();
    literal.kind = kind;
    literal.span = span;
    literal.end = static_cast<std::uint32_t>(tree_.all.size());
    return literal;
  }

  bool Word() {
    const std::size_t begin = source_.find_first_not_of(kBetween, read_);
    const bool is_number = source_.find_first_of("-0123456789", begin) == begin;
    const Span span = is_number ? NextNumber() : NextToken();
    Add(LiteralKind::kWord, span).text = source_.substr(span.begin, span.size());
    return true;
  }

  bool Integer(std::int64_t value) {
    Add(LiteralKind::kInteger, NextNumber()).number = value;
    return true;
  }

  bool Open(LiteralKind kind) {
    read_ = static_cast<std::size_t>(furthest_ - source_.data());
    const auto end = static_cast<std::uint32_t>(read_);
    const Span bracket{end - 1, end};
    if (open_.size() == kMostBrackets) {
      return Fail(ErrorKind::kTooDeep, bracket, {std::to_string(kMostBrackets)});
    }
    open_.push_back(static_cast<std::uint32_t>(tree_.all.size()));
    Add(kind, bracket);
    return true;
  }

  bool Close() {
    read_ = static_cast<std::size_t>(furthest_ - source_.data());
    Literal& literal = tree_.all[open_.back()];
    open_.pop_back();
    literal.end = static_cast<std::uint32_t>(tree_.all.size());
    literal.span.end = static_cast<std::uint32_t>(read_);
    return true;
  }

  std::string_view Keep(std::string_view text) {
    const std::size_t begin = tree_.decoded.size();
    tree_.decoded += text;
    return std::string_view(tree_.decoded).substr(begin);
  }

  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
    error_ = {kind, span, std::move(arguments)};
    return false;
  }

  const std::string_view source_;
  const char* furthest_;
  LiteralTree& tree_;
  Diagnostic& error_;
  std::size_t read_ = 0;             // bytes up to the end of the last token
  std::vector<std::uint32_t> open_;  // literals whose bracket is open
};

}  // namespace

bool ParseJson(std::string_view source, LiteralTree& tree, Diagnostic& error) {
  // To the reader of JSON a text ends there.
  const std::size_t nul = source.find('\0');
  if (nul != source.npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    error = {ErrorKind::kFieldList, {at, at + 1}, {"a NUL byte is not JSON", ""}};
    return false;
  }
  return TreeHandler(source, tree, error).Run();
}

}  // namespace pep3118::internal
