// Starts the chart page: the drawing in the chart view, and what the views share.
import { isDone } from "../going-on.js";
import { show as showKeys } from "../keys.js";
import { Chart } from "./chart.js";
import * as drag from "./drag.js";
import * as pointer from "./pointer.js";
import * as keys from "./keys.js";
import { MiniMap } from "./minimap.js";
import { Model } from "./model.js";
import { Panel } from "./panel.js";
import { Picks } from "./picks.js";
import * as paper from "./paper.js";
import { Stage } from "./stage.js";
import { Stepper } from "./stepper.js";
import { read, toggledFilter, write } from "./state.js";
import { branchLayouts } from "./surroundings.js";
import * as ticks from "./ticks.js";
import * as toolbar from "./toolbar.js";

performance.mark("chart"); // from here on it is the drawing's own time: the benchmark asks for it
const root = document.querySelector("[data-chart]");
const moment = () => { const { on, plan } = read(location.search); return { ...(on && { on }), ...(plan && { plan }) }; };
const query = () => { const said = new URLSearchParams(moment()).toString(); return said ? `?${said}` : ""; };
const panel = new Panel(root.querySelector("[data-panel]") ?? document.createElement("aside"), root.dataset.positions, query, root.dataset.effect);
let chart = null;

toolbar.listen(root);

if (root.dataset.chart === "chart") {
  const model = new Model();
  const stage = new Stage(root, model);
  chart = new Chart({ root, model, stage, minimap: new MiniMap(root.querySelector("[data-mini]"), stage), panel });
  if (root.dataset.editUrl) drag.listen(chart, { url: root.dataset.editUrl, context: () => ({ on: root.dataset.day, ...moment(), next: location.pathname + location.search }) });
  chart.picks = new Picks(chart, root.querySelector("[data-picks]"), root.querySelector("[data-select]"));
  const foot = root.querySelector("[data-stepper]");
  if (foot) chart.stepper = new Stepper(chart, foot);
  pointer.listen(stage);
  keys.listen(chart);
  paper.listen(stage);
  panel.shown = (element) => branchLayouts(chart, element);
  stage.covered = () => (getComputedStyle(panel.element).position === "absolute" ? panel.element.offsetHeight : 0);
  listen(stage);
  await chart.start(JSON.parse(document.getElementById("chart-data").textContent));
}

if (!chart && root.querySelector("[data-picks]")) ticks.listen(root.querySelector("[data-picks]"));

// For what waits until the page answers to keys.
root.dataset.ready = "";
if (isDone || (read(location.search).card && document.activeElement === document.body)) chart?.stage.tree.focus({ preventScroll: true });

function listen(stage) {
  stage.tree.addEventListener("click", (event) => {
    const card = event.target.closest("[data-key]");
    stage.tree.focus({ preventScroll: true });
    if (!card) return pressed(event);
    return act(event, card.dataset.key, event.target.closest("[data-fold]"));
  });
  const percent = root.querySelector("[data-percent]");
  let told = 0; // to write what is there already would have the page laid out anew in every frame
  stage.after.push(() => {
    const { scale } = stage.camera;
    if (scale !== told) percent.textContent = `${scale < 0.1 ? (scale * 100).toFixed(1) : Math.round(scale * 100)}%`;
    told = scale;
  });
  const zooms = { in: () => stage.zoom(1.25), out: () => stage.zoom(0.8), one: () => stage.zoom(1 / stage.camera.scale), fit: () => stage.fit() };
  for (const button of root.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => { zooms[button.dataset.zoom](); stage.settle(); });
  root.querySelector("[data-keys]").addEventListener("click", showKeys);
  // Whoever was found by the search of the page.
  document.addEventListener("lineup:show-position", found);
  root.addEventListener("click", followed);
  // Somebody has done something, here or elsewhere: the drawing and the panel follow in place.
  document.addEventListener("lineup:changed", (event) => { event.preventDefault(); chart.renew(); });
  root.addEventListener("submit", sent);
  root.querySelector("[data-panel]").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest("details.menu[open]")) chart.choose("");
  });
  new MutationObserver(() => { stage.recolour(); chart.minimap.redraw(); }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { stage.recolour(); chart.minimap.redraw(); });
}

// Its branch is opened and its card is in the middle, with the focus on the drawing.
function found(event) {
  event.preventDefault();
  chart.choose(event.detail.key, true);
  setTimeout(() => chart.stage.tree.focus({ preventScroll: true })); // once the dialog has closed
}

// A press on the drawing where cards are too small to be elements.
function pressed(event) {
  const { stage, model } = chart, area = stage.canvas.getBoundingClientRect(), { x, y, scale } = stage.camera;
  const at = { x: (event.clientX - area.left - x) / scale, y: (event.clientY - area.top - y) / scale };
  const [i] = model.within(at.x, at.y, at.x, at.y);
  if (i !== undefined) act(event, model.keys[i], false);
}

// The tray is no position: a press on it opens it.
function act(event, key, fold) {
  if (fold || key === "") chart.toggle(key);
  else if (chart.picks.wants(event)) chart.picks.toggle(key);
  else chart.choose(key);
}

// Plain clicks on links that only change the drawing are done in place.
function followed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const link = event.target.closest("a, [data-close-panel]");
  if (!link) return;
  const { filter, focus, card, clear, reveal, closePanel, dotted, layout, branch } = link.dataset;
  const done = [
    [closePanel, () => chart.choose("")],
    [dotted !== undefined, () => chart.toggleDotted()],
    [layout, () => lay(link, layout, branch)],
    [filter && !filter.includes(":"), () => chart.seek(toggledFilter(chart.ahead, filter))],
    [focus, () => chart.focus(focus)],
    [card, () => chart.choose(card, true)],
    [clear !== undefined && !chart.state.filter.some((name) => name.includes(":")) && !link.closest("details"), () => chart.seek({ filter: [], q: "", reveal: false })],
    [reveal, () => chart.seek({ reveal: true })],
  ].find(([said]) => said !== undefined && said !== false);
  if (!done) return;
  event.preventDefault();
  done[1]();
}

// The links of the panel say anew which layout the branch has.
async function lay(link, layout, branch) {
  const menu = link.closest("details.menu");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  await chart.lay(layout, branch);
  branchLayouts(chart, panel.element);
}

// Forms around the drawing keep what is open.
function sent(event) {
  const form = event.target;
  if (form.method !== "get" || form.matches("[data-do-form]")) return;
  event.preventDefault();
  const said = new FormData(form), state = { ...chart.state, page: 1 };
  if (said.has("on")) state.on = said.get("on");
  if (form.matches("[data-chart-filters]")) {
    const kept = state.filter.filter((name) => !name.includes(":"));
    Object.assign(state, { q: said.get("q").trim(), filter: [...kept, ...said.getAll("filter").filter((name) => name.includes(":"))] });
    const depth = said.get("depth") === "all" ? 99 : Number(said.get("depth"));
    if (depth !== state.depth) Object.assign(state, { depth, open: [], shut: [], whole: [] });
  }
  location.assign(write(state));
}
