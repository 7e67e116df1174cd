// What was typed into a form that could not be sent, because its author was signed out meanwhile or the site could not take it, is filled
// in again where the form is next shown in this tab: for its author alone, within the hour. Passwords and files are never kept.
const KEPT = "typed", FOR_AN_HOUR = 3_600_000, COUNTED = ["seen", "base"]; // by which a form tells that others changed something meanwhile
const author = () => document.querySelector("[data-toasts]")?.dataset.for;
const read = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)); } catch { return null; } };
const write = (kept) => {
  try { kept ? sessionStorage.setItem(KEPT, JSON.stringify(kept)) : sessionStorage.removeItem(KEPT); } catch { /* private mode, or too long */ }
};

const address = (form) => new URL(form.getAttribute("hx-post") ?? form.getAttribute("action") ?? location.href, location.href).pathname;
const typed = (form) => [...form.elements].filter((field) => field.name && !field.disabled
  && (COUNTED.includes(field.name) || field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])")));
const said = (field) => field.matches("[type=checkbox], [type=radio]") ? field.checked
  : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
const label = (field) => field.matches("[type=checkbox], [type=radio]") ? `${field.name} ${field.value}` : field.name;
// A page may have several forms of one address: a filter that asks for it, and what is sent to it.
const alike = ({ method, action }) => [...document.forms].filter((one) => one.method === method && address(one) === action && typed(one).length);

document.addEventListener("submit", ({ target: form }) => {
  const fields = typed(form), is_shown = fields.some((field) => !COUNTED.includes(field.name));
  if ((form.method !== "post" && !form.hasAttribute("hx-post")) || !is_shown || !author() || form.closest(".entrance")) return;
  const dialog = form.closest("dialog"), sort = { method: form.method, action: address(form) };
  const values = fields.map((field) => [label(field), said(field)]);
  write({ at: Date.now(), author: author(), ...sort, which: alike(sort).indexOf(form), opened: dialog?.dataset.opened, fields: values });
}, true);
// A script's form was sent: nothing is left to fill in, unless what came back leads to the sign-in.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && !detail.xhr.getResponseHeader("HX-Redirect")?.startsWith("/accounts/login/")) write(null);
});

const put = (field, value) => {
  if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
  else if (typeof value === "boolean") field.checked = value;
  else field.value = value;
};
const announce = (field) => { for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true })); };

// The fields that hold something else than before. Of radios the one that is chosen speaks, as when it is pressed.
const changed = (form, fields) => {
  const left = typed(form);
  return fields.flatMap(([name, value]) => {
    const at = left.findIndex((field) => label(field) === name), [field] = at < 0 ? [] : left.splice(at, 1);
    if (!field || JSON.stringify(said(field)) === JSON.stringify(value)) return [];
    put(field, value);
    return field.type === "radio" && !field.checked ? [] : [field];
  });
};

// A dialog that hears of another place to edit in asks anew for that one: once, with all that is filled in by then.
const PLACE = ["where", "in_plan", "new_plan"];
const fill = (form, fields) => {
  const told = changed(form, fields), place = told.filter(({ name }) => PLACE.includes(name));
  for (const field of told) if (!place.includes(field)) announce(field);
  const isOther = ({ name }) => name === "where" || (name === "in_plan" && form.elements.where.value === "plan");
  place.filter(isOther).slice(0, 1).forEach(announce);
};

const note = (text) => {
  const made = Object.assign(document.createElement("p"), { className: "note info typed-again", textContent: text });
  made.setAttribute("role", "status");
  return made;
};
const tell = (form) => {
  const told = note("This was not sent. What you typed has been filled in again: check it, then send it.");
  form.closest("details")?.setAttribute("open", "");
  (form.closest(".card") ?? form).before(told);
  told.scrollIntoView({ block: "center" });
};

const fillAgain = (kept) => {
  const form = alike(kept)[kept.which];
  if (form) { fill(form, kept.fields); tell(form); }
};

// A form in a dialog is there once the dialog has been opened again, as by a press, and sends itself as htmx does once that has settled.
const openAgain = (kept) => {
  const filled = ({ detail }) => {
    if (detail.target.id !== "edit-dialog") return;
    document.removeEventListener("htmx:afterSettle", filled);
    fillAgain(kept);
  };
  document.addEventListener("htmx:afterSettle", filled);
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
    if (signIn && isFresh(kept)) signIn.before(note("You were signed out before this was sent. What you typed is kept in this tab: sign in to continue."));
  } else if (!entrance) { // else: on the way in still
    write(null);
    if (!kept?.unsent || !isFresh(kept) || kept.author !== author()) return;
    if (kept.opened) openAgain(kept); else fillAgain(kept);
  }
};
addEventListener("DOMContentLoaded", again); // by then htmx knows the forms of the page

// The page before has the form; where there is none, nothing leads back.
const back = document.querySelector("[data-back]");
if (back && history.length > 1) {
  back.hidden = false;
  back.addEventListener("click", () => history.back());
}
