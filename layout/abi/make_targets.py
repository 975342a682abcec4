#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes target_table.inc and the table of docs/targets.md from testdata/targets.json.

  layout/abi/make_targets.py            rewrite both
  layout/abi/make_targets.py --check    exit 1 if either would change
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "layout" / "abi" / "target_table.inc"
DOCS = ROOT / "docs" / "targets.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"

# Columns of a layout class; the other codes follow from these (see Expand in target.cc).
COLUMNS = ["?", "h", "i", "l", "q", "n", "f", "d", "g", "w", "P"]
SAME = {"H": "h", "I": "i", "L": "l", "Q": "q", "N": "n", "e": "h", "u": "h", "O": "P", "&": "P", "X{}": "P"}
COMPLEX = {"Zf": "f", "Zd": "d", "Zg": "g"}
FORMATS = {"binary32": "kBinary32", "binary64": "kBinary64", "binary128": "kBinary128",
           "x87-80": "kX87", "ibm-double-double": "kDoubleDouble"}


def check_class(codes):
    """The few columns really do determine every code."""
    for code in "cbBspx":
        assert codes[code] == [1, 1], code
    for code, like in SAME.items():
        assert codes[code] == codes[like], code
    for code, part in COMPLEX.items():
        assert codes[code] == [2 * codes[part][0], codes[part][1]], code


def table(data):
    out = ["// Written by make_targets.py from testdata/targets.json; edit that file, not this one.", "",
           "constexpr LayoutClass kLayoutClasses[] = {", "    // " + " ".join(f"{c:^7}" for c in COLUMNS)]
    for layout_class in data["classes"]:
        check_class(layout_class["codes"])
        cells = ", ".join("{%d, %d}" % tuple(layout_class["codes"][c]) for c in COLUMNS)
        power = "true" if layout_class["record_rule"] == "aix-power" else "false"
        out.append(f"    {{{cells}, {power}}},")
    out += ["};", "", "constexpr TargetRow kTargetRows[] = {"]
    for t in data["targets"]:
        assert t["float_formats"]["f"] == "binary32"
        assert t["pointer_bits"] == 8 * data["classes"][t["class"] - 1]["codes"]["P"][0]
        out.append('    {"%s", %d, ByteOrder::%s, FloatFormat::%s, FloatFormat::%s, %d, %d, %s},' % (
            t["name"], t["class"], {"little": "kLittle", "big": "kBig"}[t["endian"]],
            FORMATS[t["float_formats"]["d"]], FORMATS[t["float_formats"]["g"]],
            t["wchar_t"][0], t["char32_t"][0], "true" if t["char_signed"] else "false"))
    return "\n".join(out + ["};", ""])


def docs_table(data):
    columns = ["?", "h", "i", "l", "q", "n", "P", "f", "d", "g", "w"]
    out = ["| target | order | " + " | ".join(f"`{c}`" for c in columns) + " | `d` is | `g` is | wchar_t | char | record rule |",
           "|---|---|" + "---|" * (len(columns) + 5)]
    for t in data["targets"]:
        layout_class = data["classes"][t["class"] - 1]
        cells = ["%d/%d" % tuple(layout_class["codes"][c]) for c in columns]
        out.append("| " + " | ".join(
            ["`%s`" % t["name"], t["endian"]] + cells + [
                t["float_formats"]["d"], t["float_formats"]["g"], str(t["wchar_t"][0]),
                "signed" if t["char_signed"] else "unsigned", layout_class["record_rule"]]) + " |")
    return "\n".join(out) + "\n"


def docs(data):
    text = DOCS.read_text()
    head, rest = text.split(BEGIN)
    return head + BEGIN + docs_table(data) + END + rest.split(END)[1]


def main():
    data = json.loads((ROOT / "testdata" / "targets.json").read_text())
    wanted = {TABLE: table(data)}
    if DOCS.exists():
        wanted[DOCS] = docs(data)
    changed = [p for p, text in wanted.items() if not p.exists() or p.read_text() != text]
    if "--check" in sys.argv[1:]:
        for p in changed:
            print(f"{p.relative_to(ROOT)} is out of date: run layout/abi/make_targets.py", file=sys.stderr)
        sys.exit(1 if changed else 0)
    for p in changed:
        p.write_text(wanted[p])


if __name__ == "__main__":
    main()
