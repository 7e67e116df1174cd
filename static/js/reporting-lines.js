// Keys of a review: each answers, moves on or opens what is marked data-key with it. Everything is also a link or a
// button, so that it works without this module.
import { declare, show } from "./keys.js";

const root = document.querySelector("[data-review]");
const ALIKE = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" };
const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

const toggle = (details) => {
  details.open = !details.open;
  if (details.open) details.querySelector("textarea, select, input:not([type=hidden])").focus();
  else details.querySelector("summary").focus();
};

const press = (key) => {
  const target = root.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (target.matches("details")) toggle(target);
  else target.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) event.target.form.requestSubmit();
  if (event.key === "Escape" && !event.target.closest("dialog")) {
    const open = event.target.closest("details[data-key][open]");
    if (open) toggle(open);
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (press(ALIKE[event.key] ?? event.key.toLowerCase())) event.preventDefault();
});

const SAYS = {
  r: [["R"], "looks right: go to the next open line"],
  f: [["F"], "fix: change the manager in the review’s plan"],
  e: [["E"], "edit more of the position in the plan"],
  a: [["A"], "accept as it is, with a reason"],
  q: [["Q"], "ask someone"],
  u: [["U"], "undo your answer"],
  j: [["J", "↓", "→"], "next line"],
  k: [["K", "↑", "←"], "previous line"],
  o: [["O"], "overview of the review"],
  g: [["G"], "continue where you left off"],
  s: [["S"], "sign off"],
};
const isThere = (key) => root.querySelector(`[data-key="${key}"]`) !== null;
declare("In a review", () => [
  ...Object.keys(SAYS).filter(isThere).map((key) => SAYS[key]),
  ...(root.querySelector("details[data-key]") ? [[["Ctrl", "Enter"], "send the form that you are in"]] : []),
]);

const keys = root.querySelector("[data-review-keys]");
if (keys) {
  keys.hidden = false;
  keys.addEventListener("click", show);
}
root.dataset.ready = "";
