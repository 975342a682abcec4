// SPDX-License-Identifier: MIT
// The identifier rule of docs/generated.md, row by row.
#include "pep3118/codegen/cpp/identifiers.h"

#include <set>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("one name becomes one identifier") {
  struct Row {
    const char* rule;
    std::string_view name;
    std::string_view identifier;
  };
  const Row rows[] = {
      {"stays", "x", "x"},
      {"stays", "camelCase_9", "camelCase_9"},
      {"stays", "_x", "_x"},
      {"stays", "b_", "b_"},
      {"1 other ASCII", "a b", "a_b"},
      {"1 other ASCII", " x ", "_x_"},
      {"1 other ASCII", "x;y", "x_y"},
      {"1 other ASCII", "\n", "v_"},
      {"1 two-byte character",
       "gr\xc3\xb6\xc3\x9f"
       "e",
       "gru00f6u00dfe"},
      {"1 three-byte character", "\xe6\x97\xa5", "u65e5"},
      {"1 four-byte character", "\xf0\x9f\x98\x80", "u1f600"},
      {"1 last code point", "\xf4\x8f\xbf\xbf", "u10ffff"},
      {"1 right-to-left override",
       "a\xe2\x80\xae"
       "b",
       "au202eb"},
      {"1 byte that is not UTF-8", "a\xff", "au00ff"},
      {"2 runs", "a__b", "a_b"},
      {"2 runs", "a - b", "a_b"},
      {"2 runs", "x__", "x_"},
      {"3 digit", "2x", "v2x"},
      {"3 digit", "0", "v0"},
      {"3 capital", "_X", "v_X"},
      {"3 capital after a run", "__X", "v_X"},
      {"3 nothing else", "_", "v_"},
      {"3 nothing else", "__", "v_"},
      {"3 empty", "", "v_"},
      {"5 keyword", "class", "class_"},
      {"5 alternative token", "and", "and_"},
      {"5 C++20 keyword", "co_await", "co_await_"},
      {"5 contextual keywords are free", "final", "final"},
      {"5 object-like macro", "errno", "errno_"},
      {"5 macro of <complex.h>", "I", "I_"},
      {"5 macro of release builds", "NDEBUG", "NDEBUG_"},
      {"5 limit", "INT32_MAX", "INT32_MAX_"},
      {"5 platform", "linux", "linux_"},
      {"5 old system macro", "major", "major_"},
      {"5 family", "SYS_openat", "SYS_openat_"},
      {"3 our macros", "PEP3118_RUNTIME_BITS_H_", "vPEP3118_RUNTIME_BITS_H_"},
      {"5 library namespace", "std", "std_"},
      {"5 our types", "half", "half_"},
      {"5 POSIX", "AF_INET", "AF_INET_"},
      {"5 POSIX", "ECHO", "ECHO_"},
      {"5 POSIX", "EMPTY", "EMPTY_"},
      {"5 POSIX", "O_RDONLY", "O_RDONLY_"},
      {"5 POSIX", "basename", "basename_"},
      {"5 what <ctime> and <semaphore> bring", "ITIMER_REAL", "ITIMER_REAL_"},
      {"5 what <ctime> and <semaphore> bring", "SEM_FAILED", "SEM_FAILED_"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.rule << ": " << row.name) {
      CHECK(IdentifierFor(row.name) == row.identifier);
    }
  }
}

TEST_CASE("a record's identifiers differ") {
  struct Row {
    std::vector<std::string_view> names;
    std::vector<std::string> identifiers;
  };
  const Row rows[] = {
      {{"a", "a", "a"}, {"a", "a_2", "a_3"}},
      {{"a", "a", "a_2"}, {"a", "a_3", "a_2"}},
      {{"a b", "a_b"}, {"a_b_2", "a_b"}},
      {{"a_b", "a b", "a-b"}, {"a_b", "a_b_2", "a_b_3"}},
      {{"class", "class_"}, {"class_2", "class_"}},
      {{"class", "class"}, {"class_", "class_2"}},
      {{"padding0_", "padding0_2"}, {"padding0_3", "padding0_2"}},
      {{"padding_", "padding1", "padding"}, {"padding_", "padding1", "padding"}},
      {{"record_0123456789abcdef0123456789abcdef"}, {"record_0123456789abcdef0123456789abcdef_2"}},
      {{"", "_", "__"}, {"v_", "v_2", "v_3"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.names[0] << " and " << row.names.size() - 1 << " more") {
      CHECK(MemberIdentifiers(row.names) == row.identifiers);
    }
  }
}

TEST_CASE("long names are cut and differ by their hash") {
  const std::string at_limit(240, 'x');
  CHECK(IdentifierFor(at_limit) == at_limit);
  const std::string longer(241, 'x');
  const std::string other = longer + "y";
  CHECK(IdentifierFor(longer).size() == 249);
  CHECK(IdentifierFor(longer).starts_with(at_limit + "_"));
  CHECK(IdentifierFor(longer) != IdentifierFor(other));
  CHECK(IdentifierFor(std::string(60'000, '\xff')).size() <= 255);
  CHECK(IdentifierFor(std::string(60'000, ' ')) == "v_");
}

TEST_CASE("sixteen thousand equal long names stay apart and short enough") {
  const std::string name(300, 'n');
  const std::vector<std::string_view> names(16'384, name);
  const std::vector<std::string> identifiers = MemberIdentifiers(names);
  const std::set<std::string> distinct(identifiers.begin(), identifiers.end());
  CHECK(distinct.size() == names.size());
  for (const std::string& identifier : identifiers)
    if (identifier.size() > 255) FAIL(identifier);
}

}  // namespace
}  // namespace pep3118
