// The cells of the grid: which there are, where the focus is, and the range that is chosen. A cell is named by the key of
// its product and its column, so that it is found again once its row has come anew.
export class Cells {
  constructor(table) {
    this.table = table;
    this.at = null;      // {key, column}: where the focus is, or comes to be
    this.from = null;    // where the range began
    this.ticked = new Set();  // rows that the range chose, and lets go with it
  }

  get rows() { return [...this.table.tBodies]; }
  row(key) { return this.rows.find((row) => row.dataset.product === key); }
  line(row) { return [...row.rows[0].cells]; }
  cell(key, column) { return this.row(key)?.querySelector(`[data-cell="${column}"]`); }
  field(cell) { return cell?.querySelector("select, input"); }

  // What takes the focus in a cell: its box or link, else itself.
  target(cell) { return cell.querySelector(":scope > input[type=checkbox], :scope > a") ?? cell; }

  placeOf(element) {
    const cell = element?.closest?.("tbody > tr:first-child > *"), row = cell?.closest("tbody");
    return row && this.table.contains(row) ? { key: row.dataset.product, column: this.line(row).indexOf(cell) } : null;
  }

  // One stop for the Tab key.
  rove() {
    const rows = this.rows;
    if (!rows.length) return;
    if (!this.at || !this.row(this.at.key)) this.at = { key: rows[0].dataset.product, column: 2 };
    for (const row of rows) {
      for (const cell of this.line(row)) {
        this.target(cell).tabIndex = -1;
        if (!cell.dataset.cell) cell.setAttribute("aria-readonly", "true");
      }
    }
    this.current.tabIndex = 0;
  }

  get current() { return this.target(this.line(this.row(this.at.key))[this.at.column]); }
  get currentCell() { return this.line(this.row(this.at.key))[this.at.column]; }

  go(key, column, { extend = false } = {}) {
    if (!extend) this.from = null;
    else this.from ??= this.at;
    if (this.at && this.row(this.at.key)) this.current.tabIndex = -1;
    this.at = { key, column };
    this.current.tabIndex = 0;
    this.current.focus();
    this.mark();
  }

  step(down, right, options) {
    const rows = this.rows, row = this.row(this.at.key);
    const to = rows[Math.min(Math.max(rows.indexOf(row) + down, 0), rows.length - 1)];
    const column = Math.min(Math.max(this.at.column + right, 0), this.line(row).length - 1);
    this.go(to.dataset.product, column, options);
  }

  // Row by row, the cells of the range that can be written in; without a range, the one that has the focus.
  get range() {
    const rows = this.rows, from = this.from ?? this.at;
    const places = [from, this.at].map((place) => rows.indexOf(this.row(place.key)));
    const [top, foot] = [Math.min(...places), Math.max(...places)];
    const [left, right] = [Math.min(from.column, this.at.column), Math.max(from.column, this.at.column)];
    return rows.slice(top, foot + 1).map((row) => this.line(row).slice(left, right + 1).filter((cell) => cell.dataset.cell));
  }

  mark() {
    for (const cell of this.table.querySelectorAll("[aria-selected]")) {
      cell.removeAttribute("aria-selected");
      cell.classList.remove("range", "range-top", "range-foot");
    }
    const lines = this.from ? this.range : [];
    lines.forEach((line, index) => {
      for (const cell of line) {
        cell.setAttribute("aria-selected", "true");
        cell.classList.add("range");
        cell.classList.toggle("range-top", index === 0);
        cell.classList.toggle("range-foot", index === lines.length - 1);
      }
    });
    this.tick(lines.length > 1 ? lines.filter((line) => line.length).map((line) => line[0].closest("tbody")) : []);
  }

  // The rows of a range are chosen; those that only the range chose are let go when it leaves them.
  tick(rows) {
    const keys = new Set(rows.map((row) => row.dataset.product));
    for (const key of this.ticked) if (!keys.has(key)) this.choose(this.row(key), false);
    for (const row of rows) {
      if (!this.box(row)?.checked) { this.choose(row, true); this.ticked.add(row.dataset.product); }
    }
    this.ticked = new Set([...this.ticked].filter((key) => keys.has(key)));
  }

  box(row) { return row?.querySelector("input[name=chosen]"); }

  choose(row, on) {
    const box = this.box(row);
    if (!box) return;
    box.checked = on;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  get chosen() { return this.rows.filter((row) => this.box(row)?.checked); }
}
