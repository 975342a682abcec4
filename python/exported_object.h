// SPDX-License-Identifier: MIT
// pep3118.Exported: a Python object that shows memory as a buffer and keeps its owner alive.
//
// The cyclic garbage collector does not see the owner: an owner that holds the object itself is
// never freed.
//
// From Python: `release()`, `exports`, `format`, `itemsize`, `shape`, `strides`, `readonly`,
// `address`, `__array_interface__`, `len()`.
#ifndef PEP3118_PYTHON_EXPORTED_OBJECT_H_
#define PEP3118_PYTHON_EXPORTED_OBJECT_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/base/module_local.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/python/array_interface.h"
#include "pep3118/python/fill_buffer.h"
#include "pep3118/python/object.h"

namespace pep3118::internal {

// MemoryFacts that own what they point to.
struct OwnedFacts {
  OwnedFacts(const MemoryFacts& facts)  // NOLINT: a conversion
      : format(facts.format), facts_(facts) {
    const auto size = static_cast<std::size_t>(facts.ndim);
    if (size > 0) {
      shape.assign(facts.shape, facts.shape + size);
      strides.assign(facts.strides, facts.strides + size);
    }
    if (facts.suboffsets != nullptr) suboffsets.assign(facts.suboffsets, facts.suboffsets + size);
  }

  MemoryFacts facts() const {
    MemoryFacts facts = facts_;
    facts.format = format.c_str();
    facts.shape = shape.data();
    facts.strides = strides.data();
    facts.suboffsets = suboffsets.empty() ? nullptr : suboffsets.data();
    return facts;
  }
  bool is_indirect() const { return !suboffsets.empty(); }

  const std::string format;
  std::vector<Py_ssize_t> shape;
  std::vector<Py_ssize_t> strides;
  std::vector<Py_ssize_t> suboffsets;

 private:
  MemoryFacts facts_;  // but for the pointers
};

struct ExportedState {
  const OwnedFacts memory;
  std::shared_ptr<const void> owner;
  static constexpr Py_ssize_t kReleased = -1;
  std::atomic<Py_ssize_t> exports{0};  // or kReleased; atomic, since Python may run without the GIL

