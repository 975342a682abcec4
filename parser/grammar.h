// SPDX-License-Identifier: MIT
// The language of format strings, rule by rule.  Private to parse.cc: it is the only file that
// compiles PEGTL.
//
// Each rule carries its production.  The grammar does not depend on the AST: builder.h is called by
// the actions in actions.h.  Where prefixes may repeat and in which order is decided there too
// (PEP 3118 leaves it open; docs/format.md has the table).
#ifndef PEP3118_PARSER_GRAMMAR_H_
#define PEP3118_PARSER_GRAMMAR_H_

#include <cstring>
#include <tao/pegtl.hpp>

#include "pep3118/parser/builder.h"
#include "pep3118/parser/codes.h"

namespace pep3118::grammar {

namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// clang-format off

// ws = { " " | "\t" | "\n" | "\r" | "\v" | "\f" } ;  the six that struct accepts
struct ws;

// int = digit , { digit } ;  ASCII, no sign, no "_"
struct integer : pegtl::plus<pegtl::digit> {};

// count = int ;
struct count : integer {};

// dims = "(" , ws , int , ws , { "," , ws , int , ws } , [ "," , ws ] , ")" ;  spaces: pybind11; last comma: Cython
struct dim : integer {};
struct dims_open : one<'('> {};
struct dims_close : one<')'> {};
struct dims : seq<dims_open, ws, dim, ws, star<one<','>, ws, dim, ws>, opt<one<','>, ws>, dims_close> {};

// In T<...> a `>` closes if the next character is the end, `:`, `>` or `}`; otherwise it is a byte-order character.
struct closing : seq<ws, sor<pegtl::eof, one<':', '>', '}'>>> {};
struct in_angle;  // true when the innermost open record is T<...>

// order = "@" | "=" | "<" | ">" | "!" | "^" ;  PEP 3118 adds "^" to struct's
struct order : sor<one<'@', '=', '<', '!', '^'>, seq<one<'>'>, not_at<in_angle, closing>>> {};

// prefix = order | dims | count ;
struct prefix : sor<order, dims, count> {};

// code = "x" | "c" | ... ;  codes.h: struct's, PEP 3118's g u w O t, ctypes' z, CPython 3.14's F D G
struct code;

// complex = "Z" , ( "e" | "f" | "d" | "g" ) ;
struct complex : seq<one<'Z'>, one<'e', 'f', 'd', 'g'>> {};

// "Z" alone is ctypes' c_wchar_p, which always carries "<" or ">"
struct marked_order;  // true when "<" or ">" is in force
struct wide_pointer : seq<one<'Z'>, marked_order, not_at<pegtl::alpha>> {};

// record = "T" , ws , "{" , ws , { element , ws } , "}" ;
struct element;
struct fields : star<element, ws> {};
struct record_open : seq<one<'T'>, ws, one<'{'>> {};
struct record_close : one<'}'> {};
struct record : seq<record_open, ws, fields, record_close> {};

// angle = "T" , ws , "<" , ws , { element , ws } , ">" ;  the other spelling: this first "<" is never a byte-order character
struct angle_open : seq<one<'T'>, ws, one<'<'>> {};
struct angle_close : seq<one<'>'>, at<closing>> {};
struct angle : seq<angle_open, ws, fields, angle_close> {};

// pointer = "&" , element-without-name ;  PEP 3118; ctypes writes &<i
struct unnamed_element;
struct pointer_mark : one<'&'> {};
struct pointer : seq<pointer_mark, ws, unnamed_element> {};

// function = "X" , "{" , [ signature ] , "}" ;  balanced braces, opaque
struct signature;
struct function : seq<one<'X'>, one<'{'>, signature, one<'}'>> {};

// item = code | complex | record | angle | pointer | function ;
struct item : sor<code, complex, record, angle, pointer, function, wide_pointer> {};

// name = ":" , { any character except ":" and NUL } , ":" ;
struct name_text;
struct name : seq<one<':'>, name_text, one<':'>> {};

// element = { prefix , ws } , item , [ ws , name ] ;
struct unnamed_element : seq<star<prefix, ws>, item> {};
struct element : seq<unnamed_element, opt<ws, name>> {};

// format = ws , { element , ws } , EOF ;
struct end_of_format : pegtl::eof {};
struct format : seq<ws, fields, end_of_format> {};

// clang-format on

// The leaves that look at what was read before, or that a loop over characters reads faster.
template <class Rule>
struct leaf {
  using rule_t = Rule;
  using subs_t = pegtl::empty_list;

  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, internal::Builder& builder) {
    return Rule::Read(in, builder);
  }
};

struct ws : leaf<ws> {
  template <class Input>
  static bool Read(Input& in, const internal::Builder&) {
    while (!in.empty() && IsSpace(in.peek_char())) in.bump(1);
    return true;
  }

 private:
  static constexpr bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
};

struct code : leaf<code> {
  template <class Input>
  static bool Read(Input& in, const internal::Builder&) {
    if (in.empty() || internal::CodeOf(in.peek_char()) == ast::Code::kCount_) return false;
    in.bump(1);
    return true;
  }
};

struct in_angle : leaf<in_angle> {
  template <class Input>
  static bool Read(Input&, const internal::Builder& builder) {
    return builder.InAngle();
  }
};

struct marked_order : leaf<marked_order> {
  template <class Input>
  static bool Read(Input&, const internal::Builder& builder) {
    return builder.mode() == ast::Mode::kLittle || builder.mode() == ast::Mode::kBig;
  }
};

struct name_text : leaf<name_text> {
  template <class Input>
  static bool Read(Input& in, internal::Builder& builder) {
    const void* colon = std::memchr(in.current(), ':', in.size());
    if (colon == nullptr) return builder.FailUnterminatedName(builder.OffsetOf(in.current()));
    in.bump(static_cast<std::size_t>(static_cast<const char*>(colon) - in.current()));
    return true;
  }
};

struct signature : leaf<signature> {
  template <class Input>
  static bool Read(Input& in, internal::Builder& builder) {
    const std::size_t length = builder.SignatureLength(builder.OffsetOf(in.current()));
    in.bump(length);
    return !builder.failed();
  }
};

}  // namespace pep3118::grammar

#endif  // PEP3118_PARSER_GRAMMAR_H_
