// SPDX-License-Identifier: MIT
// Conversions beside the loops that one would write by hand, and beside memcpy.  Each pair is in one
// run: read the ratio, not the time.
//
//   bazel run -c opt //bench:convert_bench
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "pep3118/buffer/convert.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/convert_records.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/record.h"

namespace {

using pep3118::big;

// 40 bytes, packed, big-endian.
struct Wire {
  big<std::uint32_t> id;
  big<double> lat;
  big<double> lon;
  big<float> height;
  big<std::uint64_t> time;
  big<std::int16_t> heading;
  big<std::int16_t> speed;
  std::uint8_t kind;
  char mode[3];
};
static_assert(sizeof(Wire) == 40);

// 48 bytes, as a compiler places them.
struct Native {
  std::uint32_t id;
  double lat;
  double lon;
  float height;
  std::uint64_t time;
  std::int16_t heading;
  std::int16_t speed;
  std::uint8_t kind;
  char mode[3];
};
static_assert(sizeof(Native) == 48);

}  // namespace

PEP3118_RECORD(Wire, id, lat, lon, height, time, heading, speed, kind, mode);
PEP3118_RECORD(Native, id, lat, lon, height, time, heading, speed, kind, mode);

namespace {

template <class T>
T Swapped(const unsigned char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  if constexpr (sizeof(T) == 2) {
    value = static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(value)));
  } else if constexpr (std::is_same_v<T, double>) {
    value = std::bit_cast<double>(__builtin_bswap64(std::bit_cast<std::uint64_t>(value)));
  } else if constexpr (std::is_same_v<T, float>) {
    value = std::bit_cast<float>(__builtin_bswap32(std::bit_cast<std::uint32_t>(value)));
  } else if constexpr (sizeof(T) == 4) {
    value = static_cast<T>(__builtin_bswap32(value));
  } else {
    value = static_cast<T>(__builtin_bswap64(value));
  }
  return value;
}

[[gnu::noinline]] void ByHand(const unsigned char* from, std::size_t count, Native* to) {
  for (std::size_t i = 0; i < count; ++i, from += 40, ++to) {
    to->id = Swapped<std::uint32_t>(from);
    to->lat = Swapped<double>(from + 4);
    to->lon = Swapped<double>(from + 12);
    to->height = Swapped<float>(from + 20);
    to->time = Swapped<std::uint64_t>(from + 24);
    to->heading = Swapped<std::int16_t>(from + 32);
    to->speed = Swapped<std::int16_t>(from + 34);
    to->kind = from[36];
    std::memcpy(to->mode, from + 37, 3);
  }
}

[[gnu::noinline]] void Compiled(const pep3118::View<const Wire, 1>& from,
                                const pep3118::View<Native, 1>& to) {
  pep3118::ConvertRecords(from, to);
}

pep3118::internal::Plan PlanFor(pep3118::internal::ByteMover mover) {
  pep3118::internal::Plan plan;
  pep3118::ConversionReport report;
  const auto layout = [](const pep3118::internal::RecordFacts& facts) {
    return pep3118::internal::LayoutOfRecord(facts);
  };
  pep3118::internal::MakePlan(layout(pep3118::internal::FactsOfRecord<Wire>()),
                              layout(pep3118::internal::FactsOfRecord<Native>()), {}, mover, plan,
                              report);
  return plan;
}

struct Records {
  explicit Records(benchmark::State& state)
      : count(static_cast<std::size_t>(state.range(0))), from(count), to(count) {
    for (std::size_t i = 0; i < count; ++i) std::memset(&from[i], static_cast<int>(i & 0x3f), 40);
  }
  std::size_t count;
  std::vector<Wire> from;
  std::vector<Native> to;
};

void BM_RecordsByHand(benchmark::State& state) {
  Records records(state);
  for (auto _ : state) {
    ByHand(reinterpret_cast<const unsigned char*>(records.from.data()), records.count,
           records.to.data());
    benchmark::ClobberMemory();
  }
}

void BM_RecordsCompiled(benchmark::State& state) {
  Records records(state);
  for (auto _ : state) {
    Compiled(pep3118::View<const Wire, 1>(records.from), pep3118::View<Native, 1>(records.to));
    benchmark::ClobberMemory();
  }
}

void BM_RecordsPlan(benchmark::State& state, pep3118::internal::ByteMover mover) {
  Records records(state);
  const pep3118::internal::Plan plan = PlanFor(mover);
  const std::ptrdiff_t shape[] = {static_cast<std::ptrdiff_t>(records.count)};
  const std::ptrdiff_t from_strides[] = {40};
  const std::ptrdiff_t to_strides[] = {48};
  for (auto _ : state) {
    pep3118::internal::Stop stop;
    pep3118::internal::RunPlan(
        plan, shape, {reinterpret_cast<unsigned char*>(records.from.data()), from_strides},
        {reinterpret_cast<unsigned char*>(records.to.data()), to_strides}, false, stop);
    benchmark::ClobberMemory();
  }
}

// As many bytes as a conversion reads and writes, half of each.
void BM_RecordsMemcpy(benchmark::State& state) {
  std::vector<unsigned char> from(static_cast<std::size_t>(state.range(0)) * 44, 1);
  std::vector<unsigned char> to(from.size());
  for (auto _ : state) {
    std::memcpy(to.data(), from.data(), from.size());
    benchmark::ClobberMemory();
  }
}

using pep3118::internal::ByteMover;
constexpr int kInCache = 200;       // 17 KB
constexpr int kInMemory = 4 << 20;  // 350 MB

BENCHMARK(BM_RecordsByHand)->Arg(kInCache)->Arg(kInMemory);
BENCHMARK(BM_RecordsCompiled)->Arg(kInCache)->Arg(kInMemory);
BENCHMARK_CAPTURE(BM_RecordsPlan, plain, ByteMover::kPlain)->Arg(kInCache)->Arg(kInMemory);
BENCHMARK_CAPTURE(BM_RecordsPlan, best, pep3118::internal::BestByteMover())
    ->Arg(kInCache)
    ->Arg(kInMemory);
BENCHMARK(BM_RecordsMemcpy)->Arg(kInMemory);

}  // namespace
