// Toasts: what was just done, with one press that undoes it. Those that come with a page are forms of their own, which
// work without this module; those of an answer that changes only a part of the page come as the event "toast".
// Ctrl+Z undoes and Ctrl+Shift+Z or Ctrl+Y redoes: the step of the toast in view; in a plan its last one; elsewhere the
// last one that was done in this tab. F6 leads into the toast. In a field these keys mean what is typed there.
import { declareEverywhere } from "./keys.js";

const LASTS = 8000, REMEMBERED = 20, FOR_AN_HOUR = 3600000;
const BARS = ".save, .rule-save, .picks, .chart-stepper, [data-work-foot]"; // what may stand at the foot of the window
const region = document.querySelector("[data-toasts]");
const like = document.getElementById("toast-like");
const inPlace = () => document.querySelector("[data-in-place]") !== null;
let fading = 0, before = null;

// Steps that can be undone and redone, by place: { url, values, at }.
const place = region.dataset.place;
const remembered = (kind) => {
  try { return JSON.parse(sessionStorage.getItem(`${kind} ${place}`) ?? "[]").filter((step) => Date.now() - step.at < FOR_AN_HOUR); } catch { return []; }
};
const keep = (kind, steps) => {
  if (place) try { sessionStorage.setItem(`${kind} ${place}`, JSON.stringify(steps.slice(-REMEMBERED))); } catch { /* private mode: for this toast only */ }
};
const same = (one, other) => one.url === other.url && JSON.stringify(one.values) === JSON.stringify(other.values);
const forget = (kind, step) => keep(kind, remembered(kind).filter((other) => !same(step, other)));
const remember = (kind, step) => {
  forget(kind, step);
  keep(kind, [...remembered(kind), { ...step, at: Date.now() }]);
};

const stepOf = (form) => ({
  url: new URL(form.action).pathname,
  values: Object.fromEntries([...form.querySelectorAll("[data-value]")].map((field) => [field.name, field.value])),
});

const close = () => {
  clearTimeout(fading);
  const inside = region.contains(document.activeElement);
  for (const toast of region.querySelectorAll(".toast")) toast.remove();
  uncover();
  if (inside) (before?.isConnected ? before : document.getElementById("main")).focus();
};

const stays = () => region.querySelector('[data-level="error"], [data-level="warning"]') || region.matches(":hover, :focus-within");

const wait = () => {
  clearTimeout(fading);
  fading = setTimeout(() => { if (!stays()) close(); }, LASTS);
};

// Above whatever bar stands at the foot of the window.
const lift = () => {
  const bars = [...document.querySelectorAll(BARS)].map((bar) => bar.getBoundingClientRect());
  const tops = bars.filter((bar) => bar.height && bar.top < innerHeight && bar.bottom > innerHeight - 110).map((bar) => bar.top);
  if (tops.length) region.style.setProperty("bottom", `${innerHeight - Math.min(...tops) + 10}px`);
  else region.style.removeProperty("bottom");
  uncover();
};

// What has the focus, or comes to have it, is not under the toast.
const uncover = () => {
  const shown = region.querySelector(".toast"), at = document.activeElement;
  document.documentElement.style.scrollPaddingBottom = shown ? `${innerHeight - region.getBoundingClientRect().top + 10}px` : "";
  if (shown && at?.matches("main :focus-visible")) at.scrollIntoView({ block: "nearest" });
};

const settle = () => {
  const form = region.querySelector("[data-toast-undo]");
  if (form) remember(form.dataset.toastUndo, stepOf(form));
  lift();
  wait();
};

const made = ({ said, level, undo }) => {
  const toast = like.content.firstElementChild.cloneNode(true);
  toast.dataset.level = level;
  for (const icon of toast.querySelectorAll("[data-for]")) if (!icon.dataset.for.includes(level)) icon.remove();
  toast.querySelector(".toast-says").innerHTML = said;
  const form = toast.querySelector("form");
  if (!undo) form.remove();
  else fill(form, undo);
  return toast;
};

const fill = (form, { url, values, redoes }) => {
  form.action = url;
  form.dataset.toastUndo = redoes ? "redo" : "undo";
  for (const [name, value] of Object.entries(values)) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    field.dataset.value = "";
    form.prepend(field);
  }
  if (!redoes) return;
  form.querySelector("button span").textContent = "Redo";
  form.querySelector("kbd").textContent = "Ctrl Y";
};

