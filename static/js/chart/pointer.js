// Pan and zoom by mouse, wheel, trackpad, pen and fingers. A press that does not move is a click.
const SLACK = 5;
const REST = 140; // milliseconds after the last turn of a wheel

export function listen(stage) {
  const { canvas } = stage;
  const fingers = new Map();
  let moved = false, start = null;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onControl = (event) => event.target.closest("button, a, input, [data-mini], [data-furniture]");

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || onControl(event)) return;
    if (!fingers.size) { moved = false; start = place(event); }
    fingers.set(event.pointerId, place(event));
  });

  canvas.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const now = place(event), was = fingers.get(event.pointerId);
    if (!moved && fingers.size === 1 && Math.hypot(now.x - start.x, now.y - start.y) < SLACK) return;
    if (!moved) { moved = true; canvas.setPointerCapture(event.pointerId); canvas.classList.add("panning"); }
    if (fingers.size > 1) pinch(event.pointerId, now);
    else stage.pan(now.x - was.x, now.y - was.y);
    fingers.set(event.pointerId, now);
  });

  function pinch(id, now) {
    const other = [...fingers].find(([key]) => key !== id)[1], was = fingers.get(id);
    const before = Math.hypot(was.x - other.x, was.y - other.y), after = Math.hypot(now.x - other.x, now.y - other.y);
    stage.pan((now.x - was.x) / 2, (now.y - was.y) / 2);
    if (before > 0) stage.zoom(after / before, (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  const end = (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    canvas.classList.remove("panning");
    if (moved) stage.settle();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  // The click that ends a drag is none.
  canvas.addEventListener("click", (event) => { if (moved) { event.stopPropagation(); moved = false; } }, true);

  // Two fingers or a wheel move about, with Shift sideways; a pinch, or Ctrl and the wheel, zooms where the pointer is.
  let resting = 0;
  const rest = () => { clearTimeout(resting); resting = setTimeout(() => stage.settle(), REST); };
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const unit = [1, 18, canvas.clientHeight][event.deltaMode], at = place(event);
    if (event.ctrlKey || event.metaKey) stage.zoom(Math.exp(-event.deltaY * unit * 0.0022), at.x, at.y);
    else if (event.shiftKey) stage.pan(-(event.deltaY || event.deltaX) * unit, 0);
    else stage.pan(-event.deltaX * unit, -event.deltaY * unit);
    rest();
  }, { passive: false });
  // Safari tells a pinch on a trackpad in its own way.
  let pinched = 1;
  canvas.addEventListener("gesturestart", (event) => { event.preventDefault(); pinched = 1; });
  canvas.addEventListener("gesturechange", (event) => {
    event.preventDefault();
    const at = place(event);
    stage.zoom(event.scale / pinched, at.x, at.y);
    pinched = event.scale;
    rest();
  });
}
