// SPDX-License-Identifier: MIT
// Whether a buffer is an N-dimensional array of a struct.
//
//   auto points = Bind<const my::Point, 1>(buffer);
//   if (!points) return Log(Render(points.error()));
//   for (const my::Point& point : *points) sum += point.x;
//
// Success gives a view: the item's layout is the struct's, the base address and every stride suit
// its alignment, the numbers of the buffer agree with each other, and a view that writes (Record
// without const) is of a writable buffer.  With the memory given, every item is proved to lie
// inside it and the view is a View; without, an UncheckedView.  Failure gives a report with one
// entry for each difference (bind_report.h).
//
// Record is a generated struct, one of PEP3118_RECORD (runtime/record.h), or a plain type that is
// one item (double, std::int32_t, half, little<float>, ...).
//
// Cost: one compare for a buffer whose format is, byte for byte, the struct's own canonical text or
// a spelling accepted before.  Any other format is parsed and laid out against the struct's fields.
// At most 4 accepted spellings and 4 refused ones are kept for each struct, for the life of the
// process: a refusal costs no more than an acceptance.
//
// Thread-safe without locks.  The buffer is not kept; the view points into its memory and
// must not outlive it.  No exceptions.  No buffer makes it crash, provided that the pointers in
// Buffer (format, shape, strides, suboffsets) can be read as Py_buffer promises.
#ifndef PEP3118_BUFFER_BIND_H_
#define PEP3118_BUFFER_BIND_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "pep3118/base/module_local.h"
#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/buffer/ndim_view.h"
#include "pep3118/buffer/record_facts.h"
#include "pep3118/buffer/unchecked_indirect_view.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/runtime/bfloat16.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/boolean.h"
#include "pep3118/runtime/complex_half.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/pascal.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/unaligned.h"

namespace pep3118 {

struct BindPolicy {
  // kBytes: every byte means the same.  kTypes: and the fields are the same, but for their names.
  // kNames: and so are the names.  A C++ char matches `c`; below kNames also `b` and `B`, as
  // which pybind11 and others write it.  The alignment that a format asks for counts at no level:
  // that of the memory itself is checked.
  MatchLevel level = MatchLevel::kNames;
  Dialect dialect = Dialect::kAuto;  // who wrote the format, if known
  bool strict = false;               // refuse what rests on an `assumed-` note
  // The buffer's record may have more fields than the struct, and be larger: the view has the
  // buffer's strides and shows the struct's own fields, which must be where the struct has them, by
  // their names (`level` is kNames then).  For writing, none of the others may lie between them,
  // where an assignment of a whole struct would overwrite it.
  bool allow_more_fields = false;
};

namespace internal {

// A request that takes any number of dimensions.
inline constexpr std::size_t kAnyNdim = static_cast<std::size_t>(-1);

struct BindRequest {
  std::size_t ndim;
  bool write;
  bool indirect;              // pointers are followed, items are copied: alignment does not matter
  const KnownMemory* memory;  // nullptr: unknown
};

// One for each struct, for as long as the process lives.
class RecordMatcher {
 public:
  constexpr explicit RecordMatcher(const RecordFacts& facts) : facts_(facts) {}

  // Whether the buffer is an array of the struct; then `geometry` is that of the array.
  bool Matches(const Buffer& buffer, const BindRequest& request, const BindPolicy& policy,
               Geometry& geometry);

  // Everything that is wrong with a buffer that was not admitted, not only the first.
  BindReport Explain(const Buffer& buffer, const BindRequest& request,
                     const BindPolicy& policy) const;

  // What is asked of a format, apart from the numbers.
  struct Question {
    const char* format;  // ends with NUL
    std::ptrdiff_t itemsize;
    bool write;
    BindPolicy policy;
  };
  // Whether items of that format have the struct's fields, by reading it.
  bool FormatMatches(const Question& question) const;

 private:
  static constexpr std::size_t kRemembered = 4;
  struct Spelling;
  // Filled from the front.
  using Spellings = std::array<std::atomic<const Spelling*>, kRemembered>;

