// SPDX-License-Identifier: MIT
// Layouts in the words of NumPy's array interface ("The array interface protocol"): typestr, descr.
#ifndef PEP3118_PYTHON_ARRAY_INTERFACE_H_
#define PEP3118_PYTHON_ARRAY_INTERFACE_H_

#include <cstdint>
#include <string>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/segments.h"
#include "pep3118/python/object.h"

namespace pep3118::internal {

// "<f8", "|V16"; what NumPy has no type for is its bytes.
inline std::string TypestrOf(const Field& field) {
  const char order = field.byte_order == ByteOrder::kLittle ? '<'
                     : field.byte_order == ByteOrder::kBig  ? '>'
                                                            : '|';
  const auto sized = [&](char kind) {
    return std::string{order, kind} + std::to_string(field.itemsize);
  };
  switch (field.kind) {
    case TypeKind::kBool:
      if (field.itemsize == 1) return "|b1";
      break;
    case TypeKind::kInt:
      return sized('i');
    case TypeKind::kUint:
    case TypeKind::kPointer:
    case TypeKind::kFunction:
      return sized('u');
    case TypeKind::kFloat:
      return sized('f');
    case TypeKind::kComplex:
      if (field.itemsize > 4) return sized('c');
      break;
    case TypeKind::kChar:
    case TypeKind::kBytes:
      return "|S" + std::to_string(field.itemsize);
    case TypeKind::kUcs4:
      return std::string{order, 'U'} + std::to_string(field.itemsize / 4);
    case TypeKind::kObject:
      return "|O";
    default:
      break;
  }
  return "|V" + std::to_string(field.itemsize);
}

inline PyReference TupleOf(std::span<const std::int64_t> numbers) {
  PyReference tuple(PyTuple_New(static_cast<Py_ssize_t>(numbers.size())));
  for (std::size_t i = 0; tuple && i < numbers.size(); ++i) {
    PyObject* number = PyLong_FromLongLong(numbers[i]);
    if (number == nullptr) return {};
    PyTuple_SetItem(tuple.get(), static_cast<Py_ssize_t>(i), number);
  }
  return tuple;
}

// [(name, typestr or descr[, shape]), ...] with ('', '|V4') for a hole; an empty reference with a
// Python exception set when there is no memory.  Nesting is bounded by that of a format.
inline PyReference DescrOf(const Layout& layout, const Field& record) {
  PyReference list(PyList_New(0));
  for (const Segment& segment : SegmentsOf(layout, record)) {
    PyReference entry;
    if (segment.field == nullptr) {
      const std::string hole = "|V" + std::to_string(segment.size);
      entry = PyReference(Py_BuildValue("(ss)", "", hole.c_str()));
    } else {
      const Field& field = *segment.field;
      const std::string_view name = layout.Name(field);
      const PyReference type = field.kind == TypeKind::kRecord
                                   ? DescrOf(layout, field)
                                   : PyReference(PyUnicode_FromString(TypestrOf(field).c_str()));
      const PyReference shape = TupleOf(layout.Shape(field));
      if (!type || !shape) return {};
      entry = PyReference(field.ndim == 0
                              ? Py_BuildValue("(s#O)", name.data(),
                                              static_cast<Py_ssize_t>(name.size()), type.get())
                              : Py_BuildValue("(s#OO)", name.data(),
                                              static_cast<Py_ssize_t>(name.size()), type.get(),
                                              shape.get()));
    }
    if (!list || !entry || PyList_Append(list.get(), entry.get()) != 0) return {};
  }
  return list;
}

}  // namespace pep3118::internal

#endif  // PEP3118_PYTHON_ARRAY_INTERFACE_H_
