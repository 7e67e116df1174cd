// Lists that are worked through by keys. A row ([data-row] in [data-work]) is one tab stop: j, k and the arrows go from
// row to row, all other keys press what the row or the foot ([data-work-foot]) holds. Without this module those are
// plain forms, links and buttons.
import { place, tell } from "./going-on.js";
import { declare, show } from "./keys.js";
import { all, choice, letters, line } from "./work-list/keys.js";

const PAGE = 10;
const CONTROLS = "a[href], button, input, select, textarea, summary";
const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

// The row that the keys are at; `inside` while the focus is in a row. `same` is the choice that Shift hands on.
const at = { id: "", index: 0, inside: false, same: null };
let before = null; // where that row was on screen before a swap

const list = () => document.querySelector("[data-work]");
const foot = () => document.querySelector("[data-work-foot]");
const rows = () => [...(list()?.querySelectorAll("[data-row]") ?? [])].filter((row) => row.checkVisibility());
const current = (all = rows()) => all.find((row) => row.id === at.id) ?? all[Math.min(at.index, all.length - 1)];

// Tab goes to the row that the keys are at and through its own controls; all other rows are left out.
const stop = (row, here) => {
  row.tabIndex = here ? 0 : -1;
  for (const control of row.querySelectorAll(CONTROLS)) {
    if (!here && control.tabIndex >= 0) { control.tabIndex = -1; control.dataset.skipped = ""; }
    if (here && "skipped" in control.dataset) { control.removeAttribute("tabindex"); delete control.dataset.skipped; }
  }
};

const mark = (row, all = rows()) => {
  Object.assign(at, { id: row?.id ?? "", index: Math.max(0, all.indexOf(row)) });
  for (const one of all) stop(one, one === row);
};

const go = (row) => {
  if (!row) return;
  row.focus({ preventScroll: true });
  // The first row comes with the heads above it.
  if (row === rows()[0] && list().getBoundingClientRect().top < 0) list().scrollIntoView({ block: "start" });
  row.scrollIntoView({ block: "nearest" });
};

const chooser = (row) => row.querySelector("[data-choose-row]");
const isChosen = (control) => control.checked ?? (control.getAttribute("aria-checked") ?? control.getAttribute("aria-pressed")) === "true";

const choose = (row, wanted) => {
  const control = chooser(row);
  if (!control) return;
  at.same = wanted ?? !isChosen(control);
  if (isChosen(control) !== at.same) press(control);
};

const step = (by, shift) => {
  const all = rows(), from = all.indexOf(current(all));
  const to = all[Math.max(0, Math.min(from + by, all.length - 1))];
  if (!shift) at.same = null;
  else for (const row of all.slice(Math.min(from, all.indexOf(to)), Math.max(from, all.indexOf(to)) + 1)) choose(row, at.same ?? true);
  go(to);
};

const press = (control) => {
  if (control.matches(":disabled, [aria-disabled=true]")) return;
  if (control.matches(TYPED)) control.focus();
  else control.click();
};

// How many are chosen: in the page, or all that its filters show.
const matching = () => foot()?.querySelector("[data-choose-matching]:checked");
const chosen = () => Number(matching()?.dataset.number ?? rows().filter((row) => chooser(row) && isChosen(chooser(row))).length);

// Once several are chosen, a key means them; else the row.
// What a key presses: once rows are chosen, what the foot does with them comes first.
const pressed = (key, row) => {
  const roots = chosen() && foot()?.querySelector("[data-work-number]") ? [foot(), row] : [row, foot()];
  const controls = roots.flatMap((root) => [...(root?.querySelectorAll(`[data-key="${key}"]`) ?? [])]);
  return controls.find((control) => control.checkVisibility());
};

declare("In this list", () => all(list(), foot()), () => (list() ? [choice(refresh)] : []));

const closeIn = (row, target) => {
  const cancel = row.querySelector("[data-cancel]"), open = row.querySelector("[data-open]");
  if (cancel?.checkVisibility()) press(cancel);
  else if (target !== row) go(row);
  else if (open?.ariaExpanded === "true" || open?.closest("details")?.open) press(open);
};

