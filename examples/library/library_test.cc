// SPDX-License-Identifier: MIT
// docs/library.md holds every program of this directory, word for word, and what each prints.
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "pep3118/testdata/catch.h"

namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string OutputOf(const std::string& program) {
  std::string output;
  FILE* pipe = popen(("./" + program).c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> piece;
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe))
    output.append(piece.data(), size);
  CHECK(pclose(pipe) == 0);
  return output;
}

TEST_CASE("the walk through shows the programs and what they print") {
  const std::string doc = ReadFile("docs/library.md");
  REQUIRE(!doc.empty());
  for (const std::string name :
       {"what_is_this", "is_it_my_struct", "walk", "any_ndim", "columns_by_name",
        "describe_my_struct", "records_of_a_file", "npy_file", "what_arrives", "convert"}) {
    DYNAMIC_SECTION(name) {
      const std::string program = "examples/library/" + name;
      std::string source = ReadFile(program + ".cc");
      REQUIRE(source.rfind("// SPDX", 0) == 0);
      source.erase(0, source.find('\n') + 1);  // the document does without the license line
      const std::string shown = "`" + program + ".cc`:\n\n```cpp\n" + source +
                                "```\n\nprints\n\n```text\n" + OutputOf(program) + "```\n";
      INFO(shown);
      CHECK(doc.find(shown) != std::string::npos);
    }
  }
}

}  // namespace
