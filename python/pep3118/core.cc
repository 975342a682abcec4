// SPDX-License-Identifier: MIT
// The C++ half of the Python module: layouts as JSON, headers, comparisons.  __init__.py makes
// Python objects of the answers.
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/header.h"
#include "pep3118/codegen/json.h"
#include "pep3118/codegen/svg.h"
#include "pep3118/codegen/table.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/target.h"
#include "pep3118/python/exported_object.h"
#include "pep3118/python/layout_of_object.h"
#include "pep3118/python/object.h"

namespace pep3118 {
namespace {

PyObject* Text(std::string_view text) {
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
}

// ---- FormatError, a ValueError with what a Diagnostic has

PyReference FormatErrorClass() {
  const PyReference module(PyImport_ImportModule("pep3118._core"));
  return module ? internal::Attribute(module.get(), "FormatError") : PyReference();
}

struct SetFormatError {
  void operator()(const Diagnostic& error, std::string_view format) const {
    const PyReference cls = FormatErrorClass();
    if (!cls) return;
    std::string message = Render(error, format);
    message.pop_back();  // the last newline
    if (message.starts_with("error: ")) message.erase(0, 7);
    const PyReference text(Text(message));
    const PyReference made(text ? PyObject_CallFunctionObjArgs(cls.get(), text.get(), nullptr)
                                : nullptr);
    const PyReference kind(Text(ErrorName(error.kind)));
    const PyReference position(PyLong_FromUnsignedLong(error.span.begin));
    const PyReference length(PyLong_FromUnsignedLong(error.span.size()));
    if (!made || !kind || !position || !length ||
        PyObject_SetAttrString(made.get(), "kind", kind.get()) != 0 ||
        PyObject_SetAttrString(made.get(), "position", position.get()) != 0 ||
        PyObject_SetAttrString(made.get(), "length", length.get()) != 0) {
      return;
    }
    PyErr_SetObject(cls.get(), made.get());
  }
};

// ---- arguments

// The keywords that say how a format is read; None is the default.
struct ReadingArguments {
  PyObject* itemsize = Py_None;
  PyObject* dialect = Py_None;
  PyObject* target = Py_None;
  int strict = 0;
};

bool ReadOptions(const ReadingArguments& arguments, LayoutOptions& options) {
  std::string text;
  if (arguments.itemsize != Py_None) {
    std::int64_t itemsize = 0;
    if (!internal::ReadNumber(arguments.itemsize, itemsize)) return false;
    options.itemsize = itemsize;
  }
  if (arguments.dialect != Py_None) {
    if (!internal::ReadText(arguments.dialect, text)) return false;
    const Dialect* dialect = FindDialect(text);
    if (dialect == nullptr) {
      PyErr_Format(PyExc_ValueError, "no dialect is called %R", arguments.dialect);
      return false;
    }
    options.dialect = *dialect;
  }
  if (arguments.target != Py_None) {
    if (!internal::ReadText(arguments.target, text)) return false;
    options.target = FindTarget(text);
    if (options.target == nullptr) {
      PyErr_Format(PyExc_ValueError, "no target is called %R", arguments.target);
      return false;
    }
  }
  options.strict = arguments.strict != 0;
  return true;
}

bool ReadLevel(const char* name, MatchLevel& level) {
  const std::string_view text = name;
  level = text == "bytes"   ? MatchLevel::kBytes
          : text == "types" ? MatchLevel::kTypes
                            : MatchLevel::kNames;
  if (level != MatchLevel::kNames || text == "names") return true;
  PyErr_Format(PyExc_ValueError, "level is `bytes`, `types` or `names`, not `%s`", name);
  return false;
}

std::optional<ObjectLayout> Read(PyObject* object, const LayoutOptions& options = {}) {
  return internal::LayoutOfObject(object, options, SetFormatError());
}

// What the object is called in an answer: its format, or the canonical one.
std::string FormatFor(PyObject* object, const Layout& layout) {
  std::string format;
  if (PyUnicode_Check(object) && internal::ReadText(object, format)) return format;
  PyErr_Clear();
  return CanonicalText(layout);
}

// ---- functions

constexpr const char* kLayoutDoc =
    "layout(x, itemsize=None, dialect=None, target=None, strict=False)\n--\n\n"
    "The layout as JSON, who said it, and the dialect that was followed.";
PyObject* LayoutOfArgument(PyObject*, PyObject* positional, PyObject* keywords) {
  static const char* names[] = {"x", "itemsize", "dialect", "target", "strict", nullptr};
  PyObject* object = nullptr;
  ReadingArguments arguments;
  LayoutOptions options;
  if (PyArg_ParseTupleAndKeywords(positional, keywords, "O|OOOp", const_cast<char**>(names),
                                  &object, &arguments.itemsize, &arguments.dialect,
                                  &arguments.target, &arguments.strict) == 0 ||
      !ReadOptions(arguments, options)) {
    return nullptr;
  }
  const std::optional<ObjectLayout> found = Read(object, options);
  if (!found) return nullptr;
  std::string json;
  // The layout is shared by all spellings; the notes and the dialect are this one's.
  AppendLayoutJson(*found->layout, FormatFor(object, *found->layout), JsonStyle::kLine, json,
                   found->layout.notes());
  const std::string dialect(DialectName(found->layout.dialect()));
  return Py_BuildValue("(s#ss)", json.data(), static_cast<Py_ssize_t>(json.size()),
                       LayoutSourceName(found->source), dialect.c_str());
}

// A table or a picture of one layout.
PyObject* ShownBy(std::string (*show)(std::span<const Layout* const>, std::size_t),
                  PyObject* positional) {
  PyObject* object = nullptr;
  ReadingArguments arguments;
  LayoutOptions options;
  if (PyArg_ParseTuple(positional, "O|O", &object, &arguments.target) == 0 ||
      !ReadOptions(arguments, options)) {
    return nullptr;
  }
  const std::optional<ObjectLayout> found = Read(object, options);
  if (!found) return nullptr;
  const Layout* const layouts[] = {&*found->layout};
  return Text(show(std::span(layouts), kNoTextLimit));
}

constexpr const char* kTableDoc = "table(x, target=None)\n--\n\nThe layout as a table for people.";
PyObject* TableOf(PyObject*, PyObject* positional) { return ShownBy(LayoutTable, positional); }

constexpr const char* kSvgDoc = "svg(x, target=None)\n--\n\nThe layout as a picture, SVG.";
PyObject* SvgOf(PyObject*, PyObject* positional) { return ShownBy(LayoutSvg, positional); }

PyObject* RaiseSourceError(const HeaderError& error, const std::string& format) {
  if (error.kind == HeaderErrorKind::kRefused) {
    SetFormatError()(error.diagnostic, format);
  } else {
    PyErr_SetString(PyExc_ValueError, error.kind == HeaderErrorKind::kNoLayouts
                                          ? "there is nothing to define"
                                          : "the text would be too long");
  }
  return nullptr;
}

constexpr const char* kHeaderDoc =
    "header([(name, x), ...], namespace, target)\n--\n\nOne C++ header that defines every record.";
PyObject* HeaderOf(PyObject*, PyObject* positional) {
  PyObject* list = nullptr;
  HeaderOptions options;
  const char* name_space = "";
  ReadingArguments arguments;
  LayoutOptions reading;
  if (PyArg_ParseTuple(positional, "O!sO", &PyList_Type, &list, &name_space, &arguments.target) ==
          0 ||
      !ReadOptions(arguments, reading)) {
    return nullptr;
  }
  options.name_space = name_space;
  if (!options.name_space.empty() && !IsUsableNamespace(options.name_space)) {
    PyErr_Format(PyExc_ValueError, "`%s` is not a usable namespace", name_space);
    return nullptr;
  }
  std::vector<ObjectLayout> layouts;
  std::vector<NamedLayout> named;
  std::vector<std::string> formats;
  for (Py_ssize_t i = 0; i < PyList_Size(list); ++i) {
    const char* name = nullptr;
    PyObject* object = nullptr;
    if (PyArg_ParseTuple(PyList_GetItem(list, i), "sO", &name, &object) == 0) return nullptr;
    if (*name != '\0' && !IsUsableIdentifier(name)) {
      PyErr_Format(PyExc_ValueError, "`%s` is not a usable C++ name", name);
      return nullptr;
    }
    std::optional<ObjectLayout> found = Read(object, reading);
    if (!found) return nullptr;
    formats.push_back(FormatFor(object, *found->layout));
    layouts.push_back(*std::move(found));
    named.push_back({name, nullptr});
  }
  for (std::size_t i = 0; i < named.size(); ++i) named[i].layout = &*layouts[i].layout;
  const Result<std::string, HeaderError> header = EmitHeader(named, options);
  if (header) return Text(*header);
  const std::size_t index = header.error().index;
  return RaiseSourceError(header.error(), index < formats.size() ? formats[index] : std::string());
}

constexpr const char* kEmitDoc =
    "emit(language, x, name)\n--\n\nThe layout of x as source of a language.";
PyObject* EmitOf(PyObject*, PyObject* positional) {
  const char* language_name = nullptr;
  PyObject* object = nullptr;
  const char* name = nullptr;
  if (PyArg_ParseTuple(positional, "sOs", &language_name, &object, &name) == 0) return nullptr;
  const Language* language = FindLanguage(language_name);
  if (language == nullptr) {
    PyErr_Format(PyExc_ValueError, "unknown language `%s`: there are %s", language_name,
                 LanguageNames().c_str());
    return nullptr;
  }
  if (*name != '\0' && !language->is_usable_name(name)) {
    PyErr_Format(PyExc_ValueError, "`%s` is not a usable %s name", name,
                 std::string(language->title).c_str());
    return nullptr;
  }
  const std::optional<ObjectLayout> found = Read(object);
  if (!found) return nullptr;
  const NamedLayout named[] = {{name, &*found->layout}};
  const Result<std::string, EmitError> text = Emit(*language, named);
  return text ? Text(*text) : RaiseSourceError(text.error(), FormatFor(object, *found->layout));
}

constexpr const char* kDiffDoc =
    "diff(a, b)\n--\n\n(same_bytes, same_types, same_names, text, JSON) of two layouts.";
PyObject* DiffOf(PyObject*, PyObject* positional) {
  PyObject* a = nullptr;
  PyObject* b = nullptr;
  if (PyArg_ParseTuple(positional, "OO", &a, &b) == 0) return nullptr;
  const std::optional<ObjectLayout> first = Read(a);
  if (!first) return nullptr;
  const std::optional<ObjectLayout> second = Read(b);
  if (!second) return nullptr;
  const Layout& left = *first->layout;
  const Layout& right = *second->layout;
  const Comparison comparison = Compare(left, right);
  const std::string text = DiffText(comparison, left, right, {"a", "b"});
  std::string json;
  AppendDiffJson(comparison, {left, FormatFor(a, left), {}}, {right, FormatFor(b, right), {}},
                 JsonStyle::kLine, json);
  const auto truth = [](bool value) { return value ? Py_True : Py_False; };
  return Py_BuildValue("(OOOs#s#)", truth(comparison.same_bytes), truth(comparison.same_types),
                       truth(comparison.same_names), text.data(),
                       static_cast<Py_ssize_t>(text.size()), json.data(),
                       static_cast<Py_ssize_t>(json.size()));
}

constexpr const char* kExplainDoc =
    "explain(x, expected, level)\n--\n\n"
    "Every difference of x's items from `expected`, as a report; None where there is none.";
PyObject* Explain(PyObject*, PyObject* positional) {
  PyObject* object = nullptr;
  PyObject* wanted = nullptr;
  const char* level_name = "names";
  MatchLevel level = MatchLevel::kNames;
  if (PyArg_ParseTuple(positional, "OO|s", &object, &wanted, &level_name) == 0 ||
      !ReadLevel(level_name, level)) {
    return nullptr;
  }
  const std::optional<ObjectLayout> found = Read(object);
  if (!found) return nullptr;
  const std::optional<ObjectLayout> expected = Read(wanted);
  if (!expected) return nullptr;
  const BindReport report = ExplainLayouts(*expected->layout, *found->layout, level);
  if (report.mismatches.empty()) Py_RETURN_NONE;
  return Text(Message(report));
}

// The memory of an object under another format: its own layout's canonical text.
constexpr const char* kDescribeDoc =
    "describe(x)\n--\n\nAn object that exports the memory of x under its canonical format.";
PyObject* Describe(PyObject*, PyObject* object) {
  const std::optional<ObjectLayout> found = Read(object);
  if (!found) return nullptr;
  auto owner = std::make_shared<PyBuffer>(PyBuffer::Get(object, PyBUF_FULL_RO));
  if (!*owner) return nullptr;
  Geometry geometry;
  BufferError error;
  if (!ResolveGeometry(owner->buffer(), geometry, error)) {
    PyErr_SetString(PyExc_BufferError, Message(error).c_str());
    return nullptr;
  }
  if (geometry.itemsize != found->layout->itemsize()) {
    PyErr_Format(PyExc_BufferError, "itemsize of the buffer is %zd, that of the %s %zd",
                 static_cast<Py_ssize_t>(geometry.itemsize), LayoutSourceName(found->source),
                 static_cast<Py_ssize_t>(found->layout->itemsize()));
    return nullptr;
  }
  const std::string format = CanonicalText(*found->layout);
  MemoryFacts facts;
  facts.buf = geometry.data;
  facts.format = format.c_str();
  facts.itemsize = geometry.itemsize;
  facts.ndim = geometry.ndim;
  facts.shape = geometry.shape.data();
  facts.strides = geometry.strides.data();
  facts.suboffsets = geometry.indirect ? geometry.suboffsets.data() : nullptr;
  facts.readonly = geometry.readonly;
  return internal::ExportMemory(facts, std::move(owner));
}

template <class Names>
PyObject* NamesOf(const Names& names) {
  PyReference list(PyList_New(0));
  for (const auto& name : names) {
    const PyReference text(Text(name));
    if (!text || PyList_Append(list.get(), text.get()) != 0) return nullptr;
  }
  return list.release();
}

PyObject* TargetNames(PyObject*, PyObject*) {
  std::vector<std::string> names;
  for (const Target& target : Targets()) names.push_back(target.name);
  return NamesOf(names);
}

PyObject* LanguageList(PyObject*, PyObject*) {
  std::vector<std::string_view> names;
  for (const Language& language : Languages()) names.push_back(language.name);
  return NamesOf(names);
}

PyObject* DialectNames(PyObject*, PyObject*) {
  std::vector<std::string_view> names;
  for (const Dialect dialect : Dialects()) names.push_back(DialectName(dialect));
  return NamesOf(names);
}

// The library throws nothing but std::bad_alloc, which must not reach Python.
template <auto function, class... Arguments>
PyObject* Guarded(Arguments... arguments) {
  try {
    return function(arguments...);
  } catch (const std::bad_alloc&) {
    return PyErr_NoMemory();
  }
}
template <PyCFunction function>
constexpr PyCFunction kGuarded = Guarded<function, PyObject*, PyObject*>;
constexpr PyCFunctionWithKeywords kGuardedLayout =
    Guarded<LayoutOfArgument, PyObject*, PyObject*, PyObject*>;

PyMethodDef methods[] = {
    {"layout", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(kGuardedLayout)),
     METH_VARARGS | METH_KEYWORDS, kLayoutDoc},
    {"table", kGuarded<TableOf>, METH_VARARGS, kTableDoc},
    {"svg", kGuarded<SvgOf>, METH_VARARGS, kSvgDoc},
    {"header", kGuarded<HeaderOf>, METH_VARARGS, kHeaderDoc},
    {"emit", kGuarded<EmitOf>, METH_VARARGS, kEmitDoc},
    {"diff", kGuarded<DiffOf>, METH_VARARGS, kDiffDoc},
    {"explain", kGuarded<Explain>, METH_VARARGS, kExplainDoc},
    {"describe", kGuarded<Describe>, METH_O, kDescribeDoc},
    {"targets", TargetNames, METH_NOARGS, "targets()\n--\n\nThe names of the target ABIs."},
    {"dialects", DialectNames, METH_NOARGS, "dialects()\n--\n\nThe names of the dialects."},
    {"languages", LanguageList, METH_NOARGS,
     "languages()\n--\n\nThe names of the languages that emit() writes."},
    {nullptr, nullptr, 0, nullptr},
};

int Execute(PyObject* module) {
  const PyReference error(
      PyErr_NewExceptionWithDoc("pep3118.FormatError",
                                "A format that is refused.  `kind` names the reason "
                                "(docs/errors.md), `position` and `length` "
                                "say which bytes of the format are wrong.",
                                PyExc_ValueError, nullptr));
  return error ? PyObject_SetAttrString(module, "FormatError", error.get()) : -1;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(Execute)}, {0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "pep3118._core",
                          "The C++ half of pep3118.",
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace
}  // namespace pep3118

// NOLINTNEXTLINE(bugprone-reserved-identifier): the name that Python looks for
PyMODINIT_FUNC PyInit__core() { return PyModuleDef_Init(&pep3118::definition); }
