#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Lists the macros that the standard and POSIX headers of this machine define.

usage: list_macros.py            rewrites macro_names.inc: its names and those found here
       list_macros.py --check F  exit code 1 if many macros that g++ finds here are missing in F; a
                                 newer system may have a few

Every header of the C++ library, of C and of POSIX.1-2017 is preprocessed alone by each compiler that
is here, in C++17 and C++20 with GNU extensions and without.  Names that are reserved by their shape
(`_X`, `__x`) need no list.  Names are only ever added: another system's headers have others.
"""

import os
import re
import subprocess
import sys

POSIX = """
aio arpa/inet assert complex cpio ctype dirent dlfcn errno fcntl fenv float fmtmsg fnmatch ftw glob grp
iconv inttypes iso646 langinfo libgen limits locale math monetary mqueue ndbm net/if netdb netinet/in
netinet/tcp nl_types poll pthread pwd regex sched search semaphore setjmp signal spawn stdarg stdbool
stddef stdint stdio stdlib string strings stropts sys/ipc sys/mman sys/msg sys/resource sys/select
sys/sem sys/shm sys/socket sys/stat sys/statvfs sys/time sys/times sys/types sys/uio sys/un sys/utsname
sys/wait syslog tar termios tgmath time trace ulimit unistd utime utmpx wchar wctype wordexp
""".split()

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "macro_names.inc")
DEFINE = re.compile(r"^#define ([A-Za-z]\w*)", re.MULTILINE)


def cpp_headers():
    """The headers of the C++ library, which have no ending."""
    paths = subprocess.run(("g++", "-E", "-v", "-x", "c++", os.devnull), capture_output=True, text=True,
                           check=True).stderr
    folder = next(p.strip() for p in paths.splitlines() if re.fullmatch(r" /\S*/c\+\+/\d+", p))
    return sorted(n for n in os.listdir(folder) if re.fullmatch(r"[a-z0-9_]+", n)
                  and os.path.isfile(os.path.join(folder, n)))


def macros(compiler, standard, header):
    done = subprocess.run((compiler, "-x", "c++", "-std=" + standard, "-dM", "-E", "-"),
                          input="#include <%s>\n" % header, capture_output=True, text=True, check=False)
    return set(DEFINE.findall(done.stdout)) if done.returncode == 0 else set()


def found(compilers, standards):
    names = set()
    headers = [name + ".h" for name in POSIX] + cpp_headers()
    for compiler in compilers:
        for standard in standards:
            for header in headers:
                names |= macros(compiler, standard, header)
    return {name for name in names if "__" not in name}


def listed(path):
    with open(path, encoding="utf-8") as file:
        return set(re.findall(r'"(\w+)"', file.read()))


def lines(names):
    line = ""
    for name in sorted(names):
        word = '"%s",' % name
        if line and len(line) + 1 + len(word) > 100:
            yield line
            line = ""
        line += (" " if line else "") + word
    yield line


def main(args):
    if args[:1] == ["--check"]:
        names = found(["g++"], ["gnu++20"])
        missing = sorted(names - listed(args[1]))
        print("\n".join(missing))
        print("%d macros, %d missing" % (len(names), len(missing)))
        return 0 if len(names) > 2500 and len(missing) * 100 < len(names) * 3 else 1
    names = found(["g++", "clang++"], ["c++17", "c++20", "gnu++17", "gnu++20"])
    if os.path.exists(FILE):
        names |= listed(FILE)
    with open(FILE, "w", encoding="utf-8") as file:
        file.write("// Made by list_macros.py.\n" + "".join(line + "\n" for line in lines(names)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
