// SPDX-License-Identifier: MIT
// What EmitHeader refuses, and the parts of a header that no golden shows.
#include "pep3118/codegen/header.h"

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Emitted {
  std::string text;
  HeaderError error;
};

Emitted Emit(std::string_view format, const std::string& name, const HeaderOptions& options = {},
             const char* target = "x86_64-linux-gnu") {
  LayoutOptions layout_options;
  layout_options.target = FindTarget(target);
  const Result<Layout> layout = ComputeLayout(format, layout_options);
  REQUIRE(layout);
  const NamedLayout named[] = {{name, &*layout}};
  Emitted emitted;
  Result<std::string, HeaderError> text = EmitHeader(named, options);
  if (text) {
    emitted.text = *std::move(text);
  } else {
    emitted.error = text.error();
  }
  return emitted;
}

TEST_CASE("what has no C++ type is refused with its place") {
  struct Row {
    const char* format;
    const char* name;
    ErrorKind kind;
  };
  const Row rows[] = {
      {"T{}", "Empty", ErrorKind::kNoCppType},
      {"(0)i", "None", ErrorKind::kNoCppType},
      {"T{(0)d:x:}", "None", ErrorKind::kNoCppType},
      {"i", "class", ErrorKind::kNoCppType},
      {"i", "x; int y", ErrorKind::kNoCppType},
      {"2305843009213693952s", "Big", ErrorKind::kSizeOverflow},
      {"T{2305843009213693951x:a:b:b:}", "Big", ErrorKind::kSizeOverflow},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.name) {
      const Emitted emitted = Emit(row.format, row.name);
      CHECK(emitted.text.empty());
      CHECK(emitted.error.kind == HeaderErrorKind::kRefused);
      CHECK(emitted.error.diagnostic.kind == row.kind);
      const auto size = static_cast<std::uint32_t>(std::string_view(row.format).size());
      CHECK(emitted.error.diagnostic.span == Span{0, size});
    }
  }
  CHECK_FALSE(Emit("2305843009213693951s", "Big").text.empty());
}

TEST_CASE("the limit of members is exact") {
  HeaderOptions options;
  options.max_fields = 3;
  CHECK_FALSE(Emit("T{b:a:b:b:b:c:}", "R", options).text.empty());
  const Emitted emitted = Emit("T{b:a:T{b:a:b:b:b:c:b:d:}:r:}", "R", options);
  CHECK(emitted.text.empty());
  CHECK(emitted.error.diagnostic.kind == ErrorKind::kTooManyMembers);
  CHECK(emitted.error.diagnostic.span.begin == 6);
}

TEST_CASE("a header says that it has no condition") {
  const std::string header = Emit("T{i:x:}", "P").text;
  CHECK(header.find("may be used, changed and distributed without any condition") !=
        std::string::npos);
}

TEST_CASE("a header includes no more than it needs") {
  CHECK(Emit("T{c:a:}", "R").text.find("#include <cstdint>") == std::string::npos);
  CHECK(Emit("T{i:a:}", "R").text.find("#include <cstdint>") != std::string::npos);
  CHECK(Emit("T{d:a:}", "R").text.find("#include <complex>") == std::string::npos);
  CHECK(Emit("T{Zd:a:}", "R").text.find("#include <complex>") != std::string::npos);
  CHECK(Emit("c", "Letter").text.find("#include") == std::string::npos);
  HeaderOptions options;
  options.include_runtime = true;
  const std::string text = Emit("T{>i:a:}", "R", options).text;
  CHECK(text.find("#include \"pep3118/runtime/big.h\"") != std::string::npos);
  CHECK(text.find("class big") == std::string::npos);
}

TEST_CASE("a header in the target's own byte order checks the compiler's") {
  const auto checks = [](std::string_view format, const char* target, std::string_view line) {
    return Emit(format, "R", {}, target).text.find(line) != std::string::npos;
  };
  CHECK(checks("T{i:a:}", "x86_64-linux-gnu", "__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__"));
  CHECK(checks("T{i:a:}", "s390x-linux-gnu", "__BYTE_ORDER__ != __ORDER_BIG_ENDIAN__"));
  CHECK(checks("T{g:a:}", "x86_64-linux-gnu", "__LDBL_MANT_DIG__ != 64"));
  CHECK(checks("T{g:a:}", "s390x-linux-gnu", "__LDBL_MANT_DIG__ != 113"));
  CHECK(checks("T{g:a:}", "powerpc64le-linux-gnu", "__LDBL_MANT_DIG__ != 106"));
  CHECK_FALSE(checks("T{g:a:}", "x86_64-pc-windows-msvc", "__LDBL_MANT_DIG__"));
  // Stored as little<double>, which any compiler reads, but described as `=d`, which not every one has.
  CHECK(checks("T{>i:a:<d:b:}", "x86_64-linux-gnu", "__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__"));
  CHECK_FALSE(checks("T{>i:a:>d:b:}", "x86_64-linux-gnu", "#error"));
  CHECK_FALSE(checks("T{b:a:5s:b:}", "x86_64-linux-gnu", "#error"));
}

