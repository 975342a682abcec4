// SPDX-License-Identifier: MIT
// Rewrites every golden file:  bazel run //testdata/golden:update_goldens
// (or with the directory of the goldens as its argument).
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "pep3118/testdata/golden/golden.h"

int main(int argc, char** argv) {
  std::string directory = "testdata/golden";
  if (const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY"))
    directory = std::string(workspace) + "/" + directory;
  if (argc > 1) directory = argv[1];
  for (const std::string& name : pep3118::GoldenCases(directory)) {
    for (const pep3118::GoldenForm& form : pep3118::kGoldenForms) {
      const std::string path = directory + "/" + name + form.suffix;
      const std::string text = pep3118::GoldenText(directory, name, form);
      if (text == pep3118::ReadFile(path)) continue;
      std::ofstream(path, std::ios::binary) << text;
      std::cout << "updated " << path << "\n";
    }
  }
}