// Nothing behind a modal dialog can be pressed or is read out: what went wrong is said in it.
const sayIn = (dialog, said) => {
  const note = Object.assign(document.createElement("div"), { className: "note error" });
  note.setAttribute("role", "alert");
  note.append(like.content.querySelector('[data-for~="error"]').firstElementChild.cloneNode(true), document.createElement("div"));
  note.lastElementChild.innerHTML = said;
  dialog.querySelector(".told")?.remove();
  note.classList.add("told");
  (dialog.querySelector(".dialog-head") ?? dialog.querySelector("form").firstElementChild).after(note);
  note.scrollIntoView({ block: "nearest" });
};

// `said` is HTML, `level` one of success, info, warning, error; `undo` is { url, values, redoes }. It replaces those there are.
export const say = (...toasts) => {
  const dialog = document.querySelector("dialog:modal:has(form)"), wrong = toasts.find(({ level }) => level === "error");
  if (dialog && wrong) { sayIn(dialog, wrong.said); return; }
  const focused = region.contains(document.activeElement);
  for (const toast of region.querySelectorAll(".toast")) toast.remove();
  uncover();
  for (const toast of toasts) region.querySelector(toast.level === "error" ? '[role="alert"]' : '[role="status"]').append(made(toast));
  if (focused) region.querySelector("button")?.focus();
  settle();
};

const press = (kind, step) => {
  forget(kind, step);
  htmx.ajax("POST", step.url, { source: document.body, target: document.body, swap: "none", values: step.values });
};

// What a page asks every second by itself is not worth a word where it goes wrong.
const asksByItself = (element) => element.matches?.('[hx-trigger*="every"]');
document.body.addEventListener("toast", ({ target, detail: { toasts } }) => {
  if (!asksByItself(target) || toasts.every(({ level }) => level !== "error")) say(...toasts);
});

document.body.addEventListener("htmx:configRequest", (event) => {
  if (inPlace()) event.detail.headers["Lineup-In-Place"] = "1";
});

// What could not be sent stays where it was typed.
document.body.addEventListener("htmx:sendError", (event) => {
  if (asksByItself(event.detail.elt)) return;
  const what = event.detail.requestConfig.verb === "get" ? "Not loaded" : "Not saved";
  say({ said: `${what}: no connection. Try again in a moment.`, level: "error" });
});
// An error of Lineup's own says itself what it is (portal/views/errors.py); this one comes from before it.
document.body.addEventListener("htmx:responseError", (event) => {
  if (asksByItself(event.detail.elt) || event.detail.xhr.getResponseHeader("HX-Trigger")) return;
  say({ said: "Not done: the server did not respond. Try again in a moment.", level: "error" });
});

region.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, step = stepOf(form), kind = form.dataset.toastUndo;
  close();
  press(kind, step);
});
region.addEventListener("click", (event) => { if (event.target.closest("[data-close-toast]")) close(); });
region.addEventListener("focusin", (event) => { if (!region.contains(event.relatedTarget)) before = event.relatedTarget; });
for (const left of ["mouseleave", "focusout"]) region.addEventListener(left, wait);

const undoing = (kind) => {
  const shown = region.querySelector(`[data-toast-undo="${kind}"]`), bar = document.querySelector(`form[data-${kind}]`);
  if (shown) return () => shown.requestSubmit();
  const step = bar ? { url: new URL(bar.action).pathname, values: { own: "1" } } : remembered(kind).at(-1);
  return step && (() => press(kind, step));
};

if (document.querySelector("form[data-undo]") || place) {
  declareEverywhere(() => [
    [["Ctrl", "Z"], "undo the last step"],
    [["Ctrl", "Shift", "Z"], "redo the last step; also Ctrl Y"],
    [["F6"], "go to the latest message"],
  ]);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "F6" && region.querySelector(".toast") && !region.contains(event.target)) {
    event.preventDefault();
    region.querySelector("button").focus();
  }
  if (event.key === "Escape" && region.contains(event.target)) close();
  if (!(event.ctrlKey || event.metaKey) || event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, dialog[open]")) return;
  const key = event.key.toLowerCase(), again = key === "y" || (key === "z" && event.shiftKey);
  const act = again || key === "z" ? undoing(again ? "redo" : "undo") : null;
  if (!act) return;
  event.preventDefault();
  act();
});

// Said anew once the page is there: what a live region holds from the start is not read out.
const first = [...region.querySelectorAll(".toast")].map((toast) => [toast.parentElement, toast]);
for (const [, toast] of first) toast.remove();
requestAnimationFrame(() => { for (const [live, toast] of first) live.append(toast); if (first.length) settle(); });
