// On paper: the whole of what is open, as large as one sheet takes it. Cards keep their words however small they
// come out: a printer, or somebody who zooms into a PDF, can read what a screen cannot.
import { CARDS_FROM } from "./wires.js";

const MOST_CARDS = 2000;
// A4 across at 96 to the inch, without its margins. The ratio is a power of two: Chromium prints canvases of other sizes
// up to two per cent too small, and lines then miss their cards.
const SHEET = { width: 1040, height: 690, ratio: 4 };

export function listen(stage) {
  let seen = null;
  addEventListener("beforeprint", () => {
    seen = { ...stage.camera };
    stage.wires.cardsFrom = stage.model.keys.length > MOST_CARDS ? CARDS_FROM : 0;
    stage.measure(SHEET);
    stage.wires.recolour();
    stage.fit();
    stage.drawNow();
  });
  addEventListener("afterprint", () => {
    stage.wires.cardsFrom = CARDS_FROM;
    Object.assign(stage.camera, seen);
    stage.measure();
    stage.wires.recolour();
    stage.drawNow();
  });
}
