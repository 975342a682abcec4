// SPDX-License-Identifier: MIT
// Struct to format: the text to put into Py_buffer.format, known at compile time.
#include <cstdint>
#include <iostream>
#include <string_view>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/record.h"

namespace my {
struct Header {
  pep3118::big<std::uint16_t> port;
  char tag[3];
};
struct Packet {
  Header header;
  float samples[2][4];
  std::int64_t time;
};
}  // namespace my
PEP3118_RECORD(my::Header, port, tag);
PEP3118_RECORD(my::Packet, header, samples, time);

static_assert(pep3118::FormatOf<my::Header>() == std::string_view("T{!H:port:@3s:tag:}"));

int main() {
  std::cout << pep3118::FormatOf<my::Packet>() << "\n";
  for (const pep3118::field_info& field : pep3118::record_traits<my::Packet>::fields)
    std::cout << field.name << " at " << field.offset << ", `" << field.code << "`\n";
}
