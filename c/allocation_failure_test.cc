// SPDX-License-Identifier: MIT
// Every allocation of the C interface fails once: PEP3118_NO_MEMORY comes out, nothing is thrown and
// nothing leaks.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pep3118/c/pep3118.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/failing_allocations.h"

namespace pep3118 {
namespace {

// Holds the statuses of one run: those that a run without a failure has, or that there is no memory.
class Statuses {
 public:
  // Whether the call succeeded.
  bool Add(pep3118_status status, pep3118_status expected, const pep3118_error& error) {
    const bool no_memory =
        status == PEP3118_NO_MEMORY && std::string_view(error.kind) == "no-memory";
    as_expected &= no_memory || status == expected;
    memory_ran_out |= no_memory;
    return status == PEP3118_OK;
  }
  // For the getters that return a text or NULL.
  void AddText(const char* text) { memory_ran_out |= text == nullptr; }

  bool as_expected = true;
  bool memory_ran_out = false;
};

pep3118_layout* LayoutOf(const char* format, pep3118_status expected, Statuses& statuses) {
  const pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = nullptr;
  pep3118_error error;
  statuses.Add(pep3118_layout_of(format, PEP3118_NUL_TERMINATED, &options, &layout, &error),
               expected, error);
  statuses.as_expected &= (layout == nullptr) == (error.status != PEP3118_OK);
  return layout;
}

void LookUp(Statuses& statuses) {
  pep3118_layout* const layout =
      LayoutOf("T{i:x:d:y:(2,3)h:a_name_of_some_length:}", PEP3118_OK, statuses);
  pep3118_error error;
  if (layout != nullptr) {
    pep3118_field field;
    pep3118_place place;
    statuses.AddText(pep3118_layout_canonical(layout));
    statuses.AddText(pep3118_layout_id(layout));
    statuses.Add(pep3118_layout_field(layout, 3, &field, &error), PEP3118_OK, error);
    statuses.Add(pep3118_layout_find(layout, "y", PEP3118_NUL_TERMINATED, &place, &error),
                 PEP3118_OK, error);
    statuses.Add(pep3118_layout_find(layout, "none[3]", PEP3118_NUL_TERMINATED, &place, &error),
                 PEP3118_PATH, error);
  }
  pep3118_layout_release(layout);
}

void Refuse(Statuses& statuses) {
  pep3118_layout_release(LayoutOf("T{i:x:d:a_name_of_some_length:", PEP3118_FORMAT, statuses));
}

void Compare(Statuses& statuses) {
  pep3118_layout* const a = LayoutOf("T{i:x:d:y:}", PEP3118_OK, statuses);
  pep3118_layout* const b = LayoutOf("T{i:x:f:z:h:y:}", PEP3118_OK, statuses);
  pep3118_comparison* comparison = nullptr;
  pep3118_error error;
  if (a != nullptr && b != nullptr &&
      statuses.Add(pep3118_compare(a, b, &comparison, &error), PEP3118_OK, error)) {
    pep3118_difference difference;
    statuses.AddText(pep3118_comparison_text(comparison));
    statuses.Add(pep3118_comparison_difference(comparison, 0, &difference, &error), PEP3118_OK,
                 error);
  }
  pep3118_comparison_release(comparison);
  pep3118_layout_release(a);
  pep3118_layout_release(b);
}

void Emit(Statuses& statuses) {
  pep3118_layout* const layout = LayoutOf("T{i:x:d:y:(2,3)h:v:}", PEP3118_OK, statuses);
  for (std::size_t i = 0; layout != nullptr && pep3118_language_name(i) != nullptr; ++i) {
    pep3118_text* text = nullptr;
    pep3118_error error;
    statuses.Add(pep3118_emit(layout, pep3118_language_name(i), "Point", &text, &error), PEP3118_OK,
                 error);
    pep3118_text_release(text);
  }
  pep3118_layout_release(layout);
}

struct Points {
  explicit Points(const char* format, std::ptrdiff_t itemsize) {
    buffer.buf = bytes;
    buffer.len = 2 * itemsize;
    buffer.itemsize = itemsize;
    buffer.format = format;
    buffer.shape = shape;
    buffer.ndim = 1;
    memory = {bytes, sizeof bytes};
  }

