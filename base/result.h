// SPDX-License-Identifier: MIT
// A value or the reason why there is none.  Never both, never neither.  The names are those of
// std::expected (C++23).
#ifndef PEP3118_BASE_RESULT_H_
#define PEP3118_BASE_RESULT_H_

#include <utility>
#include <variant>

#include "pep3118/base/standard.h"

namespace pep3118 {

template <class T, class Error>
class [[nodiscard]] Result {
 public:
  Result(const T& value) : state_(std::in_place_index<0>, value) {}
  Result(T&& value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(const Error& error) : state_(std::in_place_index<1>, error) {}
  Result(Error&& error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return has_value(); }

  bool has_value() const { return state_.index() == 0; }

  // The value.  Undefined when there is none, as for std::optional.
  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  // The value, or `fallback` when there is none.
  template <class U>
  T value_or(U&& fallback) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(fallback));
  }
  template <class U>
  T value_or(U&& fallback) && {
    return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(fallback));
  }

  // The reason.  Undefined when there is a value.
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pep3118

#endif  // PEP3118_BASE_RESULT_H_