  bool released() const { return exports == kReleased; }
};

struct ExportedObject {
  PyObject head;
  ExportedState* state;
};

inline ExportedState& StateOf(PyObject* self) {
  return *reinterpret_cast<ExportedObject*>(self)->state;
}

inline void FreeExported(PyObject* self) {
  delete reinterpret_cast<ExportedObject*>(self)->state;
  PyTypeObject* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(reinterpret_cast<PyObject*>(type));
}

inline int GetExported(PyObject* self, Py_buffer* out, int flags) {
  ExportedState& state = StateOf(self);
  Py_ssize_t exports = state.exports;
  do {
    if (exports == ExportedState::kReleased) return RefuseBuffer(out, "the memory was released");
  } while (!state.exports.compare_exchange_weak(exports, exports + 1));
  const int result = FillBuffer(out, self, state.memory.facts(), flags);
  if (result != 0) --state.exports;
  return result;
}

inline void ReleaseExported(PyObject* self, Py_buffer*) { --StateOf(self).exports; }

// False with a BufferError set while there are buffers.
inline PyObject* ReleaseMemory(PyObject* self, PyObject*) {
  ExportedState& state = StateOf(self);
  Py_ssize_t exports = 0;
  if (state.exports.compare_exchange_strong(exports, ExportedState::kReleased)) {
    state.owner.reset();
    Py_RETURN_NONE;
  }
  if (exports == ExportedState::kReleased) Py_RETURN_NONE;
  PyErr_Format(PyExc_BufferError, "the memory is in use by %zd buffer%s", exports,
               exports == 1 ? "" : "s");
  return nullptr;
}

inline PyObject* ExportsOf(PyObject* self, void*) {
  const ExportedState& state = StateOf(self);
  return PyLong_FromSsize_t(state.released() ? 0 : state.exports.load());
}
inline PyObject* FormatAttribute(PyObject* self, void*) {
  const std::string& format = StateOf(self).memory.format;
  return PyUnicode_DecodeUTF8(format.data(), static_cast<Py_ssize_t>(format.size()), nullptr);
}
inline PyObject* ItemsizeAttribute(PyObject* self, void*) {
  return PyLong_FromSsize_t(StateOf(self).memory.facts().itemsize);
}
inline PyObject* ReadonlyAttribute(PyObject* self, void*) {
  return PyBool_FromLong(StateOf(self).memory.facts().readonly ? 1 : 0);
}
inline PyObject* AddressAttribute(PyObject* self, void*) {
  return PyLong_FromVoidPtr(StateOf(self).memory.facts().buf);
}
inline PyReference TupleOfSizes(const std::vector<Py_ssize_t>& sizes) {
  const std::vector<std::int64_t> numbers(sizes.begin(), sizes.end());
  return TupleOf(numbers);
}
inline PyObject* ShapeAttribute(PyObject* self, void*) {
  return TupleOfSizes(StateOf(self).memory.shape).release();
}
inline PyObject* StridesAttribute(PyObject* self, void*) {
  return TupleOfSizes(StateOf(self).memory.strides).release();
}

// The array interface has no place for the dimensions of an item: they follow those of the array.
inline PyObject* ArrayInterface(PyObject* self, void*) {
  const ExportedState& state = StateOf(self);
  const MemoryFacts facts = state.memory.facts();
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = facts.itemsize;
  const Result<SharedLayout> layout = LayoutOf(state.memory.format, options);
  if (!layout || state.memory.is_indirect() || state.released()) {
    PyErr_SetString(PyExc_AttributeError, state.released() ? "the memory was released"
                                          : !layout        ? "the format has no layout"
                                                    : "the array interface cannot say suboffsets");
    return nullptr;
  }
  const Field& item = (*layout)->item();
  std::vector<std::int64_t> shape(state.memory.shape.begin(), state.memory.shape.end());
  std::vector<std::int64_t> strides(state.memory.strides.begin(), state.memory.strides.end());
  const std::span<const std::int64_t> inner = (*layout)->Shape(item);
  std::vector<std::ptrdiff_t> steps_inside(inner.size());
  const std::vector<std::ptrdiff_t> extents(inner.begin(), inner.end());
  DenseStrides(extents.data(), extents.size(), item.itemsize, steps_inside.data());
  shape.insert(shape.end(), inner.begin(), inner.end());
  strides.insert(strides.end(), steps_inside.begin(), steps_inside.end());
  const bool is_record = item.kind == TypeKind::kRecord;
  const std::string typestr = is_record ? "|V" + std::to_string(item.itemsize) : TypestrOf(item);
  const PyReference shapes = TupleOf(shape);
  const PyReference steps = TupleOf(strides);
  const PyReference address(PyLong_FromVoidPtr(facts.buf));
  const PyReference descr = is_record ? DescrOf(**layout, item)
                                      : PyReference(Py_BuildValue("[(ss)]", "", typestr.c_str()));
  if (!shapes || !steps || !address || !descr) return nullptr;
  return Py_BuildValue("{sisssOsOsOs(OO)}", "version", 3, "typestr", typestr.c_str(), "shape",
                       shapes.get(), "strides", steps.get(), "descr", descr.get(), "data",
                       address.get(), facts.readonly ? Py_True : Py_False);
}

inline PyObject* ReprOfExported(PyObject* self) {
  const PyReference shape = TupleOfSizes(StateOf(self).memory.shape);
  const PyReference format(FormatAttribute(self, nullptr));
  if (!shape || !format) return nullptr;
  return PyUnicode_FromFormat("<pep3118.Exported %U, shape %R%s>", format.get(), shape.get(),
                              StateOf(self).released()                ? ", released"
                              : StateOf(self).memory.facts().readonly ? ", read-only"
                                                                      : "");
}

inline Py_ssize_t LengthOfExported(PyObject* self) {
  const std::vector<Py_ssize_t>& shape = StateOf(self).memory.shape;
  if (!shape.empty()) return shape[0];
  PyErr_SetString(PyExc_TypeError, "0 dimensions have no length");
  return -1;
}

// Its address tells copies of this library apart.
PEP3118_MODULE_LOCAL inline const char exported_key = 0;

PEP3118_MODULE_LOCAL inline PyReference MakeExportedType() {
  static PyMethodDef methods[] = {
      {"release", ReleaseMemory, METH_NOARGS,
       "release()\n--\n\nGives the memory back; BufferError while buffers of it are in use."},
      {nullptr, nullptr, 0, nullptr},
  };
  static PyGetSetDef getters[] = {
      {"exports", ExportsOf, nullptr, "how many buffers of the memory are in use", nullptr},
      {"format", FormatAttribute, nullptr, "the format of one item (PEP 3118)", nullptr},
      {"itemsize", ItemsizeAttribute, nullptr, "bytes of one item", nullptr},
      {"shape", ShapeAttribute, nullptr, "items in each dimension", nullptr},
      {"strides", StridesAttribute, nullptr, "bytes from item to item in each dimension", nullptr},
      {"readonly", ReadonlyAttribute, nullptr, "whether the memory must not be written", nullptr},
      {"address", AddressAttribute, nullptr, "address of the item at index 0", nullptr},
      {"__array_interface__", ArrayInterface, nullptr, "the array interface, version 3", nullptr},
      {nullptr, nullptr, nullptr, nullptr, nullptr},
  };
  static PyType_Slot slots[] = {
      {Py_tp_doc, const_cast<char*>("Memory of another library, as a buffer.")},
      {Py_tp_dealloc, reinterpret_cast<void*>(FreeExported)},
      {Py_tp_repr, reinterpret_cast<void*>(ReprOfExported)},
      {Py_tp_methods, methods},
      {Py_tp_getset, getters},
      {Py_sq_length, reinterpret_cast<void*>(LengthOfExported)},
      {Py_bf_getbuffer, reinterpret_cast<void*>(GetExported)},
      {Py_bf_releasebuffer, reinterpret_cast<void*>(ReleaseExported)},
      {0, nullptr},
  };
  static PyType_Spec spec = {"pep3118.Exported", static_cast<int>(sizeof(ExportedObject)), 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
  return PyReference(PyType_FromSpec(&spec));
}

// One for each interpreter and each copy of this library; borrowed.
inline PyObject* ExportedType() {
  PyObject* const types = PyInterpreterState_GetDict(PyInterpreterState_Get());  // borrowed
  if (types == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the interpreter has no dictionary");
    return nullptr;
  }
  const PyReference key(PyUnicode_FromFormat("pep3118.Exported %p", &exported_key));
  if (!key) return nullptr;
  PyObject* type = PyDict_GetItemWithError(types, key.get());  // borrowed
  if (type != nullptr || PyErr_Occurred() != nullptr) return type;
  const PyReference made = MakeExportedType();
  if (!made || PyDict_SetItem(types, key.get(), made.get()) != 0) return nullptr;
  return made.get();  // the dictionary holds it
}

// A new reference to an object that exports the memory and holds `owner`; nullptr with a Python
// exception set.  Never throws.
inline PyObject* ExportMemory(const MemoryFacts& facts, std::shared_ptr<const void> owner) {
  PyObject* const type = ExportedType();
  if (type == nullptr) return nullptr;
  std::unique_ptr<ExportedState> state;
  try {
    state.reset(new ExportedState{OwnedFacts(facts), std::move(owner)});
  } catch (const std::bad_alloc&) {
    return PyErr_NoMemory();
  }
  auto* object = PyObject_New(ExportedObject, reinterpret_cast<PyTypeObject*>(type));
  if (object == nullptr) return nullptr;
  object->state = state.release();
  return reinterpret_cast<PyObject*>(object);
}

}  // namespace pep3118::internal

#endif  // PEP3118_PYTHON_EXPORTED_OBJECT_H_
