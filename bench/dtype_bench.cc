// SPDX-License-Identifier: MIT
// Dtype texts of ten fields to layouts.  Goal: at most 3 microseconds each.
//
//   bazel run -c opt //bench:dtype_bench
#include <benchmark/benchmark.h>

#include <string_view>

#include "pep3118/dtype/dtype.h"

namespace pep3118 {
namespace {

constexpr std::string_view kTexts[] = {
    // a list
    "[('x', '<f4'), ('y', '<f4'), ('z', '<f4'), ('intensity', '<f4'), ('ring', '<u2'), ('time', "
    "'<f8'), ('id', '<i4'), ('flags', 'u1'), ('cov', '<f8', (3,)), ('name', 'S16')]",
    // a dict
    "{'names': ['x', 'y', 'z', 'intensity', 'ring', 'time', 'id', 'flags', 'cov', 'name'], "
    "'formats': ['<f4', '<f4', '<f4', '<f4', '<u2', '<f8', '<i4', 'u1', ('<f8', (3,)), 'S16'], "
    "'offsets': [0, 4, 8, 16, 20, 24, 32, 36, 40, 64], 'itemsize': 80}",
    // a comma string
    "f4,f4,f4,f4,u2,f8,i4,u1,(3,)f8,S16",
};

void Dtype(benchmark::State& state) {
  const std::string_view text = kTexts[state.range(0)];
  for (auto _ : state) {
    Result<Layout> layout = LayoutOfDtype(text);
    if (!layout) state.SkipWithError("refused");
    benchmark::DoNotOptimize(layout);
  }
}
BENCHMARK(Dtype)->DenseRange(0, 2);

}  // namespace
}  // namespace pep3118
