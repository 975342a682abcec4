# SPDX-License-Identifier: MIT
"""Compiles programs with one mistake each: what the first error says, and how many lines there are."""

import os
import subprocess
import tempfile
import unittest

COMPILERS = ("g++", "clang++")
# What the numbers of lines were counted with (Debian 12); others say the same in more lines or fewer.
COUNTED = {"g++": "12", "clang++": "14"}
OTHERS = 3  # times as many lines are still no wall
# clang 21 warns of the offsetof in a struct that is not a record too, first and at length.
FLAGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-Wno-invalid-offsetof",
         "-fsyntax-only")

RECORD = '#include <cstdint>\n#include <utility>\n#include "pep3118/runtime/record.h"\n'
R = "struct R { std::int32_t a; double b; };\n"
USE = "const char* format = pep3118::FormatOf<R>();\n"
PAIR = "template <class A, class B> struct Pair { A a; B b; };\n"
BIND = '#include "pep3118/buffer/bind.h"\n'

NO_CODE = "the type of `b` has no format code: use a number, "
NO_MEMBER = "`%s` is not a public data member of `R`"
CUT = "a struct's name with a comma needs parentheses: PEP3118_RECORD((Pair<int, double>), a, b)"
CXX20 = "pep3118's library needs C++20 (-std=c++20); generated headers need only C++17"


def many(count):
    names = ", ".join("m%d" % i for i in range(count))
    return RECORD + "struct R { char %s; };\nPEP3118_RECORD(R, %s);\n%s" % (names, names, USE)


def converting(from_struct, from_members, to_struct, to_members):
    return ('#include "pep3118/buffer/convert_records.h"\n' + RECORD + from_struct + "\n" + to_struct + "\n" +
            "PEP3118_RECORD(From, %s);\nPEP3118_RECORD(To, %s);\n" % (from_members, to_members) +
            "To f(const From& from) { return pep3118::ConvertRecord<To>(from); }\n")


# what, standard, program, what the first error says ("" for none), most lines by g++ and by clang++
CASES = (
    ("misspelt", 17, RECORD + R + "PEP3118_RECORD(R, a, bb);\n" + USE, NO_MEMBER % "bb", 5, 16),
    ("private", 17, RECORD + "class R { public: std::int32_t a; private: double b; };\n"
     "PEP3118_RECORD(R, a, b);\n" + USE, NO_MEMBER % "b", 5, 16),
    ("bit-field", 17, RECORD + "struct R { int a : 4; int b; };\nPEP3118_RECORD(R, a, b);\n" + USE,
     NO_MEMBER % "a", 5, 16),
    ("function", 17, RECORD + "struct R { int a; void b(); };\nPEP3118_RECORD(R, a, b);\n" + USE,
     NO_MEMBER % "b", 5, 16),
    ("static", 17, RECORD + "struct R { int a; static int b; };\nPEP3118_RECORD(R, a, b);\n" + USE,
     NO_MEMBER % "b", 5, 16),
    ("no code", 17, RECORD + "struct R { int a; std::pair<int, int> b; };\n"
     "PEP3118_RECORD(R, a, b);\n" + USE, NO_CODE, 5, 16),
    ("left out", 17, RECORD + R + "PEP3118_RECORD(R, a);\n" + USE,
     "a member of the struct is not in the list: PEP3118_RECORD_PART leaves members out", 5, 10),
    ("order", 17, RECORD + R + "PEP3118_RECORD(R, b, a);\n" + USE,
     "list the members in the order of the struct", 5, 10),
    ("virtual", 17, RECORD + "struct R { virtual ~R(); int a; };\nPEP3118_RECORD(R, a);\n" + USE,
     "a record is standard-layout and trivially copyable", 5, 10),
    ("257 members", 17, many(257),
     "a record lists at most 256 members: put some into a struct of their own", 6, 24),
    ("256 members", 17, many(256), "", 0, 0),
    ("in a namespace", 17, RECORD + "namespace my {\n" + R + "PEP3118_RECORD(R, a, b);\n}\n"
     "const char* format = pep3118::FormatOf<my::R>();\n",
     "use PEP3118_RECORD outside every namespace, with the struct's full name", 24, 32),
    ("comma", 17, RECORD + PAIR + "PEP3118_RECORD(Pair<int, double>, a, b);\n", CUT, 6, 13),
    ("comma in a part", 17, RECORD + PAIR + "PEP3118_RECORD_PART(Pair<int, unsigned long>, a);\n", CUT, 6, 13),
    # The compiler reads on after this one, and finds more.
    ("comma before a name", 17, RECORD + PAIR + "PEP3118_RECORD(Pair<int, std::int8_t>, a, b);\n", CUT,
     450, 150),
    ("comma in parentheses", 17, RECORD + PAIR + "PEP3118_RECORD((Pair<int, double>), a, b);\n"
     "const char* format = pep3118::FormatOf<Pair<int, double>>();\n", "", 0, 0),
    ("part with a comma", 17, RECORD + PAIR + "PEP3118_RECORD_PART((Pair<int, double>), b);\n"
     "const char* format = pep3118::FormatOf<Pair<int, double>>();\n", "", 0, 0),
    ("bind.h in C++17", 17, BIND, CXX20, 11, 11),
    ("view.h in C++17", 17, '#include "pep3118/buffer/view.h"\n', CXX20, 11, 11),
    ("buffer.h in C++17", 17, '#include "pep3118/buffer.h"\n', CXX20, 11, 11),
    ("compute.h in C++17", 17, '#include "pep3118/layout/compute.h"\n', CXX20, 15, 15),
    ("half", 20, BIND + "bool f(const pep3118::Buffer& b) { return pep3118::Admits<pep3118::half, 1>(b); }\n",
     "", 0, 0),
    ("not a record", 20, BIND + R + "bool f(const pep3118::Buffer& b) { return pep3118::Admits<R, 1>(b); }\n",
     "not a record: generate it, or list its members with PEP3118_RECORD", 11, 20),
    ("a member from nowhere", 20, converting("struct From { int a; };", "a", "struct To { int a, b; };", "a, b"),
     "a member has no member of one name, or several, to come from", 20, 30),
    ("a member that narrows", 20, converting("struct From { int a; };", "a", "struct To { short a; };", "a"),
     "a member has values that the member of one name does not hold", 20, 34),
    ("a member of another type", 20, converting("struct From { int a; };", "a", "struct To { char a[3]; };", "a"),
     "members of one name have types of which one does not become the other", 20, 34),
    ("a member of another shape", 20, converting("struct From { int a[2]; };", "a", "struct To { int a[3]; };", "a"),
     "members of one name have different dimensions", 20, 30),
)

