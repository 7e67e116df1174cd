// Runs before the chart page's own scripts: notes when the first card is drawn, and how long frames take.
window.watched = { drawn: 0, frames: [] };
{
  let seen = 0;
  const look = (now) => {
    window.watched.frames.push(now);
    if (!seen && document.querySelector("[role=treeitem]")) seen = window.watched.frames.length;
    // Two frames on, the one with the cards has been painted.
    if (seen && !window.watched.drawn && window.watched.frames.length === seen + 2) window.watched.drawn = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
