// SPDX-License-Identifier: MIT
// Records of one layout as records of another.
#include <cstdint>
#include <cstring>
#include <iostream>
#include <vector>

#include "pep3118/buffer.h"
#include "pep3118/pep3118.h"

struct Quote {
  double price;
  std::int32_t size;
  char symbol[8];
};
struct WireQuote {  // packed and big-endian, its fields in another order
  char symbol[6];
  pep3118::big<std::int16_t> size;
  pep3118::big<float> price;
};
PEP3118_RECORD(Quote, price, size, symbol);
PEP3118_RECORD(WireQuote, symbol, size, price);

int main() {
  std::vector<WireQuote> wire(2);
  std::memcpy(wire[0].symbol, "ABC", 4);
  wire[0].size = 300;
  wire[0].price = 12.5F;

  // Both are structs: the compiler writes the members one by one.
  std::vector<Quote> quotes(2);
  pep3118::ConvertRecords(pep3118::View<WireQuote, 1>(wire), pep3118::View<Quote, 1>(quotes));
  std::cout << quotes[0].symbol << " " << quotes[0].size << " at " << quotes[0].price << "\n";

  // One is a layout that comes with the data: a conversion, made once and run for each buffer.
  pep3118::LayoutOptions bytes12;
  bytes12.itemsize = 12;
  const auto layout = pep3118::LayoutOf("T{=6s:symbol:>h:size:>f:price:}", bytes12);
  if (!layout) return 1;
  const auto back = pep3118::ConvertFrom<Quote>(*layout);
  std::cout << Render(back.error());

  // Values that may not fit: refused above, checked or cut to the nearest where that is asked for.
  pep3118::ConversionOptions options;
  options.numbers = pep3118::Narrowing::kChecked;
  options.text = pep3118::Narrowing::kChecked;
  const auto checked = pep3118::ConvertFrom<Quote>(*layout, options);
  if (!checked) return 1;
  quotes[1].size = 40000;
  const std::ptrdiff_t two[] = {2};
  pep3118::Buffer buffer;
  buffer.buf = wire.data();
  buffer.len = 24;
  buffer.itemsize = 12;
  buffer.readonly = false;
  buffer.format = "T{=6s:symbol:>h:size:>f:price:}";
  buffer.shape = two;
  const auto array = pep3118::Describe(buffer, {wire.data(), 24}, pep3118::BufferAccess::kWrite);
  if (!array) return 1;
  const auto failure = checked->Run(pep3118::View<const Quote, 1>(quotes), *array);
  std::cout << failure->message << "\n";
}
