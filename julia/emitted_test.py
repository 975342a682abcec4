# SPDX-License-Identifier: MIT
"""What `emit julia` writes, evaluated by Julia: every recorded format that the exporters' own metadata
describes, every hostile name, and whole files.

usage: emitted_test.py PEP3118C LIBPEP3118 emitted_test.jl INJECTION.json CAPTURE.json...

The emitted source asserts sizeof and fieldoffset against the layout; this test holds Julia's own sizeof
and fieldoffset to what NumPy, ctypes, Cython and pybind11 said of their records.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import run_julia

PACKAGE = "julia/PEP3118.jl"
DOCUMENT = "docs/julia.md"
MOST_PLACES = 4000  # each takes Julia about 5 ms
# Cython does not write the shape of an array of structs.
UNTOLD = "cython:array-of-structs"
ESCAPES = {"\\\\": b"\\", "\\n": b"\n", "\\t": b"\t", "\\r": b"\r"}
FORMATS = ["d", ">i", "(2,3)<d", "T{i:x:T{>h:a:3s:b:}:r:(2)T{>h:a:3s:b:}:s:}", "T{i:end:i:\u00b5:i:end:}",
           "T{b:a:d:b:4x}", "T{?:b:c:c:3w:w:2u:u:6p:p:P:q:Zd:z:g:l:e:h:}"]


def hexadecimal(data):
    return (data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data).hex()


def places(files):
    """A line for each different record; every n-th where there are too many."""
    lines = {}
    for name in files:
        with open(name, encoding="utf-8") as file:
            for record in json.load(file)["records"]:
                if "fields" not in record or record["exporter"] == UNTOLD: continue
                fields = ["%s,%d,%d,%s,%s" % (hexadecimal(path), offset, size, "x".join(map(str, shape)), kind)
                          for path, offset, size, shape, kind in record["fields"]]
                lines["\t".join(["place", hexadecimal(record["format"]), str(record["itemsize"])] + fields)] = None
    step = -(-len(lines) // MOST_PLACES)
    return list(lines)[::step]


def unescape(text):
    def one(match):
        found = match.group(0)
        return (ESCAPES[found] if found in ESCAPES else bytes([int(found[2:], 16)])).decode("latin-1")
    return re.sub(r"\\(?:x[0-9a-fA-F]{2}|.)", one, text).encode("latin-1")


def cases_of(injection):
    with open(injection, encoding="utf-8") as file:
        return json.load(file)["cases"]


def field_names(cases):
    names = {unescape(name): None for case in cases if "field" in case["where"]
             for name in case.get("names", [case.get("name")])}
    return ["name\t" + name.hex() for name in names
            if name and b":" not in name and b"\0" not in name]


def emit(tool, *arguments):
    return subprocess.run([tool, "emit", "julia", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


def texts(tool, cases, folder):
    """Files that the tool writes, with every name that a user may give a type."""
    lines = []
    done = [emit(tool, "--", text) for text in FORMATS]
    names = [unescape(case["name"]) for case in cases if "struct" in case["where"] and "name" in case]
    names = [name for name in names if b"\0" not in name and len(name) < 100000]
    given = [emit(tool, b"--name", name, "T{i:x:}") for name in names]
    assert all(answer.returncode == 0 for answer in done), [answer.stderr for answer in done]
    assert all(answer.returncode in (0, 2) for answer in given)
    lines.append(example(tool, folder))
    for number, answer in enumerate(done + given):
        if answer.returncode != 0: continue
        assert re.fullmatch(rb"[\n -~]*", answer.stdout), answer.stdout
        path = os.path.join(folder, "%d.jl" % number)
        with open(path, "wb") as file:
            file.write(answer.stdout)
        lines.append("text\t" + hexadecimal(path))
    return lines


def example(tool, folder):
    """The program of the document, as a file."""
    with open(DOCUMENT, encoding="utf-8") as file:
        program, = re.findall(r"```julia\n(.*?)```", file.read(), re.S)
    emitted = emit(tool, "--name", "Point", "-o", os.path.join(folder, "point.jl"), "T{i:x:d:y:}")
    assert emitted.returncode == 0, emitted.stderr
    path = os.path.join(folder, "example.jl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(program)
    return "text\t" + hexadecimal(path)


def main(tool, library, script, injection, *captures):
    cases = cases_of(injection)
    with tempfile.TemporaryDirectory() as folder:
        lines = places(captures) + field_names(cases) + texts(tool, cases, folder)
        path = os.path.join(folder, "cases")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        done = run_julia.run(PACKAGE, library, script, path, options=["--compile=min"], stdout=subprocess.PIPE,
                             text=True)
    print(done.stdout[-10000:])
    counts = {outcome: int(count) for outcome, count in re.findall(r"^COUNT\t(.*)\t(\d+)$", done.stdout, re.M)}
    assert done.returncode == 0, "julia ends with %d" % done.returncode
    assert counts.get("fault", 0) == 0
    assert sum(counts.values()) == len(lines), (counts, len(lines))
    # Formats are refused where the exporter's text does not settle the layout, never for Julia's sake.
    assert counts["right"] > 0.6 * sum(line.startswith("place") for line in lines)
    assert counts.get("refused in Julia", 0) < 20
    assert counts["name right"] > 100 and counts["text right"] >= len(FORMATS)


if __name__ == "__main__":
    main(*sys.argv[1:])
