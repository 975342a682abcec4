// SPDX-License-Identifier: MIT
// The form: a state is read from it and written to it.
import { DEFAULT_TARGET, MOST_TARGETS } from "./state.mjs";
import { count, cut, element, visible } from "./text.mjs";

// Browsers lay out a longer text for seconds: it is held here, and its beginning is shown.
const LONGEST_EDITED = 20_000;
const SHOWN_OF_HELD = 2_000;

const byId = (id) => document.getElementById(id);

// A textarea whose text may be longer than what it shows.
class TextBox {
  constructor(id, changed) {
    this.area = byId(id);
    this.help = byId(`${id}-help`);
    this.held = null;
    this.changed = changed;
    this.area.addEventListener("input", () => {
      if (this.area.value.length > LONGEST_EDITED) this.set(this.area.value);
      changed();
    });
    this.area.addEventListener("paste", (event) => this.paste(event, event.clipboardData));
    this.area.addEventListener("drop", (event) => this.paste(event, event.dataTransfer));
  }

  paste(event, data) {
    const text = data?.getData("text/plain") ?? "";
    if (this.held === null && this.area.value.length + text.length <= LONGEST_EDITED) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = this.area;
    this.set(this.held === null ? value.slice(0, selectionStart) + text + value.slice(selectionEnd) : text);
    this.changed();
  }

  get() {
    return this.held ?? this.area.value;
  }

  set(text) {
    // A textarea makes a line feed of a carriage return, which a link may have in a name.
    this.held = text.length > LONGEST_EDITED || text.includes("\r") ? text : null;
    this.area.readOnly = this.held !== null;
    // What is equal is left alone: writing moves the caret.
    const shown = this.held === null ? text : visible(cut(text, SHOWN_OF_HELD));
    if (this.area.value !== shown) this.area.value = shown;
    if (this.held !== null && this.area.scrollTop) this.area.scrollTop = 0;
  }

  explain(words) {
    if (this.held === null) return this.help.replaceChildren(words);
    const clear = element(
      "button",
      {
        type: "button",
        class: "small",
        onclick: () => {
          this.set("");
          this.area.focus();
          this.changed();
        },
      },
      "Clear",
    );
    const size = count(this.held.length, "character");
    const first = count(SHOWN_OF_HELD, "is", "are");
    const part = this.held.length > SHOWN_OF_HELD ? `, of which the first ${first} shown` : "";
    this.help.replaceChildren(`${size}${part}: not to be edited here. `, clear);
  }
}

export class Inputs {
  // `changed()` after each change by the user.
  constructor(changed) {
    this.changed = changed;
    this.targets = [DEFAULT_TARGET];
    this.view = "table";
    this.text = new TextBox("text", changed);
    this.textB = new TextBox("text-b", changed);
    for (const id of ["itemsize", "itemsize-b"]) byId(id).addEventListener("input", changed);
    byId("dialect").addEventListener("change", changed);
    for (const radio of document.querySelectorAll("input[type=radio]")) radio.addEventListener("change", changed);
    byId("compare").addEventListener("change", () => {
      if (byId("compare").checked) this.view = "compare";
      else if (this.view === "compare") this.view = "table";
      changed();
    });
    byId("form").addEventListener("submit", (event) => event.preventDefault());
    byId("add-target").addEventListener("click", () => this.addTarget());
    // A paste that no field takes is meant for the format.
    document.addEventListener("paste", (event) => {
      if (event.defaultPrevented || event.target.closest?.("input, textarea, select")) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!text) return;
      event.preventDefault();
      this.text.set(text);
      this.text.area.focus();
      changed();
    });
  }

  setKnown(known) {
    const dialect = byId("dialect");
    const chosen = this.read().dialect;
    dialect.replaceChildren(...known.dialects.map((name) => element("option", { value: name }, name)));
    this.choose(dialect, chosen);
    byId("target").replaceChildren(
      element("option", { value: "" }, "add a target"),
      ...known.targets.map((name) => element("option", { value: name }, name)),
    );
  }

  // A name that the list has not is in it nevertheless, marked, so that the refusal is understood.
  choose(select, name) {
    if (![...select.options].some((option) => option.value === name))
      select.append(element("option", { value: name }, visible(cut(name, 40))));
    select.value = name;
  }

  addTarget() {
    const name = byId("target").value;
    if (!name || this.targets.includes(name) || this.targets.length >= MOST_TARGETS) return;
    this.targets = [...this.targets, name];
    byId("target").value = "";
    this.drawTargets();
    this.changed();
  }

  removeTarget(name) {
    const place = this.targets.indexOf(name);
    this.targets = this.targets.filter((other) => other !== name);
    this.drawTargets();
    const buttons = byId("targets").querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? byId("target")).focus();
    this.changed();
  }

  drawTargets() {
    const alone = this.targets.length === 1;
    byId("targets").replaceChildren(
      ...this.targets.map((name) => {
        const words = visible(cut(name, 40));
        if (alone) return element("li", {}, words);
        const button = element(
          "button",
          { type: "button", "aria-label": `Remove ${words}`, onclick: () => this.removeTarget(name) },
          "\u00d7",
        );
        return element("li", {}, words, button);
      }),
    );
    byId("add-target").disabled = this.targets.length >= MOST_TARGETS;
  }

  read() {
    return {
      kind: document.querySelector("input[name=kind]:checked").value,
      text: this.text.get(),
      itemsize: byId("itemsize").value,
      dialect: byId("dialect").value,
      targets: this.targets,
      view: this.view,
      compare: byId("compare").checked,
      kindB: document.querySelector("input[name=kind-b]:checked").value,
      textB: this.textB.get(),
      itemsizeB: byId("itemsize-b").value,
    };
  }

  write(state) {
    const set = (id, value) => {
      if (byId(id).value !== value) byId(id).value = value;
    };
    document.querySelector(`input[name=kind][value=${state.kind}]`).checked = true;
    document.querySelector(`input[name=kind-b][value=${state.kindB}]`).checked = true;
    this.text.set(state.text);
    this.textB.set(state.textB);
    set("itemsize", state.itemsize);
    set("itemsize-b", state.itemsizeB);
    this.choose(byId("dialect"), state.dialect);
    byId("compare").checked = state.compare;
    this.targets = [...state.targets];
    this.view = state.view;
    this.drawTargets();
  }

  // What depends on the state and is no input.
  follow(state, words) {
    byId("text-label").textContent = state.kind === "dtype" ? "NumPy dtype" : "Format";
    byId("second").hidden = !state.compare;
    this.text.explain(words);
    this.textB.explain("");
  }
}
