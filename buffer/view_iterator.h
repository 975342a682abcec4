// SPDX-License-Identifier: MIT
// Random-access iterators of View: over items where there is one dimension, else over sub-views.
#ifndef PEP3118_BUFFER_VIEW_ITERATOR_H_
#define PEP3118_BUFFER_VIEW_ITERATOR_H_

#include <compare>
#include <iterator>
#include <type_traits>

#include "pep3118/buffer/slice.h"

namespace pep3118::internal {

// What both have in common: a position that steps.  Positions are compared, not addresses, because
// a stride may be 0.
template <class Derived>
class PositionIterator {
 public:
  using difference_type = std::ptrdiff_t;

  Derived& operator++() { return Move(1); }
  Derived& operator--() { return Move(-1); }
  Derived& operator+=(std::ptrdiff_t n) { return Move(n); }
  Derived& operator-=(std::ptrdiff_t n) { return Move(-n); }  // bounded: a walk inside the extent
  Derived operator++(int) {
    Derived before = self();
    Move(1);
    return before;
  }
  Derived operator--(int) {
    Derived before = self();
    Move(-1);
    return before;
  }
  decltype(auto) operator[](std::ptrdiff_t n) const { return *(self() + n); }

  friend Derived operator+(Derived it, std::ptrdiff_t n) { return it += n; }
  friend Derived operator+(std::ptrdiff_t n, Derived it) { return it += n; }
  friend Derived operator-(Derived it, std::ptrdiff_t n) { return it -= n; }
  friend std::ptrdiff_t operator-(const Derived& a, const Derived& b) {
    return a.position_ - b.position_;  // bounded: both are 0 ... extent
  }
  friend bool operator==(const Derived& a, const Derived& b) { return a.position_ == b.position_; }
  friend auto operator<=>(const Derived& a, const Derived& b) {
    return a.position_ <=> b.position_;
  }

 protected:
  PositionIterator() = default;
  explicit PositionIterator(std::ptrdiff_t position) : position_(position) {}

  std::ptrdiff_t position_ = 0;

 private:
  const Derived& self() const { return static_cast<const Derived&>(*this); }
  Derived& Move(std::ptrdiff_t n) {
    position_ += n;  // bounded: 0 ... extent, as the standard asks of every random-access iterator
    return static_cast<Derived&>(*this);
  }
};

template <class T, class Byte>
class ItemIterator : public PositionIterator<ItemIterator<T, Byte>> {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = std::remove_cv_t<T>;
  using pointer = T*;
  using reference = T&;

  ItemIterator() = default;
  ItemIterator(Byte* base, std::ptrdiff_t stride, std::ptrdiff_t position)
      : PositionIterator<ItemIterator>(position), base_(base), stride_(stride) {}

  T& operator*() const {
    return *reinterpret_cast<T*>(base_ + this->position_ * stride_);  // bounded: an item
  }
  T* operator->() const { return &**this; }

 private:
  Byte* base_ = nullptr;
  std::ptrdiff_t stride_ = 0;
};

// Sub-views are made as they are asked for, so a reference is a value.
template <class View>
class SubviewIterator : public PositionIterator<SubviewIterator<View>> {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = typename View::Subview;
  using pointer = void;
  using reference = value_type;

  SubviewIterator() = default;
  SubviewIterator(const View& view, std::ptrdiff_t position)
      : PositionIterator<SubviewIterator>(position), view_(view) {}

  value_type operator*() const { return view_[this->position_]; }

 private:
  View view_;
};

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_VIEW_ITERATOR_H_
