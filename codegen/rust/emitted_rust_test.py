#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What `emit rust` writes, compiled by rustc without a warning, and run.

usage: emitted_rust_test.py PEP3118C INJECTION.json CAPTURE.json...

Where rustc places members is held to what exporters said of their records; a program reads an item
with a value of every kind, and makes it again; every half is read and written.
"""

import os
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "testdata"))
import emitted_sources  # noqa: E402

# Debian's, if it is there: the oldest that the text is for.
RUSTC = "/usr/bin/rustc" if os.path.exists("/usr/bin/rustc") else "rustc"
FLAGS = ["--edition=2021", "-Dwarnings"]
MOST_RECORDS = 2000  # rustc takes 5 ms for each
MOST_PLACES = 3000
IN_ONE_FUNCTION = 50
LARGEST = 1 << 20  # bytes of an item whose places are looked at

VALUES = r"""
mod item;
use item::pep3118::*;
fn show<T: std::fmt::Display>(value: T) {
    println!("{}", value);
}
fn main() {
    let bytes = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    assert!(read::<item::Item>(&bytes[1..]).is_none());
    let x = read::<item::Item>(&bytes).unwrap();
    show(x.natural); show(x.single); show(x.plain_half.get()); show(x.i8); show(x.yes.get() as u8);
    show(x.plain_complex.re); show(x.plain_complex.im); show(x.big_int.get()); show(x.little_short.get());
    show(x.big_half.get()); show(x.big_double.get());
    show(x.big_complex.re.get()); show(x.big_complex.im.get());
    show(x.two_halves.re.get()); show(x.two_halves.im.get());
    show(x.letter); show(x.text[0]); show(x.text[1]); show(x.text[2]);
    show(x.pair[0].get()); show(x.pair[1].get()); show(x.odd); show(x.last.get());
    let mut copy = x;
    copy.big_int = BigI32::new(x.big_int.get());
    copy.little_short = LittleI16::new(x.little_short.get());
    copy.plain_half = Half::new(x.plain_half.get());
    copy.yes = Boolean::new(x.yes.get());
    copy.big_half = BigHalf::new(x.big_half.get());
    copy.big_double = BigF64::new(x.big_double.get());
    copy.big_complex = Complex { re: BigF64::new(x.big_complex.re.get()), im: BigF64::new(x.big_complex.im.get()) };
    copy.pair[1] = BigU16::new(x.pair[1].get());
    copy.last = LittleI32::new(x.last.get());
    let copied: [u8; core::mem::size_of::<item::Item>()] = unsafe { core::mem::transmute(copy) };
    assert_eq!(&copied[..], &bytes[..]);
}
"""

HALVES = r"""
mod half;
use half::Half;
fn main() {
    use std::fmt::Write;
    let mut out = String::new();
    for bits in 0..=0xffffu16 {
        let value = half::pep3118::Half(bits).get();
        let _: Half = half::pep3118::Half(bits);
        writeln!(out, "{:x} {:x}", value.to_bits(), half::pep3118::Half::new(value).0).unwrap();
    }
    for i in 0..65535u32 * 4 {
        let wide = 0x33000000 + i * 1401;
        writeln!(out, "{:x} {:x}", wide, half::pep3118::Half::new(f32::from_bits(wide)).0).unwrap();
    }
    print!("{}", out);
}
"""


PLACE = r"""
macro_rules! place {
    ($b:expr, $t:ty, $first:ident $([$i:tt])* $(. $m:ident $([$j:tt])*)*, $offset:expr) => {{
        let base = $b as *const $t;
        let at = unsafe { core::ptr::addr_of!((*base).$first $([$i])* $(.$m $([$j])*)*) } as *const u8;
        assert_eq!(at as usize - base as usize, $offset, stringify!($t));
    }};
}
"""


def compile_main(folder, source, program):
    path = os.path.join(folder, "main.rs")
    with open(path, "w", encoding="ascii") as file:
        file.write(source)
    output = ["-o", program] if program else ["--crate-type=lib", "--emit=metadata", "-o", os.path.join(folder, "meta")]
    done = subprocess.run([RUSTC, *FLAGS, *output, path], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr[:4000]


def module(tool, folder, name, *arguments, text=None):
    done = emitted_sources.emit(tool, "rust", *arguments, text=text)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(rb"[\n -~]*", done.stdout)
    with open(os.path.join(folder, name + ".rs"), "wb") as file:
        file.write(done.stdout)
    return done.stdout.decode("ascii")


def member_of(path, shapes):
    """a/b as Rust takes it; None for names that the rule may have changed, and where nothing is."""
    text, whole = "", ""
    for part in path.split("/"):
        if not re.fullmatch(r"[a-z][A-Za-z0-9]*", part): return None
        if whole: text += "[0]" * len(shapes[whole]) + "."
        whole = whole + "/" + part if whole else part
        if 0 in shapes[whole]: return None
        text += part
    return text


def check_records(tool, folder, files):
    records = emitted_sources.records(tool, files)
    records = records[::-(-len(records) // MOST_RECORDS)]
    path = os.path.join(folder, "records.pep3118")
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join("Rec%d [dialect=pep3118] = %s\n" % (i, text) for i, (text, _, _) in enumerate(records)))
    text = module(tool, folder, "records", "-f", path)
    kept = set(re.findall(r"    pub (\w+):", text))
    lines = []
    for i, (_, itemsize, fields) in enumerate(records):
        shapes = {field[0]: field[3] for field in fields}
        for path, offset, size, shape, kind in fields:
            member = member_of(path, shapes)
            if member is None or not set(re.findall(r"[a-z]\w*", member)) <= kept or size == 0: continue
            if itemsize > LARGEST: continue
            lines.append("    place!(b, Rec%d, %s, %d);" % (i, member, offset))
    lines = lines[::-(-len(lines) // MOST_PLACES)]
    source = ["mod records;", "use records::*;", PLACE]
    groups = [lines[i:i + IN_ONE_FUNCTION] for i in range(0, len(lines), IN_ONE_FUNCTION)]
    for number, group in enumerate(groups):
        source += ["fn places%d(b: *const u8) {" % number, *group, "}"]
    source += ["fn main() {", "    let memory = vec![0u128; %d];" % (LARGEST // 16 + 1),
               "    let b = memory.as_ptr() as *const u8;"]
    source += ["    places%d(b);" % number for number in range(len(groups))] + ["}"]
    program = os.path.join(folder, "program")
    compile_main(folder, "\n".join(source) + "\n", program)
    subprocess.run([program], check=True)
    print("records", len(records), "places", len(lines))
    assert len(records) > 1000 and len(lines) > 1500


def check_values(tool, folder):
    layout, = emitted_sources.layouts(tool, [{"format": emitted_sources.EVERYTHING, "dialect": "pep3118"}])
    data, expected = emitted_sources.everything(layout)
    module(tool, folder, "item", "--dialect", "pep3118", "--name", "Item", emitted_sources.EVERYTHING)
    item = os.path.join(folder, "item.bytes")
    with open(item, "wb") as file:
        file.write(data)
    program = os.path.join(folder, "program")
    compile_main(folder, VALUES, program)
    done = subprocess.run([program, item], stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.returncode
    assert list(map(float, done.stdout.split())) == list(map(float, expected)), (done.stdout.split(), expected)


def half_of(wide):
    value, = struct.unpack("<f", struct.pack("<I", wide))
    try:
        return struct.unpack("<H", struct.pack("<e", value))[0]
    except OverflowError:
        return 0x7c00


def check_halves(tool, folder):
    module(tool, folder, "half", "--name", "Half", "e")
    program = os.path.join(folder, "program")
    compile_main(folder, HALVES, program)
    lines = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    assert len(lines) == 65536 + 65535 * 4
    for bits, line in enumerate(lines):
        wide, again = (int(part, 16) for part in line.split())
        if bits > 0xffff:
            assert again == half_of(wide), line
            continue
        value, = struct.unpack("<e", struct.pack("<H", bits))
        if value != value:
            assert wide & 0x7fffffff > 0x7f800000 and again == bits | 0x200, line
        else:
            assert struct.pack("<I", wide) == struct.pack("<f", value) and again == bits, line


def check_names(tool, folder, injection):
    texts = []
    for name in emitted_sources.hostile_names(injection, "field"):
        done = emitted_sources.emit(tool, "rust", "-", text=b"T{i:" + name + b":d:z_last:}")
        assert done.returncode in (0, 1), done.stderr
        if done.returncode == 0: texts.append(done.stdout)
    fields = len(texts)
    for name in emitted_sources.hostile_names(injection, "struct"):
        done = emitted_sources.emit(tool, "rust", b"--name=" + name, "T{i:x:}")
        assert done.returncode in (0, 1, 2), done.stderr
        if done.returncode == 0: texts.append(done.stdout)
    # Every keyword that a field can be called by.
    words = "abstract as async await become box break const continue crate do dyn else enum extern false final fn " \
            "for gen if impl in let loop macro match mod move mut override priv pub ref return self Self static " \
            "struct super trait true try type typeof union unsafe unsized use virtual where while yield i32 u8 " \
            "core std pep3118 end size_of align_of Some None Option"
    every = "".join("b:%s:" % word for word in words.split())
    texts.append(emitted_sources.emit(tool, "rust", "T{" + every + "}").stdout)
    print("fields", fields, "types", len(texts) - fields)
    assert fields > 100 and len(texts) > fields + 1
    source = ""
    for number, text in enumerate(texts):
        assert re.fullmatch(rb"[\n -~]*", text)
        live = re.sub(rb"//[^\n]*", b"", text)
        assert not re.search(rb"\bPWNED\b", live), live
        with open(os.path.join(folder, "n%d.rs" % number), "wb") as file:
            file.write(text)
        source += "pub mod n%d;\n" % number
    compile_main(folder, source, None)


def check_asserts(tool, folder):
    """What is made for another target does not compile here."""
    # E0080: a constant's evaluation failed, in whatever words this rustc has for it.
    for target, message in (("i686-linux-gnu", "E0080"), ("s390x-linux-gnu", "made for a big-endian target")):
        module(tool, folder, "other", "--target", target, "T{i:x:d:y:}")
        path = os.path.join(folder, "main.rs")
        with open(path, "w", encoding="ascii") as file:
            file.write("pub mod other;\n")
        done = subprocess.run([RUSTC, *FLAGS, "--crate-type=lib", "--emit=metadata", "-o", os.path.join(folder, "meta"),
                               path], stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode != 0 and message in done.stderr, done.stderr


def main(tool, injection, *captures):
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TMPDIR", folder)
        check_asserts(tool, folder)
        check_values(tool, folder)
        check_halves(tool, folder)
        check_names(tool, folder, injection)
        check_records(tool, folder, captures)


if __name__ == "__main__":
    main(*sys.argv[1:])
