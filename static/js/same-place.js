// Whoever works by keys stays where they were when a page comes again: at the filter, the column's head, the button or the
// tab that they pressed, or what stands for it now; at the answer ([data-answer]) where one was asked for. Without this module
// they begin at the top of the page.
import { again, atNow } from "./focus.js";

const KEPT = "same-place", SOON = 10000; // milliseconds that a page may take to come
const TABS = "nav.seg, nav.tabs, nav.pills";
const main = document.getElementById("main");

// A pointer has its own place, and a page that is fetched anew by the browser's own keys begins anew.
let byKeys = false;
addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
  byKeys = !/^F\d/.test(key) && !((ctrlKey || metaKey) && /^[rl]$/i.test(key));
}, true);
addEventListener("pointerdown", () => { byKeys = false; }, true);

addEventListener("pagehide", () => {
  const note = byKeys ? atNow() : null, element = note?.element;
  if (!element?.isConnected || element === main || element.closest("header")) return;
  const tabs = element.closest(TABS)?.getAttribute("aria-label");
  const kept = { ...note, element: null, tabs, path: location.pathname, hash: location.hash, at: Date.now() };
  try { sessionStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* private mode: the page begins at its top */ }
});

const taken = () => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    return kept && Date.now() - kept.at < SOON ? kept : null;
  } catch { return null; }
};

// Tabs lead to pages of their own: there the tab that is open stands for the one that was pressed.
const open = (label) => [...document.querySelectorAll(TABS)]
  .find((one) => label && one.getAttribute("aria-label") === label)?.querySelector("[aria-current]");

// An address that names a place in the page leads there, unless it did so before.
const isFree = ({ hash }) => {
  const named = document.querySelector(":target"), isTold = location.hash && location.hash !== hash;
  return !isTold && [document.body, main, named].includes(document.activeElement);
};

const kept = taken();
const stay = () => {
  if (!isFree(kept)) return;
  const answer = document.querySelector("main [data-answer]");
  const place = answer ?? (kept.path === location.pathname ? again(kept) : open(kept.tabs));
  place?.focus();
  if (place?.matches("input:is([type=search], [type=text])")) place.setSelectionRange(place.value.length, place.value.length);
};
if (kept && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") {
  stay();
  if (location.hash) addEventListener("load", () => setTimeout(stay)); // the browser goes to the named place by then
}
