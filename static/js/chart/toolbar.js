// The bar above the chart keeps to one row: pills that do not fit into it are in a menu. Those that are on stay longest.
const PHONE = matchMedia("(max-width: 760px)"); // where they are pushed along instead

export function listen(root) {
  const pills = root.querySelector("[data-pills]"), rest = root.querySelector("[data-rest]"), sheet = rest.querySelector(".sheet");
  const all = [...pills.children];
  const fit = () => {
    pills.replaceChildren(...all);
    rest.hidden = true;
    if (PHONE.matches || !isTooWide(pills)) return;
    rest.hidden = false;
    for (const pill of [...off(all), ...on(all)]) {
      if (!isTooWide(pills)) break;
      pill.remove();
    }
    sheet.replaceChildren(...all.filter((pill) => pill.parentElement !== pills));
  };
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === width) return;
    width = contentRect.width;
    fit();
  }).observe(pills.parentElement);
}

const isTooWide = (pills) => pills.scrollWidth > pills.clientWidth;
const on = (pills) => pills.filter((pill) => pill.hasAttribute("aria-current")).reverse();
const off = (pills) => pills.filter((pill) => !pill.hasAttribute("aria-current")).reverse();
