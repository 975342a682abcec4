// SPDX-License-Identifier: MIT
// What python_bench.py times: getting at a buffer in several ways, and giving one away.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>

#include "pep3118/buffer/convert.h"
#include "pep3118/buffer/description.h"
#include "pep3118/python/acquire.h"
#include "pep3118/python/export.h"
#include "pep3118/python/py_buffer.h"
#include "pep3118/runtime/record.h"

namespace {

struct Point {
  int x;
  double y;
};

struct Ten {
  int a, b, c, d, e;
  double f, g, h, i, j;
};

}  // namespace

PEP3118_RECORD(Point, x, y);
PEP3118_RECORD(Ten, a, b, c, d, e, f, g, h, i, j);

namespace {

namespace py = pybind11;

// PyObject_GetBuffer and PyBuffer_Release alone.
void GetBuffer(py::object object, long rounds) {
  for (long i = 0; i < rounds; ++i) {
    Py_buffer view;
    if (PyObject_GetBuffer(object.ptr(), &view, PyBUF_RECORDS_RO) != 0)
      throw py::error_already_set();
    PyBuffer_Release(&view);
  }
}

template <class Record>
void AcquireMany(py::object object, long rounds) {
  for (long i = 0; i < rounds; ++i) {
    if (!pep3118::Acquire<const Record>(object.ptr())) throw py::error_already_set();
  }
}

template <class Record>
void ArrayMany(py::object object, long rounds) {
  for (long i = 0; i < rounds; ++i) {
    const auto array = py::array_t<Record>::ensure(object);
    if (!array) throw py::error_already_set();
  }
}

template <class Record>
py::object Exported(py::object object) {
  auto points = std::make_shared<pep3118::PyArray<const Record>>(
      pep3118::Acquire<const Record>(object.ptr()));
  if (!*points) throw py::error_already_set();
  const pep3118::UncheckedView<const Record, 1> view = points->view();
  return py::reinterpret_steal<py::object>(pep3118::Export(view, std::move(points)));
}

// The items of one array into another, `rounds` times; the conversion is made once.
void ConvertMany(py::object from, py::object to, long rounds) {
  const auto in = pep3118::PyBuffer::Get(from.ptr());
  const auto out = pep3118::PyBuffer::Get(to.ptr(), PyBUF_RECORDS);
  if (!in || !out) throw py::error_already_set();
  const auto source = pep3118::DescribeUnchecked(in.buffer());
  const auto target = pep3118::DescribeUnchecked(out.buffer());
  if (!source || !target) throw py::value_error("an array is refused");
  const auto conversion = pep3118::Convert(source->shared_layout(), target->shared_layout());
  if (!conversion) throw py::value_error(Message(conversion.error()));
  for (long i = 0; i < rounds; ++i) conversion->Run(*source, *target);
}

}  // namespace

PYBIND11_MODULE(python_bench_module, module) {
  PYBIND11_NUMPY_DTYPE(Point, x, y);
  PYBIND11_NUMPY_DTYPE(Ten, a, b, c, d, e, f, g, h, i, j);
  module.def("get_buffer", &GetBuffer);
  module.def("convert", &ConvertMany);
  module.def("acquire_point", &AcquireMany<Point>);
  module.def("acquire_ten", &AcquireMany<Ten>);
  module.def("acquire_double", &AcquireMany<double>);
  module.def("array_point", &ArrayMany<Point>);
  module.def("array_ten", &ArrayMany<Ten>);
  module.def("array_double", &ArrayMany<double>);
  module.def("export_point", &Exported<Point>);
  module.def("export_ten", &Exported<Ten>);
  module.def("export_double", &Exported<double>);
}
