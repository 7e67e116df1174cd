// What Lineup says itself to a script (portal/toast.py, portal/views/errors.py), for requests that htmx does not send.
const LOST = "Not loaded: no connection. Try again in a moment.";
const SILENT = "Not loaded: the server did not respond. Try again in a moment."; // as where a proxy says that it is away

const toasts = (answer) => {
  try { return JSON.parse(answer.headers.get("HX-Trigger")).toast.toasts; } catch { return []; }
};

const show = (told) => {
  if (told.length) document.body.dispatchEvent(new CustomEvent("toast", { detail: { toasts: told } }));
};

// Why a request was refused, as HTML; "" where there was no answer, or where it comes from before Lineup.
export const refusal = (answer) => toasts(answer)[0]?.said ?? "";

export const tell = (answer) => show(answer?.ok ? [] : toasts(answer).slice(0, 1));

// Why there is nothing to show, as HTML.
export const reason = (answer) => refusal(answer) || (answer ? SILENT : LOST);

// The answer to what a part of the page asks for; null where there is none, nothing more where the page leads elsewhere,
// as to the sign-in.
export const ask = async (address) => {
  const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Current-URL": location.href } }).catch(() => null);
  const elsewhere = answer?.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  else if (answer?.ok) show(toasts(answer));
  return elsewhere ? new Promise(() => {}) : answer;
};

export const sayWhy = (answer) => show([{ said: reason(answer), level: "error" }]);
