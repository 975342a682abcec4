// SPDX-License-Identifier: MIT
// Loops over a view beside the pointer loops that one would write by hand, to be counted by
// callgrind (bench/view_loops.sh).  Each function is one loop over 1000 records of 40 bytes and is
// called a fixed number of times, so that its instructions are a line of their own in the profile.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "pep3118/buffer/view.h"
#include "pep3118/runtime/big.h"

namespace {

using pep3118::big;
using pep3118::UncheckedView;

struct Record {
  std::int32_t id;
  float weight;
  double lat;
  double lon;
  big<double> height;
  big<std::int32_t> count;
  std::int32_t flags;
};
static_assert(sizeof(Record) == 40);

using Records = UncheckedView<const Record, 1>;

// The address, extent and stride of a buffer, as a hand-written loop gets them.
struct Raw {
  const char* base;
  std::ptrdiff_t count;
  std::ptrdiff_t stride;
};

const Record& At(const char* item) { return *reinterpret_cast<const Record*>(item); }

#define LOOP [[gnu::noinline]] double

LOOP OneFieldByHand(Raw raw) {
  double sum = 0;
  const char* item = raw.base;
  for (std::ptrdiff_t i = 0; i < raw.count; ++i, item += raw.stride) sum += At(item).lat;
  return sum;
}
LOOP OneFieldByView(const Records& view) {
  double sum = 0;
  for (const Record& record : view) sum += record.lat;
  return sum;
}
LOOP OneFieldByIndex(const Records& view) {
  double sum = 0;
  for (std::ptrdiff_t i = 0; i < view.extent(0); ++i) sum += view(i).lat;
  return sum;
}
LOOP OneFieldByColumn(const Records& view) {
  double sum = 0;
  for (const double lat : view.column(&Record::lat)) sum += lat;
  return sum;
}

LOOP ThreeFieldsByHand(Raw raw) {
  double sum = 0;
  const char* item = raw.base;
  for (std::ptrdiff_t i = 0; i < raw.count; ++i, item += raw.stride)
    sum += At(item).lat * At(item).lon + At(item).weight;
  return sum;
}
LOOP ThreeFieldsByView(const Records& view) {
  double sum = 0;
  for (const Record& record : view) sum += record.lat * record.lon + record.weight;
  return sum;
}

double FromBigEndian(const char* place) {
  std::uint64_t bits;
  std::memcpy(&bits, place, sizeof bits);
  bits = __builtin_bswap64(bits);
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
LOOP BigEndianByHand(Raw raw) {
  double sum = 0;
  const char* item = raw.base + offsetof(Record, height);
  for (std::ptrdiff_t i = 0; i < raw.count; ++i, item += raw.stride) sum += FromBigEndian(item);
  return sum;
}
LOOP BigEndianByView(const Records& view) {
  double sum = 0;
  for (const Record& record : view) sum += record.height;
  return sum;
}

LOOP ExtractByHand(Raw raw, double* out) {
  const char* item = raw.base;
  for (std::ptrdiff_t i = 0; i < raw.count; ++i, item += raw.stride) out[i] = At(item).lon;
  return out[0];
}
LOOP ExtractByView(const Records& view, double* out) {
  for (const Record& record : view) *out++ = record.lon;
  return 0;
}

}  // namespace

int main() {
  constexpr std::size_t kRecords = 1000;
  constexpr int kRounds = 100;
  std::vector<Record> records(kRecords);
  for (std::size_t i = 0; i < kRecords; ++i) {
    records[i] = {static_cast<int>(i), 1, 2, 3, 4.0, 5, 6};
  }
  // Through a volatile, so that the compiler knows neither stride nor count.
  volatile std::ptrdiff_t stride = sizeof(Record);
  volatile std::ptrdiff_t count = kRecords;
  const Records view(records.data(), {count}, {stride});
  const Raw raw{reinterpret_cast<const char*>(records.data()), count, stride};
  std::vector<double> out(kRecords);

  double hand = 0;
  double viewed = 0;
  for (int round = 0; round < kRounds; ++round) {
    hand += OneFieldByHand(raw) * 3 + ThreeFieldsByHand(raw) + BigEndianByHand(raw);
    viewed += OneFieldByView(view) + OneFieldByIndex(view) + OneFieldByColumn(view);
    viewed += ThreeFieldsByView(view) + BigEndianByView(view);
    ExtractByHand(raw, out.data());
    hand += out.back();
    ExtractByView(view, out.data());
    viewed += out.back();
  }
  if (hand != viewed) {
    std::fputs("the loops disagree\n", stderr);
    return 1;
  }
  return 0;
}
