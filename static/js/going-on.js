// Whoever leaves a page goes on where they were: once Back leads there again, and where what was done in a dialog leads to
// the same page as a plan has it. A page says by `tell` where somebody is in it, and finds that in `place`.
const KEPT = `going-on ${location.pathname}`, SOON = 10000; // milliseconds that a page may take to come

const taken = () => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    return kept;
  } catch { return null; }
};
const kept = taken(), isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
export const isDone = Boolean(kept?.done) && Date.now() - kept.at < SOON;
export const place = isBack || isDone ? kept?.place : null;

let where = () => null;
export const tell = (says) => { where = says; };

addEventListener("pagehide", () => {
  const done = document.querySelector("dialog[open]") !== null, now = { at: Date.now(), done, place: where(done) };
  try { if (done || now.place) sessionStorage.setItem(KEPT, JSON.stringify(now)); } catch { /* private mode: the page begins at its top */ }
});

if (isDone && document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
