// SPDX-License-Identifier: MIT
// What export_test.py calls: C++ memory of every kind as Python objects.
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/python/export.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"

namespace {

using pep3118::Export;
using pep3118::UncheckedIndirectView;
using pep3118::UncheckedView;

struct Point {
  int x;
  double y;
};

struct Inner {
  std::int16_t a;
  std::int32_t b;
};

struct Nested {
  std::int8_t tag;
  Inner in[2];
  float f[3][2];
  char name[5];
  bool flag;
};

struct Packed {
  std::uint8_t a;
  pep3118::unaligned<double> d;
  pep3118::big<std::int32_t> b;
  pep3118::big<float> f;
};

}  // namespace

PEP3118_RECORD(Point, x, y);
PEP3118_RECORD(Inner, a, b);
PEP3118_RECORD(Nested, tag, in, f, name, flag);
PEP3118_RECORD(Packed, a, d, b, f);

namespace {

long destroyed = 0;

struct Owner {
  std::array<double, 24> numbers{};
  std::vector<double*> rows;
  Owner() {
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  }
  ~Owner() { ++destroyed; }
};
std::shared_ptr<Owner> last;  // what write() writes to

PyObject* Make(PyObject*, PyObject* argument) {
  const char* utf8 = PyUnicode_AsUTF8AndSize(argument, nullptr);
  if (utf8 == nullptr) return nullptr;
  const std::string_view kind = utf8;
  auto owner = std::make_shared<Owner>();
  last = owner;
  double* first = owner->numbers.data();
  if (kind == "c") return Export(UncheckedView<double, 2>(first, {4, 6}, {48, 8}), owner);
  if (kind == "fortran") return Export(UncheckedView<double, 2>(first, {4, 6}, {8, 32}), owner);
  if (kind == "strided") return Export(UncheckedView<double, 2>(first, {4, 2}, {48, 16}), owner);
  if (kind == "negative") return Export(UncheckedView<double, 1>(first + 23, {24}, {-8}), owner);
  if (kind == "one row") return Export(UncheckedView<double, 2>(first, {1, 6}, {4800, 8}), owner);
  if (kind == "line") return Export(std::span<double>(owner->numbers), owner);
  if (kind == "constant") return Export(std::span<const double>(owner->numbers), owner);
  if (kind == "scalar") return Export(UncheckedView<double, 0>(first, {}, {}), owner);
  if (kind == "empty") return Export(UncheckedView<double, 2>(first, {0, 6}, {48, 8}), owner);
  if (kind == "endless") {  // one item, more often than a number says
    return Export(UncheckedView<double, 2>(first, {PTRDIFF_MAX, PTRDIFF_MAX}, {0, 0}), owner);
  }
  if (kind == "rows") {
    for (std::size_t i = 0; i < 4; ++i) owner->rows.push_back(first + 6 * i);
    return Export(UncheckedIndirectView<double, 2>(owner->rows.data(), {4, 6}, {8, 8}, {0, -1}),
                  owner);
  }
  PyErr_SetString(PyExc_ValueError, utf8);
  return nullptr;
}

// A type of the module's own, whose buffers are views that it keeps.
struct Grid {
  PyObject head;
  UncheckedView<double, 2>* view;
  double numbers[6];
};

int GetGrid(PyObject* self, Py_buffer* out, int flags) {
  return pep3118::FillBuffer(out, self, *reinterpret_cast<Grid*>(self)->view, flags);
}

void FreeGrid(PyObject* self) {
  delete reinterpret_cast<Grid*>(self)->view;
  PyTypeObject* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(reinterpret_cast<PyObject*>(type));
}

PyObject* MakeGrid(PyObject*, PyObject*) {
  static PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(FreeGrid)},
                                {Py_bf_getbuffer, reinterpret_cast<void*>(GetGrid)},
                                {0, nullptr}};
  static PyType_Spec spec = {"export_test_module.Grid", static_cast<int>(sizeof(Grid)), 0,
                             Py_TPFLAGS_DEFAULT, slots};
  const pep3118::PyReference type(PyType_FromSpec(&spec));
  if (!type) return nullptr;
  Grid* grid = PyObject_New(Grid, reinterpret_cast<PyTypeObject*>(type.get()));
  if (grid == nullptr) return nullptr;
  for (int i = 0; i < 6; ++i) grid->numbers[i] = i;
  grid->view = new UncheckedView<double, 2>(grid->numbers + 5, {2, 3}, {-24, -8});
  return reinterpret_cast<PyObject*>(grid);
}

