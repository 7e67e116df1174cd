// A range beside a field: it moves the field, and the field moves it. The field alone is sent, and is the way
// without this module. `data-days` lists the days that a date field is slid over, `data-from` is the day that
// the range counts from; with neither, the range holds the number itself.
import { isoOf, textOf } from "./day-field.js";

const DAY = 86400000, PAUSE = 350, SLID = "slid";
const text = (day) => new Date(day).toISOString().slice(0, 10);
const spoken = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

const scale = (range) => {
  if (range.dataset.days) {
    const days = range.dataset.days.split(" ");
    return {
      to: (value) => days[value],
      from: (field) => Math.max(0, days.findLastIndex((day) => day <= field)),
    };
  }
  if (range.dataset.from) {
    const begin = Date.parse(range.dataset.from);
    return { to: (value) => text(begin + value * DAY), from: (field) => (Date.parse(field) - begin) / DAY };
  }
  return { to: (value) => value, from: (field) => field };
};

const connect = (range) => {
  const field = document.getElementById(range.dataset.slides);
  if (!field) return;
  const { to, from } = scale(range), isDay = "day" in field.dataset;
  const read = () => (isDay ? isoOf(field.value) : field.value), write = (value) => { field.value = isDay ? textOf(value) : value; };
  const say = () => range.setAttribute("aria-valuetext", isDay ? spoken(read() || to(range.value)) : range.value);
  let pausing = 0;
  range.hidden = false;
  if (read()) range.value = from(read());
  say();
  range.addEventListener("input", () => { write(to(range.value)); say(); });
  // A key pressed several times is one slide.
  range.addEventListener("change", (event) => {
    event.stopPropagation();
    clearTimeout(pausing);
    pausing = setTimeout(() => {
      sessionStorage.setItem(SLID, range.dataset.slides);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, PAUSE);
  });
  field.addEventListener("input", () => { if (read()) range.value = from(read()); say(); });
  // The page has come anew because of a slide: whoever slides goes on from there.
  if (sessionStorage.getItem(SLID) === range.dataset.slides) range.focus({ preventScroll: true });
};

document.querySelectorAll("input[data-slides]").forEach(connect);
sessionStorage.removeItem(SLID);
