#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the page one file, which works from a disk and from any host.

usage: bundle.py INDEX_HTML MODULE_WASM OUT

A page that is opened from a disk may load no module, no worker and no WebAssembly from beside it. So
the style, the modules and the engine go into the page itself:

  - the modules that `main.mjs` imports become one script, those of `worker.mjs` another, which is
    text to the page until a worker is made of it; so is the engine, gzip in base64;
  - a Content-Security-Policy allows exactly this script and this style by their hashes, and nothing
    from any network.

The modules import and export by name, one statement a line, which is all that is understood here.
"""

import base64
import gzip
import hashlib
import os
import re
import sys

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (\w+))", re.MULTILINE)
STYLE = '<link rel="stylesheet" href="style.css">'
SCRIPT = '<script type="module" src="main.mjs"></script>'
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {style}; img-src data:; "
    "worker-src blob:; base-uri 'none'; form-action 'none'"
)


def fail(reason):
    sys.exit("bundle.py: " + reason)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def modules_of(entry):
    """Paths of the entry and of what it imports, each after what it imports itself."""
    ordered, open_ones = [], []

    def visit(path):
        if path in ordered:
            return
        if path in open_ones:
            fail("modules import each other in a circle: " + " ".join(open_ones + [path]))
        open_ones.append(path)
        for match in IMPORT.finditer(read(path)):
            visit(os.path.normpath(os.path.join(os.path.dirname(path), match.group(2))))
        open_ones.pop()
        ordered.append(path)

    visit(os.path.normpath(entry))
    return ordered


def script_of(entry):
    """One script: every module is a function that returns what it exports."""
    paths = modules_of(entry)
    parts = ['"use strict";\n(() => {\n']
    for number, path in enumerate(paths):
        exported = []

        def bind(match, path=path):
            file = os.path.normpath(os.path.join(os.path.dirname(path), match.group(2)))
            names = re.sub(r"(\w+) as (\w+)", r"\1: \2", match.group(1))
            return "const {%s} = module%d;\n" % (names, paths.index(file))

        def take(match, exported=exported):
            exported.append(match.group(1))
            return ""

        text = EXPORT.sub(take, IMPORT.sub(bind, read(path)))
        # Only the package asks for the address of its file, and only where it is given no module.
        text = text.replace("import.meta.url", "location.href")
        left = re.search(r"^(?:import|export)\b.*|import\.meta.*", text, re.MULTILINE)
        if left:
            fail("%s: %s is not understood" % (path, left.group()))
        parts.append("const module%d = (() => {\n%s" % (number, text))
        parts.append("return { %s };\n})();\n" % ", ".join(exported))
    return in_html("".join(parts) + "})();\n")


def in_html(script):
    """The script as an element may hold it: no end tag, and nothing that opens a comment."""
    return re.sub(r"<(/script|script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def hash_of(text):
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "'sha256-%s'" % base64.b64encode(digest).decode("ascii")


def replace_once(text, old, new):
    if text.count(old) != 1:
        fail("index.html has %d times %s" % (text.count(old), old))
    return text.replace(old, new)


def page_of(index, wasm):
    folder = os.path.dirname(index)
    style = read(os.path.join(folder, "style.css"))
    if "</" in style:
        fail("style.css would end its element")
    script = script_of(os.path.join(folder, "main.mjs"))
    worker = script_of(os.path.join(folder, "worker.mjs"))
    with open(wasm, "rb") as file:
        engine = base64.b64encode(gzip.compress(file.read(), 9, mtime=0)).decode("ascii")
    policy = POLICY.format(script=hash_of(script), style=hash_of(style))
    page = read(index)
    page = replace_once(page, CHARSET, CHARSET + (
        '\n<meta http-equiv="Content-Security-Policy" content="%s">' % policy))
    page = replace_once(page, STYLE, "<style>%s</style>" % style)
    return replace_once(page, SCRIPT, (
        '<script type="text/plain" id="worker-source">%s</script>\n'
        '<script type="text/plain" id="engine-wasm">%s</script>\n'
        "<script>%s</script>" % (worker, engine, script)))


def main(args):
    if len(args) != 3:
        sys.exit(__doc__.split("\n\n")[1])
    index, wasm, out = args
    page = page_of(index, wasm)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write(page)


if __name__ == "__main__":
    main(sys.argv[1:])
