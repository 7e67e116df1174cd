// Keys of a review: each answers, moves on or opens what is marked data-key with it. Everything is also a link or a
// button, so that it works without this module.
const root = document.querySelector("[data-review]");
const list = root.querySelector("[data-keys-list]");
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
  if (event.key === "?" && list) { event.preventDefault(); list.showModal(); return; }
  if (press(ALIKE[event.key] ?? event.key.toLowerCase())) event.preventDefault();
});

const keys = root.querySelector("[data-review-keys]");
if (keys) {
  keys.hidden = false;
  keys.addEventListener("click", () => list.showModal());
}
root.dataset.ready = "";
