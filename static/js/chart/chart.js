// The chart: keeps address, data and drawing in step.
import { ask, sayWhy } from "../refusal.js";
import * as addresses from "./state.js";
import { CLOSED, OPENED } from "./model.js";
import { branchLayouts, layoutAt, tell } from "./surroundings.js";
import { NARROW, READABLE } from "./view.js";

const USUAL = { width: 1440, height: 720 }; // the window that the page's own data is for (planning/chart/fit.py)
const BESIDE = 48, ABOVE = 88; // as there

export class Chart {
  constructor({ root, model, stage, minimap, panel }) {
    Object.assign(this, { root, model, stage, minimap, panel, cardsUrl: root.dataset.cards });
    this.state = addresses.read(location.search);
    this.wanted = null; // the state that is on its way: what is done meanwhile goes on from it
    this.owed = false; // whether its address is to be kept
    this.waiting = 0;
    window.addEventListener("popstate", () => this.#back());
  }

  async start(data) {
    const { stage, model } = this;
    model.apply(data);
    // First of all: it takes its width from the drawing.
    this.panel.show(this.state.card);
    stage.measure();
    const { width, height } = stage.room;
    this.room = `${width}x${height}`;
    if (stage.width && this.#fitsIll(width, height)) await this.#fetch(this.state, "");
    stage.refresh(null, null, this.state.card || this.state.focus || model.keys[0], this.state.card);
    stage.home();
    this.#arrive();
    this.stepper?.arrive();
    tell(this);
    setTimeout(() => this.minimap.redraw()); // the cards first
  }

  // Whether a window of this size would have been given other cards, or the same in another order.
  #fitsIll(wide, tall) {
    const { state, model } = this, [width, height] = model.size;
    if (wide < NARROW && !state.layout) return true;
    if (width * READABLE > wide - BESIDE && wide < USUAL.width) return true;
    if (state.depth) return false;
    return height * READABLE > tall - ABOVE || (model.open.includes(CLOSED) && (wide > USUAL.width || tall > USUAL.height));
  }

  // Bring what the address asks for into view: a card, the position in focus, or the first that was found.
  #arrive() {
    const { state, model, stage } = this;
    const i = state.card || state.focus ? model.at(state.card || state.focus) : model.hits?.indexOf(1) ?? -1;
    if (i < 0) return;
    stage.setActive(i);
    if (state.card || state.reveal) stage.centre(i);
    else if (state.focus) stage.show(i);
  }

  // Go to another state: its cards are fetched, the address follows. `faces` says which faces are not here yet.
  async go(state, { anchor = null, faces = "bare=1", active = null, then = null, push = true } = {}) {
    if (addresses.tooLong(state)) return this.say("Too many branches are open for one link. Open all levels instead, or focus on a branch.");
    const before = this.stage.places();
    Object.assign(this, { wanted: state, owed: push || this.owed });
    this.#wait(1);
    const there = await this.#fetch(state, faces);
    this.#wait(-1);
    if (!there && this.waiting) return undefined; // overtaken
    const { wanted, owed } = this;
    Object.assign(this, { wanted: null, owed: false });
    if (!there) return undefined;
    this.state = wanted;
    if (owed) history.pushState(null, "", addresses.write(this.state));
    // Whoever walked on meanwhile stays there.
    const here = [active, this.lastActive, anchor].find((key) => this.model.at(key) >= 0);
    this.stage.refresh(anchor, before, here ?? this.model.keys[0], this.state.card, this.stepper?.key);
    then?.();
    this.stage.settle();
    this.minimap.redraw();
    tell(this);
    return true;
  }

  get ahead() { return this.wanted ?? this.state; }

