// SPDX-License-Identifier: MIT
// The engine beside the page: messages in, messages out.
//   {start: {wasm: base64 of a gzip | module}}  -> {ready: {version, targets, dialects, languages, module}} or {failed}
//   {id, ask: state}                            -> {id, answer}
//   {id, copy: "source", state}                 -> {id, whole: {text} or {error}}
import { load } from "../package/pep3118.mjs";
import { answer, wholeText } from "./answer.mjs";

let starting = null;

async function unpacked(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function start({ wasm, module }) {
  const compiled = module ?? (await unpacked(wasm));
  const engine = await load(compiled);
  const { version } = engine;
  postMessage({
    ready: {
      version,
      targets: engine.targets(),
      dialects: engine.dialects(),
      languages: engine.languages(),
      module: compiled,
    },
  });
  return engine;
}

addEventListener("message", async ({ data }) => {
  if (data.start) {
    starting = start(data.start);
    starting.catch((error) => postMessage({ failed: String((error && error.message) || error) }));
    return;
  }
  const engine = await starting.catch(() => null);
  if (!engine) return;
  try {
    if (data.copy) postMessage({ id: data.id, whole: wholeText(engine, data.state, data.copy) });
    else postMessage({ id: data.id, answer: answer(engine, data.ask) });
  } catch (error) {
    postMessage({ id: data.id, broken: String((error && error.message) || error) });
  }
});
