// SPDX-License-Identifier: MIT
// The optimised library on a thread with a stack of 256 KiB, and the deepest, longest and worst of its inputs.
#include <pthread.h>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/buffer.h"
#include "pep3118/codegen.h"
#include "pep3118/pep3118.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// Frames that no compiler has optimised are several times as large.
#ifdef __OPTIMIZE__
constexpr std::size_t kStackBytes = std::size_t{256} << 10;
#else
constexpr std::size_t kStackBytes = std::size_t{2} << 20;
#endif

std::string Repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Runs on a thread of its own, whose stack ends the program when it is too small.
void OnSmallStack(std::function<void()> run) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, kStackBytes) == 0);
  pthread_t thread;
  const auto start = [](void* function) -> void* {
    (*static_cast<std::function<void()>*>(function))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, start, &run) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
}

void Print(const Layout& layout, const ast::Format& format, std::string_view text) {
  const NamedLayout named[] = {{"Point", &layout}};
  static_cast<void>(EmitHeader(named));
  for (const Language& language : Languages()) static_cast<void>(Emit(language, named));
  const Layout* const pointers[] = {&layout};
  constexpr std::size_t kMost = 1 << 22;
  static_cast<void>(LayoutTable(pointers, kMost));
  static_cast<void>(LayoutSvg(pointers, kMost));
  std::string json;
  AppendLayoutJson(layout, text, JsonStyle::kIndent, json, {}, kMost);
  json.clear();
  AppendAstJson(format, JsonStyle::kIndent, json, kMost);
  static_cast<void>(Lint(format, layout));
}

// Whether it has a layout.
bool Use(const std::string& text) {
  const Result<ast::Format> format = ParseFormat(text);
  if (!format) {
    static_cast<void>(Render(format.error(), text));
    return false;
  }
  static_cast<void>(PrintFormat(*format));
  bool has_layout = false;
  for (const Dialect dialect : {Dialect::kAuto, Dialect::kPep3118, Dialect::kCtypes}) {
    LayoutOptions options;
    options.dialect = dialect;
    const Result<Layout> layout = ComputeLayout(*format, options);
    if (!layout) continue;
    has_layout = true;
    options.itemsize = layout->itemsize();
    static_cast<void>(ComputeLayout(*format, options));
    if (dialect != Dialect::kAuto) continue;
    Print(*layout, *format, text);
    static_cast<void>(LayoutId(*layout));
    const Result<Layout> again = ComputeLayout(CanonicalText(*layout));
    if (again) static_cast<void>(Compare(*layout, *again));
    for (const LeafField& leaf : Leaves(*layout)) {
      static_cast<void>(Find(*layout, leaf.Path()));
      break;
    }
  }
  static_cast<void>(LayoutOf(text));
  return has_layout;
}

TEST_CASE("formats of every depth and length") {
  std::vector<std::string> formats;
  for (const std::size_t deep : {std::size_t{100}, std::size_t{101}}) {
    formats.push_back(Repeat("T{", deep) + "i:x:" + Repeat("}", deep));
    formats.push_back(Repeat("T<", deep) + "i:x:" + Repeat(">", deep));
    formats.push_back(Repeat("T{b(2)", deep - 1) + "T{d:x:}" + Repeat("}", deep - 1));
    formats.push_back(Repeat("&", deep) + "i");
    formats.push_back(Repeat("T{&", deep / 2) + "i" + Repeat("}", deep / 2));
    formats.push_back("X" + Repeat("{", deep) + Repeat("}", deep));
  }
  formats.push_back("(" + Repeat("1,", 63) + "2)i");
  formats.push_back("T{" + Repeat("b:n:", 1000) + "}");
  for (const char* text : {"x", "b", "i:n:", "T{", "T<", "(", "X{", "&", ":", "1", "T{}"})
    formats.push_back(Repeat(text, 2'000));
  std::size_t with_layout = 0;
  OnSmallStack([&] {
    for (const std::string& text : formats) with_layout += Use(text);
  });
  CHECK(with_layout > 7);
  CHECK(with_layout < formats.size());
}

TEST_CASE("other descriptions, as deep as they may be and deeper") {
  std::vector<std::string> texts;
  for (const std::size_t deep : {std::size_t{50}, std::size_t{400}, std::size_t{100'000}}) {
    texts.push_back(Repeat("[('x', ", deep) + "'i4'" + Repeat(")]", deep));
    texts.push_back(Repeat("{'a': ", deep) + "1" + Repeat("}", deep));
    texts.push_back(Repeat("[", deep) + Repeat("]", deep));
    texts.push_back(Repeat("(", deep) + Repeat(")", deep));
    texts.push_back(
        Repeat(R"({"itemsize": 4, "fields": [{"name": "x", "offset": 0, "type": )", deep));
  }
  OnSmallStack([&] {
    for (const std::string& text : texts) {
      static_cast<void>(LayoutOfDtype(text));
      static_cast<void>(LayoutOfFields(text));
      std::string npy("\x93NUMPY\2\0", 8);
      for (int byte = 0; byte < 4; ++byte) npy += static_cast<char>(text.size() >> (8 * byte));
      static_cast<void>(ReadNpyHeader(npy + text));
    }
  });
}

TEST_CASE("buffers of 64 dimensions") {
  bool described = false;
  OnSmallStack([&] {
    alignas(8) unsigned char memory[64] = {};
    std::array<std::ptrdiff_t, kMaxNdim> shape;
    shape.fill(1);
    Buffer buffer;
    buffer.buf = memory;
    buffer.len = 16;
    buffer.itemsize = 16;
    buffer.ndim = kMaxNdim;
    buffer.format = "T{i:x:4xd:y:}";
    buffer.shape = shape.data();
    buffer.readonly = false;
    const auto array = Describe(buffer, {memory, sizeof memory}, BufferAccess::kWrite);
    if (!array) return;
    const DynamicView view(*array);
    const auto column = view.column<double>("y");
    const auto conversion = Convert(array->shared_layout(), array->shared_layout());
    described = column.has_value() && conversion.has_value();
  });
  CHECK(described);
}

}  // namespace
}  // namespace pep3118
