// Menus (details.menu): arrows, Home, End and letters go through what they hold, Escape and a click elsewhere close them, and
// the focus is back at their button. In a popover the same keys do; the browser itself closes it. Without this module menus
// open and close by themselves.
const ITEMS = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select:not([hidden]), textarea, summary";
const TAKES_KEYS = "input:not([type=checkbox]), textarea, select";

const buttonOf = (menu) => (menu.localName === "details" ? menu.firstElementChild : null);
const isOpen = (menu) => menu.open ?? menu.matches(":popover-open");
const items = (menu) => [...menu.querySelectorAll(ITEMS)].filter((one) => one !== buttonOf(menu) && one.checkVisibility());
const opened = () => [...document.querySelectorAll("details.menu[open]")];

export const close = (menu, back = true) => {
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (back || inside) menu.querySelector("summary").focus();
};

const step = (menu, from, key) => {
  const all = items(menu), at = all.indexOf(from);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[key];
  all[(to + all.length) % all.length]?.focus();
};

const toLetter = (menu, from, letter) => {
  const all = items(menu), at = all.indexOf(from), rest = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const found = rest.find((one) => one.textContent.trim().toLowerCase().startsWith(letter));
  found?.focus();
  return Boolean(found);
};

// Whether the key went through the menu that the focus is in, or at the button of.
const goes = ({ key, target }, menu) => {
  const atButton = target === buttonOf(menu);
  if (key === "ArrowDown" || key === "ArrowUp" || key === "Home" || key === "End") {
    if (atButton && !menu.open && key.startsWith("Arrow")) menu.open = true;
    if (isOpen(menu)) step(menu, target, key);
    return isOpen(menu);
  }
  return isOpen(menu) && /^\p{L}$/u.test(key) && toLetter(menu, target, key.toLowerCase());
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const menu = event.target.closest?.("details.menu, [popover]");
  if (event.key === "Escape") {
    if (menu?.popover) return;
    const open = menu?.open ? menu : opened().at(-1);
    if (open) { close(open); event.preventDefault(); }
    return;
  }
  if (!menu || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.matches(TAKES_KEYS)) return;
  if (goes(event, menu)) { event.preventDefault(); event.stopImmediatePropagation(); }
});

// What opens at the foot of the window is seen.
document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("details.menu[open]")) target.lastElementChild.scrollIntoView({ block: "nearest", inline: "nearest" });
}, true);

// Whoever leaves a menu by Tab does not leave it over what comes next.
document.addEventListener("focusout", ({ target, relatedTarget: to }) => {
  const menu = target.closest?.("details.menu[open]");
  if (menu && to && !menu.contains(to) && !to.closest("dialog, [popover], [data-toasts]")) menu.open = false;
});

document.addEventListener("click", ({ target }) => {
  for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
});
