// SPDX-License-Identifier: MIT
// The array of a `.npy` file, without a copy.
//
//   Result<NpyArray> array = NpyArrayIn(bytes);                       // a mapped file
//   if (!array) return Log(Render(array.error(), AsText(bytes)));
//   auto points = Bind<const my::Point, 2>(array->buffer(), array->memory());
#ifndef PEP3118_BUFFER_NPY_ARRAY_H_
#define PEP3118_BUFFER_NPY_ARRAY_H_

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "pep3118/buffer/buffer.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

class NpyArray {
 public:
  // Of one item, on the host.
  const Layout& layout() const { return layout_; }
  // Counts; empty for an array of one item without dimensions.
  std::span<const std::ptrdiff_t> shape() const { return shape_; }

  // The array as its file describes it, read-only; the format is the layout's canonical text, which
  // says the unit of no time; Bind takes that from the layout.  Points into this and into the file's
  // bytes.
  Buffer buffer() const;
  // The data's bytes.
  KnownMemory memory() const { return {data_.data(), data_.size()}; }

 private:
  friend Result<NpyArray> NpyArrayIn(std::span<const std::byte> bytes);

  Layout layout_;
  std::string format_;
  std::vector<std::ptrdiff_t> shape_;
  std::vector<std::ptrdiff_t> strides_;  // bytes
  std::span<const std::byte> data_;
};

// The array that the file of these bytes holds; they must outlive it and what is made of it.
//
// Refused, with a span of `bytes`: what ReadNpyHeader refuses, a file that ends before its data
// (kNpyHeader), and a dimension above PTRDIFF_MAX (the same).  Bytes after the data are not looked
// at.  Thread-safe; linear in the length of the header.
Result<NpyArray> NpyArrayIn(std::span<const std::byte> bytes);

}  // namespace pep3118

#endif  // PEP3118_BUFFER_NPY_ARRAY_H_
