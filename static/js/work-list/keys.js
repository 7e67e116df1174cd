// The keys that a list has, from what its rows and its foot hold: for the foot, and for the list that `?` opens.
import { caps, make } from "../keys.js";

const OFF = "work-list-letters-off";

// Whether letters act. Arrows, Enter and Space always do.
export const letters = {
  get on() { try { return !localStorage.getItem(OFF); } catch { return true; } },
  set on(yes) { try { if (yes) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* private mode: they stay on */ } },
};

const says = (control, otherwise) => control.dataset.keySays || otherwise;

// Those of most rows first, and of these the shorter, so that many fit in a line.
const lettersOf = (roots) => {
  const found = new Map();
  for (const control of roots.flatMap((root) => [...root.querySelectorAll("[data-key]")])) {
    const key = control.dataset.key.toUpperCase();
    const known = found.get(key) ?? { often: 0, text: says(control, control.getAttribute("aria-label") || control.textContent.trim()) };
    found.set(key, { ...known, often: known.often + 1 });
  }
  const all = [...found].sort(([, one], [, other]) => other.often - one.often || one.text.length - other.text.length);
  return all.map(([key, { text }]) => [[key], text]);
};

// Pairs of keys and what they do, the most needed first.
const keysOf = (list, foot) => {
  const open = list.querySelector("[data-open]"), choose = list.querySelector("[data-choose-row]");
  return {
    move: letters.on ? ["J", "K"] : ["↓", "↑"],
    row: [
      ...(choose ? [[["Space"], says(choose, "choose")]] : []),
      ...(open ? [[["Enter"], says(open, "open")]] : []),
      ...(letters.on ? lettersOf(foot ? [list, foot] : [list]) : []),
    ],
    far: [
      [["Home", "End"], "first, last"],
      [["Page Down", "Page Up"], "ten rows down, ten rows up"],
      ...(choose ? [[["Shift", "↓"], "the same for the next row"], [["X"], "same as Space"]].slice(0, letters.on ? 2 : 1) : []),
      [["Esc"], "close what is open in the row"],
    ],
  };
};

// One line, ending with a button for all of them.
export const line = (list, foot, showAll) => {
  const { move, row } = keysOf(list, foot);
  const one = (keys, ...says) => make("span", { className: "keys-one" }, ...caps(keys), ...says);
  const all = make("button", { type: "button", className: "link", textContent: "all keys" });
  all.addEventListener("click", showAll);
  return [make("span", { className: "keys-some" }, ...[[move, "move"], ...row].map(([keys, text]) => one(keys, text))), one(["?"], all)];
};

// All of them, for the list that `?` opens.
export const all = (list, foot) => {
  if (!list) return [];
  const { move, row, far } = keysOf(list, foot);
  return [[[...move, "↓", "↑"].filter((key, i, keys) => keys.indexOf(key) === i), "next row, previous row"], ...row, ...far];
};

export const choice = (changed) => {
  const box = make("input", { type: "checkbox", checked: letters.on });
  box.addEventListener("change", () => { letters.on = box.checked; changed(); });
  return make("label", { className: "row" }, box, "Use letter keys");
};
