// SPDX-License-Identifier: MIT
// The text of a refusal with the refused part marked, and carets under it, whatever the widths of the characters are.
import { element, indexOfByte, visible } from "./text.mjs";

const BEFORE = 60; // characters that are shown around the part, and of it
const INSIDE = 120;
const AFTER = 60;

// Where the refusal is in the text, in UTF-16 units.
export function placeOf(text, error) {
  const begin = indexOfByte(text, error.position);
  const end = error.length ? indexOfByte(text, error.position + error.length) : begin;
  return { begin, end: Math.max(begin, end) };
}

export function caretView(text, error) {
  const { begin, end } = placeOf(text, error);
  const from = begin - BEFORE > 8 ? begin - BEFORE : 0;
  const to = end + AFTER + 8 < text.length ? end + AFTER : text.length;
  const inside = text.slice(begin, Math.min(end, begin + INSIDE));
  // A place behind the last character has a cell of its own.
  const part = element("mark", {}, visible(inside) || "\u00a0");
  const carets = element(
    "span",
    { class: "carets", "aria-hidden": "true" },
    "^".repeat(Math.max(1, visible(inside).length)),
  );
  const line = element("code", {}, (from ? "..." : "") + visible(text.slice(from, begin)));
  line.append(element("span", { class: "part" }, part, carets));
  line.append((end > begin + INSIDE ? "..." : "") + visible(text.slice(end, to)) + (to < text.length ? "..." : ""));
  return element(
    "div",
    { class: "caret", tabindex: "0", role: "group", "aria-label": `The format, refused at byte ${error.position}` },
    line,
  );
}
