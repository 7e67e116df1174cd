// The cards in view as elements, and the wires under them. Nothing else of the drawing is in the page.
import { makeCard, updateCard } from "./card.js";
import { furnitureOf } from "./furniture.js";
import { View } from "./view.js";
import { Wires } from "./wires.js";

const MARGIN = 160;
const GLIDE = 170, MOST_GLIDING = 600; // milliseconds; cards

export class Stage extends View {
  constructor(root, model) {
    super(model);
    this.canvas = root.querySelector("[data-canvas]");
    this.tree = root.querySelector("[data-tree]");
    this.stage = root.querySelector("[data-stage]");
    this.wires = new Wires(root.querySelector("[data-wires]"), model);
    this.cards = new Map(); // key to element
    this.active = -1; // the card that the keyboard is on
    this.chosen = -1; // the card in the panel
    this.ringed = -1; // the card of the change that is looked at
    this.after = []; // called after each drawing
    new ResizeObserver(() => this.#resize()).observe(this.canvas);
    this.#resize();
  }

  #resize() {
    if (matchMedia("print").matches) return;
    this.measure();
    this.keepInSight();
    this.settle();
    this.draw();
  }

  // Take the window's size, or another one; `ratio` is how many dots go to a pixel.
  measure({ width = this.canvas.clientWidth, height = this.canvas.clientHeight, ratio } = {}) {
    Object.assign(this, { width, height, furniture: ratio ? [] : furnitureOf(this.canvas) });
    this.wires.resize(width, height, ratio);
  }

  recolour() { this.wires.recolour(); this.draw(); }

  // Ask for a drawing in the next frame.
  draw() {
    if (!this.model.families) return; // nothing has come yet
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.drawNow(); });
  }

  drawNow() {
    const { x, y, scale } = this.camera;
    this.stage.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.tree.classList.toggle("far", scale < this.wires.cardsFrom);
    this.wires.draw(this.camera, this.view(0), this);
    this.#mount();
    for (const call of this.after) call();
  }

  #mount() {
    const { model } = this;
    const wanted = new Set(this.#wanted());
    if (this.active >= 0) wanted.add(this.active);
    for (const [key, card] of this.cards) {
      if (!wanted.has(model.at(key))) { card.remove(); this.cards.delete(key); }
    }
    const fresh = [...wanted].filter((i) => !this.cards.has(model.keys[i])).sort((a, b) => a - b);
    for (const i of fresh) this.#add(i);
    if (this.gliding) for (const [key, card] of this.cards) this.#put(card, model.at(key));
  }

  #wanted() {
    if (this.camera.scale < this.wires.cardsFrom) return [];
    if (this.gliding) return this.model.keys.keys();
    const view = this.view(MARGIN);
    return this.model.within(view.left, view.top, view.right, view.low);
  }

  // Elements stand in reading order, for those who read the page without seeing it.
  #add(i) {
    const card = makeCard(this.model, i);
    this.#put(card, i);
    this.#classes(card, i);
    card.order = i;
    const last = this.stage.lastElementChild;
    if (!last || last.order < i) this.stage.append(card);
    else this.stage.insertBefore(card, [...this.stage.children].find((one) => one.order > i) ?? null);
    this.cards.set(this.model.keys[i], card);
  }

  #put(card, i) { card.style.transform = `translate(${this.model.x[i]}px, ${this.model.y[i]}px)`; }

  #classes(card, i) {
    card.classList.toggle("active", i === this.active);
    card.classList.toggle("chosen", i === this.chosen);
    card.classList.toggle("ringed", i === this.ringed);
    const { picked } = this.model, mine = picked.has(this.model.keys[i]);
    card.classList.toggle("picked", mine);
    card.setAttribute("aria-selected", picked.size ? mine : i === this.chosen);
  }

  // Show anew which cards are chosen.
  recard() {
    for (const [key, card] of this.cards) this.#classes(card, this.model.at(key));
    this.draw();
  }

  // Show the model as it is now. `anchor` is a key that keeps its place on the screen, `before` where cards stood.
  refresh(anchor, before, activeKey, chosenKey, ringedKey = "") {
    const { model } = this;
    this.ringed = ringedKey ? model.at(ringedKey) : -1;
    this.active = Math.max(model.at(activeKey), model.keys.length ? 0 : -1);
    this.chosen = chosenKey ? model.at(chosenKey) : -1;
    for (const [key, card] of this.cards) {
      const i = model.at(key);
      if (i < 0) { card.remove(); this.cards.delete(key); continue; }
      card.order = i;
      updateCard(card, model, i);
      this.#put(card, i);
      this.#classes(card, i);
    }
    this.stage.replaceChildren(...[...this.stage.children].sort((a, b) => a.order - b.order));
    this.#tellActive();
    this.#hold(anchor, before);
    this.#glide(before);
    this.draw();
  }

  #hold(anchor, before) {
    const was = before?.get(anchor), i = this.model.at(anchor);
    if (!was || i < 0) return;
    this.camera.x += (was.x - this.model.x[i]) * this.camera.scale;
    this.camera.y += (was.y - this.model.y[i]) * this.camera.scale;
  }

  // Where every card stands, to glide from.
  places() {
    return new Map(this.model.keys.map((key, i) => [key, { x: this.model.x[i], y: this.model.y[i] }]));
  }

  #glide(before) {
    const { model } = this;
    cancelAnimationFrame(this.gliding);
    this.gliding = null;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!before?.size || calm || model.keys.length > MOST_GLIDING || this.camera.scale < this.wires.cardsFrom) return;
    const from = this.#starts(before);
    const begun = performance.now();
    const step = (now) => {
      const t = Math.min((now - begun) / GLIDE, 1), part = 1 - (1 - t) ** 3;
      for (let i = 0; i < model.keys.length; i++) {
        model.x[i] = from[i].x + (model.toX[i] - from[i].x) * part;
        model.y[i] = from[i].y + (model.toY[i] - from[i].y) * part;
      }
      this.gliding = t < 1 ? requestAnimationFrame(step) : -1;
      this.drawNow();
      if (t === 1) this.gliding = null;
    };
    step(begun);
  }

  // A card that was not there starts out where its nearest manager that was stands.
  #starts(before) {
    const { model } = this;
    return model.keys.map((key, i) => {
      for (let at = i; at >= 0; at = model.head[at]) {
        const was = before.get(model.keys[at]);
        if (was) return was;
      }
      return { x: model.toX[i], y: model.toY[i] };
    });
  }

  setActive(i) {
    const old = this.active;
    this.active = i;
    for (const one of [old, i]) {
      const card = this.cards.get(this.model.keys[one]);
      if (card) this.#classes(card, one);
    }
    if (i >= 0 && !this.cards.has(this.model.keys[i])) this.#add(i);
    this.#tellActive();
    this.draw();
  }

  #tellActive() {
    if (this.active >= 0) this.tree.setAttribute("aria-activedescendant", this.model.id(this.active));
    else this.tree.removeAttribute("aria-activedescendant");
  }

  setChosen(i) { this.#mark("chosen", i); }
  setRinged(i) { this.#mark("ringed", i); }

  #mark(name, i) {
    const old = this[name];
    this[name] = i;
    for (const one of [old, i]) {
      const card = this.cards.get(this.model.keys[one]);
      if (card) this.#classes(card, one);
    }
    this.draw();
  }
}