PyObject* MakeRecords(PyObject*, PyObject* argument) {
  const char* utf8 = PyUnicode_AsUTF8AndSize(argument, nullptr);
  if (utf8 == nullptr) return nullptr;
  const std::string_view kind = utf8;
  if (kind == "point") {
    std::vector<Point> points(4);
    for (int i = 0; i < 4; ++i) points[static_cast<std::size_t>(i)] = {i, i + 0.5};
    return Export(std::move(points));
  }
  if (kind == "nested") {
    std::vector<Nested> records(2);
    records[1].tag = -7;
    records[1].in[1].b = 70'000;
    records[1].f[2][1] = 0.25F;
    std::memcpy(records[1].name, "five", 5);
    records[1].flag = true;
    return Export(std::move(records));
  }
  if (kind == "packed") {
    std::vector<Packed> records(3);
    records[2].a = 9;
    records[2].d.store(1.5);
    records[2].b.store(-2);
    records[2].f.store(0.125F);
    return Export(std::move(records));
  }
  if (kind == "little") return Export(std::vector<pep3118::little<std::int16_t>>(3));
  if (kind == "none") return Export(std::vector<Point>());
  PyErr_SetString(PyExc_ValueError, utf8);
  return nullptr;
}

// What the compiler says of Nested and Packed: {name: offset}, sizeof
PyObject* Offsets(PyObject*, PyObject*) {
  return Py_BuildValue("{s(nnnnnn)s(nnnnn)}", "nested", offsetof(Nested, tag), offsetof(Nested, in),
                       offsetof(Nested, f), offsetof(Nested, name), offsetof(Nested, flag),
                       sizeof(Nested), "packed", offsetof(Packed, a), offsetof(Packed, d),
                       offsetof(Packed, b), offsetof(Packed, f), sizeof(Packed));
}

PyObject* Write(PyObject*, PyObject* arguments) {
  Py_ssize_t index = 0;
  double value = 0;
  if (PyArg_ParseTuple(arguments, "nd", &index, &value) == 0) return nullptr;
  last->numbers.at(static_cast<std::size_t>(index)) = value;
  Py_RETURN_NONE;
}

PyObject* ReadBack(PyObject*, PyObject* index) {
  return PyFloat_FromDouble(last->numbers.at(PyLong_AsSize_t(index)));
}

PyObject* Forget(PyObject*, PyObject*) {
  last.reset();
  Py_RETURN_NONE;
}

PyObject* Destroyed(PyObject*, PyObject*) { return PyLong_FromLong(destroyed); }

PyObject* Numbers(const Py_ssize_t* numbers, int count) {
  if (numbers == nullptr) Py_RETURN_NONE;
  PyObject* tuple = PyTuple_New(count);
  for (int i = 0; tuple != nullptr && i < count; ++i) {
    PyTuple_SetItem(tuple, i, PyLong_FromSsize_t(numbers[i]));
  }
  return tuple;
}

// ask(object, flags): (buf, len, itemsize, readonly, ndim, format, shape, strides, suboffsets)
PyObject* Ask(PyObject*, PyObject* arguments) {
  PyObject* object = nullptr;
  int flags = 0;
  Py_buffer view;
  if (PyArg_ParseTuple(arguments, "Oi", &object, &flags) == 0) return nullptr;
  std::memset(&view, 0xff, sizeof view);
  if (PyObject_GetBuffer(object, &view, flags) != 0) {
    if (view.obj != nullptr) PyErr_SetString(PyExc_SystemError, "obj is not NULL after a refusal");
    return nullptr;
  }
  PyObject* answer =
      Py_BuildValue("(nnniizNNN)", reinterpret_cast<Py_ssize_t>(view.buf), view.len, view.itemsize,
                    view.readonly, view.ndim, view.format, Numbers(view.shape, view.ndim),
                    Numbers(view.strides, view.ndim), Numbers(view.suboffsets, view.ndim));
  PyBuffer_Release(&view);
  return answer;
}

PyMethodDef methods[] = {
    {"make", Make, METH_O, nullptr},
    {"make_records", MakeRecords, METH_O, nullptr},
    {"make_grid", MakeGrid, METH_NOARGS, nullptr},
    {"offsets", Offsets, METH_NOARGS, nullptr},
    {"write", Write, METH_VARARGS, nullptr},
    {"read", ReadBack, METH_O, nullptr},
    {"forget", Forget, METH_NOARGS, nullptr},
    {"destroyed", Destroyed, METH_NOARGS, nullptr},
    {"ask", Ask, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "export_test_module",
                          nullptr,
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_export_test_module() { return PyModuleDef_Init(&definition); }
