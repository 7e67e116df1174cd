// Suggestions for fields that name a record: a datalist that follows what is typed.
let waiting = 0;

const listFor = (input) => {
  let list = input.list;
  if (!list) {
    list = document.createElement("datalist");
    list.id = `choose-${input.id}`;
    input.after(list);
    input.setAttribute("list", list.id);
  }
  return list;
};

const suggest = async (input) => {
  const organisation = location.pathname.split("/")[2];
  const here = new URLSearchParams(location.search);
  const plan = here.get("plan") ?? location.pathname.match(/\/plans\/([^/]+)\//)?.[1];
  const asked = new URLSearchParams({ q: input.value });
  if (plan) asked.set("plan", plan);
  const day = input.form?.elements.on?.value || here.get("on");
  if (day) asked.set("on", day);
  const answer = await fetch(`/o/${organisation}/choose/${input.dataset.choose}/?${asked}`).catch(() => null);
  if (!answer?.ok) return;
  const { labels } = await answer.json();
  listFor(input).replaceChildren(...labels.map((label) => Object.assign(document.createElement("option"), { value: label })));
};

document.addEventListener("input", (event) => {
  const input = event.target.closest?.("[data-choose]");
  if (!input) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(input), 150);
});