// What a key does in a row; nothing where it is none of ours.
const deed = (key, shift, row) => {
  const far = { PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
  const near = { ArrowDown: 1, ArrowUp: -1, ...(letters.on && { j: 1, k: -1 }) };
  const by = near[key] ?? far[key];
  if (by) return () => step(by, shift);
  if (key === " " || (key === "x" && letters.on && !shift)) return chooser(row) && (() => choose(row));
  if (key === "Enter") return row.querySelector("[data-open]") && (() => press(row.querySelector("[data-open]")));
  if (key === "?") return show;
  const control = letters.on && !shift && /^\p{L}$/u.test(key) && pressed(key, row);
  return control && (() => press(control));
};

document.addEventListener("keydown", (event) => {
  const { target } = event, row = target.closest?.("[data-row]"), held = event.ctrlKey || event.metaKey || event.altKey;
  if (!list() || event.defaultPrevented || event.isComposing || held || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && row) { closeIn(row, target); return; }
  if (target.closest(TYPED)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const between = !row && at.inside && target === document.body && isRenewed(); // the answer has yet to take the focus
  const idle = !row && !between && !foot()?.contains(target); // from anywhere else in the page into the list
  if (idle && letters.on && (key === "j" || key === "k")) { event.preventDefault(); go(current()); return; }
  // From anywhere else: the help, and once some are chosen what the foot does with them.
  if (!row && !between && key !== "?" && !(chosen() && /^[a-z]$/.test(key) && foot()?.querySelector(`[data-key="${key}"]`))) return;
  // A control in a row takes its own keys itself.
  if (!between && row !== target && (key === "Enter" || key === " " || (target.type === "radio" && key.startsWith("Arrow")))) return;
  if (isRenewed() && (act(key, event) || event.key.length === 1)) { event.preventDefault(); pending.push([key, event]); return; }
  const does = act(key, event);
  if (!does) return;
  event.preventDefault();
  does();
});

const act = (key, { shiftKey, target }) => deed(key, shiftKey, target.closest("[data-row]") ?? current());

// Keys pressed while an answer is on its way are meant for what it brings: the rows as they are then, or a field.
const pending = [];
const isRenewed = () => list().querySelector(".htmx-request") !== null || document.querySelector(".htmx-settling") !== null;
const catchUp = () => {
  const field = document.activeElement;
  if (pending.length && field.matches("input[autofocus]")) {
    field.value = pending.splice(0).map(([, { key }]) => (key.length === 1 ? key : "")).join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  while (pending.length && list() && current() && !isRenewed()) {
    const [key, { shiftKey }] = pending.shift();
    deed(key, shiftKey, current())?.();
  }
};

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("[data-row]");
  at.inside = row !== null;
  if (row && row.id !== at.id) mark(row);
});
document.addEventListener("pointerdown", ({ target }) => { if (!target.closest("[data-row]")) at.inside = false; });

// Told once to whoever comes into the list without seeing its foot.
const HINT = Object.assign(document.createElement("p"), {
  id: "work-hint", className: "sr", textContent: "The arrow keys go from row to row. A question mark lists all keys.",
});

// The foot lists the keys, and where the choice is made in the page, how many are chosen.
const refresh = () => {
  const keys = foot()?.querySelector("[data-work-keys]"), count = foot()?.querySelector("[data-work-count]");
  if (!list()) { keys?.replaceChildren(); return; }
  mark(current());
  if (!HINT.isConnected) list().after(HINT);
  list().setAttribute("aria-describedby", HINT.id);
  keys?.removeAttribute("aria-hidden");
  keys?.replaceChildren(...line(list(), foot(), show));
  if (count) count.textContent = `${chosen()} selected`;
  for (const number of foot()?.querySelectorAll("[data-work-number]") ?? []) number.textContent = chosen();
};
document.addEventListener("change", ({ target }) => { if (target.closest("[data-row], [data-work-foot]")) refresh(); });

// A swap leaves the focus at the row it was in, or else at the next, and that row where it was on screen, unless what
// it opened would be out of sight there.
document.addEventListener("htmx:beforeSwap", () => {
  const row = at.inside ? document.getElementById(at.id) : null;
  before = row && { row: row.id, top: row.getBoundingClientRect().top };
});
document.addEventListener("htmx:afterSettle", () => {
  refresh();
  const row = current();
  if (!at.inside || !row) return;
  if (!document.activeElement || document.activeElement === document.body) row.focus({ preventScroll: true });
  if (before?.row === row.id) scrollBy(0, row.getBoundingClientRect().top - before.top);
  row.scrollIntoView({ block: "nearest" });
  document.activeElement.scrollIntoView({ block: "nearest" });
  before = null;
  const field = document.activeElement;
  if (field.matches("input[autofocus]") && field.value === field.defaultValue) field.select();
  catchUp();
});

// The link that leads past the page's head leads past the heads of the columns, too.
document.querySelector('.skip[href="#list"]')?.addEventListener("click", (event) => {
  if (!current()) return;
  event.preventDefault();
  go(current());
});

refresh();
const named = location.hash && rows().find((row) => `#${row.id}` === decodeURIComponent(location.hash));
if (place) Object.assign(at, place);
if (named || place) go(named || current());
tell((done) => (done || at.inside ? { id: at.id, index: at.index } : null));
