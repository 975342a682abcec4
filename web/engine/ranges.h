// SPDX-License-Identifier: MIT
// The algorithms of std::ranges that the library calls and libc++ 14, that of Debian 12's emscripten,
// does not have yet.  Included before every source of the engine, and empty with a later libc++.
//
// They are function templates with the signatures that are called here, no more.
#ifndef PEP3118_WEB_ENGINE_RANGES_H_
#define PEP3118_WEB_ENGINE_RANGES_H_

#include <algorithm>
#include <functional>
#include <iterator>
#include <type_traits>
#include <utility>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000

namespace std::ranges {

// `f` of the projections of its arguments.
template <class F, class Projection>
auto __pep3118_on(F& f, Projection& projection) {
  return [&f, &projection](auto&&... values) -> decltype(auto) {
    return std::invoke(f, std::invoke(projection, values)...);
  };
}

template <class A, class B, class Equal = std::equal_to<>, class ProjectA = std::identity,
          class ProjectB = std::identity>
constexpr bool equal(A&& a, B&& b, Equal equal = {}, ProjectA of_a = {}, ProjectB of_b = {}) {
  return std::equal(std::begin(a), std::end(a), std::begin(b), std::end(b),
                    [&](const auto& x, const auto& y) {
                      return std::invoke(equal, std::invoke(of_a, x), std::invoke(of_b, y));
                    });
}

template <class Range, class Predicate>
constexpr bool any_of(Range&& range, Predicate predicate) {
  return std::any_of(std::begin(range), std::end(range), std::move(predicate));
}
template <class Range, class Predicate>
constexpr bool all_of(Range&& range, Predicate predicate) {
  return std::all_of(std::begin(range), std::end(range), std::move(predicate));
}
template <class Range, class Predicate>
constexpr auto count_if(Range&& range, Predicate predicate) {
  return std::count_if(std::begin(range), std::end(range), std::move(predicate));
}
template <class Range, class Value>
constexpr auto count(Range&& range, const Value& value) {
  return std::count(std::begin(range), std::end(range), value);
}

template <class Range, class Predicate>
constexpr auto find_if(Range&& range, Predicate predicate) {
  return std::find_if(std::begin(range), std::end(range), [&](const auto& element) {
    return static_cast<bool>(std::invoke(predicate, element));
  });
}
template <class Range, class Value, class Projection = std::identity>
constexpr auto find(Range&& range, const Value& value, Projection projection = {}) {
  return std::find_if(std::begin(range), std::end(range), [&](const auto& element) {
    return std::invoke(projection, element) == value;
  });
}
template <class Range, class Projection = std::identity>
constexpr auto adjacent_find(Range&& range, std::equal_to<> equal = {},
                             Projection projection = {}) {
  return std::adjacent_find(std::begin(range), std::end(range), __pep3118_on(equal, projection));
}

template <class Range, class Less = std::less<>, class Projection = std::identity>
constexpr bool is_sorted(Range&& range, Less less = {}, Projection projection = {}) {
  const auto ordered = [&](const auto& x, const auto& y) {
    return std::invoke(less, std::invoke(projection, x), std::invoke(projection, y));
  };
  return std::is_sorted(std::begin(range), std::end(range), ordered);
}
template <class Range, class Less = std::less<>, class Projection = std::identity>
constexpr void sort(Range&& range, Less less = {}, Projection projection = {}) {
  std::sort(std::begin(range), std::end(range), __pep3118_on(less, projection));
}
template <class Range, class Less = std::less<>, class Projection = std::identity>
void stable_sort(Range&& range, Less less = {}, Projection projection = {}) {
  std::stable_sort(std::begin(range), std::end(range), __pep3118_on(less, projection));
}

template <class Range, class Value, class Less = std::less<>>
constexpr bool binary_search(Range&& range, const Value& value, Less less = {}) {
  return std::binary_search(std::begin(range), std::end(range), value, less);
}
template <class Range, class Value, class Less = std::less<>, class Projection = std::identity>
constexpr auto lower_bound(Range&& range, const Value& value, Less less = {},
                           Projection projection = {}) {
  return std::lower_bound(std::begin(range), std::end(range), value,
                          [&](const auto& element, const auto& bound) {
                            return std::invoke(less, std::invoke(projection, element), bound);
                          });
}
template <class Range, class Value, class Less = std::less<>, class Projection = std::identity>
constexpr auto upper_bound(Range&& range, const Value& value, Less less = {},
                           Projection projection = {}) {
  return std::upper_bound(std::begin(range), std::end(range), value,
                          [&](const auto& bound, const auto& element) {
                            return std::invoke(less, bound, std::invoke(projection, element));
                          });
}

}  // namespace std::ranges

#endif

#endif  // PEP3118_WEB_ENGINE_RANGES_H_
