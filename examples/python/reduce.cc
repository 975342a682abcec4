// SPDX-License-Identifier: MIT
// A module without any binding library: sums that C++ makes of record arrays of Python.
#include "pep3118/python.h"

struct Hit {
  int channel;
  double energy;
};
PEP3118_RECORD(Hit, channel, energy);

// The same as h5py and files have it: packed, big-endian.
struct StoredHit {
  pep3118::big<int> channel;
  pep3118::big<double> energy;
};
PEP3118_RECORD(StoredHit, channel, energy);

namespace {

// total(hits): the sum of their energies, whichever of the two they are.
PyObject* Total(PyObject*, PyObject* hits) {
  double total = 0;
  const auto add = [&](auto view) {
    const pep3118::ReleasedGil released;  // other Python threads run on
    for (const auto& hit : view) total += hit.energy;
  };
  if (!pep3118::Visit<1, const Hit, const StoredHit>(hits, add)) return nullptr;
  return PyFloat_FromDouble(total);
}

// calibrate(hits, factor): changes the energies where they are.
PyObject* Calibrate(PyObject*, PyObject* arguments) {
  PyObject* object = nullptr;
  double factor = 1;
  if (!PyArg_ParseTuple(arguments, "Od", &object, &factor)) return nullptr;
  const auto hits = pep3118::Acquire<Hit>(object);
  if (!hits) return nullptr;
  for (Hit& hit : hits) hit.energy *= factor;
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"total", Total, METH_O, "total(hits)\n--\n\nThe sum of the energies."},
    {"calibrate", Calibrate, METH_VARARGS, "calibrate(hits, factor)\n--\n\nScales the energies."},
    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "reduce", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_reduce() { return PyModuleDef_Init(&module); }
