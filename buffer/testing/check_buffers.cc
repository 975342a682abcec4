// SPDX-License-Identifier: MIT
// check_buffers FILE: one line `id verdict` for each buffer description in a JSON file
// (buffer_cases.h), verdict `ok` or `error`; why not, on stderr.  Exit code 0 when all were judged,
// 2 for wrong usage, 3 when the file cannot be read or is no such file.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "pep3118/buffer/testing/buffer_cases.h"
#include "pep3118/parser/diagnostic.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: check_buffers FILE\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto verdicts = pep3118::tools::JudgeBuffers(text);
  if (!file || !verdicts) {
    std::cerr << "error: " << pep3118::Escape(argv[1]) << " holds no buffer descriptions\n";
    return 3;
  }
  for (const auto& verdict : *verdicts) {
    std::cout << pep3118::Escape(verdict.id) << (verdict.ok ? " ok\n" : " error\n");
    if (!verdict.ok) {
      std::cerr << pep3118::Escape(verdict.id) << ": " << pep3118::Escape(verdict.reason) << '\n';
    }
  }
  return std::cout.flush() ? 0 : 3;
}
