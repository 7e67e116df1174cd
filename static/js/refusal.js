// What Lineup says itself of a request of a script that it refused (portal/views/errors.py), for those that htmx does not send.

// As HTML; "" where there was no answer, or where it comes from before Lineup.
export const refusal = (answer) => {
  try { return JSON.parse(answer.headers.get("HX-Trigger")).toast.toasts[0].said; } catch { return ""; }
};

export const tell = (answer) => {
  const said = refusal(answer);
  if (said) document.body.dispatchEvent(new CustomEvent("toast", { detail: { toasts: [{ said, level: "error" }] } }));
};
