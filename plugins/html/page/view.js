/* The view zooms and moves the map: by wheel, pinch, drag, keys and buttons. */
const whole = (([x, y, w, h]) => ({ x, y, w, h }))(map.getAttribute("viewBox").split(" ").map(Number));
const NEAREST = 40;
let view = { ...whole }, namesAsked = false;
const pointers = new Map();
let dragged = false, pinch = 0;

const unitsPerPixel = () => Math.max(view.w / Math.max(map.clientWidth, 1), view.h / Math.max(map.clientHeight, 1));

/* The shape of the element may show more than the view asks for. */
function shownPart() {
  const unit = unitsPerPixel(), w = unit * map.clientWidth, h = unit * map.clientHeight;
  return { x: view.x + (view.w - w) / 2, y: view.y + (view.h - h) / 2, w, h };
}

function setView(next) {
  const w = Math.min(Math.max(next.w, whole.w / NEAREST), whole.w), h = w * whole.h / whole.w;
  const x = Math.min(Math.max(next.x, whole.x), whole.x + whole.w - w);
  const y = Math.min(Math.max(next.y, whole.y), whole.y + whole.h - h);
  view = { x, y, w, h };
  map.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
  map.style.touchAction = w < whole.w ? "none" : "pan-y";
  for (const button of byId("moves").children)
    button.setAttribute("aria-disabled", button.dataset.move === "in" ? w <= whole.w / NEAREST : w >= whole.w);
  askForNames();
}

function askForNames() {
  if (namesAsked) return;
  namesAsked = true;
  requestAnimationFrame(() => { namesAsked = false; setNames(); });
}

function placeOf(event) {
  const matrix = map.getScreenCTM().inverse();
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
}

/* What is at the place stays there. */
function zoomBy(factor, at = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) {
  const w = Math.min(Math.max(view.w / factor, whole.w / NEAREST), whole.w), scale = w / view.w;
  setView({ x: at.x - (at.x - view.x) * scale, y: at.y - (at.y - view.y) * scale, w });
}

const panBy = (dx, dy) => setView({ ...view, x: view.x + dx * view.w / 4, y: view.y + dy * view.h / 4 });
const showWhole = () => setView({ ...whole });
const wasDragged = () => dragged;

function showFeature(level, i) {
  const box = extentOf(level, i), w = Math.max(box.width, box.height * whole.w / whole.h, whole.w / NEAREST) * 1.6;
  const h = w * whole.h / whole.w;
  setView({ x: box.x + box.width / 2 - w / 2, y: box.y + box.height / 2 - h / 2, w });
}

function bringIntoView(i) {
  const x = state.level.places[2 * i], y = state.level.places[2 * i + 1];
  if (x < view.x || x > view.x + view.w || y < view.y || y > view.y + view.h)
    setView({ ...view, x: x - view.w / 2, y: y - view.h / 2 });
}

/* ---- wheel and pointers ---- */

function onWheel(event) {
  const factor = Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002));
  if (factor < 1 && view.w >= whole.w) return; /* the page scrolls on */
  event.preventDefault();
  zoomBy(factor, placeOf(event));
}

const spread = () => { const [a, b] = pointers.values(); return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };

function onDown(event) {
  if (event.button !== 0) return;
  if (pointers.size === 0) dragged = false;
  pointers.set(event.pointerId, event);
  if (pointers.size === 2) { pinch = spread(); dragged = true; }
}

function onMove(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const unit = unitsPerPixel(), dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
  if (pointers.size === 1 && !dragged && Math.hypot(dx, dy) < 5) return;
  if (!dragged) map.setPointerCapture(event.pointerId);
  dragged = true;
  pointers.set(event.pointerId, event);
  if (pointers.size === 2) {
    const [a, b] = pointers.values(), now = spread();
    const middle = placeOf({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
    if (pinch > 0 && now > 0) zoomBy(now / pinch, middle);
    pinch = now;
  }
  setView({ ...view, x: view.x - dx * unit / pointers.size, y: view.y - dy * unit / pointers.size });
}

function onUp(event) {
  pointers.delete(event.pointerId);
}

function onButton(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const move = button.dataset.move, steps = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
  if (move === "in") zoomBy(1.5);
  else if (move === "out") zoomBy(1 / 1.5);
  else if (move === "whole") showWhole();
  else panBy(...steps[move]);
}

function takeOverView() {
  map.addEventListener("wheel", onWheel, { passive: false });
  map.addEventListener("pointerdown", onDown);
  map.addEventListener("pointermove", onMove);
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, onUp);
  byId("moves").addEventListener("click", onButton);
  new ResizeObserver(askForNames).observe(map);
  setView(view);
}