TIMES = "#include \"pep3118/runtime/time64.h\"\nusing namespace pep3118;\n"
NO_LENGTH = "years, months and generic ticks have no fixed length: use ticks()"
OTHER_UNIT = "members of one name are times of different units, or a time and not 64-bit ticks"


def stamps(from_type, to_type):
    return TIMES + converting("struct From { %s a; };" % from_type, "a", "struct To { %s a; };" % to_type, "a")


CASES += (
    ("a year as a time_point", 17, TIMES + "bool f(datetime64<time_unit::year> t) { return t.value().has_value(); }\n",
     NO_LENGTH, 11, 12),
    ("months as a duration", 20, TIMES + "bool f(timedelta64<time_unit::month> t) { return t.value().has_value(); }\n",
     NO_LENGTH, 11, 12),
    ("generic ticks as a duration", 17, TIMES + "bool f(timedelta64<time_unit::generic> t) { return t.value().has_value(); }\n",
     NO_LENGTH, 11, 12),
    ("weeks as a duration", 17, TIMES + "bool f(timedelta64<time_unit::week> t) { return t.value().has_value(); }\n", "", 0, 0),
    ("a time of another unit", 20, stamps("datetime64<time_unit::second>", "datetime64<time_unit::day>"), OTHER_UNIT, 24, 34),
    ("a time as a double", 20, stamps("datetime64<time_unit::second>", "double"), OTHER_UNIT, 40, 60),
    ("a time from an int", 20, stamps("int", "datetime64<time_unit::second>"), OTHER_UNIT, 24, 34),
    ("a time from ticks", 20, stamps("std::int64_t", "datetime64<time_unit::second>"), "", 0, 0),
    ("a time of the same unit", 20, stamps("datetime64<time_unit::second>", "datetime64<time_unit::second>"), "", 0, 0),
)


def allowed(compiler, lines):
    version = subprocess.run([compiler, "-dumpversion"], capture_output=True, text=True, check=True).stdout
    return lines if version.split(".")[0].strip() == COUNTED[compiler] else lines * OTHERS


class CompileErrors(unittest.TestCase):

    def test_first_error(self):
        ran = 0
        with tempfile.TemporaryDirectory() as root:
            # As users have it: the files of pep3118/ beside the rooms.
            headers = os.path.join(root, "pep3118")
            os.mkdir(headers)
            here = os.getcwd()
            for room in ("base", "buffer", "layout", "parser", "runtime"):
                os.symlink(os.path.join(here, room), os.path.join(headers, room))
            for name in os.listdir("pep3118"):
                if name.endswith(".h"):
                    os.symlink(os.path.join(here, "pep3118", name), os.path.join(headers, name))
            for what, standard, program, message, *most in CASES:
                for compiler, lines in zip(COMPILERS, most):
                    with self.subTest(what=what, compiler=compiler):
                        result = subprocess.run(
                            [compiler, "-std=c++%d" % standard, *FLAGS, "-I" + root, "-x", "c++", "-"],
                            input=program, capture_output=True, text=True, check=False,
                            env={**os.environ, "LC_ALL": "C"})
                        errors = [line for line in result.stderr.splitlines() if "error: " in line]
                        if message:
                            self.assertIn(message, errors[0])
                        else:
                            self.assertEqual(errors, [])
                        self.assertLessEqual(len(result.stderr.splitlines()), allowed(compiler, lines), result.stderr)
                    ran += 1
        self.assertEqual(ran, len(CASES) * len(COMPILERS))


if __name__ == "__main__":
    unittest.main()
