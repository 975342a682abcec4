// SPDX-License-Identifier: MIT
// What is in this buffer?  Asked of the format alone.
#include <iostream>

#include "pep3118/pep3118.h"

int main() {
  const char* format = "T{<i:id:4x(3)T{<d:x:<d:y:}:corners:}";
  const auto layout = pep3118::LayoutOf(format);
  if (!layout) {
    std::cerr << Render(layout.error(), format);
    return 1;
  }
  std::cout << (*layout)->itemsize() << " bytes\n";
  for (const pep3118::LeafField& leaf : pep3118::Leaves(**layout)) {
    std::cout << leaf.Path() << " at " << leaf.offset << ": " << KindName(leaf.field->kind) << "\n";
  }
  const auto y = pep3118::Find(**layout, "corners[2].y");
  std::cout << "corners[2].y at " << y->offset << "\n";
}
