import { ask, reason } from "../refusal.js";

// The position beside the chart: the same page that its address gives, as a fragment.
export class Panel {
  // `home` is shown while no position is: what a plan does.
  constructor(element, template, query, home = "") {
    this.home = home;
    this.element = element;
    this.template = template;
    this.query = query;
    this.key = "";
    this.asked = 0;
  }

  // A key as one segment of an address (portal/converters.py).
  address(key) {
    const segment = encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
    return this.template.replace("/positions/KEY/", `/positions/${segment}/`) + this.query();
  }

  async show(key) {
    this.key = key;
    const number = ++this.asked; // only the last that was asked for is shown
    const room = matchMedia("(min-width: 901px)").matches;
    if (!key && !(this.home && room)) { this.element.hidden = true; this.element.replaceChildren(); return; }
    this.element.setAttribute("aria-busy", "true");
    this.element.hidden = false;
    const answer = await ask(key ? this.address(key) : this.home + this.query());
    const text = answer?.ok ? await answer.text() : `<p class='empty'>${reason(answer)}</p>`;
    if (number !== this.asked) return;
    this.element.innerHTML = text;
    this.element.scrollTop = 0;
    this.element.removeAttribute("aria-busy");
    window.htmx?.process(this.element);
    this.shown?.(this.element);
  }
}
