// SPDX-License-Identifier: MIT
// Items of one layout as items of another: another byte order, alignment, width, order of fields.
//
//   Result<Description, BufferError> array = Describe(buffer, memory);
//   auto conversion = Convert<my::Trade>(array->shared_layout());       // once
//   if (!conversion) return Log(Render(conversion.error()));            // every field that cannot be
//   Result<std::vector<my::Trade>, ConversionFailure> trades = conversion->Items(*array);
//
// Fields correspond by name, those of nested records by all the names around them; the input may
// have more of them, in any order.  Dimensions of subarrays must be the same.  What becomes what:
//
//   numbers    any bool, integer or float, where the output holds every value of the input exactly;
//              others as ConversionOptions::numbers says (convert/report.h)
//   complex    from complex or real, part by part
//   strings    s and c, u, w, p: each from its own kind, padded with NULs; never recoded
//   char       also from and to one-byte integers, as pybind11 writes a C++ char
//   pointers, functions, opaque blocks, floats that the host has not: the same bytes
//
// Only fields are written: bytes of the output that belong to none stay as they were.  While a run
// lasts they are the run's, which may read them and write them back.
//
// A conversion is made once and run often, from any thread.  It works on whole arrays with any
// strides, block by block, and allocates nothing that grows with the array.  What a run reads and
// writes must be in memory: the descriptions and views that it is given say so.
//
// Exceptions (a caller's bug, never a buffer's): std::invalid_argument for shapes that differ,
// a description of another layout, an output that is read-only, lies behind pointers or shares memory
// with the input or with itself.
#ifndef PEP3118_BUFFER_CONVERT_H_
#define PEP3118_BUFFER_CONVERT_H_

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/base/result.h"
#include "pep3118/buffer/convert/report.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/record_facts.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

namespace internal {
struct Plan;
class ConversionAccess;
}  // namespace internal

// From one layout to another, both known only at run time.  Copying one copies a pointer.
class Conversion {
 public:
  const Layout& from() const;
  const Layout& to() const;
  // Whether every element stays where it is: a change of byte order, for instance.
  bool is_in_place() const;

  // Every item of `from` into the item of `to` at the same index.  Nothing on success; the failure
  // of a checked conversion otherwise, after which `to` is partly written.
  std::optional<ConversionFailure> Run(const UncheckedDescription& from,
                                       const UncheckedDescription& to) const;

  // Converts the items where they are; `array` is of the layout `from`, and of `to` afterwards.
  // Throws std::invalid_argument unless is_in_place().
  std::optional<ConversionFailure> RunInPlace(const UncheckedDescription& array) const;

 private:
  friend class internal::ConversionAccess;
  explicit Conversion(std::shared_ptr<const internal::Plan> plan) : plan_(std::move(plan)) {}

  std::shared_ptr<const internal::Plan> plan_;
};

// The conversion between two layouts, or every field of `to` that cannot be had from `from`.
// Linear in the number of fields.  SharedLayout (layout/lookup.h) and
// Description::shared_layout() fit as they are.
Result<Conversion, ConversionReport> Convert(std::shared_ptr<const Layout> from,
                                             std::shared_ptr<const Layout> to,
                                             const ConversionOptions& options = {});

namespace internal {

// Items of one layout in memory, for a run.
struct ConvertedArray {
  const Geometry& geometry;
  const Layout* layout;  // nullptr: that of the plan, by construction
};

class ConversionAccess {
 public:
  static Conversion Make(std::shared_ptr<const Plan> plan) { return Conversion(std::move(plan)); }
  static std::optional<ConversionFailure> Run(const Conversion& conversion,
                                              const ConvertedArray& from, const ConvertedArray& to);
};

// With the layout of a struct.
Result<Conversion, ConversionReport> ConvertTo(std::shared_ptr<const Layout> from,
                                               const RecordFacts& to,
                                               const ConversionOptions& options);
Result<Conversion, ConversionReport> ConvertFrom(const RecordFacts& from,
                                                 std::shared_ptr<const Layout> to,
                                                 const ConversionOptions& options);

template <class T, std::size_t N, BoundsProof origin>
Geometry GeometryOf(const View<T, N, origin>& view) {
  static_assert(N <= kMaxNdim);
  Geometry geometry;
  using Item = std::remove_const_t<T>;
  geometry.data = reinterpret_cast<std::byte*>(const_cast<Item*>(view.data()));
  geometry.itemsize = sizeof(T);
  geometry.count = view.count();
  geometry.ndim = static_cast<int>(N);
  geometry.readonly = std::is_const_v<T>;
  geometry.indirect = false;
  for (std::size_t i = 0; i < N; ++i) {
    geometry.shape[i] = view.shape()[i];
    geometry.strides[i] = view.strides()[i];
  }
  return geometry;
}

}  // namespace internal

