// The list of findings: filters as one types, boxes for many rows, a press on a row opens it, and what an edit changes
// comes anew in place. The keys are work-list.js. Without this module all of it are links and forms.
const page = () => document.getElementById("findings-page");
const boxes = (root = page()) => [...root.querySelectorAll("input[data-choose-row]")];
const QUIET = 250; // milliseconds after the last key

// What is asked of the list, in the address: without what is empty.
const asked = (form) => {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) said.append(name, value);
  return String(said) ? `${location.pathname}?${said}` : location.pathname;
};

// `parts` come anew; the rest of the page stays, so that nothing typed is lost. Filters, orders and pages are steps that
// Back undoes, all words that are typed at a stretch one of them; what is opened or changed meanwhile is none. One answer waits
// for the other, for each comes in the place of what the one before it has brought.
const STEP = "pushState", NO_STEP = "replaceState";
const here = () => `${location.pathname}${location.search}`;
let shown = here(), turn = Promise.resolve();
const renew = (address, how = NO_STEP, parts = ["#findings-page"]) => {
  if (address !== here()) history[how]({}, "", address);
  shown = here();
  turn = turn.catch(() => {}).then(() => htmx.ajax("GET", address, {
    source: document.getElementById("main"), target: parts[0], select: parts[0], selectOOB: parts.slice(1).join(","), swap: "outerHTML show:none",
  }));
  return turn;
};

// Back and forward lead to the list as it was then. htmx would fetch the whole page.
addEventListener("popstate", (event) => {
  if (!page()) return;
  event.stopImmediatePropagation();
  typed = false;
  if (here() !== shown) renew(here());
}, true);

let typing = 0, typed = false;
document.addEventListener("input", ({ target }) => {
  if (target.id !== "f-q") return;
  clearTimeout(typing);
  typing = setTimeout(() => {
    const address = asked(target.form);
    if (address !== shown) renew(address, typed ? NO_STEP : STEP, ["#found", "#found-pills", "#found-says"]);
    typed = true;
  }, QUIET);
});
const step = (address) => { clearTimeout(typing); typed = false; return renew(address, STEP); };

// Filters and heads are links and fields: they renew the page in place, and the focus stays on them.
document.addEventListener("change", ({ target }) => { if (target.matches('[form="f"]')) target.form.requestSubmit(); });
document.addEventListener("submit", (event) => {
  if (event.target.id !== "f") return;
  event.preventDefault();
  const open = page().querySelector(".more-filters[open]");
  step(asked(event.target)).then(() => { if (open && !event.submitter) page().querySelector(".more-filters").open = true; });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".found-bar a.pill, .work-head a, .filter-sheet a, .found-bar .seg a, .pager a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !page()?.contains(link)) return;
  const { pathname, search } = new URL(link.href);
  if (pathname !== location.pathname) return;
  event.preventDefault();
  step(`${pathname}${search}`).then(() => { if (link.closest(".pager")) scrollTo(0, 0); });
});

// A page that has this list renews it in place; the rows that are open stay so.
document.addEventListener("lineup:changed", (event) => {
  if (!page()) return;
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.delete("open");
  for (const open of page().querySelectorAll("[data-row] > .opened")) address.searchParams.append("open", open.parentElement.id.slice(4));
  renew(`${address.pathname}${address.search}`);
});

// A press anywhere on a row opens it, but where something else is pressed or a text is marked.
document.addEventListener("click", ({ target, defaultPrevented }) => {
  const row = target.closest?.(".findings [data-row]");
  if (!row || defaultPrevented || target.closest("a, button, input, label, summary, .opened, .choose") || String(getSelection())) return;
  row.querySelector("[data-open]")?.click();
});

// f on a closed row opens it, and then its best fix.
let fixing = "";
document.addEventListener("click", ({ target }) => {
  fixing = target.closest?.("[data-open-fix]")?.closest("[data-row]").id ?? fixing;
}, true);
document.addEventListener("htmx:afterSettle", () => {
  prepare();
  const row = document.getElementById(fixing);
  if (!row?.querySelector(".opened")) return;
  fixing = "";
  row.querySelector('.opened [data-key="f"]')?.click();
});

// Boxes that choose many.
const groupOf = (box) => (box.matches("[data-choose-all]") ? page() : box.closest(".group"));
const told = () => boxes()[0]?.dispatchEvent(new Event("change", { bubbles: true }));
const prepare = () => {
  for (const box of page()?.querySelectorAll("[data-choose-all], [data-choose-group]") ?? []) {
    const some = boxes(groupOf(box)), chosen = some.filter((one) => one.checked).length;
    box.hidden = false;
    box.checked = some.length > 0 && chosen === some.length;
    box.indeterminate = chosen > 0 && chosen < some.length;
  }
};
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-choose-all], [data-choose-group]")) {
    for (const box of boxes(groupOf(target))) box.checked = target.checked;
    told();
  } else if (target.matches("[data-choose-row]")) prepare();
});
document.addEventListener("reset", (event) => { if (event.target.id === "chosen") setTimeout(told); });
document.addEventListener("keydown", (event) => {
  const { target } = event, row = target.closest?.(".findings [data-row]");
  if (event.key !== "Escape" || row?.querySelector(":scope > .opened") || document.querySelector("dialog[open]")) return;
  if (!row && !target.matches?.("body, [data-choose-all], [data-choose-group], #chosen *")) return;
  document.getElementById("chosen")?.reset();
});

prepare();
