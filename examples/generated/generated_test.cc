// SPDX-License-Identifier: MIT
// Headers made by cc_pep3118_library: bytes written out by hand, read through their structs.
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "odd/odd_formats.h"
#include "pep3118/testdata/catch.h"
#include "points.h"
#include "trace.h"
#include "wire.h"

namespace {

TEST_CASE("a manifest and inline formats are in one header") {
  CHECK(sizeof(geometry::Point) == 16);   // int, 4 bytes hole, double
  CHECK(sizeof(geometry::Padded) == 16);  // 4 + 8 and the 4 that its itemsize adds
  CHECK(sizeof(geometry::Plane) == 6 * 8);
  const unsigned char bytes[16] = {
      7,    0,    0,    0,                             // 0: x = 7
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x3f,  // 4: y = 1.5
  };
  geometry::Padded padded;
  std::memcpy(&padded, bytes, sizeof padded);
  CHECK(padded.x == 7);
  CHECK(padded.y == 1.5);
}

TEST_CASE("copied and included storage types are the same types") {
  CHECK((std::is_same_v<trace::Step, geometry::Point>));
  CHECK((std::is_same_v<trace::Padded, geometry::Padded>));
}

TEST_CASE("a fixed target does not follow the platform") {
  const unsigned char bytes[14] = {
      0x1f, 0x90,                                      // 0: port = 8080
      0x00, 0x00, 0x01, 0x00,                          // 2: sequence = 256
      0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // 6: time = -2
  };
  wire::Packet packet;
  std::memcpy(&packet, bytes, sizeof packet);
  CHECK(packet.port == 8080);
  CHECK(packet.sequence == 256U);
  CHECK(packet.time == -2.0);
}

TEST_CASE("formats reach the tool unchanged") {
  CHECK((std::is_same_v<Native, std::int32_t>));
  CHECK(std::strcmp(pep3118::record_traits<Dashes>::fields[0].name, "--name") == 0);
  CHECK(std::strcmp(pep3118::record_traits<Files>::fields[0].name, "@file") == 0);
  CHECK(std::strcmp(pep3118::record_traits<Quotes>::fields[0].name, "a'b$x") == 0);
}

}  // namespace
