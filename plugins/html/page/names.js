/* Names are set on the map where they do not touch: those of larger features first, as many as there is room for. */
const NAME_PIXELS = 13, MOST_NAMES = 150, MOST_TRIED = 1500;
const ruler = document.createElement("canvas").getContext("2d");
const extents = new Map();

function extentOf(level, i) {
  if (!extents.has(level)) extents.set(level, []);
  const known = extents.get(level);
  if (!known[i]) known[i] = shapes.get(level)[i].getBBox();
  return known[i];
}

function boxOfName(level, i, size) {
  const width = ruler.measureText(level.names[i]).width / NAME_PIXELS * size;
  return { i, x: level.places[2 * i] - width / 2, y: level.places[2 * i + 1] - size * 0.6, width, height: size * 1.2 };
}

const touches = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/* A name may reach out of a large feature, not of one much smaller than itself. */
function candidates(level, size, shown) {
  const inView = level.codes.map((_, i) => i).filter(i => {
    const [x, y] = [level.places[2 * i], level.places[2 * i + 1]];
    return x > shown.x && x < shown.x + shown.w && y > shown.y && y < shown.y + shown.h;
  });
  if (inView.length > MOST_TRIED) return [];
  const area = i => { const box = extentOf(level, i); return box.width * box.height; };
  return inView.map(i => boxOfName(level, i, size))
    .filter(box => level.id === "clusters" || extentOf(level, box.i).width > 0.7 * box.width)
    .sort((a, b) => area(b.i) - area(a.i));
}

function setNames() {
  const size = NAME_PIXELS * unitsPerPixel(), level = state.level, placed = [];
  ruler.font = `600 ${NAME_PIXELS}px system-ui, "Noto Sans", "DejaVu Sans", sans-serif`;
  for (const box of candidates(level, size, shownPart()))
    if (placed.length < MOST_NAMES && !placed.some(other => touches(box, other))) placed.push(box);
  byId("names").replaceChildren(...placed.map(box => {
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("x", level.places[2 * box.i]);
    text.setAttribute("y", level.places[2 * box.i + 1]);
    text.style.fontSize = size + "px";
    text.textContent = level.names[box.i];
    return text;
  }));
}
