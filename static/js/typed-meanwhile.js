// What is typed into a form while its next state is on its way is kept in the form that comes.
let sent = null; // what each field of the form held when it was asked

const fields = (form) => [...form.elements].filter(({ name, type }) => name && /^(text|textarea|number|date|search|email)$/.test(type));
const held = (form) => new Map(fields(form).map(({ name, value }) => [name, value]));

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches("form.edit-action")) sent = held(target);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.target.closest("form.edit-action");
  if (!form || !sent) return;
  const typed = [...held(form)].filter(([name, value]) => sent.has(name) && sent.get(name) !== value);
  sent = null;
  if (typed.length) document.addEventListener("htmx:afterSwap", () => {
    const fresh = document.getElementById(form.id);
    for (const [name, value] of typed) {
      const field = fresh?.elements[name];
      if (field) field.value = value;
    }
  }, { once: true });
});
