// SPDX-License-Identifier: MIT
// Bind (buffer/bind.h): a buffer with the struct's own text, one with a spelling that was accepted
// through before, and one whose format must be read.  The goals are 15 ns for the first two, and
// twice Cython's raw check (56, 162 and 1,825 ns for 2, 10 and 100 fields) for the third.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/buffer/bind.h"
#include "pep3118/layout/compute.h"

namespace {

using pep3118::Bind;
using pep3118::Buffer;

struct Two {
  std::int32_t id;
  double lat;
};
struct Ten {
  std::int32_t id;
  double lat, lon;
  float height;
  std::int16_t heading, speed;
  std::uint8_t kind;
  char name[5];
  std::uint64_t time;
  std::int32_t flags;
};

}  // namespace

PEP3118_RECORD(Two, id, lat);
PEP3118_RECORD(Ten, id, lat, lon, height, heading, speed, kind, name, time, flags);

namespace {

constexpr std::string_view kTenFields[] = {"i:id",    "d:lat",  "d:lon",   "f:height", "h:heading",
                                           "h:speed", "B:kind", "5s:name", "Q:time",   "i:flags"};

// As an exporter writes it that leaves padding to `@`; `repeat` 10 gives a hundred names.
std::string TenFields(int repeat) {
  std::string text = "T{";
  for (int i = 0; i < repeat; ++i) {
    for (const std::string_view field : kTenFields) {
      text += field;
      if (repeat > 1) text += std::to_string(i);
      text += ':';
    }
  }
  return text + '}';
}

template <class Record>
Buffer BufferOf(std::array<Record, 4>& items, const char* format) {
  static constexpr std::ptrdiff_t shape[] = {4};
  Buffer buffer;
  buffer.buf = items.data();
  buffer.len = sizeof items;
  buffer.itemsize = sizeof(Record);
  buffer.readonly = false;
  buffer.format = format;
  buffer.shape = shape;
  return buffer;
}

template <class Record>
void Hit(benchmark::State& state, const char* format) {
  std::array<Record, 4> items{};
  const Buffer buffer = BufferOf(items, format);
  for (auto _ : state) {
    auto view = Bind<Record, 1>(buffer);
    if (!view) state.SkipWithError("refused");
    benchmark::DoNotOptimize(view);
  }
}

void BM_HitTwo(benchmark::State& state, const char* format) { Hit<Two>(state, format); }
void BM_HitTen(benchmark::State& state, const char* format) { Hit<Ten>(state, format); }

void Read(benchmark::State& state, pep3118::internal::RecordMatcher& matcher,
          const std::string& format, std::size_t itemsize, bool expected = true) {
  const pep3118::internal::RecordMatcher::Question question{
      format.c_str(), static_cast<std::ptrdiff_t>(itemsize), false, {}};
  for (auto _ : state) {
    if (matcher.FormatMatches(question) != expected) state.SkipWithError("the other answer");
  }
}

void BM_ReadTwo(benchmark::State& state) {
  Read(state, pep3118::internal::matcher<Two>, "T{i:id:d:lat:}", sizeof(Two));
}
void BM_ReadTen(benchmark::State& state) {
  Read(state, pep3118::internal::matcher<Ten>, TenFields(1), sizeof(Ten));
}
void BM_ReadHundred(benchmark::State& state) {
  const std::string format = TenFields(10);
  // No struct written by hand has that many members: Bind with a format alone.
  const auto itemsize = static_cast<std::size_t>(pep3118::ComputeLayout(format)->itemsize());
  pep3118::internal::RecordMatcher matcher({nullptr, format.c_str(), itemsize, 8, nullptr, 0});
  Read(state, matcher, format, itemsize);
}

// Formats of ten fields that are not those of the struct: one has another name, byte order, type or
// place, or is missing.
void BM_NoTen(benchmark::State& state, const char* from, const char* to) {
  std::string format = TenFields(1);
  format.replace(format.find(from), std::string_view(from).size(), to);
  Read(state, pep3118::internal::matcher<Ten>, format, sizeof(Ten), false);
}
void BM_AdmitsNoTen(benchmark::State& state) {
  std::array<Ten, 4> items{};
  std::string format = TenFields(1);
  format.replace(format.find(":flags"), 6, ":fLags");
  const Buffer buffer = BufferOf(items, format.c_str());
  for (auto _ : state) {
    if (pep3118::Admits<Ten, 1>(buffer)) state.SkipWithError("admitted");
  }
}

const std::string kSpelling = TenFields(1);

BENCHMARK_CAPTURE(BM_HitTwo, own_text, pep3118::FormatOf<Two>());
BENCHMARK_CAPTURE(BM_HitTen, own_text, pep3118::FormatOf<Ten>());
BENCHMARK_CAPTURE(BM_HitTwo, spelling, "T{i:id:d:lat:}");
BENCHMARK_CAPTURE(BM_HitTen, spelling, kSpelling.c_str());
BENCHMARK(BM_ReadTwo);
BENCHMARK(BM_ReadTen);
BENCHMARK(BM_ReadHundred);
BENCHMARK_CAPTURE(BM_NoTen, name, ":flags", ":fLags");
BENCHMARK_CAPTURE(BM_NoTen, byte_order, "i:flags", ">i:flags");
BENCHMARK_CAPTURE(BM_NoTen, kind, "i:flags", "f:flags");
BENCHMARK_CAPTURE(BM_NoTen, last_missing, "i:flags:", "");
BENCHMARK_CAPTURE(BM_NoTen, place, "d:lat:", "d:lat:x");
BENCHMARK(BM_AdmitsNoTen);

}  // namespace
