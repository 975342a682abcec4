// SPDX-License-Identifier: MIT
// The golden cases, for the test that compares and the program that updates.
#ifndef PEP3118_TESTDATA_GOLDEN_GOLDEN_H_
#define PEP3118_TESTDATA_GOLDEN_GOLDEN_H_

#include <string>
#include <vector>

namespace pep3118 {

// The names of all cases, in alphabetical order: the .pep3118 files of `directory`.
std::vector<std::string> GoldenCases(const std::string& directory);

// The whole file, or empty if there is none.
std::string ReadFile(const std::string& path);

// What a case is written as: the golden files' ending and how their text is made.
struct GoldenForm {
  const char* suffix;    // ".h"
  const char* language;  // of codegen/emit.h; nullptr: a header in namespace `golden_<case>`
};
inline constexpr GoldenForm kGoldenForms[] = {{".h", nullptr}, {".jl", "julia"}, {".py", "numpy"},
                                              {".c.h", "c"},   {".rs", "rust"},  {".svg", "svg"}};

// The text of one case as the emitter writes it now; empty if the language has no such
// type, and then there is no golden; any other refusal gives its text, which no golden equals.  A
// case is a manifest; the target is x86_64-linux-gnu if a line
// names none.
std::string GoldenText(const std::string& directory, const std::string& name,
                       const GoldenForm& form);

}  // namespace pep3118

#endif  // PEP3118_TESTDATA_GOLDEN_GOLDEN_H_
