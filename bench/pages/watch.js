// Runs before the chart page's own scripts: notes when the first card is drawn, and how long frames take.
window.watched = { drawn: 0, frames: [] };
{
  let seen = 0;
  const look = (now) => {
    window.watched.frames.push(now);
    if (!seen && document.querySelector("[role=treeitem]")) seen = window.watched.frames.length;
    // When the next frame begins, the one with the cards has been painted: as compare.js waits for d3-org-chart.
    if (seen && !window.watched.drawn && window.watched.frames.length === seen + 1) window.watched.drawn = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
