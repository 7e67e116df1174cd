// What a combobox chooses among, and where what was chosen is kept for the form.
// A source answers `find(text)` with {rows: [{key, name, detail, shown}], total, sole}, and `now(text)` too if it need not ask the server.
import { rank, wordsOf } from "./marking.js";
import { tell } from "../refusal.js";

const SHOWN = 20;
// The key of having nothing, where a select says that this is a choice of its own (data-offers-none).
const NONE = "\u0000";

// Positions, people or products of the organisation, on the day and in the plan that the page or the form is about.
export const records = (input) => ({
  async find(text) {
    const organisation = location.pathname.split("/")[2], here = new URLSearchParams(location.search);
    const asked = new URLSearchParams({ q: text });
    const plan = here.get("plan") ?? location.pathname.match(/\/plans\/(?!(?:new|rules|close-gaps)\/)([^/]+)\//)?.[1];
    if (plan) asked.set("plan", plan);
    const day = input.form?.elements.on?.value || here.get("on");
    if (day) asked.set("on", day);
    const answer = await fetch(`/o/${organisation}/choose/${input.dataset.choose}/?${asked}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) return answer.json();
    tell(answer);
    return null;
  },
});

// The options of a select.
const isOffered = (option, select) => !option.disabled && (option.value !== "" || "offersNone" in select.dataset);
const keyOf = (option) => option.value || NONE;

export const options = (select) => ({
  async find(text) { return this.now(text); },
  now(text) {
    const words = wordsOf(text), ranked = [];
    for (const option of select.options) {
      const fits = isOffered(option, select) ? rank(words, option.text) : null;
      if (fits !== null) ranked.push([wordsOf(option.text).join(" ") === words.join(" ") ? -1 : fits, option]);
    }
    ranked.sort(([one], [other]) => one - other);
    const rows = ranked.slice(0, SHOWN).map(([, option]) => row(option));
    return { rows, total: ranked.length, sole: words.length ? sole(ranked) : "" };
  },
});

// Nothing is shown as the field's placeholder.
const row = (option) => ({
  key: keyOf(option),
  name: option.text,
  detail: option.dataset.detail ?? option.parentElement.label ?? "",
  shown: option.value ? option.text : "",
});

// The only one of those that fit best: called just that, with these words, with parts of words.
const sole = (ranked) => {
  const best = ranked.filter(([fits]) => (fits < 0) === (ranked[0][0] < 0) && (fits < 2) === (ranked[0][0] < 2));
  return best.length === 1 ? keyOf(best[0][1]) : "";
};

// A record's key goes into the field that is posted, what was typed where none is chosen.
export const field = (input, hidden) => {
  hidden.name = input.name;
  input.removeAttribute("name");
  let key = hidden.value;
  hidden.value ||= input.value;
  return {
    get key() { return key; },
    keep(chosen) { key = chosen; hidden.value = chosen || input.value; },
  };
};

export const selection = (select) => ({
  element: select,
  get key() { return select.value; },
  keep(chosen) { select.value = chosen === NONE ? "" : chosen; if (select.selectedIndex < 0) select.value = ""; },
});
