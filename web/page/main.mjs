// SPDX-License-Identifier: MIT
// The page: the form and the address make a state, the engine answers it, the panels show the answer.
import { placeOf } from "./caret.mjs";
import { Engine } from "./client.mjs";
import { copyFrom } from "./clipboard.mjs";
import { EXAMPLES } from "./examples.mjs";
import { Inputs } from "./inputs.mjs";
import { showNoPicture, showPicture, showPictureHelp } from "./picture.mjs";
import { isView, selectView, setViews, showNoSource, showSource, showSourceHelp } from "./source.mjs";
import { emptyState, fromHash, problemsOf, repaired, toHash } from "./state.mjs";
import { element, indexOfByte } from "./text.mjs";
import { showAnswer, showEmpty, showFailure, showProblems, showRefusal } from "./verdict.mjs";

const ADDRESS_DELAY = 300; // browsers limit how often a page may change its address

const page = document.getElementById("page");
const inputs = new Inputs(() => changed());
let state = emptyState();
let addressProblems = [];
let known = null;
let addressTimer = 0;

const engine = new Engine(
  document.getElementById("worker-source").textContent,
  document.getElementById("engine-wasm").textContent.trim(),
  {
    ready(names) {
      known = names;
      inputs.setKnown(names);
      setViews(names.languages, (view) => {
        inputs.view = view;
        changed();
      });
      if (!isView(state.view)) {
        inputs.view = "table";
        state = inputs.read();
        return ask();
      }
      selectView(state.view, state.compare);
      if (refusedHere()) showProblem();
      else if (!state.text) done();
    },
    answer(asked, answer) {
      if (asked !== state || refusedHere()) return;
      show(answer);
      done();
    },
    failure(asked, sentence) {
      if (asked && asked !== state) return;
      showFailure(sentence);
      showNoPicture();
      showNoSource();
      done();
    },
  },
);

// For tests and measurements: the state that the form shows is answered.
function done() {
  delete page.dataset.waiting;
  page.dataset.answered = String(Number(page.dataset.answered ?? 0) + 1);
  if (page.dataset.answered === "1") performance.mark("first-answer");
}

function refusedHere() {
  return problems().length > 0;
}

function problems() {
  return [...addressProblems, ...problemsOf(state, known)];
}

// After a change by the user: the address no longer matters.
function changed() {
  addressProblems = [];
  state = inputs.read();
  ask();
  clearTimeout(addressTimer);
  addressTimer = setTimeout(writeAddress, ADDRESS_DELAY);
}

function writeAddress() {
  clearTimeout(addressTimer);
  const hash = toHash(state);
  document.getElementById("copy-link").disabled = hash === null;
  history.replaceState(null, "", "#" + (hash ?? ""));
}

function readAddress() {
  ({ state, problems: addressProblems } = fromHash(location.hash));
  if ((known && !isView(state.view)) || (state.view === "compare" && !state.compare)) state.view = "table";
  inputs.write(state);
  state = inputs.read();
  ask();
}

function ask() {
  const example = EXAMPLES.find(
    ({ state: given }) => given.text === state.text && (given.kind ?? "format") === state.kind,
  );
  inputs.follow(state, example ? example.from : "");
  for (const button of document.querySelectorAll("#example-list button"))
    button.setAttribute("aria-pressed", String(example !== undefined && button.dataset.title === example.title));
  selectView(state.view, state.compare);
  page.dataset.waiting = "";
  if (refusedHere()) {
    // What is not known yet is shown when it is: the names, and what to go on with.
    return known ? showProblem() : engine.wake();
  }
  if (state.text === "") {
    showEmpty();
    showPictureHelp();
    showSourceHelp();
    return known ? done() : engine.wake();
  }
  engine.ask(state);
}

function showProblem() {
  showProblems(problems(), () => {
    addressProblems = [];
    inputs.write(repaired(state, known));
    inputs.text.area.focus();
    changed();
  });
  showNoPicture();
  showNoSource();
  done();
}

function show(answer) {
  const error = answer.error ?? answer.targetError;
  if (error) {
    showRefusal(state.text, error, {
      apply: (fix) => apply(fix, ""),
      go: inputs.text.held === null ? select : null,
      target: answer.error ? "" : (error.target ?? ""),
    });
    showNoPicture();
    showNoSource();
    return;
  }
  showAnswer(answer, {
    copy: (what) => engine.copy(what, state),
    pair: { textB: state.textB, apply: (fix) => apply(fix, "B") },
  });
  showPicture(answer);
  showSource(answer);
}

// `side` is "" or "B", as in the names of the state.
function apply(fix, side) {
  const next = { ...state };
  const text = state["text" + side];
  if (fix.kind) next["kind" + side] = fix.kind;
  if (fix.itemsize !== undefined) next["itemsize" + side] = String(fix.itemsize);
  if (fix.dialect) next.dialect = fix.dialect;
  if (fix.text !== undefined)
    next["text" + side] =
      text.slice(0, indexOfByte(text, fix.start)) + fix.text + text.slice(indexOfByte(text, fix.end));
  inputs.write(next);
  (side ? inputs.textB : inputs.text).area.focus();
  changed();
}

function select(error) {
  const { area } = inputs.text;
  const { begin, end } = placeOf(area.value, error);
  area.focus();
  area.setSelectionRange(begin, end);
}

function showExamples() {
  document.getElementById("example-list").replaceChildren(
    ...EXAMPLES.map(({ title, state: given }) =>
      element(
        "li",
        {},
        element(
          "button",
          {
            type: "button",
            "aria-pressed": "false",
            "data-title": title,
            onclick: () => {
              inputs.write({ ...emptyState(), ...given });
              changed();
            },
          },
          title,
        ),
      ),
    ),
  );
}

for (const what of ["picture", "source"]) {
  const button = document.getElementById(`copy-${what}`);
  button.addEventListener("click", () => copyFrom(button, () => engine.copy(what, state)));
}
const link = document.getElementById("copy-link");
link.addEventListener("click", () =>
  copyFrom(link, () => {
    writeAddress();
    return location.href;
  }),
);
addEventListener("hashchange", readAddress);
showExamples();
readAddress();
