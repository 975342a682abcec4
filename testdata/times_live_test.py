#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Datetimes of the NumPy of this machine, through what is generated for their dtypes.

usage: times_live_test.py PEP3118C [SEED]

Each unit, with a count too, natural, packed and in foreign byte order.  C++ headers are compiled and
read items that NumPy has written; ticks, NaT, comparisons, nanoseconds and ISO texts are NumPy's.
The dtypes of other languages are loaded, compiled, or named as NumPy names them.
"""

import os
import random
import re
import subprocess
import sys
import tempfile

import numpy as np

UNITS = ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as")
COUNTS = (1, 25, 1000, 2147483647)
NANOSECONDS = {"W": 604800 * 10**9, "D": 86400 * 10**9, "h": 3600 * 10**9, "m": 60 * 10**9, "s": 10**9,
               "ms": 10**6, "us": 10**3, "ns": 1}
PARTS = {"ps": 10**3, "fs": 10**6, "as": 10**9}  # of a nanosecond
LEAST, MOST = -2**63, 2**63 - 1
FLAGS = ["-Wall", "-Wextra", "-Wconversion", "-Wpedantic", "-Wshadow", "-Werror"]
ROWS = 60

PROGRAM = r"""
#include "times.h"
#include <cstdio>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>
using namespace std::chrono;

template <class Value>
std::int64_t ns_of(const Value& value) { return floor<nanoseconds>(value).time_since_epoch().count(); }
template <class R, class P>
std::int64_t ns_of(const duration<R, P>& length) { return floor<nanoseconds>(length).count(); }

#if __cplusplus >= 202002L
template <class D>
void print_iso(const time_point<system_clock, D>& time) {
  const auto exact = floor<nanoseconds>(time);
  const auto day = floor<days>(exact);
  const year_month_day date(day);
  const hh_mm_ss clock(exact - day);
  std::printf(" %04d-%02u-%02uT%02d:%02d:%02d.%09d", int(date.year()), unsigned(date.month()), unsigned(date.day()),
              int(clock.hours().count()), int(clock.minutes().count()), int(clock.seconds().count()),
              int(clock.subseconds().count()));
}
#endif
template <class R, class P>
void print_iso(const duration<R, P>&) {}
#if __cplusplus < 202002L
template <class D>
void print_iso(const time_point<system_clock, D>&) {}
#endif

template <bool HasNanoseconds, class T>
void show(const char* name, const T& time, const T& next, bool in_range) {
  static_assert(sizeof(T) == 8 && std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T> &&
                std::is_trivially_default_constructible_v<T>, "");
  std::printf("%s %lld %d %d%d%d%d%d%d", name, (long long)time.ticks(), time.is_nat(), time == next, time != next,
              time < next, time <= next, time > next, time >= next);
  if constexpr (pep3118::HasFixedLength(T::unit)) {
    using value_type = typename T::value_type;
    const std::optional<value_type> value = time.value();
    if (value.has_value() == time.is_nat()) std::printf(" value() of NaT");
    // Made again from std::chrono's value, in the same bytes.
    T made{};
    if (value) made = *value; else made = T::nat();
    if (std::memcmp(&made, &time, 8) != 0) std::printf(" other bytes");
    if constexpr (HasNanoseconds) {
      if (value && in_range) {
        std::printf(" %lld", (long long)ns_of(*value));
        print_iso(*value);
      }
    }
  } else {
    const T made = T::from_ticks(time.ticks());
    if (std::memcmp(&made, &time, 8) != 0) std::printf(" other bytes");
  }
  std::printf("\n");
}

template <class Record>
void show_traits(const char* name) {
  using traits = pep3118::record_traits<Record>;
  for (std::size_t i = 0; i < traits::field_count; ++i) {
    const pep3118::time_info* time = pep3118::TimeOf<Record>(i);
    if (time != nullptr)
      std::printf("%s %s %zu %s %d %s %s\n", name, traits::fields[i].name, time->offset, pep3118::TimeUnitName(time->unit),
                  time->count, time->kind == pep3118::time_kind::datetime64 ? "M" : "m", time->epoch ? time->epoch : "-");
  }
}

