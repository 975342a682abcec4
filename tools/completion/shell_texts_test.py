#!/usr/bin/python3
"""Completions and the manual page, by the programs that they are for.

usage: shell_texts_test.py PEP3118C

zsh, groff and man are asked when they are installed; bash always.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.abspath(sys.argv[1])
SUBCOMMANDS = ["header", "layout", "canon", "diff", "ast", "targets"]


def generated(kind):
    return subprocess.run((TOOL, "--generate", kind), check=True, stdout=subprocess.PIPE).stdout


def told_by_help(subcommand):
    """The long options of --help."""
    text = subprocess.run((TOOL, subcommand, "--help"), check=True, stdout=subprocess.PIPE).stdout
    options = text.decode().split("Examples:")[0]
    return set(re.findall(r"^\s+(?:-\w,)?(--[a-z-]+)", options, re.M))


class Bash(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.script = os.path.join(self.folder.name, "pep3118c")
        with open(self.script, "wb") as script:
            script.write(generated("bash"))
        with open(os.path.join(self.folder.name, "a manifest.pep3118"), "wb"):
            pass

    def complete(self, *words):
        """What bash offers for the last word."""
        script = (
            'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pep3118c; '
            "for word in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$word\"; done"
        )
        done = subprocess.run(
            ("bash", "-uc", script, self.script, "pep3118c") + words, cwd=self.folder.name,
            check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        return done.stdout.decode().splitlines()

    def test_subcommands(self):
        self.assertEqual(
            self.complete(""),
            SUBCOMMANDS + ["--help", "--version", "--generate", "--response"],
        )
        self.assertEqual(self.complete("la"), ["layout"])

    def test_options_are_those_of_help(self):
        for subcommand in SUBCOMMANDS:
            offered = {flag for flag in self.complete(subcommand, "--")}
            self.assertEqual(offered, told_by_help(subcommand), subcommand)
            self.assertGreaterEqual(len(offered), 3)

    def test_values(self):
        self.assertEqual(self.complete("canon", "--color", ""), ["auto", "always", "never"])
        self.assertEqual(self.complete("canon", "--color", "=", "al"), ["always"])
        self.assertEqual(self.complete("canon", "--color", "="), ["auto", "always", "never"])
        self.assertEqual(self.complete("layout", "--dialect", "num"), ["numpy"])
        self.assertEqual(self.complete("diff", "--target-b", "s390x"), ["s390x-linux-gnu"])
        self.assertEqual(self.complete("--generate", ""), ["bash", "zsh", "man"])
        self.assertEqual(self.complete("header", "-f", "a"), ["a manifest.pep3118"])
        self.assertEqual(self.complete("header", "--name", "a"), [])

    def test_formats_are_not_guessed(self):
        self.assertEqual(self.complete("canon", ""), [])
        self.assertEqual(self.complete("nonsense", "--"), [])


class Zsh(unittest.TestCase):
    def test_every_option_stands_in_it(self):
        text = generated("zsh").decode()
        for subcommand in SUBCOMMANDS:
            start = text.index("    %s)\n" % subcommand)
            part = text[start:text.index(";;", start)]
            self.assertEqual(set(re.findall(r"'\*?(--[a-z-]+)", part)), told_by_help(subcommand))

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_reads_it(self):
        script = generated("zsh")
        done = subprocess.run(("zsh", "-n"), input=script, stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, b"")
        # `_arguments` shows what it was given, as zsh has understood the quotes.
        stub = b"_arguments() { print -rl -- \"$@\" }; words=(pep3118c diff ''); CURRENT=3\n"
        body = script.replace(b'_pep3118c "$@"', b"_pep3118c")
        shown = subprocess.run(("zsh", "-f"), input=stub + body, stdout=subprocess.PIPE, check=True)
        lines = shown.stdout.decode().splitlines()
        self.assertIn("*--level=[How much must be the same for exit code 0 (names: everything)]"
                      ":bytes|types|names:(bytes types names)",
                      [line.replace("\\:", ":") for line in lines])
        self.assertEqual(lines[-1], "*:FORMAT: ")


class Manual(unittest.TestCase):
    def test_every_option_stands_in_it(self):
        text = generated("man").decode().replace("\\-", "-")
        for subcommand in SUBCOMMANDS:
            part = text.split(".SH SUBCOMMAND %s\n" % subcommand.upper())[1].split(".SH ")[0]
            told = set(re.findall(r"\\fB(--[a-z-]+)\\fR", part))
            self.assertEqual(told, told_by_help(subcommand))

    @unittest.skipUnless(shutil.which("groff"), "no groff here")
    def test_groff_has_nothing_to_warn_of(self):
        done = subprocess.run(
            ("groff", "-man", "-Tutf8", "-ww", "-P-c"), input=generated("man"), check=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self.assertEqual(done.stderr, b"")
        self.assertIn("T{i:x:d:y:}'", done.stdout.decode())

    def test_the_version_is_the_tool_s(self):
        version = subprocess.run((TOOL, "--version"), check=True, stdout=subprocess.PIPE).stdout
        self.assertIn(version.strip(), generated("man").splitlines()[0])


class Usage(unittest.TestCase):
    def test_nothing_else_is_generated(self):
        for args in (("--generate",), ("--generate", "fish"), ("--generate", "man", "man")):
            done = subprocess.run((TOOL,) + args, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  check=False)
            self.assertEqual((done.returncode, done.stdout), (2, b""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
