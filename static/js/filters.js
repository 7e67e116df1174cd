// Filters on a phone: results come first, so what a form filters by is behind one button that counts what is set. It opens a
// sheet from below whose button says how many results there would be. Wider windows, and those without this module, have
// the whole form in the page.
const ASIDE = "input[type=hidden], input[type=search], label[for], nav, .seg, .grow, a, noscript, button";
const FEWEST = 2; // controls that are worth a sheet

// A select of many is typed in: what it holds is the select's.
const TYPED_IN = ".combo:has(> select) > input";
const controls = (panel) => [...panel.querySelectorAll(`select, input:not([type=hidden], .day-native, ${TYPED_IN})`)];
// What a control says where nobody has set it: its first choice, or nothing, unless the page names another.
const usual = (control) => control.dataset.usual ?? (control.tagName === "SELECT" ? control.options[0]?.value ?? "" : "");
const isSet = (control) => (control.type === "checkbox" ? control.checked : control.value !== usual(control));

// What the form would ask, and what the page then has to show.
let asking = new AbortController();
const count = async (form, button) => {
  asking.abort();
  asking = new AbortController();
  const asked = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${new URL(form.action).pathname}?${asked}`, { signal: asking.signal }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-results]")?.dataset.results;
  if (found) button.textContent = `Show ${found}`;
};

const template = document.getElementById("filter-sheet");
const sheetOf = (form, panel, opener) => {
  const sheet = template.content.firstElementChild.cloneNode(true), place = document.createComment(""), show = sheet.querySelector(".primary");
  form.append(sheet);
  if (form.dataset.results) show.textContent = `Show ${form.dataset.results}`;
  opener.addEventListener("click", () => {
    panel.before(place);
    sheet.querySelector("[data-panel]").append(panel);
    sheet.showModal();
  });
  sheet.addEventListener("close", () => { place.replaceWith(panel); opener.focus(); });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
    if (!event.target.closest("[data-clear]")) return;
    for (const control of controls(panel)) {
      if (control.type === "checkbox") control.checked = false;
      else control.value = usual(control);
    }
    for (const input of panel.querySelectorAll(TYPED_IN)) input.value = "";
    count(form, show);
  });
  // The form does not send itself from here: its button does.
  sheet.addEventListener("change", (event) => { event.stopPropagation(); count(form, show); });
};

const enhance = (form) => {
  const parts = [...form.children].filter((part) => !part.matches(ASIDE) || (part.matches("label[for]") && form.querySelector(`[id="${part.htmlFor}"]:not([type=search])`)));
  const panel = Object.assign(document.createElement("div"), { className: "filter-panel" });
  if (!parts.length) return;
  parts[0].before(panel);
  panel.append(...parts);
  if (controls(panel).length < FEWEST) return panel.classList.add("stays");
  const opener = template.content.querySelector(".filter-open").cloneNode(true), set = controls(panel).filter(isSet).length;
  const number = opener.querySelector(".count");
  number.textContent = set;
  number.hidden = !set;
  panel.after(opener);
  form.classList.add("has-sheet");
  sheetOf(form, panel, opener);
};

for (const form of document.querySelectorAll("form.filters[data-autosubmit]")) enhance(form);

// A form that has its sheet already: its button counts, too.
document.addEventListener("change", ({ target }) => {
  const sheet = target.closest?.(".filter-sheet"), button = sheet?.querySelector("button.primary");
  if (button?.form && target.form === button.form) count(button.form, button);
});
