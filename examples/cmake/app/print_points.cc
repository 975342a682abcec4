// SPDX-License-Identifier: MIT
// Prints where the fields of generated structs are, and reads one from bytes.
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "events.h"
#include "points.h"

namespace {

template <typename Record>
void Print(const char* name) {
  using Traits = pep3118::record_traits<Record>;
  std::printf("%s: %zu bytes", name, Traits::itemsize);
  for (const pep3118::field_info& field : Traits::fields) {
    std::printf(", %s at %zu", field.name, static_cast<std::size_t>(field.offset));
  }
  std::printf("\n");
}

}  // namespace

int main() {
  Print<my::Point>("Point");
  Print<my::Segment>("Segment");
  Print<my::Tick>("Tick");
  Print<my::Trade>("Trade");

  // 8 bytes of time, 4 of price, big-endian: 2^32 + 7, 1.5.
  const unsigned char bytes[] = {0, 0, 0, 1, 0, 0, 0, 7, 0x3f, 0xc0, 0, 0};
  my::Tick tick;
  static_assert(sizeof tick == sizeof bytes, "the format says so");
  std::memcpy(&tick, bytes, sizeof tick);
  static_assert(std::is_same<decltype(my::Trade::tick), my::Tick>::value, "one record, one type");
  const unsigned long long time = tick.time;
  const float price = tick.price;
  std::printf("time %llu, price %.1f\n", time, static_cast<double>(price));
  return time == 4294967303u && price == 1.5f ? 0 : 1;
}
