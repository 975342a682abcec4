#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prints runtime/record_list.h, from the repository's root:

runtime/make_record_list.py > runtime/record_list.h && clang-format-16 -i runtime/record_list.h
"""

MOST = 256  # members of a record
STEP = 16   # of them in one macro: compilers print a line for each macro that an error is inside of


def names(first, last):
    return ", ".join("a%d" % i for i in range(first, last + 1))


def calls(count):
    return " ".join("m(r, a%d)" % i for i in range(1, count + 1))


def main():
    print("""\
// PEP3118_LIST(a, b, ...) is the macro for a list of that length, and PEP3118_LIST(a, b)(m, r, a, b) is
// m(r, a) m(r, b).  For more than %d it is PEP3118_LIST_TOO_LONG, and the list m##_TOO_LONG(r).
// Made by make_record_list.py.
#ifndef PEP3118_RUNTIME_RECORD_LIST_H_
#define PEP3118_RUNTIME_RECORD_LIST_H_

// Compilers then leave these macros out of their messages.
#if defined(__GNUC__)
#pragma GCC system_header
#endif
""" % MOST)
    for count in range(1, STEP + 1):
        print("#define PEP3118_LIST_%d(m, r, %s) %s" % (count, names(1, count), calls(count)))
    # A macro is not expanded inside itself, so that each step has its own.
    for step in range(1, (MOST - 1) // STEP + 1):
        print("#define PEP3118_LIST_STEP_%d(next, m, r, %s, ...) %s next(m, r, __VA_ARGS__)" %
              (step, names(1, STEP), calls(STEP)))
    for count in range(STEP + 1, MOST + 1):
        print("#define PEP3118_LIST_%d(m, r, ...) PEP3118_LIST_STEP_%d(PEP3118_LIST_%d, m, r, __VA_ARGS__)" %
              (count, (count - 1) // STEP, count - STEP))
    print("#define PEP3118_LIST_TOO_LONG(m, r, ...) m##_TOO_LONG(r)")
    print("\n// The last of its named arguments: one name for each length of the list.")
    print("#define PEP3118_LIST_PICK(%s, picked, ...) picked" % names(1, 2 * MOST - 1))
    too_long = ", ".join(["PEP3118_LIST_TOO_LONG"] * (MOST - 1))
    lists = ", ".join("PEP3118_LIST_%d" % i for i in range(MOST, 0, -1))
    print("#define PEP3118_LIST(...) PEP3118_LIST_PICK(__VA_ARGS__, %s, %s, )" % (too_long, lists))
    print("\n#endif  // PEP3118_RUNTIME_RECORD_LIST_H_")


main()
