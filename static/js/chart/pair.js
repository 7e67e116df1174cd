// Compare: two charts beside each other that move together. The same branches are open in both, and a card that is
// chosen stands at the same place of both windows.
import { ask, sayWhy } from "../refusal.js";
import * as keys from "./keys.js";
import { Model, OPENED } from "./model.js";
import * as pointer from "./pointer.js";
import { Stage } from "./stage.js";
import * as addresses from "./state.js";

const IDLE = ["*", "m", "x", "f", "F", "l", "d", "Escape"]; // keys of the chart that mean nothing here

class Pair {
  constructor(root) {
    Object.assign(this, { root, steps: [], at: 0, key: "", state: { ...addresses.read(location.search), plan: "", on: "", show: "" } });
    this.rows = [...root.querySelectorAll("[data-difference]")];
    this.sides = [...root.querySelectorAll("[data-side]")].map((element) => this.#side(element));
    for (const [n, stage] of this.sides.entries()) this.#lock(stage, this.sides[1 - n]);
  }

  #side(element) {
    const model = new Model(`${element.dataset.side}-`), stage = new Stage(element, model);
    pointer.listen(stage);
    keys.listen({
      root: this.root, stage, model, stepper: this, idle: IDLE, second: element.dataset.side === "b",
      toggle: (key) => this.toggle(key, stage), choose: (key) => this.choose(key, stage), fit: () => this.zoom("fit"),
    });
    stage.tree.addEventListener("click", (event) => {
      const card = event.target.closest("[data-key]");
      stage.tree.focus({ preventScroll: true });
      if (!card) return;
      if (event.target.closest("[data-fold]") || card.dataset.key === "") this.toggle(card.dataset.key, stage);
      else this.choose(card.dataset.key, stage);
    });
    return stage;
  }

  #lock(stage, other) {
    stage.moved = (by) => { other.follow(by); this.#percent(); };
    stage.rested = () => { if (!this.resting) { this.resting = true; other.settle(); this.resting = false; } };
  }

  async start() {
    await this.fetch(this.state);
    for (const stage of this.sides) stage.home();
    const scale = Math.min(...this.sides.map((stage) => stage.camera.scale));
    for (const stage of this.sides) stage.stand(scale);
    this.#percent();
    this.#tell();
  }

  // Both drawings with what this state has open; `anchor` keeps its place in both windows.
  async fetch(state, anchor = null) {
    const [{ room: { width, height } }] = this.sides, said = new URLSearchParams(this.root.dataset.sides);
    for (const name of ["open", "shut"]) for (const key of state[name]) said.append(name, key);
    if (state.depth) said.set("depth", state.depth);
    if (state.layout) said.set("layout", state.layout);
    said.set("room", `${width}x${height}`);
    const answer = await ask(`${this.root.dataset.beside}?${said}`);
    const data = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!data) { sayWhy(answer); return; }
    this.steps = data.steps;
    this.state = addresses.pinned(state, data);
    for (const [n, stage] of this.sides.entries()) {
      const before = stage.model.keys.length ? stage.places() : null, active = stage.model.keys[stage.active];
      stage.model.apply(data.sides[n]);
      stage.refresh(anchor, before, active ?? stage.model.keys[0], this.key, this.key);
    }
    this.#remember();
  }

  // What is open stays in the address.
  #remember() {
    const query = new URLSearchParams(location.search);
    for (const name of ["open", "shut", "depth"]) query.delete(name);
    for (const name of ["open", "shut"]) for (const key of this.state[name]) query.append(name, key);
    query.set("depth", this.state.depth);
    history.replaceState(null, "", `?${query}`);
  }

  toggle(key, stage) {
    const { model } = stage, i = model.at(key), change = model.open[i] === OPENED ? addresses.closed : addresses.opened;
    stage.setActive(i);
    return this.fetch(change(this.state, key, model.depth[i]), key);
  }

  // A card that was chosen in one window comes to the same place in the other.
  choose(key, stage) {
    const other = this.sides[1 - this.sides.indexOf(stage)], j = stage.model.at(key), i = other.model.at(key);
    this.#ring(key);
    stage.setActive(j);
    if (i >= 0 && j >= 0) other.align(i, stage, j);
    this.at = this.steps.findIndex(([, about]) => about === key) + 1;
    this.#tell();
  }

  by(more) {
    const all = this.steps.length;
    if (all) this.to(((this.at || (more > 0 ? 0 : 1)) - 1 + more + all) % all + 1);
  }

  // Both windows to one difference, the way to it opened.
  async to(number) {
    const [, key, , , above] = this.steps[number - 1];
    this.at = number;
    if (key && this.sides.every(({ model }) => model.at(key) < 0) || above.some((one) => this.#closed(one))) {
      await this.fetch({ ...this.state, open: [...new Set([...this.state.open, ...above])], shut: this.state.shut.filter((one) => !above.includes(one)) });
    }
    this.#ring(key);
    this.#centre(key, above);
    this.#tell();
  }

  #closed(key) { return this.sides.some(({ model }) => { const i = model.at(key); return i >= 0 && model.open[i] === 1; }); }

  // In the middle of both; where there is no such card, its manager.
  #centre(key, above) {
    const scale = Math.max(this.sides[0].camera.scale, 0.72);
    for (const stage of this.sides) {
      const there = [key, ...above].find((one) => one && stage.model.at(one) >= 0);
      if (there !== undefined) { stage.centre(stage.model.at(there), scale); stage.setActive(stage.model.at(there)); }
    }
    this.#percent();
  }

  #ring(key) {
    this.key = key;
    for (const stage of this.sides) stage.setRinged(key ? stage.model.at(key) : -1);
  }

  zoom(what) {
    const [one, other] = this.sides;
    if (what === "fit") {
      for (const stage of this.sides) stage.fit();
      const scale = Math.min(...this.sides.map((stage) => stage.camera.scale));
      for (const stage of this.sides) stage.fit(scale);
    } else {
      one.zoom({ in: 1.25, out: 0.8 }[what] ?? 1 / one.camera.scale);
      one.settle();
      other.settle();
    }
    this.#percent();
  }

  #percent() { this.root.querySelector("[data-percent]").textContent = `${Math.round(this.sides[0].camera.scale * 100)}%`; }
  says(text) { this.root.querySelector("[data-say]").textContent = text; }

  #tell() {
    const { steps, at } = this;
    this.root.querySelector("[data-step-count]").textContent = at ? `${at} of ${steps.length}` : steps.length === 1 ? "1 difference" : `${steps.length} differences`;
    for (const button of this.root.querySelectorAll("[data-step]")) button.disabled = !steps.length;
    for (const [n, row] of this.rows.entries()) row.toggleAttribute("aria-current", n === at - 1);
    this.rows[at - 1]?.scrollIntoView({ block: "nearest" });
    this.says(at ? steps[at - 1][3] : "");
  }
}

const root = document.querySelector("[data-pair]");
if (root) {
  const pair = new Pair(root);
  root.addEventListener("click", (event) => {
    const row = event.target.closest("[data-difference]"), button = event.target.closest("[data-step], [data-zoom]");
    if (row && !event.ctrlKey && !event.metaKey) { event.preventDefault(); pair.to(pair.rows.indexOf(row) + 1); }
    if (button?.dataset.step) pair.by(Number(button.dataset.step));
    else if (button) pair.zoom(button.dataset.zoom);
  });
  const recolour = () => pair.sides.forEach((stage) => stage.recolour());
  new MutationObserver(recolour).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  await pair.start();
  root.dataset.ready = "";
}
