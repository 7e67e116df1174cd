// What was typed into a form that could not be sent, because its author was signed out meanwhile or the site could not take it, is filled
// in again where the form is next shown in this tab: for its author alone, within the hour. Passwords and files are never kept.
const KEPT = "typed", FOR_AN_HOUR = 3_600_000, COUNTED = ["seen", "base"]; // by which a form tells that others changed something meanwhile
const author = () => document.querySelector("[data-toasts]")?.dataset.for;
const read = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)); } catch { return null; } };
const write = (kept) => { try { kept ? sessionStorage.setItem(KEPT, JSON.stringify(kept)) : sessionStorage.removeItem(KEPT); } catch { /* private mode, or too long */ } };

const address = (form) => new URL(form.getAttribute("hx-post") ?? form.getAttribute("action") ?? location.href, location.href).pathname;
const alike = (form) => [...document.forms].filter((one) => one.method === form.method && address(one) === address(form));
const typed = (form) => [...form.elements].filter((field) => field.name && !field.disabled
  && (COUNTED.includes(field.name) || field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])")));
const said = (field) => field.matches("[type=checkbox], [type=radio]") ? field.checked
  : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
const label = (field) => field.matches("[type=checkbox], [type=radio]") ? `${field.name} ${field.value}` : field.name;

document.addEventListener("submit", ({ target: form }) => {
  const fields = typed(form), is_shown = fields.some((field) => !COUNTED.includes(field.name));
  if ((form.method !== "post" && !form.hasAttribute("hx-post")) || !is_shown || !author() || form.closest(".entrance")) return;
  const dialog = form.closest("dialog");
  write({ at: Date.now(), author: author(), action: address(form), which: alike(form).indexOf(form), opened: dialog?.dataset.opened, fields: fields.map((field) => [label(field), said(field)]) });
}, true);
// A script's form was sent: nothing is left to fill in, unless what came back leads to the sign-in.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && !detail.xhr.getResponseHeader("HX-Redirect")?.startsWith("/accounts/login/")) write(null);
});

const say = (field, value) => {
  if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
  else if (typeof value === "boolean") field.checked = value;
  else field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
};

const fill = (form, fields) => {
  const left = typed(form);
  for (const [name, value] of fields) {
    const at = left.findIndex((field) => label(field) === name);
    if (at < 0) continue;
    const [field] = left.splice(at, 1);
    if (JSON.stringify(said(field)) !== JSON.stringify(value)) say(field, value);
  }
};

const note = (text) => {
  const made = Object.assign(document.createElement("p"), { className: "note info typed-again", textContent: text });
  made.setAttribute("role", "status");
  return made;
};
const tell = (form) => {
  const told = note("This was not sent. What you typed is filled in again: look at it, then send it.");
  form.closest("details")?.setAttribute("open", "");
  (form.closest(".card") ?? form).before(told);
  told.scrollIntoView({ block: "center" });
};

const find = ({ action, which }) => [...document.forms].filter((one) => address(one) === action && typed(one).length)[Math.max(0, which)];
const fillAgain = (kept) => {
  const form = find(kept);
  if (form) { fill(form, kept.fields); tell(form); }
};

// A form in a dialog is there once the dialog has been opened again, as by a press.
const openAgain = (kept) => {
  const filled = ({ detail }) => {
    if (detail.target.id !== "edit-dialog") return;
    document.removeEventListener("htmx:afterSwap", filled);
    fillAgain(kept);
  };
  document.addEventListener("htmx:afterSwap", filled);
  const link = Object.assign(document.createElement("a"), { href: kept.opened, hidden: true });
  link.dataset.do = "";
  document.body.append(link);
  link.click();
  link.remove();
};

const isFresh = (kept) => kept && Date.now() - kept.at < FOR_AN_HOUR;
const again = () => {
  const kept = read(), entrance = document.querySelector(".entrance"), signIn = entrance?.querySelector('form[action="/accounts/login/"]');
  if (signIn || document.querySelector("[data-unsent]")) {
    write(isFresh(kept) ? { ...kept, unsent: true } : null);
    if (signIn && isFresh(kept)) signIn.before(note("You were signed out before this was sent. What you typed is kept in this tab: sign in to go on."));
  } else if (!entrance) { // else: on the way in still
    write(null);
    if (!kept?.unsent || !isFresh(kept) || kept.author !== author()) return;
    if (kept.opened) openAgain(kept); else fillAgain(kept);
  }
};
again();

// The page before has the form; where there is none, nothing leads back.
const back = document.querySelector("[data-back]");
if (back && history.length > 1) {
  back.hidden = false;
  back.addEventListener("click", () => history.back());
}
