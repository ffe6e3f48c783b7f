/* The map colours its shapes, follows pointer and keys, and marks what is meant. */
const SVG = "http://www.w3.org/2000/svg";
const map = byId("map");
const shapes = new Map(levels.map(level => [level, [...byId(level.id).children]]));
const darkScreen = matchMedia("(prefers-color-scheme: dark)");
let isPrinting = false, marked = null;
const isDark = () => darkScreen.matches && !isPrinting;

/* ---- colours ---- */

function classOf(one, value) {
  const figure = Math.abs(one.share ? 100 * value : value) / one.classes.step;
  const units = Math.sign(value) * Math.round(figure);
  let i = 0;
  while (i + 1 < one.classes.limits.length && units >= one.classes.limits[i + 1]) i++;
  return i;
}

function clusterColour(level, i) {
  if (state.view === "before" && level.id === "areas") {
    const before = data.before.areas[i];
    const now = before === null ? null : data.before.now[before];
    return before === null ? null : now === null ? "#a0a0a0" : data.colours[now];
  }
  const cluster = clusterOf(level, i);
  return cluster === null ? null : data.colours[cluster];
}

function paintShape(shape, level, i, one) {
  const value = one ? valueOf(level, one, i) : null;
  const colour = !one ? clusterColour(level, i)
    : value === null ? null : one.classes[isDark() ? "dark" : "light"][classOf(one, value)];
  if (colour) shape.setAttribute("fill", colour);
  shape.classList.toggle("none", !one && !colour);
  shape.classList.toggle("no-data", Boolean(one) && value === null);
  shape.classList.toggle("later", isLater(level, i));
  shape.setAttribute("aria-label", level.names[i] + (one ? ": " + (cellText(level, one, i) || "no data")
    : level.id === "clusters" ? "" : ", " + clusterName(level, i)));
  shape.setAttribute("aria-selected", Boolean(state.pin && state.pin.level === level && state.pin.i === i));
}

function paint() {
  const one = column(state.level, state.colour);
  for (const level of levels) byId(level.id).classList.toggle("off", level !== state.level);
  shapes.get(state.level).forEach((shape, i) => paintShape(shape, state.level, i, one));
  map.classList.toggle("fine", state.level.id === "subareas");
  map.classList.toggle("before", state.view === "before");
  map.setAttribute("aria-label", "Map of " + state.level.plural + (one ? ", coloured by " + one.words : ""));
  outline("pin", state.pin && state.pin.level === state.level ? state.pin : null);
  const start = state.pin && state.pin.level === state.level ? state.pin.i : 0;
  rove(shapes.get(state.level)[start], false);
}

/* ---- marks ---- */

/* Points have no outline: a ring around the dot. */
function outline(id, item) {
  const shape = item ? shapes.get(item.level)[item.i] : null;
  let d = shape ? shape.getAttribute("d") : "";
  if (shape && !d) {
    const [x, y, r] = ["cx", "cy", "r"].map(key => Number(shape.getAttribute(key)));
    d = `M${x - 1.5 * r} ${y}a${1.5 * r} ${1.5 * r} 0 1 0 ${3 * r} 0a${1.5 * r} ${1.5 * r} 0 1 0 ${-3 * r} 0`;
  }
  byId(id).setAttribute("d", d || "");
}

function mark(item) {
  marked = item;
  outline("mark", item);
  showCard(item || state.pin);
  markRow(item);
}

const itemOf = shape => shape && { level: state.level, i: Number(shape.dataset.i) };
const shapeAt = event => event.target.closest && event.target.closest("#levels [data-i]");
const isPin = item => Boolean(state.pin && item && state.pin.level === item.level && state.pin.i === item.i);

function pin(item) {
  const lets = !item || isPin(item);
  if (lets && state.pin) say(state.pin.level.names[state.pin.i] + " is no longer pinned.");
  if (!lets) say(item.level.names[item.i] + " is pinned.");
  change({ pin: lets ? null : item });
  showCard(state.pin || marked);
}

/* ---- keys ---- */

/* One shape at a time is in the order of tabs. */
function rove(shape, focus = true) {
  for (const other of byId(state.level.id).querySelectorAll("[tabindex='0']")) other.setAttribute("tabindex", "-1");
  if (!shape) return;
  shape.setAttribute("tabindex", "0");
  if (focus) shape.focus({ preventScroll: true });
}

/* The nearest in a direction: what lies aside counts twice. */
function neighbour(i, dx, dy) {
  const places = state.level.places;
  let best = -1, least = Infinity;
  for (let k = 0; k < state.level.codes.length; k++) {
    const x = places[2 * k] - places[2 * i], y = places[2 * k + 1] - places[2 * i + 1];
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
    if (k !== i && ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) [best, least] = [k, ahead + 2 * aside];
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event) {
  const shape = shapeAt(event), all = shapes.get(state.level), arrow = ARROWS[event.key];
  if (!shape || event.ctrlKey || event.metaKey || event.altKey) return;
  const i = Number(shape.dataset.i);
  let next = -1;
  if (arrow && event.shiftKey) panBy(...arrow);
  else if (arrow) next = neighbour(i, ...arrow);
  else if (event.key === "Home") next = 0;
  else if (event.key === "End") next = all.length - 1;
  else if (event.key === "Enter" || event.key === " ") pin(itemOf(shape));
  else if (event.key === "Escape") pin(null);
  else if (event.key === "+" || event.key === "=") zoomBy(1.5);
  else if (event.key === "-" || event.key === "\u2212") zoomBy(1 / 1.5);
  else if (event.key === "0") showWhole();
  else return;
  event.preventDefault();
  if (next >= 0) { rove(all[next]); bringIntoView(next); }
}

/* ---- beginnings ---- */

function takeOverMap() {
  map.setAttribute("role", "listbox");
  map.setAttribute("aria-describedby", "help");
  map.removeAttribute("aria-labelledby");
  byId("map-title").remove();
  for (const group of [byId("levels"), ...byId("levels").children]) group.setAttribute("role", "presentation");
  for (const id of ["ground", "borders", "mark", "pin", "names"]) {
    byId(id).setAttribute("aria-hidden", "true");
    byId(id).removeAttribute("role");
  }
  for (const list of shapes.values())
    list.forEach((shape, i) => {
      shape.dataset.i = i;
      shape.setAttribute("role", "option");
      shape.setAttribute("tabindex", "-1");
    });
  map.addEventListener("pointerover", event => { if (event.pointerType !== "touch") mark(itemOf(shapeAt(event))); });
  map.addEventListener("pointerleave", () => mark(null));
  /* Not on the map itself: browsers put an SVG that listens to focus into the order of tabs. */
  byId("figure").addEventListener("focusin", event => mark(itemOf(shapeAt(event))));
  byId("figure").addEventListener("focusout", () => mark(null));
  byId("figure").addEventListener("keydown", onKey);
  map.addEventListener("click", event => { if (!wasDragged()) pin(itemOf(shapeAt(event))); });
  darkScreen.addEventListener("change", paintAndExplain);
  addEventListener("beforeprint", () => { isPrinting = true; paintAndExplain(); });
  addEventListener("afterprint", () => { isPrinting = false; paintAndExplain(); });
  if (data.before) drawMoved();
}

function drawMoved() {
  const path = document.createElementNS(SVG, "path"), level = levels.find(one => one.id === "areas");
  path.id = "moved";
  path.setAttribute("aria-hidden", "true");
  if (level) path.setAttribute("d", data.before.moved.map(i => shapes.get(level)[i].getAttribute("d") || "").join(""));
  byId("borders").append(path);
}

function paintAndExplain() {
  paint();
  showLegend();
}
