// SPDX-License-Identifier: MIT
#include "pep3118/layout/field_paths.h"

#include <cstddef>

#include "pep3118/base/escape.h"
#include "pep3118/layout/path.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongestPath = 200;  // bytes, before escaping

}  // namespace

FieldPaths::FieldPaths(const Layout& layout) : layout_(layout), parents_(layout.all().size(), 0) {
  std::vector<std::uint32_t> open;  // the records around the field
  for (std::uint32_t i = 0; i < parents_.size(); ++i) {
    while (!open.empty() && layout.all()[open.back()].end <= i) open.pop_back();
    if (!open.empty()) parents_[i] = open.back();
    open.push_back(i);
  }
}

std::string FieldPaths::PathOf(std::uint32_t field) const {
  if (field == 0) return "(item)";
  std::vector<std::uint32_t> chain;  // from the field outwards, without the item
  for (std::uint32_t i = field; i != 0; i = parents_[i]) chain.push_back(i);
  std::string path = layout_.item().ndim > 0 ? "[]." : "";
  while (!chain.empty() && path.size() <= kLongestPath) {
    const Field& step = layout_.all()[chain.back()];
    chain.pop_back();
    path += PathName(layout_.Name(step).substr(0, kLongestPath + 1));
    if (!chain.empty()) path += step.ndim > 0 ? "[]." : ".";
  }
  return EscapeCut(path, kLongestPath);
}

}  // namespace pep3118
