// SPDX-License-Identifier: MIT
// A call of the C interface beside the C++ call that it makes.  Both are in one run: read the
// difference, not the time.
//
//   bazel run -c opt //bench:c_bench
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pep3118/buffer/description.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/lookup.h"

namespace {

constexpr std::string_view kFormat = "T{<i:id:<d:lat:<d:lon:<f:height:<Q:time:(3)<h:v:}";

void LookUpInCpp(benchmark::State& state) {
  for (auto _ : state) {
    auto layout = pep3118::LayoutOf(kFormat);
    benchmark::DoNotOptimize(layout);
  }
}
BENCHMARK(LookUpInCpp);

void LookUpInC(benchmark::State& state) {
  const pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_error error;
  pep3118_layout* layout = nullptr;
  for (auto _ : state) {
    pep3118_layout_of(kFormat.data(), kFormat.size(), &options, &layout, &error);
    benchmark::DoNotOptimize(layout);
    pep3118_layout_release(layout);
  }
}
BENCHMARK(LookUpInC);

void ItemsizeInCpp(benchmark::State& state) {
  const auto layout = pep3118::LayoutOf(kFormat);
  for (auto _ : state) benchmark::DoNotOptimize((*layout)->itemsize());
}
BENCHMARK(ItemsizeInCpp);

struct Handle {
  pep3118_layout* layout = nullptr;
  Handle() {
    const pep3118_options options = PEP3118_OPTIONS_INIT;
    pep3118_error error;
    pep3118_layout_of(kFormat.data(), kFormat.size(), &options, &layout, &error);
  }
  ~Handle() { pep3118_layout_release(layout); }
};

void ItemsizeInC(benchmark::State& state) {
  const Handle handle;
  for (auto _ : state) benchmark::DoNotOptimize(pep3118_layout_itemsize(handle.layout));
}
BENCHMARK(ItemsizeInC);

void FieldInCpp(benchmark::State& state) {
  const auto layout = pep3118::LayoutOf(kFormat);
  for (auto _ : state) {
    const pep3118::Field* field = &(*layout)->all()[3];
    benchmark::DoNotOptimize(field);
  }
}
BENCHMARK(FieldInCpp);

void FieldInC(benchmark::State& state) {
  const Handle handle;
  pep3118_error error;
  pep3118_field field;
  for (auto _ : state) {
    pep3118_layout_field(handle.layout, 3, &field, &error);
    benchmark::DoNotOptimize(field);
  }
}
BENCHMARK(FieldInC);

void FindInCpp(benchmark::State& state) {
  const auto layout = pep3118::LayoutOf(kFormat);
  for (auto _ : state) {
    auto place = pep3118::Find(**layout, "lon");
    benchmark::DoNotOptimize(place);
  }
}
BENCHMARK(FindInCpp);

void FindInC(benchmark::State& state) {
  const Handle handle;
  pep3118_error error;
  pep3118_place place;
  for (auto _ : state) {
    pep3118_layout_find(handle.layout, "lon", 3, &place, &error);
    benchmark::DoNotOptimize(place);
  }
}
BENCHMARK(FindInC);

constexpr std::ptrdiff_t kShape[1] = {100};
alignas(8) unsigned char memory[4'800];

void DescribeInCpp(benchmark::State& state) {
  const pep3118::Buffer buffer{memory, 3'800, 38, false, 1, kFormat.data(), kShape};
  for (auto _ : state) {
    auto described = pep3118::Describe(buffer, {memory, sizeof memory});
    benchmark::DoNotOptimize(described);
  }
}
BENCHMARK(DescribeInCpp);

void DescribeInC(benchmark::State& state) {
  const pep3118_buffer buffer{memory, 3'800, 38, kFormat.data(), kShape, nullptr, nullptr, 1, 0};
  const pep3118_memory known{memory, sizeof memory};
  const pep3118_options options = PEP3118_OPTIONS_INIT;
  const Handle handle;
  pep3118_geometry geometry;
  pep3118_error error;
  for (auto _ : state) {
    pep3118_buffer_check(&buffer, &known, &options, handle.layout, PEP3118_SAME_NAMES,
                         PEP3118_WRITE, &geometry, &error);
    benchmark::DoNotOptimize(geometry);
  }
}
BENCHMARK(DescribeInC);

}  // namespace