TEST_CASE("a field without bytes is not a member but stays in the table") {
  const std::string text = Emit("T{i:a:(0)d:none:0s:empty:T{}:hollow:}", "R").text;
  CHECK(text.find(" none") == std::string::npos);
  CHECK(text.find("{\"none\", 8, 8, \"=d\", 1, shapes + 0}") != std::string::npos);
  CHECK(text.find("{\"empty\", 8, 0, \"0s\"}") != std::string::npos);
  CHECK(text.find("{\"hollow\", 8, 0, \"T{}\"}") != std::string::npos);
}

TEST_CASE("the same record is defined once, whatever it is called") {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  const Result<Layout> one = ComputeLayout("T{i:x:d:y:}", options);
  const Result<Layout> same = ComputeLayout("T<i:x:4xd:y:>", options);
  REQUIRE((one && same));
  const NamedLayout named[] = {{"A", &*one}, {"B", &*same}};
  const Result<std::string, HeaderError> emitted = EmitHeader(named);
  REQUIRE(emitted);
  const std::string& text = *emitted;
  constexpr std::string_view kGuard = "#define PEP3118_RECORD_";
  CHECK(text.find(kGuard) != std::string::npos);
  CHECK(text.find(kGuard) == text.rfind(kGuard));
  CHECK(text.find("using A = ") != std::string::npos);
  CHECK(text.find("using B = ") != std::string::npos);
}

TEST_CASE("the size of a type is proved once, whatever the number of its members") {
  const std::string text = Emit("T{b:a:b:b:(2)b:c:T{b:d:5s:e:}:r:}", "R").text;
  const auto count = [&](std::string_view line) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(line, at)) != std::string::npos; ++at) ++found;
    return found;
  };
  CHECK(count("static_assert(sizeof(std::int8_t) == 1);") == 1);
  CHECK(count("static_assert(sizeof(std::int8_t[2]) == 2);") == 1);
  CHECK(count("static_assert(sizeof(char[5]) == 5);") == 1);
  CHECK(count("static_assert(sizeof(type) == ") == 2);
  CHECK(count("static_assert(offsetof(type, ") == 6);
  CHECK(count("static_assert(") == 12);  // and of the inner record's type
}

TEST_CASE("a header is of layouts, and of one target") {
  CHECK(EmitHeader({}).error().kind == HeaderErrorKind::kNoLayouts);
  HeaderBuilder empty;
  CHECK(empty.Text().error().kind == HeaderErrorKind::kNoLayouts);

  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  const Result<Layout> one = ComputeLayout("T{i:x:}", options);
  options.target = FindTarget("s390x-linux-gnu");
  const Result<Layout> other = ComputeLayout("T{i:x:}", options);
  REQUIRE((one && other));
  const NamedLayout named[] = {{"A", &*one}, {"B", &*one}, {"C", &*other}, {"D", &*one}};
  const auto refused = EmitHeader(named);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == HeaderErrorKind::kSeveralTargets);
  CHECK(refused.error().index == 2);

  HeaderBuilder builder;
  for (const NamedLayout& layout : named) static_cast<void>(builder.Add(layout));
  CHECK(builder.Text().error().index == 2);
}

TEST_CASE("a header that would be too long is given up early") {
  const Result<Layout> layout = ComputeLayout("T{" + std::string(4000, 'b') + "}");
  REQUIRE(layout);
  const NamedLayout named[] = {{"A", &*layout}};
  const auto whole = EmitHeader(named);
  REQUIRE(whole);
  const std::size_t bytes = whole->size();
  CHECK(EmitHeader(named, {.bytes = bytes}));
  const auto refused = EmitHeader(named, {.bytes = bytes - 1});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == HeaderErrorKind::kTooLong);
  CHECK(refused.error().index == 0);

  // The second layout is not added any more.
  HeaderBuilder builder({.bytes = 1000});
  REQUIRE(builder.Add(named[0]));
  const std::optional<HeaderError> again = builder.Add({"class", &*layout});
  REQUIRE(again);
  CHECK(again->kind == HeaderErrorKind::kTooLong);
}

TEST_CASE("what users may call their types and namespaces") {
  for (std::string_view name : {"Point", "point_2", "final", "x_"}) {
    DYNAMIC_SECTION(name) { CHECK(IsUsableIdentifier(name)); }
  }
  for (std::string_view name : {"", "1", "_x", "_X", "a__b", "class", "errno", "std", "a b", "a;",
                                "\xc3\xa9", "a::b", "printf", "int32_t", "pep3118", "x\n", "I"}) {
    DYNAMIC_SECTION("not " << name) { CHECK_FALSE(IsUsableIdentifier(name)); }
  }
  CHECK_FALSE(IsUsableIdentifier(std::string(256, 'x')));
  CHECK(IsUsableNamespace("my"));
  CHECK(IsUsableNamespace("my::records::v2"));
  for (std::string_view name : {"", "::my", "my::", "my:::a", "my:a", "std::x", "my::_x", "a b"}) {
    DYNAMIC_SECTION("no namespace " << name) { CHECK_FALSE(IsUsableNamespace(name)); }
  }
}

}  // namespace
}  // namespace pep3118
