// SPDX-License-Identifier: MIT
// What acquire_test.py calls: C++ that reads and writes buffers, and an exporter that lies.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "pep3118/python/acquire.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/unaligned.h"

namespace {

using pep3118::Acquire;
using pep3118::PyArray;

struct Point {
  int x;
  double y;
};

struct Inner {
  std::int16_t a;
  std::int32_t b;
};

struct Nested {
  std::uint8_t tag;
  Inner in[2];
  float f[3];
};

struct PackedPoint {
  std::int32_t x;
  pep3118::unaligned<double> y;
};

struct BigPoint {
  pep3118::big<std::int32_t> x;
  pep3118::big<double> y;
};

}  // namespace

PEP3118_RECORD(Point, x, y);
PEP3118_RECORD(Inner, a, b);
PEP3118_RECORD(Nested, tag, in, f);
PEP3118_RECORD(PackedPoint, x, y);
PEP3118_RECORD(BigPoint, x, y);

namespace {

template <class Record>
double Sum(pep3118::UncheckedView<const Record, 1> points) {
  double sum = 0;
  for (const Record& point : points) {
    sum += static_cast<double>(static_cast<int>(point.x)) + static_cast<double>(point.y);
  }
  return sum;
}

PyObject* SumPoints(PyObject*, PyObject* object) {
  const PyArray<const Point> points = Acquire<const Point>(object);
  if (!points) return nullptr;
  double sum = 0;
  {
    const pep3118::ReleasedGil released;
    sum = Sum(points.view());
  }
  return PyFloat_FromDouble(sum);
}

// Of points among other fields.
PyObject* SumPointsAmongMore(PyObject*, PyObject* object) {
  const auto points = Acquire<const Point>(object, {.allow_more_fields = true});
  if (!points) return nullptr;
  return PyFloat_FromDouble(Sum<Point>(points.view()));
}

PyObject* DoublePoints(PyObject*, PyObject* object) {
  const PyArray<Point> points = Acquire<Point>(object);
  if (!points) return nullptr;
  for (Point& point : points) point.y *= 2;
  return PyLong_FromSsize_t(points.view().count());
}

PyObject* SumNested(PyObject*, PyObject* object) {
  const PyArray<const Nested> records = Acquire<const Nested>(object);
  if (!records) return nullptr;
  double sum = 0;
  for (const Nested& record : records) {
    sum += record.tag;
    for (const Inner& inner : record.in) sum += inner.a + inner.b;
    for (const float f : record.f) sum += static_cast<double>(f);
  }
  return PyFloat_FromDouble(sum);
}

PyObject* SumMatrix(PyObject*, PyObject* object) {
  const PyArray<const double, 2> matrix = Acquire<const double, 2>(object);
  if (!matrix) return nullptr;
  double sum = 0;
  for (std::ptrdiff_t i = 0; i < matrix.shape()[0]; ++i) {
    for (std::ptrdiff_t k = 0; k < matrix.shape()[1]; ++k) sum += matrix.view().at(i, k);
  }
  return PyFloat_FromDouble(sum);
}

PyObject* SumScalar(PyObject*, PyObject* object) {
  const PyArray<const Point, 0> point = Acquire<const Point, 0>(object);
  if (!point) return nullptr;
  return PyFloat_FromDouble(point.view()().x + point.view()().y);
}

PyObject* SumBytes(PyObject*, PyObject* object) {
  const PyArray<const unsigned char> bytes = Acquire<const unsigned char>(object);
  if (!bytes) return nullptr;
  long sum = 0;
  for (const unsigned char byte : bytes) sum += byte;
  return PyLong_FromLong(sum);
}

PyObject* SumIndirect(PyObject*, PyObject* object) {
  const auto rows = pep3118::AcquireIndirect<const std::uint8_t, 2>(object);
  if (!rows) return nullptr;
  long sum = 0;
  for (std::ptrdiff_t i = 0; i < rows.shape()[0]; ++i) {
    for (std::ptrdiff_t k = 0; k < rows.shape()[1]; ++k) sum += rows.view().at(i, k);
  }
  return PyLong_FromLong(sum);
}

PyObject* VisitPoints(PyObject*, PyObject* object) {
  double sum = 0;
  const auto visitor = [&](auto view) { sum = Sum(view); };
  if (!pep3118::Visit<1, const Point, const PackedPoint, const BigPoint>(object, visitor)) {
    return nullptr;
  }
  return PyFloat_FromDouble(sum);
}

PyObject* SourceOf(PyObject*, PyObject* object) {
  const PyArray<const Point> points = Acquire<const Point>(object);
  if (!points) return nullptr;
  return PyUnicode_FromString(pep3118::LayoutSourceName(points.source()));
}

// (canonical text, itemsize, source)
PyObject* LayoutOfAny(PyObject*, PyObject* object) {
  const std::optional<pep3118::ObjectLayout> found = pep3118::LayoutOfObject(object);
  if (!found) return nullptr;
  const std::string text = pep3118::CanonicalText(*found->layout);
  return Py_BuildValue("(s#ns)", text.data(), static_cast<Py_ssize_t>(text.size()),
                       static_cast<Py_ssize_t>(found->layout->itemsize()),
                       pep3118::LayoutSourceName(found->source));
}

// ---- holding and releasing

std::vector<PyArray<const Point>> held;

PyObject* Hold(PyObject*, PyObject* object) {
  PyArray<const Point> points = Acquire<const Point>(object);
  if (!points) return nullptr;
  held.push_back(std::move(points));
  return PyLong_FromSize_t(held.size());
}

PyObject* Drop(PyObject*, PyObject*) {
  held.clear();
  Py_RETURN_NONE;
}

PyObject* DropInThread(PyObject*, PyObject*) {
  std::thread thread([] { held.clear(); });
  {
    const pep3118::ReleasedGil released;
    thread.join();
  }
  Py_RETURN_NONE;
}

// Still runs, and still holds a buffer, when the interpreter ends.
PyObject* DropInThreadLater(PyObject*, PyObject*) {
  std::thread([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    held.clear();
  }).detach();
  Py_RETURN_NONE;
}

PyObject* GetAndRelease(PyObject*, PyObject* arguments) {
  PyObject* object = nullptr;
  long rounds = 0;
  if (PyArg_ParseTuple(arguments, "Ol", &object, &rounds) == 0) return nullptr;
  for (long i = 0; i < rounds; ++i) {
    PyArray<const Point> points = Acquire<const Point>(object);
    if (!points) return nullptr;
    PyArray<const Point> moved = std::move(points);
    points = std::move(moved);
  }
  Py_RETURN_NONE;
}

// ---- an exporter whose Py_buffer is whatever it was made with

struct Liar {
  PyObject head;
  std::string* format;
  std::vector<Py_ssize_t>* numbers;  // shape, strides, suboffsets, one after the other
  unsigned char* memory;
  Py_ssize_t len;
  Py_ssize_t itemsize;
  int ndim;
  int has;  // 1: format, 2: shape, 4: strides, 8: suboffsets, 16: raises, 32: refuses writing
};

int GetLie(PyObject* self, Py_buffer* view, int flags) {
  const auto* liar = reinterpret_cast<Liar*>(self);
  view->obj = nullptr;
  if ((liar->has & 16) != 0) {
    PyErr_SetString(PyExc_RuntimeError, "the exporter raises");
    return -1;
  }
  if ((liar->has & 32) != 0 && (flags & PyBUF_WRITABLE) != 0) {
    PyErr_SetString(PyExc_BufferError, "not writable");
    return -1;
  }
  Py_ssize_t* numbers = liar->numbers->data();
  view->buf = liar->memory;
  view->len = liar->len;
  view->itemsize = liar->itemsize;
  view->readonly = 0;
  view->ndim = liar->ndim;
  view->format = (liar->has & 1) != 0 ? liar->format->data() : nullptr;
  view->shape = (liar->has & 2) != 0 ? numbers : nullptr;
  view->strides = (liar->has & 4) != 0 ? numbers + 64 : nullptr;
  view->suboffsets = (liar->has & 8) != 0 ? numbers + 128 : nullptr;
  view->internal = nullptr;
  view->obj = Py_NewRef(self);
  return 0;
}

void FreeLiar(PyObject* self) {
  auto* liar = reinterpret_cast<Liar*>(self);
  delete liar->format;
  delete liar->numbers;
  delete[] liar->memory;
  PyTypeObject* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
}

bool ReadNumbers(PyObject* source, Py_ssize_t* numbers, int bit, int& has) {
  if (source == Py_None) return true;
  has |= bit;
  const Py_ssize_t count = PySequence_Size(source);
  for (Py_ssize_t i = 0; i < count && i < 64; ++i) {
    const pep3118::PyReference number(PySequence_GetItem(source, i));
    numbers[i] = PyLong_AsSsize_t(number.get());
  }
  return PyErr_Occurred() == nullptr;
}

// Liar(format or None, len, itemsize, ndim, shape, strides, suboffsets, raises,
// refuses_writing): 4096 bytes of 0
PyObject* MakeLiar(PyObject* module, PyObject* arguments) {
  const char* format = nullptr;
  Py_ssize_t format_size = 0;
  Py_ssize_t len = 0;
  Py_ssize_t itemsize = 0;
  int ndim = 0;
  int raises = 0;
  int refuses_writing = 0;
  PyObject* shape = nullptr;
  PyObject* strides = nullptr;
  PyObject* suboffsets = nullptr;
  if (PyArg_ParseTuple(arguments, "z#nniOOOp|p", &format, &format_size, &len, &itemsize, &ndim,
                       &shape, &strides, &suboffsets, &raises, &refuses_writing) == 0) {
    return nullptr;
  }
  const pep3118::PyReference type(PyObject_GetAttrString(module, "LiarType"));
  if (!type) return nullptr;
  Liar* liar = PyObject_New(Liar, reinterpret_cast<PyTypeObject*>(type.get()));
  if (liar == nullptr) return nullptr;
  liar->format = new std::string(format == nullptr ? "" : format,
                                 format == nullptr ? 0 : static_cast<std::size_t>(format_size));
  liar->numbers = new std::vector<Py_ssize_t>(192);
  liar->memory = new unsigned char[4096]();
  liar->len = len;
  liar->itemsize = itemsize;
  liar->ndim = ndim;
  liar->has =
      (format != nullptr ? 1 : 0) | (raises != 0 ? 16 : 0) | (refuses_writing != 0 ? 32 : 0);
  const pep3118::PyReference owner(reinterpret_cast<PyObject*>(liar));
  if (!ReadNumbers(shape, liar->numbers->data(), 2, liar->has) ||
      !ReadNumbers(strides, liar->numbers->data() + 64, 4, liar->has) ||
      !ReadNumbers(suboffsets, liar->numbers->data() + 128, 8, liar->has)) {
    return nullptr;
  }
  return Py_NewRef(owner.get());
}

PyType_Slot liar_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(FreeLiar)},
    {Py_bf_getbuffer, reinterpret_cast<void*>(GetLie)},
    {0, nullptr},
};
PyType_Spec liar_spec = {"acquire_test_module.Liar", sizeof(Liar), 0, Py_TPFLAGS_DEFAULT,
                         liar_slots};

