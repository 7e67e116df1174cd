// The setup: a section renews itself in place, together with the steps; and what moving people would bring is said
// before the press. Without this, everything is a plain form.
const typed = (form) => new FormData(form).get("manager")?.trim() ?? "";
const off = (form) => {
  form.querySelector(":scope > button").disabled = !typed(form);
};

const prepare = (root) => {
  for (const form of root.querySelectorAll("[data-move]")) off(form);
};

const ask = async (form) => {
  const asked = new URLSearchParams({ cause: form.elements.cause.value, manager: typed(form) });
  const answer = await fetch(`${form.action}?${asked}`).catch(() => null);
  if (answer?.status !== 200) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.querySelector(".says").replaceChildren(...made.querySelector(".says").childNodes);
};

for (const name of ["input", "lineup:chosen"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("[data-move]");
    if (!form) return;
    off(form);
    form.querySelector(".says").replaceChildren();
    if (event.detail?.key) ask(form);
  });
}
prepare(document);

// A section that was renewed goes on where it was worked in: at the row that took the place of the one that went.
let row = 0;
const rows = (section) => [...section.querySelectorAll("tbody tr, .causes > li")];

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const section = event.target.closest(".setup section");
  if (section) row = Math.max(0, rows(section).findIndex((one) => one.contains(document.activeElement)));
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  const section = event.target.closest?.(".setup section");
  if (!section) return;
  prepare(section);
  const done = document.querySelector("[data-all-done]");
  if (done && !rows(section).length && section.id !== "invite") { done.focus(); return; }
  const wrong = section.querySelector(".errorlist, .span-warning")?.closest("form");
  const there = wrong ?? rows(section).at(Math.min(row, rows(section).length - 1)) ?? section;
  (there.querySelector("select, input:not([type=hidden]), textarea") ?? section.querySelector("h2")).focus();
});
