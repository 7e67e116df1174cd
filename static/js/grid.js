// The grid of products, written in like a spreadsheet: type to change, Enter down, Tab right, Shift and arrows for a
// range, Ctrl+D fills down, Delete clears, Escape takes back, Ctrl+C and Ctrl+V. Each change is saved at once. Without this
// module, and on a phone, each cell has a field of its own.
import { Cells } from "./grid/cells.js";
import { Editor } from "./grid/editor.js";
import { Saving } from "./grid/saving.js";
import { declare } from "./keys.js";

const LEFT_AT = "lineup.grid-cell"; // where the focus was before the page came anew
const form = document.querySelector("[data-grid]");
const table = form?.querySelector(".cells");
const mayEdit = form?.querySelector("[data-tools]") !== null;
const wide = matchMedia("(min-width: 641px)");

const SAYS = [
  [["↑", "↓", "←", "→"], "cell by cell; with Shift several cells, with Ctrl to the edge"],
  [["Enter"], "choose from the cell’s list; a letter starts typing, F2 edits the current value"],
  [["Tab"], "next editable cell"],
  [["Space"], "select the row"],
  [["Ctrl", "D"], "fill down"],
  [["Ctrl", "C"], "copy; Ctrl V pastes, also from a spreadsheet"],
  [["Delete"], "clear the cell"],
  [["Esc"], "undo an invalid entry"],
];

