// SPDX-License-Identifier: MIT
// The engine of pep3118c in a WebAssembly module: loads it, asks it, hands on what it answers.
//
//   import { load } from "pep3118";
//   const engine = await load();
//   engine.layout("T{i:x:d:y:}", { target: "x86_64-linux-gnu" });
//
// Nothing is sent anywhere.  Positions and lengths are bytes of the text as UTF-8.

const ITEM_OPTIONS = ["kind", "itemsize", "target", "dialect", "strict"];
const SECOND_ITEM_OPTIONS = ITEM_OPTIONS.map((key) => key + "B");
// One set of options serves every call; each takes those that mean something to it.
const OPTIONS = new Set([...ITEM_OPTIONS, ...SECOND_ITEM_OPTIONS, "targets", "lint", "name"]);

// The bytes of the module: as given, or the file beside this one.
async function bytesOf(wasm) {
  if (wasm !== undefined) return wasm;
  const url = new URL("pep3118.wasm", import.meta.url);
  if (url.protocol !== "file:") {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`pep3118.wasm: ${response.status}`);
    return response.arrayBuffer();
  }
  const { readFile } = await import("node:fs/promises");
  return readFile(url);
}

// An engine over an ArrayBuffer, a Uint8Array or a WebAssembly.Module; without one the file
// pep3118.wasm beside this module is read.
export async function load(wasm) {
  const source = await bytesOf(wasm);
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  return new Engine(module);
}

// JSON to values; a whole number that a double cannot hold becomes a BigInt.
function parse(json) {
  if (!/[0-9]{16}/.test(json)) return JSON.parse(json);
  let mark = "n";
  while (json.includes('"' + mark)) mark += "n";
  const marked = json.replace(/"(?:[^"\\]|\\.)*"|-?[0-9]{16,}/g, (token) =>
    token[0] === '"' || Number.isSafeInteger(Number(token)) ? token : `"${mark}${token}"`,
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

// Keys and values, each with its length before it (web/engine/request.h).
class RequestWriter {
  #parts = [];
  #size = 0;
  #encoder = new TextEncoder();

  add(key, value) {
    for (const text of [key, value]) {
      const bytes = text instanceof Uint8Array ? text : this.#encoder.encode(String(text));
      this.#parts.push(bytes);
      this.#size += 4 + bytes.length;
    }
  }

  get size() {
    return this.#size;
  }

  writeTo(memory, at) {
    const view = new DataView(memory.buffer);
    const bytes = new Uint8Array(memory.buffer);
    for (const part of this.#parts) {
      view.setUint32(at, part.length, true);
      bytes.set(part, at + 4);
      at += 4 + part.length;
    }
  }
}

// What the C library behind the engine could ask for.  It has no file, and ends by a trap.
const NO_FILE = 8; // EBADF
const noFile = () => NO_FILE;
const IMPORTS = {
  env: { emscripten_notify_memory_growth() {} },
  wasi_snapshot_preview1: {
    fd_close: noFile,
    fd_seek: noFile,
    fd_write: noFile,
    proc_exit(code) {
      throw new Error(`exit ${code}`);
    },
  },
};

function problem(kind, message, position = 0) {
  return { error: { kind, message, position, length: 0 } };
}

// The refusal of a text that has no UTF-8, else nothing.
function refuseHalfPair(text) {
  const at = typeof text === "string" ? text.search(/\p{Cs}/u) : -1;
  if (at < 0) return undefined;
  const position = new TextEncoder().encode(text.slice(0, at)).length;
  return problem("invalid-utf8", "half of a surrogate pair is no character", position);
}

class Engine {
  #module;
  #exports;
  #names;

  constructor(module) {
    this.#module = module;
    this.#start();
    this.#names = this.#ask("names", {}, {}, []);
  }

  #start() {
    this.#exports = new WebAssembly.Instance(this.#module, IMPORTS).exports;
    this.#exports._initialize?.();
  }

  // The answer to an operation: `fixed` are keys with values, `keys` the options that it takes.
  #ask(operation, fixed, options, keys) {
    const unknown = Object.keys(options).find((key) => !OPTIONS.has(key));
    if (unknown !== undefined) return problem("bad-request", `unknown option \`${unknown}\``);
    const broken = Object.values(fixed).map(refuseHalfPair).find(Boolean);
    if (broken) return broken;
    let json;
    try {
      const request = new RequestWriter();
      request.add("operation", operation);
      for (const [key, value] of Object.entries(fixed)) request.add(key, value);
      for (const key of keys) {
        for (const value of [options[key] ?? []].flat()) request.add(key, value);
      }
      json = this.#exchange(request);
    } catch (error) {
      // No memory, or no stack: the instance cannot be trusted any more.
      this.#start();
      return problem(
        "engine-stopped",
        `the engine stopped and was started again (${error.message}): the text may be too large`,
      );
    }
    return parse(json);
  }

  #exchange(request) {
    const { memory, pep3118_reserve, pep3118_ask, pep3118_answer_size } = this.#exports;
    request.writeTo(memory, pep3118_reserve(request.size) >>> 0);
    const at = pep3118_ask() >>> 0;
    const size = pep3118_answer_size() >>> 0;
    return new TextDecoder().decode(new Uint8Array(memory.buffer, at, size));
  }

  get version() {
    return this.#names.version;
  }
  get defaultTarget() {
    return this.#names.defaultTarget;
  }
  targets() {
    return [...this.#names.targets];
  }
  dialects() {
    return [...this.#names.dialects];
  }
  languages() {
    return this.#names.languages.map((language) => ({ ...language }));
  }

  layout(text, options = {}) {
    return this.#ask("layout", { text }, options, [...ITEM_OPTIONS, "lint"]);
  }
  table(text, options = {}) {
    return this.#ask("table", { text }, options, [...ITEM_OPTIONS, "targets"]);
  }
  picture(text, options = {}) {
    return this.#ask("picture", { text }, options, [...ITEM_OPTIONS, "targets"]);
  }
  emit(text, language, options = {}) {
    return this.#ask("emit", { text, language }, options, [...ITEM_OPTIONS, "name"]);
  }
  // `b` is for the target of `a` and read in its dialect unless options say otherwise.
  compare(a, b, options = {}) {
    const { target, dialect, strict } = options;
    const both = { targetB: target, dialectB: dialect, strictB: strict, ...options };
    const keys = [...ITEM_OPTIONS, ...SECOND_ITEM_OPTIONS, "lint"];
    return this.#ask("compare", { text: a, textB: b }, both, keys);
  }
}
