// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/least_size.h"

#include <algorithm>
#include <variant>

#include "pep3118/base/checked.h"
#include "pep3118/layout/placement/codes.h"

namespace pep3118::internal {
namespace {

class LeastSizes {
 public:
  LeastSizes(const ast::Format& format, const Target& target) : format_(format), target_(target) {}

  std::int64_t Of(ast::ChildRange elements) const {
    std::int64_t sum = 0;
    for (const std::uint32_t i : elements) {
      if (!CheckedAdd(sum, OfElement(i), sum)) return INT64_MAX;
    }
    return sum;
  }

 private:
  std::int64_t OfElement(std::uint32_t index) const {
    const ast::Element& element = format_.elements[index];
    std::int64_t bytes = OfItem(index);
    bool fits = element.count == ast::kNoCount || CheckedMultiply(bytes, element.count, bytes);
    for (const std::int64_t dim : ast::DimsOf(format_, element)) {
      if (dim == 0) return 0;
      fits = fits && CheckedMultiply(bytes, dim, bytes);
    }
    return fits ? bytes : INT64_MAX;
  }

  std::int64_t OfItem(std::uint32_t index) const {
    const ast::Element& element = format_.elements[index];
    if (std::holds_alternative<ast::Record>(element.item)) {
      return Of(ast::Children(format_, index));
    }
    const auto* scalar = std::get_if<ast::Scalar>(&element.item);
    const ast::Code code = scalar == nullptr ? ast::Code::kVoidPointer : scalar->code;
    const std::int64_t native = target_.Native(code).size;
    const std::int64_t standard = FactsOf(code).standard_size;
    return standard == 0 ? native : std::min(native, standard);
  }

  const ast::Format& format_;
  const Target& target_;
};

}  // namespace

std::int64_t LeastSize(const ast::Format& format, const Target& target) {
  return LeastSizes(format, target).Of(ast::Children(format));
}

}  // namespace pep3118::internal
