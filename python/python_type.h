// SPDX-License-Identifier: MIT
// The type of an object's items as the object itself describes it: a NumPy dtype, the array
// interface, a ctypes class.  Only attributes are read, so no NumPy header is needed, and neither
// NumPy nor ctypes is imported.
#ifndef PEP3118_PYTHON_PYTHON_TYPE_H_
#define PEP3118_PYTHON_PYTHON_TYPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/layout/explicit_layout.h"
#include "pep3118/layout/target.h"
#include "pep3118/python/object.h"

namespace pep3118::internal {

// Deeper types are refused: no format could hold them.
inline constexpr int kDeepestType = 100;

// ---- reading attributes; a function that fails leaves a Python exception

inline PyReference Attribute(PyObject* object, const char* name) {
  return PyReference(PyObject_GetAttrString(object, name));
}

// Empty without an exception where there is no such attribute.
inline PyReference OptionalAttribute(PyObject* object, const char* name) {
  PyReference value(PyObject_GetAttrString(object, name));
  if (!value && PyErr_ExceptionMatches(PyExc_AttributeError) != 0) PyErr_Clear();
  return value;
}

inline bool ReadText(PyObject* object, std::string& text) {
  Py_ssize_t size = 0;
  const char* utf8 = PyUnicode_AsUTF8AndSize(object, &size);
  if (utf8 == nullptr) return false;
  text.assign(utf8, static_cast<std::size_t>(size));
  return true;
}

inline bool ReadTextAttribute(PyObject* object, const char* name, std::string& text) {
  const PyReference value = Attribute(object, name);
  return value && ReadText(value.get(), text);
}

inline bool ReadNumber(PyObject* object, std::int64_t& number) {
  number = PyLong_AsLongLong(object);
  return number != -1 || PyErr_Occurred() == nullptr;
}

inline bool ReadNumberAttribute(PyObject* object, const char* name, std::int64_t& number) {
  const PyReference value = Attribute(object, name);
  return value && ReadNumber(value.get(), number);
}

// Appends the numbers of a sequence, or one number.
inline bool ReadShape(PyObject* object, std::vector<std::int64_t>& shape) {
  if (PyLong_Check(object)) {
    shape.push_back(0);
    return ReadNumber(object, shape.back());
  }
  const Py_ssize_t size = PySequence_Size(object);
  if (size < 0) return false;
  for (Py_ssize_t i = 0; i < size; ++i) {
    const PyReference extent(PySequence_GetItem(object, i));
    shape.push_back(0);
    if (!extent || !ReadNumber(extent.get(), shape.back())) return false;
  }
  return true;
}

// The attribute of a module that is imported already; empty without an exception otherwise.
inline PyReference ImportedAttribute(const char* module, const char* name) {
  const PyReference text(PyUnicode_FromString(module));
  const PyReference imported(text ? PyImport_GetModule(text.get()) : nullptr);
  if (!imported) {
    PyErr_Clear();
    return {};
  }
  return OptionalAttribute(imported.get(), name);
}

// False, without an exception, where the question itself fails.
inline bool IsTrue(int answer) {
  if (answer < 0) PyErr_Clear();
  return answer > 0;
}

inline bool IsInstanceOf(PyObject* object, const PyReference& type) {
  return type && IsTrue(PyObject_IsInstance(object, type.get()));
}

inline bool IsClassOf(PyObject* object, const PyReference& type) {
  return type && PyType_Check(object) && IsTrue(PyObject_IsSubclass(object, type.get()));
}

inline bool RefuseType(const char* reason, const std::string& what) {
  PyErr_Format(PyExc_TypeError, reason, what.c_str());
  return false;
}

// ---- NumPy's kinds

inline char HostOrder() { return HostTarget().byte_order == ByteOrder::kBig ? '>' : '<'; }

// A code of `kind` (NumPy's dtype.kind) and `itemsize` bytes; `order` is `<`, `>`, `=` or `|`.
inline bool TypeOfKind(char kind, char order, std::int64_t itemsize, ExplicitType& type) {
  const char mark = order == '=' || order == '|' ? HostOrder() : order;
  const auto scalar = [&](const char* code) {
    type = ExplicitType::Scalar(mark, code, itemsize);
    return true;
  };
  const auto counted = [&](std::int64_t count, const char* code) {
    type = ExplicitType::Scalar(mark, std::to_string(count) + code, itemsize);
    return true;
  };
  // A long double has no standard form: that of another machine is a block of bytes.
  const auto c_type = [&](const char* code) {
    if (mark != HostOrder()) return counted(itemsize, "x");
    type = ExplicitType::Scalar('@', code, itemsize);
    return true;
  };
  switch (kind) {
    case 'b':
      if (itemsize == 1) return scalar("?");
      break;
    case 'i':
    case 'u': {
      const bool is_signed = kind == 'i';
      if (itemsize == 1) return scalar(is_signed ? "b" : "B");
      if (itemsize == 2) return scalar(is_signed ? "h" : "H");
      if (itemsize == 4) return scalar(is_signed ? "i" : "I");
      if (itemsize == 8) return scalar(is_signed ? "q" : "Q");
      break;
    }
    case 'f':
      if (itemsize == 2) return scalar("e");
      if (itemsize == 4) return scalar("f");
      if (itemsize == 8) return scalar("d");
      if (itemsize == HostTarget().Native(ast::Code::kLongDouble).size) return c_type("g");
      break;
    case 'c':
      if (itemsize == 8) return scalar("Zf");
      if (itemsize == 16) return scalar("Zd");
      if (itemsize == HostTarget().Native(ast::Code::kComplexLongDouble).size) return c_type("Zg");
      break;
    case 'S':
      return counted(itemsize, "s");
    case 'U':
      if (itemsize % 4 == 0) return counted(itemsize / 4, "w");
      break;
    case 'V':
      return counted(itemsize, "x");
    case 'O':
      type = ExplicitType::Scalar('@', "O", itemsize);
      return true;
    case 'M':
    case 'm':
      return RefuseType("%s has no format: view it as int64, for example x.view('i8')",
                        kind == 'M' ? "datetime64" : "timedelta64");
    default:
      break;
  }
  const std::string text = {order, kind};
  return RefuseType("no format says the type `%s`", text + std::to_string(itemsize));
}

// ---- a NumPy dtype

inline bool TypeOfDtype(PyObject* dtype, ExplicitType& type, int depth = 0);

// What NumPy itself calls a field without a name where a format needs one: the first `f0`, `f1`, ...
// that is not in use.
inline bool NameUnnamed(PyObject* names, std::string& name) {
  for (int n = 0;; ++n) {
    name = "f" + std::to_string(n);
    const PyReference text(PyUnicode_FromString(name.c_str()));
    const int used = text ? PySequence_Contains(names, text.get()) : -1;
    if (used <= 0) return used == 0;
  }
}

inline bool FieldOfDtype(PyObject* fields, PyObject* name, ExplicitType& record, int depth) {
  ExplicitField field;
  const PyReference entry(PyObject_GetItem(fields, name));  // (dtype, offset[, title])
  if (!entry || !ReadText(name, field.name)) return false;
  const PyReference dtype(PySequence_GetItem(entry.get(), 0));
  const PyReference offset(PySequence_GetItem(entry.get(), 1));
  if (!dtype || !offset || !ReadNumber(offset.get(), field.offset)) return false;
  if (!TypeOfDtype(dtype.get(), field.type, depth + 1)) return false;
  record.fields.push_back(std::move(field));
  return true;
}

inline bool TypeOfDtype(PyObject* dtype, ExplicitType& type, int depth) {
  if (depth > kDeepestType) return RefuseType("%s is nested too deep", "the dtype");
  const PyReference subdtype = Attribute(dtype, "subdtype");
  if (!subdtype) return false;
  if (subdtype.get() != Py_None) {  // (base, shape)
    const PyReference base(PySequence_GetItem(subdtype.get(), 0));
    const PyReference shape(PySequence_GetItem(subdtype.get(), 1));
    std::vector<std::int64_t> extents;
    if (!base || !shape || !ReadShape(shape.get(), extents)) return false;
    if (!TypeOfDtype(base.get(), type, depth + 1)) return false;
    type.shape.insert(type.shape.begin(), extents.begin(), extents.end());
    return true;
  }
  std::int64_t itemsize = 0;
  const PyReference names = Attribute(dtype, "names");
  if (!names || !ReadNumberAttribute(dtype, "itemsize", itemsize)) return false;
  if (names.get() != Py_None) {
    type = ExplicitType::Record(itemsize);
    const PyReference fields = Attribute(dtype, "fields");
    const Py_ssize_t count = PySequence_Size(names.get());
    if (!fields || count < 0) return false;
    for (Py_ssize_t i = 0; i < count; ++i) {
      const PyReference name(PySequence_GetItem(names.get(), i));
      if (!name || !FieldOfDtype(fields.get(), name.get(), type, depth)) return false;
      std::string& field_name = type.fields.back().name;
      if (field_name.empty() && !NameUnnamed(names.get(), field_name)) return false;
    }
    return true;
  }
  std::string kind;
  std::string order;
  if (!ReadTextAttribute(dtype, "kind", kind)) return false;
  if (!ReadTextAttribute(dtype, "byteorder", order)) return false;
  return TypeOfKind(kind[0], order[0], itemsize, type);
}

// ---- the array interface (NumPy, "The array interface protocol")

inline bool TypeOfTypestr(const std::string& text, ExplicitType& type) {
  std::int64_t size = 0;
  constexpr std::string_view kOrders = "<>|=";
  bool valid = text.size() >= 2 && kOrders.find(text[0]) != kOrders.npos && text.size() < 20;
  for (std::size_t i = 2; valid && i < text.size(); ++i) {
    valid = text[i] >= '0' && text[i] <= '9';
    size = size * 10 + (text[i] - '0');
  }
  if (!valid || (text.size() == 2 && text[1] != 'O')) {
    return RefuseType("typestr `%s` is not an order, a kind and a size", text);
  }
  if (text[1] == 'O') size = HostTarget().Native(ast::Code::kVoidPointer).size;
  return TypeOfKind(text[1], text[0], text[1] == 'U' ? 4 * size : size, type);
}

inline bool TypeOfDescr(PyObject* descr, ExplicitType& record, int depth = 0);

// One (name, type[, shape]) of a descr; a name may be (title, name), and padding has none.
inline bool FieldOfDescr(PyObject* entry, ExplicitType& record, int depth) {
  ExplicitField field;
  field.offset = record.itemsize;
  PyReference name(PySequence_GetItem(entry, 0));
  const PyReference type(PySequence_GetItem(entry, 1));
  if (!name || !type) return false;
  if (PyTuple_Check(name.get())) name = PyReference(PySequence_GetItem(name.get(), 1));
  if (!name || !ReadText(name.get(), field.name)) return false;
  if (PyUnicode_Check(type.get())) {
    std::string text;
    if (!ReadText(type.get(), text) || !TypeOfTypestr(text, field.type)) return false;
  } else if (!TypeOfDescr(type.get(), field.type, depth + 1)) {
    return false;
  }
  const Py_ssize_t size = PySequence_Size(entry);
  if (size < 0) return false;
  if (size > 2) {
    const PyReference shape(PySequence_GetItem(entry, 2));
    if (!shape || !ReadShape(shape.get(), field.type.shape)) return false;
  }
  std::int64_t bytes = field.type.itemsize;
  for (const std::int64_t extent : field.type.shape) {
    if (!CheckedMultiply(bytes, extent, bytes)) bytes = -1;
  }
  if (bytes < 0 || !CheckedAdd(record.itemsize, bytes, record.itemsize)) {
    return RefuseType("field `%s` of the descr is too large", field.name);
  }
  if (!field.name.empty()) record.fields.push_back(std::move(field));
  return true;
}

inline bool TypeOfDescr(PyObject* descr, ExplicitType& record, int depth) {
  if (depth > kDeepestType) return RefuseType("%s is nested too deep", "the descr");
  record = ExplicitType::Record(0);
  const Py_ssize_t count = PySequence_Size(descr);
  if (count < 0) return false;
  for (Py_ssize_t i = 0; i < count; ++i) {
    const PyReference entry(PySequence_GetItem(descr, i));
    if (!entry || !FieldOfDescr(entry.get(), record, depth)) return false;
  }
  return true;
}

inline bool TypeOfArrayInterface(PyObject* interface, ExplicitType& type) {
  const PyReference typestr(PyMapping_GetItemString(interface, "typestr"));
  std::string text;
  if (!typestr || !ReadText(typestr.get(), text) || !TypeOfTypestr(text, type)) return false;
  if (text[1] != 'V') return true;
  const std::int64_t itemsize = type.itemsize;
  const PyReference descr(PyMapping_GetItemString(interface, "descr"));
  if (!descr) {
    PyErr_Clear();  // it is optional
    return true;
  }
  ExplicitType record;
  if (!TypeOfDescr(descr.get(), record)) return false;
  if (record.fields.empty()) return true;  // [('', '|V8')]: no fields
  if (record.itemsize != itemsize) {
    return RefuseType("descr and typestr `%s` have different sizes", text);
  }
  type = std::move(record);
  return true;
}

// ---- a ctypes class

// The classes of _ctypes, empty where it was never imported.
struct CtypesClasses {
  PyReference structure = ImportedAttribute("_ctypes", "Structure");
  PyReference union_ = ImportedAttribute("_ctypes", "Union");
  PyReference array = ImportedAttribute("_ctypes", "Array");
  PyReference simple = ImportedAttribute("_ctypes", "_SimpleCData");
  PyReference pointer = ImportedAttribute("_ctypes", "_Pointer");
  PyReference function = ImportedAttribute("_ctypes", "CFuncPtr");
  PyReference size_of = ImportedAttribute("_ctypes", "sizeof");

