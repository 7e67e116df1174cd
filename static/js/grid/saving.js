// One request after another: what was written goes out with what its row showed, and the rows come back anew.
const COLUMNS = ["stage", "audience", "launch", "tier"]; // in the order in which a row carries what it showed

export class Saving {
  constructor(form, cells, { renewed }) {
    Object.assign(this, { form, cells, renewed, last: Promise.resolve() });
    this.answer = Object.assign(document.createElement("div"), { hidden: true });
    document.body.append(this.answer);
  }

  // `edits`: [{key, column, text}], shown at once and saved as one step.
  write(edits) {
    for (const { key, column, text } of edits) this.show(this.cells.cell(key, column), text);
    const fields = Object.fromEntries(edits.map(({ key, column, text }) => [`${column}:${key}`, text]));
    return this.send(fields, edits.map(({ key }) => key), edits);
  }

  show(cell, text) {
    if (!cell) return;
    const shown = cell.querySelector(".shown"), field = this.cells.field(cell);
    shown.textContent = text ? text[0].toUpperCase() + text.slice(1) : "–";
    shown.classList.remove("assumed");
    shown.removeAttribute("title");
    cell.classList.add("saving");
    if (field.matches("select") && ![...field.options].some((option) => option.value === text)) field.add(new Option(text, text));
    field.value = text;
  }

  // `keys`: the rows whose state goes along. A field may be a function: it is asked once what was sent before is answered.
  send(fields, keys, edits = []) {
    this.last = this.last.then(() => this.now(fields, keys, edits));
    return this.last;
  }

  async now(fields, keys, edits) {
    const values = { hand: "1" };
    for (const [name, value] of Object.entries(fields)) values[name] = typeof value === "function" ? value() : value;
    for (const key of new Set(keys)) {
      const was = this.cells.row(key)?.querySelector('input[name^="was:"]');
      if (was) values[was.name] = was.value;
    }
    this.cells.table.setAttribute("aria-busy", "true");
    this.answer.replaceChildren();
    await htmx.ajax("POST", this.form.action, { source: this.answer, target: this.answer, swap: "innerHTML", values }).catch(() => null);
    this.cells.table.removeAttribute("aria-busy");
    if (this.answer.querySelector("[data-saved]")) this.take(edits);
    else this.fail(edits);
    this.answer.replaceChildren();
  }

  take(edits) {
    const sent = new Set(edits.map(({ key, column }) => `${column}:${key}`));
    for (const row of this.answer.querySelectorAll("tbody[data-product]")) this.renew(row, sent);
    for (const gone of this.answer.querySelectorAll("[data-gone]")) this.cells.row(gone.dataset.gone)?.remove();
    for (const part of this.answer.querySelectorAll("[data-part]")) {
      this.replace(document.querySelector(`.cells-card [data-part="${part.dataset.part}"]`), part);
    }
    const saved = this.answer.querySelector("[data-saved]"), seen = this.form.elements.namedItem("seen");
    if (seen) seen.value = saved.dataset.seen;
    this.renewed();
    document.dispatchEvent(new CustomEvent("lineup:setup-changed", { detail: { assumed: Number(saved.dataset.assumed) } }));
  }

  // Whoever pressed a button there goes on from its place.
  replace(old, part) {
    const isLeft = old?.contains(document.activeElement);
    old?.replaceWith(part);
    const asks = part.querySelector("[role=group]");
    if (asks) asks.focus();
    else if (isLeft) (part.querySelector(".btn.primary") ?? Object.assign(part, { tabIndex: -1 })).focus();
  }

  // What is wrong or being written in another cell of the row stays as it is.
  renew(row, sent) {
    const old = document.getElementById(row.id);
    if (!old) return;
    const box = this.cells.box(row);
    if (box) box.checked = this.cells.box(old).checked;
    const name = old.contains(document.activeElement) ? document.activeElement.name : "";
    for (const wrong of old.querySelectorAll("[data-cell].wrong, [data-cell].saving, [data-cell]:has(:focus)")) {
      if (sent.has(`${wrong.dataset.cell}:${row.dataset.product}`)) continue;
      row.querySelector(`[data-cell="${wrong.dataset.cell}"]`).replaceWith(wrong);
      this.keepSeen(old, row, wrong.dataset.cell);
      const why = old.querySelector(`[data-fault="${wrong.dataset.cell}"]`);
      if (why) row.append(why.closest("tr"));
    }
    old.replaceWith(row);
    if (name) row.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
  }

  // A cell that stays as it is was written by somebody who saw what it showed then.
  keepSeen(old, row, column) {
    const [before, now] = [old, row].map((one) => one.querySelector('input[name^="was:"]'));
    const seen = JSON.parse(now.value), place = COLUMNS.indexOf(column);
    seen[place] = JSON.parse(before.value)[place];
    now.value = JSON.stringify(seen);
  }

  fail(edits) {
    for (const { key, column } of edits) this.cells.cell(key, column)?.classList.replace("saving", "wrong");
    const notes = document.querySelector(".cells-card [data-part=notes]");
    const note = Object.assign(document.createElement("p"), { className: "cells-note" });
    note.textContent = "Not saved: Lineup did not respond. What you typed is still here. Enter it again.";
    notes.replaceChildren(note);
    this.renewed();
  }
}
