#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The tool as a process: streams, signals, files and pipes.

usage: process_test.py PEP3118C MODULE.bazel
"""

import ctypes
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

TOOL = os.path.abspath(sys.argv[1])
MODULE = sys.argv[2]

POINT = "T{i:x:d:y:}"
# Long enough to be interrupted: 400 different records.
MANIFEST = "".join("R%d = T{i:x%d:(%d)d:y:}\n" % (i, i, i + 1) for i in range(400))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def run(*args, **kwargs):
    kwargs.setdefault("stdin", subprocess.DEVNULL)
    kwargs.setdefault("timeout", 60)
    if "input" in kwargs:
        del kwargs["stdin"]
    return subprocess.run(
        (TOOL,) + args, stdout=kwargs.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **kwargs
    )


# Every subcommand with what it prints.
EVERYTHING = (
    ("canon", POINT), ("header", POINT), ("layout", POINT), ("layout", "--json", POINT),
    ("layout", "--svg", POINT), ("ast", POINT), ("diff", POINT, POINT), ("diff", "--json", POINT, POINT),
    ("targets",), ("--help",), ("--version",), ("--generate", "man"), ("layout", "--help"),
) + tuple(("emit", language, POINT) for language in ("c", "cpp", "julia", "numpy", "rust", "svg"))


def obey_permissions():
    """A superuser may write anywhere; the program that is started next may not."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; fails for others, who have none


