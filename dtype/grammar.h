// SPDX-License-Identifier: MIT
// The language of dtype texts, rule by rule: Python's literals, and type strings without quotes.
// Private to parse_literal.cc: it is the only file that compiles PEGTL.
//
// Each rule carries its production.  What a type string means is not decided here (type_string.h).
#ifndef PEP3118_DTYPE_GRAMMAR_H_
#define PEP3118_DTYPE_GRAMMAR_H_

#include <tao/pegtl.hpp>

#include "pep3118/dtype/literal_builder.h"

namespace pep3118::dtype_grammar {

namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// clang-format off

// ws = { " " | "\t" | "\n" | "\r" | "\f" } ;  what Python skips between brackets
struct ws : star<one<' ', '\t', '\n', '\r', '\f'>> {};
struct comma : one<','> {};

// string = [ "u" ] , ( "'" ... "'" | '"' ... '"' ) ;  one line, Python's escapes but \N{...}
struct string_body;
struct string : seq<opt<one<'u', 'U'>>, at<one<'\'', '"'>>, string_body> {};

// integer = [ "-" ] , digit , { digit } , [ "L" ] ;  the L: Python 2, in .npy files only
struct integer : seq<opt<one<'-'>>, pegtl::plus<pegtl::digit>, opt<one<'L'>>, not_at<pegtl::identifier_other>> {};

// word = identifier , { "." , identifier } ;
struct dotted : pegtl::list<pegtl::identifier, one<'.'>> {};
struct word : dotted {};

// class = "<class '" , word , "'>" ;  how Python prints a type
struct class_word : dotted {};
struct class_text : seq<pegtl::string<'<', 'c', 'l', 'a', 's', 's', ' ', '\''>, class_word, pegtl::string<'\'', '>'>> {};

// list = "[" , [ value , { "," , value } , [ "," ] ] , "]" ;
struct value;
struct values : opt<value, ws, star<comma, ws, value, ws>, opt<comma, ws>> {};
struct list_open : one<'['> {};
struct list_close : one<']'> {};
struct list : seq<list_open, ws, values, list_close> {};

// tuple = "(" , [ value , { "," , value } , [ "," ] ] , ")" ;  without a comma it is only parentheses
struct tuple_open : one<'('> {};
struct tuple_close : one<')'> {};
struct tuple : seq<tuple_open, ws, values, tuple_close> {};

// dict = "{" , [ pair , { "," , pair } , [ "," ] ] , "}" ;  pair = value , ":" , value ;
struct colon : one<':'> {};
struct pair : seq<value, ws, colon, ws, value> {};
struct dict_open : one<'{'> {};
struct dict_close : one<'}'> {};
struct dict : seq<dict_open, ws, opt<pair, ws, star<comma, ws, pair, ws>, opt<comma, ws>>, dict_close> {};

// call = word , "(" , [ argument , { "," , argument } , [ "," ] ] , ")" ;  argument = [ identifier , "=" ] , value ;
struct keyword_name : pegtl::identifier {};
struct keyword : seq<keyword_name, ws, one<'='>, ws, value> {};
struct argument : sor<seq<at<pegtl::identifier, ws, one<'='>>, keyword>, value> {};
struct call_name : dotted {};
struct call_open : seq<call_name, ws, one<'('>> {};
struct call_close : one<')'> {};
struct call : seq<call_open, ws, opt<argument, ws, star<comma, ws, argument, ws>, opt<comma, ws>>, call_close> {};

// value = string | integer | list | tuple | dict | class | call | word ;
struct called : at<dotted, ws, one<'('>> {};
struct value : sor<string, tuple, list, integer, dict, class_text, seq<called, call>, word> {};

// bare = any text ;  a type string without its quotes: what begins no other value
struct begins_value : at<sor<one<'[', '{', '\'', '"'>,
                             seq<one<'('>, ws, not_at<sor<pegtl::digit, one<')'>>>>,
                             seq<one<'u', 'U'>, one<'\'', '"'>>,
                             pegtl::string<'<', 'c', 'l', 'a', 's', 's'>,
                             seq<dotted, ws, one<'('>>,
                             seq<pegtl::identifier, one<'.'>>>> {};
struct bare;

// text = ws , ( value | bare ) , ws , EOF ;
struct end_of_text : pegtl::eof {};
struct text : seq<ws, sor<seq<begins_value, value, ws>, seq<not_at<begins_value>, bare>>, end_of_text> {};

// clang-format on

// The leaves that a loop over characters reads.
template <class Rule>
struct leaf {
  using rule_t = Rule;
  using subs_t = pegtl::empty_list;

  template <pegtl::apply_mode Apply, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, internal::LiteralBuilder& builder) {
    static_assert(Apply == pegtl::apply_mode::action);
    return Rule::Read(in, builder);
  }
};

struct string_body : leaf<string_body> {
  template <class Input>
  static bool Read(Input& in, internal::LiteralBuilder& builder) {
    const std::size_t length = builder.String(builder.OffsetOf(in.current()));
    in.bump(length);
    return length > 0;
  }
};

struct bare : leaf<bare> {
  template <class Input>
  static bool Read(Input& in, internal::LiteralBuilder& builder) {
    builder.Bare(builder.OffsetOf(in.current()));
    in.bump(in.size());
    return true;
  }
};

}  // namespace pep3118::dtype_grammar

#endif  // PEP3118_DTYPE_GRAMMAR_H_
