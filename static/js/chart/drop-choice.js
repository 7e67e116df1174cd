// A card was let go on an open position: whether its holder is to report to it or to fill it is asked first.
const make = (tag, attributes, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

// Which of the two was chosen: "report", "fill", or nothing where it was closed.
export const ask = (who, position) => new Promise((answered) => {
  const choice = (value, title, says) => make("button", { class: "btn choice", value }, make("strong", {}, title), make("span", { class: "mut" }, says));
  const dialog = make("dialog", { id: "drop-choice", "aria-labelledby": "drop-choice-title" },
    make("form", { method: "dialog", class: "form" },
      make("div", { class: "dialog-head" }, make("div", {},
        make("h2", { id: "drop-choice-title", class: "break" }, `${position} is open`), make("p", { class: "mut break" }, who)),
      make("button", { class: "btn quiet", value: "" }, "Cancel")),
      choice("report", "Report to it", "The position moves below it."),
      choice("fill", "Fill it", "The holder moves into it and leaves their own open.")));
  const back = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus?.();
    answered(dialog.returnValue);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const choices = [...dialog.querySelectorAll(".choice")];
    choices[event.key === "ArrowDown" ? choices.indexOf(document.activeElement) + 1 : 0]?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector(".choice").focus();
});
