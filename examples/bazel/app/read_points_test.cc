// SPDX-License-Identifier: MIT
// Headers generated for another package, read as plain C++17.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "packet.h"
#include "points.h"

static_assert(__cplusplus < 202002L, "the header needs no more than C++17");
static_assert(sizeof(recorder::Pixel) == 3, "three bytes");
static_assert(
    std::is_same_v<std::remove_extent_t<decltype(recorder::Track::corners)>, recorder::Point>,
    "one record, one type");

int main() {
  struct {  // as the compiler lays it out
    std::int64_t id;
    struct {
      int x;
      double y;
    } corners[4];
  } const written = {7, {{1, 0.5}, {2, 1.5}, {3, 2.5}, {4, 3.5}}};

  recorder::Track track;
  static_assert(sizeof track == sizeof written, "the compiler's layout");
  std::memcpy(&track, &written, sizeof track);
  const unsigned char bytes[sizeof(Packet)] = {0x1f, 0x90};  // big-endian 8080
  Packet packet;
  std::memcpy(&packet, bytes, sizeof packet);

  const bool right =
      packet.port == 8080 && track.id == 7 && track.corners[3].x == 4 && track.corners[3].y == 3.5;
  std::puts(right ? "read" : "wrong");
  return right ? 0 : 1;
}
