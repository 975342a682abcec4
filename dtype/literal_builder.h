// SPDX-License-Identifier: MIT
// What the grammar's actions do: each matched token adds to the tree.  Private to dtype/; no PEGTL
// here.
#ifndef PEP3118_DTYPE_LITERAL_BUILDER_H_
#define PEP3118_DTYPE_LITERAL_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/dtype/literal.h"

namespace pep3118::internal {

class LiteralBuilder {
 public:
  LiteralBuilder(std::string_view source, LiteralTree& tree, Diagnostic& error, Python python);

  bool Open(LiteralKind kind, Span opener);
  void Close(std::uint32_t end);
  void Comma();
  bool Integer(Span span);
  void Word(Span span) { Add(LiteralKind::kWord, span).text = TextOf(span); }
  void Keyword(Span name);
  void KeywordEnd(std::uint32_t end);

  // The bytes of the string whose quote is at `at`, or 0 and a refusal.
  std::size_t String(std::uint32_t at);
  // The whole rest of the source.
  void Bare(std::uint32_t at);

  std::uint32_t OffsetOf(const char* place) const {
    return static_cast<std::uint32_t>(place - source_.data());
  }

  // No token matched at `at`; the furthest such place is the one to report.
  void Stuck(std::uint32_t at) {
    if (at > stuck_) stuck_ = at;
  }
  bool failed() const { return failed_; }
  // The refusal of a source that the grammar does not match.
  Diagnostic Explain() const;

 private:
  struct OpenBracket {
    std::uint32_t index = 0;
    bool comma = false;
  };

  Literal& Add(LiteralKind kind, Span span);
  std::string_view TextOf(Span span) const { return source_.substr(span.begin, span.size()); }
  bool Decode(Span inside, Literal& literal);
  std::size_t DecodeEscape(std::uint32_t at, std::uint32_t end);
  bool DecodeNumber(std::string_view digits, int base, std::uint32_t& number) const;
  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments = {});
  bool FailSyntax(Span span, std::string message, std::string hint) {
    return Fail(ErrorKind::kDtypeSyntax, span, {std::move(message), std::move(hint)});
  }

  const std::string_view source_;
  LiteralTree& tree_;
  Diagnostic& error_;
  const Python python_;
  std::vector<OpenBracket> open_;
  std::uint32_t stuck_ = 0;
  bool failed_ = false;
};

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_LITERAL_BUILDER_H_
