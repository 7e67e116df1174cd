// Fields that name one of many (ARIA: editable combobox with a list): positions, people and products, by their name, title or
// e-mail address, and selects marked data-combobox (where that says "many": of more than a dozen). Without this module the former take what is typed, the latter are
// selects. Once something is chosen or no longer is, `lineup:chosen` says so at the field, with its key.
import { List } from "./combobox/list.js";
import { wordsOf } from "./combobox/marking.js";
import { field, options, records, selection } from "./combobox/sources.js";

const PAUSE = 120, OFFERED = 5, MANY = 12;
const LABELS = { position: "Positions", person: "People", product: "Products", option: "Choices" };

// The only one that can be meant.
const meant = (found) => found?.rows.find(({ key }) => key === found.sole);

class Combobox {
  // Of `kind`: `source` finds, `kept` holds the key that is chosen ('' for none).
  constructor(input, kind, source, kept) {
    const list = new List(input, LABELS[kind], kind === "option");
    Object.assign(this, { input, kind, source, kept, list, found: null, at: -1, asked: 0, timer: 0, told: kept.key });
    this.status = Object.assign(document.createElement("span"), { className: "sr" });
    this.status.setAttribute("role", "status");
    input.after(this.list.box, this.status);
    this.say({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id });
    this.listen();
  }

  say(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("click", () => this.pressedOn());
    input.addEventListener("blur", () => this.left());
    // A press on an option must not take the focus from the field before the click comes.
    list.box.addEventListener("mousedown", (event) => event.preventDefault());
    list.options.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.take(this.found.rows[[...list.options.children].indexOf(item)]);
    });
    this.frame.addEventListener("change", (event) => this.picked(event.target));
  }

  get frame() { return this.input.closest(".field") ?? this.input.closest(".combo").parentElement; }

  // All are listed, as a select would; typing on replaces what is chosen.
  pressedOn() {
    if (this.list.open || (this.kept.key && this.kind !== "option")) return;
    if (this.kept.key) this.input.select();
    this.ask();
  }

  typed() {
    clearTimeout(this.timer);
    this.found = null;
    this.asked += 1;
    this.keep("");
    this.forgive();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // What fits, as a list; everything where something is chosen already.
  async ask() {
    const found = await this.find(this.kept.key ? "" : this.input.value);
    if (found && document.activeElement === this.input) this.show(found);
  }

  // null where something else has been asked for meanwhile, or there is no answer.
  async find(text) {
    clearTimeout(this.timer);
    const number = (this.asked += 1);
    this.input.setAttribute("aria-busy", "true");
    const found = await this.source.find(text);
    if (number !== this.asked) return null;
    this.input.removeAttribute("aria-busy");
    this.found = found;
    return found;
  }

  show(found) {
    const { rows, total, sole } = found;
    this.list.show(found, this.kept.key ? [] : wordsOf(this.input.value));
    this.say({ "aria-expanded": String(rows.length > 0) });
    this.point(sole ? rows.findIndex((row) => row.key === sole) : -1);
    const more = total > rows.length ? `Showing the first ${rows.length}. Type more to narrow the list.` : "";
    this.status.textContent = total ? `${total} ${total === 1 ? "match" : "matches"}. ${more}` : "No match.";
  }

  hide() {
    this.list.hide();
    this.say({ "aria-expanded": "false" });
    this.point(-1);
    this.status.textContent = "";
  }

  point(at) {
    this.at = at;
    const id = this.list.point(at);
    if (id) this.say({ "aria-activedescendant": id });
    else this.input.removeAttribute("aria-activedescendant");
  }

  step(by) {
    const count = this.found?.rows.length ?? 0;
    if (!this.list.open) this.ask();
    else if (count) this.point(this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count);
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { key } = event, open = this.list.open, row = open ? this.found?.rows[this.at] : this.typedAlone(key);
    if (key === "Tab") { if (row) this.take(row); return; }
    const acts = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      ...(open && { Escape: () => this.hide() }),
      ...(row ? { Enter: () => this.take(row) } : this.isUnsaid && { Enter: () => this.toFirst() }),
      ...(row && open && { Home: () => this.point(0), End: () => this.point(this.found.rows.length - 1) }),
    };
    if (!acts[key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[key]();
  }

  // Several can be meant: Enter shows the first that fits, and the next one takes it. Without a list the server asks which, but
  // a select would be posted as it was, whatever was typed.
  get isUnsaid() {
    const isTyped = !this.kept.key && this.input.value.trim() !== "";
    return isTyped && (this.list.open ? this.found?.rows.length > 0 : this.kind === "option");
  }

  async toFirst() {
    if (!this.list.open) await this.ask();
    if (this.found?.rows.length) this.point(0);
  }

  // What was typed before the list could come, where Enter is pressed and one option alone can be meant.
  typedAlone(key) {
    return key === "Enter" && !this.kept.key && this.input.value.trim() ? meant(this.source.now?.(this.input.value)) : null;
  }

  take(row, { quietly = false } = {}) {
    this.input.value = row.shown;
    this.asked += 1;
    clearTimeout(this.timer);
    this.hide();
    this.forgive();
    this.keep(row.key);
    if (!quietly) this.tell();
  }

  // As if a select had been used, whoever listens to it.
  tell() {
    this.told = this.kept.key;
    (this.kept.element ?? this.input).dispatchEvent(new Event("change", { bubbles: true }));
  }

  keep(key) {
    const before = this.kept.key;
    this.kept.keep(key);
    if (key !== before) this.input.dispatchEvent(new CustomEvent("lineup:chosen", { bubbles: true, detail: { key: this.kept.key } }));
  }

  // Whoever leaves the field has chosen what can be meant only, or is asked which.
  async left() {
    this.hide();
    const text = this.input.value;
    if (!text.trim() && this.kept.element && this.told) this.tell();
    if (!text.trim() || this.kept.key) return;
    const found = this.found ?? this.source.now?.(text) ?? (await this.find(text)), row = meant(found);
    if (row) this.keep(row.key); // at once: a button that is being pressed posts it
    await released();
    if (!found || !this.input.isConnected || this.input.value !== text || (this.kept.key && this.kept.key !== row?.key)) return;
    if (row) this.take(row, { quietly: true });
    else if (document.activeElement !== this.input) this.question(found, text);
  }

  question({ rows, total }, text) {
    this.forgive();
    const many = `${total} ${LABELS[this.kind].toLowerCase()} match “${text}”. Choose one, or type more.`;
    const says = total ? many : `No ${this.kind} matches “${text}”. Type part of the name and choose one.`;
    const error = Object.assign(document.createElement("ul"), { className: "errorlist", id: `${this.input.id}_which` });
    error.append(Object.assign(document.createElement("li"), { textContent: says }));
    const which = Object.assign(document.createElement("div"), { className: "combo-which" });
    which.append(...rows.slice(0, OFFERED).map((row) => this.offer(row)));
    this.input.closest(".combo").after(error, ...(rows.length ? [which] : []));
    this.say({ "aria-invalid": "true", "aria-errormessage": error.id });
    this.status.textContent = says;
  }

  offer(row) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "combo-one" });
    button.append(Object.assign(document.createElement("span"), { textContent: row.name }), " ", Object.assign(document.createElement("small"), { textContent: row.detail }));
    button.addEventListener("click", () => { this.take(row); this.input.focus(); });
    return button;
  }

  // One of those that the server offered.
  picked(radio) {
    if (!radio.matches?.("input[type=radio][data-shown]")) return;
    this.take({ key: radio.value, shown: radio.dataset.shown });
    this.input.focus();
  }

  forgive() {
    if (this.input.getAttribute("aria-invalid") !== "true") return;
    for (const one of this.frame.querySelectorAll(":scope > .errorlist, :scope > .combo-which")) one.remove();
    for (const name of ["aria-invalid", "aria-errormessage"]) this.input.removeAttribute(name);
  }
}

