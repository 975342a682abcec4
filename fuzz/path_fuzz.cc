// SPDX-License-Identifier: MIT
// Any path into any layout: an error with a place in the path, or a place in the item.  And every
// leaf is found by its own path.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/fuzz/wide.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/path.h"

namespace pep3118::fuzz {
namespace {

void RequireGoodError(const PathError& error, std::string_view path) {
  Require(error.span.begin <= error.span.end && error.span.end <= path.size(),
          "the place is in the path", path, PathErrorName(error.kind));
  const std::string message = Message(error);
  Require(!message.empty() && IsPrintable(message, false), "a message is one printable line",
          message);
}

// The last byte of the place is in the item.
void RequireInside(const Layout& layout, const Field& field, std::int64_t offset,
                   std::span<const std::int64_t> shape, std::span<const std::int64_t> strides,
                   std::string_view path) {
  Wide end = Wide{offset} + field.itemsize;
  bool is_empty = false;
  for (std::size_t d = 0; d < shape.size(); ++d) {
    Require(shape[d] >= 0 && strides[d] >= 0, "no dimension is negative", path);
    is_empty = is_empty || shape[d] == 0;
    if (shape[d] > 0) end += Wide{shape[d] - 1} * strides[d];
  }
  Require(offset >= 0 && (is_empty || end <= layout.itemsize()), "the place is in the item", path);
}

void RequireFound(const Layout& layout, std::string_view path) {
  const Result<FieldLocation, PathError> one = Find(layout, path);
  const Result<FieldElements, PathError> all = FindElements(layout, path);
  if (one) {
    Require(all && all->field == one->field && all->offset == one->offset &&
                all->shape.size() == one->shape.size(),
            "one place is one of one", path);
  } else {
    RequireGoodError(one.error(), path);
    Require(one.error().kind == PathErrorKind::kNotIndexed || !all,
            "what has no place has no places, but for an index", path);
  }
  if (!all) {
    RequireGoodError(all.error(), path);
    return;
  }
  Require(all->shape.size() == all->strides.size(), "every dimension has a stride", path);
  RequireInside(layout, *all->field, all->offset, all->shape, all->strides, path);
}

void RequireLeaves(const Layout& layout) {
  for (const LeafField& leaf : Leaves(layout)) {
    RequireInside(layout, *leaf.field, leaf.offset, leaf.dims, leaf.strides, "");
    const std::string path = leaf.Path();
    const Result<FieldLocation, PathError> found = Find(layout, path);
    bool is_empty = false;
    for (const std::int64_t dim : leaf.dims) is_empty = is_empty || dim == 0;
    Require(found || is_empty, "a leaf is found by its path", path);
    if (found) {
      Require(found->field == leaf.field && found->offset == leaf.offset,
              "a leaf's path leads to it", path);
    }
  }
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/path.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  const LayoutOptions options = input.Options();
  const std::string_view text = input.Text();
  const std::string_view path = input.Rest();
  const Result<Layout> layout = ComputeLayout(text, options);
  if (!layout) return 0;
  RequireFound(*layout, path);
  RequireLeaves(*layout);
  return 0;
}
