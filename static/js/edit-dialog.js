// Links marked data-do open their form in a dialog instead of a page of their own; afterwards the page shows
// what has changed. Without this module they lead to the page.
import "./going-on.js";
import "./typed-meanwhile.js";

const changed = () => {
  // A page that can renew itself (the chart) says so by preventing the event.
  if (document.dispatchEvent(new CustomEvent("lineup:changed", { cancelable: true }))) location.reload();
};

const dialogFor = () => {
  let dialog = document.getElementById("edit-dialog");
  if (!dialog) {
    dialog = Object.assign(document.createElement("dialog"), { id: "edit-dialog" });
    dialog.setAttribute("aria-label", "What to do");
    dialog.setAttribute("aria-labelledby", "dialog-title");
    dialog.addEventListener("close", () => dialog.replaceChildren());
    document.body.append(dialog);
  }
  return dialog;
};

let opening = 0; // forms that are on their way

// `values` are posted, for what is too long for an address.
export const open = async (href, values = null) => {
  const dialog = dialogFor();
  opening += 1;
  try {
    await htmx.ajax(values ? "POST" : "GET", href, { target: dialog, swap: "innerHTML", ...(values && { values }) });
  } finally {
    opening -= 1;
  }
  if (values) delete dialog.dataset.opened; else dialog.dataset.opened = href; // what was posted has no address to open it again by
  if (!dialog.childElementCount) return; // done already: it needed no look
  if (!dialog.open) dialog.showModal();
  // Where it goes stands first and is chosen already.
  const first = dialog.querySelector(":is(input:not([type=hidden]), select, textarea, .btn):not(.where-to *, .dialog-x)");
  first?.focus();
  if (first?.matches("input")) first.select(); // as Tab does: what is typed replaces it
};

// Keys pressed while a form is on its way are meant for it, not for the page that still has the focus.
document.addEventListener("keydown", (event) => {
  if (!opening || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-do]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const menu = link.closest("details.menu");
    if (menu) menu.open = false;
    open(link.href.baseVal ?? link.href);  // a band of a drawing is a link, too
  }
  const closing = event.target.closest?.("[data-close-dialog]");
  if (closing && closing.closest("dialog")) {
    event.preventDefault();
    closing.closest("dialog").close();
  }
});

// Buttons marked data-do-form, or of a form that is, do so with what the form and the button hold.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form"), { submitter } = event;
  if (!form?.matches("[data-do-form]") && !submitter?.matches("[data-do-form]")) return;
  event.preventDefault();
  const said = new FormData(form, submitter), values = {};
  for (const name of said.keys()) values[name] = said.getAll(name);
  open(submitter.formAction, values);
});

// What it would do is looked at again once another answer is given, in place: the form and the focus stay.
const QUIET = 300; // milliseconds after the last key
let typing = 0;
const again = (form) => {
  if (!form.isConnected || !form.querySelector("#impact")?.childElementCount) return;
  htmx.ajax("POST", form.getAttribute("hx-post"), { source: form, target: "#impact", swap: "innerHTML", values: { look: "1" } });
};
const inDialog = ({ target }) => !target.matches?.(".where-to *, [data-combobox], [data-choose]") && target.closest?.("dialog form.edit-action");

document.addEventListener("input", (event) => {
  const form = inDialog(event);
  clearTimeout(typing);
  if (form && event.target.matches("textarea, input:not([type=checkbox], [type=radio])")) typing = setTimeout(again, QUIET, form);
});

// What a form would do comes below its fields: it is brought into sight once, where it was asked for.
document.addEventListener("htmx:afterSettle", ({ detail: { requestConfig } }) => {
  const impact = document.querySelector("dialog[open] #impact");
  if (requestConfig?.parameters?.look && requestConfig.target?.id !== "impact" && impact?.childElementCount) impact.scrollIntoView({ block: "nearest" });
});

// Another place is asked about at once; and once it has been looked at what a form would do, so is another answer.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.edit-action"), { name } = event.target;
  if (!form) return;
  if (name === "in_plan") form.querySelector("#where-plan").checked = true;
  if (name === "in_plan" || name === "where") {
    form.noValidate = true; // it is only asked again, with what was typed
    form.requestSubmit();
  } else if (name !== "new_plan" && form.closest("dialog")) { clearTimeout(typing); again(form); }
});

document.body.addEventListener("plan-changed", (event) => {
  document.getElementById("edit-dialog")?.close();
  const watched = document.querySelector("[data-watch]");
  if (watched && watched.dataset.plan === event.detail.plan) watched.dataset.version = event.detail.version;
  changed();
});

// Whether somebody else edits the same plan: asked every few seconds while the page is looked at.
const watch = async (bar) => {
  if (document.hidden) return;
  const answer = await fetch(bar.dataset.watch, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const now = await answer.json();
  if (String(now.plan) === bar.dataset.version) return;
  bar.dataset.version = now.plan;
  const said = bar.querySelector("[data-watch-says]");
  if (said) said.textContent = now.by ? `${now.by}: ${now.what}` : "The plan has changed.";
  if (document.dispatchEvent(new CustomEvent("lineup:changed", { cancelable: true }))) {
    bar.querySelector("[data-watch-reload]")?.removeAttribute("hidden");
  }
};

const bar = document.querySelector("[data-watch]");
if (bar) setInterval(() => watch(bar), 4000);
