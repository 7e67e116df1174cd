// Close gaps: an answer to another question is dim, points of the curve are walked by the arrows, and what takes long says so.
// Without this module the question is a form that asks by its address, and all that is pressed belongs to it.
import { declare } from "./keys.js";

const SOON = 2000; // milliseconds within which nothing is said of progress
const page = () => document.getElementById("gaps");
const form = () => document.getElementById("question");

// Says things where the page comes anew around them.
const says = Object.assign(document.createElement("p"), { className: "sr" });
says.setAttribute("role", "status");
document.querySelector("main").append(says);

// What the form holds, to tell whether it asks something else than what is answered.
const held = () => JSON.stringify([...new FormData(form())].filter(([name]) => name !== "csrfmiddlewaretoken"));
let answered = "";

const settle = () => {
  if (!form()) return;
  answered = held();
  fold();
};

const mark = () => {
  const asks = form();
  if (!asks?.hasAttribute("data-asked")) return;
  const stale = held() !== answered, solved = page().querySelector("[data-solved]");
  if (solved.classList.contains("stale") === stale) return;
  solved.classList.toggle("stale", stale);
  asks.querySelector("[data-ask]").classList.toggle("primary", stale);
  document.querySelector("[data-keep]")?.classList.toggle("primary", !stale);
  says.textContent = stale ? "The question has changed. Update the answer to see what is best now." : "This answers the question as it stands.";
};
for (const kind of ["input", "change", "lineup:chosen"]) document.addEventListener(kind, ({ target }) => { if (form()?.contains(target)) mark(); });

// What a worker has found takes the place of its progress alone: the question beside may hold what someone is typing.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr } = event.detail, works = elt.closest("[data-working]");
  if (!works || !xhr.getResponseHeader("HX-Refresh")) return;
  event.preventDefault();
  htmx.trigger(works.querySelector("[data-found]"), "found");
});

// What is typed while an answer is on its way is kept in the form that comes with it.
const typeable = () => [...form().elements].filter(({ name, type, dataset }) => name && (type === "checkbox" || (type === "text" && !dataset.choose)));
const entry = (one) => one.type === "checkbox" ? [`${one.name} ${one.value}`, one.checked] : [`${one.name} `, one.value];
const typed = () => new Map(typeable().map(entry));
let sent = null;
const changedSince = (before) => (before && form() ? [...typed()].filter(([name, value]) => before.has(name) && before.get(name) !== value) : []);
const retype = (changed) => {
  const fresh = new Map(changed);
  for (const one of typeable()) {
    const isBox = one.type === "checkbox", name = `${one.name} ${isBox ? one.value : ""}`;
    if (fresh.has(name)) one[isBox ? "checked" : "value"] = fresh.get(name);
  }
};

// On a phone the answer comes first: the question is folded once it has been answered.
const narrow = matchMedia("(max-width: 900px)");
const fold = () => {
  const button = form().querySelector("[data-fold]"), isFolded = narrow.matches && form().hasAttribute("data-asked") && !form().querySelector(".errorlist");
  button.hidden = !narrow.matches || !form().hasAttribute("data-asked");
  show(button, !isFolded);
};
const show = (button, open) => {
  button.setAttribute("aria-expanded", String(open));
  document.getElementById("question-body").hidden = !open;
};
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-fold]");
  if (button) show(button, button.getAttribute("aria-expanded") !== "true");
});
narrow.addEventListener("change", () => form() && fold());

// A point of the curve is a plan: the arrows go from one to the next, and choosing one keeps what was typed meanwhile.
const points = (at) => [...at.closest("[data-curve]").querySelectorAll("a")];
document.addEventListener("keydown", (event) => {
  const at = event.target.closest?.("[data-curve] a"), by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (!at || event.ctrlKey || event.metaKey || event.altKey || !(by || ["Home", "End"].includes(event.key))) return;
  event.preventDefault();
  const all = points(at), to = by ? all.indexOf(at) + by : event.key === "Home" ? 0 : all.length - 1;
  all[Math.max(0, Math.min(to, all.length - 1))].focus();
});
const KEYS = [[["→", "←"], "next plan, previous plan"], [["Home", "End"], "first plan, last plan"], [["Enter"], "choose the plan"]];
declare("On the curve", () => (document.querySelector("[data-curve]") ? KEYS : []));
// One tab stop for all of them: the plan that is shown.
const rove = (curve) => {
  const all = [...curve.querySelectorAll("a")], first = all.find((one) => one.hasAttribute("aria-current")) ?? all[0];
  for (const one of all) one.setAttribute("tabindex", one === first ? "0" : "-1");
};
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("[data-curve] a")) for (const one of points(target)) one.setAttribute("tabindex", one === target ? "0" : "-1");
});
document.addEventListener("click", (event) => {
  const point = event.target.closest?.("[data-curve] a");
  if (!point || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const field = form()?.elements[point.dataset.sets];
  if (!field) return;
  event.preventDefault();
  for (const name of ["budget", "hires"]) if (form().elements[name]) form().elements[name].value = ""; // a plan of the curve knows neither
  field.value = point.dataset.to;
  form().requestSubmit();
});

// Under two seconds nothing is said; then that it is being worked on.
let waiting = 0;
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (elt !== form()) return;
  sent = typed();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const waits = form()?.querySelector("[data-waits]");
    if (waits) Object.assign(waits, { hidden: false, textContent: "Looking for the best plan…" });
  }, SOON);
});
document.addEventListener("htmx:afterRequest", () => clearTimeout(waiting));
let meanwhile = [];
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.id !== "gaps") return;
  meanwhile = changedSince(sent);
  sent = null;
});
document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  for (const curve of document.querySelectorAll("[data-curve]")) rove(curve);
  if (target.id === "gaps") {
    settle();
    retype(meanwhile);
    meanwhile = [];
  } else if (target.id !== "gaps-answer") return;
  says.textContent = document.getElementById("answer-head")?.textContent ?? "";
  mark();
});

addEventListener("load", settle); // once the comboboxes stand
for (const curve of document.querySelectorAll("[data-curve]")) rove(curve);