template <class Record>
std::vector<Record> read(const char* path) {
  std::vector<Record> records;
  std::FILE* file = std::fopen(path, "rb");
  for (Record record; std::fread(&record, sizeof record, 1, file) == 1;) records.push_back(record);
  std::fclose(file);
  return records;
}
"""


def fields(order):
    found = [("first", "u1")]
    for kind in "Mm":
        found.append((kind + "_generic", order + kind + "8"))
        for unit in UNITS:
            for count in COUNTS:
                found.append(("%s_%s_%d" % (kind, unit, count), "%s%s8[%d%s]" % (order, kind, count, unit)))
    return found


def text_of(dtype):
    """As one line; repr breaks long ones."""
    return " ".join(repr(dtype).split())


DTYPES = {"Natural": np.dtype(fields("<"), align=True), "Packed": np.dtype(fields("<")), "Foreign": np.dtype(fields(">")),
          "ForeignAligned": np.dtype(fields(">"), align=True)}


def names(dtype):
    return dtype.names[1:]


def length(dtype):
    """A tick in nanoseconds and its divisor; nothing where it has no fixed length."""
    unit, count = np.datetime_data(dtype)
    if unit in NANOSECONDS:
        return NANOSECONDS[unit] * count, 1
    return (count, PARTS[unit]) if unit in PARTS else None


def fits(ticks, tick):
    """Whether NumPy and std::chrono hold it as nanoseconds."""
    return tick is not None and ticks != LEAST and tick[0] <= 2**63 - 2 and abs(ticks) * tick[0] <= 2**63 - 2


def random_ticks(random_, tick):
    if random_.random() < 0.3:
        return random_.choice((LEAST, LEAST, LEAST + 1, MOST, 0, -1, 1))
    if tick is None or random_.random() < 0.3:
        return random_.randint(LEAST, MOST)
    most = (2**63 - 2) // tick[0]
    return random_.randint(-min(most, 10**random_.randint(0, 18)), min(most, 10**random_.randint(0, 18)))


def random_items(random_, dtype):
    items = np.zeros(ROWS, dtype)
    for name in names(dtype):
        tick = length(dtype[name])
        ticks = [random_ticks(random_, tick) for _ in range(ROWS)]
        ticks[3] = ticks[2]  # equal neighbours
        items[name] = np.array(ticks, "i8").view(dtype[name].newbyteorder("="))
    return items


def expected(items, iso):
    lines = []
    for name in names(items.dtype):
        # Ticks in between: NumPy 1.24 leaves a generic time in foreign order as it is.
        native = items.dtype[name].newbyteorder("=")
        column = np.ascontiguousarray(items[name]).view(items.dtype[name].byteorder + "i8").astype("i8").view(native)
        after = np.roll(column, -1)
        tick = length(column.dtype)
        kind = column.dtype.kind
        in_range = [fits(int(t), tick) for t in column.view("i8")]
        as_ns = column.astype(kind + "8[ns]") if tick else column
        for i in range(len(column)):
            relations = "".join("%d" % r for r in (column[i] == after[i], column[i] != after[i], column[i] < after[i],
                                                   column[i] <= after[i], column[i] > after[i], column[i] >= after[i]))
            line = "%s %d %d %s" % (name, column.view("i8")[i], np.isnat(column[i]), relations)
            if in_range[i]:
                line += " %d" % as_ns.view("i8")[i]
                if kind == "M" and iso:
                    line += " " + np.datetime_as_string(as_ns[i], unit="ns")
            lines.append(line)
    return lines


def expected_traits(record, dtype):
    lines = []
    for name in names(dtype):
        unit, count = np.datetime_data(dtype[name])
        kind = dtype[name].kind
        lines.append("%s %s %d %s %d %s %s" % (record, name, dtype.fields[name][1], unit, count, kind,
                                               "1970-01-01T00:00:00" if kind == "M" else "-"))
    return lines


def emit(tool, command, dtypes):
    """What a command prints for a manifest on its standard input."""
    manifest = "".join("%s [dtype] = %s\n" % (name, text_of(dtype)) for name, dtype in dtypes.items())
    return subprocess.run([tool, *command, "-f", "-"], input=manifest, stdout=subprocess.PIPE, text=True, check=True).stdout


def main_function(data):
    text = "int main(int, char** arguments) {\n"
    for i, (record, items) in enumerate(data.items()):
        text += "{ show_traits<%s>(\"%s\"); const auto items = read<%s>(arguments[%d]);\n" % (record, record, record, i + 1)
        for name in names(items.dtype):
            tick = length(items.dtype[name])
            limit = (2**63 - 2) // tick[0] if tick else 0
            text += ("for (std::size_t i = 0; i < items.size(); ++i) { const long long t = items[i].%s.ticks(); "
                     "show<%s>(\"%s\", items[i].%s, items[(i + 1) %% items.size()].%s, t >= -%dLL && t <= %dLL); }\n" %
                     (name, "true" if limit else "false", name, name, name, limit, limit))
        text += "}\n"
    return text + "}\n"


def check_cpp(tool, random_, root):
    data = {name: random_items(random_, dtype) for name, dtype in DTYPES.items()}
    paths = []
    for name, items in data.items():
        paths.append(os.path.join(root, name))
        items.tofile(paths[-1])
    os.symlink(os.getcwd(), os.path.join(root, "pep3118"))
    with open(os.path.join(root, "times.cc"), "w", encoding="ascii") as file:
        file.write(PROGRAM + main_function(data))
    ran = 0
    for compiler, standard, form in (("g++", 17, []), ("g++", 20, ["--runtime"]), ("clang++", 17, ["--runtime"]),
                                     ("clang++", 20, [])):
        with open(os.path.join(root, "times.h"), "w", encoding="ascii") as file:
            file.write(emit(tool, ["header", *form], DTYPES))
        program = os.path.join(root, "times")
        subprocess.run([compiler, "-std=c++%d" % standard, *FLAGS, "-I" + root, "-o", program,
                        os.path.join(root, "times.cc")], check=True)
        printed = subprocess.run([program, *paths], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        wanted = []
        for name, items in data.items():
            wanted += expected_traits(name, items.dtype) + expected(items, standard == 20)
        assert len(printed) == len(wanted), (len(printed), len(wanted))
        for line, want in zip(printed, wanted):
            assert line == want, "%s -std=c++%d: `%s`, NumPy: `%s`" % (compiler, standard, line, want)
        ran += len(wanted)
    return ran


def check_numpy(tool):
    scope = {}
    dtypes = dict(DTYPES)
    for order in "<>":
        for name, text in fields(order)[1:]:
            dtypes["%s_%s" % (name, "big" if order == ">" else "little")] = np.dtype(text)
    exec(emit(tool, ["emit", "numpy"], dtypes), scope)  # pylint: disable=exec-used
    for name, dtype in dtypes.items():
        made = scope[name]
        assert made == dtype and made.newbyteorder("<") == dtype.newbyteorder("<"), (name, made, dtype)
        if dtype.names:
            for field in dtype.names:
                assert made[field].str == dtype[field].str, (made[field], dtype[field])
        else:
            assert made.str == dtype.str, (made.str, dtype.str)
    return len(dtypes)


def check_remarks(tool, root):
    """Where the type is that of any integer, a comment names the time as NumPy does."""
    ran = 0
    for language, check in (("c", ["gcc", "-std=c11", *FLAGS, "-fsyntax-only", "-x", "c"]),
                            ("rust", ["rustc", "--edition=2021", "--crate-type=lib", "--emit=metadata", "-o", os.path.join(root, "m")]),
                            ("julia", None)):
        path = os.path.join(root, "emitted." + language)
        with open(path, "w", encoding="ascii") as file:
            file.write(emit(tool, ["emit", language], DTYPES))
        if check:
            subprocess.run(check + [path], check=True)
        with open(path, encoding="ascii") as file:
            found = re.findall(r"\b([Mm]_\w+)(?:: ?:?|;).* offset \d+, size 8, (\S+)$|"
                               r"(?:int64_t|pep3118_\w+_int64) ([Mm]_\w+);.* offset \d+, size 8, (\S+)$", file.read(), re.M)
        remarks = [(a or c, b or d) for a, b, c, d in found]
        wanted = [(name, dtype[name].name) for dtype in DTYPES.values() for name in names(dtype)]
        assert remarks == wanted, (language, len(remarks), len(wanted), remarks[:3])
        ran += len(wanted)
    return ran


def main():
    tool = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**9)
    print("seed", seed)
    with tempfile.TemporaryDirectory() as root:
        values = check_cpp(tool, random.Random(seed), root)
        dtypes = check_numpy(tool)
        remarks = check_remarks(tool, root)
    print("%d lines of C++, %d dtypes, %d remarks" % (values, dtypes, remarks))
    assert values > 90000 and dtypes > 200 and remarks > 1000


main()
