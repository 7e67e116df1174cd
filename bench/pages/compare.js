// d3-org-chart drawing a tree, fully open: milliseconds until its last card is on the screen.
window.drawWithD3 = async (rows) => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const begin = performance.now();
  new d3.OrgChart()
    .container("#chart")
    .data(rows)
    .nodeWidth(() => 216)
    .nodeHeight(() => 78)
    .duration(0)
    .nodeContent(({ data }) => `<div class="card"><b>${data.title}</b><p>${data.holder}</p></div>`)
    .render();
  await frame();
  await frame();
  return { milliseconds: performance.now() - begin, cards: document.querySelectorAll(".card").length };
};
