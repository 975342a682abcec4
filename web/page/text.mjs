// SPDX-License-Identifier: MIT
// Text of others: where a byte of it is, and how it is shown so that nothing in it can hide or move anything.

// The index in UTF-16 units of the byte at `offset` of the text's UTF-8; the beginning of the character that holds it.
export function indexOfByte(text, offset) {
  let bytes = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.codePointAt(index);
    const next = bytes + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
    if (next > offset) return index;
    bytes = next;
    index += code > 0xffff ? 2 : 1;
  }
  return index;
}

// Control characters, and those that change the direction or are not seen, as escapes.
export function visible(text) {
  return text.replace(
    /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff]/gu,
    (character) => "\\u" + character.codePointAt(0).toString(16).padStart(4, "0"),
  );
}

// At most `most` characters, without half of a pair at the end.
export function cut(text, most) {
  if (text.length <= most) return text;
  const high = text.charCodeAt(most - 1);
  return text.slice(0, high >= 0xd800 && high <= 0xdbff ? most - 1 : most);
}

export function count(number, one, many = one + "s") {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

// An element with text in it, never markup.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
