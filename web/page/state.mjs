// SPDX-License-Identifier: MIT
// What the page was asked, as plain data, and as the part of the address after `#`.

export const DEFAULT_TARGET = "x86_64-linux-gnu";
export const MOST_TARGETS = 4;
// Longer texts have no link: browsers, chats and mail programs cut long addresses.
export const LONGEST_ADDRESS = 8000;

export function emptyState() {
  return {
    kind: "format",
    text: "",
    itemsize: "",
    dialect: "auto",
    targets: [DEFAULT_TARGET],
    view: "table",
    compare: false,
    kindB: "format",
    textB: "",
    itemsizeB: "",
  };
}

// Only what is not the default.  `null` where the state is too long for an address.
export function toHash(state) {
  if (state.text.length + state.textB.length > LONGEST_ADDRESS) return null;
  const parts = new URLSearchParams();
  if (state.text) parts.set(state.kind, state.text);
  else if (state.kind !== "format") parts.set(state.kind, "");
  if (state.itemsize) parts.set("itemsize", state.itemsize);
  if (state.dialect !== "auto") parts.set("dialect", state.dialect);
  if (state.targets.length !== 1 || state.targets[0] !== DEFAULT_TARGET)
    for (const target of state.targets) parts.append("target", target);
  if (state.view !== "table") parts.set("view", state.view);
  if (state.compare) {
    parts.set(state.kindB === "dtype" ? "with-dtype" : "with", state.textB);
    if (state.itemsizeB) parts.set("with-itemsize", state.itemsizeB);
  }
  const hash = readable(parts.toString());
  return hash.length > LONGEST_ADDRESS ? null : hash;
}

// An address bar shows these as they are, and they mean nothing there.  Brackets stay encoded: chat programs end a link
// at one.
function readable(encoded) {
  return encoded.replace(/%(?:3A|2C|40|2F|3F)/g, (code) => decodeURIComponent(code));
}

// The state that the address holds.  Any text may be there: what has no place in a state is left out, and `problems` says
// so in sentences; unknown names are kept, for `problemsOf` to find.
export function fromHash(hash) {
  const state = emptyState();
  const problems = [];
  const text = hash.replace(/^#/, "");
  if (text.length > 4 * LONGEST_ADDRESS) {
    problems.push("the address is too long to be a link of this page");
    return { state, problems };
  }
  const parts = new URLSearchParams(text);
  const once = new Set();
  const targets = [];
  for (const [key, value] of parts) {
    if (key === "target") {
      if (!targets.includes(value)) targets.push(value);
      continue;
    }
    if (once.has(key)) problems.push(`the address has \`${shown(key)}\` twice`);
    once.add(key);
    switch (key) {
      case "format":
      case "dtype":
        state.kind = key;
        state.text = value;
        break;
      case "itemsize":
        state.itemsize = value;
        break;
      case "dialect":
        state.dialect = value;
        break;
      case "view":
        state.view = value;
        break;
      case "with":
      case "with-dtype":
        state.compare = true;
        state.kindB = key === "with" ? "format" : "dtype";
        state.textB = value;
        break;
      case "with-itemsize":
        state.itemsizeB = value;
        break;
      default:
        problems.push(`the address has \`${shown(key)}\`, which means nothing here`);
    }
  }
  if (once.has("format") && once.has("dtype")) problems.push("the address has a format and a dtype");
  if (once.has("with") && once.has("with-dtype")) problems.push("the address has two second formats");
  if (targets.length) state.targets = targets;
  return { state, problems };
}

// Why no question can be made of the state: sentences, none where one can.  `known` holds the engine's names, null before
// they are known.
export function problemsOf(state, known) {
  const problems = [];
  if (known && !known.dialects.includes(state.dialect)) problems.push(`\`${shown(state.dialect)}\` is not a dialect`);
  for (const target of state.targets.slice(0, MOST_TARGETS))
    if (known && !known.targets.includes(target)) problems.push(`\`${shown(target)}\` is not a target`);
  if (state.targets.length === 0) problems.push("there is no target");
  if (state.targets.length > MOST_TARGETS) problems.push(`more than ${MOST_TARGETS} targets`);
  if (!isItemsize(state.itemsize)) problems.push("the itemsize is not a whole number of bytes");
  if (state.compare && !isItemsize(state.itemsizeB))
    problems.push("the second itemsize is not a whole number of bytes");
  return problems;
}

function isItemsize(text) {
  const digits = text.trim();
  return /^[0-9]{0,18}$/.test(digits);
}

// The number, or undefined where none is given.
export function itemsizeOf(text) {
  const digits = text.trim();
  if (digits === "") return undefined;
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits);
}

// Without what the engine does not know.
export function repaired(state, known) {
  const targets = state.targets.filter((target) => known.targets.includes(target)).slice(0, MOST_TARGETS);
  return {
    ...state,
    dialect: known.dialects.includes(state.dialect) ? state.dialect : "auto",
    targets: targets.length ? targets : [DEFAULT_TARGET],
    itemsize: isItemsize(state.itemsize) ? state.itemsize : "",
    itemsizeB: isItemsize(state.itemsizeB) ? state.itemsizeB : "",
  };
}

function shown(text) {
  return text.length > 40 ? text.slice(0, 40) + "..." : text;
}
