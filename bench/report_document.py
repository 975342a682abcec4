# SPDX-License-Identifier: MIT
"""docs/performance.md and its plots, from the results of report.py."""

import math
import os

LABELS = {"auto": "ComputeLayout", "named": "dialect given", "hand": "parser by hand", "look_up": "LayoutOf",
          "borrow": "BorrowLayout", "locked": "cache with a lock", "find": "bare find", "acquire": "Acquire",
          "buffer": "buffer alone"}


def number(value):
    if value >= 1e6:
        return "%.3g million" % (value / 1e6)
    return "%.0f" % value if value >= 100 else "%.1f" % value


def times(value):
    return "%.0f" % value if value >= 100 else "%.1f" % value if value >= 10 else "%.2f" % value


def ratio_cell(results, table, row, way, base):
    of_time, of_count = results.ratio(table, row, way, base)
    if of_time is None:
        return "-"
    return times(of_time) + (" (%s)" % times(of_count) if of_count is not None else "")


def table(results, name, rows, base, ways, head="text", unit=("ns", 1)):
    """Markdown: the base's time and instructions, and how many times of them each other way takes."""
    ways = [way for way in ways if any((name, row, way) in results.samples for row in rows)]
    title = LABELS.get(base, base)
    counted = any((name, row, base) in results.counts for row in rows)
    heads = [head, "%s, %s" % (title, unit[0])] + ["instructions"] * counted + [LABELS.get(way, way) for way in ways]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" + " ---: |" * (len(heads) - 1)]
    for row in rows:
        if (name, row, base) not in results.samples:
            continue
        cells = [str(row), number(results.time(name, row, base) / unit[1])]
        if counted:
            cells.append(number(results.counts[name, row, base]) if (name, row, base) in results.counts else "-")
        cells += [ratio_cell(results, name, row, way, base) for way in ways]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n" if len(lines) > 2 else "Not measured.\n"


# ---- plots

COLORS = [("#1d4ed8", "#60a5fa"), ("#b45309", "#fbbf24"), ("#047857", "#34d399"), ("#be185d", "#f472b6"),
          ("#6d28d9", "#a78bfa")]
LEFT, TOP, WIDTH, HEIGHT, RIGHT, BOTTOM = 74, 44, 470, 270, 190, 48
TICK = {1: "1 ns", 10: "10 ns", 100: "100 ns", 1e3: "1 µs", 1e4: "10 µs", 1e5: "100 µs", 1e6: "1 ms",
        1e7: "10 ms", 1e8: "100 ms"}