  // While cards are on their way the tree says so.
  #wait(more) {
    this.waiting += more;
    this.stage.tree.setAttribute("aria-busy", String(this.waiting > 0));
  }

  async #fetch(state, faces) {
    const number = (this.asked = (this.asked ?? 0) + 1);
    for (const wanted of [faces, ""]) {
      const answer = await ask(`${this.cardsUrl}${addresses.write(state)}&room=${this.room}${wanted && `&${wanted}`}`);
      const data = answer?.ok ? await answer.json().catch(() => null) : null;
      if (number !== this.asked) return false;
      if (!data) { sayWhy(answer); return false; }
      if (!this.#complete(data)) continue;
      this.lastActive = this.model.keys[this.stage.active];
      this.model.apply(data);
      return true;
    }
    return false;
  }

  // Whether every card that shows has its face, here or in the answer.
  #complete(data) {
    const known = data.version === this.model.version ? this.model.faces : new Map();
    return data.keys.every((key) => key in data.faces || known.has(key));
  }

  toggle(key) {
    const i = this.model.at(key), depth = this.model.depth[i];
    this.stage.setActive(i);
    if (this.model.open[i] === OPENED) return this.go(addresses.closed(this.#pinned, key, depth), { anchor: key });
    return this.go(addresses.opened(this.#pinned, key, depth), { anchor: key, faces: `below=${encodeURIComponent(key)}` });
  }

  openWhole(key) {
    this.stage.setActive(this.model.at(key));
    return this.go(addresses.openedWhole(this.#pinned, key), { anchor: key, faces: `below=${encodeURIComponent(key)}` });
  }

  // What is open by itself stays open once somebody opens or closes a branch.
  get #pinned() { return addresses.pinned(this.ahead, this.model); }

  // Lay a branch out in another way; everything, where no branch is named.
  lay(layout, key = "") {
    return this.go(addresses.laidOut(key ? this.#pinned : this.ahead, layout, key), { anchor: key || null, faces: "", then: () => !key && this.stage.home() });
  }

  // By keyboard: the next layout, of the branch that the card heads.
  layNext(key) {
    if (!this.model.reports(this.model.at(key)).length) return this.say("Open a branch first to change its layout.");
    const { LAYOUTS } = addresses, now = LAYOUTS.indexOf(layoutAt(this.ahead, this.model, key)), next = LAYOUTS[(now + 1) % LAYOUTS.length];
    this.say(`Layout of this branch: ${next}.`);
    return this.lay(next, key);
  }

  focus(key) {
    const was = this.ahead.focus;
    return this.go({ ...this.ahead, focus: key }, { faces: "", active: key || was, then: () => { this.stage.home(); this.stage.show(this.stage.active); } });
  }

  // Show a position in the panel ('' closes it) and, where its card is not here, open the way to it.
  async choose(key, centre = false) {
    const state = { ...this.ahead, card: key };
    const shown = this.panel.show(key);
    this.stage.measure();
    if (key && this.model.at(key) < 0) {
      const open = { ...state, focus: "", shut: [] };
      await this.go(open, { faces: "", active: key, then: () => this.stage.centre(this.model.at(key)) });
    } else if (key !== this.ahead.card) {
      if (this.wanted) this.wanted = state;
      this.state = { ...this.state, card: key };
      history.pushState(null, "", addresses.write(this.state));
      this.stage.setChosen(key ? this.model.at(key) : -1);
      if (key) this.stage.setActive(this.model.at(key));
      if (centre) this.stage.centre(this.model.at(key));
      tell(this);
    } else if (centre) this.stage.centre(this.model.at(key));
    if (key && !centre) this.stage.show(this.model.at(key));
    await shown;
    if (!key) this.stage.tree.focus({ preventScroll: true });
  }

  // The menu of what can be done to a position, by keyboard.
  async menu(key) {
    if (key === "") return;
    await this.choose(key);
    const menu = this.panel.element.querySelector("details.edit-actions");
    if (!menu) return;
    menu.open = true;
    menu.querySelector("a")?.focus();
  }

  // Somebody, perhaps this reader, has changed the organisation or the plan.
  async renew() {
    const panel = this.panel.show(this.ahead.card);
    await this.go(this.ahead, { faces: "", push: false, anchor: this.model.keys[this.stage.active] });
    await panel;
    // What had the focus may have gone with the old panel.
    if (document.activeElement === document.body) this.stage.tree.focus({ preventScroll: true });
  }

  seek(changes) {
    return this.go({ ...this.ahead, ...changes }, { then: () => changes.reveal && this.#arrive() });
  }

  toggleDotted() {
    if (!this.root.querySelector("[data-dotted]")) return this.say("There are no dotted lines.");
    return this.go({ ...this.ahead, dotted: !this.ahead.dotted });
  }

  say(text) { this.root.querySelector("[data-say]").textContent = text; }

  async #back() {
    const state = addresses.read(location.search);
    if (["view", "on", "plan", "against", "show"].some((name) => state[name] !== this.state[name])) return location.reload();
    const focus = state.focus !== this.state.focus, card = state.card !== this.state.card;
    this.owed = false;
    await this.go(state, { push: false, anchor: this.model.keys[this.stage.active], then: () => focus && this.stage.home() });
    if (card) await this.panel.show(state.card);
    return undefined;
  }
}
