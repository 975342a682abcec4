// SPDX-License-Identifier: MIT
// What C compilers make of the same structs on 30 targets (testdata/abi_sample.json).
#include <string>
#include <string_view>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/layout/segments.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"

namespace pep3118 {
namespace {

LayoutOptions On(const Target& target) {
  LayoutOptions options;
  options.target = &target;
  return options;
}

struct FieldBytes {
  std::int64_t offset = -1;  // from the start of the item
  std::int64_t size = -1;    // of the whole member
};

const Field* Find(const Layout& layout, const Field& record, std::string_view name) {
  for (const Field& field : layout.Fields(record)) {
    if (layout.Name(field) == name) return &field;
  }
  return nullptr;
}

// "lat[1][0].Color": indices are those of one element of an array of records.
FieldBytes FollowPath(const Layout& layout, std::string_view path) {
  const Field* record = &layout.item();
  std::int64_t start = 0;
  while (true) {
    const std::size_t dot = path.find('.');
    std::string_view step = path.substr(0, dot);
    const std::size_t bracket = step.find('[');
    const Field* field = Find(layout, *record, step.substr(0, bracket));
    if (field == nullptr) return {};
    start += field->offset;
    std::int64_t index = 0;
    std::size_t dimension = 0;
    for (std::size_t at = bracket; at < step.size(); at = step.find('[', at + 1)) {
      if (dimension >= field->ndim) return {};
      index =
          index * layout.Shape(*field)[dimension++] + std::stoll(std::string(step.substr(at + 1)));
    }
    start += index * field->itemsize;
    if (dot == std::string_view::npos) {
      return {start, dimension > 0 ? field->itemsize : BytesOf(layout, *field)};
    }
    record = field;
    path.remove_prefix(dot + 1);
  }
}

TEST_CASE("Layouts equal the compilers' on 30 targets") {
  int checks = 0;
  for (const corpus::AbiCase& one : corpus::ReadAbiSample()) {
    for (const auto& [name, truth] : one.by_target) {
      INFO(one.format << " on " << name);
      const Target* target = FindTarget(name);
      REQUIRE(target != nullptr);
      const Result<Layout> layout = ComputeLayout(one.format, On(*target));
      REQUIRE(layout);
      CHECK(BrokenInvariant(*layout) == "");
      CHECK(layout->itemsize() == truth.size);
      for (std::size_t i = 0; i < one.paths.size(); ++i) {
        INFO(one.paths[i]);
        const FieldBytes place = FollowPath(*layout, one.paths[i]);
        CHECK(place.offset == truth.offsets[i]);
        CHECK(place.size == truth.sizes[i]);
      }
      // A packed struct is 1-aligned for the compiler too; in `@` all fields are natural ones.
      CHECK(layout->alignment() == truth.align);
      ++checks;
    }
  }
  CHECK(checks >= 63 * 30 - 63);
}

}  // namespace
}  // namespace pep3118
