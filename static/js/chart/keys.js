// The keyboard on the tree: one tab stop, and the keys of the ARIA tree pattern with a few more.
import { declare, isBare, show } from "../keys.js";
import { CLOSED, LEAF, OPENED } from "./model.js";

// What the keys do, in words: as they are shown, and as they are told.
const SAYS = [
  [["↓", "↑"], ["ArrowDown", "ArrowUp"], "next card, previous card"],
  [["→"], ["ArrowRight"], "open the branch, then step into it"],
  [["←"], ["ArrowLeft"], "close the branch, then go to the manager"],
  [["Space"], [" "], "open or close the branch"],
  [["*"], ["*"], "open the branch all the way down"],
  [["Home", "End"], ["Home", "End"], "first card, last card"],
  [["Enter"], ["Enter"], "show the position"],
  [["M"], ["m"], "actions for the position, or for those selected"],
  [["X"], ["x"], "select the position, to change several at once; also Ctrl and a click"],
  [["F"], ["f"], "focus on the branch"],
  [["Shift", "F"], ["F"], "show everything again"],
  [["+", "−", "Z"], ["+", "-", "z"], "zoom in, zoom out, fit; also Ctrl and the wheel, or a pinch"],
  [["L"], ["l"], "lay the branch out as a tree, stacked, compact"],
  [["N", "P"], ["n", "p"], "next change, previous change"],
  [["D"], ["d"], "dotted lines on and off"],
  [["Esc"], ["Escape"], "close the panel, or clear the selection"],
];

export function listen(chart) {
  const { stage, model } = chart;
  const go = (i) => {
    if (i < 0 || i >= model.keys.length) return;
    stage.setActive(i);
    stage.show(i);
  };
  const toggle = (i) => { if (model.open[i] !== LEAF) chart.toggle(model.keys[i]); };

  const zoom = (factor) => { stage.zoom(factor); stage.settle(); };

  const right = (i) => {
    if (model.open[i] === CLOSED) toggle(i);
    else if (model.open[i] === OPENED) go(i + 1);
  };
  const left = (i) => {
    if (model.open[i] === OPENED) toggle(i);
    else go(model.head[i]);
  };

  const KEYS = {
    ArrowDown: (i) => go(i + 1),
    ArrowUp: (i) => go(i - 1),
    ArrowRight: right,
    ArrowLeft: left,
    Home: () => go(0),
    End: () => go(model.keys.length - 1),
    Enter: (i) => chart.choose(model.keys[i]),
    " ": toggle,
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    "*": (i) => model.open[i] !== LEAF && chart.openWhole(model.keys[i]),
    f: (i) => model.keys[i] && chart.focus(model.keys[i]),
    F: () => chart.focus(""),
    z: () => (chart.fit ? chart.fit() : stage.fit()),
    i: () => zoom(1.25),
    o: () => zoom(0.8),
    l: (i) => chart.layNext(model.keys[i]),
    n: () => chart.stepper?.by(1),
    p: () => chart.stepper?.by(-1),
    d: () => chart.toggleDotted(),
    "?": show,
    x: (i) => chart.picks.toggle(model.keys[i]),
    m: (i) => (model.picked.size ? chart.picks.enter() : chart.menu(model.keys[i])),
    Escape: () => (model.picked.size ? chart.picks.clear() : chart.choose("")),
  };

  // What of this a reader can do nothing with is left out.
  const isIdle = (key) => chart.idle?.includes(key) || ("mx".includes(key) && !chart.root.querySelector("[data-picks]")) || ("np".includes(key) && !chart.stepper);
  if (!chart.second) declare("On the chart", () => SAYS.filter(([, keys]) => keys.every((key) => KEYS[key] && !isIdle(key))).map(([shown, , text]) => [shown, text]));

  stage.tree.addEventListener("keydown", (event) => {
    const act = chart.idle?.includes(event.key) ? null : KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || stage.active < 0) return;
    event.preventDefault();
    act(stage.active);
  });

  // Where nothing has the focus, arrows lead into the drawing.
  if (!chart.idle) addEventListener("keydown", (event) => {
    const isFree = document.activeElement === document.body && isBare(event) && !event.defaultPrevented;
    if (!isFree || !/^Arrow/.test(event.key) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    stage.tree.focus({ preventScroll: true });
  });

  // The buttons beside the count of changes name N and P: they work from anywhere on the page, and lead into the drawing.
  if (!chart.stepper || chart.second) return;
  addEventListener("keydown", (event) => {
    if (!["n", "p"].includes(event.key) || event.defaultPrevented || !isBare(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (document.activeElement === document.body) stage.tree.focus({ preventScroll: true });
    KEYS[event.key]();
  });
}
