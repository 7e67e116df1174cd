// What the address says. The server reads the same names (planning/chart/state.py).
const DEFAULTS = {
  view: "chart", on: "", plan: "", against: "", show: "", focus: "", depth: 2, open: [], shut: [], whole: [], filter: [], q: "", card: "",
  reveal: false, dotted: false, sort: "", page: 1,
};
const ALL = 99;
const LONGEST = 3600; // servers refuse longer addresses

export function read(search) {
  const query = new URLSearchParams(search);
  const state = {};
  for (const [name, value] of Object.entries(DEFAULTS)) {
    if (Array.isArray(value)) state[name] = query.getAll(name);
    else if (name === "depth") state.depth = query.get("depth") === "all" ? ALL : Number(query.get("depth")) || DEFAULTS.depth;
    else if (name === "page") state.page = Number(query.get("page")) || 1;
    else if (name === "reveal" || name === "dotted") state[name] = query.get(name) === "1";
    else state[name] = query.get(name) ?? value;
  }
  state.filter = state.filter.filter(Boolean);
  return state;
}

export function write(state) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const said = state[name];
    if (Array.isArray(value)) for (const one of said) query.append(name, one);
    else if (said !== value) query.set(name, name === "depth" && said >= ALL ? "all" : said === true ? "1" : said);
  }
  return `?${query}`;
}

export const tooLong = (state) => write(state).length > LONGEST;
export const seeks = (state) => Boolean(state.filter.length || state.q);

const without = (list, key) => list.filter((one) => one !== key);

// The state with the branch under `key` opened. `depth` is how far down its card stands.
export function opened(state, key, depth) {
  const shut = without(state.shut, key);
  const known = depth < state.depth && key !== "";
  return { ...state, shut, open: known ? state.open : [...without(state.open, key), key] };
}

// The state with it closed. It has to be named as shut wherever something else would open it again.
export function closed(state, key, depth) {
  const forced = depth < state.depth || state.reveal || state.card || state.whole.length;
  return {
    ...state, open: without(state.open, key), whole: without(state.whole, key),
    shut: forced ? [...without(state.shut, key), key] : state.shut,
  };
}

export const openedWhole = (state, key) => ({ ...state, shut: without(state.shut, key), whole: [...without(state.whole, key), key] });

export const toggledFilter = (state, name) => ({
  ...state, page: 1, reveal: false,
  filter: state.filter.includes(name) ? without(state.filter, name) : [...state.filter, name],
});
