// SPDX-License-Identifier: MIT
// No struct at all: the format comes with the data, and columns are asked for by name.
#include <iostream>
#include <string>

#include "pep3118/buffer.h"

int main() {
  unsigned char bytes[] = {0, 7, 'o', 'n', 'e', 0, 0, 9, 't', 'w', 'o', 0};  // as from a socket
  const std::ptrdiff_t shape[] = {2};
  pep3118::Buffer buffer;
  buffer.buf = bytes;
  buffer.len = sizeof bytes;
  buffer.itemsize = 6;
  buffer.format = "T{>h:count:4s:name:}";
  buffer.shape = shape;

  const auto array = pep3118::Describe(buffer, {bytes, sizeof bytes});
  if (!array) {
    std::cerr << Message(array.error()) << "\n";
    return 1;
  }
  const pep3118::DynamicView view(*array);
  const auto count = view.column<double>("count");
  const auto name = view.column<std::string>("name");
  if (!count || !name) return 1;
  double counts[2];
  count->CopyTo(counts);
  for (int i = 0; i < 2; ++i) std::cout << name->at(i) << " " << counts[i] << "\n";

  // A value is never changed on the way: a name is not a number.
  std::cout << view.column<double>("name").error().message << "\n";
}
