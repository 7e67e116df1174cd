// What lies over a drawing: legend, zoom, map, the changes of a plan. Boxes in pixels of its window.
export function furnitureOf(canvas) {
  const { left, top } = canvas.getBoundingClientRect(), shown = [...canvas.querySelectorAll("[data-furniture]")].map((one) => one.getBoundingClientRect());
  return shown.filter((box) => box.width).map((box) => ({ left: box.left - left, top: box.top - top, right: box.right - left, low: box.bottom - top }));
}
