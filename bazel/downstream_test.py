#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Builds the workspace of examples/bazel as its users do, by the words of docs/build.md.

usage: downstream_test.py docs/build.md

The sources are copied, so that nothing but what they declare is seen, and a Bazel of its own builds
them.  In the document's section `## Bazel` a block whose first line is `# FILE` or `// FILE` must stand
in that file of the workspace, paragraph by paragraph.  In a block that begins with ```console a line
`$ COMMAND` is run in the workspace; the lines below it are lines that it prints, in this order (spaces
at the end of a line, times and cached marks are left out), and one without such lines must succeed.

Bazel 4 reads the workspace's WORKSPACE, later ones its MODULE.bazel. Debian's Bazel 7 has overrides for the
rules in place of a registry; the libraries are added as bazel/modules_of_debian.sh has them.
"""

import os
import re
import shutil
import subprocess
import sys

DEBIAN_BAZELRC = "/etc/bazel/bazelrc"

# What the document says is refused; no workspace that is right has it.
REFUSED = {
    "refused/BUILD": (
        'load("@pep3118c//tools:pep3118.bzl", "cc_pep3118_library")\n\n'
        'cc_pep3118_library(\n    name = "oops",\n    srcs = ["oops.pep3118"],\n)\n'
    ),
    "refused/oops.pep3118": "# one mistake\nDistance = T{i:x:3<d:y:}\n",
}

# Formats that are no one line of a manifest, by the target that has them: each with its refusal.
WRONG = {
    "assignment": ({"A = i #": "d"}, "formats: \"A = i #\" is not a name"),
    "comment": ({"# A": "i"}, "formats: \"# A\" is not a name"),
    "line_break": ({"A": "i\nB = d"}, "formats: \"i\\nB = d\" has a line break"),
    "nothing": ({}, "srcs or formats are needed"),
    "open_options": ({"A [strict": "i"}, "formats: \"A [strict\" is not a name with [options]"),
}
WRONG_BUILD = """\
load("@pep3118c//tools:pep3118.bzl", "cc_pep3118_library")

[cc_pep3118_library(
    name = name,
    formats = formats,
) for name, formats in %r]

platform(
    name = "unknown",
    constraint_values = ["@platforms//os:qnx"],
)
""" % ([(name, formats) for name, (formats, _) in WRONG.items()],)


def blocks(text):
    """(language, lines) of every fenced block of the section."""
    section = re.search(r"^## Bazel\n(.*?)(?=^## |\Z)", text, re.M | re.S).group(1)
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", section, re.M | re.S):
        yield match.group(1), match.group(2).splitlines()


def without_marks(line):
    """The line without what differs from run to run."""
    return re.sub(r"( \(cached\))|( in [0-9.]+s)", "", line).rstrip()


class Workspace:
    def __init__(self, folder):
        self.folder = folder
        self.root = os.path.join(folder, "pep3118c", "examples", "bazel")
        self.startup = ["--output_user_root=" + os.path.join(folder, "out"), "--max_idle_secs=30"]
        self.wrong = []

    def copy(self):
        shutil.copytree(".", os.path.join(self.folder, "pep3118c"), symlinks=False)
        for name, text in dict(REFUSED, **{"wrong/BUILD": WRONG_BUILD}).items():
            path = os.path.join(self.root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        if self.is_debian_bazel_7():
            modules = os.path.join(self.folder, "modules")
            script = os.path.join(self.folder, "pep3118c", "bazel", "modules_of_debian.sh")
            subprocess.run([script, modules], check=True)
            self.startup.append("--bazelrc=" + os.path.join(modules, "downstream.bazelrc"))

    @staticmethod
    def is_debian_bazel_7():
        if not os.path.exists(DEBIAN_BAZELRC): return False
        with open(DEBIAN_BAZELRC, encoding="utf-8") as file:
            return "--override_module=" in file.read()

    def run(self, command):
        """(exit code, output) of a command, with our own Bazel in place of the user's."""
        bazel = " ".join(["bazel"] + self.startup)
        done = subprocess.run(
            ["/bin/sh", "-c", 'bazel() { command %s "$@"; }; %s' % (bazel, command)], cwd=self.root,
            check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def check_file(self, lines):
        name = lines[0].lstrip("#/ ")
        with open(os.path.join(self.root, name), encoding="utf-8") as file:
            text = file.read()
        for paragraph in "\n".join(lines[1:]).split("\n\n"):
            if paragraph not in text:
                self.wrong.append("%s does not hold\n%s" % (name, paragraph))

    def check_wrong(self):
        expected = [message for _, message in WRONG.values()]
        commands = {
            "bazel build --keep_going //wrong/...": expected,
            "bazel build //records:points.h --platforms=//wrong:unknown": [
                "the platform has no default target ABI: give target = one of those"
            ],
        }
        for command, messages in commands.items():
            code, output = self.run(command)
            print("$", command, output, sep="\n", flush=True)
            missing = [message for message in messages if message not in output]
            if code == 0 or missing:
                self.wrong.append("`%s` does not say\n%s" % (command, "\n".join(missing)))

    def check_commands(self, lines):
        session = []
        for line in lines:
            if line.startswith("$ "):
                session.append((line[2:], []))
            else:
                session[-1][1].append(line)
        for command, expected in session:
            print("$", command, flush=True)
            code, output = self.run(command)
            print(output, flush=True)
            printed = iter([without_marks(line) for line in output.splitlines()])
            # `in` on an iterator goes on where the line before was found.
            missing = [line for line in expected if without_marks(line) not in printed]
            if missing:
                self.wrong.append("`%s` does not print\n%s" % (command, "\n".join(missing)))
            if not expected and code != 0:
                self.wrong.append("`%s` fails with exit code %d" % (command, code))


def main(document):
    with open(document, encoding="utf-8") as file:
        parts = list(blocks(file.read()))
    workspace = Workspace(os.environ["TEST_TMPDIR"])
    workspace.copy()
    try:
        commands = 0
        for language, lines in parts:
            if language == "console":
                workspace.check_commands(lines)
                commands += len([line for line in lines if line.startswith("$ ")])
            else:
                workspace.check_file(lines)
        if commands < 5:
            workspace.wrong.append("the document shows no commands")
        workspace.check_wrong()
        code, output = workspace.run("bazel test //app/... //records/...")
        if code != 0:
            workspace.wrong.append("the workspace's tests fail\n" + output)
    finally:
        workspace.run("bazel shutdown")
    print("\n\n".join(workspace.wrong))
    return 1 if workspace.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
