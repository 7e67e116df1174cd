// Set before the first paint, so that a chosen theme never flashes. "" follows the system.
(() => {
  const stored = () => { try { return localStorage.getItem("theme") || ""; } catch { return ""; } };
  const show = (theme) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    for (const button of document.querySelectorAll("[data-set-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
    }
  };
  show(stored());
  document.addEventListener("DOMContentLoaded", () => {
    show(stored());
    delete document.documentElement.dataset.starting; // every module has run: the page answers to keys and presses
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-set-theme]");
    if (!button) return;
    try { localStorage.setItem("theme", button.dataset.setTheme); } catch { /* private mode: for this page only */ }
    show(button.dataset.setTheme);
  });
})();
