// SPDX-License-Identifier: MIT
// Every set of instructions gives the bytes that plain C++ gives, whose truth is NumPy
// (python/convert_test.py).
#include "pep3118/buffer/convert/plan.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }
  template <class T>
  void Shuffle(std::vector<T>& items) {
    std::shuffle(items.begin(), items.end(), engine_);
  }

 private:
  std::mt19937 engine_;
};

struct NamedField {
  std::string name;
  std::string code;  // with its shape
};

// A record of these fields, each in a byte order of its own, with holes.
std::shared_ptr<const Layout> RecordOf(const std::vector<NamedField>& fields, bool holes,
                                       Random& random) {
  std::string format = "T{";
  for (const NamedField& field : fields) {
    if (holes && random.Below(3) == 0) format += std::to_string(1 + random.Below(9)) + "x";
    std::string code = field.code;
    code.insert(code.find(')') + 1, 1, "=!"[random.Below(2)]);
    format += code + ":" + field.name + ":";
  }
  format += "}";
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  Result<Layout> layout = ComputeLayout(format, options);
  REQUIRE(layout);
  return std::make_shared<const Layout>(*std::move(layout));
}

std::vector<unsigned char> Run(const Plan& plan, const std::vector<unsigned char>& from,
                               std::ptrdiff_t from_stride, std::ptrdiff_t to_stride,
                               std::ptrdiff_t count) {
  std::vector<unsigned char> to(static_cast<std::size_t>(to_stride * count), 0xee);
  const std::ptrdiff_t shape[] = {count};
  Stop stop;
  CHECK(RunPlan(plan, shape, {const_cast<unsigned char*>(from.data()), {&from_stride, 1}},
                {to.data(), {&to_stride, 1}}, false, stop));
  return to;
}

TEST_CASE("Every set of instructions converts to the same bytes") {
  static constexpr const char* kCodes[] = {"b",  "B", "h",    "H",  "i",      "I",  "q",
                                           "Q",  "e", "f",    "d",  "5s",     "3w", "2u",
                                           "Zf", "?", "(3)h", "Ze", "(2,2)f", "c"};
  constexpr ByteMover kMovers[] = {ByteMover::kSsse3, ByteMover::kAvx2, ByteMover::kNeon};
  Random random(1);
  int chunked = 0;
  for (int n = 0; n < 2'000; ++n) {
    std::vector<NamedField> fields;
    const int count = 1 + random.Below(12);
    for (int i = 0; i < count; ++i) {
      fields.push_back({"f" + std::to_string(i), kCodes[random.Below(20)]});
    }
    const auto from = RecordOf(fields, random.Below(2) == 0, random);
    if (random.Below(2) == 0) random.Shuffle(fields);
    fields.resize(static_cast<std::size_t>(1 + random.Below(count)));
    const auto to = RecordOf(fields, random.Below(2) == 0, random);

    const std::ptrdiff_t items = random.Below(40);
    const std::ptrdiff_t from_stride = from->itemsize() + random.Below(2) * 3;
    const std::ptrdiff_t to_stride = to->itemsize() + random.Below(2) * 5;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(from_stride * items));
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random.Below(256));

    ConversionReport report;
    Plan plain;
    REQUIRE(MakePlan(from, to, {}, ByteMover::kPlain, plain, report));
    CHECK(plain.chunks.empty());
    const auto expected = Run(plain, bytes, from_stride, to_stride, items);
    for (const ByteMover mover : kMovers) {
      if (!HasByteMover(mover)) continue;
      Plan plan;
      REQUIRE(MakePlan(from, to, {}, mover, plan, report));
      if (!plan.chunks.empty()) ++chunked;
      INFO(n << " with " << static_cast<int>(mover));
      REQUIRE(Run(plan, bytes, from_stride, to_stride, items) == expected);
    }
  }
  CHECK((BestByteMover() == ByteMover::kPlain || chunked > 400));
}

TEST_CASE("Neighbours are moved together") {
  const auto steps = [](const char* from_text, const char* to_text) {
    LayoutOptions options;
    options.dialect = Dialect::kPep3118;
    const auto layout = [&](const char* text) {
      Result<Layout> made = ComputeLayout(text, options);
      REQUIRE(made);
      return std::make_shared<const Layout>(*std::move(made));
    };
    Plan plan;
    ConversionReport report;
    REQUIRE(MakePlan(layout(from_text), layout(to_text), {}, ByteMover::kPlain, plan, report));
    return plan.steps.size();
  };
  CHECK(steps("T{i:a:i:b:d:c:}", "T{i:a:i:b:d:c:}") == 1);     // one copy of 16 bytes
  CHECK(steps("T{i:a:4xd:c:}", "T{i:a:4xd:c:}") == 2);         // the hole is not written
  CHECK(steps("T{!d:a:!d:b:!d:c:}", "T{d:a:d:b:d:c:}") == 1);  // one run of three swaps
  CHECK(steps("T{!d:a:!d:b:!d:c:}", "T{d:c:d:b:d:a:}") == 1);  // also backwards
  CHECK(steps("T{f:x:f:y:f:z:}", "T{d:x:d:y:d:z:}") == 1);
  CHECK(steps("T{!5w:name:!i:n:}", "T{5w:name:i:n:}") == 1);
  CHECK(steps("T{!Zf:a:!Zf:b:}", "T{Zf:a:Zf:b:}") == 1);
  CHECK(steps("T{(100)T{!i:a:!i:b:}:r:}", "T{(100)T{i:a:i:b:}:r:}") == 1);
  CHECK(steps("T{(4)!d:a:!d:b:}", "T{(4)d:a:d:b:}") == 1);
}

}  // namespace
}  // namespace pep3118::internal
