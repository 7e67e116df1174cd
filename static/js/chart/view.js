// The window onto a drawing: how far in it looks, and where. Something of the drawing is always in it.
import { WIDTH } from "./model.js";

export const READABLE = 0.6; // as planning/chart/fit.py has it
const LARGEST = 2, STRIP = 80, SEEN = 12, GAP = 10; // pixels that stay in the window; that a card shows at least; beside furniture
const BESIDE = 24, ABOVE = 24, BELOW = 24; // pixels around a drawing that fits
const COUNTED = 64; // what planning/chart/fit.py keeps free below
export const NARROW = 480; // as there: such a window is read downwards
const ZOOMS = [1, 0.9, 0.8, 0.7, READABLE];

// `moved` is called with how hands have moved it, `rested` once it has come to rest.
export class View {
  constructor(model) {
    this.model = model;
    this.camera = { x: 0, y: 0, scale: 1 };
    this.furniture = []; // boxes of the window that lie over the drawing: legend, zoom, map, changes of a plan
  }

  // What is seen, in the drawing's own lengths.
  view(margin) {
    const { x, y, scale } = this.camera;
    const around = margin / scale;
    return { left: -x / scale - around, top: -y / scale - around, right: (this.width - x) / scale + around, low: (this.height - y) / scale + around };
  }

  get seesAll() {
    const { left, top, right, low } = this.view(1), [width, height] = this.model.size;
    return left <= 0 && top <= 0 && right >= width && low >= height;
  }

  // How much of the window is free from the top: furniture covers the rest, on a phone the panel.
  get free() { return this.height - Math.max(this.covered?.() ?? 0, this.foot - GAP); }

  pan(byX, byY) {
    const { camera } = this, { x, y } = camera;
    camera.x += byX;
    camera.y += byY;
    this.keepInSight();
    this.draw();
    this.moved?.({ byX: camera.x - x, byY: camera.y - y });
  }

  // Move as the window beside has moved.
  follow({ byX = 0, byY = 0, by = 1, atX = 0, atY = 0 }) {
    const { camera } = this;
    camera.x = atX - (atX - camera.x) * by + byX;
    camera.y = atY - (atY - camera.y) * by + byY;
    camera.scale *= by;
    this.draw();
  }

  zoom(factor, atX = this.width / 2, atY = this.height / 2) {
    const { camera } = this;
    const scale = Math.min(Math.max(camera.scale * factor, this.#smallest()), LARGEST), by = scale / camera.scale;
    camera.x = atX - (atX - camera.x) * by;
    camera.y = atY - (atY - camera.y) * by;
    camera.scale = scale;
    this.keepInSight();
    this.draw();
    this.moved?.({ by, atX, atY });
  }

  // Further out than the whole there is nothing to see.
  #smallest() { return Math.min(0.3, this.#whole() * 0.7); }

  // The zoom that shows everything, with so much kept free at the foot.
  #whole(below = this.foot) {
    const [width, height] = this.model.size;
    return Math.min((this.width - 2 * BESIDE) / width, (this.height - ABOVE - below) / height, 1);
  }

  // How much of the foot has something over it.
  get foot() { return Math.max(BELOW, ...this.furniture.map((box) => this.height - box.top + GAP)); }

  // The window as the server has to know it, which counts what lies over the foot of the usual one.
  get room() { return { width: this.width, height: Math.round(this.height - this.foot + COUNTED) }; }

  // Whether furniture lies over a card.
  #isCovered() {
    const { x, y, scale } = this.camera, at = (box) => [box.left - x - GAP, box.top - y - GAP, box.right - x + GAP, box.low - y + GAP];
    return this.furniture.some((box) => this.model.within(...at(box).map((length) => length / scale)).length > 0);
  }

  // A strip of the drawing always stays in view: nobody gets lost.
  keepInSight() {
    const { camera, model } = this;
    if (!model.size) return;
    const [width, height] = model.size;
    camera.x = Math.min(Math.max(camera.x, STRIP - width * camera.scale), this.width - STRIP);
    camera.y = Math.min(Math.max(camera.y, STRIP - height * camera.scale), this.height - STRIP);
  }

  // Where the window has come to rest between all cards, the nearest one comes into it.
  settle() {
    const { model } = this;
    if (!model.keys.length || !this.width) return;
    const { left, top, right, low } = this.view(-SEEN);
    if (!model.within(left, top, right, low).length) this.show(model.nearest(left, top, right, low));
    this.rested?.();
  }

