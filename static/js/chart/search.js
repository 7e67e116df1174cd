// Suggestions under the header's search: a combobox with a list. `pick` gets the key that was chosen.
const PAUSE = 120;

export function listen(input, url, extra, pick) {
  const list = document.createElement("ul");
  Object.assign(list, { className: "found-list", id: "found-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Positions");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "found-list"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  let rows = [], at = -1, timer = 0, asked = 0;

  function show(found) {
    rows = found;
    at = -1;
    list.replaceChildren(...(rows.length ? rows.map(option) : [none()]));
    open(true);
  }
  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", yes);
    if (!yes) input.removeAttribute("aria-activedescendant");
  }
  function select(index) {
    at = rows.length ? (index + rows.length) % rows.length : -1;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", `found-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
  function choose(index) {
    const [key] = rows[index];
    open(false);
    input.value = "";
    pick(key);
  }
  async function ask() {
    const words = input.value.trim(), number = ++asked;
    if (!words) return open(false);
    const answer = await fetch(`${url}?${new URLSearchParams({ q: words, ...extra() })}`).catch(() => null);
    if (answer?.ok && number === asked) show(await answer.json());
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("focus", () => { if (input.value.trim()) ask(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { open(false); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); select(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); select(at - 1); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(at); }
  });
  input.addEventListener("blur", () => open(false));
  // A press on an option must not take the focus from the input before the click comes.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose([...list.children].indexOf(item));
  });
  // Somebody may have typed before this script came.
  if (document.activeElement === input) ask();
}

function part(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function option([, title, who, code, line], index) {
  const item = document.createElement("li");
  item.id = `found-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const first = document.createElement("span");
  first.className = "first";
  first.append(part("span", "break", title));
  if (code) first.append(part("span", `badge badge-${code.toLowerCase()}`, code));
  item.append(first, part("span", "second", line ? `${who} · ${line}` : who));
  return item;
}

function none() {
  const item = part("li", "none", "Nobody is found. Try part of a name, a title or a product.");
  item.setAttribute("role", "option");
  item.setAttribute("aria-disabled", "true");
  return item;
}
