// Several positions chosen at once: by Ctrl or Shift and a click, by the key X, or by taps while "Select" is on.
// What is done to them together is a form below the drawing, which carries their keys.
export class Picks {
  constructor(chart, form, mode) {
    Object.assign(this, { chart, form, mode, count: form?.querySelector("[data-picks-count]") });
    this.sent = false;
    if (!form) return;
    mode?.addEventListener("click", (event) => { event.preventDefault(); this.turn(!this.on); });
    form.querySelector("[data-picks-clear]").addEventListener("click", (event) => { event.preventDefault(); this.clear(); this.turn(false); });
    form.addEventListener("keydown", (event) => { // what was chosen stays; a second press, on the drawing, lets go of it
      if (event.key === "Escape" && !event.defaultPrevented) chart.stage.tree.focus({ preventScroll: true });
    });
    form.addEventListener("submit", () => { this.sent = true; });
    document.addEventListener("close", () => { this.sent = false; }, true);
    document.body.addEventListener("plan-changed", () => { if (this.sent) this.clear(); });
    this.#tell();
  }

  get keys() { return this.chart.model.picked; }
  get on() { return this.mode?.getAttribute("aria-pressed") === "true"; }

  // Whether a press on a card chooses it, instead of showing it.
  wants(event) { return Boolean(this.form) && (this.on || event.ctrlKey || event.metaKey || event.shiftKey); }

  turn(on) {
    this.mode?.setAttribute("aria-pressed", String(on));
    this.#tell();
  }

  toggle(key) {
    if (!this.form || key === "") return;
    if (!this.keys.delete(key)) this.keys.add(key);
    const i = this.chart.model.at(key), title = this.chart.model.face(i)?.[0] ?? key;
    this.chart.stage.setActive(i);
    this.#tell();
    this.chart.say(`${title} ${this.keys.has(key) ? "selected" : "no longer selected"}. ${this.keys.size} selected.`);
  }

  clear() {
    this.sent = false;
    this.keys.clear();
    if (this.form.contains(document.activeElement)) this.chart.stage.tree.focus({ preventScroll: true });
    this.#tell();
  }

  // To the keyboard: the first thing that can be done with them.
  enter() { this.form?.querySelector("button")?.focus(); }

  #tell() {
    const { form, keys, count } = this;
    form.hidden = !keys.size && !this.on;
    count.textContent = keys.size ? `${keys.size} selected` : "Tap positions to select them";
    for (const button of form.querySelectorAll("button[formaction]")) button.disabled = !keys.size;
    form.querySelectorAll("input[name=key]").forEach((old) => old.remove());
    for (const key of keys) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "key", value: key }));
    this.chart.stage.recard();
  }
}
