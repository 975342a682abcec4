// SPDX-License-Identifier: MIT
// The C interface says what the C++ library says, of every recorded format and of broken ones.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/buffer/bind_report.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"

namespace pep3118 {
namespace {

// A handle for as long as the test needs it.
struct Handle {
  pep3118_layout* layout = nullptr;
  pep3118_error error{};
  pep3118_status status = PEP3118_OK;

  explicit Handle(std::string_view format, std::int64_t itemsize = -1) {
    pep3118_options options = PEP3118_OPTIONS_INIT;
    options.itemsize = itemsize;
    status = pep3118_layout_of(format.data(), format.size(), &options, &layout, &error);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { pep3118_layout_release(layout); }
};

// What the arrays of pep3118_error hold of a longer text.
template <std::size_t N>
bool HoldsText(const char (&array)[N], std::string_view text) {
  if (std::memchr(array, '\0', N) == nullptr) return false;
  const std::string_view held(array);
  if (text.size() < N) return held == text;
  return held.size() == N - 1 && held.ends_with("...") &&
         text.starts_with(held.substr(0, held.size() - 3));
}

void CheckFields(const pep3118_layout* handle, const Layout& layout) {
  CHECK(pep3118_layout_field_count(handle) == layout.all().size());
  pep3118_error error;
  pep3118_field field;
  for (const Field& expected : layout.all()) {
    const std::uint32_t number = layout.IndexOf(expected);
    REQUIRE(pep3118_layout_field(handle, number, &field, &error) == PEP3118_OK);
    const bool same =
        std::string_view(field.name) == layout.Name(expected) &&
        field.name_length == expected.name_size && field.offset == expected.offset &&
        field.itemsize == expected.itemsize && field.alignment == expected.alignment &&
        field.number == number && field.end == expected.end &&
        std::string_view(pep3118_kind_name(field.kind)) == KindName(expected.kind) &&
        static_cast<ByteOrder>(field.byte_order) == expected.byte_order &&
        static_cast<FloatFormat>(field.float_format) == expected.float_format &&
        field.natural == (expected.natural ? 1 : 0) && field.ndim == expected.ndim &&
        std::ranges::equal(std::span(field.shape, expected.ndim), layout.Shape(expected));
    CHECK(same);
  }
  CHECK(pep3118_layout_field(handle, layout.all().size(), &field, &error) == PEP3118_BAD_ARGUMENT);
}

void CheckPaths(const pep3118_layout* handle, const Layout& layout) {
  pep3118_error error;
  pep3118_place place;
  for (const LeafField& leaf : Leaves(layout)) {
    const std::string path = leaf.Path();
    const auto expected = Find(layout, path);
    const pep3118_status status =
        pep3118_layout_find(handle, path.data(), path.size(), &place, &error);
    CHECK((status == PEP3118_OK) == expected.has_value());
    if (!expected || status != PEP3118_OK) continue;
    CHECK(place.offset == expected->offset);
    CHECK(place.field.number == layout.IndexOf(*expected->field));
    CHECK(std::ranges::equal(std::span(place.shape, static_cast<std::size_t>(place.ndim)),
                             expected->shape));
  }
}

// Whether it is a layout.
bool CheckFormat(const std::string& format, std::int64_t itemsize) {
  INFO(Escape(format) << " itemsize " << itemsize);
  LayoutOptions options;
  if (itemsize >= 0) options.itemsize = itemsize;
  const Result<SharedLayout> expected = LayoutOf(format, options);
  const Handle handle(format, itemsize);
  CHECK(handle.error.status == handle.status);
  if (!expected) {
    CHECK(handle.layout == nullptr);
    CHECK(handle.status == PEP3118_FORMAT);
    CHECK(std::string_view(handle.error.kind) == ErrorName(expected.error().kind));
    CHECK(handle.error.position == expected.error().span.begin);
    CHECK(handle.error.length == expected.error().span.size());
    CHECK(HoldsText(handle.error.message, Message(expected.error())));
    CHECK(HoldsText(handle.error.hint, Hint(expected.error())));
    return false;
  }
  REQUIRE(handle.status == PEP3118_OK);
  const Layout& layout = **expected;
  CHECK(pep3118_layout_itemsize(handle.layout) == layout.itemsize());
  CHECK(pep3118_layout_alignment(handle.layout) == layout.alignment());
  CHECK(pep3118_layout_canonical(handle.layout) == CanonicalText(layout));
  CHECK(pep3118_layout_id(handle.layout) == LayoutId(layout));
  CHECK(std::string_view(pep3118_layout_dialect(handle.layout)) ==
        DialectName(expected->dialect()));
  CHECK(std::string_view(pep3118_layout_target(handle.layout)) == layout.target().name);
  REQUIRE(pep3118_layout_note_count(handle.layout) == expected->notes().size());
  for (std::size_t i = 0; i < expected->notes().size(); ++i) {
    pep3118_note note;
    pep3118_error error;
    REQUIRE(pep3118_layout_note(handle.layout, i, &note, &error) == PEP3118_OK);
    CHECK(note.kind == NoteName(expected->notes()[i].kind));
    CHECK(note.message == expected->notes()[i].message);
    CHECK(note.position == expected->notes()[i].span.begin);
    CHECK(note.length == expected->notes()[i].span.size());
  }
  CheckFields(handle.layout, layout);
  CheckPaths(handle.layout, layout);
  return true;
}

TEST_CASE("every recorded format has the same layout as in C++") {
  int layouts = 0;
  int refusals = 0;
  for (const corpus::Record& record : corpus::ReadExporters().records) {
    for (const std::int64_t itemsize : {std::int64_t{-1}, record.itemsize, record.itemsize + 1}) {
      CheckFormat(record.format, itemsize) ? ++layouts : ++refusals;
    }
  }
  CHECK(layouts > 500);
  CHECK(refusals > 100);
}

// Bytes out of one generator (Knuth's MMIX constants), so that every run tries the same.
class Dice {
 public:
  std::size_t Below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 3118;
};

TEST_CASE("broken formats are refused as in C++, with position, kind and hint") {
  Dice dice;
  int refusals = 0;
  for (const corpus::Record& record : corpus::ReadExporters().records) {
    std::string format = record.format;
    if (format.empty()) continue;
    switch (dice.Below(4)) {
      case 0:
        format.resize(dice.Below(format.size()));
        break;
      case 1:
        format[dice.Below(format.size())] = static_cast<char>(dice.Below(256));
        break;
      case 2:
        format.insert(dice.Below(format.size()), 1, "{}()<>:3Z&\0\xff"[dice.Below(12)]);
        break;
      default:
        format += format.substr(dice.Below(format.size()));
    }
    if (!CheckFormat(format, -1)) ++refusals;
  }
  CHECK(refusals > 100);
}

TEST_CASE("long and deep formats cost no more than in C++") {
  for (const std::string& format :
       {std::string(1'000'000, 'T'), std::string(1'000'000, '('), std::string(1'000'000, '\xff'),
        "T{i:" + std::string(1'000'000, 'n') + ":}", std::string(100'000, ':')}) {
    CHECK_FALSE(CheckFormat(format, -1));
  }
}

TEST_CASE("two layouts have the differences that they have in C++") {
  const std::vector<corpus::Record> records = corpus::ReadExporters().records;
  Dice dice;
  std::size_t differences = 0;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const Handle a(records[i - 1].format, records[i - 1].itemsize);
    const Handle b(records[dice.Below(8) == 0 ? i - 1 : i].format);
    if (a.layout == nullptr || b.layout == nullptr) continue;
    pep3118_error error;
    pep3118_comparison* comparison = nullptr;
    REQUIRE(pep3118_compare(a.layout, b.layout, &comparison, &error) == PEP3118_OK);
    const Result<SharedLayout> first = LayoutOf(pep3118_layout_canonical(a.layout));
    const Result<SharedLayout> second = LayoutOf(pep3118_layout_canonical(b.layout));
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    const Comparison expected = Compare(**first, **second);
    CHECK(pep3118_comparison_same(comparison, PEP3118_SAME_BYTES) == expected.same_bytes);
    CHECK(pep3118_comparison_same(comparison, PEP3118_SAME_TYPES) == expected.same_types);
    CHECK(pep3118_comparison_same(comparison, PEP3118_SAME_NAMES) ==
          (expected.same_types && expected.same_names));
    REQUIRE(pep3118_comparison_count(comparison) == expected.differences.size());
    for (std::size_t k = 0; k < expected.differences.size(); ++k) {
      pep3118_difference found;
      REQUIRE(pep3118_comparison_difference(comparison, k, &found, &error) == PEP3118_OK);
      const Difference& difference = expected.differences[k];
      CHECK(pep3118_aspect_name(found.aspect) == AspectName(difference.aspect));
      CHECK(found.level == static_cast<std::int32_t>(difference.level));
      CHECK(found.offset_a == difference.offset_a);
      CHECK(found.offset_b == difference.offset_b);
      CHECK((found.field_a == PEP3118_NO_FIELD) == (difference.a == Difference::kNoField));
      CHECK((found.field_b == PEP3118_NO_FIELD) == (difference.b == Difference::kNoField));
    }
    differences += expected.differences.size();
    pep3118_comparison_release(comparison);
  }
  CHECK(differences > 1'000);
}

TEST_CASE("the text of a record is the text that C++ writes") {
  for (const corpus::Record& record : corpus::ReadExporters().records) {
    const Handle handle(record.format, record.itemsize);
    if (handle.layout == nullptr) continue;
    const Result<SharedLayout> layout = LayoutOf(pep3118_layout_canonical(handle.layout));
    REQUIRE(layout.has_value());
    const NamedLayout named{"", layout->get()};
    for (const Language& language : Languages()) {
      const auto expected = Emit(language, {&named, 1});
      pep3118_text* text = nullptr;
      pep3118_error error;
      const pep3118_status status =
          pep3118_emit(handle.layout, language.name.data(), "", &text, &error);
      CHECK(status == (expected ? PEP3118_OK : PEP3118_OUTPUT));
      if (expected && text != nullptr) CHECK(pep3118_text_data(text) == *expected);
      pep3118_text_release(text);
    }
  }
}

// Names come from tables of string literals: each must end where its NUL is.
TEST_CASE("names end with NUL") {
  std::size_t count = 0;
  for (const Dialect dialect : Dialects())
    CHECK(pep3118_dialect_name(count++) == DialectName(dialect));
  CHECK(pep3118_dialect_name(count) == nullptr);
  count = 0;
  for (const Target& target : Targets()) CHECK(pep3118_target_name(count++) == target.name);
  CHECK(pep3118_target_name(count) == nullptr);
  count = 0;
  for (const Language& language : Languages())
    CHECK(pep3118_language_name(count++) == language.name);
  CHECK(pep3118_language_name(count) == nullptr);
  std::set<std::string> names;
  for (std::int32_t i = PEP3118_OK; i <= PEP3118_INTERNAL; ++i)
    names.insert(pep3118_status_name(i));
  CHECK(names.size() == PEP3118_INTERNAL + 1);
  CHECK(names.count("unknown") == 0);
}

}  // namespace
}  // namespace pep3118
