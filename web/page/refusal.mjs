// SPDX-License-Identifier: MIT
// What is under the sentence of a refusal: the place, the fix to click on, the kind and the hint.
import { caretView } from "./caret.mjs";
import { cut, element, indexOfByte, visible } from "./text.mjs";

// Elements.  `apply(fix)` makes the fix, `go(error)`, where there is one, selects the place.
export function refusalView(text, error, { apply, go = null }) {
  const row = element("p", { class: "where" });
  const button = (properties, ...words) => row.append(element("button", { type: "button", ...properties }, ...words));
  if (error.fix) button({ class: "fix", onclick: () => apply(error.fix) }, ...fixWords(error.fix, text));
  if (text && go) button({ onclick: () => go(error) }, `Select byte ${error.position}`);
  row.append(element("span", { class: "kind" }, error.kind));
  const hint = error.hint ? [element("p", { class: "hint" }, visible(cut(error.hint, 1000)))] : [];
  return [...(text ? [caretView(text, error)] : []), row, ...hint];
}

function fixWords(fix, text) {
  if (fix.kind === "dtype") return ["Fix: read it as a NumPy dtype"];
  if (fix.kind === "format") return ["Fix: read it as a format"];
  if (fix.itemsize !== undefined) return [`Fix: itemsize ${fix.itemsize}`];
  if (fix.dialect !== undefined) return [`Fix: written by ${fix.dialect}`];
  const code = (words) => element("code", {}, visible(cut(words, 120)));
  const old = text.slice(indexOfByte(text, fix.start), indexOfByte(text, fix.end));
  if (!old) return ["Fix: insert ", code(fix.text)];
  if (!fix.text) return ["Fix: remove ", code(old)];
  return ["Fix: write ", code(fix.text), " for ", code(old)];
}
