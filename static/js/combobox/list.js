// The list under a combobox: shown over everything else, dialogs too, beside its field or as wide as a phone.
import { marked } from "./marking.js";

const NARROW = 640, EDGE = 8, GAP = 4, LOWEST = 180, HIGHEST = 360;
let made = 0;

const part = (name, className, ...nodes) => {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...nodes);
  return element;
};

export class List {
  // `short`: what an option says beside its name is a few words at most.
  constructor(input, label, short) {
    this.input = input;
    this.id = `combo-list-${(made += 1)}`;
    this.options = part("ul", "");
    this.options.id = this.id;
    this.options.setAttribute("role", "listbox");
    this.options.setAttribute("aria-label", label);
    this.more = part("p", "combo-more");
    this.box = part("div", short ? "combo-list short" : "combo-list", this.options, this.more);
    this.box.popover = "manual";
    this.place = this.place.bind(this);
  }

  get open() { return this.box.matches(":popover-open"); }

  show({ rows, total }, words) {
    this.options.replaceChildren(...rows.map((row, i) => this.option(row, i, words)));
    this.options.hidden = !rows.length;
    this.more.textContent = rows.length ? `${total - rows.length} more. Type to narrow the list.` : "No match. Try part of the name.";
    this.more.hidden = rows.length === total && rows.length > 0;
    if (!this.open) {
      this.box.showPopover();
      for (const [target, event] of this.moves) target.addEventListener(event, this.place, { capture: true, passive: true });
    }
    this.place();
  }

  hide() {
    if (!this.open) return;
    this.box.hidePopover();
    for (const [target, event] of this.moves) target.removeEventListener(event, this.place, { capture: true });
  }

  get moves() { return [[window, "scroll"], [window, "resize"], [window.visualViewport, "resize"]]; }

  option(row, index, words) {
    const item = part("li", "", part("span", "combo-name", ...marked(row.name, words)));
    if (row.detail) item.append(part("small", "", ...marked(row.detail, words)));
    item.id = `${this.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    return item;
  }

  // Mark one as the active option; none for -1.
  point(at) {
    [...this.options.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
    this.options.children[at]?.scrollIntoView({ block: "nearest" });
    return this.options.children[at]?.id ?? "";
  }

  place() {
    const { left, top, bottom, width } = this.input.getBoundingClientRect(), { style } = this.box;
    const high = window.visualViewport?.height ?? innerHeight, wide = document.documentElement.clientWidth;
    const below = high - bottom - GAP - EDGE, above = top - GAP - EDGE, up = below < LOWEST && above > below;
    const across = wide <= NARROW ? wide - 2 * EDGE : Math.min(Math.max(width, 320), wide - 2 * EDGE);
    style.width = `${across}px`;
    style.left = `${Math.max(EDGE, Math.min(left, wide - EDGE - across))}px`;
    style.maxHeight = `${Math.min(HIGHEST, up ? above : below)}px`;
    style.top = up ? "auto" : `${bottom + GAP}px`;
    style.bottom = up ? `${innerHeight - top + GAP}px` : "auto";
  }
}
