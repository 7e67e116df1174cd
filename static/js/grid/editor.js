// The field that lies over a cell while it is written in: what can be chosen as a list, else what is typed, which is
// completed to what can be chosen. It is no part of the row, so that the row may come anew meanwhile.
export class Editor {
  constructor(scroll, { done, left }) {
    this.scroll = scroll;
    this.done = done;  // (cell's place, text, how it was left)
    this.left = left;  // given up
    this.box = null;
  }

  get isOpen() { return this.box !== null; }

  // `typing` starts with an empty field for the key that was pressed; `list` opens what can be chosen.
  open(cell, place, { typing = false, list = false } = {}) {
    this.close();
    const own = cell.querySelector("select, input");
    this.place = place;
    this.choices = own.matches("select") ? [...own.options].map((option) => option.value) : [];
    this.box = Object.assign(document.createElement("div"), { className: "cell-editor" });
    this.field = list && this.choices.length ? own.cloneNode(true) : document.createElement("input");
    this.field.removeAttribute("name");
    this.field.tabIndex = 0;
    this.field.autocomplete = "off";
    this.field.setAttribute("aria-label", own.getAttribute("aria-label"));
    this.field.value = typing ? "" : own.value;
    this.was = own.value;
    this.isTouched = false;
    this.box.append(this.field);
    this.scroll.append(this.box);
    this.lay(cell);
    this.listen();
    this.field.focus();
    if (this.field.matches("select")) this.field.showPicker?.();
    else if (!typing) this.field.select();
  }

  lay(cell) {
    const frame = this.scroll.getBoundingClientRect(), here = cell.getBoundingClientRect();
    const width = Math.max(here.width, 150);
    Object.assign(this.box.style, {
      left: `${here.left - frame.left + this.scroll.scrollLeft}px`, top: `${here.top - frame.top + this.scroll.scrollTop}px`,
      width: `${width}px`, height: `${Math.min(here.height, 36)}px`,
    });
  }

  listen() {
    this.field.addEventListener("input", (event) => {
      this.isTouched = true;
      if (this.field.matches("input") && event.inputType?.startsWith("insert") && !event.isComposing) this.complete();
    });
    this.field.addEventListener("change", () => { if (this.field.matches("select")) this.finish("stay"); });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.finish("blur"));
  }

  key(event) {
    if (event.isComposing) return;
    const how = { Enter: event.shiftKey ? "up" : "down", Tab: event.shiftKey ? "left" : "right", Escape: "escape" }[event.key];
    if (!how) return;
    event.preventDefault();
    event.stopPropagation();
    if (how === "escape") { const place = this.place; this.close(); this.left(place); }
    else this.finish(how);
  }

  complete() {
    const typed = this.field.value.toLowerCase();
    const whole = typed && this.choices.find((choice) => choice.startsWith(typed));
    if (!whole || this.field.selectionEnd !== this.field.value.length) return;
    this.field.value += whole.slice(typed.length);
    this.field.setSelectionRange(typed.length, whole.length);
  }

  finish(how) {
    if (!this.isOpen) return;
    const { place, isTouched } = this, text = this.field.value;
    this.close();
    this.done(place, isTouched ? text : null, how);
  }

  close() {
    const box = this.box;
    this.box = null;  // first, for taking it away makes it lose the focus
    box?.remove();
  }
}