def powers(low, high):
    return [10.0 ** n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def labels_apart(ends):
    """Heights of the labels of lines that end at `ends`, at least a line of text apart."""
    placed, last = {}, -math.inf
    for name, y in sorted(ends.items(), key=lambda item: item[1]):
        last = placed[name] = max(y, last + 16)
    return placed


def plot(title, x_title, lines):
    """An SVG with logarithmic axes; `lines` are names with (x, nanoseconds) points."""
    xs = sorted({x for points in lines.values() for x, _ in points})
    ys = powers(min(y for points in lines.values() for _, y in points),
                max(y for points in lines.values() for _, y in points))

    def at_x(x):
        return LEFT + WIDTH * math.log(x / xs[0]) / math.log(xs[-1] / xs[0])

    def at_y(y):
        return TOP + HEIGHT * math.log(ys[-1] / y) / math.log(ys[-1] / ys[0])

    width, height = LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM
    dark = "".join(".perf .p%d{stroke:%s}.perf .t%d{fill:%s}" % (i, color, i, color)
                   for i, (_, color) in enumerate(COLORS))
    said = "; ".join("%s: %s" % (name, ", ".join("%g: %.3g ns" % point for point in points))
                     for name, points in lines.items())
    out = ['<svg xmlns="http://www.w3.org/2000/svg" class="perf" width="%d" height="%d" viewBox="0 0 %d %d" '
           'role="img" aria-label="%s">' % (width, height, width, height, title),
           "<title>%s</title>" % title, "<desc>%s</desc>" % said,
           "<style>@media (prefers-color-scheme:dark){.perf .page{fill:#0d1117}.perf .text{fill:#f3f6fa}"
           ".perf .grid{stroke:#30363d}%s}</style>" % dark,
           '<rect class="page" fill="#ffffff" width="%d" height="%d" rx="8"/>' % (width, height),
           '<g class="text" fill="#111827" font-size="12" font-family="system-ui,sans-serif">',
           '<text x="%d" y="24" font-size="15" font-weight="600">%s</text>' % (LEFT, title)]
    for y in ys:
        out.append('<path class="grid" stroke="#e5e7eb" d="M%d %.1fh%d"/>' % (LEFT, at_y(y), WIDTH))
        out.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (LEFT - 8, at_y(y) + 4, TICK[y]))
    for x in xs:
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%g</text>' % (at_x(x), TOP + HEIGHT + 18, x))
    out.append('<text x="%d" y="%d" text-anchor="middle">%s</text>' % (LEFT + WIDTH / 2, TOP + HEIGHT + 38, x_title))
    out.append("</g>")
    placed = labels_apart({name: at_y(points[-1][1]) for name, points in lines.items()})
    for i, (name, points) in enumerate(lines.items()):
        path = "M" + "L".join("%.1f %.1f" % (at_x(x), at_y(y)) for x, y in points)
        out.append('<path class="p%d" stroke="%s" fill="none" stroke-width="2" d="%s"/>' % (i, COLORS[i][0], path))
        out += ['<circle class="t%d" fill="%s" r="3" cx="%.1f" cy="%.1f"/>' % (i, COLORS[i][0], at_x(x), at_y(y))
                for x, y in points]
        out.append('<text class="t%d" fill="%s" font-size="12" font-family="system-ui,sans-serif" x="%d" y="%.1f">%s</text>'
                   % (i, COLORS[i][0], at_x(points[-1][0]) + 10, placed[name] + 4, name))
    return "\n".join(out + ["</svg>"]) + "\n"


def lines_of(results, name, ways):
    """Label to points of one table; ways that were not measured are left out."""
    lines = {}
    for way in ways:
        points = sorted((row, results.time(name, row, way)) for table_name, row, other in results.samples
                        if (table_name, other) == (name, way))
        if points:
            lines[LABELS.get(way, way)] = points
    return lines


# ---- the document

