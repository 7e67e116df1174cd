// The window onto a drawing: how far in it looks, and where. Something of the drawing is always in it.
import { WIDTH } from "./model.js";

export const READABLE = 0.6; // as planning/chart/fit.py has it
const LARGEST = 2, STRIP = 80, SEEN = 12; // pixels that stay in the window; that a card shows at least
const BESIDE = 24, ABOVE = 24, BELOW = 64; // pixels around a drawing that fits
const NARROW = 700;

// `moved` is called with how hands have moved it, `rested` once it has come to rest.
export class View {
  constructor(model) {
    this.model = model;
    this.camera = { x: 0, y: 0, scale: 1 };
  }

  // What is seen, in the drawing's own lengths.
  view(margin) {
    const { x, y, scale } = this.camera;
    const around = margin / scale;
    return { left: -x / scale - around, top: -y / scale - around, right: (this.width - x) / scale + around, low: (this.height - y) / scale + around };
  }

  // How much of the window is free from the top: on a phone the panel covers the rest.
  get free() { return this.height - (this.covered?.() ?? 0); }

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

  #whole() {
    const [width, height] = this.model.size;
    return Math.min((this.width - 2 * BESIDE) / width, (this.height - ABOVE - BELOW) / height, 1);
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

  fit(scale = this.#whole()) {
    const [width, height] = this.model.size, { camera } = this;
    camera.scale = Math.max(scale, 0.002);
    camera.x = (this.width - width * camera.scale) / 2;
    camera.y = Math.max(ABOVE, ((this.height - BELOW - height * camera.scale) / 2) * 0.4);
    this.draw();
  }

  // How a chart is first seen: all of it where it stays readable, else its head, at a size that reads well.
  home() {
    if (this.#whole() >= READABLE) this.fit();
    else this.stand(this.readable);
  }

  // The zoom at which the head of a drawing that does not fit is seen.
  get readable() { return Math.min(Math.max((this.width - 2 * BESIDE) / this.model.size[0], this.width < NARROW ? 0.85 : 0.72), 1); }
  // The zoom at which a chart is first seen.
  get first() { return this.#whole() >= READABLE ? this.#whole() : this.readable; }

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
    if (top < edge || low > this.free - 60) camera.y += top < edge ? edge - top : Math.max(this.free - 60 - low, edge - top);
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
