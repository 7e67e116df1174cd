// Search of everything (ARIA: combobox with a list) in one dialog. The server finds and says where each hit leads; here it is
// typed, gone through and chosen. Without this module the header has a field that leads to a page of the same groups.
import { marked } from "./combobox/marking.js";
import { refusal } from "./refusal.js";

const PAUSE = 80; // milliseconds after the last key
const dialog = document.getElementById("palette"), form = document.querySelector("form.search");
const [input, list] = dialog ? [dialog.querySelector("[role=combobox]"), dialog.querySelector("[role=listbox]")] : [];
let options = [], at = -1, timer = 0, asked = 0, waits = null, entered = null;

export const isThere = Boolean(dialog);

export const open = () => {
  if (!dialog || document.querySelector("dialog[open]")) return;
  input.value = "";
  fill("");
  dialog.showModal();
  input.focus();
  ask();
};

// The plan and the day that the page looks at stand in the header's form.
const address = () => {
  const asks = new URLSearchParams(new FormData(form));
  asks.set("q", input.value);
  return `${form.getAttribute("action")}?${asks}`;
};

// An answer that something newer was asked after is dropped.
const ask = async () => {
  clearTimeout(timer);
  timer = 0;
  waits?.abort();
  waits = new AbortController();
  const number = (asked += 1), { signal } = waits;
  input.setAttribute("aria-busy", "true");
  const answer = await fetch(address(), { headers: { "HX-Request": "true" }, signal }).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => null) : null;
  if (number !== asked || !dialog.open) return;
  waits = null;
  input.removeAttribute("aria-busy");
  if (text === null) lost(refusal(answer));
  else fill(text);
  if (entered && options.length) go(options[at], entered);
  entered = null;
};

const lost = (said) => {
  fill("");
  const told = dialog.querySelector("[data-lost]");
  told.dataset.lost ||= told.textContent;
  if (said) told.innerHTML = said;
  else told.textContent = told.dataset.lost;
  told.hidden = false;
};

const fill = (text) => {
  list.innerHTML = text;
  mark(list);
  options = [...list.querySelectorAll("[role=option]")];
  options.forEach((option, i) => { option.id = `palette-hit-${i}`; });
  stay();
  const found = Number(list.firstElementChild?.dataset.found ?? 0);
  dialog.querySelector("[data-none]").hidden = !text || found > 0;
  dialog.querySelector("[data-lost]").hidden = true;
  dialog.querySelector("[data-count]").textContent = text ? `${found} ${found === 1 ? "result" : "results"}` : "";
  dialog.querySelector("[data-all]").href = address();
  input.setAttribute("aria-expanded", String(options.length > 0));
  list.scrollTop = 0;
  // What is closed to the member is read, never chosen.
  point(options.length ? Math.max(0, options.findIndex((option) => !isClosed(option))) : -1);
};

const isClosed = (option) => option.ariaDisabled === "true";

// Whoever leaves the plan stays on the page, as its bar has it.
const stay = () => {
  const leaves = list.querySelector("[data-leave-plan]"), bar = document.querySelector("a[data-leave-plan]:not(#palette *)");
  if (leaves && bar) leaves.href = bar.href;
};

// What fits what was typed, in the names and beside them.
const mark = (part) => {
  const words = part.querySelector("[data-marks]")?.dataset.marks.split(" ").filter(Boolean) ?? [];
  if (words.length) for (const text of part.querySelectorAll("[data-mark]")) text.replaceChildren(...marked(text.textContent, words));
};

const point = (index) => {
  options[at]?.setAttribute("aria-selected", "false");
  at = index;
  if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
  options[at].setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", options[at].id);
  if (at === 0) list.scrollTop = 0; // its group's heading, too
  else options[at].scrollIntoView({ block: "nearest" });
};

// To a hit; `on` the chart where it is shown there. A chart that is on the page shows it in place.
const go = (option, on) => {
  if (isClosed(option)) return;
  const { chartUrl, hitCard } = option.dataset;
  if (!inPlace(hitCard)) {
    if (on === "chart" && chartUrl) { dialog.close(); location.assign(chartUrl); } else option.click();
  }
};

const inPlace = (key) => {
  if (!key || document.dispatchEvent(new CustomEvent("lineup:show-position", { cancelable: true, detail: { key } }))) return false;
  dialog.close();
  return true;
};

const KEYS = {
  ArrowDown: () => point((at + 1) % options.length),
  ArrowUp: () => point((at - 1 + options.length) % options.length),
  Home: () => point(0),
  End: () => point(options.length - 1),
};

const pressed = (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    const how = event.ctrlKey || event.metaKey ? "chart" : "page";
    if (waits || timer) { entered = how; if (timer) ask(); } else if (options[at]) go(options[at], how);
  } else if (KEYS[event.key] && options.length && !event.shiftKey && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    KEYS[event.key]();
  }
};

const chosen = (event) => {
  const option = event.target.closest("[role=option]");
  if (!option || isClosed(option) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.isTrusted && inPlace(option.dataset.hitCard)) { event.preventDefault(); return; }
  dialog.close(); // a form opens in a dialog of its own
};

if (dialog) {
  input.addEventListener("input", () => {
    entered = null;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", pressed);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", chosen);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { asked += 1; waits?.abort(); waits = null; clearTimeout(timer); timer = 0; fill(""); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-open-palette]")) open(); });
}
mark(document.getElementById("main"));
