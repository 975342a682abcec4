// SPDX-License-Identifier: MIT
// The package as its users have it.  What it expects is counted by hand or NumPy's; that the engine
// is right everywhere else is same_as_tool_test.py's.
//
// usage: PEP3118_PACKAGE=FOLDER node --test package_test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

const folder = resolve(process.env.PEP3118_PACKAGE);
const file = (name) => resolve(folder, name);
const { load } = await import(pathToFileURL(file("pep3118.mjs")));
const bytes = await readFile(file("pep3118.wasm"));
const engine = await load();

test("a layout has offsets, an identity and a canonical text", () => {
  const layout = engine.layout("T{i:x:d:y:}", { itemsize: 16 });
  assert.equal(layout.canonical, "T{i:x:4xd:y:}");
  assert.deepEqual(layout.type.fields.map(({ name, offset, itemsize }) => [name, offset, itemsize]), [["x", 0, 4], ["y", 8, 8]]);
  assert.match(layout.layout_id, /^[0-9a-f]{32}$/);
  assert.equal(layout.target, engine.defaultTarget);
  assert.equal(engine.defaultTarget, "x86_64-linux-gnu");
});

test("a module is loaded from bytes, a buffer and a compiled module", async () => {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  for (const wasm of [bytes, copy, await WebAssembly.compile(bytes)]) {
    assert.equal((await load(wasm)).layout("i").itemsize, 4);
  }
});

test("the module asks for nothing but what the package gives", async () => {
  const module = await WebAssembly.compile(bytes);
  const asked = WebAssembly.Module.imports(module).map(({ module: from, name }) => `${from}.${name}`);
  assert.deepEqual(asked.sort(), [
    "env.emscripten_notify_memory_growth",
    "wasi_snapshot_preview1.fd_close",
    "wasi_snapshot_preview1.fd_seek",
    "wasi_snapshot_preview1.fd_write",
    "wasi_snapshot_preview1.proc_exit",
  ]);
});

test("names, version and languages are there", async () => {
  const { version } = JSON.parse(await readFile(file("package.json"), "utf-8"));
  assert.equal(engine.version, version);
  assert.ok(engine.targets().length >= 74);
  assert.ok(engine.targets().includes("wasm32-unknown-emscripten"));
  assert.deepEqual(engine.dialects().slice(0, 3), ["auto", "pep3118", "numpy"]);
  assert.ok(engine.languages().some(({ name, title }) => name === "cpp" && title === "C++"));
  engine.targets().length = 0; // the caller's own copy
  assert.ok(engine.targets().length > 0);
});

test("tables, pictures and sources are texts", () => {
  const targets = ["x86_64-linux-gnu", "i686-linux-gnu"];
  assert.match(engine.table("T{l:n:}", { targets }).text, /i686-linux-gnu: itemsize 4/);
  assert.match(engine.picture("T{l:n:}", { targets }).svg, /^<svg [^]*<\/svg>\n?$/);
  for (const { name } of engine.languages()) {
    assert.match(engine.emit("T{i:x:d:y:}", name, { name: "Point" }).text, /Point/, name);
  }
  assert.match(engine.emit("i", "ada").error.message, /there are the languages cpp, /);
});

test("a comparison says why a buffer does not fit", () => {
  const same = engine.compare("T{i:x:d:y:}", "T{i:x:4xd:y:}");
  assert.deepEqual([same.fits, same.gate, same.same_names], [true, [], true]);
  const other = engine.compare("T{i:x:d:y:}", "T{i:x:f:y:}");
  assert.equal(other.fits, false);
  assert.equal(other.gate[0], "itemsize: expected 16, found 8");
  assert.equal(engine.compare("[('x', '<i4')]", "T{i:x:}", { kind: "dtype" }).fits, true);
  assert.equal(engine.compare("l", "i", { target: "i686-linux-gnu" }).fits, true);
  assert.equal(engine.compare("l", "l", { targetB: "i686-linux-gnu" }).fits, false);
  assert.equal(engine.compare("i", "k").error.side, "b");
});

test("a refusal has a place, and a fix that was tried", () => {
  const { error } = engine.layout("T{é:x:i:é:3<d:y:}".replace("é:x:", ""));
  assert.equal(error.kind, "order-after-count");
  assert.equal(error.position, "T{i:é:3".length + 1); // é has two bytes
  assert.deepEqual(error.fix, { start: 7, end: 9, text: "<3" });
  assert.deepEqual(engine.layout("<f4").error.fix, { kind: "dtype" });
  assert.equal(engine.layout("<>i").error.fix, undefined);
});

test("a whole number that a double cannot hold is a BigInt, and every other one a number", () => {
  const layout = engine.layout("T{9007199254740993s:a:i:b:}");
  assert.equal(layout.type.fields[1].offset, 9007199254740996n);
  assert.equal(layout.type.fields[0].itemsize, 9007199254740993n);
  assert.equal(engine.layout("9007199254740991s").itemsize, 9007199254740991);
  const named = engine.layout("T{9007199254740993s:n12345678901234567890:b:12345678901234567890:}");
  assert.deepEqual(named.type.fields.map(({ name }) => name), ["n12345678901234567890", "12345678901234567890"]);
  for (const itemsize of [9007199254740993n, "9007199254740993"]) {
    assert.equal(engine.layout("9007199254740993s", { itemsize }).itemsize, 9007199254740993n);
  }
});

