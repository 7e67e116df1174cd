// The keys of every page, and the list of them that `?` opens. Whoever listens to keys declares beside it what they do, so that
// the list is what the page answers to: a section is left out where nothing of it is there.
import * as palette from "./palette.js";

const EVERYWHERE = "Everywhere";
const sections = new Map();

// Pairs of keys and what they do, as `rows()` gives them when the list is opened; `beside()` is what else stands there.
export const declare = (title, rows, beside = () => []) => {
  const known = sections.get(title) ?? [];
  sections.set(title, [...known, { rows, beside }]);
};
export const declareEverywhere = (rows) => declare(EVERYWHERE, rows);

export const make = (name, given = {}, ...nodes) => {
  const element = Object.assign(document.createElement(name), given);
  element.append(...nodes);
  return element;
};
export const caps = (keys) => keys.flatMap((key) => [make("kbd", { textContent: key }), " "]);

const section = ([title, parts]) => {
  const every = parts.flatMap(({ rows }) => rows()), beside = parts.flatMap((part) => part.beside());
  const rows = every.filter(([, text], i) => every.findIndex((row) => row[1] === text) === i); // two charts have the same
  if (!rows.length) return [];
  const list = rows.flatMap(([keys, text]) => [make("dt", {}, ...caps(keys)), make("dd", { textContent: text })]);
  return [make("h3", { textContent: title }), make("dl", { className: "facts" }, ...list), ...beside];
};

export const show = () => {
  if (document.querySelector("dialog[open]")) return;
  const own = [...sections].filter(([title]) => title !== EVERYWHERE), shared = [EVERYWHERE, sections.get(EVERYWHERE) ?? []];
  const shown = make("dialog", { className: "keys-list", id: "keys-list" });
  shown.setAttribute("aria-labelledby", "keys-title");
  shown.append(
    make("h2", { id: "keys-title", textContent: "Keys" }),
    ...[...own, shared].flatMap(section),
    make("form", { method: "dialog", className: "actions" }, make("button", { className: "btn", textContent: "Close" })),
  );
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
};

const TYPED = "input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable]";
const isTyping = ({ target }) => Boolean(target.closest?.(TYPED) ?? document.activeElement.closest(TYPED));
export const isBare = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);
const isCommand = (event, key) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key;

// What a page of many fields is saved by.
const save = document.querySelector("main [data-save]");

// `is` tells the key, `does` is what happens; `there` says whether this page has it.
const GLOBAL = [
  { keys: ["/"], says: "search, or go to a page", is: (event) => event.key === "/" && isBare(event), does: palette.open, there: palette.isThere },
  { keys: ["Ctrl", "K"], says: "the same, also from within a field", is: (event) => isCommand(event, "k"), does: palette.open, there: palette.isThere },
  { keys: ["Ctrl", "S"], says: "save the page", is: (event) => isCommand(event, "s"), does: () => save.click(), there: save !== null },
  { keys: ["?"], says: "this list", is: (event) => event.key === "?" && isBare(event), does: show, there: true },
];
const OF_BROWSER = [
  [["Esc"], "close what is open and go back to what opened it"],
  [["↓", "↑"], "in a menu: next entry, previous entry; Home and End: first, last; a letter: the next entry that begins with it"],
];
declareEverywhere(() => [...GLOBAL.filter(({ there }) => there).map(({ keys, says }) => [keys, says]), ...OF_BROWSER]);

// The page's own parts answer first: their keys never get here.
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const key = GLOBAL.find(({ is, there }) => there && is(event));
  if (!key) return;
  event.preventDefault();
  key.does();
});
