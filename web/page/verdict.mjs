// SPDX-License-Identifier: MIT
// The verdict: what was understood, or the refusal with its place and its fix.
import { copyButton } from "./clipboard.mjs";
import { secondView } from "./compare.mjs";
import { refusalView } from "./refusal.mjs";
import { count, cut, element, visible } from "./text.mjs";

const section = document.getElementById("verdict");
const mark = document.getElementById("verdict-mark");
const line = document.getElementById("verdict-text");
const body = document.getElementById("verdict-body");
const announcer = document.getElementById("announce");
const MARKS = { ok: "\u2713", refused: "\u00d7", empty: "", starting: "", misfit: "\u2260" };
let timer = 0;

function say(state, words, ...children) {
  section.dataset.state = state;
  mark.textContent = MARKS[state];
  line.textContent = words;
  body.replaceChildren(...children);
  section.scrollTop = 0;
  for (const view of body.querySelectorAll(".caret"))
    view.scrollLeft = view.querySelector(".part").offsetLeft - view.clientWidth / 4;
  // Read out once the typing rests, and only what is new.
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (announcer.textContent !== words) announcer.textContent = words;
  }, 600);
}

export function showEmpty() {
  say(
    "empty",
    "Nothing asked yet",
    element("p", { class: "muted" }, "Type a format, paste one anywhere on this page, or take an example."),
  );
}

export function showFailure(sentence) {
  say("refused", "No answer", element("p", {}, visible(sentence)));
}

// Of the page itself: sentences, and what to do.
export function showProblems(problems, repair) {
  say(
    "refused",
    "Refused: this cannot be asked",
    element("ul", { class: "plain" }, ...problems.slice(0, 8).map((problem) => element("li", {}, visible(problem)))),
    element("p", {}, element("button", { type: "button", class: "fix", onclick: repair }, "Go on without it")),
  );
}

// `apply(fix)` makes the fix; `go(error)` selects the place.
export function showRefusal(text, error, { apply, go, target = "" }) {
  const before = target ? `${target}: ` : "";
  say("refused", before + visible(cut(error.message, 600)), ...refusalView(text, error, { apply, go }));
}

export function showAnswer(answer, { copy, pair }) {
  const { facts, compare } = answer;
  const fits = !compare || (!compare.error && compare.fits);
  const where = answer.summary.length > 1 ? ` on ${facts.target}` : "";
  const fields = facts.fields === null ? "" : `, ${count(facts.fields, "field")}`;
  const size = count(facts.itemsize, "byte") + fields + where;
  const words = !compare
    ? size
    : compare.error
      ? `${size}; the second is refused`
      : compare.fits
        ? `${size}; the second fits`
        : `${size}; the second does not fit`;
  const parts = [];
  if (compare) parts.push(secondView(compare, pair));
  parts.push(factList(answer, copy));
  if (facts.notes.length) parts.push(noteList(facts.notes, facts.moreNotes));
  say(fits ? "ok" : "misfit", words, ...parts);
}

function factList({ facts, summary }, copy) {
  const list = element("dl", {});
  const add = (term, ...what) => list.append(element("div", {}, element("dt", {}, term), element("dd", {}, ...what)));
  add(
    summary.length > 1 ? "Sizes" : "Size",
    ...summary.map((text) => element("span", { class: "line" }, visible(text))),
  );
  const canonical =
    facts.canonicalLength > facts.canonical.length
      ? `${visible(facts.canonical)}... (${count(facts.canonicalLength, "character")})`
      : visible(facts.canonical);
  add(
    "Canonical",
    element("code", {}, canonical),
    copyButton("Copy canonical text", () => copy("canonical")),
  );
  add(
    "Layout id",
    element("code", {}, facts.layoutId),
    copyButton("Copy layout id", () => copy("layout_id")),
  );
  add("Read as", `${facts.dialect}, on ${facts.target}`);
  return list;
}

function noteList(notes, more) {
  const list = element("ul", { class: "notes", "aria-label": "Notes" });
  for (const note of notes)
    list.append(
      element(
        "li",
        { class: note.kind.startsWith("assumed-") ? "assumed" : "" },
        visible(note.message),
        " ",
        element("span", { class: "kind" }, note.kind),
      ),
    );
  if (more) list.append(element("li", {}, `and ${count(more, "more note")}`));
  return list;
}
