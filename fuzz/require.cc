// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/require.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "pep3118/base/escape.h"

namespace pep3118::fuzz {

void Require(bool holds, std::string_view promise, std::string_view a, std::string_view b,
             const char* file, int line) {
  if (holds) [[likely]]
    return;
  std::string text = std::string("fuzz: ") + file + ':' + std::to_string(line) +
                     ": broken: " + std::string(promise) + '\n';
  for (const std::string_view detail : {a, b}) {
    if (!detail.empty()) text += "  " + EscapeCut(detail, 4'000) + '\n';
  }
  std::fputs(text.c_str(), stderr);
  std::abort();
}

}  // namespace pep3118::fuzz
