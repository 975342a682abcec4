// SPDX-License-Identifier: MIT
// Answers JSON lines `[CALL, ARGUMENT...]` with a line of JSON each, for tests in other languages.
//
// usage: node ask.mjs PACKAGE_FOLDER < questions > answers
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { load } = await import(pathToFileURL(resolve(process.argv[2], "pep3118.mjs")));
const engine = await load();

// JSON has no limit on a whole number; JavaScript's writer does not know a BigInt.
function print(value) {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, of]) => `${JSON.stringify(key)}: ${print(of)}`).join(", ")}}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [call, ...given] = JSON.parse(line);
  process.stdout.write(print(engine[call](...given)) + "\n");
}
