// SPDX-License-Identifier: MIT
// One function for a record that arrives packed, aligned, with columns that nobody asked for, or as
// something else altogether.
#include <cstdint>
#include <iostream>

#include "pep3118/buffer.h"

struct Fix {  // as the program has it
  std::int32_t id;
  double lat;
};
struct PackedFix {  // as a file has it
  pep3118::big<std::int32_t> id;
  pep3118::big<double> lat;
};
PEP3118_RECORD(Fix, id, lat);
PEP3118_RECORD(PackedFix, id, lat);

void Show(const pep3118::Buffer& buffer) {
  const auto show = [](const auto& view) {
    for (const auto& fix : view) std::cout << "  " << fix.id << " at " << fix.lat << "\n";
  };
  // Where the records lie, if they are one of these.
  const auto report =
      pep3118::BindAny<1, const Fix, const PackedFix>(buffer, show, {.allow_more_fields = true});
  if (!report) return;

  // Else as converted ones, by the names of the fields.
  const auto array = pep3118::DescribeUnchecked(buffer);
  if (!array) {
    std::cout << "  " << Message(array.error()) << "\n";
    return;
  }
  const auto conversion = pep3118::Convert<Fix>(array->shared_layout());
  if (!conversion) {
    std::cout << Render(*report) << Render(conversion.error());
    return;
  }
  const auto fixes = conversion->Items(*array);
  std::cout << "  converted\n";
  show(pep3118::View<const Fix, 1>(*fixes));
}

pep3118::Buffer BufferOf(void* items, std::ptrdiff_t bytes, const char* format) {
  static const std::ptrdiff_t one[] = {1};
  pep3118::Buffer buffer;
  buffer.buf = items;
  buffer.len = bytes;
  buffer.itemsize = bytes;
  buffer.format = format;
  buffer.shape = one;
  return buffer;
}

int main() {
  struct {
    Fix fix;
    double speed;
  } more = {{1, 50.5}, 3.2};
  std::cout << "more fields\n";
  Show(BufferOf(&more, sizeof more, "T{i:id:4xd:lat:d:speed:}"));

  PackedFix packed = {2, 51.5};
  std::cout << "packed, big-endian\n";
  Show(BufferOf(&packed, sizeof packed, ">T{i:id:d:lat:}"));

  struct {
    float lat;
    std::int16_t id;
  } other = {52.5F, 3};
  std::cout << "another order and other types\n";
  Show(BufferOf(&other, sizeof other, "T{f:lat:h:id:2x}"));

  std::int64_t wide[] = {4, 53};
  std::cout << "numbers that do not fit\n";
  Show(BufferOf(wide, sizeof wide, "T{q:id:q:lat:}"));
}