const start = () => {
  const cells = new Cells(table), scroll = table.closest(".scroll");
  const saving = new Saving(form, cells, { renewed: () => { refresh(); } });
  const editor = new Editor(scroll, { done, left: (place) => cells.go(place.key, place.column) });
  let pressed = null; // the cell that a press began in

  const isLive = () => table.classList.contains("live");
  const nameOf = (place) => cells.line(cells.row(place.key))[place.column].dataset.cell;

  const setLive = () => {
    table.classList.toggle("live", wide.matches);
    if (wide.matches) {
      table.setAttribute("role", "grid");
      table.setAttribute("aria-multiselectable", "true");
      cells.rove();
    } else {
      table.removeAttribute("role");
      table.removeAttribute("aria-multiselectable");
      for (const element of table.querySelectorAll("[tabindex], [aria-readonly]")) {
        element.removeAttribute("tabindex");
        element.removeAttribute("aria-readonly");
      }
    }
  };

  function done(place, text, how) {
    if (!cells.row(place.key)) return;
    if (text !== null) saving.write([{ key: place.key, column: nameOf(place), text }]);
    if (how === "blur") return;
    cells.go(place.key, place.column);
    if (how === "down" || how === "up") cells.step(how === "down" ? 1 : -1, 0);
    if ((how === "right" || how === "left") && !tab(how === "right" ? 1 : -1)) wrap(how === "right" ? 1 : -1);
  }

  // After rows have come anew: one stop, the focus where it was, the range, the counts.
  const refresh = () => {
    if (isLive()) {
      const lost = document.activeElement === document.body && !editor.isOpen && cells.hadFocus;
      cells.rove();
      if (lost) cells.current.focus();
      cells.mark();
    }
    count();
  };

  const open = (options) => {
    const cell = cells.currentCell;
    if (!cell.dataset.cell) return false;
    const place = cells.at;
    cells.from = null;
    cells.mark();
    editor.open(cell, place, options);
    return true;
  };

  const tab = (right) => {
    const writable = cells.line(cells.row(cells.at.key)).map((cell, i) => (cell.dataset.cell ? i : -1)).filter((i) => i >= 0);
    const next = writable[writable.indexOf(cells.at.column) + right];
    if (next === undefined || !writable.includes(cells.at.column)) return false;
    cells.go(cells.at.key, next);
    return true;
  };

  // From the last cell that is written in to the first of the next product, and back.
  const wrap = (down) => {
    const row = cells.rows[cells.rows.indexOf(cells.row(cells.at.key)) + down];
    const writable = row ? cells.line(row).filter((cell) => cell.dataset.cell) : [];
    if (row) cells.go(row.dataset.product, cells.line(row).indexOf(writable.at(down > 0 ? 0 : -1)));
  };

  const edit = (cell, text) => ({ key: cell.closest("tbody").dataset.product, column: cell.dataset.cell, text });

  const fillDown = () => {
    const lines = cells.range;
    if (lines.length > 1) return saving.write(lines.slice(1).flatMap((line) => line.map((cell, i) => edit(cell, cells.field(lines[0][i]).value))));
    const above = cells.rows[cells.rows.indexOf(cells.row(cells.at.key)) - 1];
    if (above) saving.write(lines[0].map((cell) => edit(cell, cells.field(cells.cell(above.dataset.product, cell.dataset.cell)).value)));
  };

  const clear = () => {
    const blank = cells.range.flat().filter((cell) => cells.field(cell).matches("input") && cells.field(cell).value);
    if (blank.length) saving.write(blank.map((cell) => edit(cell, "")));
  };

  // What could not be saved goes, and the row comes as it is.
  const takeBack = () => {
    const row = cells.row(cells.at.key), wrong = [...row.querySelectorAll("[data-cell].wrong")];
    if (cells.from) { cells.from = null; cells.mark(); }
    if (wrong.length) saving.send({ renew: row.dataset.product }, [], wrong.map((cell) => edit(cell, "")));
  };

  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  const command = (event) => {
    const control = event.ctrlKey || event.metaKey, far = control ? 1000 : 1;
    const arrow = ARROWS[event.key], cell = cells.currentCell;
    if (arrow) return cells.step(arrow[0] * far, arrow[1] * far, { extend: event.shiftKey }) ?? true;
    if (event.key === "Home") return cells.step(control ? -1000 : 0, -1000) ?? true;
    if (event.key === "End") return cells.step(control ? 1000 : 0, 1000) ?? true;
    if (event.key === "Tab") return tab(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") return takeBack() ?? true;
    if (!cell.dataset.cell) return false;
    if (control) return event.key.toLowerCase() === "d" ? (fillDown(), true) : false;
    if (event.altKey) return event.key === "ArrowDown" && open({ list: true });
    if (event.key === "Enter") return open({ list: true });
    if (event.key === "F2") return open();
    if (event.key === "Delete" || event.key === "Backspace") return clear() ?? true;
    if (event.key === " ") return cells.choose(cells.row(cells.at.key), !cells.box(cells.row(cells.at.key)).checked) ?? true;
    if (event.key.length === 1) open({ typing: true }); // and the key goes on into the field
    return false;
  };

  declare("In the table", () => (isLive() ? SAYS : []));
  table.addEventListener("keydown", (event) => {
    if (!isLive() || editor.isOpen || event.isComposing || !cells.placeOf(event.target)) return;
    if (command(event)) { event.preventDefault(); event.stopPropagation(); }
  });

  table.addEventListener("focusin", (event) => {
    const place = isLive() && cells.placeOf(event.target);
    cells.hadFocus = true;
    if (!place || (place.key === cells.at?.key && place.column === cells.at.column)) return;
    cells.go(place.key, place.column);
  });
  table.addEventListener("focusout", (event) => { if (event.relatedTarget && !table.contains(event.relatedTarget)) cells.hadFocus = false; });

  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!isLive() || !cell || event.button) return;
    event.preventDefault(); // no text is selected by drawing a range
    const place = cells.placeOf(cell), again = cell === document.activeElement && !event.shiftKey;
    pressed = { cell, again: again || cell.getBoundingClientRect().right - event.clientX < 24 };
    cells.go(place.key, place.column, { extend: event.shiftKey });
  });
  table.addEventListener("mouseover", (event) => {
    const cell = pressed && event.target.closest("[data-cell]"), place = cell && cells.placeOf(cell);
    if (place && cell !== pressed.cell && event.buttons === 1) { pressed.again = false; cells.go(place.key, place.column, { extend: true }); }
  });
  document.addEventListener("mouseup", () => {
    const opens = pressed?.again;
    pressed = null;
    if (opens) open({ list: true });
  });

  document.addEventListener("copy", (event) => {
    if (!isLive() || editor.isOpen || !cells.placeOf(document.activeElement)) return;
    const text = (cell) => cell.querySelector(".shown").firstChild.textContent.trim().replace(/^–$/, "");
    event.clipboardData.setData("text/plain", cells.range.map((line) => line.map(text).join("\t")).join("\n"));
    event.preventDefault();
  });

  // How many are chosen, and whether that is every product.
  const count = () => {
    const chosen = cells.chosen.length, every = form.querySelector("[data-every]"), all = form.querySelector("[data-choose-all]");
    const label = form.querySelector("[data-count]");
    if (!label) return;
    label.textContent = every?.checked ? `All ${every.dataset.every} selected` : chosen ? `${chosen} selected` : "None selected";
    const tools = form.querySelectorAll("[data-tools] > .btn[name], [data-tools] > details:not([data-paste])");
    for (const control of tools) control.toggleAttribute("inert", !chosen && !every?.checked);
    all.checked = chosen > 0 && chosen === cells.rows.length;
    all.indeterminate = chosen > 0 && !all.checked;
  };

  form.addEventListener("change", (event) => {
    const field = event.target, cell = field.closest("[data-cell]");
    if (field.matches("[data-choose-all]")) for (const row of cells.rows) cells.box(row).checked = field.checked;
    if (cell && !isLive()) saving.write([edit(cell, field.value)]);
    if (!cell) count();
  });

  // The fields of a pasted table: the text, or the text and which products are meant.
  const pasted = (button) => {
    const within = button.closest("[data-part=pasted]") ?? button.closest("[data-paste]");
    const fields = Object.fromEntries([...within.querySelectorAll("[name]:not(button)")].map((field) => [field.name, field.value]));
    if (button.value === "look") within.querySelector("textarea").value = "";
    return fields;
  };

  // One value goes into every cell of the range; a table goes to the server, which looks for names of products in it.
  const paste = (text) => {
    const value = text.replace(/[\r\n]+$/, "");
    if (!value.trim()) return;
    const cell = cells.currentCell.dataset.cell ? cells.currentCell : cells.cell(cells.at.key, "stage");
    if (!/[\t\r\n]/.test(value)) return saving.write(cells.range.flat().map((one) => edit(one, value.trim())));
    saving.send({ paste: value, at: `${cell.dataset.cell}:${cells.at.key}` }, cells.rows.map((row) => row.dataset.product));
  };

  document.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const isTable = editor.isOpen && event.target === editor.field && /[\t\r\n]/.test(text.trim());
    if (!isLive() || !(isTable || (!editor.isOpen && cells.placeOf(document.activeElement)))) return;
    event.preventDefault();
    if (isTable) { const place = editor.place; editor.close(); cells.go(place.key, place.column); }
    paste(text);
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "set") return;
    event.preventDefault();
    const menu = button.closest("details");
    if (menu?.contains(document.activeElement)) menu.querySelector("summary").focus(); // the menu closes with its button in it
    menu?.removeAttribute("open");
    const every = form.querySelector("[data-every]")?.checked || ["confirm-all", "paste"].includes(button.value);
    const keys = (every ? cells.rows : cells.chosen).map((row) => row.dataset.product);
    const unread = () => keys.filter((key) => cells.row(key)?.querySelector('[data-cell="stage"].wrong, [data-cell="audience"].wrong'));
    const fields = { set: button.value, unread, seen: form.elements.namedItem("seen").value, chosen: cells.chosen.map((row) => row.dataset.product) };
    if (button.value === "look" || button.value === "paste") Object.assign(fields, pasted(button));
    if (button.value === "launch") fields.all = form.elements.namedItem("all").value;
    if (form.querySelector("[data-every]")?.checked) fields.every = "1";
    saving.send(fields, keys);
  });

  // Something else has changed the page, an undo say: it comes anew, and the focus goes where it was.
  document.addEventListener("lineup:changed", () => {
    if (cells.hadFocus || form.contains(document.activeElement)) sessionStorage.setItem(LEFT_AT, JSON.stringify(cells.at));
  });

  form.classList.add("saves-itself");
  wide.addEventListener("change", setLive);
  setLive();
  count();
  const left = JSON.parse(sessionStorage.getItem(LEFT_AT) ?? "null");
  sessionStorage.removeItem(LEFT_AT);
  if (left && isLive() && cells.row(left.key)) cells.go(left.key, left.column);
};

if (table && mayEdit) start();
