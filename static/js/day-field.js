// Fields of a day, [data-day]: they read "26 Nov 2026" and send 2026-11-26. A button opens the browser's own calendar. The
// server reads all of these forms, too (portal/days.py), so that nothing depends on this module.
const MONTHS = "january february march april may june july august september october november december".split(" ");
const WORDED = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?[\s,-]+(\d{4})$/, MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/;
const DOTTED = /^(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4})$/, SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

const month = (word) => MONTHS.findIndex((name) => name.startsWith(word === "sept" ? "sep" : word)) + 1;
const slashed = (year, first, second) =>
  second > 12 ? [year, first, second] : first > 12 || first === second ? [year, second, first] : null;

// Year, month and day of a text, as read_day of portal/days.py reads it.
const parts = (text) => {
  const words = text.trim().toLowerCase();
  let found;
  if ((found = ISO.exec(words))) return [+found[1], +found[2], +found[3]];
  if ((found = WORDED.exec(words))) return [+found[3], month(found[2]), +found[1]];
  if ((found = MONTH_FIRST.exec(words))) return [+found[3], month(found[1]), +found[2]];
  if ((found = DOTTED.exec(words))) return [+found[3], +found[2], +found[1]];
  return (found = SLASHED.exec(words)) ? slashed(+found[3], +found[1], +found[2]) : null;
};

// "2026-11-26"; "" where the text says no day.
export const isoOf = (text) => {
  const [year, number, day] = parts(text) ?? [];
  const at = new Date(Date.UTC(year, number - 1, day)); // which takes the year 26 for 1926
  return number && at.getUTCFullYear() === year && at.getUTCMonth() === number - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : "";
};

// "26 Nov 2026"
export const textOf = (iso) => {
  const [year, number, day] = iso.split("-");
  const name = MONTHS[number - 1].slice(0, 3);
  return `${+day} ${name[0].toUpperCase()}${name.slice(1)} ${year}`;
};

document.addEventListener("click", ({ target }) => {
  const open = target.closest?.("[data-day-open]");
  if (!open) return;
  const field = open.parentElement.querySelector("[data-day]"), calendar = open.parentElement.querySelector("[data-day-native]");
  calendar.value = isoOf(field.value);
  calendar.showPicker();
});

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[data-day]")) target.setCustomValidity("");
});

// Before whoever else listens: a form that sends itself on a change sends a day that is one.
document.addEventListener("change", (event) => {
  const { target } = event;
  if (target.matches?.("[data-day-native]")) {
    const field = target.parentElement.querySelector("[data-day]");
    event.stopPropagation();
    if (!target.value) return;
    field.value = textOf(target.value);
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    field.focus();
  }
  if (!target.matches?.("[data-day]")) return;
  const iso = isoOf(target.value);
  if (iso) target.value = textOf(iso);
  else if (target.value && target.closest("[data-autosubmit]")) target.setCustomValidity("Enter a date like 26 Nov 2026.");
}, true);

// An address holds a day in one form, whatever was typed.
document.addEventListener("formdata", ({ target, formData }) => {
  for (const field of target.elements) {
    const iso = field.matches("[data-day][name]") && !field.disabled && isoOf(field.value);
    if (iso) formData.set(field.name, iso);
  }
});
