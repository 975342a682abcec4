// SPDX-License-Identifier: MIT
// Which function of LiteralBuilder a matched rule calls, and the entry point.
#include "pep3118/dtype/grammar.h"
#include "pep3118/dtype/literal.h"
#include "pep3118/dtype/literal_builder.h"

namespace pep3118::dtype_grammar {

using internal::LiteralBuilder;
using internal::LiteralKind;

template <class Input>
Span SpanOf(const Input& in, const LiteralBuilder& builder) {
  return {builder.OffsetOf(in.begin()), builder.OffsetOf(in.end())};
}

template <class Rule>
struct action : pegtl::nothing<Rule> {};

template <LiteralKind kKind>
struct opens {
  template <class Input>
  static bool apply(const Input& in, LiteralBuilder& builder) {
    return builder.Open(kKind, SpanOf(in, builder));
  }
};
struct closes {
  template <class Input>
  static void apply(const Input& in, LiteralBuilder& builder) {
    builder.Close(builder.OffsetOf(in.end()));
  }
};

template <>
struct action<list_open> : opens<LiteralKind::kList> {};
template <>
struct action<tuple_open> : opens<LiteralKind::kTuple> {};
template <>
struct action<dict_open> : opens<LiteralKind::kDict> {};
template <>
struct action<call_open> : opens<LiteralKind::kCall> {};
template <>
struct action<list_close> : closes {};
template <>
struct action<tuple_close> : closes {};
template <>
struct action<dict_close> : closes {};
template <>
struct action<call_close> : closes {};

template <>
struct action<comma> {
  static void apply0(LiteralBuilder& builder) { builder.Comma(); }
};

template <>
struct action<integer> {
  template <class Input>
  static bool apply(const Input& in, LiteralBuilder& builder) {
    return builder.Integer(SpanOf(in, builder));
  }
};

template <>
struct action<word> {
  template <class Input>
  static void apply(const Input& in, LiteralBuilder& builder) {
    builder.Word(SpanOf(in, builder));
  }
};
template <>
struct action<class_word> : action<word> {};

template <>
struct action<keyword_name> {
  template <class Input>
  static void apply(const Input& in, LiteralBuilder& builder) {
    builder.Keyword(SpanOf(in, builder));
  }
};

template <>
struct action<keyword> {
  template <class Input>
  static void apply(const Input& in, LiteralBuilder& builder) {
    builder.KeywordEnd(builder.OffsetOf(in.end()));
  }
};

// After these nothing else can match: where one fails, reading is stuck.
template <class Rule>
inline constexpr bool needed = false;
template <>
inline constexpr bool needed<value> = true;
template <>
inline constexpr bool needed<colon> = true;
template <>
inline constexpr bool needed<list_close> = true;
template <>
inline constexpr bool needed<tuple_close> = true;
template <>
inline constexpr bool needed<dict_close> = true;
template <>
inline constexpr bool needed<call_close> = true;
template <>
inline constexpr bool needed<end_of_text> = true;

template <class Rule>
struct control : pegtl::normal<Rule> {
  template <class Input>
  static void failure(const Input& in, LiteralBuilder& builder) noexcept {
    if constexpr (needed<Rule>) builder.Stuck(builder.OffsetOf(in.current()));
  }
};

}  // namespace pep3118::dtype_grammar

namespace pep3118::internal {

bool ParseLiteral(std::string_view source, LiteralTree& tree, Diagnostic& error, Python python) {
  namespace pegtl = tao::pegtl;
  namespace grammar = dtype_grammar;
  tree.all.clear();
  tree.decoded.clear();
  LiteralBuilder builder(source, tree, error, python);
  pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
      source.data(), source.data() + source.size(), "");
  if (pegtl::parse<grammar::text, grammar::action, grammar::control>(in, builder) &&
      !builder.failed()) {
    return true;
  }
  if (!builder.failed()) error = builder.Explain();
  return false;
}

}  // namespace pep3118::internal