  bool IsOne(PyObject* type) const {
    return IsClassOf(type, structure) || IsClassOf(type, union_) || IsClassOf(type, array) ||
           IsClassOf(type, simple) || IsClassOf(type, pointer) || IsClassOf(type, function);
  }
  bool SizeOf(PyObject* type, std::int64_t& size) const {
    const PyReference value(PyObject_CallFunctionObjArgs(size_of.get(), type, nullptr));
    return value && ReadNumber(value.get(), size);
  }
};

inline bool TypeOfCtypes(const CtypesClasses& ctypes, PyObject* cls, ExplicitType& type,
                         int depth = 0);

// `<` or `>`: the types of swapped structures are their own big- or little-endian ones.
inline bool OrderOfCtypes(PyObject* cls, char& order) {
  order = HostOrder();
  const char* foreign = order == '<' ? "__ctype_be__" : "__ctype_le__";
  const PyReference swapped = OptionalAttribute(cls, foreign);
  if (PyErr_Occurred() != nullptr) return false;
  if (swapped && swapped.get() == cls) order = order == '<' ? '>' : '<';
  return true;
}

inline bool TypeOfSimple(PyObject* cls, std::int64_t size, ExplicitType& type) {
  std::string code;
  char order = '<';
  if (!ReadTextAttribute(cls, "_type_", code) || !OrderOfCtypes(cls, order)) return false;
  switch (code[0]) {
    case 'b':
    case 'h':
    case 'i':
    case 'l':
    case 'q':
      return TypeOfKind('i', order, size, type);
    case 'B':
    case 'H':
    case 'I':
    case 'L':
    case 'Q':
      return TypeOfKind('u', order, size, type);
    case 'f':
    case 'd':
    case 'g':
      return TypeOfKind('f', order, size, type);
    case 'F':
    case 'D':
    case 'G':
      return TypeOfKind('c', order, size, type);
    case '?':
      return TypeOfKind('b', order, size, type);
    case 'c':
      type = ExplicitType::Scalar(order, "c", size);
      return true;
    case 'u':
      type = ExplicitType::Scalar(order, size == 2 ? "u" : "w", size);
      return true;
    case 'z':
    case 'Z':
    case 'P':
      type = ExplicitType::Scalar('@', "P", size);
      return true;
    case 'O':
      type = ExplicitType::Scalar('@', "O", size);
      return true;
    default:
      return RefuseType("no format says the ctypes code `%s`", code);
  }
}

// The fields that `cls` itself adds to those of its bases.
inline bool AddOwnFields(const CtypesClasses& ctypes, PyObject* cls, ExplicitType& record,
                         int depth) {
  const PyReference own = Attribute(cls, "__dict__");
  if (!own) return false;
  const PyReference key(PyUnicode_FromString("_fields_"));
  const int has = key ? PySequence_Contains(own.get(), key.get()) : -1;
  if (has <= 0) return has == 0;
  const PyReference list(PyObject_GetItem(own.get(), key.get()));
  const Py_ssize_t count = list ? PySequence_Size(list.get()) : -1;
  if (count < 0) return false;
  std::unordered_set<std::string> names;
  for (Py_ssize_t i = 0; i < count; ++i) {
    ExplicitField field;
    const PyReference entry(PySequence_GetItem(list.get(), i));  // (name, type[, bits])
    const Py_ssize_t size = entry ? PySequence_Size(entry.get()) : -1;
    if (size < 2) return false;
    const PyReference name(PySequence_GetItem(entry.get(), 0));
    const PyReference type(PySequence_GetItem(entry.get(), 1));
    if (!name || !type || !ReadText(name.get(), field.name)) return false;
    if (size > 2) return RefuseType("field `%s` is a bit field, which no format says", field.name);
    if (!names.insert(field.name).second) {
      return RefuseType("two fields are called `%s`, and ctypes keeps the offset of one",
                        field.name);
    }
    const PyReference descriptor(PyObject_GetItem(own.get(), name.get()));
    if (!descriptor || !ReadNumberAttribute(descriptor.get(), "offset", field.offset)) return false;
    if (!TypeOfCtypes(ctypes, type.get(), field.type, depth + 1)) return false;
    record.fields.push_back(std::move(field));
  }
  return true;
}

inline bool TypeOfCtypes(const CtypesClasses& ctypes, PyObject* cls, ExplicitType& type,
                         int depth) {
  if (depth > kDeepestType) return RefuseType("%s is nested too deep", "the ctypes class");
  std::int64_t size = 0;
  if (IsClassOf(cls, ctypes.array)) {
    std::int64_t length = 0;
    const PyReference element = Attribute(cls, "_type_");
    if (!element || !ReadNumberAttribute(cls, "_length_", length)) return false;
    if (!TypeOfCtypes(ctypes, element.get(), type, depth + 1)) return false;
    type.shape.insert(type.shape.begin(), length);
    return true;
  }
  if (!ctypes.SizeOf(cls, size)) return false;
  if (IsClassOf(cls, ctypes.structure)) {
    type = ExplicitType::Record(size);
    const PyReference order = Attribute(cls, "__mro__");
    const Py_ssize_t count = order ? PySequence_Size(order.get()) : -1;
    if (count < 0) return false;
    for (Py_ssize_t i = count; i-- > 0;) {  // base structures first
      const PyReference base(PySequence_GetItem(order.get(), i));
      if (!base) return false;
      if (!IsClassOf(base.get(), ctypes.structure)) continue;
      if (!AddOwnFields(ctypes, base.get(), type, depth)) return false;
    }
    return true;
  }
  if (IsClassOf(cls, ctypes.union_)) {  // its members share their bytes
    type = ExplicitType::Scalar(HostOrder(), std::to_string(size) + "x", size);
    return true;
  }
  if (IsClassOf(cls, ctypes.simple)) return TypeOfSimple(cls, size, type);
  if (IsClassOf(cls, ctypes.pointer)) {
    type = ExplicitType::Scalar('@', "P", size);
    return true;
  }
  if (IsClassOf(cls, ctypes.function)) {
    type = ExplicitType::Scalar('@', "X{}", size);
    return true;
  }
  return RefuseType("%s is not a ctypes class", "a type in _fields_");
}

}  // namespace pep3118::internal

#endif  // PEP3118_PYTHON_PYTHON_TYPE_H_
