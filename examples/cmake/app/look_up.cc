// SPDX-License-Identifier: MIT
// Prints the layout of the format given as argument.
#include <iostream>

#include "pep3118/pep3118.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const pep3118::Result<pep3118::SharedLayout> layout = pep3118::LayoutOf(argv[1]);
  if (!layout) {
    std::cerr << pep3118::Render(layout.error(), argv[1]);
    return 1;
  }
  for (const pep3118::Field& field : (*layout)->Fields((*layout)->item())) {
    std::cout << (*layout)->Name(field) << " at " << field.offset << '\n';
  }
  return 0;
}
