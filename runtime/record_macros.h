// PEP3118_RECORD and PEP3118_RECORD_PART: record.h, which includes this file, says what they do.
#ifndef PEP3118_RUNTIME_RECORD_MACROS_H_
#define PEP3118_RUNTIME_RECORD_MACROS_H_

#include <cstddef>
#include <type_traits>

#include "pep3118/runtime/record_list.h"

// Compilers then leave these macros out of their messages.
#if defined(__GNUC__)
#pragma GCC system_header
#endif

struct PEP3118_RECORD_OUTSIDE_NAMESPACES;  // a type of this name in a namespace is another one

#define PEP3118_RECORD(Record, ...)                                                               \
  PEP3118_RECORD_OF(PEP3118_UNLESS_CUT(PEP3118_LIST(__VA_ARGS__), PEP3118_LIST_CUT, __VA_ARGS__), \
                    false, #Record,                                                               \
                    PEP3118_UNLESS_CUT(PEP3118_PAREN(Record),                                     \
                                       (::pep3118::record_detail::cut_type), __VA_ARGS__),        \
                    __VA_ARGS__)
#define PEP3118_RECORD_PART(Record, ...)                                                          \
  PEP3118_RECORD_OF(PEP3118_UNLESS_CUT(PEP3118_LIST(__VA_ARGS__), PEP3118_LIST_CUT, __VA_ARGS__), \
                    true, #Record,                                                                \
                    PEP3118_UNLESS_CUT(PEP3118_PAREN(Record),                                     \
                                       (::pep3118::record_detail::cut_type), __VA_ARGS__),        \
                    __VA_ARGS__)

