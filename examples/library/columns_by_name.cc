// SPDX-License-Identifier: MIT
// No struct at all: the format comes with the data, and columns are asked for by name.
#include <iostream>
#include <string>

#include "pep3118/buffer.h"

int main() {
  unsigned char bytes[] = {0, 7, 'o', 'n', 'e', 0, 1, 2, 3,  // as from a socket
                           0, 9, 't', 'w', 'o', 0, 4, 5, 6};
  const std::ptrdiff_t shape[] = {2};
  pep3118::Buffer buffer;
  buffer.buf = bytes;
  buffer.len = sizeof bytes;
  buffer.itemsize = 9;
  buffer.format = "T{>h:count:4s:name:(3)T{B:grey:}:pixels:}";
  buffer.shape = shape;
  buffer.readonly = false;

  const auto array =
      pep3118::Describe(buffer, {bytes, sizeof bytes}, pep3118::BufferAccess::kWrite);
  if (!array) {
    std::cerr << Message(array.error()) << "\n";
    return 1;
  }
  const pep3118::DynamicView view(*array);
  for (const std::string& name : view.names()) std::cout << name << " ";
  std::cout << "\n";

  const auto count = view.column<double>("count");
  const auto name = view.column<std::string>("name");
  if (!count || !name) return 1;
  double counts[2];
  count->CopyTo(counts);
  for (int i = 0; i < 2; ++i) std::cout << name->at(i) << " " << counts[i] << "\n";

  // A path through an array is the field in all of its records: two items of three pixels.
  const auto grey = view.column<float>("pixels.grey");
  for (const float value : *grey) std::cout << value << " ";
  std::cout << "\n";

  // A field that is stored as the type is a view, and nothing is copied.
  const auto stored = view.view<const std::uint8_t>("pixels.grey");
  std::cout << int{stored->at(1, 2)} << " is at byte " << &stored->at(1, 2) - bytes << "\n";

  // Values are written as they are read.
  view.writer<std::int16_t>("count")->Set(1, -1);
  std::cout << count->at(1) << "\n";

  // A value is never changed on the way: a name is not a number, and not every short is a byte.
  std::cout << view.column<double>("name").error().message << "\n"
            << view.column<std::uint8_t>("count").error().message << "\n"
            << int{view.column<std::uint8_t>("count", pep3118::Lossy::kAllowed)->at(1)} << "\n";
}
