// SPDX-License-Identifier: MIT
#include "pep3118/layout/pair_fields.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pep3118 {
namespace {

class Pairer {
 public:
  Pairer(const Layout& from, const Layout& to) : from_(from), to_(to) {}

  FieldPairs Run() {
    Pair(from_.item(), to_.item(), 0, 0);
    return std::move(result_);
  }

 private:
  // `from` and `to` are fields of records (or the items) that start at these offsets.
  void Pair(const Field& from, const Field& to, std::int64_t from_base, std::int64_t to_base) {
    const std::span<const std::int64_t> shape = to_.Shape(to);
    if (!std::ranges::equal(from_.Shape(from), shape)) {
      return Leave(from, to, UnpairedReason::kShape);
    }
    if ((from.kind == TypeKind::kRecord) != (to.kind == TypeKind::kRecord)) {
      return Leave(from, to, UnpairedReason::kRecord);
    }
    const std::size_t outer = dims_.size();
    PushDims(from, to, shape);
    from_base += from.offset;
    to_base += to.offset;
    if (to.kind == TypeKind::kRecord) {
      PairRecords(from, to, from_base, to_base);
    } else {
      Add({from_.IndexOf(from), to_.IndexOf(to), from_base, to_base, 0, 0});
    }
    dims_.resize(outer);
  }

  void PairRecords(const Field& from, const Field& to, std::int64_t from_base,
                   std::int64_t to_base) {
    constexpr const Field* kSeveral = nullptr;
    std::unordered_map<std::string_view, const Field*> from_names;
    for (const Field& field : from_.Fields(from)) {
      const auto [place, first] = from_names.try_emplace(from_.Name(field), &field);
      if (!first) place->second = kSeveral;
    }
    std::unordered_map<std::string_view, int> to_names;
    for (const Field& field : to_.Fields(to)) ++to_names[to_.Name(field)];
    for (const Field& field : to_.Fields(to)) {
      const std::string_view name = to_.Name(field);
      const auto found = from_names.find(name);
      if (found == from_names.end()) {
        result_.unpaired.push_back({.to = to_.IndexOf(field)});
      } else if (found->second == kSeveral || to_names[name] > 1) {
        result_.unpaired.push_back(
            {.to = to_.IndexOf(field), .reason = UnpairedReason::kAmbiguous});
      } else {
        Pair(*found->second, field, from_base, to_base);
      }
    }
  }

  void Leave(const Field& from, const Field& to, UnpairedReason reason) {
    result_.unpaired.push_back({to_.IndexOf(to), from_.IndexOf(from), reason});
  }

  void Add(FieldPair pair) {
    const auto empty = std::ranges::find(dims_, 0, &PairedDimension::count);
    pair.dims_begin = static_cast<std::uint32_t>(result_.dims.size());
    if (empty != dims_.end()) {
      result_.dims.push_back(*empty);
    } else {
      result_.dims.insert(result_.dims.end(), dims_.begin(), dims_.end());
    }
    pair.dims_size = static_cast<std::uint32_t>(result_.dims.size()) - pair.dims_begin;
    result_.pairs.push_back(pair);
  }

  // Only what repeats something: so many dimensions as the bytes of one of the items can be halved.
  void PushDims(const Field& from, const Field& to, std::span<const std::int64_t> shape) {
    const bool no_bytes = from.itemsize == 0 && to.itemsize == 0;
    if (std::ranges::find(shape, 0) != shape.end() || no_bytes) {
      dims_.push_back({0, 0, 0});
      return;
    }
    const std::size_t first = dims_.size();
    std::int64_t from_stride = from.itemsize;
    std::int64_t to_stride = to.itemsize;
    for (std::size_t i = shape.size(); i-- > 0;) {
      if (shape[i] == 1) continue;
      dims_.push_back({shape[i], from_stride, to_stride});
      from_stride *= shape[i];  // a layout's fields have 63-bit sizes
      to_stride *= shape[i];
    }
    std::reverse(dims_.begin() + static_cast<std::ptrdiff_t>(first), dims_.end());
  }

  const Layout& from_;
  const Layout& to_;
  std::vector<PairedDimension> dims_;  // of the fields around
  FieldPairs result_;
};

}  // namespace

FieldPairs PairFields(const Layout& from, const Layout& to) { return Pairer(from, to).Run(); }

}  // namespace pep3118
