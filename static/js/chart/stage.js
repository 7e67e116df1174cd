// The window onto the drawing: where it looks, and the cards in view as elements. Nothing else is in the page.
import { makeCard, updateCard } from "./card.js";
import { WIDTH } from "./model.js";
import { Wires } from "./wires.js";

const MARGIN = 160, SMALLEST = 0.002, LARGEST = 2;
const GLIDE = 170, MOST_GLIDING = 600; // milliseconds; cards

export class Stage {
  constructor(root, model) {
    this.canvas = root.querySelector("[data-canvas]");
    this.tree = root.querySelector("[data-tree]");
    this.stage = root.querySelector("[data-stage]");
    this.model = model;
    this.wires = new Wires(root.querySelector("[data-wires]"), model);
    this.camera = { x: 0, y: 0, scale: 1 };
    this.cards = new Map(); // key to element
    this.active = -1; // the card that the keyboard is on
    this.chosen = -1; // the card in the panel
    this.after = []; // called after each drawing
    new ResizeObserver(() => this.#resize()).observe(this.canvas);
    this.#resize();
  }

  #resize() { if (!matchMedia("print").matches) { this.measure(); this.draw(); } }

  // Take the window's size, or another one; `ratio` is how many dots go to a pixel.
  measure({ width = this.canvas.clientWidth, height = this.canvas.clientHeight, ratio } = {}) {
    Object.assign(this, { width, height });
    this.wires.resize(width, height, ratio);
  }

  // How much of the window is free from the top: on a phone the panel covers the rest.
  get free() { return this.height - (this.covered?.() ?? 0); }

  recolour() { this.wires.recolour(); this.draw(); }

  // Ask for a drawing in the next frame.
  draw() {
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.drawNow(); });
  }

  drawNow() {
    const { x, y, scale } = this.camera;
    this.stage.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.wires.draw(this.camera, this.view(0), this.chosen);
    this.#mount();
    for (const call of this.after) call();
  }

  // What is seen, in the drawing's own lengths.
  view(margin) {
    const { x, y, scale } = this.camera;
    const around = margin / scale;
    return { left: -x / scale - around, top: -y / scale - around, right: (this.width - x) / scale + around, low: (this.height - y) / scale + around };
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
  refresh(anchor, before, activeKey, chosenKey) {
    const { model } = this;
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
    if (this.active >= 0) this.tree.setAttribute("aria-activedescendant", `position-${this.active}`);
    else this.tree.removeAttribute("aria-activedescendant");
  }

  setChosen(i) {
    const old = this.chosen;
    this.chosen = i;
    for (const one of [old, i]) {
      const card = this.cards.get(this.model.keys[one]);
      if (card) this.#classes(card, one);
    }
    this.draw();
  }

  pan(byX, byY) {
    this.camera.x += byX;
    this.camera.y += byY;
    this.#keepInSight();
    this.draw();
  }

  zoom(factor, atX = this.width / 2, atY = this.height / 2) {
    const { camera } = this;
    const scale = Math.min(Math.max(camera.scale * factor, SMALLEST), LARGEST);
    camera.x = atX - ((atX - camera.x) / camera.scale) * scale;
    camera.y = atY - ((atY - camera.y) / camera.scale) * scale;
    camera.scale = scale;
    this.#keepInSight();
    this.draw();
  }

  // A strip of the drawing always stays in view: nobody gets lost.
  #keepInSight() {
    const { camera, model } = this;
    const [width, height] = model.size ?? [0, 0], strip = 80;
    camera.x = Math.min(Math.max(camera.x, strip - width * camera.scale), this.width - strip);
    camera.y = Math.min(Math.max(camera.y, strip - height * camera.scale), this.height - strip);
  }

  fit() {
    const [width, height] = this.model.size, room = 24, low = 64;
    const scale = Math.min((this.width - 2 * room) / width, (this.height - room - low) / height, 1);
    this.camera.scale = Math.max(scale, SMALLEST);
    this.camera.x = (this.width - width * this.camera.scale) / 2;
    this.camera.y = Math.max(room, (this.height - low - height * this.camera.scale) / 2 * 0.4);
    this.draw();
  }

  // How a chart is first seen: all of it where it stays readable, else its head, at a size that reads well.
  home() {
    const [width, height] = this.model.size;
    const fits = Math.min((this.width - 48) / width, (this.height - 88) / height);
    if (fits >= 0.6 || this.#farApart()) return this.fit();
    this.camera.scale = Math.min(Math.max((this.width - 48) / width, this.width < 700 ? 0.85 : 0.72), 1);
    this.camera.x = this.width / 2 - (this.model.x[0] + WIDTH / 2) * this.camera.scale;
    this.camera.y = 24;
    const whole = width * this.camera.scale;
    if (whole <= this.width - 40) this.camera.x = (this.width - whole) / 2;
    this.draw();
  }

  // Whether the first reports would be out of sight of their head.
  #farApart() {
    const { model } = this, middle = model.x[0], near = (this.width / 2 - WIDTH / 2) / 0.72;
    return model.reports(0).length > 0 && !model.reports(0).some((i) => Math.abs(model.x[i] - middle) < near && model.y[i] - model.y[0] < this.height);
  }

  // Move as little as it takes to have a card well in view.
  show(i) {
    if (i < 0) return;
    const { camera, model } = this, edge = 30;
    const left = model.toX[i] * camera.scale + camera.x, top = model.toY[i] * camera.scale + camera.y;
    const right = left + WIDTH * camera.scale, low = top + model.height[i] * camera.scale;
    if (left < edge || right > this.width - edge) camera.x += left < edge ? edge - left : Math.max(this.width - edge - right, edge - left);
    if (top < edge || low > this.free - 60) camera.y += top < edge ? edge - top : Math.max(this.free - 60 - low, edge - top);
    this.draw();
  }

  centre(i) {
    if (i < 0) return;
    const { camera, model } = this;
    camera.scale = Math.max(camera.scale, 0.72);
    camera.x = this.width / 2 - (model.toX[i] + WIDTH / 2) * camera.scale;
    camera.y = Math.max(this.free * 0.4 - (model.height[i] / 2) * camera.scale, 20) - model.toY[i] * camera.scale;
    this.draw();
  }
}
