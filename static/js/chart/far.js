// Far out, cards as rectangles: too small for elements. Nearer, each with its title; further, with the names of branches.
import { VACANT, WIDTH } from "./model.js";

const TEXT_FROM = 0.28, EDGES_FROM = 0.08, TINY = 0.1;
const TEXT = 9.5, LINES = 2; // pixels on the screen; lines of a title
const MOST_LABELS = 80, LABEL = 18, GAP = 4, LEAST_BRANCH = 70; // labels; pixels

export const COLOURS = { added: "ok", moved: "due", changed: "due", ended: "warn" }; // of the marks of a plan

const FONT = '"Inter Variable", system-ui, sans-serif';
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

export function drawFar(wires, camera, view, { active, chosen, ringed, tree }) {
  const { context, model, colours } = wires;
  const shown = model.within(view.left, view.top, view.right, view.low);
  for (const [colour, members] of grouped(wires, shown, camera.scale)) {
    context.fillStyle = colour;
    for (const i of members) context.fillRect(model.x[i], model.y[i], WIDTH, model.height[i]);
  }
  if (camera.scale >= EDGES_FROM) edges(wires, shown, camera.scale);
  if (camera.scale >= TEXT_FROM) for (const i of shown) title(wires, i, camera.scale);
  ring(wires, chosen, colours.ink, 3 / camera.scale);
  ring(wires, ringed, colours.accent, 3 / camera.scale);
  if (tree.matches(":focus-visible")) ring(wires, active, colours.accent, 2 / camera.scale);
  if (camera.scale < TEXT_FROM) labels(wires, camera, view);
}

function grouped(wires, shown, scale) {
  const groups = new Map();
  for (const i of shown) {
    const colour = colourOf(wires, i, scale);
    if (groups.has(colour)) groups.get(colour).push(i);
    else groups.set(colour, [i]);
  }
  return groups;
}

function ring({ context, model }, i, colour, width) {
  if (i < 0) return;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(model.x[i], model.y[i], WIDTH, model.height[i]);
}

function colourOf({ model, colours }, i, scale) {
  if (model.picked.has(model.keys[i])) return colours.accent;
  if (model.hits) return model.hits[i] ? colours.accent : colours.line;
  const row = model.face(i), code = row[4].toLowerCase();
  if (row[12]) return colours[COLOURS[row[12]]];
  if (colours[code]) return colours[code];
  if (scale < TINY) return row[2] === VACANT ? colours.line : colours.wire; // too small for a frame to tell a card
  return row[2] === VACANT ? colours.bg : colours.surface;
}

function edges({ context, model, colours }, shown, scale) {
  context.beginPath();
  for (const i of shown) context.rect(model.x[i], model.y[i], WIDTH, model.height[i]);
  context.strokeStyle = colours.line;
  context.lineWidth = 0.8 / scale;
  context.stroke();
}

// A title inside of its card, of one size on the screen however far out.
function title(wires, i, scale) {
  const { context, model, colours } = wires, row = model.face(i), size = TEXT / scale;
  const ground = colourOf(wires, i, scale), plain = ground === colours.surface || ground === colours.bg || ground === colours.line;
  context.font = `600 ${size}px ${FONT}`;
  context.textBaseline = "top";
  context.fillStyle = plain ? colours.ink : colours.bg;
  const most = Math.floor((WIDTH - 16) / (size * 0.56)), room = Math.max(1, Math.min(LINES, Math.floor((model.height[i] - 8) / (size * 1.15))));
  wrapped(row[0], most, room).forEach((line, n) => context.fillText(line, model.x[i] + 8, model.y[i] + 7 + n * size * 1.15, WIDTH - 16));
}

// A text in at most so many lines of at most so many letters.
export function wrapped(text, most, lines) {
  const made = [""];
  for (const word of text.split(" ")) {
    const last = made.at(-1), longer = last ? `${last} ${word}` : word;
    if (longer.length <= most || !last) made[made.length - 1] = longer;
    else if (made.length < lines) made.push(word);
    else { made[made.length - 1] = longer; break; }
  }
  return made.map((line) => short(line, most));
}

// The names of the larger branches, the higher ones first, where there is room for them.
function labels(wires, camera, view) {
  const { context, model, ratio, colours } = wires;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `600 11px ${FONT}`;
  context.textBaseline = "top";
  const wanted = large(model, camera, view).map(({ head }) => {
    const text = short(model.face(head)[0], 28), width = context.measureText(text).width + 8;
    const left = (model.x[head] + WIDTH / 2) * camera.scale + camera.x - width / 2, top = model.y[head] * camera.scale + camera.y - 4;
    return { text, left, top, right: left + width, low: top + LABEL };
  });
  for (const { text, left, top, right } of apart(wanted)) {
    context.fillStyle = colours.surface;
    context.fillRect(left, top, right - left, LABEL);
    context.fillStyle = colours.ink;
    context.fillText(text, left + 4, top + 4);
  }
}

// Of boxes those that overlap none before them.
export function apart(boxes) {
  const kept = [];
  for (const box of boxes) {
    if (!kept.some((one) => box.left < one.right + GAP && box.right + GAP > one.left && box.top < one.low + GAP && box.low + GAP > one.top)) kept.push(box);
  }
  return kept;
}

function large(model, camera, view) {
  return model.families
    .filter((f) => (f.right - f.left) * camera.scale > LEAST_BRANCH && f.right > view.left && f.left < view.right && f.low > view.top && f.top < view.low)
    .sort((a, b) => model.depth[a.head] - model.depth[b.head])
    .slice(0, MOST_LABELS);
}