  const Layout* layout() const;
  // Whether the items are large enough, or of the struct's own size where that is asked.
  bool SizeFits(std::ptrdiff_t itemsize, const BindPolicy& policy) const;
  bool IsAccepted(const Question& question) const;
  // As FormatMatches, from memory where the question has been asked before.
  bool Admits(const Question& question);
  static bool Knows(const Spellings& spellings, const Question& question);
  static void Remember(const Question& question, Spellings& spellings);
  void ExplainFormat(const Question& question, BindReport& report) const;
  void ExplainTimes(const Layout& found, const BindPolicy& policy, BindReport& report) const;
  void ExplainNumbers(const Geometry& geometry, const BindRequest& request,
                      const BindPolicy& policy, BindReport& report) const;

  const RecordFacts facts_;
  mutable std::atomic<const Layout*> layout_{nullptr};  // of facts_.format, made once, never freed
  Spellings accepted_{};
  Spellings refused_{};
};

template <class Record>
PEP3118_MODULE_LOCAL inline constinit RecordMatcher matcher{FactsOfRecord<Record>()};

// The view of a buffer that is an array of Record, or nothing: Bind without the report.
template <class Record, class V>
std::optional<V> MatchView(const Buffer& buffer, const KnownMemory* memory,
                           const BindPolicy& policy) {
  constexpr std::size_t kNdim = V::ndim();
  static_assert(kNdim <= kMaxNdim);
  using Byte = std::conditional_t<std::is_const_v<Record>, const unsigned char, unsigned char>;
  Geometry geometry;
  const BindRequest request{kNdim, !std::is_const_v<Record>, false, memory};
  if (!matcher<std::remove_const_t<Record>>.Matches(buffer, request, policy, geometry)) {
    return std::nullopt;
  }
  return ViewAccess::Make<V>(reinterpret_cast<Byte*>(geometry.data), FirstOf<kNdim>(geometry.shape),
                             FirstOf<kNdim>(geometry.strides));
}

// The same for a view whose ndim is a value.
template <class Record, class V>
std::optional<V> MatchNdimView(const Buffer& buffer, const KnownMemory* memory,
                               const BindPolicy& policy) {
  using Byte = std::conditional_t<std::is_const_v<Record>, const unsigned char, unsigned char>;
  Geometry geometry;
  const BindRequest request{kAnyNdim, !std::is_const_v<Record>, false, memory};
  if (!matcher<std::remove_const_t<Record>>.Matches(buffer, request, policy, geometry)) {
    return std::nullopt;
  }
  return NdimViewAccess::Make<V>(reinterpret_cast<Byte*>(geometry.data), geometry.Shape(),
                                 geometry.Strides());
}

template <class Record, std::size_t N>
std::optional<UncheckedIndirectView<Record, N>> MatchIndirectView(const Buffer& buffer,
                                                                  const BindPolicy& policy) {
  Geometry geometry;
  const BindRequest request{N, !std::is_const_v<Record>, true, nullptr};
  if (!matcher<std::remove_const_t<Record>>.Matches(buffer, request, policy, geometry)) {
    return std::nullopt;
  }
  std::array<std::ptrdiff_t, N> suboffsets;
  for (std::size_t i = 0; i < N; ++i)
    suboffsets[i] = geometry.indirect ? geometry.suboffsets[i] : -1;
  return UncheckedIndirectView<Record, N>(geometry.data, FirstOf<N>(geometry.shape),
                                          FirstOf<N>(geometry.strides), suboffsets);
}

template <class Record>
BindReport ExplainMismatch(const Buffer& buffer, const BindRequest& request,
                           const BindPolicy& policy) {
  return matcher<std::remove_const_t<Record>>.Explain(buffer, request, policy);
}

}  // namespace internal

template <class Record, std::size_t N>
Result<UncheckedView<Record, N>, BindReport> Bind(const Buffer& buffer,
                                                  const BindPolicy& policy = {}) {
  using V = UncheckedView<Record, N>;
  if (std::optional<V> view = internal::MatchView<Record, V>(buffer, nullptr, policy)) return *view;
  return internal::ExplainMismatch<Record>(buffer, {N, !std::is_const_v<Record>, false, nullptr},
                                           policy);
}

template <class Record, std::size_t N>
Result<View<Record, N>, BindReport> Bind(const Buffer& buffer, const KnownMemory& memory,
                                         const BindPolicy& policy = {}) {
  using V = View<Record, N>;
  if (std::optional<V> view = internal::MatchView<Record, V>(buffer, &memory, policy)) return *view;
  return internal::ExplainMismatch<Record>(buffer, {N, !std::is_const_v<Record>, false, &memory},
                                           policy);
}

// Whether Bind<Record, N>(buffer, policy) gives a view; makes no report.
template <class Record, std::size_t N>
bool Admits(const Buffer& buffer, const BindPolicy& policy = {}) {
  return internal::MatchView<Record, UncheckedView<Record, N>>(buffer, nullptr, policy).has_value();
}

// Calls `visitor` with the view of the buffer as the first of Records that fits:
//
//   const auto report = BindAny<1, const Packed, const Aligned>(buffer, [&](auto view) { ... });
//   if (report) return Log(Render(*report));
//
// Nothing when one fits, else the report with the fewest differences.
template <std::size_t N, class... Records, class F>
std::optional<BindReport> BindAny(const Buffer& buffer, F&& visitor,
                                  const BindPolicy& policy = {}) {
  static_assert(sizeof...(Records) > 0, "BindAny<N, Record, ...>: name the records");
  const auto visit = [&]<class Record>() {
    const auto view =
        internal::MatchView<Record, UncheckedView<Record, N>>(buffer, nullptr, policy);
    if (view) visitor(*view);
    return view.has_value();
  };
  if ((visit.template operator()<Records>() || ...)) return std::nullopt;
  std::optional<BindReport> nearest;
  const auto explain = [&]<class Record>() {
    BindReport report = internal::ExplainMismatch<Record>(
        buffer, {N, !std::is_const_v<Record>, false, nullptr}, policy);
    if (!nearest || report.mismatches.size() < nearest->mismatches.size()) {
      nearest = std::move(report);
    }
  };
  (explain.template operator()<Records>(), ...);
  return nearest;
}

// Bind for an array of any number of dimensions, none included: ndim is part of the view, and no
// difference.
//
//   const auto values = BindNdim<const double>(buffer, memory);
//   if (!values) return Log(Render(values.error()));
//   values->ForEach([&](double value) { sum += value; });
template <class Record>
Result<UncheckedNdimView<Record>, BindReport> BindNdim(const Buffer& buffer,
                                                       const BindPolicy& policy = {}) {
  using V = UncheckedNdimView<Record>;
  if (auto view = internal::MatchNdimView<Record, V>(buffer, nullptr, policy)) return *view;
  return internal::ExplainMismatch<Record>(
      buffer, {internal::kAnyNdim, !std::is_const_v<Record>, false, nullptr}, policy);
}

template <class Record>
Result<NdimView<Record>, BindReport> BindNdim(const Buffer& buffer, const KnownMemory& memory,
                                              const BindPolicy& policy = {}) {
  using V = NdimView<Record>;
  if (auto view = internal::MatchNdimView<Record, V>(buffer, &memory, policy)) return *view;
  return internal::ExplainMismatch<Record>(
      buffer, {internal::kAnyNdim, !std::is_const_v<Record>, false, &memory}, policy);
}

// Bind for an array whose items lie behind pointers (suboffsets), or may.
template <class Record, std::size_t N>
Result<UncheckedIndirectView<Record, N>, BindReport> BindIndirect(const Buffer& buffer,
                                                                  const BindPolicy& policy = {}) {
  if (auto view = internal::MatchIndirectView<Record, N>(buffer, policy)) return *view;
  return internal::ExplainMismatch<Record>(buffer, {N, !std::is_const_v<Record>, true, nullptr},
                                           policy);
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_BIND_H_
