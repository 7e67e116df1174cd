// A list is found again as it was left: the crumb above a record leads back to it with the filters that it had in this
// tab. Plan and day are those of the record's page.
const KEPT = "lists", HERE = ["plan", "on"];
const lists = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");

if (document.querySelector("main form[data-autosubmit], main form[role=search], main form.filters")) {
  // On leaving, because a list that is filtered in place changes its address without a new page.
  addEventListener("pagehide", () => sessionStorage.setItem(KEPT, JSON.stringify({ ...lists(), [location.pathname]: location.search })));
}

for (const crumb of document.querySelectorAll(".crumbs a")) {
  const left = lists()[crumb.pathname];
  if (!left) continue;
  const asked = new URLSearchParams(left), own = new URLSearchParams(crumb.search);
  for (const name of HERE) asked.delete(name);
  for (const [name, value] of own) asked.set(name, value);
  crumb.search = asked.toString();
}