// What comes under a field moves what is below it: not while a button there is being pressed.
let held = Promise.resolve();
document.addEventListener("pointerdown", () => {
  held = new Promise((resolve) => {
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(resolve), { once: true, capture: true });
  });
}, true);
const released = () => held;

const frameFor = (element) => {
  const there = element.closest(".combo");
  if (there) return there;
  const frame = Object.assign(document.createElement("div"), { className: "combo" });
  element.before(frame);
  frame.append(element);
  return frame;
};

const forRecords = (input) => {
  const focused = document.activeElement === input, frame = frameFor(input);
  let hidden = frame.querySelector("input[type=hidden]");
  if (!hidden) input.after((hidden = Object.assign(document.createElement("input"), { type: "hidden", autocomplete: "off" })));
  new Combobox(input, input.dataset.choose, records(input), field(input, hidden));
  if (focused) input.focus(); // moving it takes the focus away
};

// The select stays, unseen, as what the form posts.
const forSelect = (select) => {
  const focused = document.activeElement === select || select.autofocus;
  const input = Object.assign(document.createElement("input"), { type: "text", id: select.id, autocomplete: "off", spellcheck: false });
  const none = select.querySelector('option[value=""]')?.text;
  Object.assign(input, { placeholder: select.dataset.placeholder ?? none ?? "", required: select.required });
  input.value = select.value ? select.selectedOptions[0].text : "";
  for (const { name, value } of [...select.attributes]) {
    if (name.startsWith("aria-")) { input.setAttribute(name, value); select.removeAttribute(name); }
  }
  Object.assign(select, { id: `${select.id}-options`, hidden: true, required: false });
  frameFor(select).prepend(input);
  new Combobox(input, "option", options(select), selection(select));
  if (focused) input.focus();
};

const enhance = (part) => {
  for (const input of part.querySelectorAll("input[data-choose]:not([role])")) forRecords(input);
  for (const select of part.querySelectorAll("select[data-combobox]:not([hidden], [multiple])")) {
    if (select.dataset.combobox !== "many" || select.options.length > MANY) forSelect(select);
  }
};

enhance(document);
htmx.onLoad((part) => enhance(part.parentElement ?? part));
