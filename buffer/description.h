// SPDX-License-Identifier: MIT
// A buffer whose numbers and format agree; and, where the memory is known, whose every item has
// been proved to lie in it.
//
//   Result<Description, BufferError> array = Describe(buffer, {base, size});
//   if (!array) Log(Message(array.error()));
//   const Field* x = ...Find(array->layout(), "x")...;
//
// The type says what was proved: Description, every byte of every item is inside the memory;
// UncheckedDescription, the numbers agree but the exporter is trusted that the memory is there.
//
// Items of no bytes (`T{}`, `0s`) are bounded by the memory: Describe refuses more of them than it
// has bytes.  DescribeUnchecked knows no memory and takes their number on trust.
#ifndef PEP3118_BUFFER_DESCRIPTION_H_
#define PEP3118_BUFFER_DESCRIPTION_H_

#include <memory>
#include <span>
#include <utility>

#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/buffer_error.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class BufferAccess : bool { kRead, kWrite };

// Immutable; shares ownership of the layout, owns no memory of the buffer, keeps no pointer to the
// Buffer, its format or its arrays.
class UncheckedDescription {
 public:
  const Geometry& geometry() const { return geometry_; }
  // What one item is; layout().itemsize() equals geometry().itemsize.
  const Layout& layout() const { return *layout_; }
  const std::shared_ptr<const Layout>& shared_layout() const { return layout_; }

 private:
  friend class DescriptionMaker;

  Geometry geometry_{};
  std::shared_ptr<const Layout> layout_;
};

// What Describe has proved.  Can be used wherever an unchecked one is enough, never the reverse.
class Description : public UncheckedDescription {
 private:
  friend class DescriptionMaker;
};

// `options.itemsize` is ignored: it is the buffer's.  With a NULL format and an itemsize above 1
// the item is an opaque block (the exporter was asked for no format).  kWrite refuses a read-only
// buffer.  `blocks`: memory that the pointers of an indirect array may lead to, besides `memory`.
// Thread-safe; O(ndim) once the format is known to the layout cache (O(pointers) when indirect).
Result<Description, BufferError> Describe(const Buffer& buffer, const KnownMemory& memory,
                                          BufferAccess access = BufferAccess::kRead,
                                          const LayoutOptions& options = {},
                                          std::span<const KnownMemory> blocks = {});
Result<UncheckedDescription, BufferError> DescribeUnchecked(
    const Buffer& buffer, BufferAccess access = BufferAccess::kRead,
    const LayoutOptions& options = {});

}  // namespace pep3118

#endif  // PEP3118_BUFFER_DESCRIPTION_H_
