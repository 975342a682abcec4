// SPDX-License-Identifier: MIT
// The layout as text: a tab for the table, for each language and for JSON, and one for the differences.
import { differencesView } from "./compare.mjs";
import { count, element, visible } from "./text.mjs";

const card = document.getElementById("source");
const tabs = document.getElementById("tabs");
const body = document.getElementById("source-body");
const state = document.getElementById("source-state");
const copy = document.getElementById("copy-source");
let views = [];
let chosen = "";

// `choose(view)` when a tab is taken.
export function setViews(languages, choose) {
  views = [
    ["table", "Table"],
    ...languages.filter(({ name }) => name !== "svg").map(({ name, title }) => [name, title]),
    ["json", "JSON"],
    ["compare", "Differences"],
  ];
  chosen = "";
  tabs.replaceChildren(
    ...views.map(([view, title]) =>
      element(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${view}`,
          "data-view": view,
          "aria-controls": "source-body",
          onclick: () => choose(view),
        },
        title,
      ),
    ),
  );
  tabs.addEventListener("keydown", (event) => {
    const shown = [...tabs.children].filter((tab) => !tab.hidden);
    const place = shown.findIndex((tab) => tab.dataset.view === chosen);
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = shown[(to + shown.length) % shown.length];
    tab.focus();
    choose(tab.dataset.view);
  });
}

export function isView(view) {
  return views.some(([name]) => name === view);
}

export function selectView(view, compare) {
  const changed = chosen !== view;
  chosen = view;
  for (const tab of tabs.children) {
    const selected = tab.dataset.view === view;
    tab.hidden = tab.dataset.view === "compare" && !compare;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    // On a phone the strip of tabs is longer than its place.
    if (selected && changed) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - tabs.clientWidth / 4;
  }
  body.setAttribute("aria-labelledby", `tab-${view}`);
}

export function showSource(answer) {
  card.dataset.state = "ok";
  body.inert = false;
  state.textContent = "";
  copy.disabled = true;
  if (chosen === "compare") return body.replaceChildren(differencesView(answer.compare));
  const { text, left, error } = answer.source;
  if (error)
    return body.replaceChildren(
      element("p", { class: "muted" }, visible(error.message), error.hint ? `; ${visible(error.hint)}` : ""),
    );
  copy.disabled = false;
  const pre = element("pre", { class: chosen === "table" ? "table" : "" });
  if (chosen === "table") pre.append(...tableLines(text));
  else pre.append(text);
  body.replaceChildren(pre);
  if (left)
    body.append(element("p", { class: "left-out" }, `${count(left, "more character")} not shown: Copy gives all.`));
}

// Holes stand out.
function tableLines(text) {
  return text
    .split(/(?<=\n)/)
    .map((line) => (/ -- [0-9]+ bytes? \w+ --/.test(line) ? element("span", { class: "hole" }, line) : line));
}

export function showNoSource() {
  card.dataset.state = "refused";
  copy.disabled = true;
  body.inert = true;
  const drawn = body.querySelector("pre, table") !== null;
  if (!drawn)
    body.replaceChildren(
      element("p", { class: "nothing" }, "The table and the sources are here once the text is accepted."),
    );
  state.textContent = drawn ? "last accepted" : "refused";
}

export function showSourceHelp() {
  card.dataset.state = "empty";
  copy.disabled = true;
  body.inert = false;
  state.textContent = "";
  body.replaceChildren(element("p", { class: "muted" }, "The table, and the struct in each language, to copy."));
}
