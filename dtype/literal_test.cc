// SPDX-License-Identifier: MIT
// What Python's own `ast.literal_eval` says of these texts.
#include "pep3118/dtype/literal.h"

#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

// The tree with brackets around what is inside: kinds by one letter.
std::string Dump(const LiteralTree& tree, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (std::uint32_t i = begin; i < end; i = tree.all[i].end) {
    const Literal& literal = tree.all[i];
    if (!out.empty()) out += ' ';
    out += "siwltgdck"[static_cast<int>(literal.kind)];
    if (literal.kind == LiteralKind::kInteger) out += std::to_string(literal.number);
    out += literal.text;
    if (literal.end > i + 1) out += '(' + Dump(tree, i + 1, literal.end) + ')';
  }
  return out;
}

std::string Read(const std::string& text) {
  LiteralTree tree;
  Diagnostic error;
  if (!ParseLiteral(text, tree, error)) return "refused";
  return Dump(tree, 0, static_cast<std::uint32_t>(tree.all.size()));
}

TEST_CASE("a literal is read as Python reads it") {
  const struct {
    const char* text;
    const char* tree;
  } rows[] = {
      {"'i4'", "si4"},
      {" \"i4\"\n", "si4"},
      {"u'x'", "sx"},
      {"[]", "l"},
      {"((), 1)", "t(t i1)"},
      {"{}", "d"},
      {"[1, -2,]", "l(i1 i-2)"},
      {"('x',)", "t(sx)"},
      {"('x')", "g(sx)"},
      {"(('x'), 2)", "t(g(sx) i2)"},
      {"{'a': 1, 'b': [2]}", "d(sa i1 sb l(i2))"},
      {"np.dtype('x', align = True)", "cnp.dtype(sx kalign(wTrue))"},
      {"[('x', np.float32), ('y', float)]", "l(t(sx wnp.float32) t(sy wfloat))"},
      {"<class 'numpy.float32'>", "wnumpy.float32"},
      {"np.float32", "wnp.float32"},
      // Without quotes everything else is a type string.
      {"i4, (2,3)f8 ", "si4, (2,3)f8"},
      {"(2,)i4", "s(2,)i4"},
      {"()f8", "s()f8"},
      {"<f4", "s<f4"},
      {"uint8", "suint8"},
      {"", "s"},
      // Escapes.
      {R"('a\'b\\c\n\t')", "sa'b\\c\n\t"},
      {R"('\x41\u00e9\U0001f600\101')",
       "sA\xc3\xa9\xf0\x9f\x98\x80"
       "A"},
      {R"('\x7f\xe9')", "s\x7f\xc3\xa9"},
      {"'caf\xc3\xa9'", "scaf\xc3\xa9"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(Read(row.text) == row.tree);
  }
}

TEST_CASE("brackets nest to a limit") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(Read(nested(kMostBrackets)) != "refused");
  LiteralTree tree;
  Diagnostic error;
  REQUIRE_FALSE(ParseLiteral(nested(kMostBrackets + 1), tree, error));
  CHECK(error.kind == ErrorKind::kTooDeep);
  CHECK(error.span.begin == kMostBrackets);
  REQUIRE_FALSE(ParseLiteral(std::string(1'000'000, '['), tree, error));
  CHECK(error.kind == ErrorKind::kTooDeep);
}

}  // namespace
}  // namespace pep3118::internal
