// SPDX-License-Identifier: MIT
// How the elements of a field become values of a C++ type, and values elements.
#ifndef PEP3118_BUFFER_COLUMN_VALUE_H_
#define PEP3118_BUFFER_COLUMN_VALUE_H_

#include <array>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "pep3118/buffer/convert/kernel.h"
#include "pep3118/buffer/convert/number.h"
#include "pep3118/layout/layout.h"
#include "pep3118/runtime/half.h"

namespace pep3118 {

// Whether a number that the other type does not hold becomes the nearest one that it does
// (Narrowing::kSaturating, convert/report.h), or is a reason to refuse the column.
enum class Lossy : bool { kRefused, kAllowed };

namespace internal {

template <class T>
inline constexpr bool kIsComplex = false;
template <class T>
inline constexpr bool kIsComplex<std::complex<T>> =
    std::is_same_v<T, float> || std::is_same_v<T, double> || std::is_same_v<T, long double>;

template <class T>
concept NumberValue = HostNumber<T> || kIsComplex<T>;

}  // namespace internal

// The types that a column can be read as: integers of up to 8 bytes, bool, float, double, long
// double, half and the compiler's own; std::complex of the middle three; std::string,
// std::string_view; the bytes of each element.
template <class T>
concept ColumnValue =
    std::same_as<T, std::remove_cv_t<T>> &&
    (internal::NumberValue<T> || std::same_as<T, std::string> ||
     std::same_as<T, std::string_view> || std::same_as<T, std::span<const std::byte>>);

// And written from.
template <class T>
concept WritableColumnValue = std::same_as<T, std::remove_cv_t<T>> &&
                              (internal::NumberValue<T> || std::same_as<T, std::string_view>);

namespace internal {

// ---- numbers

// A C++ number: the type of it, or of each of its two parts.
struct NumberForm {
  NumberType type;
  bool is_complex;
  bool is_char;  // also a `c`
};
template <NumberValue T>
constexpr NumberForm FormOf() {
  if constexpr (kIsComplex<T>) {
    return {NumberTypeOf<typename T::value_type>(), true, false};
  } else {
    return {NumberTypeOf<T>(), false, std::same_as<T, char>};
  }
}

// One run of a kernel for each part.
class NumberMover {
 public:
  void Add(const Kernel& kernel, std::ptrdiff_t from, std::ptrdiff_t to) {
    parts_[count_++] = {kernel, from, to};
  }
  void Move(const Run& run) const {
    for (std::size_t i = 0; i < count_; ++i) {
      const Part& part = parts_[i];
      // bounded: inside the element
      part.kernel({run.from + part.from, run.from_step, run.to + part.to, run.to_step, run.count});
    }
  }

 private:
  struct Part {
    Kernel kernel;
    std::ptrdiff_t from = 0;  // bytes from the start of the element
    std::ptrdiff_t to = 0;
  };
  std::array<Part, 2> parts_;
  std::size_t count_ = 0;
};

// Nothing when the numbers do not become each other.
std::optional<NumberMover> MoverFrom(const Field& field, const NumberForm& to, Lossy lossy);
std::optional<NumberMover> MoverTo(const NumberForm& from, const Field& field, Lossy lossy);

// ---- text and bytes

// Reads `count` fields, `stride` bytes apart, of `itemsize` bytes each.
template <class T>
using RowLoader = void (*)(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count,
                           std::ptrdiff_t itemsize, T* out);
// nullptr when the field is none of T's kinds.
template <class T>
RowLoader<T> LoaderOf(const Field& field);
template <>
RowLoader<std::string> LoaderOf<std::string>(const Field& field);
template <>
RowLoader<std::string_view> LoaderOf<std::string_view>(const Field& field);
template <>
RowLoader<std::span<const std::byte>> LoaderOf<std::span<const std::byte>>(const Field& field);

// Writes one text into a field of `itemsize` bytes.  False, and nothing is written, when it is longer
// and must not be cut.
using TextStore = bool (*)(std::string_view text, unsigned char* to, std::ptrdiff_t itemsize,
                           bool may_cut);
TextStore StoreOf(const Field& field);

// ---- one interface to both

template <class T>
class ColumnReader {
 public:
  static std::optional<ColumnReader> Make(const Field& field, Lossy lossy) {
    ColumnReader reader;
    reader.itemsize_ = field.itemsize;
    if constexpr (NumberValue<T>) {
      const std::optional<NumberMover> mover = MoverFrom(field, FormOf<T>(), lossy);
      if (!mover) return std::nullopt;
      reader.how_ = *mover;
    } else {
      reader.how_ = LoaderOf<T>(field);
      if (reader.how_ == nullptr) return std::nullopt;
    }
    return reader;
  }

  // `count` elements, `stride` bytes apart.
  void Read(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count, T* out) const {
    if constexpr (NumberValue<T>) {
      how_.Move({from, stride, reinterpret_cast<unsigned char*>(out), sizeof(T), count});
    } else {
      how_(from, stride, count, itemsize_, out);
    }
  }

 private:
  std::conditional_t<NumberValue<T>, NumberMover, RowLoader<T>> how_{};
  std::ptrdiff_t itemsize_ = 0;
};

template <class T>
class ColumnStore {
 public:
  static std::optional<ColumnStore> Make(const Field& field, Lossy lossy) {
    ColumnStore store;
    store.itemsize_ = field.itemsize;
    store.may_cut_ = lossy == Lossy::kAllowed;
    if constexpr (NumberValue<T>) {
      const std::optional<NumberMover> mover = MoverTo(FormOf<T>(), field, lossy);
      if (!mover) return std::nullopt;
      store.how_ = *mover;
    } else {
      store.how_ = StoreOf(field);
      if (store.how_ == nullptr) return std::nullopt;
    }
    return store;
  }

  // The number of values written: less than `count` when the next is a text that is too long.
  std::ptrdiff_t Write(const T* values, std::ptrdiff_t count, unsigned char* to,
                       std::ptrdiff_t stride) const {
    if constexpr (NumberValue<T>) {
      how_.Move({reinterpret_cast<const unsigned char*>(values), sizeof(T), to, stride, count});
    } else {
      for (std::ptrdiff_t i = 0; i < count; ++i) {
        // bounded: element i of `count`
        if (!how_(values[i], to + i * stride, itemsize_, may_cut_)) return i;
      }
    }
    return count;
  }

 private:
  std::conditional_t<NumberValue<T>, NumberMover, TextStore> how_{};
  std::ptrdiff_t itemsize_ = 0;
  bool may_cut_ = false;
};

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_BUFFER_COLUMN_VALUE_H_
