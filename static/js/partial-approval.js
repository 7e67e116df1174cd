// Ticking some of a plan's changes to approve them: what one needs is ticked with it, and unticking one that others
// need says which. Without this module the server says the same when they are sent.
// So it does where what is needed is not shown yet.
const note = document.querySelector("[data-ticked-too]");
let boxes = [], byId = new Map();
const read = () => {
  boxes = [...document.querySelectorAll("input[name=change][data-needs]")];
  byId = new Map(boxes.map((box) => [box.value, box]));
};
const direct = (box) => box.dataset.needs.split("|").filter(Boolean).map((id) => byId.get(id)).filter(Boolean);
const named = (list) => {
  const names = list.slice(0, 3).map((box) => `“${box.ariaLabel}”`);
  if (list.length > 3) names.push(`${list.length - 3} more`);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
};

const reached = (start, next) => {
  const found = new Set(), ahead = [start];
  while (ahead.length) {
    for (const box of next(ahead.pop())) if (box !== start && !found.has(box)) { found.add(box); ahead.push(box); }
  }
  return boxes.filter((box) => found.has(box));
};

const say = (text, button, act) => {
  const body = note.querySelector("div");
  note.hidden = !text;
  body.textContent = text;
  if (!button) return;
  const press = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: button });
  press.addEventListener("click", act);
  body.append(" ", press);
};

document.addEventListener("change", ({ target: box }) => {
  if (!note || !byId.has(box.value) || box !== byId.get(box.value)) return;
  if (box.checked) {
    const more = reached(box, direct).filter((one) => !one.checked);
    for (const one of more) one.checked = true;
    say(more.length ? `“${box.ariaLabel}” needs ${named(more)}, now selected too.` : "");
    return;
  }
  const users = reached(box, (of) => boxes.filter((one) => direct(one).includes(of))).filter((one) => one.checked);
  if (!users.length) { say(""); return; }
  say(`${named(users)} need${users.length === 1 ? "s" : ""} “${box.ariaLabel}”.`, `Clear ${users.length === 1 ? "it" : "them"} too`, () => {
    for (const one of users) one.checked = false;
    say("");
    box.focus();
  });
});

read();
document.body.addEventListener("htmx:load", read); // more changes
