// For whoever may edit: drag a card onto a manager, before a sibling, onto a vacant position, or to the tray. Where it
// applies and what it would do is shown before it is done. Fingers pan; on a phone the menu of a position does the same.
import { open } from "../edit-dialog.js";
import { VACANT } from "./model.js";
import { face } from "./card.js";
import { ask } from "./drop-choice.js";

const SLACK = 6;
const EDGE = 0.22; // the upper part of a sibling's card means "before it"

export function listen(chart, edits) {
  const { stage, model } = chart, { canvas } = stage;
  const tray = canvas.querySelector("[data-tray-drop]");
  let drag = null;

  const inside = (element, event) => {
    const box = element.getBoundingClientRect();
    return event.clientX > box.left && event.clientX < box.right && event.clientY > box.top && event.clientY < box.bottom;
  };

  const at = (event) => {
    const box = canvas.getBoundingClientRect(), { x, y, scale } = stage.camera;
    return { x: (event.clientX - box.left - x) / scale, y: (event.clientY - box.top - y) / scale };
  };

  canvas.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-key]");
    if (event.button !== 0 || event.pointerType === "touch" || !card?.dataset.key || event.target.closest("[data-fold], a")) return;
    event.stopImmediatePropagation();
    drag = { key: card.dataset.key, keys: along(card.dataset.key), card, x: event.clientX, y: event.clientY, id: event.pointerId, moving: false };
  }, true);

  canvas.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.moving && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return;
    event.stopImmediatePropagation();
    if (!drag.moving) begin();
    drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
    aim(event);
  }, true);

  const finish = (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const done = drag;
    end();
    if (!done.moving) return;
    event.stopImmediatePropagation();
    canvas.addEventListener("click", (click) => { click.stopPropagation(); }, { capture: true, once: true });
    if (event.type === "pointerup" && done.target) drop(done, event.shiftKey);
  };
  canvas.addEventListener("pointerup", finish, true);
  canvas.addEventListener("pointercancel", finish, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) end(); });

  // A chosen card takes the other chosen ones along.
  function along(key) { return model.picked.has(key) ? [...model.picked] : [key]; }

  function begin() {
    drag.moving = true;
    canvas.classList.add("dragging");
    canvas.setPointerCapture(drag.id);
    drag.ghost = drag.card.cloneNode(true);
    drag.ghost.removeAttribute("id");
    drag.ghost.classList.add("drag-ghost");
    if (drag.keys.length > 1) drag.ghost.querySelector(".position-title").textContent = `${drag.keys.length} positions`;
    document.body.append(drag.ghost);
    drag.card.classList.add("dragged");
  }

  function end() {
    drag.ghost?.remove();
    canvas.classList.remove("dragging");
    drag.card.classList.remove("dragged");
    mark(null);
    drag = null;
  }

  function aim(event) {
    const { x, y } = at(event);
    const [i] = model.within(x, y, x, y);
    const overTray = inside(tray, event);
    tray.classList.toggle("drop-on", overTray);
    if (overTray) { drag.target = { key: "" }; mark(null); return; }
    if (i === undefined || drag.keys.includes(model.keys[i])) { drag.target = null; mark(null); return; }
    const key = model.keys[i], mine = model.at(drag.key);
    const sibling = model.head[i] === model.head[mine] && key !== "" && drag.keys.length === 1;
    const before = sibling && y - model.toY[i] < model.height[i] * EDGE;
    const there = face(model.face(i)), own = face(model.face(mine));
    const vacant = key !== "" && there.state === VACANT;
    drag.target = { key, before, vacant, title: there.title, holder: own.state === VACANT ? "" : own.who };
    mark(i, before);
  }

  function mark(i, before) {
    for (const old of stage.stage.querySelectorAll(".drop-on, .drop-before")) old.classList.remove("drop-on", "drop-before");
    if (i === null) return;
    document.getElementById(model.id(i))?.classList.add(before ? "drop-before" : "drop-on");
  }

  async function drop({ keys, target }, shift) {
    const asks = target.vacant && !target.before && keys.length === 1 && target.holder;
    const chosen = asks && !shift ? await ask(target.holder, target.title) : "report";
    if (!chosen) return;
    const fills = asks && (shift || chosen === "fill");
    const [action, asked] = target.before ? ["reorder", { before: target.key }]
      : fills ? ["seat", { position: target.key }] : ["move", { manager: target.key, with_reports: "on" }];
    const { plan, ...context } = edits.context();
    chart.picks.sent = keys.length > 1;
    const address = edits.url.replace("ACTION", action), values = { key: keys, ...asked, ...context };
    if (plan) open(`${address}?${new URLSearchParams({ plan })}`, { ...values, look: "1" });
    // An order is changed at once in a plan; live nothing is, so it is only asked for.
    else if (target.before) open(`${address}?${new URLSearchParams(values)}`);
    else open(address, { ...values, look: "1" });
  }
}