int Execute(PyObject* module) {
  const pep3118::PyReference type(PyType_FromSpec(&liar_spec));
  return type ? PyObject_SetAttrString(module, "LiarType", type.get()) : -1;
}

PyMethodDef methods[] = {
    {"sum_points", SumPoints, METH_O, nullptr},
    {"sum_points_among_more", SumPointsAmongMore, METH_O, nullptr},
    {"double_points", DoublePoints, METH_O, nullptr},
    {"sum_nested", SumNested, METH_O, nullptr},
    {"sum_matrix", SumMatrix, METH_O, nullptr},
    {"sum_scalar", SumScalar, METH_O, nullptr},
    {"sum_bytes", SumBytes, METH_O, nullptr},
    {"sum_indirect", SumIndirect, METH_O, nullptr},
    {"visit", VisitPoints, METH_O, nullptr},
    {"source", SourceOf, METH_O, nullptr},
    {"layout_of", LayoutOfAny, METH_O, nullptr},
    {"hold", Hold, METH_O, nullptr},
    {"drop", Drop, METH_NOARGS, nullptr},
    {"drop_in_thread", DropInThread, METH_NOARGS, nullptr},
    {"drop_in_thread_later", DropInThreadLater, METH_NOARGS, nullptr},
    {"get_and_release", GetAndRelease, METH_VARARGS, nullptr},
    {"liar", MakeLiar, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(Execute)}, {0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "acquire_test_module",
                          nullptr,
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_acquire_test_module() { return PyModuleDef_Init(&definition); }
