# SPDX-License-Identifier: MIT
"""python3 -m pep3118: layouts and headers of live objects.

A thing is MODULE:OBJECT (`mymodule:points`, `mymodule:Header.dtype`) or, where no module is meant, a
format.
"""

import argparse
import importlib
import os
import sys

import pep3118


def thing(text):
    """The object of MODULE:OBJECT, else the text as a format."""
    module, colon, path = text.partition(":")
    if not colon or not all(part.isidentifier() for part in (module + "." + path).split(".")):
        return text
    found = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def parser():
    made = argparse.ArgumentParser(prog="python3 -m pep3118", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name, text, *things):
        command = commands.add_parser(name, help=text, description=text)
        for one in things or ("thing",):
            command.add_argument(one, metavar=one.upper())
        return command

    command = add("header", "print a C++ header with the struct of a thing")
    command.add_argument("--name", default="Record", help="the struct's name (default: Record)")
    command.add_argument("--namespace", default="", help="its namespace")
    add("layout", "print where every byte of an item is")
    add("svg", "print a picture of the bytes of an item")
    add("canonical", "print the one spelling of a layout")
    add("json", "print a layout as JSON")
    add("explain", "say why a thing is not a buffer of another", "thing", "expected")
    add("diff", "compare two layouts", "a", "b")
    return made


def run(arguments):
    """The text to print, and the exit code."""
    if arguments.command == "header":
        return pep3118.header(thing(arguments.thing), name=arguments.name,
                              namespace=arguments.namespace), 0
    if arguments.command == "layout":
        return pep3118.emit("table", thing(arguments.thing)), 0
    if arguments.command == "svg":
        return pep3118.emit("svg", thing(arguments.thing), name=""), 0
    if arguments.command == "canonical":
        return pep3118.canonical(thing(arguments.thing)) + "\n", 0
    if arguments.command == "json":
        return pep3118.emit("json", thing(arguments.thing)) + "\n", 0
    if arguments.command == "explain":
        report = pep3118.explain(thing(arguments.thing), thing(arguments.expected))
        return ("they fit\n", 0) if report is None else (report + "\n", 1)
    found = pep3118.diff(thing(arguments.a), thing(arguments.b))
    return str(found) + "\n", 0 if found else 1


def main():
    sys.path.insert(0, os.getcwd())
    arguments = parser().parse_args()
    try:
        text, code = run(arguments)
    except (pep3118.FormatError, TypeError, ValueError, ImportError, AttributeError) as error:
        print("pep3118: %s" % error, file=sys.stderr)
        return 2
    sys.stdout.write(text)
    return code


if __name__ == "__main__":
    sys.exit(main())
