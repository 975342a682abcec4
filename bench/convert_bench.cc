// SPDX-License-Identifier: MIT
// Conversions beside the loops that one would write by hand, and beside memcpy.  Each pair is in one
// run: read the ratio, not the time.
//
//   bazel run -c opt //bench:convert_bench
#include <benchmark/benchmark.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "pep3118/buffer/convert.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/convert_records.h"
#include "pep3118/buffer/copy_columns.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/dynamic_view.h"
#include "pep3118/buffer/view.h"
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

// ---- a column of 10^6 rows; state.range(0): bytes of each item after the field

constexpr std::ptrdiff_t kRows = 1'000'000;

struct Items {
  Items(benchmark::State& state, const std::string& code, std::ptrdiff_t size)
      : stride(size + state.range(0)), bytes(static_cast<std::size_t>(kRows * stride), 0x41) {
    format = "T{" + code + ":x:" + std::to_string(state.range(0)) + "s:rest:}";
    pep3118::Buffer buffer;
    buffer.buf = bytes.data();
    buffer.len = kRows * stride;
    buffer.itemsize = stride;
    buffer.format = format.c_str();
    buffer.shape = &kRows;
    const auto described = pep3118::Describe(buffer, {bytes.data(), bytes.size()});
    if (described) {
      array = *described;
    } else {
      state.SkipWithError("refused");
    }
  }
  std::ptrdiff_t stride;
  std::vector<unsigned char> bytes;
  std::string format;
  pep3118::Description array;
};

template <class T>
void CopyColumn(benchmark::State& state, const Items& items) {
  const pep3118::DynamicView<> view(items.array);
  const auto column = view.column<T>("x");
  if (!column) return state.SkipWithError("refused");
  std::vector<T> out(kRows);
  for (auto _ : state) {
    column->CopyTo(out);
    benchmark::ClobberMemory();
  }
}

[[gnu::noinline]] void FloatsByHand(const unsigned char* from, std::ptrdiff_t stride, double* to) {
  for (std::ptrdiff_t i = 0; i < kRows; ++i) {
    float value;
    std::memcpy(&value, from + i * stride, sizeof value);
    to[i] = value;
  }
}
[[gnu::noinline]] void ShortsByHand(const unsigned char* from, std::ptrdiff_t stride,
                                    std::int64_t* to) {
  for (std::ptrdiff_t i = 0; i < kRows; ++i) to[i] = Swapped<std::int16_t>(from + i * stride);
}

void BM_FloatsByHand(benchmark::State& state) {
  const Items items(state, "<f", 4);
  std::vector<double> out(kRows);
  for (auto _ : state) {
    FloatsByHand(items.bytes.data(), items.stride, out.data());
    benchmark::ClobberMemory();
  }
}
void BM_FloatsCopyTo(benchmark::State& state) { CopyColumn<double>(state, {state, "<f", 4}); }
void BM_ShortsByHand(benchmark::State& state) {
  const Items items(state, ">h", 2);
  std::vector<std::int64_t> out(kRows);
  for (auto _ : state) {
    ShortsByHand(items.bytes.data(), items.stride, out.data());
    benchmark::ClobberMemory();
  }
}
void BM_ShortsCopyTo(benchmark::State& state) { CopyColumn<std::int64_t>(state, {state, ">h", 2}); }
// Three columns of the records above, one after the other and in one walk.
struct Columns {
  explicit Columns(benchmark::State& state)
      : records(state), lat(records.count), lon(lat), speed(lat) {
    static std::ptrdiff_t shape[1];
    shape[0] = static_cast<std::ptrdiff_t>(records.count);
    pep3118::Buffer buffer;
    buffer.buf = records.from.data();
    buffer.len = shape[0] * 40;
    buffer.itemsize = 40;
    buffer.format = pep3118::FormatOf<Wire>();
    buffer.shape = shape;
    array = *pep3118::DescribeUnchecked(buffer);
  }
  Records records;
  std::vector<double> lat, lon, speed;
  pep3118::UncheckedDescription array;
};
void BM_ColumnsOneByOne(benchmark::State& state) {
  Columns to(state);
  const pep3118::UncheckedDynamicView view(to.array);
  const auto lat = view.column<double>("lat");
  const auto lon = view.column<double>("lon");
  const auto speed = view.column<double>("speed");
  for (auto _ : state) {
    lat->CopyTo(to.lat);
    lon->CopyTo(to.lon);
    speed->CopyTo(to.speed);
    benchmark::ClobberMemory();
  }
}
void BM_ColumnsInOneWalk(benchmark::State& state) {
  Columns to(state);
  const pep3118::UncheckedDynamicView view(to.array);
  const auto lat = view.column<double>("lat");
  const auto lon = view.column<double>("lon");
  const auto speed = view.column<double>("speed");
  for (auto _ : state) {
    pep3118::CopyColumns(pep3118::ColumnCopy(*lat, to.lat), pep3118::ColumnCopy(*lon, to.lon),
                         pep3118::ColumnCopy(*speed, to.speed));
    benchmark::ClobberMemory();
  }
}

void BM_FloatsIterate(benchmark::State& state) {
  const Items items(state, "<f", 4);
  const auto column = pep3118::DynamicView(items.array).column<double>("x");
  if (!column) return state.SkipWithError("refused");
  for (auto _ : state) {
    double sum = 0;
    for (const double value : *column) sum += value;
    benchmark::DoNotOptimize(sum);
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
BENCHMARK(BM_ColumnsOneByOne)->Arg(kInMemory);
BENCHMARK(BM_ColumnsInOneWalk)->Arg(kInMemory);
BENCHMARK(BM_FloatsByHand)->Arg(0)->Arg(36);
BENCHMARK(BM_FloatsCopyTo)->Arg(0)->Arg(36);
BENCHMARK(BM_FloatsIterate)->Arg(0)->Arg(36);
BENCHMARK(BM_ShortsByHand)->Arg(0)->Arg(38);
BENCHMARK(BM_ShortsCopyTo)->Arg(0)->Arg(38);

}  // namespace
