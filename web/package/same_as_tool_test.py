#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The WebAssembly module and the tool give the same answers.

usage: same_as_tool_test.py TOOL PACKAGE_FILE...

The tool is the same engine where a size has 64 bits; in the module it has 32. What exporters were seen
to write, hostile texts and changed ones are laid out for several targets, by every dialect, with
several itemsizes; the tool answers as JSON lines. Tables, pictures, sources and comparisons are held to
the commands that print them.
"""

import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TARGETS = [
    "x86_64-linux-gnu",
    "i686-linux-gnu",
    "x86_64-pc-windows-msvc",
    "s390x-linux-gnu",
    "wasm32-unknown-emscripten",
    "avr-unknown-elf",
    "powerpc64-ibm-aix",
]
DIALECTS = ["pep3118", "numpy", "ctypes", "ctypes-3.12", "struct", "cython", "pybind11", "pythoncall",
            "ndtypes"]
DTYPES = [
    "<f4", "i4,(2,3)f8", "[('x', '<f4'), ('t', '<M8[ns]')]", "dtype([('a', 'u1'), ('b', '<i8')], align=True)",
    "{'names': ['a', 'b'], 'formats': ['<i4', '<f8'], 'offsets': [0, 16], 'itemsize': 32}",
    "[('x', '<f4'", "f3", "S2147483648", "V4294967296", "(4294967296,)i1", "U1073741824", "longdouble",
    "[('a', 'l'), ('b', 'P')]",
]
LARGE = [
    "4294967295s", "4294967296s", "4294967297x:a:", "2147483648i", "T{2147483647x:a:i:b:}", "536870912d",
    "(65536,65536)i", "(4294967296)x", "(2,4294967296)b:a:", "9223372036854775807s", "9223372036854775808s",
    "T{4294967295s:a:b:b:}", "T{3000000000s:a:T{3000000000s:b:}:c:}", "1152921504606846975d",
    "T{(4611686018427387904)h:a:}", "(0,9223372036854775807)i", "T{i:a:2147483640x}d:b:", "4294967296i:x:",
    "1073741824w", "2147483648u", "T{4294967292x:p:i:x:}", "&4294967296i", "(3,3,3,3,3)4294967296s",
]


def corpus():
    """(format, itemsize or None), each once, in one order."""
    found = {}
    for name in sorted(os.listdir("testdata/captures")):
        with open("testdata/captures/" + name, encoding="utf-8") as file:
            for record in json.load(file)["records"]:
                found[record["format"], record["itemsize"]] = True
    with open("testdata/exporters.json", encoding="utf-8") as file:
        for record in json.load(file)["records"]:
            if "format" in record:
                found[record["format"], record.get("itemsize")] = True
    with open("testdata/bad_formats.json", encoding="utf-8") as file:
        for case in json.load(file)["cases"]:
            if "format" in case and "\\x" not in case["format"]:
                found[case["format"].encode().decode("unicode_escape"), None] = True
    for text in LARGE:
        found[text, None] = True
    return list(found)


def changed(rng, text):
    """The text with one byte or piece other than it was."""
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + rng.choice("T{}<>=@^!&XZxbBhilqfdgspwuO?:(),0123456789 é\x00") + text[at:]
    if kind == 2:
        return text[:at] + rng.choice(["4294967296", "2147483648", "(3,2)", "T{", "}", ":a:"]) + text[at:]
    end = rng.randrange(at, len(text) + 1)
    return text[:at] + text[at:end] * 2 + text[end:]


def questions():
    """Lines for `layout --batch`."""
    rng = random.Random(3118)
    formats = corpus()
    asked = []

    def ask(**question):
        asked.append({key: value for key, value in question.items() if value is not None})

    for number, (text, itemsize) in enumerate(formats):
        ask(format=text, itemsize=itemsize, lint=True)
        ask(format=text, target=TARGETS[number % len(TARGETS)])
        ask(format=text, itemsize=itemsize, dialect=DIALECTS[number % len(DIALECTS)], strict=number % 2 == 0)
        ask(format=changed(rng, text), itemsize=rng.choice([None, itemsize, 16]))
    for text in LARGE:
        for target in TARGETS:
            for itemsize in (None, 4294967296, 2147483648, 9223372036854775807):
                ask(format=text, target=target, itemsize=itemsize)
    for text, itemsize in rng.sample(formats, 60):
        for target in TARGETS:
            for dialect in DIALECTS:
                ask(format=text, itemsize=itemsize, target=target, dialect=dialect)
    for text in DTYPES:
        for target in TARGETS:
            ask(dtype=text, target=target)
            ask(dtype=text, target=target, itemsize=8)
    return asked


def call_of(question):
    options = dict(question)
    kind = "dtype" if "dtype" in options else "format"
    text = options.pop(kind)
    if "itemsize" in options:
        options["itemsize"] = str(options["itemsize"])
    return ["layout", text, dict(options, kind=kind)]


def without_extras(answer):
    """What a refusal of the module has besides that of a batch."""
    if "error" in answer:
        for key in ("fix", "hint", "side", "target"):
            answer["error"].pop(key, None)
    return answer


class Module:
    def __init__(self, folder):
        self.command = ["node", os.path.join(HERE, "ask.mjs"), folder]

    def answers(self, calls):
        text = "".join(json.dumps(call) + "\n" for call in calls)
        run = subprocess.run(self.command, input=text.encode(), stdout=subprocess.PIPE, check=True)
        lines = run.stdout.decode("utf-8").split("\n")[:-1]
        assert len(lines) == len(calls), (len(lines), len(calls))
        return lines


def check_layouts(tool, module):
    asked = questions()
    text = "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in asked)
    run = subprocess.run([tool, "layout", "--batch"], input=text.encode(), stdout=subprocess.PIPE)
    expected = run.stdout.decode("utf-8").split("\n")[:-1]
    assert len(expected) == len(asked), (len(expected), len(asked))
    found = module.answers([call_of(question) for question in asked])
    wrong = refused = 0
    for question, a, b in zip(asked, expected, found):
        refused += a.startswith('{"error"')
        if json.loads(a) == without_extras(json.loads(b)):
            continue
        wrong += 1
        if wrong <= 5:
            print("%s\n  tool:   %s\n  module: %s" % (json.dumps(question)[:500], a[:800], b[:800]))
    print("%d layouts, %d of them refused, %d differ" % (len(asked), refused, wrong))
    assert len(asked) > 12000 and refused > 1000, "the corpus has shrunk"
    return wrong


def printed(tool, *args):
    run = subprocess.run([tool, *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return run.stdout.decode("utf-8")


def check_texts(tool, module):
    """Each way to print a layout, over a sample."""
    rng = random.Random(8113)
    sample = rng.sample([(text, size) for text, size in corpus() if size and "\0" not in text], 50)
    a, b = TARGETS[0], TARGETS[1]
    calls, expected = [], []

    def ask(call, key, *args):
        calls.append(call)
        expected.append((key, printed(tool, *args)))

    for number, (text, itemsize) in enumerate(sample):
        size = ["--itemsize", str(itemsize)]
        given = {"itemsize": str(itemsize)}
        both = {"targets": [a, b]}
        ask(["table", text, given], "text", "layout", *size, "--", text)
        ask(["table", text, both], "text", "layout", "--target", a, "--target", b, "--", text)
        ask(["picture", text, given], "svg", "layout", "--svg", *size, "--", text)
        language = ["cpp", "c", "julia", "numpy", "rust", "svg"][number % 6]
        ask(["emit", text, language, dict(given, name="P")], "text",
            "emit", language, "--name", "P", *size, "--", text)
        other = sample[number - 1][0]
        ask(["compare", text, other, {}], None, "diff", "--json", "--", text, other)
    wrong = refused = 0
    for call, (key, right), answer in zip(calls, expected, module.answers(calls)):
        found = json.loads(answer)
        refused += not right
        if not right:
            same = "error" in found
        elif key is None:
            gate, fits = found.pop("gate", None), found.pop("fits", None)
            same = found == json.loads(right) and fits == (not gate)
        else:
            same = found.get(key) == right
        if not same:
            wrong += 1
            print("%s differs:\n%s\n%s" % (json.dumps(call)[:300], right[:500], answer[:500]))
    print("%d texts, %d of them refused, %d differ" % (len(calls), refused, wrong))
    assert refused < len(calls) // 4, "hardly anything was compared"
    return wrong


def main(tool, *package):
    folder = os.path.dirname(package[0])
    module = Module(folder)
    wrong = check_layouts(tool, module) + check_texts(tool, module)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
