// SPDX-License-Identifier: MIT
// Which function of Builder a matched rule calls, and which rules say "stuck here" when they fail.
// Private to parse.cc.
#ifndef PEP3118_PARSER_ACTIONS_H_
#define PEP3118_PARSER_ACTIONS_H_

#include "pep3118/parser/codes.h"
#include "pep3118/parser/grammar.h"

namespace pep3118::grammar {

using internal::Builder;
using internal::Open;

template <class Input>
Span SpanOf(const Input& in, const Builder& builder) {
  return {builder.OffsetOf(in.begin()), builder.OffsetOf(in.end())};
}

template <class Rule>
struct action : pegtl::nothing<Rule> {};

// Most elements have no prefix: one look at the next character saves trying all three.
template <>
struct action<prefix> : pegtl::maybe_nothing {
  template <class Rule, pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    if (in.empty() || !internal::BeginsPrefix(in.peek_char())) return false;
    return pegtl::match<Rule, A, M, Action, Control>(in, builder);
  }
};

// A record ends where no item begins: one look saves trying all seven.
template <>
struct action<item> : pegtl::maybe_nothing {
  template <class Rule, pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    if (!in.empty() && internal::BeginsItem(in.peek_char())) {
      return pegtl::match<Rule, A, M, Action, Control>(in, builder);
    }
    Control<Rule>::failure(static_cast<const Input&>(in), builder);
    return false;
  }
};

template <>
struct action<order> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Order(builder.OffsetOf(in.begin()));
  }
};

template <>
struct action<dims_open> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.DimsBegin(builder.OffsetOf(in.begin()));
  }
};

template <>
struct action<dim> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Dim(SpanOf(in, builder));
  }
};

template <>
struct action<dims_close> {
  template <class Input>
  static void apply(const Input& in, Builder& builder) {
    builder.DimsEnd(builder.OffsetOf(in.begin()));
  }
};

template <>
struct action<count> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Count(SpanOf(in, builder));
  }
};

template <>
struct action<code> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Scalar(SpanOf(in, builder), internal::CodeOf(*in.begin()));
  }
};

template <>
struct action<complex> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Scalar(SpanOf(in, builder), internal::ComplexOf(in.begin()[1]));
  }
};

template <>
struct action<wide_pointer> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Scalar(SpanOf(in, builder), ast::Code::kWcharPointer);
  }
};

template <>
struct action<function> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.Function(SpanOf(in, builder));
  }
};

template <>
struct action<record_open> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.RecordBegin(SpanOf(in, builder), Open::Kind::kBrace);
  }
};

template <>
struct action<angle_open> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.RecordBegin(SpanOf(in, builder), Open::Kind::kAngle);
  }
};

template <>
struct action<record_close> {
  template <class Input>
  static void apply(const Input& in, Builder& builder) {
    builder.RecordEnd(builder.OffsetOf(in.end()));
  }
};

template <>
struct action<angle_close> : action<record_close> {};

template <>
struct action<pointer_mark> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    return builder.PointerBegin(builder.OffsetOf(in.begin()));
  }
};

template <>
struct action<pointer> {
  template <class Input>
  static void apply(const Input& in, Builder& builder) {
    builder.PointerEnd(builder.OffsetOf(in.end()));
  }
};

template <>
struct action<name> {
  template <class Input>
  static bool apply(const Input& in, Builder& builder) {
    const Span colons = SpanOf(in, builder);
    return builder.Name({colons.begin + 1, colons.end - 1});
  }
};

// After these nothing else can match: where one fails, reading is stuck.  (The grammar never backs
// over a token that it has taken, so the furthest such place is the place of the error.)
template <class Rule>
inline constexpr bool needed = false;
template <>
inline constexpr bool needed<item> = true;
template <>
inline constexpr bool needed<dim> = true;
template <>
inline constexpr bool needed<dims_close> = true;
template <>
inline constexpr bool needed<record_close> = true;
template <>
inline constexpr bool needed<angle_close> = true;
template <>
inline constexpr bool needed<end_of_format> = true;

template <class Rule>
struct control : pegtl::normal<Rule> {
  template <class Input>
  static void failure(const Input& in, Builder& builder) noexcept {
    if constexpr (needed<Rule>) builder.Stuck(builder.OffsetOf(in.current()));
  }
};

}  // namespace pep3118::grammar

#endif  // PEP3118_PARSER_ACTIONS_H_
