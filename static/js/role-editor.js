// “Add” copies a blank row on the spot; without this the server adds it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more]");
  if (!button) return;
  event.preventDefault();
  const part = button.closest(".part");
  const total = part.querySelector("[name$='-total']");
  const blank = part.querySelector("template").innerHTML.replaceAll("__n__", total.value);
  const entries = part.querySelector(".entries");
  entries.insertAdjacentHTML("beforeend", blank);
  total.value = Number(total.value) + 1;
  const place = entries.lastElementChild.querySelector("[name$='-order']");
  if (place) place.value = total.value;
  entries.lastElementChild.querySelector("input:not([type=hidden]), textarea, select").focus();
});
