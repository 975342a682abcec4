// SPDX-License-Identifier: MIT
// PEGTL's own analysis of the grammar: no rule can loop without consuming.
#include "pep3118/parser/grammar.h"

#include <tao/pegtl/contrib/analyze.hpp>

#include "pep3118/testdata/catch.h"

namespace tao::pegtl {

// The leaves with a Read of their own: what they may consume.
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::ws> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::code> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::name_text> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::signature> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::in_angle> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, pep3118::grammar::marked_order> : analyze_opt_traits<> {};

}  // namespace tao::pegtl

namespace pep3118 {
namespace {

struct loops : grammar::star<grammar::opt<grammar::one<'x'>>> {};

TEST_CASE("the grammar has no loop that consumes nothing") {
  CHECK(tao::pegtl::analyze<grammar::format>(-1) == 0);
  CHECK(tao::pegtl::analyze<loops>(-1) > 0);  // the analysis can fail
}

}  // namespace
}  // namespace pep3118