// To a struct: a generated one, one of PEP3118_RECORD, or a plain type.
template <class To>
class ConversionTo {
 public:
  explicit ConversionTo(Conversion conversion) : conversion_(std::move(conversion)) {}
  const Conversion& conversion() const { return conversion_; }

  template <std::size_t N, BoundsProof origin>
  std::optional<ConversionFailure> Run(const UncheckedDescription& from,
                                       const View<To, N, origin>& to) const {
    const Geometry geometry = internal::GeometryOf(to);
    return internal::ConversionAccess::Run(conversion_, {from.geometry(), &from.layout()},
                                           {geometry, nullptr});
  }

  // All items in C order.  Throws std::invalid_argument unless the span has as many.
  std::optional<ConversionFailure> Run(const UncheckedDescription& from, std::span<To> to) const {
    Geometry geometry = from.geometry();
    if (to.size() != static_cast<std::size_t>(geometry.count))
      throw std::invalid_argument("pep3118: the span has another number of items than the array");
    geometry.data = reinterpret_cast<std::byte*>(to.data());
    geometry.itemsize = sizeof(To);
    geometry.readonly = false;
    geometry.indirect = false;
    DenseStrides(geometry.shape.data(), static_cast<std::size_t>(geometry.ndim), sizeof(To),
                 geometry.strides.data());
    return internal::ConversionAccess::Run(conversion_, {from.geometry(), &from.layout()},
                                           {geometry, nullptr});
  }

  // All items in C order, in a vector; members that the conversion does not write are zero.  An array
  // whose items share memory (a stride of 0) can have more than fit: then a failure where no vector
  // is so long, and std::bad_alloc where there is no memory.
  Result<std::vector<To>, ConversionFailure> Items(const UncheckedDescription& from) const {
    std::vector<To> items;
    const auto count = static_cast<std::size_t>(from.geometry().count);
    if (count > items.max_size()) {
      return ConversionFailure{0, "the array has more items than a vector can have"};
    }
    items.resize(count);
    if (auto failure = Run(from, std::span<To>(items))) return *std::move(failure);
    return items;
  }

 private:
  Conversion conversion_;
};

// From a struct.
template <class From>
class ConversionFrom {
 public:
  explicit ConversionFrom(Conversion conversion) : conversion_(std::move(conversion)) {}
  const Conversion& conversion() const { return conversion_; }

  template <class Item, std::size_t N, BoundsProof origin>
    requires std::same_as<std::remove_const_t<Item>, From>
  std::optional<ConversionFailure> Run(const View<Item, N, origin>& from,
                                       const UncheckedDescription& to) const {
    const Geometry geometry = internal::GeometryOf(from);
    return internal::ConversionAccess::Run(conversion_, {geometry, nullptr},
                                           {to.geometry(), &to.layout()});
  }

 private:
  Conversion conversion_;
};

// Items of `from` as structs.
template <class To>
Result<ConversionTo<To>, ConversionReport> Convert(const std::shared_ptr<const Layout>& from,
                                                   const ConversionOptions& options = {}) {
  auto conversion = internal::ConvertTo(from, internal::FactsOfRecord<To>(), options);
  if (!conversion) return std::move(conversion).error();
  return ConversionTo<To>(*std::move(conversion));
}

// Structs as items of `to`.
template <class From>
Result<ConversionFrom<From>, ConversionReport> ConvertFrom(const std::shared_ptr<const Layout>& to,
                                                           const ConversionOptions& options = {}) {
  auto conversion = internal::ConvertFrom(internal::FactsOfRecord<From>(), to, options);
  if (!conversion) return std::move(conversion).error();
  return ConversionFrom<From>(*std::move(conversion));
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_CONVERT_H_