class Streams(unittest.TestCase):
    def test_product_and_messages_do_not_mix(self):
        good = run("canon", POINT)
        self.assertEqual((good.returncode, good.stdout, good.stderr), (0, b"T{i:x:4xd:y:}\n", b""))
        bad = run("canon", "T{i")
        self.assertEqual((bad.returncode, bad.stdout), (1, b""))
        self.assertIn(b"[unclosed-record]", bad.stderr)
        self.assertEqual(run("canon", "--bogus").returncode, 2)

    def test_full_output_is_exit_code_3(self):
        with open("/dev/full", "wb") as full:
            for args in EVERYTHING:
                answer = run(*args, stdout=full)
                self.assertEqual(answer.returncode, 3, args)
                self.assertIn(b"[cannot-write]", answer.stderr)

    def test_closed_output_is_exit_code_3(self):
        for args in EVERYTHING:
            answer = run(*args, stdout=None, preexec_fn=lambda: os.close(1))
            self.assertEqual(answer.returncode, 3, args)
            self.assertIn(b"[cannot-write]", answer.stderr)

    def test_messages_that_cannot_be_written_change_no_exit_code(self):
        with open("/dev/full", "wb") as full:
            for args, code in ((("canon", POINT), 0), (("canon", "T{i"), 1), (("canon", "--bogus"), 2)):
                answer = subprocess.run((TOOL,) + args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=full, check=False)
                self.assertEqual(answer.returncode, code, args)

    def test_closed_output_does_not_become_the_output_file(self):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "p.h")
            args = ("header", POINT, "-o", out)
            answer = run(*args, stdout=None, preexec_fn=lambda: os.close(1))
            self.assertEqual(answer.returncode, 0)
            self.assertEqual(contents(out), run("header", POINT).stdout)

    def test_broken_pipe_ends_the_run_but_not_with_success(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        with os.fdopen(write_end, "wb") as pipe:
            self.assertNotEqual(run("targets", stdout=pipe).returncode, 0)

    def test_closed_input_and_a_directory_are_exit_code_3(self):
        for args in (("canon", "-"), ("layout", "--batch"), ("header", "-f", "-")):
            closed = run(*args, stdin=None, preexec_fn=lambda: os.close(0))
            self.assertEqual((closed.returncode, closed.stdout), (3, b""), args)
            self.assertIn(b"standard input: error: ", closed.stderr)
            folder = os.open("/", os.O_RDONLY)
            answer = run(*args, stdin=folder)
            os.close(folder)
            self.assertEqual((answer.returncode, answer.stdout), (3, b""), args)

    def test_endless_input_is_cut(self):
        with open("/dev/zero", "rb") as zeros:
            answer = run("canon", "-", stdin=zeros)
        self.assertEqual(answer.returncode, 1)
        self.assertIn(b"[format-too-long]", answer.stderr)

    def test_arguments_may_be_long_and_need_not_be_utf8(self):
        name = "n" * 60000
        long_answer = run("canon", "T{i:%s:d:%s:}" % (name, "m" * 60000))
        self.assertEqual(long_answer.returncode, 0)
        self.assertIn(name.encode(), long_answer.stdout)
        for args in ((b"canon", b"\xff"), (b"canon", b"i:\xff:"), (b"\xff",), (b"canon", b"--\xff")):
            answer = run(*args)
            self.assertIn(answer.returncode, (1, 2))
            self.assertTrue(answer.stderr.isascii())
        # The terminal gets no control bytes from a format either.
        self.assertNotIn(b"\x1b", run("canon", "\x1b[31m").stderr)


class Surroundings(unittest.TestCase):
    def test_same_bytes_in_every_locale_folder_and_run(self):
        for args in (
            ("header", "T{i:I:i:i:(3)Zd:Iİ:}", ">g"),
            ("layout", "--json", POINT),
            ("layout", POINT),
            ("targets",),
            ("--help",),
        ):
            expected = run(*args).stdout
            self.assertTrue(expected)
            for locale in ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8", "nonsense"):
                env = {"LC_ALL": locale, "LANG": locale, "LANGUAGE": locale}
                self.assertEqual(run(*args, env=env, cwd="/").stdout, expected, locale)
            self.assertEqual(run(*args, env={}).stdout, expected)

    def test_color_is_for_terminals(self):
        env = {"TERM": "xterm"}
        self.assertNotIn(b"\x1b", run("canon", "T{i", env=env).stderr)
        self.assertIn(b"\x1b[", run("canon", "T{i", "--color", "always", env=env).stderr)
        for extra, colored in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
            leader, terminal = os.openpty()
            subprocess.run(
                (TOOL, "canon", "T{i"), stderr=terminal, stdin=subprocess.DEVNULL,
                env=dict(env, **extra), check=False,
            )
            os.close(terminal)
            self.assertEqual(b"\x1b[" in os.read(leader, 4096), colored, extra)
            os.close(leader)

    def test_version_is_that_of_the_module(self):
        version = re.search(rb'version = "([^"]*)"', contents(MODULE)).group(1)
        self.assertEqual(run("--version").stdout, b"pep3118c %s\n" % version)


class Outputs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = os.path.join(self.folder.name, "out.h")

    def entries(self):
        return sorted(os.listdir(self.folder.name))

    def test_a_failed_write_leaves_the_old_file_alone(self):
        with open(self.out, "w") as out:
            out.write("old\n")
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        answer = run("header", POINT, "-o", self.out, preexec_fn=limit)
        self.assertEqual(answer.returncode, 3)
        self.assertIn(b"File too large [cannot-write]", answer.stderr)
        self.assertEqual(contents(self.out), b"old\n")
        self.assertEqual(self.entries(), ["out.h"])

    def test_places_that_cannot_be_written(self):
        os.mkdir(os.path.join(self.folder.name, "d"))
        for path in (self.folder.name + "/d", self.folder.name + "/none/out.h", "/dev/full"):
            answer = run("header", POINT, "-o", path)
            self.assertEqual((answer.returncode, answer.stdout), (3, b""), path)
            self.assertIn(b"[cannot-write]", answer.stderr)
        self.assertEqual(self.entries(), ["d"])

    def test_a_folder_that_is_read_only(self):
        new = run("header", POINT).stdout
        inner = os.path.join(self.folder.name, "inner")
        os.mkdir(inner)
        held, other = os.path.join(inner, "held.h"), os.path.join(inner, "other.h")
        for path, text in ((held, new), (other, b"old\n")):
            with open(path, "wb") as file:
                file.write(text)
        os.chmod(inner, 0o555)
        self.addCleanup(os.chmod, inner, 0o755)
        write = lambda *args: run("header", POINT, *args, preexec_fn=obey_permissions)
        for args in (("-o", os.path.join(inner, "new.h")), ("-o", other),
                     ("-o", self.out, "--depfile", os.path.join(inner, "new.d"))):
            answer = write(*args)
            self.assertEqual((answer.returncode, answer.stdout), (3, b""), args)
            self.assertIn(b"Permission denied [cannot-write]", answer.stderr)
        self.assertEqual((sorted(os.listdir(inner)), contents(other)), (["held.h", "other.h"], b"old\n"))
        # What has nothing to write needs no permission.
        self.assertEqual(write("-o", held).returncode, 0)
        self.assertEqual(write("-o", held, "--check").returncode, 0)
        self.assertEqual(write("-o", other, "--check").returncode, 1)
        # A file may be read-only in a folder that is not.
        os.chmod(inner, 0o755)
        os.chmod(other, 0o444)
        self.assertEqual(write("-o", other).returncode, 3)
        self.assertEqual(contents(other), b"old\n")

    def test_an_interrupted_run_leaves_the_old_file_or_the_new_one(self):
        new = run("header", "-f", "-", input=MANIFEST.encode()).stdout
        manifest = os.path.join(self.folder.name, "m.pep3118")
        with open(manifest, "w") as file:
            file.write(MANIFEST)
        start = time.monotonic()
        run("header", "-f", manifest)
        whole = time.monotonic() - start
        dice = random.Random(3118)
        for i in range(60):
            with open(self.out, "wb") as out:
                out.write(b"old\n")
            tool = subprocess.Popen((TOOL, "header", "-f", manifest, "-o", self.out))
            time.sleep(dice.uniform(0.3, 1.2) * whole)
            sent = dice.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL))
            tool.send_signal(sent)
            tool.wait(timeout=60)
            self.assertIn(contents(self.out), (b"old\n", new))
            if sent == signal.SIGKILL:
                self.remove_whole_file_before_its_rename(new)
            self.assertEqual(self.entries(), ["m.pep3118", "out.h"])

    def remove_whole_file_before_its_rename(self, text):
        # Linux has no call that replaces a file by one without a name: between link and rename,
        # SIGKILL leaves a file that is whole.
        for name in self.entries():
            if name.startswith(".pep3118c-"):
                path = os.path.join(self.folder.name, name)
                self.assertEqual(contents(path), text)
                os.remove(path)

    def test_no_output_may_be_standard_input(self):
        with open(self.out, "w") as out:
            out.write("A = i\n")
        with open(self.out) as manifest:
            answer = run("header", "-f", "-", "-o", self.out, stdin=manifest)
        self.assertEqual(answer.returncode, 2)
        self.assertIn(b"is also the file of -f", answer.stderr)
        self.assertEqual(contents(self.out), b"A = i\n")

    def test_make_reads_the_names_of_a_depfile_as_they_are(self):
        names = [
            "plain", "a b", "a\\ b", "a\\b", "a#b", "a\\#b", "a$b", "a$(touch pwned)b", "a:b", "C:\\x",
            "a%b", "a*b", "a?b", "a[b]", "a|b", "|", "a~", "a&b", "a(b)c", "define", "-x", "a'b",
            'a"b', "a<b>", "a!b", "a@b", "a{b}", "a,b", "a^b", "\u00e9",
        ]
        makefile = "include out.d\n%: ; @echo made >> log\nmanifest out.d Makefile : ;\n"
        for role in ("target", "prerequisite"):
            for name in names:
                with self.subTest(role=role, name=name), tempfile.TemporaryDirectory() as folder:
                    out, manifest = (name, "manifest") if role == "target" else ("out", name)
                    path = lambda file: os.path.join(folder, file)
                    for file, text in ((manifest, "A = i\n"), ("Makefile", makefile)):
                        with open(path(file), "w") as opened:
                            opened.write(text)
                    done = run("header", "-f", manifest, "-o", out,
                               "--depfile", "out.d", cwd=folder)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    for older, newer, made in ((out, manifest, True), (manifest, out, False)):
                        os.utime(path(older), (100, 100))
                        os.utime(path(newer), (200, 200))
                        subprocess.run(("make", "-s", "--", out), cwd=folder, check=True)
                        self.assertEqual(os.path.exists(path("log")), made)
                        if made:
                            os.remove(path("log"))
                    self.assertFalse(os.path.exists(path("pwned")))


