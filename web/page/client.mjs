// SPDX-License-Identifier: MIT
// The page's side of the worker: the latest question wins, and a worker that does not answer is replaced.

const PATIENCE = 1_000; // milliseconds that an outdated question may hold up the next one
const LONGEST = 20_000; // that any question may take

export class Engine {
  // `on.ready(known)` once, `on.answer(state, answer)`, `on.failure(state or undefined, sentence)`; never from within
  // ask().
  constructor(source, wasm, on) {
    this.url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.wasm = wasm;
    this.module = null;
    this.on = on;
    this.known = null;
    this.waiting = null; // the state that is asked next
    this.asked = null; // {id, state, since}
    this.copies = new Map();
    this.id = 0;
    this.timer = 0;
    this.start();
  }

  start() {
    try {
      this.worker = new Worker(this.url);
    } catch (error) {
      queueMicrotask(() => this.fail(error.message));
      return;
    }
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault?.();
      this.fail(event.message || "the worker could not start");
    };
    this.worker.postMessage({ start: this.module ? { module: this.module } : { wasm: this.wasm } });
  }

  // Starts the worker where it has stopped; `on.ready` or `on.failure` follows at the first start.
  wake() {
    if (!this.worker) this.start();
  }

  ask(state) {
    this.waiting = state;
    this.wake();
    this.next();
  }

  next() {
    clearTimeout(this.timer);
    if (!this.worker) return;
    if (this.asked) {
      const left = (this.waiting ? PATIENCE : LONGEST) - (performance.now() - this.asked.since);
      this.timer = setTimeout(() => this.giveUp(), Math.max(0, left));
      return;
    }
    if (!this.waiting) return;
    this.asked = { id: ++this.id, state: this.waiting, since: performance.now() };
    this.waiting = null;
    this.worker.postMessage({ id: this.asked.id, ask: this.asked.state });
    this.timer = setTimeout(() => this.giveUp(), LONGEST);
  }

  // Of all that `what` names, not only the part that is shown; rejects with a sentence.
  copy(what, state) {
    this.wake();
    if (!this.worker) return Promise.reject("the engine cannot start");
    const id = ++this.id;
    return new Promise((resolve, reject) => {
      this.copies.set(id, { resolve, reject });
      this.worker.postMessage({ id, copy: what, state });
    });
  }

  receive(data) {
    if (data.ready) {
      const first = this.known === null;
      this.module = data.ready.module;
      this.known = data.ready;
      this.wasm = null;
      if (first) this.on.ready(data.ready);
    } else if (data.failed) {
      this.fail(data.failed);
    } else if (this.copies.has(data.id)) {
      const { resolve, reject } = this.copies.get(data.id);
      this.copies.delete(data.id);
      if (data.whole?.text !== undefined) resolve(data.whole.text);
      else reject(data.whole?.error?.message ?? data.broken);
    } else if (this.asked?.id === data.id) {
      const { state } = this.asked;
      this.asked = null;
      if (data.broken) this.on.failure(state, `the engine stopped: ${data.broken}`);
      // An answer to what is no longer asked is not shown where the next is on its way.
      else this.on.answer(state, data.answer);
      this.next();
    }
  }

  giveUp() {
    if (!this.asked) return;
    const { state } = this.asked;
    this.stop("another question came");
    if (this.waiting) return this.ask(this.waiting);
    this.on.failure(state, `no answer within ${LONGEST / 1000} seconds: the computation was stopped`);
  }

  fail(reason) {
    const state = this.waiting ?? this.asked?.state;
    this.stop(reason);
    this.waiting = null;
    this.on.failure(
      state,
      this.known ? `the engine stopped: ${reason}` : `the engine cannot start in this browser: ${reason}`,
    );
  }

  stop(reason) {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.asked = null;
    for (const { reject } of this.copies.values()) reject(reason);
    this.copies.clear();
  }
}
