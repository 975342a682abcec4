// SPDX-License-Identifier: MIT
// What one item of a Python object is: exactly, where the object knows more than its format says.
//
//   std::optional<ObjectLayout> found = LayoutOfObject(object);
//   if (!found) return nullptr;                       // a Python exception is set
//   for (const Field& field : found->layout->fields()) ...
#ifndef PEP3118_PYTHON_LAYOUT_OF_OBJECT_H_
#define PEP3118_PYTHON_LAYOUT_OF_OBJECT_H_

#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/explicit_layout.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/python/object.h"
#include "pep3118/python/py_buffer.h"
#include "pep3118/python/python_type.h"

namespace pep3118 {

// Who said what an item is.
enum class LayoutSource {
  kDtype,           // a NumPy dtype: offsets, shapes and itemsize
  kArrayInterface,  // the object's `__array_interface__`
  kCtypes,          // a ctypes class: its _fields_ and their descriptors
  kFormat,          // the format of the buffer, or a format itself: nothing else spoke
};

// "dtype", "__array_interface__", "ctypes", "format".
inline const char* LayoutSourceName(LayoutSource source) {
  switch (source) {
    case LayoutSource::kDtype:
      return "dtype";
    case LayoutSource::kArrayInterface:
      return "__array_interface__";
    case LayoutSource::kCtypes:
      return "ctypes";
    case LayoutSource::kFormat:
      break;
  }
  return "format";
}

// The layout is shared with every other format of the same layout in this process.
struct ObjectLayout {
  SharedLayout layout;
  LayoutSource source = LayoutSource::kFormat;
};

namespace internal {

enum class Answer { kNone, kFound, kError };  // kError: a Python exception is set

inline Answer Found(bool read) { return read ? Answer::kFound : Answer::kError; }

inline Answer ExactTypeOf(PyObject* object, ExplicitType& type, LayoutSource& source);

// A memoryview speaks for its object until it is cast.
inline Answer ExactTypeOfMemoryview(PyObject* object, ExplicitType& type, LayoutSource& source) {
  const PyReference owner = OptionalAttribute(object, "obj");
  if (!owner) return PyErr_Occurred() != nullptr ? Answer::kError : Answer::kNone;
  if (owner.get() == Py_None) return Answer::kNone;
  const PyBuffer view = PyBuffer::Get(object, PyBUF_FULL_RO);
  if (!view) return Answer::kError;
  const PyBuffer own = PyBuffer::Get(owner.get(), PyBUF_FULL_RO);
  if (!own) {
    PyErr_Clear();
    return Answer::kNone;
  }
  const auto text = [](const Py_buffer& buffer) {
    return std::string_view(buffer.format == nullptr ? "B" : buffer.format);
  };
  if (text(view.get()) != text(own.get()) || view.get().itemsize != own.get().itemsize) {
    return Answer::kNone;
  }
  return ExactTypeOf(owner.get(), type, source);
}

// kNone where the object has nothing but its buffer's format.
inline Answer ExactTypeOf(PyObject* object, ExplicitType& type, LayoutSource& source) {
  const CtypesClasses ctypes;
  if (ctypes.IsOne(object)) {
    source = LayoutSource::kCtypes;
    return Found(TypeOfCtypes(ctypes, object, type));
  }
  auto* const cls = reinterpret_cast<PyObject*>(Py_TYPE(object));
  if (ctypes.IsOne(cls)) {  // its buffer's items are those of the innermost array
    source = LayoutSource::kCtypes;
    if (!TypeOfCtypes(ctypes, cls, type)) return Answer::kError;
    type.shape.clear();
    return Answer::kFound;
  }
  const PyReference dtype_class = ImportedAttribute("numpy", "dtype");
  if (IsInstanceOf(object, dtype_class)) {
    source = LayoutSource::kDtype;
    return Found(TypeOfDtype(object, type));
  }
  if (dtype_class && !PyType_Check(object)) {
    const PyReference dtype = OptionalAttribute(object, "dtype");
    if (PyErr_Occurred() != nullptr) return Answer::kError;
    if (IsInstanceOf(dtype.get() != nullptr ? dtype.get() : Py_None, dtype_class)) {
      source = LayoutSource::kDtype;
      return Found(TypeOfDtype(dtype.get(), type));
    }
  }
  if (PyMemoryView_Check(object)) return ExactTypeOfMemoryview(object, type, source);
  const PyReference interface =
      PyType_Check(object) ? PyReference() : OptionalAttribute(object, "__array_interface__");
  if (PyErr_Occurred() != nullptr) return Answer::kError;
  if (!interface) return Answer::kNone;
  source = LayoutSource::kArrayInterface;
  return Found(TypeOfArrayInterface(interface.get(), type));
}

// Sets a ValueError for a format that is refused.
struct SetFormatError {
  void operator()(const Diagnostic& error, std::string_view) const {
    const std::string message = Message(error) + " [" + std::string(ErrorName(error.kind)) + "]";
    PyErr_Format(PyExc_ValueError, "at byte %u: %s", static_cast<unsigned>(error.span.begin),
                 message.c_str());
  }
};

template <class SetError>
std::optional<ObjectLayout> LayoutOfText(std::string_view format, const LayoutOptions& options,
                                         const SetError& set_error) {
  Result<SharedLayout> layout = LayoutOf(format, options);
  if (layout) return ObjectLayout{*std::move(layout), LayoutSource::kFormat};
  set_error(layout.error(), format);
  return std::nullopt;
}

// The exact layout of an object's item; nullopt without an exception where only its format speaks,
// with one where what it says has no layout.
inline std::optional<ObjectLayout> ExactLayoutOf(PyObject* object) {
  ExplicitType type;
  LayoutSource source = LayoutSource::kFormat;
  if (ExactTypeOf(object, type, source) != Answer::kFound) return std::nullopt;
  const Result<Layout, ExplicitError> layout = ExplicitLayout(type);
  if (!layout) {
    PyErr_Format(PyExc_TypeError, "the %s has no layout: %s", LayoutSourceName(source),
                 layout.error().message.c_str());
    return std::nullopt;
  }
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  if (layout->item().ndim == 0) options.itemsize = layout->itemsize();
  std::optional<ObjectLayout> found =
      LayoutOfText(CanonicalText(*layout), options, SetFormatError());
  if (found) found->source = source;
  return found;
}

// LayoutOfObject with a function that sets the exception for a format that is refused.
template <class SetError>
std::optional<ObjectLayout> LayoutOfObject(PyObject* object, LayoutOptions options,
                                           const SetError& set_error) {
  if (PyUnicode_Check(object)) {
    std::string format;
    if (!ReadText(object, format)) return std::nullopt;
    return LayoutOfText(format, options, set_error);
  }
  std::optional<ObjectLayout> exact = ExactLayoutOf(object);
  if (exact || PyErr_Occurred() != nullptr) return exact;
  const PyBuffer buffer = PyBuffer::Get(object, PyBUF_FULL_RO);
  if (!buffer) return std::nullopt;
  options.itemsize = buffer.get().itemsize;
  options.in_array = buffer.get().ndim > 0;
  const char* format = buffer.get().format;
  return LayoutOfText(format == nullptr ? "B" : format, options, set_error);
}

}  // namespace internal

// The layout of one item of `object`: an object with a buffer (for an array, its items), a NumPy
// dtype, array or scalar, an object with `__array_interface__`, a ctypes class or instance, or a
// format as str.  `options` are those of a format; its itemsize is the buffer's where
// there is one.
//
// nullopt with a Python exception set: TypeError where the object has no layout (overlapping
// fields, bit fields, datetime64), ValueError where its format is refused, the object's own
// exception where it raises one.  Needs the GIL; runs the object's Python code.
inline std::optional<ObjectLayout> LayoutOfObject(PyObject* object,
                                                  const LayoutOptions& options = {}) {
  return internal::LayoutOfObject(object, options, internal::SetFormatError());
}

}  // namespace pep3118

#endif  // PEP3118_PYTHON_LAYOUT_OF_OBJECT_H_
