// SPDX-License-Identifier: MIT
#include "pep3118/buffer/convert.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/field_paths.h"

namespace pep3118 {
namespace internal {
namespace {

[[noreturn]] void Refuse(const char* why) {
  throw std::invalid_argument(std::string("pep3118: ") + why);
}

ItemArray ArrayOf(const Geometry& geometry) {
  return {reinterpret_cast<unsigned char*>(geometry.data), geometry.Strides()};
}

void CheckLayout(const ConvertedArray& array, const Layout& planned) {
  if (array.layout != nullptr && array.layout != &planned &&
      !Compare(*array.layout, planned).Same(MatchLevel::kNames)) {
    Refuse("the array has another layout than the conversion was made for");
  }
  if (array.geometry.itemsize != planned.itemsize())
    Refuse("the items have another size than the conversion was made for");
}

bool Overlap(const Geometry& a, const Geometry& b) {
  const auto items = [](const Geometry& geometry) -> StridedItems {
    return {reinterpret_cast<const unsigned char*>(geometry.data), geometry.itemsize,
            geometry.strides.data()};
  };
  return MayOverlap(a.shape.data(), static_cast<std::size_t>(a.ndim), items(a), items(b));
}

ConversionFailure FailureAt(const Plan& plan, const Stop& stop) {
  const FieldPaths paths(*plan.to);
  return {stop.item, "item " + std::to_string(stop.item) + ", field " + paths.PathOf(stop.field) +
                         ": the value does not fit"};
}

// Whether no byte belongs to two items; false where it takes more than the strides to know.
bool ItemsAreApart(const Geometry& geometry) {
  struct Steps {
    std::size_t length;  // of one, in bytes
    std::size_t count;
  };
  std::array<Steps, kMaxNdim> all;
  std::size_t ndim = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(geometry.ndim); ++i) {
    if (geometry.shape[i] == 1) continue;
    const auto bits = static_cast<std::size_t>(geometry.strides[i]);
    // bounded: unsigned, and meant to wrap
    all[ndim++] = {geometry.strides[i] < 0 ? 0 - bits : bits,
                   static_cast<std::size_t>(geometry.shape[i])};
  }
  const std::span<Steps> steps(all.data(), ndim);
  std::ranges::sort(steps, {}, &Steps::length);
  auto end = static_cast<std::size_t>(geometry.itemsize);  // of what the shorter steps reach
  for (const auto& [length, count] : steps) {
    if (length < end) return false;
    end += length * (count - 1);  // bounded: inside the reach of the array
  }
  return true;
}

// Calls visit(address, index in C order) for every item, which may lie behind pointers, while it
// returns true.
template <class F>
bool ForEachItem(const Geometry& geometry, F&& visit) {
  const auto ndim = static_cast<std::size_t>(geometry.ndim);
  std::array<std::ptrdiff_t, kMaxNdim> index{};
  const std::span<const std::ptrdiff_t> at(index.data(), ndim);
  for (std::ptrdiff_t item = 0; item < geometry.count; ++item) {
    if (!visit(ItemAddress(geometry, at), item)) return false;
    for (std::size_t dim = ndim; dim-- > 0 && ++index[dim] == geometry.shape[dim];) index[dim] = 0;
  }
  return true;
}

// Overlap of items behind pointers with an array.
bool ItemsOverlap(const Geometry& indirect, const Geometry& array) {
  ByteRange reach;
  if (!ReachOf(array.shape.data(), array.strides.data(), static_cast<std::size_t>(array.ndim),
               array.itemsize, reach)) {
    return true;
  }
  const std::byte* const begin = array.data + reach.low;  // bounded: ends of items
  const std::byte* const end = array.data + reach.high;   // bounded: the same
  return !ForEachItem(indirect, [&](const std::byte* item, std::ptrdiff_t) {
    // bounded: the end of an item
    return !(std::less<>()(item, end) && std::less<>()(begin, item + indirect.itemsize));
  });
}

// Items behind pointers, one by one, to an array without pointers.
bool RunIndirect(const Plan& plan, const Geometry& from, const Geometry& to, Stop& stop) {
  if (plan.steps.empty()) return true;
  const auto ndim = static_cast<std::size_t>(to.ndim);
  std::array<std::ptrdiff_t, kMaxNdim> dense;
  DenseStrides(to.shape.data(), ndim, 1, dense.data());
  return ForEachItem(from, [&](std::byte* item, std::ptrdiff_t index) {
    std::ptrdiff_t offset = 0;
    for (std::size_t dim = 0; dim < ndim; ++dim) {
      const std::ptrdiff_t position = index / dense[dim] % to.shape[dim];
      offset += StepBytes(position, to.strides[dim]);  // bounded: an item
    }
    auto* out = reinterpret_cast<unsigned char*>(to.data) + offset;  // bounded: an item
    if (RunPlan(plan, {}, {reinterpret_cast<unsigned char*>(item), {}}, {out, {}}, false, stop)) {
      return true;
    }
    stop.item = index;
    return false;
  });
}

Result<Conversion, ConversionReport> ForeignStruct() {
  ConversionReport report;
  report.problems.push_back({ConversionProblemKind::kType, "(item)",
                             "the struct was generated for another target than this machine"});
  return report;
}

}  // namespace

std::optional<ConversionFailure> ConversionAccess::Run(const Conversion& conversion,
                                                       const ConvertedArray& from,
                                                       const ConvertedArray& to) {
  const Plan& plan = *conversion.plan_;
  CheckLayout(from, *plan.from);
  CheckLayout(to, *plan.to);
  if (to.geometry.readonly) Refuse("the output is read-only");
  if (!std::ranges::equal(from.geometry.Shape(), to.geometry.Shape())) Refuse("shapes differ");
  if (from.geometry.count == 0) return std::nullopt;
  Stop stop;
  if (to.geometry.indirect) Refuse("items of the output lie behind pointers");
  if (!ItemsAreApart(to.geometry)) Refuse("items of the output share memory");
  const bool indirect = from.geometry.indirect;
  if (indirect ? ItemsOverlap(from.geometry, to.geometry) : Overlap(from.geometry, to.geometry))
    Refuse("input and output share memory: RunInPlace converts where the items are");
  const bool done = indirect ? RunIndirect(plan, from.geometry, to.geometry, stop)
                             : RunPlan(plan, from.geometry.Shape(), ArrayOf(from.geometry),
                                       ArrayOf(to.geometry), false, stop);
  if (done) return std::nullopt;
  return FailureAt(plan, stop);
}

Result<Conversion, ConversionReport> ConvertTo(std::shared_ptr<const Layout> from,
                                               const RecordFacts& to,
                                               const ConversionOptions& options) {
  std::shared_ptr<const Layout> layout = TimedLayoutOfRecord(to);
  if (layout == nullptr) return ForeignStruct();
  return Convert(std::move(from), std::move(layout), options);
}

Result<Conversion, ConversionReport> ConvertFrom(const RecordFacts& from,
                                                 std::shared_ptr<const Layout> to,
                                                 const ConversionOptions& options) {
  std::shared_ptr<const Layout> layout = TimedLayoutOfRecord(from);
  if (layout == nullptr) return ForeignStruct();
  return Convert(std::move(layout), std::move(to), options);
}

}  // namespace internal

