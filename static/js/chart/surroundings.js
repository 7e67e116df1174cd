// The links and words around the drawing, kept in step with its state.
import * as addresses from "./state.js";

export function tell(chart) {
  const { root, state, model, stage } = chart;
  for (const link of root.querySelectorAll("[data-set]")) {
    const [name, value] = link.dataset.set.split("=");
    link.href = addresses.write({ ...state, [name]: value, page: 1 });
  }
  for (const link of root.querySelectorAll("[data-filter]")) {
    link.href = addresses.write(addresses.toggledFilter(state, link.dataset.filter));
    if (state.filter.includes(link.dataset.filter)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    const count = link.querySelector(".count");
    if (count) count.textContent = (model.counts[link.dataset.filter] ?? 0).toLocaleString("en");
  }
  const dotted = root.querySelector("[data-dotted]");
  if (dotted) {
    dotted.href = addresses.write({ ...state, dotted: !state.dotted });
    if (state.dotted) dotted.setAttribute("aria-current", "true");
    else dotted.removeAttribute("aria-current");
  }
  const found = root.querySelector("[data-found]");
  found.hidden = !addresses.seeks(state);
  root.querySelector("[data-found-count]").textContent = model.found ?? 0;
  root.querySelector("[data-reveal]").hidden = state.reveal || !model.found;
  stage.stage.classList.toggle("searching", addresses.seeks(state));
  root.querySelector("[data-nothing]").hidden = model.found !== 0;
  layouts(chart);
  crumbs(chart);
  chart.stepper?.tell();
}

function layouts({ root, state, model }) {
  for (const link of root.querySelectorAll("[data-layout]:not([data-branch])")) {
    link.href = addresses.write(addresses.laidOut(state, link.dataset.layout, ""));
    if (link.dataset.layout === model.layout) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Which layout the branch in the panel has, and addresses that give it another.
export function branchLayouts({ state, model }, panel) {
  for (const link of panel.querySelectorAll("[data-layout]")) {
    const { layout, branch } = link.dataset;
    link.href = addresses.write(addresses.laidOut(state, layout, branch));
    if (layout === layoutAt(state, model, branch)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// A branch follows the one that it is in, at last the whole.
export function layoutAt(state, model, key) {
  const i = model.at(key), way = i < 0 ? [key] : [key, ...[...model.line(i)].map((above) => model.keys[above])];
  return way.map((one) => addresses.layoutOf(state, one)).find(Boolean) ?? model.layout;
}

function crumbs({ root, state, model }) {
  const nav = root.querySelector("[data-crumbs]"), list = nav.querySelector("ol");
  nav.hidden = !model.crumbs.length;
  const items = model.crumbs.map(([key, title], at) => {
    const item = document.createElement("li"), last = at === model.crumbs.length - 1;
    const text = document.createElement(last ? "span" : "a");
    text.textContent = title;
    if (last) text.setAttribute("aria-current", "location");
    else { text.href = addresses.write({ ...state, focus: key }); text.dataset.focus = key; }
    item.append(text);
    return item;
  });
  list.replaceChildren(list.firstElementChild, ...items);
  list.querySelector("a").href = addresses.write({ ...state, focus: "" });
}
