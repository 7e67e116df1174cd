// A range beside a field: it moves the field, and the field moves it. The field alone is sent, and is the way
// without this module. `data-days` lists the days that a date field is slid over, `data-from` is the day that
// the range counts from; with neither, the range holds the number itself.
const DAY = 86400000;
const text = (day) => new Date(day).toISOString().slice(0, 10);

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
  if (!field || range.dataset.ready) return;
  const { to, from } = scale(range);
  const say = () => range.setAttribute("aria-valuetext", field.value || to(range.value));
  range.dataset.ready = "1";
  range.hidden = false;
  if (field.value) range.value = from(field.value);
  say();
  range.addEventListener("input", () => { field.value = to(range.value); say(); });
  range.addEventListener("change", () => field.dispatchEvent(new Event("change", { bubbles: true })));
  field.addEventListener("input", () => { if (field.value) range.value = from(field.value); say(); });
};

document.querySelectorAll("input[data-slides]").forEach(connect);