const Layout& Conversion::from() const { return *plan_->from; }
const Layout& Conversion::to() const { return *plan_->to; }
bool Conversion::is_in_place() const { return plan_->in_place; }

std::optional<ConversionFailure> Conversion::Run(const UncheckedDescription& from,
                                                 const UncheckedDescription& to) const {
  return internal::ConversionAccess::Run(*this, {from.geometry(), &from.layout()},
                                         {to.geometry(), &to.layout()});
}

std::optional<ConversionFailure> Conversion::RunInPlace(const UncheckedDescription& array) const {
  const Geometry& geometry = array.geometry();
  internal::CheckLayout({geometry, &array.layout()}, *plan_->from);
  if (!plan_->in_place) internal::Refuse("fields do not stay where they are");
  if (geometry.readonly) internal::Refuse("the array is read-only");
  if (geometry.count == 0) return std::nullopt;
  if (geometry.indirect || !internal::ItemsAreApart(geometry))
    internal::Refuse("items of the array may share memory");
  internal::Stop stop;
  const internal::ItemArray items = internal::ArrayOf(geometry);
  if (internal::RunPlan(*plan_, geometry.Shape(), items, items, true, stop)) return std::nullopt;
  return internal::FailureAt(*plan_, stop);
}

Result<Conversion, ConversionReport> Convert(std::shared_ptr<const Layout> from,
                                             std::shared_ptr<const Layout> to,
                                             const ConversionOptions& options) {
  auto plan = std::make_shared<internal::Plan>();
  ConversionReport report;
  if (!internal::MakePlan(std::move(from), std::move(to), options, internal::BestByteMover(), *plan,
                          report)) {
    return report;
  }
  return internal::ConversionAccess::Make(std::move(plan));
}

}  // namespace pep3118
