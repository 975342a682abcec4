#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Captures what compiled Cython and pybind11 modules export: formats, itemsizes and the compiler's offsets behind them.

  capture_compiled.py --seed 7 --cython 400 --pybind11 36 > captures/compiled.json

Draws C structs, writes a module that exports one array of each, compiles it with the machine's cython3, pybind11 and
C++ compiler, and asks memoryview.  The truth is the compiled structs' own: addresses of members and sizeof.
"""
import argparse
import importlib.util
import pathlib
import random
import subprocess
import sys
import sysconfig
import tempfile

from capture_exporters import pick_names, write_capture

# C words; Cython and C++ spell a complex number in their own ways.
TYPES = ["char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int", "long",
         "unsigned long", "long long", "unsigned long long", "float", "double", "long double", "float complex",
         "double complex"]
CPP_TYPES = {"float complex": "std::complex<float>", "double complex": "std::complex<double>"}
PYBIND_TYPES = [t for t in TYPES if t != "long double"] + ["bool"]


class Struct:
    """One struct: its name, whether it is packed, and (member, type or Struct, shape) of each member."""

    def __init__(self, rng, name, types, depth):
        self.name, self.packed, self.members, self.inner = name, rng.random() < 0.3, [], []
        for member in pick_names(rng, rng.choice([1, 2, 2, 3, 3, 4, 5])):
            kind = rng.choice(types)
            if depth and rng.random() < 0.3:
                kind = Struct(rng, f"{name}_{len(self.inner)}", types, depth - 1)
                self.inner.append(kind)
            shape = ()
            if rng.random() < 0.2: shape = tuple(rng.choice([1, 2, 3, 4]) for _ in range(rng.choice([1, 1, 2])))
            self.members.append(("m_" + member, kind, shape))  # never a C++ keyword

    def all(self):
        """Itself and the structs in it, the innermost first."""
        return [one for struct in self.inner for one in struct.all()] + [self]

    def places(self, path="", access=""):
        """(path, C text of its first element, shape, kind) of every member."""
        if self.is_complex():
            yield path, access, (), "scalar"
            return
        for name, kind, shape in self.members:
            inner_path = f"{path}/{name}" if path else name
            inner = f"{access}.{name}" + "[0]" * len(shape)
            record = isinstance(kind, Struct) and not kind.is_complex()
            yield inner_path, inner, shape, "record" if record else "scalar"
            if record: yield from kind.places(inner_path, inner)

    def kinds(self, path=""):
        """(path, type or Struct) of every member."""
        for name, kind, _ in self.members:
            inner_path = f"{path}/{name}" if path else name
            yield inner_path, kind
            if isinstance(kind, Struct): yield from kind.kinds(inner_path)

    def is_complex(self):
        """Two equal floats are a complex number to Cython; pybind11 is not given such a struct."""
        types = [kind for _, kind, _ in self.members]
        return (len(types) == 2 and types[0] == types[1] and types[0] in ("float", "double", "long double") and
                not any(shape for _, _, shape in self.members))

    def counted_depth(self):
        """The levels of structs as Cython counts them: an array is one level, whatever it holds."""
        return 1 + max(kind.counted_depth() if isinstance(kind, Struct) and not shape else 1
                       for _, kind, shape in self.members)

    def has_array_of_structs(self):
        """Cython leaves the shape of such an array out of the format: a capture has these apart."""
        return any(isinstance(kind, Struct) and (shape or kind.has_array_of_structs())
                   for _, kind, shape in self.members)

    def fits(self, depth):
        """Whether `depth` levels are enough: Cython fails on a struct whose levels it has counted wrong."""
        return depth > 1 and all(kind.fits(depth - 1) for _, kind, _ in self.members if isinstance(kind, Struct))


# ---- Cython --------------------------------------------------------------------------------------

def cython_source(structs):
    lines = ["# cython: language_level=3", "from libc.string cimport memset"]
    for struct in structs:
        for one in struct.all():
            lines.append(f"cdef {'packed ' if one.packed else ''}struct {one.name}:")
            for name, kind, shape in one.members:
                word = kind.name if isinstance(kind, Struct) else kind
                lines.append(f"    {word} {name}" + "".join(f"[{dim}]" for dim in shape))
        lines += [f"def export_{struct.name}():", f"    cdef {struct.name} item", "    memset(&item, 0, sizeof(item))",
                  f"    view = memoryview(<{struct.name}[:1]>&item)", "    places = []"]
        for path, access, shape, kind in struct.places():
            lines.append(f"    places.append(({path!r}, <size_t>&item{access} - <size_t>&item, "
                         f"sizeof(item{access}), {list(shape)}, {kind!r}))")
        lines.append(f"    return view.format, view.itemsize, sizeof({struct.name}), places")
    return "\n".join(lines) + "\n"


# ---- pybind11 ------------------------------------------------------------------------------------

def pybind11_source(structs):
    lines = ["#include <array>", "#include <complex>", "#include <pybind11/eval.h>", "#include <pybind11/numpy.h>",
             "#include <pybind11/pybind11.h>", "namespace py = pybind11;"]
    for struct in structs:
        for one in struct.all():
            if one.packed: lines.append("#pragma pack(push, 1)")
            lines.append(f"struct {one.name} {{")
            for name, kind, shape in one.members:
                word = kind.name if isinstance(kind, Struct) else CPP_TYPES.get(kind, kind)
                for dim in reversed(shape): word = f"std::array<{word}, {dim}>"
                lines.append(f"  {word} {name};")
            lines.append("};")
            if one.packed: lines.append("#pragma pack(pop)")
        lines += [f"struct Holder_{struct.name} {{ {struct.name} item{{}}; }};"]
    lines += ["PYBIND11_MODULE(captured, module) {"]
    for struct in structs:
        for one in struct.all():
            lines.append(f"  PYBIND11_NUMPY_DTYPE({one.name}, {', '.join(name for name, _, _ in one.members)});")
        holder = f"Holder_{struct.name}"
        lines += [f'  py::class_<{holder}>(module, "{holder}", py::buffer_protocol())',
                  "      .def(py::init<>())",
                  f"      .def_buffer([]({holder}& holder) {{ return py::buffer_info(&holder.item, 1); }});",
                  f'  module.def("export_{struct.name}", [] {{',
                  f"    static {struct.name} item;",
                  "    const auto at = [](const void* member) {",
                  "      return static_cast<const char*>(member) - reinterpret_cast<const char*>(&item);",
                  "    };",
                  f'    py::object holder = py::module_::import("captured").attr("{holder}")();',
                  '    py::object view = py::module_::import("builtins").attr("memoryview")(holder);',
                  "    py::list places;"]
        for path, access, shape, kind in struct.places():
            lines.append(f'    places.append(py::make_tuple("{path}", at(&item{access}), sizeof(item{access}), '
                         f'py::eval("{list(shape)}"), "{kind}"));')
        lines += ['    return py::make_tuple(view.attr("format"), view.attr("itemsize"), '
                  f"sizeof({struct.name}), places);", "  });"]
    return "\n".join(lines + ["}"]) + "\n"


# ---- both ----------------------------------------------------------------------------------------

def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode: sys.exit(f"{' '.join(command)}\n{done.stderr[:4000]}")
    return done.stdout + done.stderr


def import_compiled(folder):
    spec = importlib.util.spec_from_file_location("captured", folder / "captured.so")
    module = importlib.util.module_from_spec(spec)
    sys.modules["captured"] = module
    spec.loader.exec_module(module)
    return module


def records(exporter, module, structs):
    for struct in structs:
        text, itemsize, size, places = getattr(module, f"export_{struct.name}")()
        if itemsize != size: sys.exit(f"{text}: itemsize {itemsize}, sizeof {size}")
        yield {"exporter": exporter, "format": text, "itemsize": itemsize,
               "fields": [dict(zip(("path", "offset", "size", "shape", "kind"), place)) for place in places]}


def draw(rng, count, types, can_be_exported):
    structs = []
    while len(structs) < count:
        struct = Struct(rng, f"s{len(structs)}", types, rng.choice([0, 1, 2]))
        if can_be_exported(struct): structs.append(struct)
    return structs


def with_strings(structs_records):
    """pybind11 exports the last dimension of a char array as the length of a string."""
    for struct, record in structs_records:
        chars = {path for path, kind in struct.kinds() if kind == "char"}
        for field in record["fields"]:
            if field["path"] in chars and field["shape"]: field["size"] = field["shape"].pop()
        yield record


def cython_records(rng, count, arrays_of_structs=False):
    structs = draw(rng, count, TYPES, lambda struct: (struct.has_array_of_structs() == arrays_of_structs and
                                                      struct.fits(struct.counted_depth())))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "captured.pyx").write_text(cython_source(structs))
        run("cython3", str(folder / "captured.pyx"))
        run("cc", "-O0", "-w", "-shared", "-fPIC", "-I" + sysconfig.get_paths()["include"],
            str(folder / "captured.c"), "-o", str(folder / "captured.so"))
        exporter = "cython:array-of-structs" if arrays_of_structs else "cython"
        yield from records(exporter, import_compiled(folder), structs)


def pybind11_records(rng, count):
    structs = draw(rng, count, PYBIND_TYPES, lambda struct: not any(one.is_complex() for one in struct.all()))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "captured.cc").write_text(pybind11_source(structs))
        run("c++", "-O0", "-w", "-std=c++17", "-shared", "-fPIC", "-I" + sysconfig.get_paths()["include"],
            str(folder / "captured.cc"), "-o", str(folder / "captured.so"))
        yield from with_strings(zip(structs, records("pybind11", import_compiled(folder), structs)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cython", type=int, default=0, metavar="N")
    parser.add_argument("--pybind11", type=int, default=0, metavar="N")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    captured, versions = [], {"python": sys.version.split()[0], "c++": run("c++", "-dumpfullversion").strip()}
    if options.cython:
        versions["cython"] = run("cython3", "--version").split()[-1]
        captured += cython_records(rng, options.cython)
        captured += cython_records(rng, options.cython // 10, arrays_of_structs=True)
    if options.pybind11:
        version = pathlib.Path("/usr/include/pybind11/detail/common.h").read_text()
        versions["pybind11"] = ".".join(line.split()[-1] for line in version.splitlines() if line.startswith(
            ("#define PYBIND11_VERSION_MAJOR", "#define PYBIND11_VERSION_MINOR", "#define PYBIND11_VERSION_PATCH")))
        captured += pybind11_records(rng, options.pybind11)
    write_capture(sys.stdout, __doc__.splitlines()[0], options.seed, versions, captured)


if __name__ == "__main__":
    main()
