// The lines between cards, and far out the cards themselves, on one canvas under the elements.
import { drawFar } from "./far.js";
import { WIDTH } from "./model.js";

export const CARDS_FROM = 0.42; // zoom from which cards are elements, on a screen
const TICKS_FROM = 0.16, INDENT = 20, ROUND = 7;

export class Wires {
  constructor(canvas, model) {
    this.canvas = canvas;
    this.model = model;
    this.context = canvas.getContext("2d");
    this.cardsFrom = CARDS_FROM;
  }

  resize(width, height, ratio = Math.min(window.devicePixelRatio || 1, 2)) {
    this.ratio = ratio;
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    if (!this.colours) this.recolour();
  }

  recolour() {
    const style = getComputedStyle(this.canvas);
    const colour = (name) => style.getPropertyValue(name).trim();
    // light-dark() has to be resolved by an element; a canvas cannot.
    const probe = document.createElement("i");
    this.canvas.parentElement.append(probe);
    const resolved = (name) => { probe.style.color = colour(name); return getComputedStyle(probe).color; };
    this.colours = Object.fromEntries(["wire", "surface", "bg", "line", "line-strong", "ink", "mut", "accent", "pm", "pmm", "warn", "crit", "ok", "due"].map((n) => [n, resolved(`--${n}`)]));
    probe.remove();
  }

  // `marked` says which cards are active, chosen and ringed.
  draw(camera, view, marked) {
    const { context, ratio } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const scale = camera.scale * ratio;
    context.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio);
    this.#families(camera, view);
    this.#dotted(camera, view, marked.chosen);
    if (marked.chosen >= 0) this.#lineUp(camera, marked.chosen);
    if (camera.scale < this.cardsFrom) drawFar(this, camera, view, marked);
  }

  #families(camera, view) {
    const { context, model } = this;
    context.beginPath();
    for (const family of model.families) {
      if (family.right < view.left || family.left > view.right || family.low < view.top || family.top > view.low) continue;
      this.#family(family, camera.scale, view);
    }
    context.strokeStyle = this.colours.wire;
    context.lineWidth = Math.max(1.4, 0.9 / camera.scale);
    context.stroke();
  }

  #family(family, scale, view) {
    const { context: to, model } = this;
    const head = family.head, middle = model.x[head] + WIDTH / 2, bottom = model.y[head] + model.height[head];
    const bus = model.y[head] + model.bus[head];
    const spines = new Map();
    let first = middle, last = middle, parts = false;
    for (const i of family.reports) {
      if (model.spine[i] < 0) {
        const x = model.x[i] + WIDTH / 2;
        first = Math.min(first, x); last = Math.max(last, x); parts = true;
        if (x > view.left - 40 && x < view.right + 40) this.#drop(middle, x, bus, model.y[i], scale);
        continue;
      }
      const x = model.x[i] - model.spine[i], y = model.y[i] + model.height[i] / 2;
      spines.set(x, Math.max(spines.get(x) ?? 0, y));
      if (scale >= TICKS_FROM) { to.moveTo(x, y - ROUND); to.quadraticCurveTo(x, y, x + ROUND, y); to.lineTo(model.x[i], y); }
    }
    for (const [x, low] of spines) {
      const straight = x >= model.x[head] && x < model.x[head] + INDENT;
      to.moveTo(x, straight ? bottom : bus);
      to.lineTo(x, low - ROUND);
      if (!straight) { first = Math.min(first, x); last = Math.max(last, x); parts = true; }
    }
    if (!parts) return;
    to.moveTo(middle, bottom);
    to.lineTo(middle, bus);
    const inset = scale >= CARDS_FROM ? ROUND : 0;
    const left = Math.max(first + (first < middle && !spines.has(first) ? inset : 0), view.left - 40);
    const right = Math.min(last - (last > middle && !spines.has(last) ? inset : 0), view.right + 40);
    if (right > left) { to.moveTo(left, bus); to.lineTo(right, bus); }
  }

  // From the bus down to a card in a row, round at the corner.
  #drop(middle, x, bus, y, scale) {
    const to = this.context;
    if (scale < CARDS_FROM || Math.abs(x - middle) < ROUND) { to.moveTo(x, bus); to.lineTo(x, y); return; }
    to.moveTo(x + (x < middle ? ROUND : -ROUND), bus);
    to.quadraticCurveTo(x, bus, x, bus + ROUND);
    to.lineTo(x, y);
  }

  // Dotted lines, from side to side of the cards; those of the chosen card stand out.
  #dotted(camera, view, chosen) {
    const { dotted } = this.model;
    if (!dotted?.length) return;
    const to = this.context, near = camera.scale >= TICKS_FROM;
    const strokes = [[this.colours.accent, 1.3, (a, b) => a !== chosen && b !== chosen], [this.colours.ink, 2.2, (a, b) => a === chosen || b === chosen]];
    to.save();
    if (near) to.setLineDash([6, 4]);
    else to.globalAlpha = 0.4; // dashes too small to be seen cost time, and many lines would hide the cards
    for (const [colour, width, mine] of strokes) {
      to.beginPath();
      for (let n = 0; n < dotted.length; n += 2) if (mine(dotted[n], dotted[n + 1])) this.#curve(dotted[n], dotted[n + 1], view);
      to.strokeStyle = colour;
      to.lineWidth = Math.max(width, (width * 0.6) / camera.scale);
      to.stroke();
    }
    to.restore();
  }

  #curve(from, to, view) {
    const { context, model } = this, apart = model.x[to] - model.x[from];
    const beside = Math.abs(apart) > WIDTH, right = apart > 0 || !beside;
    const x = model.x[from] + (right ? WIDTH : 0), y = model.y[from] + model.height[from] / 2;
    const endX = model.x[to] + (right === beside ? 0 : WIDTH), endY = model.y[to] + model.height[to] / 2;
    const bend = beside ? Math.max(40, Math.abs(endX - x) / 2) : 60;
    if (Math.max(x, endX) + bend < view.left || Math.min(x, endX) - bend > view.right || Math.max(y, endY) < view.top || Math.min(y, endY) > view.low) return;
    context.moveTo(x, y);
    context.bezierCurveTo(x + (right ? bend : -bend), y, endX + (right === beside ? -bend : bend), endY, endX, endY);
  }

  // The way from the chosen card up, in the colour of what is chosen.
  #lineUp(camera, chosen) {
    const { context: to, model } = this;
    to.beginPath();
    for (const i of [chosen, ...model.line(chosen)]) {
      const head = model.head[i];
      if (head < 0) break;
      const middle = model.x[head] + WIDTH / 2, bottom = model.y[head] + model.height[head], bus = model.y[head] + model.bus[head];
      const stacked = model.spine[i] >= 0;
      const x = stacked ? model.x[i] - model.spine[i] : model.x[i] + WIDTH / 2;
      if (stacked && x >= model.x[head] && x < model.x[head] + INDENT) to.moveTo(x, bottom);
      else { to.moveTo(middle, bottom); to.lineTo(middle, bus); to.lineTo(x, bus); }
      if (stacked) { to.lineTo(x, model.y[i] + model.height[i] / 2); to.lineTo(model.x[i], model.y[i] + model.height[i] / 2); }
      else to.lineTo(x, model.y[i]);
    }
    to.strokeStyle = this.colours.ink;
    to.lineWidth = Math.max(1.6, 1.2 / camera.scale);
    to.stroke();
  }
}