// `whole`, or `cut` where the first member begins with `double` or the like: then a comma has cut
// the type before it, and nothing of it is fit to compile.
#define PEP3118_UNLESS_CUT(whole, cut, ...) PEP3118_UNLESS_CUT_OF(whole, cut, __VA_ARGS__, ~)
#define PEP3118_UNLESS_CUT_OF(whole, cut, first, ...) \
  PEP3118_THIRD(PEP3118_KEYWORD_##first, cut, whole, ~)
#define PEP3118_THIRD(...) PEP3118_THIRD_OF(__VA_ARGS__, ~)
#define PEP3118_THIRD_OF(first, second, third, ...) third
#define PEP3118_KEYWORD_double ~, ~
#define PEP3118_KEYWORD_float ~, ~
#define PEP3118_KEYWORD_int ~, ~
#define PEP3118_KEYWORD_char ~, ~
#define PEP3118_KEYWORD_bool ~, ~
#define PEP3118_KEYWORD_long ~, ~
#define PEP3118_KEYWORD_short ~, ~
#define PEP3118_KEYWORD_unsigned ~, ~
#define PEP3118_KEYWORD_signed ~, ~
#define PEP3118_KEYWORD_void ~, ~
#define PEP3118_KEYWORD_const ~, ~
#define PEP3118_KEYWORD_volatile ~, ~
#define PEP3118_KEYWORD_wchar_t ~, ~
#define PEP3118_KEYWORD_char16_t ~, ~
#define PEP3118_KEYWORD_char32_t ~, ~
#define PEP3118_KEYWORD_struct ~, ~
#define PEP3118_KEYWORD_class ~, ~
#define PEP3118_KEYWORD_enum ~, ~
#define PEP3118_LIST_CUT(m, r, ...) m##_CUT
#define PEP3118_CUT_TYPE                             \
  "a struct's name with a comma needs parentheses: " \
  "PEP3118_RECORD((Pair<int, double>), a, b)"

// (a, b) stays as it is, and c becomes (c): a type with a comma goes from macro to macro so.
#define PEP3118_PAREN(type) PEP3118_SECOND(PEP3118_PAREN_PROBE type, (type), ~)
#define PEP3118_PAREN_PROBE(...) ~, (__VA_ARGS__)
#define PEP3118_SECOND(...) PEP3118_SECOND_OF(__VA_ARGS__)
#define PEP3118_SECOND_OF(first, second, ...) second
#define PEP3118_PLAIN(...) __VA_ARGS__
#define PEP3118_QUOTE(...) #__VA_ARGS__

// The checks are here and not in a template, so that their messages are about the user's line.  Of
// several mistakes only the first is reported.
#define PEP3118_RECORD_OF(list, part, text, type, ...)                                            \
  static_assert(::pep3118::record_detail::IsWholeType(text), PEP3118_CUT_TYPE);                   \
  struct PEP3118_RECORD_OUTSIDE_NAMESPACES;                                                       \
  static_assert(                                                                                  \
      ::std::is_same_v<PEP3118_RECORD_OUTSIDE_NAMESPACES, ::PEP3118_RECORD_OUTSIDE_NAMESPACES>,   \
      "use PEP3118_RECORD outside every namespace, with the struct's full name");                 \
  template <>                                                                                     \
  struct pep3118::record_detail::members<PEP3118_PLAIN type> {                                    \
    using record = PEP3118_PLAIN type;                                                            \
    [[maybe_unused]] static constexpr const char* record_name = PEP3118_QUOTE type;               \
    static constexpr bool is_part = part;                                                         \
    list(PEP3118_MEMBER_FIND, type, __VA_ARGS__) using entries =                                  \
        ::pep3118::record_detail::entry_list<void list(PEP3118_MEMBER_ENTRY, type, __VA_ARGS__)>; \
    static constexpr const char* names[] = {list(PEP3118_MEMBER_NAME, type, __VA_ARGS__)};        \
  };                                                                                              \
  template <>                                                                                     \
  struct pep3118::record_traits<PEP3118_PLAIN type>                                               \
      : ::pep3118::record_detail::traits<PEP3118_PLAIN type> {};                                  \
  static_assert(::pep3118::record_detail::list_for<PEP3118_PLAIN type>::IsPlain(),                \
                "a record is standard-layout and trivially copyable");                            \
  static_assert(::pep3118::record_detail::list_for<PEP3118_PLAIN type>::Ascends(),                \
                "list the members in the order of the struct");                                   \
  static_assert(                                                                                  \
      ::pep3118::record_detail::list_for<PEP3118_PLAIN type>::IsComplete(),                       \
      "a member of the struct is not in the list: PEP3118_RECORD_PART leaves members out")

#define PEP3118_MEMBER_FIND(type, member)                                                          \
  template <class R>                                                                               \
  static ::pep3118::record_detail::entry<                                                          \
      ::pep3118::record_detail::member_type<decltype(&R::member)>, offsetof(R, member)>            \
      find_##member(int);                                                                          \
  template <class R>                                                                               \
  static ::pep3118::record_detail::no_member find_##member(...);                                   \
  static_assert(::pep3118::record_detail::is_entry<decltype(find_##member<record>(0))>,            \
                "`" #member "` is not a public data member of `" PEP3118_QUOTE type "`");          \
  static_assert(::pep3118::record_detail::has_code<decltype(find_##member<record>(0))>,            \
                "the type of `" #member                                                            \
                "` has no format code: use a number, a storage type of pep3118/runtime, an array " \
                "of them, or a struct that is a PEP3118_RECORD too");
#define PEP3118_MEMBER_ENTRY(type, member) , decltype(find_##member<record>(0))
#define PEP3118_MEMBER_NAME(type, member) #member,

#define PEP3118_MEMBER_FIND_CUT
#define PEP3118_MEMBER_ENTRY_CUT , ::pep3118::record_detail::no_member
#define PEP3118_MEMBER_NAME_CUT ""

#define PEP3118_MEMBER_FIND_TOO_LONG(type) \
  static_assert(sizeof(record) == 0,       \
                "a record lists at most 256 members: put some into a struct of their own");
#define PEP3118_MEMBER_ENTRY_TOO_LONG(type) , ::pep3118::record_detail::no_member
#define PEP3118_MEMBER_NAME_TOO_LONG(type) ""

#endif  // PEP3118_RUNTIME_RECORD_MACROS_H_
