// SPDX-License-Identifier: MIT
// The keys of layouts and comparisons are those of docs/json.md.

/** A whole number; a BigInt where a double cannot hold it. */
export type Whole = number | bigint;

/** A format or a dtype: a string, or its bytes. */
export type Text = string | Uint8Array;

export interface ItemOptions {
  /** What the text is; "format" without it. */
  kind?: "format" | "dtype";
  /** The exporter's `memoryview(a).itemsize`; digits as a string where a double cannot hold it. */
  itemsize?: Whole | string;
  /** One of `targets()`; `defaultTarget` without it. */
  target?: string;
  /** One of `dialects()`; means nothing to a dtype. */
  dialect?: string;
  /** Refuses what would rest on an assumption. */
  strict?: boolean;
}

/** One set of options serves every call: each takes those that mean something to it. */
export interface Options extends ItemOptions {
  /** `layout`, `compare`: advice among the notes. */
  lint?: boolean;
  /** `table`, `picture`: side by side, instead of `target`. */
  targets?: readonly string[];
  /** `emit`: what the type is called. */
  name?: string;
  /** `compare`, of the second text. Target, dialect and strict are those of the first without them. */
  kindB?: "format" | "dtype";
  itemsizeB?: Whole | string;
  targetB?: string;
  dialectB?: string;
  strictB?: boolean;
}

/** What one change would make the text accepted; it was tried. */
export type Fix =
  | { start: number; end: number; text: string }
  | { kind: "format" | "dtype" }
  | { itemsize: Whole }
  | { dialect: "auto" };

/** A refusal. Position and length are bytes of the text as UTF-8. */
export interface Problem {
  kind: string;
  message: string;
  position: number;
  length: number;
  hint?: string;
  fix?: Fix;
  /** `table`, `picture`: which target refuses. */
  target?: string;
  /** `compare`: which text is refused. */
  side?: "a" | "b";
}
export interface Refused {
  error: Problem;
}

export interface Note {
  kind: string;
  message: string;
}

export interface Type {
  kind: string;
  code?: string;
  byteorder?: "little" | "big" | "none";
  itemsize: Whole;
  alignment: number;
  shape: Whole[];
  fields?: Field[];
  [key: string]: unknown;
}
export interface Field extends Type {
  name: string;
  offset: Whole;
}

export interface Described {
  format?: string;
  dtype?: string;
  canonical: string;
  layout_id: string;
  target: string;
  dialect: string;
  itemsize: Whole;
  alignment: number;
  notes: Note[];
}
export interface Layout extends Described {
  error?: undefined;
  type: Type;
}

export interface DifferenceSide {
  offset: Whole;
  [key: string]: unknown;
}
export interface Difference {
  breaks: "bytes" | "types" | "names";
  differs: string;
  path: string;
  expected: DifferenceSide | null;
  found: DifferenceSide | null;
}
export interface Comparison {
  error?: undefined;
  same_bytes: boolean;
  same_types: boolean;
  same_names: boolean;
  expected: Described;
  found: Described;
  differences: Difference[];
  /** Whether a buffer of the second is an array of the first. */
  fits: boolean;
  /** Why not, a sentence each; empty where it fits. */
  gate: string[];
}

export interface Engine {
  readonly version: string;
  readonly defaultTarget: string;
  targets(): string[];
  dialects(): string[];
  languages(): { name: string; title: string }[];
  layout(text: Text, options?: Options): Layout | Refused;
  table(text: Text, options?: Options): { error?: undefined; text: string } | Refused;
  picture(text: Text, options?: Options): { error?: undefined; svg: string } | Refused;
  emit(text: Text, language: string, options?: Options): { error?: undefined; text: string } | Refused;
  compare(a: Text, b: Text, options?: Options): Comparison | Refused;
}

/** Over the module's bytes or the compiled module; without it pep3118.wasm beside this file is read. */
export function load(wasm?: ArrayBuffer | Uint8Array | WebAssembly.Module): Promise<Engine>;