DOCUMENT = """\
<!-- Written by `bazel run -c opt //bench:report`; edit bench/report_document.py. -->
# Performance

This library beside its peers, all measured in one run on one machine. Read the ratios: a cell `23 (31)` says 23 times
the time and 31 times the instructions of the first way in that row, so above 1 the first way is cheaper.

- Machine: {processor}.
- Versions: {versions}.
- Not installed, so left out: {missing}.
- Run: {date}, {seconds:.0f} s. The load average was {load[0]:.1f} before it and {load[1]:.1f} at its end. {loaded}
- Method: {rounds} rounds; each takes one sample of every call, the ways of one row in turn. A sample is the CPU time of the
  calling thread over at least {milliseconds} ms of calls (of processes, over a few runs); what is shown is the
  median, and of ratios the median of the rounds' ratios. Half of the samples lie within {spread:.0f} % of their median (median over all calls). Instructions are those that callgrind
  counts for one call after a few others; load does not change them. Of calls from Python, what an empty call takes is subtracted.

## A format seen for the first time
Text to an owned layout: `ComputeLayout` with the exporter's itemsize, which finds the dialect out; the same with the dialect
given; and the peers: [the parser that one would write by hand](../bench/hand_parser.h), which knows one dialect, NumPy's
`_dtype_from_pep3118`, and `struct.Struct`, which has neither names nor records. The records are spelled as NumPy exports
them, with fields of ten types in turn.

{cold}
![Time against the number of fields](performance_fields.svg)

Packed records; struct compiles the same types without names.

![Time against the length of the text](performance_lengths.svg)

Ten fields with longer and longer names. `LayoutOf` has seen the text before.

## A format that is refused
The same records with a bad code before the end, to a refusal: by hand it is a place alone, here it has a kind, a reason and a
fix, and NumPy raises an exception.

{refused}
## A format seen before
The look-up, beside a find in an `unordered_map` of one text without a lock. `LayoutOf` shares ownership of the answer,
`BorrowLayout` does not, and "cache with a lock" has no table of the thread's own. struct's `calcsize` has a cache too, NumPy has
none.

{warm}
![CPU time of a look-up against threads that look up at once](performance_threads.svg)

CPU time of each thread for one look-up of the ten fields.

## A Python object's buffer as C++
`Acquire` of an array whose text is known, as a typed and checked array, beside `PyObject_GetBuffer` and `PyBuffer_Release`
alone, which check nothing, a typed memoryview of Cython and `array_t` of pybind11, which compares NumPy's dtypes.

{buffers}
## Generated code
CPU time of the tools from a description to a C++ header. The names of fields differ from record to record. flatc makes
structs; protoc makes messages, which can do more, and a source beside the header.

{generate}
CPU time of `{compiler}` of a source that includes that header alone; "plain" are the same structs by hand
with the same asserts: size, alignment and the offset of each field.

{compile}
## Again
```
sudo apt-get install cython3 flatbuffers-compiler libflatbuffers-dev libprotobuf-dev protobuf-compiler \\
  pybind11-dev python3-dev python3-numpy valgrind
bazel run -c opt //bench:report          # writes this document
bazel test //bench:counts_test           # instructions of a handful of calls against recorded ones
bazel run //bench:record_counts          # records them anew
```
"""


def write_document(folder, results, facts):
    rows = {name: list(dict.fromkeys(row for table_name, row, _ in results.samples if table_name == name))
            for name in ("cold", "refused", "warm", "buffers", "generate", "compile")}
    milliseconds = ("ms", 1e6)
    ordered = dict(cold=("auto", ("named", "hand", "NumPy", "struct")), refused=("auto", ("hand", "NumPy")),
                   warm=("look_up", ("borrow", "locked", "find", "struct")),
                   buffers=("acquire", ("buffer", "Cython", "pybind11")))
    tables = {name: table(results, name, rows[name], base, ways, "item" if name == "buffers" else "text")
              for name, (base, ways) in ordered.items()}
    tables["generate"] = table(results, "generate", rows["generate"], "pep3118c", ("flatc", "protoc"), "records",
                               milliseconds)
    tables["compile"] = table(results, "compile", rows["compile"], "pep3118c", ("plain", "flatc", "protoc"),
                              "records", milliseconds)
    loaded = max(facts["load"][0], facts["load"][1] - 1) > 0.7
    text = DOCUMENT.format(
        processor=facts["processor"], versions=";\n  ".join(facts["versions"]),
        missing=", ".join(facts["missing"]) or "nothing", date=facts["date"], seconds=facts["seconds"],
        load=facts["load"], rounds=facts["rounds"], spread=100 * results.spread(), compiler=facts["compiler"],
        milliseconds=facts["milliseconds"],
        loaded="**The machine was\n  doing other work meanwhile: trust the instructions, and the ratios more than the times.**" if loaded else "Little else ran.", **tables)
    plots = {
        "fields": ("Text to layout, packed records", "fields",
                   lines_of(results, "fields", ("auto", "named", "hand", "NumPy", "struct"))),
        "lengths": ("Text to layout, ten fields", "characters",
                    lines_of(results, "lengths", ("auto", "look_up", "hand", "NumPy"))),
        "threads": ("A text seen before", "threads",
                    lines_of(results, "threads", ("look_up", "borrow", "locked", "find"))),
    }
    with open(os.path.join(folder, "performance.md"), "w", encoding="utf-8") as file:
        file.write(text)
    for name, (title, x_title, lines) in plots.items():
        with open(os.path.join(folder, "performance_%s.svg" % name), "w", encoding="utf-8") as file:
            file.write(plot(title, x_title, lines))
