// SPDX-License-Identifier: MIT
// How far a reader of a text is, for readers that do not say so.
//
//   const char* furthest = text.data();
//   Read(WatchedIterator(text.data(), &furthest), WatchedIterator(text.data() + text.size(), &furthest));
#ifndef PEP3118_BASE_WATCHED_ITERATOR_H_
#define PEP3118_BASE_WATCHED_ITERATOR_H_

#include <cstddef>
#include <iterator>

namespace pep3118::internal {

// A forward iterator over characters.  Each step of any copy moves `*furthest`, which outlives all.
class WatchedIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  WatchedIterator() = default;
  WatchedIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  reference operator*() const { return *at_; }
  WatchedIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  WatchedIterator operator++(int) {
    WatchedIterator old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const WatchedIterator& a, const WatchedIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_ = nullptr;
  const char** furthest_ = nullptr;
};

}  // namespace pep3118::internal

#endif  // PEP3118_BASE_WATCHED_ITERATOR_H_
