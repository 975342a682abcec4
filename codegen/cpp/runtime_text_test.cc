// SPDX-License-Identifier: MIT
// The embedded runtime is the runtime.
#include "pep3118/codegen/cpp/runtime_text.h"

#include <fstream>
#include <iterator>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("runtime_text.inc holds the files of runtime/") {
  // Not all: runtime/ also has headers that no generated header needs.
  REQUIRE(RuntimeFiles().size() >= 11);
  for (const RuntimeFile& file : RuntimeFiles()) {
    DYNAMIC_SECTION(file.name) {
      INFO("codegen/cpp/embed_runtime.sh > codegen/cpp/runtime_text.inc");
      std::ifstream in("runtime/" + std::string(file.name), std::ios::binary);
      CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == file.text);
    }
  }
}

TEST_CASE("what a file includes comes with it, before it, once") {
  RuntimeNeeds needs;
  needs.Add("complex.h");
  needs.Add("little.h");
  CHECK(needs.Includes() ==
        "#include \"pep3118/runtime/assign.h\"\n"
        "#include \"pep3118/runtime/big.h\"\n"
        "#include \"pep3118/runtime/bits.h\"\n"
        "#include \"pep3118/runtime/complex.h\"\n"
        "#include \"pep3118/runtime/little.h\"\n");
  const std::string text = needs.Inline();
  CHECK(text.find("#include") == std::string::npos);
  CHECK(text.starts_with("#ifndef PEP3118_RUNTIME_BITS_H_\n"));
  CHECK(text.find("class little") < text.find("class little<std::complex<T>>"));
  CHECK(text.find("class little {") == text.rfind("class little {"));
  CHECK(needs.standard_headers().contains("complex"));
  CHECK(needs.standard_headers().contains("cstring"));
}

}  // namespace
}  // namespace pep3118
