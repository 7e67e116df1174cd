// The whole drawing in a corner, with a frame around what is in view.
import { COLOURS } from "./far.js";
import { VACANT, WIDTH } from "./model.js";

const DOT = 2.6;

export class MiniMap {
  constructor(canvas, stage) {
    this.canvas = canvas;
    this.stage = stage;
    this.drawing = document.createElement("canvas");
    stage.after.push(() => this.frame());
    for (const name of ["pointerdown", "pointermove"]) canvas.addEventListener(name, (event) => this.#look(event));
    canvas.addEventListener("pointerup", () => stage.settle());
  }

  // Draw the cards once; the frame alone moves after that.
  redraw() {
    const { stage, drawing, canvas } = this, { model, wires } = stage;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.width = canvas.clientWidth;
    this.height = canvas.clientHeight;
    if (!this.width) return; // there is no room for it
    for (const one of [canvas, drawing]) { one.width = this.width * ratio; one.height = this.height * ratio; }
    const [width, height] = model.size;
    this.ratio = ratio;
    this.scale = Math.min((this.width - 12) / width, (this.height - 12) / height, 0.12);
    this.left = (this.width - width * this.scale) / 2;
    this.top = (this.height - height * this.scale) / 2;
    const to = drawing.getContext("2d");
    to.scale(ratio, ratio);
    for (let i = 0; i < model.keys.length; i++) {
      const row = model.face(i), own = wires.colours[row[4].toLowerCase()];
      to.fillStyle = model.hits ? (model.hits[i] ? wires.colours.accent : wires.colours.line) : own ?? (row[2] === VACANT ? wires.colours.line : wires.colours.wire);
      to.fillRect(this.left + model.toX[i] * this.scale, this.top + model.toY[i] * this.scale, Math.max(WIDTH * this.scale - 0.4, 0.8), Math.max(model.height[i] * this.scale - 0.4, 0.8));
    }
    this.#dots(to);
    this.frame();
  }

  // What a plan does, also what it does within closed branches.
  #dots(to) {
    const { model, wires } = this.stage;
    for (let i = 0; i < model.keys.length; i++) {
      const mark = model.face(i)[12] || model.holds[i]?.find(([name]) => name in COLOURS)?.[0];
      if (!mark) continue;
      to.beginPath();
      to.arc(this.left + (model.toX[i] + WIDTH / 2) * this.scale, this.top + (model.toY[i] + model.height[i] / 2) * this.scale, DOT, 0, 7);
      to.fillStyle = wires.colours[COLOURS[mark]];
      to.fill();
    }
  }

  frame() {
    if (!this.scale || !this.width) return;
    this.canvas.classList.toggle("idle", this.stage.seesAll);
    const to = this.canvas.getContext("2d"), view = this.stage.view(0);
    to.setTransform(1, 0, 0, 1, 0, 0);
    to.clearRect(0, 0, this.canvas.width, this.canvas.height);
    to.drawImage(this.drawing, 0, 0);
    to.scale(this.ratio, this.ratio);
    to.strokeStyle = this.stage.wires.colours.accent;
    to.lineWidth = 1.5;
    const left = Math.max(this.left + view.left * this.scale, 2), top = Math.max(this.top + view.top * this.scale, 2);
    const right = Math.min(this.left + view.right * this.scale, this.width - 2), low = Math.min(this.top + view.low * this.scale, this.height - 2);
    to.strokeRect(left, top, Math.max(right - left, 3), Math.max(low - top, 3));
  }

  #look(event) {
    if (!(event.buttons & 1)) return;
    const box = this.canvas.getBoundingClientRect(), { camera } = this.stage;
    const x = (event.clientX - box.left - this.left) / this.scale, y = (event.clientY - box.top - this.top) / this.scale;
    this.stage.pan(this.stage.width / 2 - x * camera.scale - camera.x, this.stage.height / 2 - y * camera.scale - camera.y);
  }
}
