// The pipeline: drag a card to a stage, or press Shift and an arrow on it. Either opens the form that moves it, which
// asks for what the move needs and says why one cannot be. Without this module the arrow on a card leads there.
import { open } from "./edit-dialog.js";
import { declare } from "./keys.js";

const MOVED = "lineup.moved-requisition"; // Whose card had the focus before the page came anew.
const board = document.querySelector("[data-pipeline]");
let dragged = null;

const mark = (zone) => {
  for (const old of board.querySelectorAll(".drop-on")) if (old !== zone) old.classList.remove("drop-on");
  zone?.classList.add("drop-on");
};

const zoneOf = (element) => element?.closest?.("[data-stage]");

const move = (card, stage) => {
  sessionStorage.setItem(MOVED, card.dataset.requisition);
  open(`${card.dataset.href}&${new URLSearchParams({ to: stage })}`);
};

board?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-requisition][draggable]");
  if (!dragged) return;
  event.dataTransfer.setData("text/plain", dragged.dataset.requisition);
  event.dataTransfer.effectAllowed = "move";
  dragged.classList.add("dragged");
});

board?.addEventListener("dragover", (event) => {
  const zone = zoneOf(event.target);
  if (!dragged || !zone) return;
  event.preventDefault();
  mark(zone);
});

board?.addEventListener("drop", (event) => {
  const zone = zoneOf(event.target);
  if (!dragged || !zone) return;
  event.preventDefault();
  if (zone !== zoneOf(dragged)) move(dragged, zone.dataset.stage);
});

board?.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  mark(null);
});

const stages = () => [...board.querySelectorAll("[data-stage]")];
const cards = (zone) => [...zone.querySelectorAll("[data-requisition]")];
const focus = (card) => card?.querySelector("a")?.focus();

board?.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-requisition]"), zone = zoneOf(card);
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!card || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const mine = cards(zone), every = stages(), at = every.indexOf(zone);
  if (event.key === "ArrowUp" || event.key === "ArrowDown") focus(mine[mine.indexOf(card) + step]);
  else if (!event.shiftKey) focus(cards((step < 0 ? every.slice(0, at).reverse() : every.slice(at + 1)).find((z) => cards(z).length) ?? zone)[0]);
  else if (every[at + step] && card.dataset.href) move(card, every[at + step].dataset.stage);
});

if (board) {
  declare("On the board", () => [[["↓", "↑"], "next card, previous card"], [["→", "←"], "next stage, previous stage"], [["Shift", "→", "←"], "move the card to the next stage, or back"]]);
  const moved = sessionStorage.getItem(MOVED);
  if (moved) focus(board.querySelector(`[data-requisition="${CSS.escape(moved)}"]`));
  sessionStorage.removeItem(MOVED);
  board.dataset.ready = "";
}
