// The bell: a press opens the latest notices under it. Without this module it is a link to their page.
const bell = document.querySelector("[data-bell]"), sheet = document.getElementById("bell-sheet");

const show = () => {
  if (sheet.matches(":popover-open")) return;
  sheet.showPopover();
  sheet.focus();
};

const open = async () => {
  const late = setTimeout(() => { sheet.innerHTML ||= "<p class='bell-none'>Loading…</p>"; show(); }, 300);
  await htmx.ajax("GET", bell.dataset.bell, { target: sheet, swap: "innerHTML" });
  clearTimeout(late);
  if (sheet.querySelector(".bell-foot")) show();
  else location.assign(bell.href);
};

if (bell && sheet.showPopover) {
  bell.setAttribute("role", "button");
  bell.setAttribute("aria-haspopup", "dialog");
  bell.setAttribute("aria-expanded", "false");
  let closed = -Infinity;
  sheet.addEventListener("toggle", (event) => {
    bell.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "closed") closed = event.timeStamp;
  });
  bell.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    // The press that lets go of the open sheet has closed it already.
    if (event.timeStamp - closed > 300) open();
  });
  bell.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); open(); }
  });
  // After "Mark all read" the button is gone.
  sheet.addEventListener("htmx:afterSwap", () => { if (sheet.matches(":popover-open")) sheet.focus(); });
}
