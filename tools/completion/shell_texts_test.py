#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Completions and the manual page, by the programs that they are for.

usage: shell_texts_test.py PEP3118C

bash, zsh and groff read what is made for them; each has to be installed (tools/setup.sh).
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.abspath(sys.argv[1])
SUBCOMMANDS = ["header", "emit", "layout", "canon", "diff", "ast", "targets"]
GLOBAL_OPTIONS = ["--help", "--version", "--generate", "--response"]


def generated(kind):
    return subprocess.run((TOOL, "--generate", kind), check=True, stdout=subprocess.PIPE).stdout


def listed_by_help(subcommand):
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
        self.assertEqual(self.complete(""), SUBCOMMANDS + GLOBAL_OPTIONS)
        self.assertEqual(self.complete("la"), ["layout"])

    def test_options_are_those_of_help(self):
        for subcommand in SUBCOMMANDS:
            offered = {flag for flag in self.complete(subcommand, "--")}
            self.assertEqual(offered, listed_by_help(subcommand), subcommand)
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


# An interactive zsh with the script in its path of functions.  Each line that is entered is thrown away:
# ^X first writes down the words that zsh offers for the last word, then what <tab> makes of the line.
ZSH_SETUP = r"""
unset zle_bracketed_paste
PS1= PS2= RPS1=
fpath=($PWD $fpath)
autoload -Uz compinit && compinit -u -d $PWD/.zcompdump
compadd() {
  local -a offered
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)* ]]; then
    builtin compadd -O offered "$@"
    (( $#offered )) && print -rl -- $offered >>offered
  fi
  builtin compadd "$@"
}
complete-and-show() {
  : >offered
  zle complete-word
  print -r -- "$BUFFER" >line
  BUFFER=
}
zle -N complete-and-show
bindkey '^X' complete-and-show
print ready >line
"""


class InteractiveZsh:
    def __init__(self, script):
        self.folder = tempfile.TemporaryDirectory()
        self.write("_pep3118c", script)
        self.write("a manifest.pep3118", b"")
        self.write(".setup", ZSH_SETUP.encode())
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(self.folder.name)
            os.environ.update(TERM="dumb", HOME=self.folder.name)
            os.execvp("zsh", ("zsh", "-f", "-i"))
        self.enter("source ./.setup\n")

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def read(self, name):
        if not os.path.exists(self.path(name)):
            return ""
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def enter(self, keys):
        """Types the keys; what zsh then writes to `line`."""
        os.write(self.terminal, keys.encode())
        while not self.read("line").endswith("\n"):
            # What zsh shows has to be read: it stops when the terminal is full.
            if select.select([self.terminal], [], [], 0.01)[0]:
                os.read(self.terminal, 65536)
        line = self.read("line")[:-1]
        os.remove(self.path("line"))
        return line

    def complete(self, line):
        """(the line that <tab> makes of this one, the words that zsh offers for its end)."""
        return self.enter(line + "\x18"), self.read("offered").splitlines()


class Zsh(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not shutil.which("zsh"):
            raise FileNotFoundError("zsh is not installed: tools/setup.sh")
        cls.script = generated("zsh")
        cls.zsh = InteractiveZsh(cls.script)
        cls.addClassCleanup(cls.zsh.close)
        cls.complete = cls.zsh.complete

    def test_every_option_stands_in_it(self):
        text = self.script.decode()
        for subcommand in SUBCOMMANDS:
            start = text.index("    %s)\n" % subcommand)
            part = text[start:text.index(";;", start)]
            self.assertEqual(set(re.findall(r"'\*?(--[a-z-]+)", part)), listed_by_help(subcommand))

    def test_zsh_has_nothing_to_warn_of(self):
        done = subprocess.run(("zsh", "-n"), input=self.script, stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, b"")

    def test_zsh_reads_it(self):
        # `_arguments` shows what it was given, as zsh has understood the quotes.
        stub = b"_arguments() { print -rl -- \"$@\" }; words=(pep3118c diff ''); CURRENT=3\n"
        body = self.script.replace(b'_pep3118c "$@"', b"_pep3118c")
        shown = subprocess.run(("zsh", "-f"), input=stub + body, stdout=subprocess.PIPE, check=True)
        lines = shown.stdout.decode().splitlines()
        self.assertIn("*--level=[How much must be the same for exit code 0 (names: everything)]"
                      ":bytes|types|names:(bytes types names)",
                      [line.replace("\\:", ":") for line in lines])
        self.assertEqual(lines[-1], "*:FORMAT: ")

    def test_subcommands(self):
        self.assertEqual(self.complete("pep3118c la")[0], "pep3118c layout ")
        self.assertEqual(self.complete("pep3118c ")[1], SUBCOMMANDS + GLOBAL_OPTIONS)

    def test_options_are_those_of_help(self):
        for subcommand in SUBCOMMANDS:
            _, offered = self.complete("pep3118c %s --" % subcommand)
            self.assertEqual(set(offered), listed_by_help(subcommand), subcommand)

    def test_values(self):
        for line, completed in (
            ("canon --color al", "canon --color always "),
            ("canon --color=al", "canon --color=always "),
            ("layout --dialect num", "layout --dialect numpy "),
            ("diff --target-b s390x", "diff --target-b s390x-linux-gnu "),
            ("header -f a", "header -f a\\ manifest.pep3118 "),
            ("header --name a", "header --name a"),
            ("canon a", "canon a"),
        ):
            self.assertEqual(self.complete("pep3118c " + line)[0], "pep3118c " + completed)
        self.assertEqual(self.complete("pep3118c canon --color ")[1], ["auto", "always", "never"])


class Manual(unittest.TestCase):
    def test_every_option_stands_in_it(self):
        text = generated("man").decode().replace("\\-", "-")
        for subcommand in SUBCOMMANDS:
            part = text.split(".SH SUBCOMMAND %s\n" % subcommand.upper())[1].split(".SH ")[0]
            listed = set(re.findall(r"\\fB(--[a-z-]+)\\fR", part))
            self.assertEqual(listed, listed_by_help(subcommand))

    def test_groff_has_nothing_to_warn_of(self):
        self.assertTrue(shutil.which("groff"), "groff is not installed: tools/setup.sh")
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
