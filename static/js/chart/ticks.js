// The list and the table: what can be done together shows once something is ticked.
export function listen(form) {
  const boxes = () => [...document.querySelectorAll('input.pick[form="picks"]')];
  const tell = () => {
    const many = boxes().filter((box) => box.checked).length;
    form.hidden = !many;
    form.querySelector("[data-picks-count]").textContent = `${many} selected`;
  };
  document.addEventListener("change", (event) => { if (event.target.matches("input.pick")) tell(); });
  form.querySelector("[data-picks-clear]").addEventListener("click", () => {
    for (const box of boxes()) box.checked = false;
    tell();
  });
  tell();
}