  // All of it; where furniture would lie over a card, above all furniture.
  fit(scale = 0) {
    this.#lie(scale || this.#whole(BELOW), BELOW);
    if (this.#isCovered()) this.#lie(scale || this.#whole(), this.foot);
    this.draw();
  }

  #lie(scale, below) {
    const [width, height] = this.model.size, { camera } = this;
    camera.scale = Math.max(scale, 0.002);
    camera.x = (this.width - width * camera.scale) / 2;
    camera.y = Math.max(ABOVE, ((this.height - below - height * camera.scale) / 2) * 0.4);
  }

  // How a chart is first seen: all of it where it stays readable, else its head with as much around it as can be read.
  home() {
    this.fit();
    if (this.camera.scale < READABLE) this.stand(this.#best());
  }

  // Of the zooms that cut nothing off at the sides, if there are any, the one that shows the most cards as a whole.
  #best() {
    const across = (this.width - 2 * BESIDE) / this.model.size[0], most = Math.min(Math.max(across, READABLE), 1);
    if (this.width < NARROW) return most;
    const seen = (scale) => { this.stand(scale); return this.#cardsSeen(); };
    const tried = [most, ...ZOOMS.filter((zoom) => zoom < most)].map((scale) => [scale, seen(scale)]);
    return tried.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
  }

  #cardsSeen() {
    const { model } = this, { left, top, right } = this.view(0), low = (this.height - this.foot - this.camera.y) / this.camera.scale;
    const inside = (i) => model.toX[i] >= left && model.toX[i] + WIDTH <= right && model.toY[i] >= top && model.toY[i] + model.height[i] <= low;
    return model.within(left, top, right, low).filter(inside).length;
  }

  // The head at the top of the window, at this zoom.
  stand(scale) {
    const { camera, model } = this, whole = model.size[0] * scale;
    camera.scale = scale;
    const from = this.#nearHead();
    camera.x = whole <= this.width - 2 * BESIDE + 1 ? (this.width - whole) / 2 : this.width / 2 - (model.toX[from] + WIDTH / 2) * scale;
    camera.y = ABOVE - (from ? model.toY[from] - 2 * ABOVE : 0) * scale;
    this.draw();
  }

  // The head; the report nearest to it, where all are out of sight of it.
  #nearHead() {
    const { model, camera } = this, near = (this.width / 2 - WIDTH / 2) / camera.scale;
    const apart = (i) => Math.abs(model.toX[i] - model.toX[0]), reports = model.reports(0);
    if (!reports.length || reports.some((i) => apart(i) < near && model.toY[i] - model.toY[0] < this.height)) return 0;
    return reports.reduce((best, i) => (apart(i) < apart(best) ? i : best));
  }

  // Move as little as it takes to have a card well in view.
  show(i) {
    if (i < 0) return;
    const { camera, model } = this, edge = 30;
    const left = model.toX[i] * camera.scale + camera.x, top = model.toY[i] * camera.scale + camera.y;
    const right = left + WIDTH * camera.scale, low = top + model.height[i] * camera.scale;
    if (left < edge || right > this.width - edge) camera.x += left < edge ? edge - left : Math.max(this.width - edge - right, edge - left);
    if (top < edge || low > this.free - GAP) camera.y += top < edge ? edge - top : Math.max(this.free - GAP - low, edge - top);
    this.draw();
  }

  // Put a card where it stands in the window beside.
  align(i, other, j) {
    const { camera, model } = this;
    camera.scale = other.camera.scale;
    camera.x = other.camera.x + (other.model.toX[j] - model.toX[i]) * camera.scale;
    camera.y = other.camera.y + (other.model.toY[j] - model.toY[i]) * camera.scale;
    this.draw();
  }

  centre(i, scale = Math.max(this.camera.scale, 0.72)) {
    if (i < 0) return;
    const { camera, model } = this;
    camera.scale = scale;
    camera.x = this.width / 2 - (model.toX[i] + WIDTH / 2) * camera.scale;
    camera.y = Math.max(this.free * 0.4 - (model.height[i] / 2) * camera.scale, 20) - model.toY[i] * camera.scale;
    this.draw();
  }
}
