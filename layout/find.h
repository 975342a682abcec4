// SPDX-License-Identifier: MIT
// From a path to a place in a layout, and all places at once.
//
//   Result<FieldLocation, PathError> id = Find(layout, "v[2].id");
//   if (id) Read(item + id->offset, *id->field);
//
//   for (const LeafField& leaf : Leaves(layout)) Show(leaf.Path(), leaf.offset, leaf.dims);
//
// Pure and thread-safe; offsets in bytes from the start of the item; nothing is expanded by a
// count. What they return points into the layout, which must outlive it.
#ifndef PEP3118_LAYOUT_FIND_H_
#define PEP3118_LAYOUT_FIND_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/path.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

// One element of a field, or the subarray that is left when not all dimensions are indexed.
struct FieldLocation {
  const Field* field = nullptr;         // kind, itemsize of one element, byte order, ...
  std::int64_t offset = 0;              // of the first byte, from the start of the item
  std::span<const std::int64_t> shape;  // dimensions that no index has taken, row-major
};

// The place that `path` (path.h) leads to.  Linear in the path and in the fields of the records on
// the way.
Result<FieldLocation, PathError> Find(const Layout& layout, std::string_view path);

// A field in every element of the arrays around it.
struct FieldElements {
  const Field* field = nullptr;
  std::int64_t offset = 0;  // of the first element, from the start of the item
  // Dimensions that no index has taken, outermost first, and the step of each in bytes; the last
  // ones are the field's own.
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides;
};

// As Find, but an array of records that the path does not index leads to the field in all of them:
// "track.lat" is the latitudes of all `track`.
Result<FieldElements, PathError> FindElements(const Layout& layout, std::string_view path);

// A field without fields, wherever it is: one for each in the layout, however many elements the
// arrays around it have.
struct LeafField {
  const Field* field = nullptr;
  std::int64_t offset = 0;  // of its first element, from the start of the item
  // Every dimension on the way from the item, outermost first, the leaf's own last, and the step of
  // each in bytes.  Element (i, j, ...) is at offset + i * strides[0] + j * strides[1] + ...
  std::span<const std::int64_t> dims;
  std::span<const std::int64_t> strides;

  // The path of its first element's subarray: index 0 into every array of records around it, the
  // leaf's own dimensions left.  Find(layout, Path()) gives `field` and `offset` (unless a
  // dimension on the way is 0, so that there is no element to find).
  std::string Path() const;

  const Layout* layout = nullptr;
  std::span<const std::uint32_t> parents;  // indices of the records around it, the item first
  // By index of a field: which of the fields of its name it is in its record, kOnly for the only one.
  static constexpr std::uint32_t kOnly = 0xffffffff;
  std::span<const std::uint32_t> ordinals;
};

// Leaves in order of offset.  A LeafField and its spans hold until the iterator moves on.  Beginning
// sorts the names of each record once; a step is constant time but for the depth, and a Path() is
// linear in its own length.
class LeafRange {
 public:
  explicit LeafRange(const Layout& layout) : layout_(&layout) {}

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = LeafField;
    using difference_type = std::ptrdiff_t;
    using pointer = const LeafField*;
    using reference = const LeafField&;

    explicit Iterator(const Layout& layout);
    const LeafField& operator*() const { return leaf_; }
    const LeafField* operator->() const { return &leaf_; }
    Iterator& operator++() {
      ++index_;
      AdvanceToLeaf();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& a, std::default_sentinel_t) {
      return a.index_ == a.layout_->all().size();
    }

    // The leaf points into the iterator's own vectors.
    Iterator(Iterator&&) = default;
    Iterator& operator=(Iterator&&) = default;

   private:
    struct Open {
      std::uint32_t end = 0;    // of the record
      std::int64_t offset = 0;  // of its first element
      std::size_t dims = 0;     // dimensions around it and its own
    };

    void CountNames(const Field& record);
    void AdvanceToLeaf();  // enters records until a leaf or the end
    void PushDims(const Field& field);

    const Layout* layout_;
    std::uint32_t index_ = 0;
    std::vector<Open> open_;
    std::vector<std::uint32_t> parents_;
    std::vector<std::uint32_t> ordinals_;
    std::vector<std::int64_t> dims_;
    std::vector<std::int64_t> strides_;
    LeafField leaf_;
  };

  Iterator begin() const { return Iterator(*layout_); }
  std::default_sentinel_t end() const { return {}; }

 private:
  const Layout* layout_;
};

inline LeafRange Leaves(const Layout& layout) { return LeafRange(layout); }

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_FIND_H_
