// The placed cards as columns (planning/chart/payload.py), and what drawing and moving about ask of them.
export const WIDTH = 216;
export const LEAF = 0, CLOSED = 1, OPENED = 2;
export const VACANT = 1, ENDING = 2, COMING = 3, TRAY = 4;
const CELL_X = 1024, CELL_Y = 512;

export class Model {
  // `name` tells the elements of two drawings on one page apart.
  constructor(name = "") {
    this.name = name;
    this.faces = new Map();
    this.version = null;
    this.keys = [];
    this.index = new Map();
    this.picked = new Set(); // keys of the positions that are chosen together
  }

  // Take what the server sent. Returns false where faces are missing, so that they have to be asked for.
  apply(data) {
    if (data.version !== this.version) this.faces.clear();
    Object.assign(this, {
      version: data.version, keys: data.keys, head: data.head, depth: data.depth, height: data.h, open: data.open,
      hits: data.hits, under: data.under, found: data.found, dotted: data.dotted ?? [], size: data.size, crumbs: data.crumbs, counts: data.counts,
      levels: data.levels, fitted: data.fitted, layout: data.layout, holds: data.holds, steps: data.steps ?? [], toX: data.x, toY: data.y,
    });
    for (const key in data.faces) this.faces.set(key, data.faces[key]);
    this.x = Float64Array.from(data.x);
    this.y = Float64Array.from(data.y);
    this.bus = data.bus.map((bus, i) => bus - data.y[i]);
    this.spine = data.spine.map((spine, i) => (spine < 0 ? -1 : data.x[i] - spine));
    this.index = new Map(data.keys.map((key, i) => [key, i]));
    this.#relate();
    this.#cells = null;
    return data.keys.every((key) => this.faces.has(key));
  }

  #cells = null;

  // The reports of each opened card, and everybody's place among their siblings.
  #relate() {
    this.families = [];
    const family = new Map();
    this.heads = [];
    this.place = new Int32Array(this.keys.length);
    this.head.forEach((head, i) => {
      let siblings = this.heads;
      if (head >= 0) {
        siblings = family.get(head)?.reports;
        if (!siblings) {
          siblings = [];
          const made = { head, reports: siblings };
          family.set(head, made);
          this.families.push(made);
        }
      }
      siblings.push(i);
      this.place[i] = siblings.length;
    });
    this.family = family;
    for (const one of this.families) this.#bound(one);
  }

  // The rectangle that a family's wires lie in.
  #bound(family) {
    const head = family.head;
    let left = this.toX[head], right = left + WIDTH, low = this.toY[head];
    for (const i of family.reports) {
      left = Math.min(left, this.toX[i] - 24);
      right = Math.max(right, this.toX[i] + WIDTH);
      low = Math.max(low, this.toY[i] + this.height[i]);
    }
    Object.assign(family, { left, right, top: this.toY[head], low });
  }

  reports(i) { return this.family.get(i)?.reports ?? []; }
  siblings(i) { return this.head[i] < 0 ? this.heads : this.reports(this.head[i]); }
  face(i) { return this.faces.get(this.keys[i]); }
  at(key) { return this.index.get(key) ?? -1; }
  id(i) { return `${this.name}position-${i}`; }

  *line(i) {
    for (let at = this.head[i]; at >= 0; at = this.head[at]) yield at;
  }

  // Which card lies nearest to a rectangle; -1 where there is none.
  nearest(left, top, right, low) {
    let best = -1, least = Infinity;
    for (let i = 0; i < this.keys.length; i++) {
      const x = Math.max(left - this.toX[i] - WIDTH, this.toX[i] - right, 0), y = Math.max(top - this.toY[i] - this.height[i], this.toY[i] - low, 0);
      if (x * x + y * y < least) { least = x * x + y * y; best = i; }
    }
    return best;
  }

  // Indices of the cards that touch a rectangle.
  within(left, top, right, low) {
    this.#cells ??= this.#sorted();
    const found = [];
    for (let column = Math.floor((left - WIDTH) / CELL_X); column <= Math.floor(right / CELL_X); column++) {
      for (let row = Math.floor((top - 160) / CELL_Y); row <= Math.floor(low / CELL_Y); row++) {
        for (const i of this.#cells.get(column * 65536 + row) ?? []) {
          if (this.toX[i] + WIDTH > left && this.toX[i] < right && this.toY[i] + this.height[i] > top && this.toY[i] < low) found.push(i);
        }
      }
    }
    return found;
  }

  #sorted() {
    const cells = new Map();
    for (let i = 0; i < this.keys.length; i++) {
      const cell = Math.floor(this.toX[i] / CELL_X) * 65536 + Math.floor(this.toY[i] / CELL_Y);
      const held = cells.get(cell);
      if (held) held.push(i);
      else cells.set(cell, [i]);
    }
    return cells;
  }
}
