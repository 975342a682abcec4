// SPDX-License-Identifier: MIT
// Every allocation of the library fails once: an exception comes out, nothing leaks, and the next
// call answers as if nothing had been.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/buffer.h"
#include "pep3118/codegen.h"
#include "pep3118/pep3118.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/failing_allocations.h"

namespace pep3118 {
namespace {

constexpr char kNpyHeader[] =
    "\x93NUMPY\1\0\x41\0{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (3,)}\n";
constexpr char kFormat[] = "T{i:x:xxxxd:y:(2,3)T{<h:a_rather_long_name_of_a_field:B:b:}:records:}";

void ParseAndPrint() {
  const Result<ast::Format> format = ParseFormat(kFormat);
  if (format) static_cast<void>(PrintFormat(*format));
}

void Refuse() {
  const Result<Layout> layout = ComputeLayout("T{i:x:d:y:", {.itemsize = 16});
  if (!layout) static_cast<void>(Render(layout.error(), "T{i:x:d:y:"));
}

void ComputeInEveryDialect() {
  for (const Dialect dialect : Dialects()) {
    LayoutOptions options{.itemsize = 40};
    options.dialect = dialect;
    static_cast<void>(ComputeLayout(kFormat, options));
  }
}

void LookUp() {
  LayoutCache cache({.entries = 2, .bytes = 1 << 20});
  LayoutCache::Reader reader(cache);
  for (const char* format : {"T{i:x:}", kFormat, "T{i:x:}", "T{i:x:}", "d", "T{i:x:}"}) {
    static_cast<void>(cache.LayoutOf(format));
    static_cast<void>(reader.Borrow(format));
  }
}

void PrintLayout() {
  const Result<Layout> layout = ComputeLayout(kFormat);
  if (!layout) return;
  const NamedLayout named[] = {{"Point", &*layout}};
  static_cast<void>(EmitHeader(named));
  std::string json;
  AppendLayoutJson(*layout, kFormat, JsonStyle::kIndent, json);
  const Layout* const pointers[] = {&*layout};
  static_cast<void>(LayoutTable(pointers));
  static_cast<void>(LayoutSvg(pointers));
  static_cast<void>(LayoutId(*layout));
}

void EmitInEveryLanguage() {
  const Result<Layout> layout = ComputeLayout(kFormat);
  if (!layout) return;
  const NamedLayout named[] = {{"Point", &*layout}};
  for (const Language& language : Languages()) static_cast<void>(Emit(language, named));
}

void ReadOtherDescriptions() {
  static_cast<void>(
      LayoutOfDtype("[('t', '<M8[ns]'), ('v', '<f4', (2, 3)), ('n', [('a', '>u8')])]"));
  static_cast<void>(
      LayoutOfDtype("{'names': ['x', 'y'], 'formats': ['f4', 'i8'], 'offsets': [8, 0]}"));
  static_cast<void>(LayoutOfDtype("[('x', 'f3')]"));
  static_cast<void>(
      LayoutOfFields(R"({"itemsize": 8, "fields": [{"name": "x", "type": "<f4", "offset": 0}]})"));
  static_cast<void>(LayoutOfFields(R"({"itemsize": 8, "fields": [{"name": "x"}]})"));
  static_cast<void>(ReadNpyHeader({kNpyHeader, sizeof kNpyHeader - 1}));
}

void LintAndExplain() {
  const Result<ast::Format> format = ParseFormat(kFormat);
  const Result<Layout> layout = ComputeLayout(kFormat);
  if (!format || !layout) return;
  static_cast<void>(Lint(*format, *layout));
  static_cast<void>(CanonicalText(*layout));
  std::string json;
  AppendAstJson(*format, JsonStyle::kIndent, json);
}

void CompareLayouts() {
  const Result<Layout> a = ComputeLayout(kFormat);
  const Result<Layout> b = ComputeLayout("T{i:x:f:z:h:y:}");
  if (!a || !b) return;
  const Comparison comparison = Compare(*a, *b);
  static_cast<void>(DiffText(comparison, *a, *b));
  std::string json;
  AppendDiffJson(comparison, {*a, kFormat, {}}, {*b, "", {}}, JsonStyle::kLine, json);
}

void FindPlaces() {
  const Result<Layout> layout = ComputeLayout(kFormat);
  if (!layout) return;
  static_cast<void>(Find(*layout, "records[1][2].b"));
  static_cast<void>(Find(*layout, "records.b"));
  for (const LeafField& leaf : Leaves(*layout)) static_cast<void>(leaf.Path());
}

void BindAndDescribe() {
  alignas(8) unsigned char memory[64] = {};
  const std::ptrdiff_t shape[] = {2};
  Buffer buffer;
  buffer.buf = memory;
  buffer.len = 32;
  buffer.itemsize = 16;
  buffer.ndim = 1;
  buffer.format = "T{i:x:d:y:}";
  buffer.shape = shape;
  const auto array = Describe(buffer, {memory, sizeof memory});
  if (array) {
    const DynamicView view(*array);
    const auto column = view.column<double>("y");
    std::vector<double> values(2);
    if (column) column->CopyTo(values);
    static_cast<void>(view.column<bool>("y"));
  }
  const auto doubles = Bind<const double, 1>(buffer, {memory, sizeof memory});
  if (!doubles) static_cast<void>(Render(doubles.error()));
}

void ConvertAndWrite() {
  alignas(8) unsigned char from[32] = {};
  alignas(8) unsigned char to[64] = {};
  const std::ptrdiff_t shape[] = {2, 1};
  Buffer buffer;
  buffer.buf = from;
  buffer.len = 24;
  buffer.itemsize = 12;
  buffer.ndim = 2;
  buffer.format = "T{!i:x:!d:y:}";
  buffer.shape = shape;
  const auto input = Describe(buffer, {from, sizeof from});
  buffer.buf = to;
  buffer.len = 64;
  buffer.itemsize = 32;
  buffer.readonly = false;
  buffer.format = "T{i:x:d:y:(2)T{d:z:}:r:}";
  const auto output = Describe(buffer, {to, sizeof to}, BufferAccess::kWrite);
  if (!input || !output) return;
  ConversionOptions options;
  const auto refused = Convert(input->shared_layout(), output->shared_layout(), options);
  if (!refused) static_cast<void>(Render(refused.error()));
  options.keep_missing = true;
  const auto conversion = Convert(input->shared_layout(), output->shared_layout(), options);
  if (conversion) static_cast<void>(conversion->Run(*input, *output));
  const DynamicView view(*output);
  static_cast<void>(view.names());
  const auto writer = view.writer<float>("r.z");
  if (writer) static_cast<void>(writer->CopyFrom(std::vector<float>(4)));
  const auto stored = view.view<const double>("r.z");
  if (!stored) static_cast<void>(stored.error().message);
}

TEST_CASE("what the runs read is read") {
  CHECK(ComputeLayout(kFormat));
  CHECK(ReadNpyHeader({kNpyHeader, sizeof kNpyHeader - 1}));
}

TEST_CASE("a failed allocation leaves nothing behind") {
  struct Row {
    const char* what;
    void (*run)();
  };
  const Row rows[] = {
      {"convert and write", ConvertAndWrite},
      {"parse and print", ParseAndPrint},
      {"refuse", Refuse},
      {"compute", ComputeInEveryDialect},
      {"look up", LookUp},
      {"header, JSON, table", PrintLayout},
      {"emit", EmitInEveryLanguage},
      {"dtype, npy, fields", ReadOtherDescriptions},
      {"lint, canonical, tree", LintAndExplain},
      {"compare", CompareLayouts},
      {"find", FindPlaces},
      {"bind and describe", BindAndDescribe},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      // What is made once for the process, and what the cache of this thread keeps.
      for (int i = 0; i < 4; ++i) row.run();
      const std::int64_t before = live_allocations;
      std::int64_t n = 0;
      while (live_allocations == before && FailsAllocation(n, row.run)) ++n;
      CHECK(live_allocations == before);
      CHECK(n > 3);
    }
  }
}

TEST_CASE("a cache answers and counts as before after every failed allocation") {
  int failures = 0;
  for (std::int64_t n = 0;; ++n) {
    LayoutCache cache;
    REQUIRE(cache.LayoutOf("d"));
    const std::size_t bytes = cache.statistics().bytes;
    const bool failed = FailsAllocation(n, [&] { static_cast<void>(cache.LayoutOf(kFormat)); });
    failures += failed;
    const auto after = cache.statistics();
    CHECK(after.entries == (failed ? 1 : 2));
    if (failed) CHECK(after.bytes == bytes);
    // It still keeps what it is asked for, and gives one object for one layout.
    const auto first = cache.LayoutOf(kFormat);
    const auto second = cache.LayoutOf(kFormat);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(&**first == &**second);
    CHECK(cache.statistics().entries == 2);
    CHECK(cache.statistics().bytes < 10'000);
    cache.Clear();
    CHECK(cache.statistics().bytes == 0);
    if (!failed) break;
  }
  CHECK(failures > 10);
}

}  // namespace
}  // namespace pep3118
