// What every page shares: forms marked data-autosubmit send themselves, buttons say that long work has begun.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  // A combobox speaks for its select, once something is chosen.
  if (form && event.target.type !== "search" && !event.target.matches(".combo:has(> select) > input")) form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.dataset.working) return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = button.dataset.working;
});

// What this tab keeps (filters of lists, what can be undone) goes with whoever signs out, and where a sign-in stands for a session that has ended.
// There only what was typed and not sent stays, for whoever typed it: js/typed-again.js.
const forget = (left = null) => {
  try {
    const kept = left && sessionStorage.getItem(left);
    sessionStorage.clear();
    if (kept) sessionStorage.setItem(left, kept);
  } catch { /* private mode: nothing is kept */ }
};
document.addEventListener("submit", (event) => { if (event.target.matches('form[action="/accounts/logout/"]')) forget(); });
if (document.querySelector(".entrance")) forget("typed");

// On a phone the tab that is open may stand beyond the edge of its row.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
}
