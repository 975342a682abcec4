// SPDX-License-Identifier: MIT
// The picture that the engine drew.
import { count, element, visible } from "./text.mjs";

const card = document.getElementById("picture");
const body = document.getElementById("picture-body");
const state = document.getElementById("picture-state");
const copy = document.getElementById("copy-picture");
const adopted = new Set();
const DRAWN_AT_ONCE = 250_000; // characters of SVG
let drawn = "";

// The drawing brings its colours in a <style>, which the policy of the page refuses even while it is parsed: a sheet that
// a script makes is allowed.  Names are escaped in a drawing, so that the only <style> is the engine's.
function withoutStyle(svg) {
  const begin = svg.indexOf("<style>");
  const end = svg.indexOf("</style>", begin);
  if (begin < 0 || end < 0) return svg;
  const text = svg.slice(begin + "<style>".length, end);
  if (!adopted.has(text)) {
    adopted.add(text);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  return svg.slice(0, begin) + svg.slice(end + "</style>".length);
}

function drawing(svg) {
  const root = new DOMParser().parseFromString(withoutStyle(svg), "image/svg+xml").documentElement;
  if (root.localName !== "svg") throw new Error("the picture is not SVG");
  const made = document.importNode(root, true);
  made.style.setProperty("--natural", `${made.getAttribute("width")}px`);
  made.style.setProperty("--tall", `${made.getAttribute("height")}px`);
  made.removeAttribute("width");
  made.removeAttribute("height");
  return made;
}

// Laying out a drawing of thousands of parts takes a browser a good part of a second: only on request.
function large(svg) {
  const place = element(
    "p",
    { class: "nothing" },
    `A drawing of ${count(Math.round(svg.length / 1000), "kilobyte")}. `,
  );
  place.append(
    element("button", { type: "button", class: "small", onclick: () => place.replaceWith(drawing(svg)) }, "Draw it"),
  );
  return place;
}

function figure(caption, picture) {
  const made = element("figure", { class: "drawing" });
  if (caption) made.append(element("figcaption", {}, caption));
  if (picture.svg) made.append(picture.svg.length > DRAWN_AT_ONCE ? large(picture.svg) : drawing(picture.svg));
  else if (picture.tooLong)
    made.append(
      element(
        "p",
        { class: "muted" },
        `This picture has ${count(picture.tooLong, "byte")}, too many for a page: copy it.`,
      ),
    );
  else made.append(element("p", { class: "muted" }, `No picture: ${visible(picture.error.message)}`));
  return made;
}

export function showPicture(answer) {
  card.dataset.state = "ok";
  body.inert = false;
  state.textContent = "";
  copy.disabled = Boolean(answer.picture.error);
  const pictures = [answer.picture, answer.pictureB].filter(Boolean);
  const key = pictures.map((picture) => picture.svg ?? JSON.stringify(picture)).join("\n");
  if (key === drawn) return;
  drawn = key;
  const captions = pictures.length > 1 ? ["First", "Second"] : [""];
  body.replaceChildren(
    element("div", { class: "drawings" }, ...pictures.map((picture, place) => figure(captions[place], picture))),
  );
}

export function showNoPicture() {
  card.dataset.state = "refused";
  copy.disabled = true;
  body.inert = true;
  state.textContent = drawn ? "last accepted" : "refused";
  if (!drawn)
    body.replaceChildren(element("p", { class: "nothing" }, "The bytes are drawn here once the text is accepted."));
}

export function showPictureHelp() {
  card.dataset.state = "empty";
  copy.disabled = true;
  body.inert = false;
  state.textContent = "";
  drawn = "";
  const lines = [
    [">>> ", "memoryview(a).format"],
    ["", "'T{i:x:d:y:}'"],
    [">>> ", "memoryview(a).itemsize"],
    ["", "16"],
  ];
  const session = element(
    "pre",
    {},
    ...lines.flatMap(([prompt, text]) => [element("span", { class: "muted" }, prompt), text, "\n"]),
  );
  body.replaceChildren(
    element(
      "div",
      { class: "lesson" },
      element("p", {}, "Every buffer of Python describes its items with a text. Ask it:"),
      session,
      element(
        "p",
        {},
        "The first answer goes into ",
        element("b", {}, "Format"),
        ", the second into ",
        element("b", {}, "Itemsize"),
        ": without it some texts mean two layouts.",
      ),
    ),
  );
}
