// SPDX-License-Identifier: MIT
// A value or the reason why there is none.  Never both, never neither.
#ifndef PEP3118_BASE_RESULT_H_
#define PEP3118_BASE_RESULT_H_

#include <utility>
#include <variant>

namespace pep3118 {

template <class T, class Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  // Only when the result holds no value.
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pep3118

#endif  // PEP3118_BASE_RESULT_H_
