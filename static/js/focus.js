// Where the focus is once something has closed or been replaced: at what opened it, or at the same thing in the fresh page
// part; at the first field that is wrong, where an answer says that one is.
const FOCUSABLE = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary, [tabindex]";
const WRONG = '[aria-invalid="true"], .errorlist';

// What the focus was at before a dialog, and in what.
let last = null;

const isShown = (element) => element?.isConnected && element.checkVisibility({ visibilityProperty: true });
const isLost = () => !document.activeElement || document.activeElement === document.body || !isShown(document.activeElement);
const saysOf = (element) => element.getAttribute("aria-label") ?? element.textContent.trim();

const noted = (element) => ({
  element,
  id: element.id,
  tag: element.localName,
  says: saysOf(element),
  href: element.getAttribute("href"),
  name: element.getAttribute("name"),
  menu: menuOf(element),
  frames: framesOf(element),
});

// What the button of its menu says: it stands for an entry that is gone.
const menuOf = (element) => {
  const button = element.closest("details.menu")?.firstElementChild;
  return button && saysOf(button);
};

const framesOf = (element) => {
  const ids = [];
  for (let one = element.parentElement; one; one = one.parentElement) if (one.id) ids.push(one.id);
  return ids;
};

// The same thing in a part of the page, by where it leads, its name or what it says, whatever it counts.
const uncounted = (text) => text.replace(/\d[\d,]*/g, "");
const like = ({ tag, href, name, says }, root) => {
  const alike = [...root.querySelectorAll(tag)].filter(isShown), same = (one) => saysOf(one) === says;
  return (
    (href && alike.find((one) => one.getAttribute("href") === href)) ||
    (name && alike.find((one) => one.name === name && same(one))) ||
    alike.find(same) || alike.find((one) => uncounted(saysOf(one)) === uncounted(says))
  );
};

// A button that has given way to the next step of its form: what was previewed can be applied.
const nextStep = ({ tag }, root) => (tag === "button" && root.matches("form, .actions") ? root.querySelector(".btn.primary") : null);

// What can have the focus for an element: it itself, or the button of the menu that it is in.
const standing = (element) => {
  if (!element?.isConnected) return null;
  const one = isShown(element) ? element : element.closest("details:not([open])")?.querySelector("summary");
  return isShown(one) ? one : null;
};

// What it was, what stands for it now, or the part of the page where it was.
export const again = (note) => {
  const frames = note.frames.map((id) => document.getElementById(id)).filter(Boolean);
  const found = standing(note.element) ?? standing(note.id && document.getElementById(note.id));
  if (found) return found;
  for (const frame of frames) {
    const one = [like(note, frame), note.menu && like({ tag: "summary", says: note.menu }, frame), nextStep(note, frame)].find(standing);
    if (one) return standing(one);
    if (frame.matches("[tabindex]")) return frame;
  }
  return document.getElementById("main");
};

const back = () => {
  if (last && isLost() && !document.querySelector("dialog[open]")) again(last).focus({ preventScroll: true });
};

// What the focus is at, in a page or before the dialog that is open over it.
export const atNow = () => {
  const at = document.activeElement;
  if (document.querySelector("dialog[open]")) return last;
  return at && at !== document.body && !at.closest("[data-toasts]") ? noted(at) : null;
};

document.addEventListener("focusin", ({ target }) => {
  if (!target.closest("dialog, [data-toasts]") && target !== document.body) last = noted(target);
});
document.addEventListener("close", ({ target }) => { if (target.localName === "dialog") back(); }, true);

// What is wrong is not hidden in what is folded.
const unfold = (part) => {
  for (const wrong of part.querySelectorAll(WRONG)) {
    for (let one = wrong.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  }
};

// The first field of a part of the page that is wrong, else what says of the whole that it is.
const toWrong = (part) => {
  unfold(part);
  const fields = [...part.querySelectorAll('[aria-invalid="true"]:not([hidden], [type=hidden])')].filter((one) => isShown(one));
  const first = fields[0] ?? firstNear(part);
  if (!first) return false;
  if (!first.matches(FOCUSABLE)) first.tabIndex = -1;
  if (first.matches("input, select, textarea")) first.setAttribute("aria-invalid", "true");
  first.focus();
  first.scrollIntoView({ block: "nearest" });
  return true;
};

// An error stands in the field's frame where the field itself does not say so.
const firstNear = (part) => {
  const error = [...part.querySelectorAll(".errorlist")].find(isShown);
  return error?.closest(".field, td, .cell")?.querySelector("input:not([type=hidden]), select:not([hidden]), textarea") ?? error;
};

// What was wrong is asked anew, but for what the field itself asks (js/combobox.js).
addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  for (const field of elt.closest("form")?.querySelectorAll('[aria-invalid="true"]:not([aria-errormessage])') ?? []) field.removeAttribute("aria-invalid");
});

// Of a fresh part of the page: what is wrong in it, else what the focus was at before.
let replaced = null;
addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  const at = document.activeElement;
  replaced = target?.contains(at) && at !== document.body ? noted(at) : null;
});
addEventListener("htmx:afterSettle", ({ detail: { xhr, target, requestConfig } }) => {
  const asker = requestConfig?.elt; // what is wrong may stand at the fields of a form whose answer is shown elsewhere
  const part = target?.isConnected ? target : document.querySelector("dialog[open]") ?? document.getElementById("main");
  if (xhr?.status === 422 && (toWrong(part) || (asker?.isConnected && toWrong(asker)))) return;
  if (replaced && isLost()) again(replaced).focus({ preventScroll: true });
  replaced = null;
});

// A link past the head of the page leaves its address as it was: the next page would begin at that place again.
document.addEventListener("click", (event) => {
  const skip = event.target.closest?.("a.skip"), to = skip && document.getElementById(skip.hash.slice(1));
  if (!to || event.defaultPrevented) return;
  event.preventDefault();
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "start" });
});

const main = document.getElementById("main");
if (main?.querySelector(WRONG)) toWrong(main);
