// SPDX-License-Identifier: MIT
// Copy buttons: they say what happened in their own place, so that nothing moves.
import { element } from "./text.mjs";

const SHOWN = 1_400; // milliseconds of "Copied"

// `give()` returns the text or a promise of it.
export async function copyFrom(button, give) {
  if (button.dataset.words === undefined) button.dataset.words = button.textContent;
  let words = "Copied";
  try {
    await navigator.clipboard.writeText(await give());
  } catch (error) {
    words = "Not copied";
    button.title = `The browser refused: ${error?.message ?? error}`;
  }
  button.textContent = words;
  setTimeout(() => {
    button.textContent = button.dataset.words;
  }, SHOWN);
}

export function copyButton(name, give) {
  const button = element("button", { type: "button", class: "small copy", "aria-label": name }, "Copy");
  button.addEventListener("click", () => copyFrom(button, give));
  return button;
}
