// A section of role content: adding and moving entries on the spot, saving by Ctrl+S, asking before typed work is left.
// Without this the buttons do the same, by way of the server.
import { declare } from "./keys.js";

const form = document.querySelector("[data-section-form]");
const entries = form.querySelector(".entries");
const ordered = "ordered" in entries.dataset;
const total = form.querySelector("[name$='-total']");
const FIELDS = "input:not([type=hidden]), textarea, select";

// What is unsaved is told by what the form would send.
const state = () => JSON.stringify([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "seen"].includes(name)));
const opened = state();
const says = form.querySelector("[data-unsaved-says]");
let leaving = false;
const unsaved = () => !leaving && ("unsaved" in form.dataset || state() !== opened);
const tell = () => {
  form.toggleAttribute("data-dirty", unsaved());
  if (says) says.textContent = unsaved() ? "Not saved yet" : "";
};

const place = () => {
  const all = [...entries.children];
  all.forEach((entry, at) => {
    const order = ordered && entry.querySelector("[name$='-order']");
    if (order) order.value = at + 1;
    entry.querySelector("[data-move=up]")?.toggleAttribute("disabled", at === 0);
    entry.querySelector("[data-move=down]")?.toggleAttribute("disabled", at === all.length - 1);
  });
  const count = form.querySelector("[data-entry-count]");
  if (count) count.textContent = all.length;
  tell();
};

// The entry goes before or behind another, and what had the focus in it keeps it.
const move = (entry, other, before) => {
  if (!other || other === entry) return;
  const focus = entry.contains(document.activeElement) ? document.activeElement : null;
  other[before ? "before" : "after"](entry);
  place();
  if (focus) (focus.disabled ? entry.querySelector("[data-move]:not(:disabled)") : focus)?.focus();
  const told = form.querySelector("[data-moved]");
  if (told) told.textContent = `Moved to place ${[...entries.children].indexOf(entry) + 1} of ${entries.children.length}`;
  entry.scrollIntoView({ block: "nearest" });
};
const step = (entry, up) => move(entry, up ? entry.previousElementSibling : entry.nextElementSibling, up);

const add = () => {
  form.querySelector("[data-none]")?.remove();
  entries.insertAdjacentHTML("beforeend", form.querySelector("template").innerHTML.replaceAll("__n__", total.value));
  total.value = Number(total.value) + 1;
  place();
  entries.lastElementChild.querySelector(FIELDS).focus();
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more], [data-move]");
  if (!button) return;
  event.preventDefault();
  if ("more" in button.dataset) add();
  else step(button.closest(".entry"), button.dataset.move === "up");
});

form.addEventListener("keydown", (event) => {
  const up = event.key === "ArrowUp", entry = event.target.closest(".entry");
  if (!ordered || !entry || !event.altKey || event.ctrlKey || event.metaKey || (!up && event.key !== "ArrowDown")) return;
  event.preventDefault();
  step(entry, up);
});

declare("In this section", () => (ordered ? [[["Alt", "↓", "↑"], "move the current entry down, or up"]] : []));

// By its handle an entry is dragged; it goes where it would fall.
entries.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button) return;
  event.preventDefault();
  const entry = grip.closest(".entry");
  entry.classList.add("dragged");
  grip.setPointerCapture(event.pointerId);
  const over = ({ clientY }) => {
    const others = [...entries.children].filter((other) => other !== entry);
    const next = others.find((other) => { const box = other.getBoundingClientRect(); return clientY < box.top + box.height / 2; });
    if (next ? next.previousElementSibling === entry : entries.lastElementChild === entry) return;
    if (next) move(entry, next, true); else move(entry, others.at(-1), false);
  };
  const done = () => {
    entry.classList.remove("dragged");
    grip.removeEventListener("pointermove", over);
  };
  grip.addEventListener("pointermove", over);
  for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, done, { once: true });
});

form.addEventListener("change", (event) => {
  if (event.target.name?.endsWith("-remove")) event.target.closest(".entry").classList.toggle("removing", event.target.checked);
});
form.addEventListener("input", tell);
form.addEventListener("change", tell);
document.addEventListener("submit", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });
addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });

place();
