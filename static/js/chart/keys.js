// The keyboard on the tree: one tab stop, and the keys of the ARIA tree pattern with a few more.
import { CLOSED, LEAF, OPENED } from "./model.js";

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
    z: () => stage.fit(),
    i: () => zoom(1.25),
    o: () => zoom(0.8),
    l: (i) => chart.layNext(model.keys[i]),
    n: () => chart.stepper?.by(1),
    p: () => chart.stepper?.by(-1),
    d: () => chart.toggleDotted(),
    "?": () => chart.showKeys(),
    x: (i) => chart.picks.toggle(model.keys[i]),
    m: (i) => (model.picked.size ? chart.picks.enter() : chart.menu(model.keys[i])),
    Escape: () => (model.picked.size ? chart.picks.clear() : chart.choose("")),
  };

  stage.tree.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || stage.active < 0) return;
    event.preventDefault();
    act(stage.active);
  });
}