test("options that are none are refused, and those that mean nothing to a call are passed over", () => {
  const kinds = [
    { itemSize: 16 }, { itemsize: -1 }, { itemsize: 1.5 }, { itemsize: "" }, { itemsize: "1e3" }, { itemsize: NaN },
    { target: "vax" }, { dialect: "basic" }, { kind: "npy" }, { strict: 1 }, { lint: "yes" }, { target: ["i686-linux-gnu", "vax"] },
  ];
  for (const options of kinds) assert.equal(engine.layout("i", options).error?.kind, "bad-request", JSON.stringify(options));
  assert.equal(engine.layout("i", { targets: ["i686-linux-gnu"], name: "P", kindB: "dtype", itemsize: null, target: undefined }).itemsize, 4);
});

test("names are data", () => {
  for (const name of ["__proto__", "constructor", "toString", "<img src=x onerror=alert(1)>", "</script>", "\u2028", "💥", "a\\\"b"]) {
    const layout = engine.layout(`T{i:${name}:}`);
    assert.equal(layout.type.fields[0].name, name);
    assert.equal(Object.getPrototypeOf(layout), Object.prototype);
    const { svg } = engine.picture(`T{i:${name}:}`);
    assert.doesNotMatch(svg, /<img|<script|[^\x0a\x20-\x7e]/);
  }
  assert.equal(engine.layout("i", { ["__proto__"]: "vax" }).error.kind, "bad-request");
});

test("any text is answered", () => {
  for (const text of ["", "\0", "T{i:x:}\0", "\ud800", "i\udc00", "é", "T{i:\ud83d:}", "{".repeat(5000), "T{".repeat(5000), "&".repeat(5000)]) {
    const answer = engine.layout(text);
    assert.ok(answer.error || answer.itemsize >= 0, JSON.stringify(text.slice(0, 20)));
  }
  assert.equal(engine.layout("é\ud800").error.kind, "invalid-utf8");
  assert.equal(engine.layout("é\ud800").error.position, 2);
  assert.equal(engine.layout("T{i:💥:}").type.fields[0].name, "💥");
  assert.equal(engine.layout(new Uint8Array([0x54, 0x7b, 0x69, 0x3a, 0xff, 0x3a, 0x7d])).error.kind, "invalid-utf8");
  let state = 1;
  for (let i = 0; i < 3000; ++i) {
    const text = new Uint8Array(i % 40);
    for (let at = 0; at < text.length; ++at) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      text[at] = i % 2 ? state >>> 24 : "T{}<>=@^!&XZibdx?:(),0123456789"[(state >>> 16) % 31].charCodeAt(0);
    }
    const answer = engine.layout(text);
    assert.ok(answer.error ? answer.error.kind !== "engine-stopped" : answer.itemsize >= 0);
  }
});

test("a text of one MiB is answered or refused, whatever it is", () => {
  const size = 2 ** 20;
  const many = "i:n:".repeat(60_000);
  const nested = "T{".repeat(99) + "i" + "}".repeat(99);
  const texts = ["i".repeat(size), "T{".repeat(size / 2), "9".repeat(size), `i:${"a".repeat(60_000)}:`, many, nested, " ".repeat(size), "(" + "1,".repeat(size / 2 - 2) + "1)i"];
  for (const text of texts) {
    for (const answer of [engine.layout(text, { lint: true }), engine.table(text), engine.picture(text), engine.emit(text, "cpp"), engine.compare(text, text)]) {
      assert.ok(answer.error ? answer.error.kind !== "engine-stopped" : true, answer.error?.message);
    }
  }
  assert.equal(engine.layout("i".repeat(size + 1)).error.kind, "format-too-long");
  assert.equal(engine.layout(many).type.fields.length, 60_000);
});

test("without memory an answer says so, and the next call is served", () => {
  const { error } = engine.layout(new Uint8Array(2 ** 30));
  assert.equal(error.kind, "engine-stopped");
  assert.equal(engine.layout("T{i:x:d:y:}").itemsize, 16);
  const far = engine.layout("i", { name: "n" });
  assert.equal(far.itemsize, 4);
});

test("two engines and many calls do not disturb each other", async () => {
  const second = await load(bytes);
  for (let i = 0; i < 200; ++i) {
    assert.equal(second.layout(`${i + 1}i`).itemsize, 4 * (i + 1));
    assert.equal(engine.layout(`${i + 1}d`).itemsize, 8 * (i + 1));
  }
});

test("the README's example says what it says", () => {
  assert.deepEqual(engine.compare("T{i:x:d:y:}", "T{i:x:f:y:}").gate.length, 2);
});

// Not asserted: a test measures no time.
test("size and times, for the log", async () => {
  const { gzipSync } = await import("node:zlib");
  console.log(`module: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} with gzip`);
  assert.ok(gzipSync(bytes, { level: 9 }).length <= 350 * 1024);
  const start = performance.now();
  const fresh = await load(bytes);
  fresh.layout("T{i:x:d:y:}");
  console.log(`load and first answer: ${(performance.now() - start).toFixed(1)} ms`);
  const ten = "T{i:a:d:b:(3)f:c:T{h:u:q:v:}:d:?:e:10s:f:g:g:Zd:h:l:i:P:j:}";
  const calls = { layout: () => fresh.layout(ten, { lint: true }), table: () => fresh.table(ten), picture: () => fresh.picture(ten), "emit cpp": () => fresh.emit(ten, "cpp") };
  for (const [name, call] of Object.entries(calls)) {
    const times = [];
    for (let i = 0; i < 200; ++i) {
      const from = performance.now();
      call();
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    console.log(`${name} of 10 fields: median ${times[100].toFixed(2)} ms, 95 % ${times[190].toFixed(2)} ms`);
  }
});