  alignas(8) unsigned char bytes[64] = {};
  const std::ptrdiff_t shape[1] = {2};
  pep3118_buffer buffer = {};
  pep3118_memory memory = {};
};

void CheckBuffers(Statuses& statuses) {
  const Points points("T{i:x:d:y:}", 16);
  const pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = nullptr;
  pep3118_geometry geometry;
  pep3118_error error;
  statuses.Add(
      pep3118_buffer_layout(&points.buffer, &points.memory, &options, &layout, &geometry, &error),
      PEP3118_OK, error);
  pep3118_layout_release(layout);
  pep3118_layout* const other = LayoutOf("T{i:x:q:y:}", PEP3118_OK, statuses);
  if (other != nullptr) {
    statuses.Add(pep3118_buffer_check(&points.buffer, &points.memory, &options, other,
                                      PEP3118_SAME_NAMES, PEP3118_READ, &geometry, &error),
                 PEP3118_MISMATCH, error);
  }
  pep3118_layout_release(other);
}

void Convert(Statuses& statuses) {
  const Points from("T{!i:x:!d:y:}", 12);
  const Points to("T{i:x:d:y:}", 16);
  pep3118_layout* const a = LayoutOf(from.buffer.format, PEP3118_OK, statuses);
  pep3118_layout* const b = LayoutOf(to.buffer.format, PEP3118_OK, statuses);
  pep3118_layout* const c = LayoutOf("T{i:x:i:z:}", PEP3118_OK, statuses);
  if (a != nullptr && b != nullptr && c != nullptr) {
    const pep3118_conversion_options options = PEP3118_CONVERSION_OPTIONS_INIT;
    pep3118_conversion* conversion = nullptr;
    pep3118_error error;
    if (statuses.Add(pep3118_convert(a, b, &options, &conversion, &error), PEP3118_OK, error)) {
      statuses.Add(pep3118_conversion_run(conversion, &from.buffer, &from.memory, &to.buffer,
                                          &to.memory, &error),
                   PEP3118_OK, error);
    }
    pep3118_conversion_release(conversion);
    statuses.Add(pep3118_convert(a, c, &options, &conversion, &error), PEP3118_CONVERSION, error);
  }
  pep3118_layout_release(a);
  pep3118_layout_release(b);
  pep3118_layout_release(c);
}

TEST_CASE("a failed allocation is a status, and nothing is left behind") {
  const struct {
    const char* what;
    void (*run)(Statuses& statuses);
  } rows[] = {
      {"look up", LookUp}, {"refuse", Refuse},        {"compare", Compare},
      {"emit", Emit},      {"buffers", CheckBuffers}, {"convert", Convert},
  };
  LayoutCache::Default().SetLimits({.entries = 0});  // what it keeps would be a leak here
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.what) {
      // What is made once for the process.
      for (int i = 0; i < 4; ++i) {
        Statuses statuses;
        row.run(statuses);
        REQUIRE(statuses.as_expected);
        REQUIRE_FALSE(statuses.memory_ran_out);
      }
      int refusals = 0;
      std::int64_t n = 0;
      for (bool failed = true; failed; ++n) {
        INFO(n);
        Statuses statuses;
        const std::int64_t before = live_allocations;
        failed = FailsAllocation(n, [&] { row.run(statuses); });
        CHECK(statuses.as_expected);
        Statuses again;  // each thread keeps its last answer: this one's again
        row.run(again);
        CHECK_FALSE(again.memory_ran_out);
        refusals += statuses.memory_ran_out;
        CHECK(live_allocations == before);
      }
      CHECK(refusals > 2);
    }
  }
}

}  // namespace
}  // namespace pep3118
