// The changes of a plan, one after the other: each opens the way to its card, which comes into the middle with a ring.
import { COLOURS } from "./far.js";
import { pinned, write } from "./state.js";

const ELSEWHERE = "input, select, textarea, dialog, [data-tree]"; // where keys mean something else, or are heard already

export class Stepper {
  constructor(chart, element) {
    Object.assign(this, { chart, element });
    const part = (name) => element.querySelector(`[data-step-${name}]`);
    Object.assign(this, { count: part("count"), says: part("says"), remove: part("remove") });
    for (const button of element.querySelectorAll("[data-step]")) button.addEventListener("click", () => this.by(Number(button.dataset.step)));
    chart.root.addEventListener("keydown", (event) => {
      const by = { n: 1, p: -1 }[event.key];
      if (by && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(ELSEWHERE)) this.by(by);
    });
  }

  get steps() { return this.chart.model.steps; }
  get at() { return Math.min(this.chart.ahead.step, this.steps.length); }
  get step() { return this.at ? this.steps[this.at - 1] : null; }
  get key() { return this.step?.[1] ?? ""; }

  // The next or the previous one; after the last comes the first.
  by(more) {
    const all = this.steps.length;
    if (all) this.to(((this.at || (more > 0 ? 0 : 1)) - 1 + more + all) % all + 1);
  }

  async to(number) {
    const { chart } = this, [, key, , , above] = this.steps[number - 1], state = { ...chart.ahead, step: number };
    if (key && chart.model.at(key) < 0 && above.length) {
      const way = pinned(state, chart.model);
      const open = { ...way, focus: "", open: [...new Set([...way.open, ...above])], shut: way.shut.filter((one) => !above.includes(one)) };
      await chart.go(open, { faces: "", active: key, push: false });
    } else if (chart.wanted) chart.wanted = state;
    else chart.state = state;
    history.replaceState(null, "", write(chart.ahead));
    this.arrive();
  }

  // Bring the card of the change that is looked at into the middle.
  arrive() {
    const { chart, key } = this, i = key ? chart.model.at(key) : -1;
    chart.stage.setRinged(i);
    if (i >= 0) { chart.stage.setActive(i); chart.stage.centre(i); }
    this.tell();
  }

  tell() {
    const { steps, at, step, count, says, remove } = this;
    count.replaceChildren(...(at ? [strong(at), ` of ${steps.length}`] : [steps.length === 1 ? "1 change" : `${steps.length} changes`]));
    says.replaceChildren(...(step ? [picture(step[2]), text(step, this)] : []));
    this.element.classList.toggle("stepping", Boolean(step));
    for (const button of this.element.querySelectorAll("[data-step]")) button.disabled = !steps.length;
    if (!remove) return;
    remove.hidden = !step?.[0];
    remove.elements.change.value = step?.[0] ?? "";
  }
}

function text([, key, , said], { chart }) {
  return key && chart.model.at(key) < 0 ? `${said} (not on this chart)` : said;
}

function strong(number) {
  return Object.assign(document.createElement("strong"), { textContent: number });
}

// As cards have it, from the icons that the page brings along.
function picture(mark) {
  const icon = document.querySelector("[data-card-icons]").content.querySelector(`[data-icon="${mark}"]`).firstElementChild, made = document.createElement("span");
  made.className = `mark mark-${mark in COLOURS ? mark : "changed"}`;
  made.append(document.importNode(icon, true));
  return made;
}
