// SPDX-License-Identifier: MIT
// One question to the engine, answered with no more than a page can show.  Runs in the worker.
import { itemsizeOf } from "./state.mjs";
import { cut } from "./text.mjs";

const MOST_CHARACTERS = 40_000; // of a text on the page; the copy has all of it
const MOST_LINES = 600;
const MOST_CANONICAL = 2_000;
const MOST_NOTES = 40;
const MOST_DIFFERENCES = 60;
const MOST_SVG = 1_500_000;

export function answer(engine, state) {
  const broken = brokenText(state.text);
  if (broken) return { ok: false, error: broken };
  const options = optionsOf(state);
  const layout = engine.layout(state.text, options);
  if (layout.error) return { ok: false, error: layout.error };
  const result = {
    ok: true,
    facts: factsOf(layout),
    picture: pictureOf(engine.picture(state.text, { ...options, targets: state.targets })),
    source: null,
    compare: null,
    pictureB: null,
  };
  const table = engine.table(state.text, { ...options, targets: state.targets });
  result.summary = table.error ? [] : summaryOf(table.text, state.targets.length);
  result.source = state.view === "table" ? shownText(table) : shownText(viewOf(engine, state, layout));
  // A target other than the first may be the one that refuses.
  result.targetError = table.error ?? null;
  if (state.compare && state.textB) Object.assign(result, compared(engine, state));
  return result;
}

// The whole of what the page shows a part of.
export function wholeText(engine, state, what) {
  const broken = brokenText(state.text);
  if (broken) return { error: broken };
  const options = optionsOf(state);
  if (what === "picture") return textOf(engine.picture(state.text, { ...options, targets: state.targets }), "svg");
  const layout = engine.layout(state.text, options);
  if (layout.error) return { error: layout.error };
  if (what === "canonical") return { text: layout.canonical };
  if (what === "layout_id") return { text: layout.layout_id };
  if (state.view === "table") return engine.table(state.text, { ...options, targets: state.targets });
  return viewOf(engine, state, layout);
}

function textOf(given, key) {
  return given.error ? given : { text: given[key] };
}

function optionsOf(state) {
  return {
    kind: state.kind,
    target: state.targets[0],
    dialect: state.dialect,
    itemsize: itemsizeOf(state.itemsize),
    lint: true,
  };
}

function viewOf(engine, state, layout) {
  if (state.view === "compare") return { text: "" };
  if (state.view === "json") return { text: jsonOf(layout) };
  return engine.emit(state.text, state.view, optionsOf(state));
}

// Numbers that a double cannot hold are BigInts, which JSON.stringify has no form for.  No name holds a NUL.
function jsonOf(layout) {
  const marked = (_, value) => (typeof value === "bigint" ? `\0${value}` : value);
  return JSON.stringify(layout, marked, 2).replace(/"\\u0000([0-9]+)"/g, "$1") + "\n";
}

// Half of a UTF-16 pair: no text in UTF-8 has it, and it must not become another character on the way.
function brokenText(text) {
  const place = text.search(/[\ud800-\udfff]/u);
  if (place < 0) return null;
  return {
    kind: "invalid-utf8",
    message: "half of a surrogate pair is not a character",
    position: new TextEncoder().encode(text.slice(0, place)).length,
    length: 3,
    hint: "copy the text again from where it comes from",
  };
}

function factsOf(layout) {
  return {
    itemsize: layout.itemsize,
    alignment: layout.alignment,
    fields: layout.type.kind === "record" ? layout.type.fields.length : null,
    elements: layout.type.kind,
    layoutId: layout.layout_id,
    canonical: cut(layout.canonical, MOST_CANONICAL),
    canonicalLength: layout.canonical.length,
    dialect: layout.dialect,
    target: layout.target,
    notes: layout.notes.slice(0, MOST_NOTES),
    moreNotes: Math.max(0, layout.notes.length - MOST_NOTES),
  };
}

// The last lines of the table, one a target.
function summaryOf(table, targets) {
  return table
    .trimEnd()
    .split("\n")
    .slice(-targets)
    .map((line) => cut(line, 300));
}

function shownText(given) {
  if (given.error) return { error: given.error };
  const text = given.text;
  let end = Math.min(text.length, MOST_CHARACTERS);
  let line = -1;
  for (let lines = 0; lines < MOST_LINES && line < end; ++lines) {
    const next = text.indexOf("\n", line + 1);
    if (next < 0) {
      line = text.length;
      break;
    }
    line = next;
  }
  end = Math.min(end, line + 1);
  return { text: cut(text, end), left: text.length - end };
}

function pictureOf(given) {
  if (given.error) return { error: given.error };
  if (given.svg.length > MOST_SVG) return { tooLong: given.svg.length };
  return { svg: given.svg };
}

function compared(engine, state) {
  const broken = brokenText(state.textB);
  if (broken) return { compare: { error: broken, side: "b" } };
  const second = { kindB: state.kindB, itemsizeB: itemsizeOf(state.itemsizeB) };
  const result = engine.compare(state.text, state.textB, { ...optionsOf(state), ...second });
  if (result.error) return { compare: { error: result.error, side: result.side ?? "b" } };
  const options = { ...optionsOf(state), kind: state.kindB, itemsize: second.itemsizeB, targets: [state.targets[0]] };
  return {
    compare: {
      fits: result.fits ?? result.gate.length === 0,
      sameBytes: result.same_bytes,
      sameTypes: result.same_types,
      sameNames: result.same_names,
      gate: result.gate.slice(0, MOST_DIFFERENCES).map((line) => cut(line, 600)),
      moreGate: Math.max(0, result.gate.length - MOST_DIFFERENCES),
      differences: result.differences.slice(0, MOST_DIFFERENCES),
      moreDifferences: Math.max(0, result.differences.length - MOST_DIFFERENCES),
      notes: result.found.notes.slice(0, MOST_NOTES),
    },
    pictureB: pictureOf(engine.picture(state.textB, options)),
  };
}
