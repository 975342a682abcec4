// SPDX-License-Identifier: MIT
// Any number of dimensions: summed and sliced as it comes, visited where the number matters.
#include <iostream>
#include <vector>

#include "pep3118/buffer.h"

// Rows and columns, or rows, columns and channels.
template <std::size_t N>
void ShowImage(const pep3118::UncheckedView<const float, N>& image) {
  std::cout << "  an image of " << image.extent(0) << " rows and " << image.extent(1) << " columns";
  if constexpr (N == 3) std::cout << ", " << image.extent(2) << " channels";
  std::cout << "\n";
}

void Show(const pep3118::Buffer& buffer) {
  const auto array = pep3118::BindNdim<const float>(buffer);
  if (!array) {
    std::cout << Render(array.error());
    return;
  }
  float sum = 0;
  array->ForEach([&](float value) { sum += value; });
  std::cout << "ndim " << array->ndim() << ", " << array->count() << " items, sum " << sum << "\n";

  if (!array->VisitOneOf<2, 3>([](const auto& image) { ShowImage(image); }))
    std::cout << "  not an image\n";

  // The last dimension backwards, as a dense copy.
  const auto slice = array->reversed(array->ndim() - 1);
  std::vector<float> copy(static_cast<std::size_t>(slice.count()));
  slice.CopyTo(copy);
  std::cout << " ";
  for (const float value : copy) std::cout << " " << value;
  std::cout << "\n";
}

int main() {
  float memory[12];
  for (int i = 0; i < 12; ++i) memory[i] = static_cast<float>(i);
  const std::vector<std::ptrdiff_t> shapes[] = {{4}, {2, 3}, {2, 3, 2}, {1, 2, 1, 1, 2}};
  for (const auto& shape : shapes) {
    pep3118::Buffer buffer;
    buffer.buf = memory;
    buffer.len = sizeof(float);
    for (const std::ptrdiff_t extent : shape) buffer.len *= extent;
    buffer.itemsize = sizeof(float);
    buffer.ndim = static_cast<int>(shape.size());
    buffer.format = "f";
    buffer.shape = shape.data();
    Show(buffer);
  }
}