class Limits(unittest.TestCase):
    # Deep and wide: the answers would be hundreds of megabytes, and gigabytes while they are made.
    def test_no_answer_takes_more_memory_than_it_may_have_bytes(self):
        wide = "T{" * 97 + ("T{" + "b" * 4000 + "}") * 12 + "}" * 97
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        for command in (("header",), ("layout", "--json"), ("ast",)):
            with self.subTest(command=command):
                answer = run(*command, "-", input=wide.encode(), preexec_fn=limit)
                self.assertEqual((answer.returncode, answer.stdout), (1, b""))
                self.assertIn(b"[output-too-long]", answer.stderr)


class Batch(unittest.TestCase):
    def test_every_answer_comes_before_the_next_question(self):
        tool = subprocess.Popen(
            (TOOL, "layout", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        watchdog = signal.alarm(50)  # a tool that waits for more would hang this test
        for i in range(100):
            # The beginning of the next line must not hold back the answer to this one.
            tool.stdin.write(b' "T{i:x%d:}"}\n{"format":' % i if i else b'{"format": "i"}\n{"format":')
            answer = b""
            while not answer.endswith(b"\n"):
                answer += tool.stdout.read(1)
            self.assertIn(b'"x%d"' % i if i else b'"kind": "int"', answer)
        tool.stdin.write(b' "d"}')
        tool.stdin.close()
        self.assertIn(b'"code": "d"', tool.stdout.read())
        tool.stdout.close()
        self.assertEqual(tool.wait(), 0)
        signal.alarm(watchdog)

    def test_one_bad_line_costs_one_error(self):
        lines = [b'{"format": "i"}'] * 1000
        lines[500] = b'{"format": "T{i"}'
        lines[700] = b"nonsense"
        answer = run("layout", "--batch", input=b"\n".join(lines) + b"\n")
        self.assertEqual((answer.returncode, answer.stderr), (1, b""))
        answers = answer.stdout.splitlines()
        self.assertEqual(len(answers), 1000)
        self.assertEqual([i for i, a in enumerate(answers) if b'"error"' in a], [500, 700])

    def test_output_that_nobody_reads_ends_the_run(self):
        with open("/dev/full", "wb") as full:
            answer = run("layout", "--batch", input=b'{"format": "i"}\n' * 5000, stdout=full)
        self.assertEqual(answer.returncode, 3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
