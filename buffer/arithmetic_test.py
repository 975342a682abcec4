# SPDX-License-Identifier: MIT
"""No bare arithmetic on a buffer's numbers.

Numbers of a buffer or a layout are multiplied and added by base/checked.h, which says when a result
does not fit.  A statement of this room that does it with a bare operator says why it cannot wrap, on
its line or just above: `// bounded: ...`.  Free of that are indices of dimensions (i, j, k, dim, N,
ndim), which count what an array of at most 64 entries holds, iterators, and texts.
"""

import pathlib
import re
import sys

# A word, a call or an index; what is beside an operator.
_OPERAND = r"[\w.\->:]+(?:\([^()]*\)|\[[^\[\]]*\])*"
_ARITHMETIC = re.compile(
    rf"(?P<a>{_OPERAND}|\)|\]) (?P<op>[*+-]=?) (?P<b>\(?-?{_OPERAND}|\()")
_INDEX = re.compile(r"\(?(?:static_cast<std::size_t>\()?(?:[ijkN]|[a-z_.]*(?:dim|end|outer_|count_)|ndim"
                    r"|kMaxNdim|kMore|[0-9]+)[)>]*$")
_ITERATOR = re.compile(r"\(?(?:it|self\(\))$")
# Lines that make texts.
_TEXT = re.compile(r"""["']|std::string|to_string|Number\(|Message\(|text \+=|out \+=""")
_WORDS_ONLY = {"buffer_error.cc", "explain_mismatch.cc"}
# Their numbers are offsets inside one item of a layout, where every sum fits.
_INSIDE_AN_ITEM = {"make_plan.cc", "plan_chunks.cc"}


def offenders(name, source):
    excused = False
    for number, line in enumerate(source.splitlines(), 1):
        code = line.split("//")[0].rstrip()
        excused = excused or "bounded:" in line
        if not code:
            continue
        if excused or _TEXT.search(code):
            excused = excused and not code.endswith((";", "{", "}"))
            continue
        for match in _ARITHMETIC.finditer(code):
            if _ITERATOR.match(match["a"]):
                continue
            if _INDEX.match(match["a"]) and _INDEX.match(match["b"]):
                continue
            yield f"{name}:{number}: {line.strip()}"
            break


def check_the_rule_itself():
    wrong = ["Index bytes = count * itemsize;", "  total += stride;", "return end - begin;",
             "bytes *= shape[i];", "offset = position[i] * strides[i] + low;"]
    right = ["for (std::size_t i = ndim; i-- > 0;)", "strides[i + 1] = 0;", "const Index* shape,",
             "offset += step;  // bounded: an item", "// bounded: an item\noffset =\n    a * b;",
             'text += "a" + std::to_string(n);', "if (!CheckedAdd(a, b, c)) return false;",
             "std::size_t from = N - 1 - i;", "*out = N;", "Byte& operator*() const;"]
    for line in wrong:
        assert list(offenders("rule", line)), line
    for line in right:
        assert not list(offenders("rule", line)), line


def main(paths):
    check_the_rule_itself()
    assert paths
    found = []
    for path in map(pathlib.Path, paths):
        if path.suffix in (".h", ".cc") and not path.stem.endswith("_test"):
            if path.name not in _WORDS_ONLY | _INSIDE_AN_ITEM:
                found += offenders(path.name, path.read_text())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
