// What the address says. The server reads the same names (planning/chart/state.py).
const DEFAULTS = {
  view: "chart", on: "", plan: "", against: "", show: "", focus: "", depth: 0, layout: "", tree: [], stacked: [], compact: [],
  open: [], shut: [], whole: [], filter: [], q: "", card: "", reveal: false, dotted: false, step: 0, sort: "", page: 1,
};
export const LAYOUTS = ["tree", "stacked", "compact"];
const ALL = 99;
const LONGEST = 3600; // servers refuse longer addresses

export function read(search) {
  const query = new URLSearchParams(search);
  const state = {};
  for (const [name, value] of Object.entries(DEFAULTS)) {
    if (Array.isArray(value)) state[name] = query.getAll(name);
    else if (typeof value === "boolean") state[name] = query.get(name) === "1";
    else if (typeof value === "number") state[name] = query.get(name) === "all" ? ALL : Number(query.get(name)) || value;
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

// The state with what is open said, where it went by the window until now. `fit` is what fitted.
export const pinned = (state, fit) => (state.depth ? state : { ...state, depth: fit.levels, open: [...new Set([...state.open, ...fit.fitted])] });

// The state with the branch under `key` opened. `depth` is how far down its card stands.
export function opened(state, key, depth) {
  const shut = without(state.shut, key);
  const known = depth < state.depth && key !== "";
  return { ...state, shut, open: known ? state.open : [...without(state.open, key), key] };
}

// The state with it closed. It has to be named as shut wherever something else would open it again.
export function closed(state, key, depth) {
  const forced = depth < state.depth || state.reveal || state.card || state.whole.length || state.show === "changes";
  return {
    ...state, open: without(state.open, key), whole: without(state.whole, key),
    shut: forced ? [...without(state.shut, key), key] : state.shut,
  };
}

export const openedWhole = (state, key) => ({ ...state, shut: without(state.shut, key), whole: [...without(state.whole, key), key] });

// The state with one branch laid out in its own way; of the whole, where `key` is blank, and then no branch has its own.
export function laidOut(state, layout, key) {
  const bare = Object.fromEntries(LAYOUTS.map((name) => [name, key ? without(state[name], key) : []]));
  return { ...state, ...bare, ...(key ? { [layout]: [...bare[layout], key] } : { layout }) };
}

export const layoutOf = (state, key) => LAYOUTS.find((name) => state[name].includes(key));

export const toggledFilter = (state, name) => ({
  ...state, page: 1, reveal: false,
  filter: state.filter.includes(name) ? without(state.filter, name) : [...state.filter, name],
});
