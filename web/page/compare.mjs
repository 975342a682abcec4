// SPDX-License-Identifier: MIT
// Whether the second format fits the first: in sentences, and as a table of differences.
import { refusalView } from "./refusal.mjs";
import { count, element, visible } from "./text.mjs";

// `pair.textB` is the second text, `pair.apply(fix)` makes a fix of it.
export function secondView(compare, pair) {
  if (compare.error) {
    const message = element("p", {}, visible(compare.error.message));
    return element(
      "div",
      { class: "second" },
      message,
      ...refusalView(pair.textB, compare.error, { apply: pair.apply }),
    );
  }
  const sentences = compare.gate.map(visible);
  if (compare.moreGate) sentences.push(`and ${count(compare.moreGate, "more difference")}`);
  if (!compare.gate.length)
    sentences.push(
      compare.sameTypes ? "same bytes and same types" : "same bytes; the records or the alignments differ",
    );
  const list = element("ul", { class: "plain gate" }, ...sentences.map((sentence) => element("li", {}, sentence)));
  if (!compare.sameNames) list.append(element("li", { class: "muted" }, "the names differ"));
  return element("div", { class: "second" }, list);
}

export function differencesView(compare) {
  if (!compare) return element("p", { class: "muted" }, "Give a second format to compare with.");
  if (compare.error) return element("p", { class: "muted" }, "The second text is refused: nothing to compare.");
  if (!compare.differences.length)
    return element("p", { class: "muted" }, "No difference: the same bytes, types and names.");
  // One side of a difference: where, and what is there.
  const cells = (side) => {
    if (!side) return ["\u2013", "\u2013"];
    const { offset, kind, ...rest } = side;
    const words = Object.values(rest)
      .map((value) => (Array.isArray(value) ? `[${value.join(", ")}]` : String(value)))
      .join(" ");
    return [String(offset), words];
  };
  const rows = compare.differences.map((difference) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, visible(difference.path))),
      element("td", {}, difference.differs),
      ...[...cells(difference.expected), ...cells(difference.found)].map((words) => element("td", {}, visible(words))),
      element("td", {}, difference.breaks),
    ),
  );
  const head = ["Field", "Differs", "Offset", "First", "Offset", "Second", "Breaks"].map((title) =>
    element("th", { scope: "col" }, title),
  );
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  if (!compare.moreDifferences) return table;
  return element(
    "div",
    {},
    table,
    element("p", { class: "left-out" }, `${count(compare.moreDifferences, "more difference")} not shown.`),
  );
}
