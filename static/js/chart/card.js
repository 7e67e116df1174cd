// One card as an element of the tree.
import { COLOURS } from "./far.js";
import { CLOSED, COMING, ENDING, LEAF, OPENED, TRAY, VACANT } from "./model.js";

const STATES = { [VACANT]: "vacant", [ENDING]: "ending", [COMING]: "coming", [TRAY]: "tray" };
const SEVERITIES = { critical: "Critical", warning: "Warning", info: "Info" };
const ICONS = new Map();

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// The page brings the icons of cards along (planning/chart/_card_icons.html); each card gets copies.
function picture(name) {
  if (!ICONS.size) {
    for (const { dataset, firstElementChild } of document.querySelector("[data-card-icons]").content.children) ICONS.set(dataset.icon, document.importNode(firstElementChild, true));
  }
  return ICONS.get(name).cloneNode(true);
}

export function face(row) {
  const [title, who, state, note, code, chips, more, direct, total, worst, findings, all, mark] = row;
  return { title, who, state, note, code, chips, more, direct, total, worst, findings, all, mark };
}

export function makeCard(model, i) {
  const card = element("div", "position");
  card.dataset.key = model.keys[i];
  card.setAttribute("role", "treeitem");
  updateCard(card, model, i);
  return card;
}

// What a card says: written anew only when the server has said it anew.
function write(card, row, shown) {
  if (card.row === row) return;
  card.row = row;
  for (const [state, name] of Object.entries(STATES)) card.classList.toggle(name, Number(state) === shown.state);
  card.classList.toggle("ended", shown.mark === "ended");
  card.replaceChildren(top(shown), middle(shown));
  if (shown.chips.length || shown.direct) card.append(element("div", "position-foot"));
}

// Bring a card up to date: what it says, its place in the tree, whether it is open, whether it was found.
export function updateCard(card, model, i) {
  const row = model.face(i), shown = face(row);
  write(card, row, shown);
  const open = model.open[i], hit = model.hits?.[i] === 1, under = model.under?.[i] ?? 0;
  card.id = model.id(i);
  card.style.height = `${model.height[i]}px`;
  card.classList.toggle("hit", hit);
  card.setAttribute("aria-level", model.depth[i] + 1);
  card.setAttribute("aria-posinset", model.place[i]);
  card.setAttribute("aria-setsize", model.siblings(i).length);
  if (open === LEAF) card.removeAttribute("aria-expanded");
  else card.setAttribute("aria-expanded", open === OPENED);
  const holds = model.holds?.[i] ?? [];
  card.setAttribute("aria-label", spoken(shown, hit, under, holds));
  card.querySelector(".position-foot")?.replaceChildren(...footer(shown, open, under, holds));
}

function top(shown) {
  const row = element("div", "position-top");
  row.append(element("span", "position-title", shown.title));
  if (shown.worst) {
    const mark = element("span", `position-mark sev-${shown.worst}`, shown.findings > 1 ? String(shown.findings) : "");
    mark.title = `${SEVERITIES[shown.worst]}: ${shown.findings} ${shown.findings === 1 ? "finding" : "findings"}`;
    mark.prepend(picture(shown.worst));
    row.append(mark);
  }
  return row;
}

function middle(shown) {
  const row = element("div", "position-mid");
  if (shown.code) row.append(element("span", `badge badge-${shown.code.toLowerCase()}`, shown.code));
  row.append(element("span", "who", shown.who));
  if (shown.mark) row.append(planned(shown.mark));
  if (shown.note) row.append(element("span", "position-note", `↘ ${shown.note}`));
  return row;
}

// What a plan does to a position: icon, word and colour.
function planned(mark) {
  const made = element("span", `mark mark-${mark} position-plan`, mark);
  made.prepend(picture(mark));
  return made;
}

// What a closed branch hides: what a plan does within it, else its open positions.
function held(holds) {
  const marks = holds.filter(([name]) => name in COLOURS), all = marks.reduce((sum, [, count]) => sum + count, 0);
  const [name, count] = marks.length > 1 ? ["changed", all] : marks[0] ?? holds[0];
  const made = element("span", `position-holds mark mark-${name}`, marks.length > 1 ? `${all} changes` : `${count} ${name}`);
  made.title = `In this branch: ${holds.map(([one, many]) => `${many} ${one}`).join(", ")}`;
  if (marks.length) made.prepend(picture(name));
  return made;
}

function footer(shown, open, under, holds) {
  const parts = shown.chips.map((name) => element("span", "chip", name));
  if (shown.more) {
    const more = element("span", "more", `+${shown.more}`);
    more.title = shown.all;
    parts.push(more);
  }
  if (under) parts.push(element("span", "position-under", `${under} found`));
  else if (holds.length) parts.push(held(holds));
  if (open !== LEAF) {
    const counts = shown.direct === shown.total ? `${shown.direct}` : `${shown.direct} | ${shown.total}`;
    const fold = element("span", "position-fold", counts);
    fold.dataset.fold = "";
    fold.title = `${shown.direct} direct, ${shown.total} in all reports: ${open === CLOSED ? "open" : "close"}`;
    fold.append(picture(open === CLOSED ? "closed" : "opened"));
    parts.push(fold);
  }
  return parts;
}

function spoken(shown, hit, under, holds) {
  const parts = [shown.title, shown.code, shown.who, shown.note, shown.mark && `${shown.mark} by the plan`, shown.all || shown.chips.join(", ")];
  if (shown.direct) parts.push(`${shown.direct} direct, ${shown.total} in all`);
  if (shown.worst) parts.push(`${shown.findings} ${shown.findings === 1 ? "finding" : "findings"}, worst ${shown.worst}`);
  if (hit) parts.push("found");
  if (under) parts.push(`${under} found below`);
  for (const [name, count] of holds) parts.push(`${count} ${name} below`);
  return parts.filter(Boolean).join(", ");
}
