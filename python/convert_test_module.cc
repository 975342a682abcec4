// SPDX-License-Identifier: MIT
// What convert_test.py calls: the items of one object into another, with the instructions of choice.
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/python/layout_of_object.h"
#include "pep3118/python/object.h"
#include "pep3118/python/py_buffer.h"

namespace {

using pep3118::ConversionOptions;
using pep3118::ConversionReport;
using pep3118::Narrowing;
using pep3118::PyBuffer;
using pep3118::internal::ByteMover;
using pep3118::internal::ItemArray;
using pep3118::internal::Plan;
using pep3118::internal::Stop;

constexpr const char* kMovers[] = {"plain", "ssse3", "avx2", "neon"};
constexpr const char* kNarrowings[] = {"refused", "checked", "saturating"};

template <class Enum, std::size_t N>
bool Find(const char* const (&names)[N], const char* name, Enum& found) {
  for (std::size_t i = 0; i < N; ++i) {
    if (std::strcmp(names[i], name) != 0) continue;
    found = static_cast<Enum>(i);
    return true;
  }
  PyErr_Format(PyExc_ValueError, "no %s", name);
  return false;
}

std::shared_ptr<const pep3118::Layout> LayoutOf(PyObject* object) {
  const std::optional<pep3118::ObjectLayout> found = pep3118::LayoutOfObject(object);
  if (!found) return nullptr;
  return found->layout;
}

// movers(): those that this processor has.
PyObject* Movers(PyObject*, PyObject*) {
  PyObject* list = PyList_New(0);
  for (std::size_t i = 0; list != nullptr && i < std::size(kMovers); ++i) {
    if (!pep3118::internal::HasByteMover(static_cast<ByteMover>(i))) continue;
    const pep3118::PyReference name(PyUnicode_FromString(kMovers[i]));
    if (!name || PyList_Append(list, name.get()) != 0) Py_CLEAR(list);
  }
  return list;
}

// convert(from, to, numbers, text, mover) -> None, or (item, field) that does not fit; with the same
// object twice the items are converted in place, to the layout of the object `like`.
PyObject* ConvertObject(PyObject*, PyObject* args) {
  PyObject* from = nullptr;
  PyObject* to = nullptr;
  const char* numbers = nullptr;
  const char* text = nullptr;
  const char* mover_name = nullptr;
  PyObject* like = nullptr;
  if (!PyArg_ParseTuple(args, "OOsss|O", &from, &to, &numbers, &text, &mover_name, &like))
    return nullptr;
  ConversionOptions options;
  ByteMover mover = ByteMover::kPlain;
  if (!Find(kNarrowings, numbers, options.numbers) || !Find(kNarrowings, text, options.text) ||
      !Find(kMovers, mover_name, mover)) {
    return nullptr;
  }
  auto from_layout = LayoutOf(from);
  if (from_layout == nullptr) return nullptr;
  auto to_layout = LayoutOf(like != nullptr ? like : to);
  if (to_layout == nullptr) return nullptr;
  Plan plan;
  ConversionReport report;
  if (!pep3118::internal::MakePlan(from_layout, to_layout, options, mover, plan, report)) {
    PyErr_SetString(PyExc_TypeError, Message(report).c_str());
    return nullptr;
  }
  const PyBuffer in = PyBuffer::Get(from, PyBUF_STRIDES);
  if (!in) return nullptr;
  const PyBuffer out = PyBuffer::Get(to, PyBUF_STRIDES | PyBUF_WRITABLE);
  if (!out) return nullptr;
  const auto ndim = static_cast<std::size_t>(in.get().ndim);
  const auto array = [&](const PyBuffer& buffer) -> ItemArray {
    return {static_cast<unsigned char*>(buffer.get().buf), {buffer.get().strides, ndim}};
  };
  if (from == to && !plan.in_place) {
    PyErr_SetString(PyExc_TypeError, "not in place");
    return nullptr;
  }
  Stop stop;
  const bool done = pep3118::internal::RunPlan(plan, {in.get().shape, ndim}, array(in), array(out),
                                               from == to, stop);
  if (done) return Py_BuildValue("n", static_cast<Py_ssize_t>(plan.chunks.size()));
  const auto name = plan.to->Name(plan.to->all()[stop.field]);
  return Py_BuildValue("ns#", stop.item, name.data(), static_cast<Py_ssize_t>(name.size()));
}

PyMethodDef methods[] = {{"convert", ConvertObject, METH_VARARGS, nullptr},
                         {"movers", Movers, METH_NOARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
PyModuleDef module = {PyModuleDef_HEAD_INIT,
                      "convert_test_module",
                      nullptr,
                      0,
                      methods,
                      nullptr,
                      nullptr,
                      nullptr,
                      nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_convert_test_module() { return PyModule_Create(&module); }
