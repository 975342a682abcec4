// SPDX-License-Identifier: MIT
// C++ memory as a Python object with a buffer: np.asarray(x) is a view of it.
//
//   std::vector<my::Point> points = Simulate();
//   return Export(std::move(points));                 // a new reference
//
//   auto grid = std::make_shared<Grid>();
//   return Export(grid->view(), grid);                // shared with C++: written here, seen there
//
// The format is the record's canonical text, which NumPy, memoryview and ctypes read right, and
// `__array_interface__` says the same.  const items are read-only.
//
// Each returns a new reference to a pep3118.Exported (exported_object.h), or nullptr with a Python
// exception set.  The owner lives until the object and all its buffers are gone, or until the
// object's release(), which fails while there are buffers.  Needs the GIL; the owner is destroyed
// with the GIL held.
#ifndef PEP3118_PYTHON_EXPORT_H_
#define PEP3118_PYTHON_EXPORT_H_

#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/buffer/view.h"
#include "pep3118/python/exported_object.h"
#include "pep3118/python/fill_buffer.h"
#include "pep3118/python/object.h"

namespace pep3118 {

// A view of any number of dimensions, direct or indirect (UncheckedIndirectView).
template <class V, class Owner>
  requires requires(const V& view) { internal::FactsOfView(view); }
PyObject* Export(const V& view, std::shared_ptr<Owner> owner) {
  const MemoryFacts facts = internal::FactsOfView(view);
  if (facts.format == nullptr) {
    PyErr_SetString(PyExc_BufferError, "a sliced view behind pointers has a negative suboffset");
    return nullptr;
  }
  return internal::ExportMemory(facts, std::shared_ptr<const void>(std::move(owner)));
}

template <class T, std::size_t Extent, class Owner>
PyObject* Export(std::span<T, Extent> items, std::shared_ptr<Owner> owner) {
  return Export(View<T, 1>(std::span<T>(items)), std::move(owner));
}

// Takes the items over; they are writable from Python.
template <class T>
PyObject* Export(std::vector<T>&& items) {
  static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no bool in memory to show");
  try {
    auto owner = std::make_shared<std::vector<T>>(std::move(items));
    const std::span<T> all(*owner);
    return Export(all, std::move(owner));
  } catch (const std::bad_alloc&) {
    return PyErr_NoMemory();
  }
}

}  // namespace pep3118

#endif  // PEP3118_PYTHON_EXPORT_H_
